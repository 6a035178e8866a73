/*
 * Keys as PEM: what OpenSSL and others write is read; every other form, kind
 * and bit is refused, or is another key.
 */
#include "key_test.h"

#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

#define FIRST "-----BEGIN PUBLIC KEY-----"
#define LAST "-----END PUBLIC KEY-----"

static enum result
read_text(const char *pem)
{
	struct key *key = NULL;
	enum result r = key_read_pem(pem, strlen(pem), &key);

	key_free(key);
	return r;
}

/* ---- DER by hand */

/* ${tag} around ${value}, with the shortest length or ${longer} bytes more. */
static struct str
der(struct arena *mem, char tag, struct str value, size_t longer)
{
	size_t count = value.len > 0xff ? 2 : value.len > 0x7f ? 1 : 0;
	struct str out;

	str_init(&out, mem);
	str_addc(&out, tag);
	count += longer;
	if (count > 0)
		str_addc(&out, (char)(0x80 | count));
	for (; count > 2; count--)
		str_addc(&out, 0);
	if (count == 2)
		str_addc(&out, (char)(value.len >> 8));
	str_addc(&out, (char)(value.len & 0xff));
	str_addn(&out, value.s, value.len);
	return out;
}

static struct str
bytes(struct arena *mem, const void *data, size_t len)
{
	struct str out;

	str_init(&out, mem);
	str_addn(&out, data, len);
	return out;
}

static struct str
both(struct str a, struct str b)
{
	str_addn(&a, b.s, b.len);
	return a;
}

static struct str
number(struct arena *mem, const unsigned char *data, size_t len)
{
	bool has_sign = len > 0 && data[0] > 0x7f;

	return der(
		mem, 2,
		both(bytes(mem, "", has_sign ? 1 : 0), bytes(mem, data, len)),
		0);
}

#define KIND "\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x01\x05\x00"

/* The whole of a key: its kind, and what its bits hold. */
static struct str
whole(struct arena *mem, const char *kind, size_t kind_len, struct str held)
{
	struct str bits = both(bytes(mem, "", 1), held);

	return der(mem, 0x30,
		   both(der(mem, 0x30, bytes(mem, kind, kind_len), 0),
			der(mem, 3, bits, 0)),
		   0);
}

static struct str
two(struct arena *mem, struct str n, struct str e)
{
	return der(mem, 0x30, both(n, e), 0);
}

static char *
armour(struct arena *mem, struct str content)
{
	size_t len = 4 * ((content.len + 2) / 3) + 1;
	unsigned char *text = arena_alloc(mem, len);

	EVP_EncodeBlock(text, (const unsigned char *)content.s,
			(int)content.len);
	return arena_printf(mem, FIRST "\n%s\n" LAST "\n", (char *)text);
}

/* ---- What is taken */

static void
reads_any_line_ends(void **state)
{
	static const struct {
		const char *before, *line_end, *after;
	} rows[] = {
		{ "", "\n", "" },	{ "\n \t", "\r\n", "\r\n\r\n" },
		{ "", "\r", "\r" },	{ "", "", "" },
		{ " ", " \n ", " " },	{ "\f\v", "\n\n", "\f" },
		{ "", "\t\r\n", "\t" },
	};
	auto_arena mem = arena_new();
	const char *pem = key_pem(pair, mem), *at;
	struct str text;
	size_t i, len;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		auto_key key = NULL;

		str_init(&text, mem);
		str_add(&text, rows[i].before);
		for (at = pem; *at; at += len + 1) {
			len = strcspn(at, "\n");
			str_addn(&text, at, len);
			if (at[len + 1])
				str_add(&text, rows[i].line_end);
		}
		str_add(&text, rows[i].after);
		assert_int_equal(key_read_pem(text.s, text.len, &key), OK);
		assert_true(key_equal(key, pair));
	}
}

static void
reads_each_size(void **state)
{
	static const size_t sizes[] = { 256, 257, 384, 512, 1024 };
	static const unsigned char e[] = { 1, 0, 1 };
	auto_arena mem = arena_new();
	unsigned char *n = arena_alloc(mem, 1024);
	size_t i;

	(void)state;
	memset(n, 0xfd, 1024);
	for (i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		auto_key key = NULL;
		char *pem = armour(mem, whole(mem, KIND, sizeof(KIND) - 1,
					      two(mem, number(mem, n, sizes[i]),
						  number(mem, e, 3))));

		assert_int_equal(key_read_pem(pem, strlen(pem), &key), OK);
		assert_int_equal(key_bits(key), (int)sizes[i] * 8);
	}
}

/* ---- What is not */

