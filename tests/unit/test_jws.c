/*
 * Signatures: RFC 7515's own vector, what we make, and every way to forge
 * one that is known (RFC 8725, and the faults of other libraries).
 */
#include "key_test.h"

#include <openssl/bn.h>
#include <openssl/hmac.h>

#define HEAD "{\"alg\":\"RS256\"}"

static void
agrees_with_the_rfc(void **state)
{
	auto_arena mem = arena_new();
	auto_key rfc = key_of(RFC_JWK);
	struct jws jws;

	(void)state;
	assert_int_equal(jws_open(mem, RFC_TOKEN, strlen(RFC_TOKEN), &jws), OK);
	assert_int_equal(jws.alg, JWS_RS256);
	assert_null(jws.kid);
	assert_null(jws.typ);
	assert_string_equal((const char *)jws.payload,
			    "{\"iss\":\"joe\",\r\n \"exp\":1300819380,\r\n "
			    "\"http://example.com/is_root\":true}");
	assert_int_equal(jws.payload_len, strlen((const char *)jws.payload));
	assert_int_equal(jws.signed_len, strlen(RFC_SIGNED));
	assert_memory_equal(jws.signed_part, RFC_SIGNED, jws.signed_len);
	assert_int_equal(jws.signature_len, 256);
	assert_int_equal(jws_verify(&jws, rfc), OK);
	assert_int_equal(jws_verify(&jws, rfc), OK);
	assert_refused(jws_verify(&jws, pair), "does not fit");
}

static void
signs_what_it_verifies(void **state)
{
	static const struct {
		struct jws_head head;
		const char *header;
	} rows[] = {
		{ { "JWT", "https://a.example/keys/1" },
		  "{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"https://"
		  "a.example/keys/1\"}" },
		{ { NULL, NULL }, "{\"alg\":\"RS256\"}" },
		{ { "JOSE", NULL }, "{\"alg\":\"RS256\",\"typ\":\"JOSE\"}" },
		{ { NULL, "a\"\\\n\xC3\xA9" },
		  "{\"alg\":\"RS256\",\"kid\":\"a\\\"\\\\\\n\xC3\xA9\"}" },
	};
	auto_arena mem = arena_new();
	const char *token;
	struct jws jws;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		assert_int_equal(
			jws_sign(mem, pair, &rows[i].head, "a\0b", 3, &token),
			OK);
		assert_true(
			str_starts(token, parts_of(mem, rows[i].header, "")));
		assert_int_equal(jws_open(mem, token, strlen(token), &jws), OK);
		assert_int_equal(jws.payload_len, 3);
		assert_memory_equal(jws.payload, "a\0b", 4);
		assert_true(streq(jws.kid, rows[i].head.kid));
		assert_true(streq(jws.typ, rows[i].head.typ));
		assert_int_equal(jws_verify(&jws, pair), OK);
	}
}

static void
signs_nothing_without_a_pair(void **state)
{
	auto_arena mem = arena_new();
	auto_key rfc = key_of(RFC_JWK);
	const struct jws_head head = { "JWT", NULL };
	const struct jws_head wrong = { "JWT", "\xff" };
	const char *token;

	(void)state;
	assert_int_equal(jws_sign(mem, rfc, &head, "x", 1, &token), INTERNAL);
	assert_int_equal(jws_sign(mem, pair, &wrong, "x", 1, &token), INTERNAL);
}

static void
signs_any_size(void **state)
{
	static const size_t sizes[] = { 0, 1, 2, 3, 100, 8192, 3000001 };
	auto_arena mem = arena_new();
	const struct jws_head head = { "JWT", NULL };
	const char *token;
	struct jws jws;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		char *text = arena_alloc(mem, sizes[i] + 1);

		memset(text, 'x', sizes[i]);
		assert_int_equal(
			jws_sign(mem, pair, &head, text, sizes[i], &token), OK);
		assert_int_equal(jws_open(mem, token, strlen(token), &jws), OK);
		assert_int_equal(jws.payload_len, sizes[i]);
		assert_memory_equal(jws.payload, text, sizes[i]);
		assert_int_equal(jws_verify(&jws, pair), OK);
	}
}

