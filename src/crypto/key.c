/*
 * RSA keys over OpenSSL: how they are made, kept and used.  A struct key
 * holds all that OpenSSL looks up for a signature, for looking it up costs a
 * quarter of what checking one does.  How a key is read is in key_pem.c and
 * key_jwk.c.  Called by jws.c, and by those who keep or fetch keys.
 */
#include "crypto/key.h"

#include <stdlib.h>
#include <string.h>

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

/* What is done with a key, and by which function it is begun. */
enum act { SIGN, VERIFY, ACT__MAX };

static int (*const begin[ACT__MAX])(EVP_PKEY_CTX *) = {
	[SIGN] = EVP_PKEY_sign_init,
	[VERIFY] = EVP_PKEY_verify_init,
};

/* A context is ready for one act with one hash, from its first use on. */
struct ready {
	EVP_MD *hash;
	EVP_PKEY_CTX *ctx[ACT__MAX];
};

struct key {
	EVP_PKEY *pkey;
	bool is_pair;
	enum jws_alg alg; /* the only one, or JWS_ALG__MAX */
	int bits;
	struct key_numbers numbers; /* in one block, at ${numbers.n} */
	struct ready *ready;	    /* by enum jws_alg */
};

AUTO_TYPE(pkey, EVP_PKEY *, EVP_PKEY_free);
#define auto_pkey AUTO(pkey)
AUTO_TYPE(pkey_ctx, EVP_PKEY_CTX *, EVP_PKEY_CTX_free);
#define auto_pkey_ctx AUTO(pkey_ctx)
AUTO_TYPE(bio, BIO *, BIO_free_all);
#define auto_bio AUTO(bio)
AUTO_TYPE(pkcs8, PKCS8_PRIV_KEY_INFO *, PKCS8_PRIV_KEY_INFO_free);
#define auto_pkcs8 AUTO(pkcs8)
AUTO_TYPE(big, BIGNUM *, BN_free);
#define auto_big AUTO(big)

/* A key of checked numbers, which are copied, around ${pkey}, which becomes
 * its own. */
static struct key *
wrap(EVP_PKEY *pkey, const struct key_numbers *num, bool is_pair)
{
	struct key *key = xcalloc(1, sizeof(*key));
	unsigned char *n = xmalloc(num->n_len + num->e_len);

	memcpy(n, num->n, num->n_len);
	memcpy(n + num->n_len, num->e, num->e_len);
	key->ready = xcalloc(JWS_ALG__MAX, sizeof(key->ready[0]));
	key->numbers = *num;
	key->numbers.n = n;
	key->numbers.e = n + num->n_len;
	key->bits = key_numbers_bits(num);
	key->pkey = pkey;
	key->is_pair = is_pair;
	key->alg = JWS_ALG__MAX;
	return key;
}

/* A number in the order of bytes that this machine has. */
static void
turn(unsigned char *to, const unsigned char *from, size_t len)
{
	auto_big number = BN_bin2bn(from, (int)len, NULL);

	if (!number || BN_bn2nativepad(number, to, (int)len) < 0)
		auto_die("OpenSSL makes no number");
}

enum result
key_from(const struct key_numbers *numbers, struct key **out)
{
	struct key_numbers num = *numbers;
	unsigned char n[KEY_MOST / 8], e[KEY_MOST_EXPONENT / 8];
	auto_pkey_ctx ctx = NULL;
	EVP_PKEY *pkey = NULL;

	TRY(key_numbers_check(&num));
	turn(n, num.n, num.n_len);
	turn(e, num.e, num.e_len);
	ctx = EVP_PKEY_CTX_new_from_name(NULL, "RSA", NULL);
	if (!ctx || EVP_PKEY_fromdata_init(ctx) <= 0 ||
	    EVP_PKEY_fromdata(
		    ctx, &pkey, EVP_PKEY_PUBLIC_KEY,
		    (OSSL_PARAM[]){
			    OSSL_PARAM_BN(OSSL_PKEY_PARAM_RSA_N, n, num.n_len),
			    OSSL_PARAM_BN(OSSL_PKEY_PARAM_RSA_E, e, num.e_len),
			    OSSL_PARAM_END }) <= 0) {
		ERR_clear_error();
		return fail(INVALID, "OpenSSL does not take this key.");
	}
	*out = wrap(pkey, &num, false);
	return OK;
}