static void
refuses_another_armour(void **state)
{
	auto_arena mem = arena_new();
	const char *pem = key_pem(pair, mem);
	const char *body = arena_strndup(mem, pem + strlen(FIRST),
					 strlen(pem) - strlen(FIRST) -
						 strlen(LAST) - 1);
	const struct {
		const char *pem, *words;
	} rows[] = {
		{ "", "no public key" },
		{ "\n", "no public key" },
		{ "MIIB", "no public key" },
		{ RFC_JWK, "no public key" },
		{ FIRST, "cut off" },
		{ arena_printf(mem, FIRST "%s", body), "cut off" },
		{ arena_printf(mem, FIRST "%s-----END PUBLIC KEY----", body),
		  "cut off" },
		{ arena_printf(mem, FIRST "%s-----END RSA PUBLIC KEY-----",
			       body),
		  "cut off" },
		{ arena_printf(mem, "%s%s", pem, pem), "more after" },
		{ arena_printf(mem, "%sx", pem), "more after" },
		{ arena_printf(mem, "x%s", pem), "no public key" },
		{ arena_printf(mem, "\xEF\xBB\xBF%s", pem), "no public key" },
		{ arena_printf(mem, "----BEGIN PUBLIC KEY-----%s" LAST, body),
		  "no public key" },
		{ arena_printf(mem, "-----begin public key-----%s" LAST, body),
		  "no public key" },
		{ arena_printf(mem, "-----BEGIN  PUBLIC KEY-----%s" LAST, body),
		  "no public key" },
		{ arena_printf(mem,
			       "-----BEGIN RSA PUBLIC KEY-----%s-----END RSA "
			       "PUBLIC KEY-----",
			       body),
		  "older form" },
		{ arena_printf(mem,
			       "-----BEGIN CERTIFICATE-----%s-----END "
			       "CERTIFICATE-----",
			       body),
		  "certificate" },
		{ arena_printf(mem,
			       "-----BEGIN PRIVATE KEY-----%s-----END PRIVATE "
			       "KEY-----",
			       body),
		  "private" },
		{ "-----BEGIN EC PRIVATE KEY-----", "private" },
		{ "-----BEGIN ENCRYPTED PRIVATE KEY-----", "private" },
		{ "-----BEGIN RSA PRIVATE KEY-----", "private" },
		{ "-----BEGIN OPENSSH PRIVATE KEY-----", "private" },
		{ "-----BEGIN ", "no public key" },
		{ FIRST LAST, "damaged" },
		{ FIRST "*" LAST, "base64" },
		{ FIRST "\nProc-Type: 4\n" LAST, "base64" },
		{ FIRST "AAAA====" LAST, "base64" },
		{ FIRST "AAAA" LAST, "damaged" },
		{ arena_printf(mem, FIRST "%s%s" LAST, body, body), "" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		assert_refused(read_text(rows[i].pem), rows[i].words);
	assert_refused(read_text(arena_printf(mem, "%s%*s", pem, 8000, "")),
		       "longer");
}

/* A NUL hides nothing. */
static void
refuses_hidden_bytes(void **state)
{
	auto_arena mem = arena_new();
	char *pem = key_pem(pair, mem);
	size_t len = strlen(pem);
	char *more = arena_printf(mem, "%s?x", pem);
	struct key *key = NULL;

	(void)state;
	more[len] = '\0';
	assert_refused(key_read_pem(more, len + 2, &key), "more after");
	assert_refused(key_read_pem(more, len + 1, &key), "more after");
	pem[100] = '\0';
	assert_refused(key_read_pem(pem, len, &key), "base64");
}

static char *
pem_of(struct arena *mem, EVP_PKEY *pkey)
{
	BIO *out = BIO_new(BIO_s_mem());
	char *text, *copy;
	long len;

	assert_int_equal(PEM_write_bio_PUBKEY(out, pkey), 1);
	len = BIO_get_mem_data(out, &text);
	copy = arena_strndup(mem, text, (size_t)len);
	BIO_free(out);
	EVP_PKEY_free(pkey);
	return copy;
}

static void
refuses_another_kind(void **state)
{
	auto_arena mem = arena_new();

	(void)state;
	assert_refused(read_text(pem_of(mem, EVP_EC_gen("P-256"))),
		       "another kind");
	assert_refused(read_text(pem_of(
			       mem, EVP_PKEY_Q_keygen(NULL, NULL, "ED25519"))),
		       "another kind");
	assert_refused(read_text(pem_of(mem, pss_key())), "another kind");
	assert_refused(read_text(pem_of(mem, EVP_RSA_gen(1024))), "1024 bits");
}

static void
refuses_another_der(void **state)
{
	auto_arena mem = arena_new();
	const struct key_numbers *num = key_numbers(pair);
	struct str n = number(mem, num->n, num->n_len);
	struct str e = number(mem, num->e, num->e_len);
	struct str held = two(mem, n, e);
	struct str nil = bytes(mem, "", 0), zero = bytes(mem, "", 1);
	struct str good = whole(mem, KIND, 13, held);
	struct str kind = der(mem, 0x30, bytes(mem, KIND, 13), 0);
	struct str bits = both(bytes(mem, "", 1), held);
	struct str negative = der(mem, 2, bytes(mem, num->n, num->n_len), 0);
	struct str zeros = der(
		mem, 2,
		both(bytes(mem, "\0", 2), bytes(mem, num->n, num->n_len)), 0);
	struct str one = number(mem, (const unsigned char *)"\1", 1);
	struct str even = number(mem, (const unsigned char *)"\1\0", 2);
	const struct {
		struct str der;
		const char *words;
	} rows[] = {
		{ nil, "damaged" },
		{ both(good, zero), "damaged" },
		{ bytes(mem, good.s, good.len - 1), "damaged" },
		{ held, "damaged" },
		{ whole(mem, KIND, 11, held), "another kind" },
		{ whole(mem, KIND "\5", 15, held), "another kind" },
		{ whole(mem, KIND, 13, nil), "damaged" },
		{ whole(mem, KIND, 13, both(held, zero)), "damaged" },
		{ whole(mem, KIND, 13, two(mem, n, nil)), "damaged" },
		{ whole(mem, KIND, 13, two(mem, n, both(e, e))), "damaged" },
		{ whole(mem, KIND, 13, two(mem, negative, e)), "damaged" },
		{ whole(mem, KIND, 13, two(mem, zeros, e)), "damaged" },
		{ whole(mem, KIND, 13, two(mem, der(mem, 2, nil, 0), e)),
		  "damaged" },
		{ whole(mem, KIND, 13, two(mem, n, der(mem, 4, zero, 0))),
		  "damaged" },
		{ whole(mem, KIND, 13, two(mem, e, n)), "17 bits" },
		{ whole(mem, KIND, 13, two(mem, n, one)), "exponent is 1" },
		{ whole(mem, KIND, 13, two(mem, n, even)), "even" },
		{ der(mem, 0x30, both(kind, der(mem, 3, nil, 0)), 0),
		  "damaged" },
		{ der(mem, 0x30,
		      both(kind,
			   der(mem, 3, both(bytes(mem, "\1", 1), held), 0)),
		      0),
		  "damaged" },
		{ der(mem, 0x30, both(kind, der(mem, 3, bits, 1)), 0),
		  "damaged" },
		{ der(mem, 0x30, both(kind, der(mem, 4, bits, 0)), 0),
		  "damaged" },
		{ der(mem, 0x31, both(kind, der(mem, 3, bits, 0)), 0),
		  "damaged" },
		{ bytes(mem, "\x30\x80", 2), "damaged" },
		{ bytes(mem, "\x30\x84\xff\xff\xff\xff", 6), "damaged" },
		{ bytes(mem, "\x30\x82\xff", 3), "damaged" },
		{ bytes(mem, "\x30\x05\x30\x7f", 4), "damaged" },
		{ bytes(mem, "\x30", 1), "damaged" },
	};
	size_t i;

	(void)state;
	assert_int_equal(read_text(armour(mem, good)), OK);
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		assert_refused(read_text(armour(mem, rows[i].der)),
			       rows[i].words);
}

/* Each bit wrong: refused, or another key. */
static void
never_takes_a_wrong_bit(void **state)
{
	auto_arena mem = arena_new();
	const struct key_numbers *num = key_numbers(pair);
	struct str good = whole(mem, KIND, 13,
				two(mem, number(mem, num->n, num->n_len),
				    number(mem, num->e, num->e_len)));
	size_t i;

	(void)state;
	for (i = 0; i < good.len * 8; i++) {
		auto_arena scratch = arena_new();
		auto_key key = NULL;
		char *pem;

		good.s[i / 8] = (char)(good.s[i / 8] ^ (1 << i % 8));
		pem = armour(scratch, good);
		good.s[i / 8] = (char)(good.s[i / 8] ^ (1 << i % 8));
		if (key_read_pem(pem, strlen(pem), &key) == OK)
			assert_false(key_equal(key, pair));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_any_line_ends),
		cmocka_unit_test(reads_each_size),
		cmocka_unit_test(refuses_another_armour),
		cmocka_unit_test(refuses_hidden_bytes),
		cmocka_unit_test(refuses_another_kind),
		cmocka_unit_test(refuses_another_der),
		cmocka_unit_test(never_takes_a_wrong_bit),
	};

	return cmocka_run_group_tests(tests, pair_make, pair_free);
}