static void
verifies_each_algorithm(void **state)
{
	auto_arena mem = arena_new();
	enum jws_alg said, used;

	(void)state;
	for (said = 0; said < JWS_ALG__MAX; said++)
		for (used = 0; used < JWS_ALG__MAX; used++)
			assert_int_equal(
				judge(signed_as(mem, pair, used,
						parts_of(mem,
							 arena_printf(
								 mem,
								 "{\"alg\":\"%s"
								 "\"}",
								 jws_alg_name(
									 said)),
							 "x")),
				      pair),
				said == used ? OK : INVALID);
}

/* A key that is for one algorithm is for no other. */
static void
keeps_to_the_keys_algorithm(void **state)
{
	auto_arena mem = arena_new();
	json_auto_t *jwk = key_jwk(pair);
	auto_key key = NULL;

	(void)state;
	json_object_set_new(jwk, "alg", json_string("RS256"));
	assert_int_equal(key_read_jwk(jwk, &key), OK);
	assert_int_equal(judge(token_of(mem, HEAD), key), OK);
	assert_refused(
		judge(signed_as(mem, pair, JWS_RS512,
				parts_of(mem, "{\"alg\":\"RS512\"}", "x")),
		      key),
		"RS256 alone");
	assert_refused(
		judge(signed_as(mem, pair, JWS_RS384,
				parts_of(mem, "{\"alg\":\"RS384\"}", "x")),
		      key),
		"RS256 alone");
}

#define ALG(name) "{\"alg\":\"" name "\"}"
#define WITH(member) "{\"alg\":\"RS256\"," member "}"

/* Each is signed as it should be; the header alone is at fault. */
static const struct {
	const char *header, *words;
} headers[] = {
	{ ALG("none"), "not signed" },
	{ ALG("None"), "not signed" },
	{ ALG("NONE"), "not signed" },
	{ ALG("nOnE"), "not signed" },
	{ ALG("\\u006eone"), "not signed" },
	{ ALG("none "), "in a way" },
	{ ALG(""), "in a way" },
	{ ALG("HS256"), "HS256" },
	{ ALG("HS384"), "secret" },
	{ ALG("HS512"), "secret" },
	{ ALG("PS256"), "PS256" },
	{ ALG("PS384"), "RSA" },
	{ ALG("PS512"), "RSA" },
	{ ALG("ES256"), "another kind" },
	{ ALG("ES384"), "another kind" },
	{ ALG("ES512"), "another kind" },
	{ ALG("ES256K"), "another kind" },
	{ ALG("EdDSA"), "another kind" },
	{ ALG("RS1"), ": RS1" },
	{ ALG("rs256"), ": rs256" },
	{ ALG("RS256 "), "in a way" },
	{ ALG("RS256\\n"), "in a way" },
	{ ALG("HS256\\u001b[31m"), "in a way that is not taken here;" },
	{ ALG("RSA-OAEP"), ": RSA-OAEP" },
	{ ALG("dir"), ": dir" },
	{ "{}", "“alg”" },
	{ "{\"ALG\":\"RS256\"}", "“alg”" },
	{ "{\"alg\":null}", "“alg”" },
	{ "{\"alg\":256}", "“alg”" },
	{ "{\"alg\":[\"RS256\"]}", "“alg”" },
	{ "{\"alg\":{\"RS256\":1}}", "“alg”" },
	{ WITH("\"crit\":[\"exp\"],\"exp\":1"), "extension" },
	{ WITH("\"crit\":[]"), "extension" },
	{ WITH("\"crit\":null"), "extension" },
	{ WITH("\"crit\":[\"b64\"],\"b64\":true"), "extension" },
	{ WITH("\"b64\":false"), "extension" },
	{ WITH("\"b64\":true"), "extension" },
	{ WITH("\"alg\":\"RS256\""), "twice" },
	{ "{\"alg\":\"none\",\"alg\":\"RS256\"}", "twice" },
	{ WITH("\"\\u0061lg\":\"none\""), "twice" },
	{ WITH("\"kid\":\"a\",\"kid\":\"b\""), "twice" },
	{ WITH("\"x\":{\"y\":1,\"y\":2}"), "twice" },
	{ "[\"RS256\"]", "no JSON object" },
	{ "\"RS256\"", "no JSON object" },
	{ "RS256", "no JSON object" },
	{ "null", "no JSON object" },
	{ "{\"alg\":\"RS256\"", "no JSON object" },
	{ "{\"alg\":\"RS256\"}}", "no JSON object" },
	{ "{\"alg\":\"RS256\"}{}", "no JSON object" },
	{ "{'alg':'RS256'}", "no JSON object" },
	{ "{\"alg\":\"RS256\",}", "no JSON object" },
	{ "{\"alg\":\"RS256\"}x", "no JSON object" },
	{ "\xEF\xBB\xBF{\"alg\":\"RS256\"}", "no JSON object" },
	{ "{\"alg\":\"RS256\",\"kid\":\"\xff\"}", "no JSON object" },
	{ "{\"alg\":\"RS256\",\"kid\":\"\\u0000\"}", "no JSON object" },
	{ "{\"alg\\u0000\":\"RS256\"}", "no JSON object" },
};

