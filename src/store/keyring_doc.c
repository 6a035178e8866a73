/*
 * Keys as documents: at their own addresses (CLR 1.0 §1.3), and together as
 * a set of JWKs.  No SQL; called by whoever hosts and signs.
 */
#include "store/keyring.h"

#include <string.h>

#include "crypto/key.h"
#include "model/jsonmem.h"

const char *
keyring_url(struct arena *mem, const char *root, const char *id)
{
	return arena_printf(mem, "%skeys/%s", root, id);
}

json_t *
keyring_doc(struct arena *mem, const char *root, const struct keyring_key *key,
	    bool is_root)
{
	json_t *doc = json_object();

	jsonmem_defer(mem, doc);
	if (is_root)
		json_object_set_new(doc, "@context", json_string(CLR_CONTEXT));
	json_object_set_new(doc, "id",
			    json_string(keyring_url(mem, root, key->id)));
	json_object_set_new(doc, "type", json_string("CryptographicKey"));
	json_object_set_new(doc, "owner", json_string(key->owner));
	json_object_set_new(doc, "publicKeyPem", json_string(key->pem));
	return doc;
}

/* Is there anything it signed that still holds? */
static bool
is_believed(const struct keyring_key *key)
{
	return !key->untrusted_from || key->untrusted_from > key->created_at;
}

json_t *
keyring_jwk(struct arena *mem, const char *root, const struct keyring_key *key,
	    const struct key *public)
{
	json_t *jwk = key_jwk(public);

	jsonmem_defer(mem, jwk);
	json_object_set_new(jwk, "kid",
			    json_string(keyring_url(mem, root, key->id)));
	json_object_set_new(jwk, "use", json_string("sig"));
	json_object_set_new(jwk, "alg", json_string(jws_alg_name(JWS_RS256)));
	return jwk;
}

static enum result
add_jwk(struct arena *mem, const char *root, const struct keyring_key *key,
	json_t *keys)
{
	auto_key public = NULL;

	TRY(key_read_pem(key->pem, strlen(key->pem), &public));
	json_array_append(keys, keyring_jwk(mem, root, key, public));
	return OK;
}

enum result
keyring_jwks(struct db *db, struct arena *mem, const char *root, json_t **out)
{
	json_t *set = json_object(), *keys = json_array();
	struct keyring_list list;
	size_t i;

	json_object_set_new(set, "keys", keys);
	jsonmem_defer(mem, set);
	TRY(keyring_list(db, mem, NULL, &list));
	for (i = 0; i < list.count; i++)
		if (is_believed(&list.items[i]))
			TRY(add_jwk(mem, root, &list.items[i], keys));
	*out = set;
	return OK;
}
