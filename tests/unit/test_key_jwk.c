/* Keys as JWK: the RFCs' own, and all that is none. */
#include "key_test.h"

#define N "\"n\":\"" RFC_N "\""
#define JWK(members) "{\"kty\":\"RSA\",\"e\":\"AQAB\"," N members "}"

static void
agrees_with_the_rfcs(void **state)
{
	auto_arena mem = arena_new();
	auto_key key = key_of("{\"kty\":\"RSA\",\"n\":\"" THUMB_N "\",\"e\":"
			      "\"AQAB\",\"alg\":\"RS256\",\"kid\":\"2011-04-29"
			      "\"}");
	auto_key rfc = key_of(RFC_JWK);

	(void)state;
	assert_string_equal(key_thumbprint(key, mem), THUMB);
	assert_int_equal(key_alg(key), JWS_RS256);
	assert_int_equal(key_bits(key), 2048);
	assert_int_equal(key_alg(rfc), JWS_ALG__MAX);
	assert_int_equal(judge(RFC_TOKEN, rfc), OK);
	assert_int_equal(judge(RFC_TOKEN, key), INVALID);
}

static void
writes_what_it_reads(void **state)
{
	auto_key rfc = key_of(RFC_JWK);
	auto_key again = NULL;
	json_auto_t *jwk = key_jwk(rfc);
	json_auto_t *first = json_loads(RFC_JWK, 0, NULL);

	(void)state;
	assert_true(json_equal(jwk, first));
	assert_int_equal(json_object_size(jwk), 3);
	assert_int_equal(key_read_jwk(jwk, &again), OK);
	assert_true(key_equal(rfc, again));
}

/* Of a pair only the public half is written, and only it is read. */
static void
keeps_private_numbers_out(void **state)
{
	auto_key key = key_of(JWK(",\"d\":\"AQAB\",\"p\":\"AQAB\",\"q\":\"AQAB"
				  "\""));
	json_auto_t *jwk = key_jwk(pair);
	size_t len;

	(void)state;
	assert_int_equal(json_object_size(jwk), 3);
	assert_null(key_private(key, &len));
}

static void
takes_what_means_signing(void **state)
{
	static const struct {
		const char *jwk;
		enum jws_alg alg;
	} rows[] = {
		{ JWK(",\"use\":\"sig\""), JWS_ALG__MAX },
		{ JWK(",\"key_ops\":[\"verify\"]"), JWS_ALG__MAX },
		{ JWK(",\"key_ops\":[\"encrypt\",\"verify\"]"), JWS_ALG__MAX },
		{ JWK(",\"key_ops\":[\"sign\"]"), JWS_ALG__MAX },
		{ JWK(",\"alg\":\"RS256\",\"use\":\"sig\""), JWS_RS256 },
		{ JWK(",\"alg\":\"RS384\""), JWS_RS384 },
		{ JWK(",\"alg\":\"RS512\""), JWS_RS512 },
		{ JWK(",\"kid\":7,\"x5c\":[\"?\"],\"x5u\":\"http://x\""),
		  JWS_ALG__MAX },
		{ "{\"kty\":\"RSA\",\"e\":\"AAEAAQ\"," N "}", JWS_ALG__MAX },
		{ "{\"kty\":\"RSA\",\"e\":\"Aw\"," N "}", JWS_ALG__MAX },
		{ "{\"kty\":\"RSA\",\"e\":\"_________w8\"," N "}",
		  JWS_ALG__MAX },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		auto_key key = key_of(rows[i].jwk);

		assert_int_equal(key_alg(key), rows[i].alg);
	}
}