static void
refuses_headers(void **state)
{
	auto_arena mem = arena_new();
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(headers) / sizeof(headers[0]); i++) {
		assert_refused(judge(token_of(mem, headers[i].header), pair),
			       headers[i].words);
		assert_null(strchr(fail_last()->text, '\033'));
	}
}

static void
takes_any_header_that_says_so(void **state)
{
	static const char *const rows[] = {
		HEAD,
		" { \"alg\" : \"RS256\" } ",
		"{\n\t\"alg\":\r\n\"RS256\"\n}\n",
		"{\"\\u0061lg\":\"RS\\u0032\\u0035\\u0036\"}",
		WITH("\"kid\":7,\"typ\":null"),
		WITH("\"cty\":\"json\",\"x\":{\"y\":[1,2.5,true]}"),
		WITH("\"exp\":1,\"nbf\":99999999999"),
		WITH("\"jku\":\"https://evil.example/keys\""),
		WITH("\"x5u\":\"https://evil.example/cert\""),
		WITH("\"x5c\":[\"MIIB\"],\"x5t\":\"AAAA\""),
		WITH("\"jwk\":{\"kty\":\"oct\",\"k\":\"AAAA\"}"),
		WITH("\"jwk\":7"),
		WITH("\"Crit\":[\"exp\"],\"enc\":\"A128GCM\""),
	};
	auto_arena mem = arena_new();
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		assert_int_equal(judge(token_of(mem, rows[i]), pair), OK);
}

/* The key that comes with a token proves that the token fits itself. */
static void
never_takes_the_tokens_own_key(void **state)
{
	auto_arena mem = arena_new();
	auto_key forger = NULL;
	json_auto_t *jwk = NULL;
	char text[1000] = { 0 };
	const char *token;

	(void)state;
	assert_int_equal(key_new(2048, &forger), OK);
	jwk = key_jwk(forger);
	assert_true(json_dumpb(jwk, text, sizeof(text), JSON_COMPACT) <
		    sizeof(text));
	token = signed_as(
		mem, forger, JWS_RS256,
		parts_of(mem,
			 arena_printf(mem, WITH("\"kid\":\"k\",\"jwk\":%s"),
				      text),
			 "x"));
	assert_int_equal(judge(token, forger), OK);
	assert_refused(judge(token, pair), "does not fit");
}

