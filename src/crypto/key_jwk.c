/*
 * Public keys as JWK (RFC 7517, RFC 7518 §6.3.1), and their thumbprint (RFC
 * 7638).  What a JWK says beside its numbers only narrows what the key is
 * good for; certificates and addresses in it are passed over.  Called
 * wherever a key comes in or goes out.
 */
#include "crypto/key.h"

#include <string.h>

#include <openssl/sha.h>

#include "base/b64.h"
#include "base/str.h"

/* The number called ${name}. */
static enum result
read_number(struct arena *mem, const json_t *jwk, const char *name,
	    const unsigned char **out, size_t *len)
{
	const json_t *text = json_object_get(jwk, name);
	unsigned char *bytes;

	if (!json_is_string(text))
		return fail(INVALID, "The key has no number “%s”.", name);
	if (json_string_length(text) > KEY_MOST)
		return fail(INVALID,
			    "The key's number “%s” is longer than that of a "
			    "key of %d bits.",
			    name, KEY_MOST);
	if (b64url_decode(mem, json_string_value(text),
			  json_string_length(text), &bytes, len) != OK)
		return fail(INVALID,
			    "The key's number “%s” is not written in "
			    "base64url.",
			    name);
	*out = bytes;
	return OK;
}

/* "key_ops": checking a signature, or of a pair making one, is among them. */
static bool
is_to_sign(const json_t *ops)
{
	const json_t *op;
	size_t i;

	json_array_foreach (ops, i, op)
		if (streq(json_string_value(op), "verify") ||
		    streq(json_string_value(op), "sign"))
			return true;
	return false;
}

/* May it be used here at all? */
static enum result
check_use(const json_t *jwk)
{
	const json_t *use = json_object_get(jwk, "use");
	const json_t *ops = json_object_get(jwk, "key_ops");

	if (!streq(json_string_value(json_object_get(jwk, "kty")), "RSA"))
		return fail(INVALID, "This is another kind of key; only RSA "
				     "keys are taken (“kty” is “RSA”).");
	if (use && !streq(json_string_value(use), "sig"))
		return fail(INVALID, "The key is not for signatures: its “use” "
				     "is another one.");
	if (ops && !is_to_sign(ops))
		return fail(INVALID, "The key is not for signatures: “verify” "
				     "is not among its “key_ops”.");
	return OK;
}

/* The one algorithm it names, or JWS_ALG__MAX. */
static enum result
read_alg(const json_t *jwk, enum jws_alg *out)
{
	const json_t *alg = json_object_get(jwk, "alg");

	*out = jws_alg_find(json_string_value(alg));
	if (alg && *out == JWS_ALG__MAX)
		return fail(INVALID, "The key is for another algorithm (“alg”) "
				     "than RS256, RS384 or RS512.");
	return OK;
}

enum result
key_read_jwk(const json_t *jwk, struct key **out)
{
	auto_arena mem = arena_new();
	struct key_numbers num;
	enum jws_alg alg;

	if (!json_is_object(jwk))
		return fail(INVALID, "This is no key: a JWK is a JSON object.");
	TRY(check_use(jwk));
	TRY(read_alg(jwk, &alg));
	TRY(read_number(mem, jwk, "n", &num.n, &num.n_len));
	TRY(read_number(mem, jwk, "e", &num.e, &num.e_len));
	TRY(key_from(&num, out));
	key_bind(*out, alg);
	return OK;
}

json_t *
key_jwk(const struct key *key)
{
	const struct key_numbers *num = key_numbers(key);
	auto_arena mem = arena_new();

	return json_pack("{ssssss}", "kty", "RSA", "n",
			 b64url_encode(mem, num->n, num->n_len), "e",
			 b64url_encode(mem, num->e, num->e_len));
}

char *
key_thumbprint(const struct key *key, struct arena *mem)
{
	const struct key_numbers *num = key_numbers(key);
	unsigned char md[SHA256_DIGEST_LENGTH];
	const char *text = arena_printf(
		mem, "{\"e\":\"%s\",\"kty\":\"RSA\",\"n\":\"%s\"}",
		b64url_encode(mem, num->e, num->e_len),
		b64url_encode(mem, num->n, num->n_len));

	if (!SHA256((const unsigned char *)text, strlen(text), md))
		auto_die("OpenSSL gives no SHA-256");
	return b64url_encode(mem, md, sizeof(md));
}