static const struct {
	const char *jwk, *words;
} bad[] = {
	{ "[]", "no key" },
	{ "{}", "another kind" },
	{ "{\"kty\":\"RSA\"}", "“n”" },
	{ "{\"kty\":\"RSA\"," N "}", "“e”" },
	{ "{\"kty\":\"RSA\",\"n\":7,\"e\":\"AQAB\"}", "“n”" },
	{ "{\"kty\":\"RSA\",\"e\":65537," N "}", "“e”" },
	{ "{\"kty\":\"RSA\",\"e\":null," N "}", "“e”" },
	{ "{\"kty\":\"rsa\",\"e\":\"AQAB\"," N "}", "another kind" },
	{ "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AQAB\",\"y\":\"AQAB\"}",
	  "another kind" },
	{ "{\"kty\":\"oct\",\"k\":\"AQAB\"}", "another kind" },
	{ "{\"kty\":[\"RSA\"],\"e\":\"AQAB\"," N "}", "another kind" },
	{ JWK(",\"use\":\"enc\""), "“use”" },
	{ JWK(",\"use\":null"), "“use”" },
	{ JWK(",\"use\":\"SIG\""), "“use”" },
	{ JWK(",\"key_ops\":[]"), "“key_ops”" },
	{ JWK(",\"key_ops\":\"verify\""), "“key_ops”" },
	{ JWK(",\"key_ops\":[\"encrypt\",7]"), "“key_ops”" },
	{ JWK(",\"alg\":\"none\""), "another algorithm" },
	{ JWK(",\"alg\":\"RS1\""), "another algorithm" },
	{ JWK(",\"alg\":\"PS256\""), "another algorithm" },
	{ JWK(",\"alg\":\"HS256\""), "another algorithm" },
	{ JWK(",\"alg\":\"RSA-OAEP\""), "another algorithm" },
	{ JWK(",\"alg\":null"), "another algorithm" },
	{ "{\"kty\":\"RSA\",\"e\":\"AQ\"," N "}", "exponent is 1" },
	{ "{\"kty\":\"RSA\",\"e\":\"AAE\"," N "}", "exponent is 1" },
	{ "{\"kty\":\"RSA\",\"e\":\"Ag\"," N "}", "exponent is even" },
	{ "{\"kty\":\"RSA\",\"e\":\"AQAA\"," N "}", "exponent is even" },
	{ "{\"kty\":\"RSA\",\"e\":\"AA\"," N "}", "exponent is even" },
	{ "{\"kty\":\"RSA\",\"e\":\"\"," N "}", "exponent is even" },
	{ "{\"kty\":\"RSA\",\"e\":\"AQAAAAAAAAAB\"," N "}", "64 bits" },
	{ "{\"kty\":\"RSA\",\"e\":\"AQAB=\"," N "}", "base64url" },
	{ "{\"kty\":\"RSA\",\"e\":\"AQAC\\n\"," N "}", "base64url" },
	{ "{\"kty\":\"RSA\",\"e\":\"AQB\"," N "}", "base64url" },
	{ "{\"kty\":\"RSA\",\"e\":\"AQAB\",\"n\":\"" RFC_N "=\"}",
	  "base64url" },
	{ "{\"kty\":\"RSA\",\"e\":\"AQAB\",\"n\":\"+" RFC_N "\"}",
	  "base64url" },
	{ "{\"kty\":\"RSA\",\"e\":\"AQAB\",\"n\":\"\"}", "0 bits" },
	{ "{\"kty\":\"RSA\",\"e\":\"AQAB\",\"n\":\"AAAA\"}", "0 bits" },
	{ "{\"kty\":\"RSA\",\"e\":\"AQAB\",\"n\":\"AQAB\"}", "17 bits" },
};

static void
refuses_what_is_no_key(void **state)
{
	struct key *key = NULL;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		json_auto_t *jwk = json_loads(bad[i].jwk, 0, NULL);

		assert_non_null(jwk);
		assert_refused(key_read_jwk(jwk, &key), bad[i].words);
		assert_null(key);
	}
	assert_refused(key_read_jwk(NULL, &key), "no key");
}

/* A modulus of so many bits, all ones, less ${less}. */
static enum result
read_modulus(size_t bits, unsigned char less)
{
	auto_arena mem = arena_new();
	size_t len = (bits + 7) / 8;
	unsigned char *bytes = arena_alloc(mem, len);
	struct key *key = NULL;
	json_auto_t *jwk = NULL;
	enum result r;

	memset(bytes, 0xff, len);
	bytes[0] = (unsigned char)(0xff >> (8 * len - bits));
	bytes[len - 1] = (unsigned char)(bytes[len - 1] - less);
	jwk = json_pack("{ssssss}", "kty", "RSA", "e", "AQAB", "n",
			b64url_encode(mem, bytes, len));
	r = key_read_jwk(jwk, &key);
	if (r == OK)
		assert_int_equal(key_bits(key), (int)bits);
	key_free(key);
	return r;
}

static void
keeps_the_limits(void **state)
{
	(void)state;
	assert_refused(read_modulus(512, 0), "512");
	assert_refused(read_modulus(1024, 0), "1024");
	assert_refused(read_modulus(2047, 0), "2047");
	assert_int_equal(read_modulus(2048, 0), OK);
	assert_int_equal(read_modulus(2049, 0), OK);
	assert_int_equal(read_modulus(8192, 0), OK);
	assert_refused(read_modulus(8193, 0), "8192");
	assert_refused(read_modulus(100000, 0), "8192");
	assert_refused(read_modulus(2048, 1), "modulus is even");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(agrees_with_the_rfcs),
		cmocka_unit_test(writes_what_it_reads),
		cmocka_unit_test(keeps_private_numbers_out),
		cmocka_unit_test(takes_what_means_signing),
		cmocka_unit_test(refuses_what_is_no_key),
		cmocka_unit_test(keeps_the_limits),
	};

	return cmocka_run_group_tests(tests, pair_make, pair_free);
}
