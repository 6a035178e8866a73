/*
 * Texts of one line: names, subjects, what the audit trail says.
 * For the files of this folder.
 */
#ifndef STORE_LINE_H
#define STORE_LINE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/fail.h"

/* Is ${s} well-formed UTF-8 without control characters (of ASCII, U+0080 …
 * U+009F, U+2028, U+2029)? */
bool
line_is(const char *s);

/* At most ${most} characters of ${s} as one line: blanks for control
 * characters, U+FFFD for a byte that is not UTF-8.  NULL is "".  In ${mem}. */
char *
line_of(struct arena *mem, const char *s, size_t most);

/* Is ${s} a reason that can be kept: not blank, readable text, at most
 * ${most} characters?  OK, INVALID. */
enum result
line_reason(const char *s, int most) CHECKED;

#endif
