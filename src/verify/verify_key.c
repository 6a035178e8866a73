/*
 * Which key a signature is to be checked with, and whether it is the
 * issuer's (CLR 1.0 §4.3(3) to (5)).
 *
 * The header of the signed text has no say in it, and a key inside a
 * document proves nothing but that the document is whole.  Called by
 * proof_signed.c.
 */
#include "verify/verify_key.h"

#include <string.h>

#include "base/str.h"
#include "model/walk.h"
#include "verify/verify_issuer.h"
#include "verify/verify_words.h"

/* No key takes more text than this. */
#define MOST_PEM 16384

/* ---- Which one */

/* The entry of ${profile} for the key ${id}; NULL for the id: the first. */
static const json_t *
entry_of(const json_t *profile, const char *id)
{
	size_t count = walk_count(profile, CLR_PROFILE, "publicKey");

	for (size_t i = 0; i < count; i++) {
		const json_t *entry = walk_item(profile, CLR_PROFILE,
						"publicKey", i);
		const char *own = verify_job_id(entry);

		if (own && (!id || streq(own, id)))
			return entry;
	}
	return NULL;
}

static bool
is_known(const struct verify_subject *x, const char *url)
{
	const struct verify_source *source = x->job->source;
	struct verify_key_life life;

	return url && source->key_life &&
	       source->key_life(source->data, url, &life);
}

/* The key that the document names: by its own word, else by the profile in
 * it. */
static const char *
stated_key(const struct verify_subject *x)
{
	const json_t *verification = walk_get(x->doc, x->as, "verification");
	const char *creator = walk_text(verification, CLR_VERIFICATION,
					"creator");

	return creator ? creator
		       : verify_job_id(entry_of(x->issuer.embedded, NULL));
}

/* How ${url}, stated by the document, hangs together with the issuer. */
static enum verify_link
link_of(const struct verify_subject *x, const char *url)
{
	const struct verify_issuer *issuer = &x->issuer;
	bool is_embedded = entry_of(issuer->embedded, url) != NULL;

	if (entry_of(verify_issuer_profile(issuer), url))
		return LINK_NAMED;
	if (is_known(x, url))
		return LINK_KNOWN;
	if (entry_of(verify_issuer_profile(issuer), NULL))
		return is_embedded ? LINK_REPLACED : LINK_OTHER;
	if (is_embedded || !entry_of(issuer->embedded, NULL))
		return LINK_UNNAMED;
	return LINK_OTHER;
}

static struct verify_key
key_of(const struct verify_subject *x, const char *url, enum verify_link link)
{
	const json_t *entry = entry_of(x->issuer.served, url);

	if (!walk_text(entry, CLR_CRYPTOGRAPHIC_KEY, "publicKeyPem"))
		entry = entry_of(x->issuer.embedded, url);
	return (struct verify_key){
		.url = url,
		.link = link,
		.pem = json_is_object(entry)
			       ? walk_text(entry, CLR_CRYPTOGRAPHIC_KEY,
					   "publicKeyPem")
			       : NULL,
	};
}

size_t
verify_key_find(struct verify_subject *x, struct verify_key keys[VERIFY_KEYS])
{
	const json_t *verification = walk_get(x->doc, x->as, "verification");
	bool is_created = walk_text(verification, CLR_VERIFICATION, "creator");
	const char *stated = stated_key(x);
	const char *served = verify_job_id(entry_of(x->issuer.served, NULL));
	size_t count = 0;

	if (!stated && !served) {
		keys[count++] = (struct verify_key){ .link = LINK_NONE };
	} else if (!stated) {
		keys[count++] = key_of(x, served, LINK_NAMED);
	} else {
		enum verify_link link = link_of(x, stated);

		if (link == LINK_REPLACED && !is_created)
			keys[count++] = key_of(x, served, LINK_NAMED);
		keys[count++] = key_of(x, stated, link);
	}
	return count;
}

/* ---- Getting it */

static struct verify_check *
say(struct verify_subject *x, const struct verify_key *key,
    enum verify_outcome outcome, const char *words)
{
	struct verify_check *check = verify_job_say(x, CHECK_KEY, outcome, "%s",
						    words);

	if (key->asked)
		verify_job_rests(check, key->asked);
	check->evidence.key = key->url;
	check->evidence.thumbprint = key->thumbprint;
	return check;
}

/* Say why the key is not to be used at all. */
static void
refuse(struct verify_subject *x, struct verify_key *key, const char *words)
{
	key->key = NULL;
	say(x, key, VERIFY_FAILED, words);
}

static void
release(void *key)
{
	key_free(key);
}

/* Read a PEM; the key lives as long as the run. */
static const struct key *
read_pem(struct verify_job *job, const char *pem)
{
	size_t len = strnlen(pem, MOST_PEM);
	const struct key *kept;
	struct key *key;

	if (job->ask->keys)
		return keys_read(job->ask->keys, pem, len, &kept) == OK ? kept
									: NULL;
	if (key_read_pem(pem, len, &key) != OK)
		return NULL;
	arena_defer(job->mem, release, key);
	return key;
}

/* The key as a profile has it; many documents of one file have the same. */
static const struct key *
embedded_key(struct verify_job *job, const char *pem)
{
	if (!pem)
		return NULL;
	if (!streq(job->pem, pem)) {
		job->pem = pem;
		job->pem_key = read_pem(job, pem);
	}
	return job->pem_key;
}

/* The document did not come: what the profile says of the key tells whether
 * the signature fits, and no more (§4.3(4)). */
