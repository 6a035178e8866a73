/*
 * Passwords that are tried first by whoever guesses.  For password.c alone.
 */
#ifndef CRYPTO_PASSWORD_WEAK_H
#define CRYPTO_PASSWORD_WEAK_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Why ${password}, of at most PASSWORD_LONGEST bytes, would soon be guessed,
 * as a sentence; NULL: it would not.  Upper and lower case are the same.
 * Refused are:
 *  - ${email} (NULL: none) and its part before the @, with or without
 *    further signs around it as below;
 *  - one to four characters again and again: "abcabcabc";
 *  - neighbours in the alphabet, among the digits or on a keyboard (qwerty,
 *    qwertz, azerty), up or down, in groups of three or more, with at most
 *    three further characters: "qwerty12", "asdf1234", "987654321";
 *  - a common password, also with up to eight digits and signs around it,
 *    with letters written as the digits or signs that look like them, or
 *    written several times: "P@ssw0rd2024!".
 */
const char *
password_weak(const char *password, const char *email);

/* Is the text of ${len} bytes at ${s}, in lower case, one of the common
 * passwords and words?  They are in password_common.c. */
bool
password_common(const char *s, size_t len);

#endif