/* The number called ${name} of ${pkey}, into ${bytes} of ${max}. */
static bool
take(const EVP_PKEY *pkey, const char *name, unsigned char *bytes, size_t max,
     size_t *len)
{
	auto_big number = NULL;
	BIGNUM *found = NULL;

	if (!EVP_PKEY_get_bn_param(pkey, name, &found))
		return false;
	number = found;
	*len = (size_t)BN_num_bytes(number);
	return *len <= max && BN_bn2bin(number, bytes) >= 0;
}

/* A pair of ${pkey}, which is given away. */
static enum result
wrap_pair(EVP_PKEY *pkey, struct key **out)
{
	auto_pkey own = pkey;
	unsigned char n[KEY_MOST / 8], e[KEY_MOST_EXPONENT / 8];
	struct key_numbers num = { .n = n, .e = e };

	if (!take(pkey, OSSL_PKEY_PARAM_RSA_N, n, sizeof(n), &num.n_len) ||
	    !take(pkey, OSSL_PKEY_PARAM_RSA_E, e, sizeof(e), &num.e_len))
		return fail(INVALID,
			    "the numbers of a private key are too large");
	TRY(key_numbers_check(&num));
	*out = wrap(own, &num, true);
	own = NULL;
	return OK;
}

enum result
key_new(long long bits, struct key **out)
{
	EVP_PKEY *pkey;

	if (bits < KEY_LEAST || bits > KEY_MOST_MADE || bits % 256 != 0)
		return fail(INVALID,
			    "A key has %d to %d bits, a multiple of "
			    "256; %lld is not such a number.",
			    KEY_LEAST, KEY_MOST_MADE, bits);
	pkey = EVP_RSA_gen((unsigned)bits);
	if (!pkey)
		auto_die("OpenSSL makes no RSA key");
	return wrap_pair(pkey, out);
}

static void
free_ready(struct ready *ready)
{
	EVP_PKEY_CTX_free(ready->ctx[SIGN]);
	EVP_PKEY_CTX_free(ready->ctx[VERIFY]);
	EVP_MD_free(ready->hash);
}

void
key_free(struct key *key)
{
	enum jws_alg alg;

	if (!key)
		return;
	for (alg = 0; alg < JWS_ALG__MAX; alg++)
		free_ready(&key->ready[alg]);
	free(key->ready);
	EVP_PKEY_free(key->pkey);
	free((void *)(uintptr_t)key->numbers.n);
	free(key);
}

const struct key_numbers *
key_numbers(const struct key *key)
{
	return &key->numbers;
}

int
key_bits(const struct key *key)
{
	return key->bits;
}

enum jws_alg
key_alg(const struct key *key)
{
	return key->alg;
}

void
key_bind(struct key *key, enum jws_alg alg)
{
	key->alg = alg;
}

bool
key_equal(const struct key *a, const struct key *b)
{
	const struct key_numbers *x = &a->numbers, *y = &b->numbers;

	return x->n_len == y->n_len && x->e_len == y->e_len &&
	       memcmp(x->n, y->n, x->n_len + x->e_len) == 0;
}

/* What ${key} needs for ${act} with ${alg}. */
static const struct ready *
ready(const struct key *key, enum act act, enum jws_alg alg)
{
	struct ready *r = &key->ready[alg];
	auto_pkey_ctx ctx = NULL;

	if (r->ctx[act])
		return r;
	if (!r->hash)
		r->hash = EVP_MD_fetch(NULL, jws_alg_hash(alg), NULL);
	ctx = EVP_PKEY_CTX_new(key->pkey, NULL);
	if (!r->hash || !ctx || begin[act](ctx) <= 0 ||
	    EVP_PKEY_CTX_set_rsa_padding(ctx, RSA_PKCS1_PADDING) <= 0 ||
	    EVP_PKEY_CTX_set_signature_md(ctx, r->hash) <= 0)
		auto_die("OpenSSL knows no RSA signature");
	r->ctx[act] = ctx;
	ctx = NULL;
	return r;
}

