/*
 * JWS in compact serialization: taken apart, verified, made.  The header
 * says only which of three hashes was used; which key is to be trusted is
 * the caller's to know.  The payload is bytes: see model/load.h for what is
 * in them.  Called by verify, and by store for what is signed here.
 */
#include "crypto/jws.h"

#include <string.h>

#include "base/b64.h"
#include "base/str.h"

/* ---- Taking apart */

/* A part as it came. */
struct part {
	const char *at;
	size_t len;
};

/* Three parts with a dot between each. */
static enum result
split(const char *text, size_t len, struct part parts[3])
{
	const char *end = text + len;
	const char *first = memchr(text, '.', len);
	const char *second = first ? memchr(first + 1, '.',
					    (size_t)(end - first - 1))
				   : NULL;

	if (!second || memchr(second + 1, '.', (size_t)(end - second - 1)))
		return fail(INVALID, "A signed text has three parts with a dot "
				     "between them; this one has not.");
	parts[0] = (struct part){ text, (size_t)(first - text) };
	parts[1] = (struct part){ first + 1, (size_t)(second - first - 1) };
	parts[2] = (struct part){ second + 1, (size_t)(end - second - 1) };
	if (parts[0].len == 0)
		return fail(INVALID, "The header of the signed text, its first "
				     "part, is missing.");
	if (parts[2].len == 0)
		return fail(INVALID, "The signature of the signed text, its "
				     "last part, is missing.");
	return OK;
}

static enum result
decode(struct arena *mem, struct part part, const char *name,
       const unsigned char **bytes, size_t *len)
{
	unsigned char *decoded;

	if (b64url_decode(mem, part.at, part.len, &decoded, len) != OK)
		return fail(INVALID,
			    "The %s of the signed text is not written as it "
			    "must be (base64url without padding): a letter was "
			    "changed, added or lost.",
			    name);
	*bytes = decoded;
	return OK;
}

/* Kinds of algorithms that are met and not taken, by how they begin. */
static const struct {
	const char *begin, *words;
} strangers[] = {
	{ "HS", "with a secret that whoever can check it could have used" },
	{ "PS", "with RSA in a form that is not used for records" },
	{ "ES", "with a key of another kind than RSA" },
	{ "EdDSA", "with a key of another kind than RSA" },
};

/* Is it short and harmless enough to be shown? */
static bool
is_plain(const char *name)
{
	size_t len = strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				  "abcdefghijklmnopqrstuvwxyz0123456789-+");

	return len > 0 && len <= 20 && name[len] == '\0';
}

static enum result
refuse_alg(const char *name)
{
	size_t i;

	if (!name)
		return fail(INVALID, "The header of the signed text does not "
				     "say how it was signed (“alg”).");
	if (strieq(name, "none"))
		return fail(INVALID, "The text is not signed: it says so "
				     "itself (“alg” is “none”).");
	for (i = 0; i < sizeof(strangers) / sizeof(strangers[0]); i++)
		if (is_plain(name) && str_starts(name, strangers[i].begin))
			return fail(INVALID,
				    "The text is signed with %s, %s; only "
				    "RS256, RS384 and RS512 are taken.",
				    name, strangers[i].words);
	return fail(INVALID,
		    "The text is signed in a way that is not taken here%s%s; "
		    "only RS256, RS384 and RS512 are.",
		    is_plain(name) ? ": " : "", is_plain(name) ? name : "");
}

/* What matters in the header. */
static enum result
read_header(struct arena *mem, const json_t *header, struct jws *out)
{
	const char *alg = json_string_value(json_object_get(header, "alg"));

	out->alg = jws_alg_find(alg);
	if (out->alg == JWS_ALG__MAX)
		return refuse_alg(alg);
	if (json_object_get(header, "crit") || json_object_get(header, "b64"))
		return fail(INVALID, "The header of the signed text asks for "
				     "an extension (“crit” or “b64”); none is "
				     "known here.");
	out->kid = arena_strdup(
		mem, json_string_value(json_object_get(header, "kid")));
	out->typ = arena_strdup(
		mem, json_string_value(json_object_get(header, "typ")));
	return OK;
}

/* The sentence of jansson's complaint. */
static enum result
refuse_header(const json_error_t *error)
{
	if (json_error_code(error) == json_error_duplicate_key)
		return fail(INVALID, "The header of the signed text has a "
				     "member twice.");
	return fail(INVALID, "The header of the signed text is no JSON "
			     "object.");
}