/* The public key is no secret: a token sealed with its PEM is nobody's. */
static void
refuses_a_public_key_as_secret(void **state)
{
	auto_arena mem = arena_new();
	const char *pem = key_pem(pair, mem);
	const char *signed_part = parts_of(mem, ALG("HS256"), "x");
	unsigned char mac[EVP_MAX_MD_SIZE];
	unsigned len;

	(void)state;
	assert_non_null(HMAC(EVP_sha256(), pem, (int)strlen(pem),
			     (const unsigned char *)signed_part,
			     strlen(signed_part), mac, &len));
	assert_refused(judge(arena_printf(mem, "%s.%s", signed_part,
					  b64url_encode(mem, mac, len)),
			     pair),
		       "HS256");
	signed_part = parts_of(mem, HEAD, "x");
	assert_non_null(HMAC(EVP_sha256(), pem, (int)strlen(pem),
			     (const unsigned char *)signed_part,
			     strlen(signed_part), mac, &len));
	assert_refused(judge(arena_printf(mem, "%s.%s", signed_part,
					  b64url_encode(mem, mac, len)),
			     pair),
		       "does not fit");
}

/* ---- Parts */

static void
wants_three_parts(void **state)
{
	auto_arena mem = arena_new();
	const char *token = token_of(mem, HEAD);
	const char *dot = strchr(token, '.'), *last = strrchr(token, '.');
	const char *header = arena_strndup(mem, token, (size_t)(dot - token));
	const char *payload = arena_strndup(mem, dot + 1,
					    (size_t)(last - dot - 1));
	const struct {
		const char *token, *words;
	} rows[] = {
		{ "", "three parts" },
		{ ".", "three parts" },
		{ "..", "header" },
		{ "...", "three parts" },
		{ header, "three parts" },
		{ arena_printf(mem, "%s.%s", header, payload), "three parts" },
		{ arena_printf(mem, "%s%s", header, last), "three parts" },
		{ arena_printf(mem, "%s.", token), "three parts" },
		{ arena_printf(mem, ".%s", token), "three parts" },
		{ arena_printf(mem, "%s.Zm9v", token), "three parts" },
		{ arena_printf(mem, "%s..", token), "three parts" },
		{ arena_printf(mem, "%s.a.b.c", token), "three parts" },
		{ arena_printf(mem, "%s.%s.", header, payload), "signature" },
		{ arena_printf(mem, ".%s%s", payload, last), "header" },
		{ arena_printf(mem, "%s.%s", header, last), "does not fit" },
		{ "{\"payload\":\"Zm9v\",\"signatures\":[]}", "three parts" },
	};
	size_t i;

	(void)state;
	assert_int_equal(judge(token, pair), OK);
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		assert_refused(judge(rows[i].token, pair), rows[i].words);
	assert_int_equal(
		judge(signed_as(mem, pair, JWS_RS256, parts_of(mem, HEAD, "")),
		      pair),
		OK);
}

/* ${token} with ${more} put in before byte ${at}. */
static char *
with(struct arena *mem, const char *token, size_t at, const char *more)
{
	return arena_printf(mem, "%.*s%s%s", (int)at, token, more, token + at);
}

static void
wants_strict_letters(void **state)
{
	static const char *const more[] = {
		"=",   "==", " ",  "\n", "\r\n",     "\t", "+",	 "/",	 "\x80",
		"%3D", "&",  "\"", "'",	 "\xC2\xA0", "\f", "\v", "\x7f", "\x01",
	};
	auto_arena mem = arena_new();
	const char *token = token_of(mem, HEAD);
	size_t dot = strcspn(token, "."), len = strlen(token);
	size_t last = dot + 1 + strcspn(token + dot + 1, ".");
	const size_t places[] = { 0,	4,	  dot,	    dot + 1, dot + 5,
				  last, last + 1, last + 7, len };
	size_t i, k;

	(void)state;
	for (i = 0; i < sizeof(more) / sizeof(more[0]); i++)
		for (k = 0; k < sizeof(places) / sizeof(places[0]); k++)
			assert_int_equal(
				judge(with(mem, token, places[k], more[i]),
				      pair),
				INVALID);
}

