/*
 * Receipts made, read and checked.  What the report in one says is the
 * verifier's; here it is signed and found again.  Called by the page of a
 * receipt and by clarus verify.
 */
#include "store/receipt.h"

#include <string.h>

#include "base/clock.h"
#include "base/rand.h"
#include "base/str.h"
#include "crypto/jws.h"
#include "model/jsonmem.h"
#include "model/load.h"

#define TYPE "clarus-receipt+jwt"

/* Of the office's own key, when it is made here. */
enum { BITS = 2048 };

/* Larger than any report, and as deep. */
static const struct load_limits limits = { 64 << 20, 64 };

/* ---- Made */

static enum result
public_half(struct db *db, const struct item_office *o, const char *id,
	    json_t **out)
{
	auto_key key = NULL;
	struct keyring_key row;

	TRY(keyring_get(db, o->mem, id, &row));
	TRY(key_read_pem(row.pem, strlen(row.pem), &key));
	*out = key_jwk(key);
	json_object_set_new(*out, "kid",
			    json_string(keyring_url(o->mem, o->root, id)));
	return OK;
}

static const char *
statement(struct arena *mem, const struct receipt_ask *ask, json_t *key)
{
	json_t *doc = json_pack("{s:s, s:I, s:s, s:O*, s:O*, s:O, s:O*, s:o}",
				"iss", ask->iss, "iat", (json_int_t)clock_now(),
				"jti", rand_urn(mem), "sha256",
				json_object_get(ask->report, "sha256"), "len",
				json_object_get(ask->report, "bytes"), "report",
				ask->report, "keys", ask->keys, "key", key);

	jsonmem_defer(mem, doc);
	return jsonmem_text(mem, doc, JSON_COMPACT);
}

enum result
receipt_make(struct db *db, const struct item_office *o,
	     const struct receipt_ask *ask, const char **jws)
{
	struct signer_ask what = { .root = o->root, .as = SIGNER_RECEIPT };
	json_t *key;

	TRY(signer_office(db, o, ask->iss, BITS, &what.key_id));
	TRY(public_half(db, o, what.key_id, &key));
	what.bytes = statement(o->mem, ask, key);
	what.len = strlen(what.bytes);
	return signer_sign(o->signer, db, o->mem, &what, jws);
}

/* ---- Read */

static const char *
text(const json_t *object, const char *member)
{
	const char *s = json_string_value(json_object_get(object, member));

	return s ? s : "";
}

static const json_t *
part(const json_t *object, const char *member, json_type type)
{
	const json_t *found = json_object_get(object, member);

	return found && json_typeof(found) == type ? found : NULL;
}

enum result
receipt_read(struct arena *mem, const char *jws, size_t len,
	     struct receipt *out)
{
	struct jws opened;
	json_t *doc;

	TRY(jws_open(mem, jws, len, &opened));
	if (!streq(opened.typ, TYPE))
		return fail(INVALID, "It is signed, but it is no receipt.");
	TRY(load_json(mem, (const char *)opened.payload, opened.payload_len,
		      &limits, &doc));
	*out = (struct receipt){
		.iss = text(doc, "iss"),
		.jti = text(doc, "jti"),
		.kid = opened.kid ? opened.kid : "",
		.at = json_integer_value(json_object_get(doc, "iat")),
		.sha256 = text(doc, "sha256"),
		.len = json_integer_value(json_object_get(doc, "len")),
		.report = part(doc, "report", JSON_OBJECT),
		.keys = part(doc, "keys", JSON_ARRAY),
		.key = part(doc, "key", JSON_OBJECT),
		.jws = arena_strndup(mem, jws, len),
	};
	if (!out->report || !out->at || !out->iss[0])
		return fail(INVALID, "It is no receipt: it does not say who "
				     "found what, and when.");
	return OK;
}

/* ---- Checked */

enum result
receipt_check(const struct receipt *receipt, const struct key *key)
{
	auto_arena mem = arena_new();
	struct jws opened;

	TRY(jws_open(mem, receipt->jws, strlen(receipt->jws), &opened));
	return jws_verify(&opened, key);
}

static bool
is_signed_with(const struct receipt *receipt, const struct keyring_key *row)
{
	auto_key key = NULL;

	return key_read_pem(row->pem, strlen(row->pem), &key) == OK &&
	       receipt_check(receipt, key) == OK;
}

enum result
receipt_check_own(struct db *db, const struct item_office *o,
		  const struct receipt *receipt, const char **url)
{
	struct keyring_list keys;
	const struct keyring_key *key;
	size_t i;

	TRY(keyring_list(db, o->mem, KEYRING_OFFICE, &keys));
	for (i = 0; i < keys.count; i++)
		if (is_signed_with(receipt, &keys.items[i]))
			break;
	if (i == keys.count)
		return fail(INVALID, "No key of this office signed it.");
	key = &keys.items[i];
	if (key->untrusted_from && receipt->at >= key->untrusted_from)
		return fail(INVALID, "The key that signed it was compromised "
				     "by then: it proves nothing.");
	*url = keyring_url(o->mem, o->root, key->id);
	return OK;
}