static enum result
open_header(struct arena *mem, struct part part, struct jws *out)
{
	json_auto_t *header = NULL;
	const unsigned char *bytes = NULL;
	json_error_t error;
	size_t len;

	if (part.len > JWS_HEADER / 3 * 4 + 3)
		return fail(INVALID,
			    "The header of the signed text is longer than %d "
			    "bytes.",
			    JWS_HEADER);
	TRY(decode(mem, part, "header", &bytes, &len));
	header = json_loadb((const char *)bytes, len, JSON_REJECT_DUPLICATES,
			    &error);
	if (!header)
		return refuse_header(&error);
	if (!json_is_object(header))
		return fail(INVALID, "The header of the signed text is no JSON "
				     "object.");
	return read_header(mem, header, out);
}

/* What is signed, and the signature. */
static enum result
open_signature(struct arena *mem, const char *text, const struct part parts[3],
	       struct jws *out)
{
	TRY(decode(mem, parts[2], "signature", &out->signature,
		   &out->signature_len));
	out->signed_part = text;
	out->signed_len = parts[0].len + 1 + parts[1].len;
	return OK;
}

enum result
jws_open(struct arena *mem, const char *text, size_t len, struct jws *out)
{
	struct part parts[3] = { 0 };

	TRY(split(text, len, parts));
	TRY(open_header(mem, parts[0], out));
	TRY(decode(mem, parts[1], "content", &out->payload, &out->payload_len));
	return open_signature(mem, text, parts, out);
}

enum result
jws_open_read(struct arena *mem, const char *text, size_t len, struct jws *out)
{
	struct part parts[3] = { 0 };

	TRY(split(text, len, parts));
	TRY(open_header(mem, parts[0], out));
	out->payload = NULL;
	out->payload_len = 0;
	return open_signature(mem, text, parts, out);
}

/* ---- Verifying */

enum result
jws_verify(const struct jws *jws, const struct key *key)
{
	enum jws_alg alg = key_alg(key);

	if (alg != JWS_ALG__MAX && alg != jws->alg)
		return fail(INVALID,
			    "The text is signed with %s, but the key is for %s "
			    "alone.",
			    jws_alg_name(jws->alg), jws_alg_name(alg));
	if (key_signed(
		    key, jws->alg,
		    (struct key_bytes){ jws->signed_part, jws->signed_len },
		    (struct key_bytes){ jws->signature, jws->signature_len }))
		return OK;
	return fail(INVALID, "The signature does not fit: the text was "
			     "changed after it was signed, or signed with "
			     "another key.");
}

/* ---- Signing */

/* Give ${object} the member, unless it is NULL.  False: not UTF-8. */
static bool
add(json_t *object, const char *name, const char *value)
{
	return !value ||
	       json_object_set_new(object, name, json_string(value)) == 0;
}

/* The header in base64url; NULL: ${head} is not UTF-8. */
static const char *
write_header(struct arena *mem, const struct jws_head *head)
{
	json_auto_t *header = json_object();
	size_t len;
	char *text;

	if (!add(header, "alg", jws_alg_name(JWS_RS256)) ||
	    !add(header, "typ", head->typ) || !add(header, "kid", head->kid))
		return NULL;
	len = json_dumpb(header, NULL, 0, JSON_COMPACT);
	text = arena_alloc(mem, len + 1);
	json_dumpb(header, text, len, JSON_COMPACT);
	return b64url_encode(mem, text, len);
}

enum result
jws_sign(struct arena *mem, const struct key *key, const struct jws_head *head,
	 const void *payload, size_t len, const char **out)
{
	const char *header = write_header(mem, head);
	struct key_bytes signature;
	struct str text;

	if (!header)
		return fail(INTERNAL, "the header of a signature is not UTF-8");
	str_init(&text, mem);
	str_reserve(&text, strlen(header) + len / 3 * 4 + KEY_MOST / 6 + 16);
	str_add(&text, header);
	str_addc(&text, '.');
	str_add(&text, b64url_encode(mem, payload, len));
	TRY(key_sign(key, JWS_RS256, (struct key_bytes){ text.s, text.len },
		     mem, &signature));
	str_addc(&text, '.');
	str_add(&text, b64url_encode(mem, signature.data, signature.len));
	*out = text.s;
	return OK;
}
