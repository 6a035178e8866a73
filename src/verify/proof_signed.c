/*
 * Proof by signature (CLR 1.0 §4.3).
 *
 * What is verified is the octets that came, with a key that the issuer's own
 * documents name; what is missing is told, never passed over.  Called for
 * each document under check that came as a JWS, or has no proof at all.
 */
#include "verify/proof_signed.h"

#include <string.h>

#include "base/str.h"
#include "crypto/jws.h"
#include "verify/verify_life.h"
#include "verify/verify_words.h"

static struct verify_check *
say(struct verify_subject *x, const struct jws *jws,
    enum verify_outcome outcome, const char *words)
{
	struct verify_check *check = verify_job_say(x, CHECK_SIGNATURE, outcome,
						    "%s", words);

	check->evidence.alg = jws_alg_name(jws->alg);
	check->evidence.at = x->job->ask->now;
	if (jws->kid)
		check->evidence.detail = arena_printf(
			x->job->mem,
			"The signed text says its key is “%s”; that has no say "
			"in which key was used.",
			verify_words_cut(x->job->mem, jws->kid, VERIFY_ID));
	return check;
}

/* Try the keys, the better first; false: none may be used.  *${fits}: the
 * signature is that of ${key}. */
static bool
try_keys(struct verify_subject *x, const struct jws *jws,
	 struct verify_key *key, bool *fits)
{
	struct verify_key keys[VERIFY_KEYS] = { 0 };
	size_t count = verify_key_find(x, keys);

	*fits = false;
	for (size_t i = 0; i < count && !*fits; i++) {
		*key = keys[i];
		verify_key_load(x, key);
		*fits = key->key && jws_verify(jws, key->key) == OK;
	}
	return key->key != NULL;
}

static void
take_key(struct verify_subject *x, const struct jws *jws,
	 const struct verify_key *key)
{
	struct verify_check *check;

	x->key_url = key->url;
	x->is_key_confirmed = key->is_confirmed;
	check = say(x, jws, VERIFY_PASSED,
		    key->is_confirmed
			    ? "The signature is good: nothing was changed "
			      "since it was signed."
			    : "The signature is good, but only by the key that "
			      "came with the document.");
	check->evidence.key = key->url;
	check->evidence.thumbprint = key->thumbprint;
	verify_life(x, key);
	x->has_proof = verify_job_check(x, CHECK_KEY)->outcome == VERIFY_PASSED;
}

void
proof_signed(struct verify_subject *x)
{
	struct verify_key key = { 0 };
	struct jws jws = { 0 };
	bool fits;

	if (jws_open_read(x->job->mem, x->jws, strlen(x->jws), &jws) != OK) {
		verify_job_say(x, CHECK_SIGNATURE, VERIFY_FAILED, "%s",
			       fail_last()->text);
		verify_job_say(x, CHECK_KEY, VERIFY_NOT_NEEDED,
			       "No key was looked for.");
		return;
	}
	if (!x->issuer.id) {
		verify_job_say(x, CHECK_KEY, VERIFY_UNSURE,
			       "It does not say who issued it, so that there "
			       "is no key to check it with.");
		say(x, &jws, VERIFY_UNSURE,
		    "The signature could not be checked: no key is known.");
		return;
	}
	if (!try_keys(x, &jws, &key, &fits))
		say(x, &jws, VERIFY_UNSURE,
		    "The signature could not be checked: there is no key for "
		    "it that may be used.");
	else if (!fits)
		say(x, &jws, VERIFY_FAILED, fail_last()->text)->evidence.key =
			key.url;
	else
		take_key(x, &jws, &key);
}

/* It stands in a record that is signed. */
static void
say_covered(struct verify_subject *x)
{
	const struct verify_subject *record = x->within;
	const char *publisher = verify_words_issuer(record);

	if (streq(x->issuer.id, record->issuer.id))
		verify_job_say(x, CHECK_SIGNATURE, VERIFY_UNSURE,
			       "It has no proof of its own. The record around "
			       "it is signed by the same issuer, %s, and has "
			       "not been changed since.",
			       publisher);
	else
		verify_job_say(x, CHECK_SIGNATURE, VERIFY_UNSURE,
			       "It has no proof of its own. The signature of "
			       "the record around it shows that it stands "
			       "there as %s put it; that %s issued it is not "
			       "proven.",
			       publisher, verify_words_issuer(x));
}

void
proof_signed_missing(struct verify_subject *x)
{
	struct verify_check *check = verify_job_check(x, CHECK_SIGNATURE);

	if (x->how == HOW_SIGNED)
		verify_job_say(x, CHECK_SIGNATURE, VERIFY_UNSURE,
			       "Missing signature: it says that it is signed, "
			       "but came without a signature.");
	else if (x->within && x->within->jws && x->within->has_proof)
		say_covered(x);
	else
		verify_job_say(x, CHECK_SIGNATURE, VERIFY_UNSURE,
			       "It has no signature, and does not say where it "
			       "can be checked.");
	check->advice = "Ask the issuer for it as a signed file.";
}
