/*
 * Identity hashes (CLR 1.0 §4.5): a recipient named by a hash instead of an
 * address.  Which member of a learner is meant, and in which spelling, is
 * the caller's to know.  Called by verify, and where assertions are made.
 */
#include "crypto/identity.h"

#include <openssl/evp.h>

#include "base/str.h"

/* The hashes, by how they begin. */
static const struct kind {
	const char *prefix, *name;
	enum identity_match match;
} kinds[] = {
	{ "sha256$", "SHA256", IDENTITY_SAME },
	{ "md5$", "MD5", IDENTITY_SAME_MD5 },
};

/* Prefix and hex; NULL: OpenSSL has not got the hash (MD5, under FIPS). */
static char *
hash(struct arena *mem, const struct kind *kind, const char *value,
     const char *salt)
{
	static const char digits[] = "0123456789abcdef";
	unsigned char md[EVP_MAX_MD_SIZE];
	size_t len, i;
	struct str text;

	str_init(&text, mem);
	str_add(&text, value);
	str_add(&text, salt ? salt : "");
	if (!EVP_Q_digest(NULL, kind->name, NULL, text.s, text.len, md, &len))
		return NULL;
	str_clear(&text);
	str_add(&text, kind->prefix);
	for (i = 0; i < len; i++) {
		str_addc(&text, digits[md[i] >> 4]);
		str_addc(&text, digits[md[i] & 15]);
	}
	return text.s;
}

char *
identity_hash(struct arena *mem, const char *value, const char *salt)
{
	char *text = hash(mem, &kinds[0], value, salt);

	if (!text)
		auto_die("OpenSSL gives no SHA-256");
	return text;
}

/* Is ${s} the prefix of ${like} and as many hex digits? */
static bool
is_shaped(const char *s, const char *like, const char *prefix)
{
	size_t len = strlen(like), start = strlen(prefix);

	return strlen(s) == len &&
	       start + strspn(s + start, "0123456789abcdefABCDEF") == len;
}

enum identity_match
identity_is(struct arena *mem, const char *identity, const char *value,
	    const char *salt)
{
	const struct kind *kind;
	const char *own;
	size_t i;

	for (i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		kind = &kinds[i];
		if (!str_starts(identity, kind->prefix))
			continue;
		own = hash(mem, kind, value, salt);
		if (!own || !is_shaped(identity, own, kind->prefix))
			return IDENTITY_NOT_A_HASH;
		return strieq(identity, own) ? kind->match : IDENTITY_DIFFERS;
	}
	return IDENTITY_NOT_A_HASH;
}
