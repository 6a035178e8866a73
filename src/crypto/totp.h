/*
 * Time-based one-time codes (RFC 6238: SHA-1, 30 seconds, 6 digits).
 */
#ifndef CRYPTO_TOTP_H
#define CRYPTO_TOTP_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

enum { TOTP_SECRET = 20, TOTP_DIGITS = 6, TOTP_SECONDS = 30 };

/* The code of ${secret} (TOTP_SECRET bytes) for time step ${step}, six
 * digits, in ${mem}. */
char *
totp_code(struct arena *mem, const unsigned char *secret, int64_t step);

/*
 * Is ${code} (six digits; blanks in it are passed over) right at ${now}, or
 * one step earlier or later, and newer than step ${last}?  Then *${step} is
 * its step, to be kept so that it is not taken twice.
 */
bool
totp_is(const unsigned char *secret, const char *code, int64_t now,
	int64_t last, int64_t *step);

/* The secret in base32 (RFC 4648 §6, no padding), for typing it in; and the
 * otpauth:// address for a QR code.  In ${mem}. */
char *
totp_base32(struct arena *mem, const unsigned char *secret);
char *
totp_url(struct arena *mem, const unsigned char *secret, const char *issuer,
	 const char *email);

#endif
