/*
 * Any bytes as a signed text, and as the header of one.  The key is that of
 * RFC 7515, Appendix A.2, whose private half nobody here has: only the RFC's
 * own text may verify.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/b64.h"
#include "base/str.h"
#include "crypto/jws.h"
#include "../unit/rfc_key.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
need(bool is_so)
{
	if (!is_so)
		abort();
}

static struct key *
rfc_key(void)
{
	static struct key *key;
	json_t *jwk;

	if (key)
		return key;
	jwk = json_loads(RFC_JWK, 0, NULL);
	need(key_read_jwk(jwk, &key) == OK);
	json_decref(jwk);
	return key;
}

/* There is one way to write what was read. */
static void
is_canonical(struct arena *mem, const struct jws *jws, const char *text,
	     size_t len)
{
	const char *header = memchr(text, '.', len);
	struct str again;

	str_init(&again, mem);
	str_addn(&again, text, (size_t)(header - text) + 1);
	str_add(&again, b64url_encode(mem, jws->payload, jws->payload_len));
	need(again.len == jws->signed_len);
	str_addc(&again, '.');
	str_add(&again, b64url_encode(mem, jws->signature, jws->signature_len));
	need(again.len == len && memcmp(again.s, text, len) == 0);
	need(jws->payload[jws->payload_len] == '\0');
	need(jws->alg < JWS_ALG__MAX && jws->signature_len > 0);
}

/* What a header that was taken cannot have said. */
static void
is_taken_rightly(const char *header, size_t len, const struct jws *jws)
{
	json_t *doc = json_loadb(header, len, JSON_REJECT_DUPLICATES, NULL);

	need(json_is_object(doc));
	need(!json_object_get(doc, "crit") && !json_object_get(doc, "b64"));
	need(streq(json_string_value(json_object_get(doc, "alg")),
		   jws_alg_name(jws->alg)));
	json_decref(doc);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	auto_arena mem = arena_new();
	const char *text = (const char *)data, *token;
	struct jws jws;

	if (jws_open(mem, text, size, &jws) == OK) {
		is_canonical(mem, &jws, text, size);
		need((jws_verify(&jws, rfc_key()) == OK) ==
		     (size == strlen(RFC_TOKEN) &&
		      memcmp(text, RFC_TOKEN, size) == 0));
	}
	token = arena_printf(mem, "%s.e30.AAAA",
			     b64url_encode(mem, text, size));
	if (jws_open(mem, token, strlen(token), &jws) == OK) {
		need(size <= JWS_HEADER);
		is_taken_rightly(text, size, &jws);
		need(jws_verify(&jws, rfc_key()) == INVALID);
	}
	return 0;
}