/* A NUL ends nothing: all that is given counts. */
static void
wants_no_hidden_bytes(void **state)
{
	auto_arena mem = arena_new();
	const char *token = token_of(mem, HEAD);
	size_t len = strlen(token);
	char *more = arena_printf(mem, "%s?x", token);

	(void)state;
	more[len] = '\0';
	assert_int_equal(judge_bytes(more, len, pair), OK);
	assert_int_equal(judge_bytes(more, len + 1, pair), INVALID);
	assert_int_equal(judge_bytes(more, len + 2, pair), INVALID);
}

/* Letters that stand for the same bytes, in each part. */
static void
wants_no_spare_bits(void **state)
{
	auto_arena mem = arena_new();
	auto_key rfc = key_of(RFC_JWK);
	const char *next;
	struct jws jws;
	char *token;

	(void)state;
	/* 256 bytes leave four bits of their last letter: Rw, Rx … */
	for (next = "xyz0123456789-_"; *next; next++) {
		token = arena_strdup(mem, RFC_TOKEN);
		token[strlen(token) - 1] = *next;
		assert_refused(judge(token, rfc), "signature");
	}
	/* "{}" is e30 … and e31 the same but for a bit */
	assert_refused(jws_open(mem, "e31.e30.AA", 10, &jws), "header");
	assert_refused(jws_open(mem, "e30.e31.AA", 10, &jws), "alg");
	token = signed_as(
		mem, pair, JWS_RS256,
		arena_printf(mem, "%s.e31", b64url_encode(mem, HEAD, 15)));
	assert_refused(judge(token, pair), "content");
	token = signed_as(
		mem, pair, JWS_RS256,
		arena_printf(mem, "%s.e", b64url_encode(mem, HEAD, 15)));
	assert_refused(judge(token, pair), "content");
}

/* ---- Changes */

static void
finds_every_changed_letter(void **state)
{
	auto_arena mem = arena_new();
	char *token = token_of(mem, HEAD);
	size_t i, len = strlen(token);
	char old;

	(void)state;
	for (i = 0; i < len; i++) {
		old = token[i];
		token[i] = old == 'A' ? 'B' : 'A';
		assert_int_equal(judge(token, pair), INVALID);
		token[i] = old;
	}
	for (i = 0; i < len; i++)
		assert_int_equal(judge_bytes(token, i, pair), INVALID);
	assert_int_equal(judge(token, pair), OK);
}

static void
finds_every_changed_bit_of_the_signature(void **state)
{
	auto_arena mem = arena_new();
	const char *token = token_of(mem, HEAD);
	unsigned char *bytes;
	struct jws jws;
	size_t i;

	(void)state;
	assert_int_equal(jws_open(mem, token, strlen(token), &jws), OK);
	bytes = arena_alloc(mem, jws.signature_len);
	memcpy(bytes, jws.signature, jws.signature_len);
	jws.signature = bytes;
	for (i = 0; i < jws.signature_len * 8; i++) {
		bytes[i / 8] = (unsigned char)(bytes[i / 8] ^ (1 << i % 8));
		assert_int_equal(jws_verify(&jws, pair), INVALID);
		bytes[i / 8] = (unsigned char)(bytes[i / 8] ^ (1 << i % 8));
	}
	assert_int_equal(jws_verify(&jws, pair), OK);
}