static unsigned
digest(const struct ready *r, struct key_bytes text,
       unsigned char md[EVP_MAX_MD_SIZE])
{
	unsigned len;

	if (!EVP_Digest(text.data, text.len, md, &len, r->hash, NULL))
		auto_die("OpenSSL gives no digest");
	return len;
}

static bool
is_for(const struct key *key, enum jws_alg alg)
{
	return key->alg == JWS_ALG__MAX || key->alg == alg;
}

enum result
key_sign(const struct key *key, enum jws_alg alg, struct key_bytes text,
	 struct arena *mem, struct key_bytes *out)
{
	size_t len = key->numbers.n_len;
	unsigned char md[EVP_MAX_MD_SIZE];
	unsigned char *signature;
	const struct ready *r;

	if (!key->is_pair)
		return fail(INTERNAL, "a public key cannot sign");
	if (!is_for(key, alg))
		return fail(INTERNAL, "a key for %s is to sign with %s",
			    jws_alg_name(key->alg), jws_alg_name(alg));
	signature = arena_alloc(mem, len);
	r = ready(key, SIGN, alg);
	if (EVP_PKEY_sign(r->ctx[SIGN], signature, &len, md,
			  digest(r, text, md)) <= 0) {
		ERR_clear_error();
		return fail(INTERNAL, "OpenSSL does not sign with this key");
	}
	*out = (struct key_bytes){ signature, len };
	return OK;
}

bool
key_signed(const struct key *key, enum jws_alg alg, struct key_bytes text,
	   struct key_bytes signature)
{
	unsigned char md[EVP_MAX_MD_SIZE];
	const struct ready *r;

	if (!is_for(key, alg) || signature.len != key->numbers.n_len)
		return false;
	r = ready(key, VERIFY, alg);
	if (EVP_PKEY_verify(r->ctx[VERIFY], signature.data, signature.len, md,
			    digest(r, text, md)) > 0)
		return true;
	ERR_clear_error();
	return false;
}

char *
key_pem(const struct key *key, struct arena *mem)
{
	auto_bio out = BIO_new(BIO_s_mem());
	char *text;
	long len;

	if (!out || PEM_write_bio_PUBKEY(out, key->pkey) <= 0)
		auto_die("OpenSSL does not write a public key");
	len = BIO_get_mem_data(out, &text);
	return arena_strndup(mem, text, (size_t)len);
}

unsigned char *
key_private(const struct key *key, size_t *len)
{
	unsigned char *bytes = NULL;
	auto_pkcs8 info = NULL;
	int size;

	if (!key->is_pair)
		return NULL;
	info = EVP_PKEY2PKCS8(key->pkey);
	size = info ? i2d_PKCS8_PRIV_KEY_INFO(info, &bytes) : 0;
	if (size <= 0)
		auto_die("OpenSSL does not write a private key");
	*len = (size_t)size;
	return bytes;
}

void
key_wipe(unsigned char *bytes, size_t len)
{
	OPENSSL_clear_free(bytes, len);
}

/* Does the private half belong to the public one? */
static bool
fits(const struct key *key)
{
	static const struct key_bytes text = { "fits", 4 };
	auto_arena mem = arena_new();
	struct key_bytes signature;

	return key_sign(key, JWS_RS256, text, mem, &signature) == OK &&
	       key_signed(key, JWS_RS256, text, signature);
}

enum result
key_read_private(const unsigned char *bytes, size_t len, struct key **out)
{
	const unsigned char *at = bytes;
	auto_pkcs8 info = d2i_PKCS8_PRIV_KEY_INFO(NULL, &at, (long)len);
	EVP_PKEY *pkey = NULL;
	auto_key key = NULL;

	if (info && at == bytes + len)
		pkey = EVP_PKCS82PKEY(info);
	ERR_clear_error();
	if (!pkey)
		return fail(INVALID, "these bytes are no private key");
	if (!EVP_PKEY_is_a(pkey, "RSA")) {
		EVP_PKEY_free(pkey);
		return fail(INVALID, "the private key is no RSA key");
	}
	TRY(wrap_pair(pkey, &key));
	if (!fits(key))
		return fail(INVALID, "the private key is damaged");
	*out = key;
	key = NULL;
	return OK;
}
