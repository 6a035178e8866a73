/*
 * One-time codes: HMAC-SHA-1 of the time by OpenSSL, cut to six digits as
 * RFC 4226 §5.3 says.  It keeps nothing: the step taken last is the
 * account's, and so is the sealed secret.  Called by auth/login.c and the
 * account pages.
 */
#include "crypto/totp.h"

#include <string.h>

#include <openssl/evp.h>

#include "base/str.h"
#include "base/uri.h"
#include "crypto/digest.h"

enum { SHA1_BYTES = 20, DIGITS_MODULO = 1000000 };

char *
totp_code(struct arena *mem, const unsigned char *secret, int64_t step)
{
	unsigned char counter[8], md[SHA1_BYTES];
	uint64_t left = (uint64_t)step;
	uint32_t cut;
	size_t i, at, len = 0;

	for (i = sizeof(counter); i > 0; i--) {
		counter[i - 1] = (unsigned char)(left & 0xff);
		left >>= 8;
	}
	if (!EVP_Q_mac(NULL, "HMAC", NULL, "SHA1", NULL, secret, TOTP_SECRET,
		       counter, sizeof(counter), md, sizeof(md), &len) ||
	    len != sizeof(md))
		auto_die("OpenSSL gives no HMAC-SHA-1");
	at = md[SHA1_BYTES - 1] & 15U;
	cut = (uint32_t)(md[at] & 0x7f) << 24 | (uint32_t)md[at + 1] << 16 |
	      (uint32_t)md[at + 2] << 8 | md[at + 3];
	return arena_printf(mem, "%0*u", TOTP_DIGITS, cut % DIGITS_MODULO);
}

/* ${code} without blanks; false if that is not six digits. */
static bool
read_code(const char *code, char out[TOTP_DIGITS + 1])
{
	size_t len = 0;

	for (; *code; code++) {
		if (*code == ' ')
			continue;
		if (*code < '0' || *code > '9' || len == TOTP_DIGITS)
			return false;
		out[len++] = *code;
	}
	out[len] = '\0';
	return len == TOTP_DIGITS;
}

bool
totp_is(const unsigned char *secret, const char *code, int64_t now,
	int64_t last, int64_t *step)
{
	auto_arena mem = arena_new();
	char typed[TOTP_DIGITS + 1];
	int64_t at;
	int way;

	if (!read_code(code, typed))
		return false;
	for (way = -1; way <= 1; way++) {
		at = now / TOTP_SECONDS + way;
		if (at <= last ||
		    !digest_equal(totp_code(mem, secret, at), typed))
			continue;
		*step = at;
		return true;
	}
	return false;
}

char *
totp_base32(struct arena *mem, const unsigned char *secret)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
	unsigned bits = 0, count = 0;
	struct str out;
	size_t i;

	str_init(&out, mem);
	for (i = 0; i < TOTP_SECRET; i++) {
		bits = bits << 8 | secret[i];
		for (count += 8; count >= 5; count -= 5)
			str_addc(&out, letters[bits >> (count - 5) & 31]);
	}
	return out.s;
}

/* As authenticators read it: "Key URI Format". */
char *
totp_url(struct arena *mem, const unsigned char *secret, const char *issuer,
	 const char *email)
{
	const char *who = uri_encode(mem, issuer);

	return arena_printf(mem,
			    "otpauth://totp/%s:%s?secret=%s&issuer=%s"
			    "&algorithm=SHA1&digits=%d&period=%d",
			    who, uri_encode(mem, email),
			    totp_base32(mem, secret), who, TOTP_DIGITS,
			    TOTP_SECONDS);
}