static void
finds_swapped_parts(void **state)
{
	auto_arena mem = arena_new();
	const char *a = signed_as(mem, pair, JWS_RS256,
				  parts_of(mem, HEAD, "{\"grade\":1}"));
	const char *b = signed_as(mem, pair, JWS_RS256,
				  parts_of(mem, HEAD, "{\"grade\":6}"));
	const char *a_end = strrchr(a, '.'), *b_end = strrchr(b, '.');

	(void)state;
	assert_int_equal(judge(a, pair), OK);
	assert_int_equal(judge(b, pair), OK);
	assert_refused(
		judge(arena_printf(mem, "%.*s%s", (int)(a_end - a), a, b_end),
		      pair),
		"does not fit");
	assert_refused(
		judge(arena_printf(mem, "%.*s%s", (int)(b_end - b), b, a_end),
		      pair),
		"does not fit");
	assert_refused(judge(arena_printf(mem, "%s%s",
					  parts_of(mem, WITH("\"kid\":\"x\""),
						   "{\"grade\":1}"),
					  a_end),
			     pair),
		       "does not fit");
}

/* ---- Signatures of another length, and numbers as large as the modulus */

static void
wants_the_length_of_the_key(void **state)
{
	static const size_t lengths[] = { 1,   32,  128, 254, 255,
					  257, 258, 512, 1024 };
	auto_arena mem = arena_new();
	const char *token = token_of(mem, HEAD);
	struct jws jws, other;
	unsigned char *bytes = arena_alloc(mem, 1024);
	size_t i;

	(void)state;
	assert_int_equal(jws_open(mem, token, strlen(token), &jws), OK);
	memcpy(bytes, jws.signature, 256);
	other = jws;
	other.signature = bytes;
	for (i = 0; i < sizeof(lengths) / sizeof(lengths[0]); i++) {
		other.signature_len = lengths[i];
		assert_refused(jws_verify(&other, pair), "does not fit");
	}
	memmove(bytes + 1, jws.signature, 256);
	bytes[0] = 0;
	other.signature_len = 257;
	assert_refused(jws_verify(&other, pair), "does not fit");
}

/* A signature plus the modulus is the same number in the eyes of a careless
 * reader (RFC 8017 §5.2.2 wants it below). */
static void
wants_a_number_below_the_modulus(void **state)
{
	auto_arena mem = arena_new();
	const struct key_numbers *num = key_numbers(pair);
	BIGNUM *n = BN_bin2bn(num->n, 256, NULL);
	BIGNUM *sum = BN_new();
	unsigned char bytes[256];
	int i, tried = 0;

	(void)state;
	for (i = 0; i < 200 && tried < 3; i++) {
		const char *token = token_of(
			mem, arena_printf(mem, WITH("\"n\":%d"), i));
		struct jws jws;

		assert_int_equal(jws_open(mem, token, strlen(token), &jws), OK);
		BN_bin2bn(jws.signature, 256, sum);
		BN_add(sum, sum, n);
		if (BN_num_bytes(sum) != 256)
			continue;
		BN_bn2bin(sum, bytes);
		jws.signature = bytes;
		assert_refused(jws_verify(&jws, pair), "does not fit");
		tried++;
	}
	memset(bytes, 0, sizeof(bytes));
	for (i = 0; i < 2; i++) {
		struct jws jws = { .alg = JWS_RS256,
				   .signed_part = "x",
				   .signed_len = 1,
				   .signature = bytes,
				   .signature_len = 256 };

		bytes[255] = (unsigned char)
			i; /* 0 and 1 are their own powers */
		assert_refused(jws_verify(&jws, pair), "does not fit");
		jws.signature = num->n;
		assert_refused(jws_verify(&jws, pair), "does not fit");
	}
	BN_free(n);
	BN_free(sum);
}

/* ---- Size */

/* A header of exactly ${size} bytes. */
static char *
header_of(struct arena *mem, size_t size)
{
	size_t fixed = strlen(WITH("\"x\":\"\""));
	char *fill = arena_alloc(mem, size - fixed + 1);

	memset(fill, 'x', size - fixed);
	return arena_printf(mem, WITH("\"x\":\"%s\""), fill);
}

