/*
 * Reader of multipart/form-data (RFC 7578).
 */
#ifndef HTTP_MULTIPART_H
#define HTTP_MULTIPART_H

#include "http/form.h"

/*
 * Read a multipart body of ${len} bytes into ${f}.  A part's bytes are
 * copied, with a NUL after them.  Part headers are at most 8 KiB; only
 * Content-Disposition (name, filename) and Content-Type are looked at.
 * A file name keeps only what follows the last slash or backslash; it is
 * "" where a form's file was left out.
 * OK.  INVALID: no such boundary, a part without a name, cut off; a name,
 * a file name or the value of an ordinary field that is not UTF-8 or has
 * a NUL.  TOO_BIG: over ${max} parts, or headers over 8 KiB.
 */
enum result
multipart_read(struct form *f, const char *boundary, const char *body,
	       size_t len, size_t max) CHECKED;

#endif