static void
fall_back(struct verify_subject *x, struct verify_key *key, const char *why)
{
	struct arena *mem = x->job->mem;

	key->key = embedded_key(x->job, key->pem);
	if (key->key)
		key->thumbprint = key_thumbprint(key->key, mem);
	say(x, key, VERIFY_UNSURE,
	    arena_printf(mem, "The key is not confirmed%s.", why))
		->advice = key->asked ? "Check it again later."
				      : "Ask the issuer to publish its key.";
}

/* May the issuer's key be kept at ${url}?  Says so if not. */
static bool
is_at_home(struct verify_subject *x, struct verify_key *key, const char *url)
{
	struct arena *mem = x->job->mem;
	struct verify_scope scope;
	enum verify_origin origin;

	if (!x->issuer.is_web)
		return true;
	verify_issuer_scope(&x->issuer, false, &scope);
	origin = verify_origin(mem, url, &scope);
	if (origin == ORIGIN_OWN || origin == ORIGIN_LISTED)
		return true;
	if (origin == ORIGIN_CLAIMED)
		fall_back(x, key,
			  ": it is kept on a host that only the document "
			  "itself calls the issuer's");
	else
		refuse(x, key,
		       arena_printf(mem,
				    "The key is kept on %s, which is not a "
				    "host of %s; it was not used.",
				    verify_words_cut(
					    mem, verify_origin_host(mem, url),
					    VERIFY_NAME),
				    verify_words_issuer(x)));
	return false;
}

/* Read the key in the document that was got, once. */
static void
read_key(struct verify_job *job, struct verify_asked *asked)
{
	const char *pem = walk_text(asked->doc, CLR_CRYPTOGRAPHIC_KEY,
				    "publicKeyPem");

	if (asked->is_key_read)
		return;
	asked->is_key_read = true;
	asked->key = read_pem(job, pem);
	if (!asked->key)
		asked->key_error = arena_strdup(job->mem, fail_last()->text);
	else
		asked->thumbprint = key_thumbprint(asked->key, job->mem);
}

/* Does the key's own document say that it is this one, and the issuer's? */
static void
take_document(struct verify_subject *x, struct verify_key *key)
{
	struct verify_asked *asked = key->asked;
	const char *id = verify_job_text(asked->doc, "id");
	const char *owner = verify_job_id(json_object_get(asked->doc, "owner"));

	if (!streq(id, key->url)) {
		refuse(x, key,
		       "The document at the key's address is of another key.");
		return;
	}
	if (!streq(owner, x->issuer.id)) {
		refuse(x, key,
		       arena_printf(x->job->mem,
				    "The key belongs to somebody else than "
				    "%s.",
				    verify_words_issuer(x)));
		return;
	}
	read_key(x->job, asked);
	if (!asked->key) {
		refuse(x, key, asked->key_error);
		return;
	}
	key->key = asked->key;
	key->thumbprint = asked->thumbprint;
	key->is_confirmed = true;
}

static void
get_document(struct verify_subject *x, struct verify_key *key)
{
	const char *url = key->url;

	if (!verify_job_is_web(url)) {
		fall_back(x, key, ": it has no web address of its own");
		return;
	}
	if (!is_at_home(x, key, url))
		return;
	key->asked = verify_job_get(x->job, url);
	if (key->asked->answer.status != 0 &&
	    !is_at_home(x, key, key->asked->answer.url))
		return;
	if (!walk_text(verify_job_doc(x->job, key->asked),
		       CLR_CRYPTOGRAPHIC_KEY, "publicKeyPem"))
		fall_back(x, key,
			  arena_printf(x->job->mem, " by its own address: %s",
				       verify_job_why(x->job, key->asked)));
	else
		take_document(x, key);
}

/* clang-format off */
/* What a key's link makes of it, once its own document confirmed it; the
 * sentence takes the issuer. */
static const struct {
	enum verify_outcome outcome;
	const char *words;
} links[] = {
	[LINK_NONE] = { VERIFY_UNSURE,
		"names no key to check a signature with." },
	[LINK_OTHER] = { VERIFY_FAILED,
		"does not name the key that the document was signed with; it "
		"was not used." },
	[LINK_NAMED] = { VERIFY_PASSED,
		"publishes this key and names it as its own." },
	[LINK_KNOWN] = { VERIFY_PASSED,
		"has used this key before its present one." },
	[LINK_REPLACED] = { VERIFY_UNSURE,
		"publishes this key, but names another one today: whether it "
		"was replaced or never its own cannot be told from here." },
	[LINK_UNNAMED] = { VERIFY_UNSURE,
		"publishes this key, but does not name it as its own." },
};
/* clang-format on */

/* "“Atlas University” publishes …", at the beginning of a sentence. */
static const char *
link_words(const struct verify_subject *x, enum verify_link link)
{
	const char *who = verify_words_issuer(x);

	if (str_starts(who, "its "))
		who = arena_printf(x->job->mem, "Its %s", who + 4);
	return arena_printf(x->job->mem, "%s %s", who, links[link].words);
}

void
verify_key_load(struct verify_subject *x, struct verify_key *key)
{
	if (key->link == LINK_NONE || key->link == LINK_OTHER) {
		say(x, key, links[key->link].outcome, link_words(x, key->link));
		return;
	}
	get_document(x, key);
	if (!key->is_confirmed)
		return;
	say(x, key, links[key->link].outcome, link_words(x, key->link));
	if (key->link == LINK_REPLACED || key->link == LINK_UNNAMED)
		verify_job_check(x, CHECK_KEY)->advice =
			"Ask the issuer whether this key was its own.";
	else if (x->issuer.is_web && !x->issuer.served)
		verify_job_check(x, CHECK_KEY)->evidence.detail = arena_printf(
			x->job->mem,
			"The issuer's own profile could not be had (%s): that "
			"it names this key is said by the document.",
			verify_job_why(x->job, x->issuer.asked));
}