static void
bounds_the_header(void **state)
{
	auto_arena mem = arena_new();
	char *deep = arena_alloc(mem, JWS_HEADER + 1);
	size_t i;

	(void)state;
	assert_int_equal(strlen(header_of(mem, JWS_HEADER)), JWS_HEADER);
	for (i = 0; i < 4; i++)
		assert_int_equal(
			judge(token_of(mem, header_of(mem, JWS_HEADER - i)),
			      pair),
			OK);
	for (i = 1; i < 5; i++)
		assert_refused(
			judge(token_of(mem, header_of(mem, JWS_HEADER + i)),
			      pair),
			"8192");
	assert_refused(judge(token_of(mem, header_of(mem, 1000000)), pair),
		       "8192");
	memset(deep, '[', JWS_HEADER);
	assert_refused(judge(token_of(mem, deep), pair), "no JSON object");
	for (i = 0; i + 5 <= JWS_HEADER; i += 5)
		memcpy(deep + i, "{\"a\":", 5);
	deep[i] = '\0';
	assert_refused(judge(token_of(mem, deep), pair), "no JSON object");
}

/* Without the content: the same signature of the same bytes. */
static void
opens_what_was_read(void **state)
{
	auto_arena mem = arena_new();
	char *text = token_of(mem, "{\"alg\":\"RS256\",\"kid\":\"k\"}");
	struct jws jws, whole;

	(void)state;
	assert_int_equal(jws_open(mem, text, strlen(text), &whole), OK);
	assert_int_equal(jws_open_read(mem, text, strlen(text), &jws), OK);
	assert_null(jws.payload);
	assert_int_equal(jws.alg, whole.alg);
	assert_string_equal(jws.kid, "k");
	assert_int_equal(jws.signed_len, whole.signed_len);
	assert_int_equal(jws.signature_len, whole.signature_len);
	assert_int_equal(jws_verify(&jws, pair), OK);
	text[whole.signed_len - 1] ^= 1;
	assert_int_equal(jws_open_read(mem, text, strlen(text), &jws), OK);
	assert_int_equal(jws_verify(&jws, pair), INVALID);
	text[strlen(text) - 1] = '=';
	assert_int_equal(jws_open_read(mem, text, strlen(text), &jws), INVALID);
	assert_int_equal(jws_open_read(mem, "a.b", 3, &jws), INVALID);
	text = token_of(mem, "{\"alg\":\"none\"}");
	assert_int_equal(jws_open_read(mem, text, strlen(text), &jws), INVALID);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(agrees_with_the_rfc),
		cmocka_unit_test(signs_what_it_verifies),
		cmocka_unit_test(opens_what_was_read),
		cmocka_unit_test(signs_nothing_without_a_pair),
		cmocka_unit_test(signs_any_size),
		cmocka_unit_test(verifies_each_algorithm),
		cmocka_unit_test(keeps_to_the_keys_algorithm),
		cmocka_unit_test(refuses_headers),
		cmocka_unit_test(takes_any_header_that_says_so),
		cmocka_unit_test(never_takes_the_tokens_own_key),
		cmocka_unit_test(refuses_a_public_key_as_secret),
		cmocka_unit_test(wants_three_parts),
		cmocka_unit_test(wants_strict_letters),
		cmocka_unit_test(wants_no_hidden_bytes),
		cmocka_unit_test(wants_no_spare_bits),
		cmocka_unit_test(finds_every_changed_letter),
		cmocka_unit_test(finds_every_changed_bit_of_the_signature),
		cmocka_unit_test(finds_swapped_parts),
		cmocka_unit_test(wants_the_length_of_the_key),
		cmocka_unit_test(wants_a_number_below_the_modulus),
		cmocka_unit_test(bounds_the_header),
	};

	return cmocka_run_group_tests(tests, pair_make, pair_free);
}
