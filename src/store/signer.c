/*
 * Signing: in this process with a safe of its own, or asked of the signer
 * process.  Which it is was decided when it was opened; the rules are the
 * same code in both.  Called by publishing, receipts and the job process.
 */
#include "store/signer.h"

#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/str.h"
#include "crypto/digest.h"
#include "crypto/jws.h"
#include "store/hosted.h"
#include "store/signer_rule.h"
#include "store/signer_safe.h"
#include "store/signer_wire.h"

struct signer {
	int channel; /* to the signer process; -1: it is here */
	const struct conf *conf;
	struct signer_safe *safe;
};

/* "typ" of each kind of what is signed. */
static const char *const types[] = {
	[SIGNER_RECORD] = "JWT",
	[SIGNER_RECEIPT] = "clarus-receipt+jwt",
	[SIGNER_HEAD] = "clarus-head+jwt",
};
enum { TYPES = sizeof(types) / sizeof(types[0]) };

struct signer *
signer_here(const struct conf *conf)
{
	struct signer *s = xcalloc(1, sizeof(*s));

	s->channel = -1;
	s->conf = conf;
	s->safe = signer_safe_new(conf);
	return s;
}

struct signer *
signer_at(int fd)
{
	struct signer *s = xcalloc(1, sizeof(*s));

	s->channel = fd;
	return s;
}

void
signer_free(struct signer *s)
{
	if (!s)
		return;
	signer_safe_free(s->safe);
	free(s);
}

/* What was asked of the signer process came back as ${answer}. */
static enum result
take(const struct signer_wire_answer *answer)
{
	if (answer->result != OK)
		return fail(answer->result, "%s", answer->text[0]);
	return OK;
}

static void
tell(struct arena *mem, const struct keyring_key *key,
     const struct signer_ask *ask)
{
	log_line(LOG_INFO, "signed sha256=%s key=%s typ=%s for=%s",
		 digest_hex(mem, ask->bytes, ask->len), key->id, types[ask->as],
		 key->owner);
}

/* Where this office's documents stand. */
static const char *
root_of(const struct signer *s, struct arena *mem)
{
	return hosted_root(mem, s->conf->base_url);
}

/* Is ${key} of the office as it is called now? */
static enum result
check_office(const struct signer *s, const struct keyring_key *key)
{
	if (streq(key->item_id, KEYRING_OFFICE) &&
	    !streq(key->owner, s->conf->base_url))
		return fail(CONFLICT,
			    "Key %s is of an office at %s: make a new one for "
			    "%s (clarus key rotate --office).",
			    key->id, key->owner, s->conf->base_url);
	return OK;
}

static enum result
sign_here(struct signer *s, struct db *db, struct arena *mem,
	  const struct signer_ask *ask, const char **jws)
{
	const struct load_limits limits = { (size_t)s->conf->max_document,
					    (int)s->conf->max_depth };
	struct signer_rule rule = { .mem = mem, .limits = &limits };
	struct jws_head head = { 0 };
	struct keyring_key row;
	const struct key *key;

	if ((size_t)ask->as >= TYPES || !streq(ask->root, root_of(s, mem)))
		return fail(INTERNAL, "the signer is asked for another office");
	TRY(keyring_get(db, mem, ask->key_id, &row));
	TRY(check_office(s, &row));
	rule.key = &row;
	rule.url = keyring_url(mem, ask->root, row.id);
	TRY(signer_rule(&rule, ask));
	TRY(signer_safe_open(s->safe, mem, &row, &key));
	head.typ = types[ask->as];
	head.kid = rule.url;
	TRY(jws_sign(mem, key, &head, ask->bytes, ask->len, jws));
	tell(mem, &row, ask);
	return OK;
}

enum result
signer_sign(struct signer *s, struct db *db, struct arena *mem,
	    const struct signer_ask *ask, const char **jws)
{
	const struct signer_wire_ask question = {
		.kind = SIGNER_WIRE_SIGN,
		.as = (int)ask->as,
		.root = ask->root,
		.id = ask->key_id,
		.bytes = ask->bytes,
		.len = ask->len,
	};
	struct signer_wire_answer answer;

	if (s->channel < 0)
		return sign_here(s, db, mem, ask, jws);
	TRY(signer_wire_call(s->channel, mem, &question, &answer));
	TRY(take(&answer));
	*jws = answer.text[0];
	return OK;
}

/* Whose key it is to be, by the database. */
static enum result
find_owner(struct signer *s, struct db *db, struct arena *mem,
	   struct keyring_key *made)
{
	const struct item_office office = { .mem = mem };
	struct item item;

	made->owner = s->conf->base_url;
	if (streq(made->item_id, KEYRING_OFFICE))
		return OK;
	TRY(keyring_owner(db, &office, made->item_id, &item));
	made->owner = item.doc_id;
	return OK;
}

static enum result
pair_here(struct signer *s, struct db *db, struct arena *mem,
	  struct keyring_key *made)
{
	TRY(find_owner(s, db, mem, made));
	return signer_safe_make(s->safe, mem, made);
}

enum result
signer_pair(struct signer *s, struct db *db, struct arena *mem,
	    const struct keyring_key *ask, struct keyring_key *out)
{
	const struct signer_wire_ask question = { .kind = SIGNER_WIRE_PAIR,
						  .id = ask->item_id,
						  .bits = ask->bits };
	struct signer_wire_answer answer;

	*out = (struct keyring_key){ .item_id = ask->item_id,
				     .bits = ask->bits };
	if (s->channel < 0)
		return pair_here(s, db, mem, out);
	TRY(signer_wire_call(s->channel, mem, &question, &answer));
	TRY(take(&answer));
	out->sealed = answer.text[0];
	out->pem = answer.text[1];
	out->owner = answer.text[2];
	return OK;
}

enum result
signer_make(struct signer *s, struct db *db, const struct item_office *o,
	    const char *item_id, long long bits, const char **id)
{
	const struct keyring_key ask = { .item_id = item_id, .bits = bits };
	struct keyring_key made;

	TRY(signer_pair(s, db, o->mem, &ask, &made));
	return keyring_put(db, o, &made, id);
}

enum result
signer_office(struct db *db, const struct item_office *o, const char *iss,
	      long long bits, const char **id)
{
	struct keyring_key key;
	enum result r = keyring_signing(db, o->mem, KEYRING_OFFICE, &key);

	if (r == OK && streq(key.owner, iss)) {
		*id = key.id;
		return OK;
	}
	if (r != OK && r != NOT_FOUND)
		return r;
	return signer_make(o->signer, db, o, KEYRING_OFFICE, bits, id);
}
