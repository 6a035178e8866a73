/*
 * SHA-256 by OpenSSL, as hex.  Not for passwords.  Called by store, for
 * secrets kept as digests, and by verify, for hashed identities.
 */
#include "crypto/digest.h"

#include <string.h>

#include <openssl/crypto.h>
#include <openssl/sha.h>

#include "base/auto.h"

void
digest_bytes(const void *data, size_t len, unsigned char out[DIGEST_BYTES])
{
	if (!SHA256(data, len, out))
		auto_die("OpenSSL gives no SHA-256");
}

char *
digest_hex(struct arena *mem, const void *data, size_t len)
{
	static const char digits[] = "0123456789abcdef";
	unsigned char md[DIGEST_BYTES];
	char *hex = arena_alloc(mem, 2 * sizeof md + 1);
	size_t i;

	digest_bytes(data, len, md);
	for (i = 0; i < sizeof md; i++) {
		hex[2 * i] = digits[md[i] >> 4];
		hex[2 * i + 1] = digits[md[i] & 15];
	}
	return hex;
}

bool
digest_equal(const char *a, const char *b)
{
	size_t len;

	if (!a || !b)
		return false;
	len = strlen(a);
	return len == strlen(b) && CRYPTO_memcmp(a, b, len) == 0;
}
