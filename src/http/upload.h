/*
 * Uploaded pictures and documents: what the bytes are, whatever their name
 * and type say, and whether they are safe to keep and to serve.
 */
#ifndef HTTP_UPLOAD_H
#define HTTP_UPLOAD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/fail.h"

/* What came. */
struct upload_file {
	const char *name; /* as sent, or "" */
	const char *bytes;
	size_t len;
};

/* What is taken. */
struct upload_rule {
	size_t max_bytes;
	bool pictures_only; /* no PDF */
};

/* No picture has more points, and no side is longer: what decoding one may
 * take is bounded. */
#define UPLOAD_MAX_POINTS 4000000
#define UPLOAD_MAX_SIDE 10000

/* What was found. */
struct upload {
	const char *type;  /* "image/png", "image/jpeg", "image/svg+xml",
			      "application/pdf" */
	const char *name;  /* safe in a header, a file system and a page; its
			      ending is the type's */
	const char *bytes; /* those given: nothing is written anew … */
	size_t len;	   /* … but what stands behind a picture's end is not
			      part of it */
	unsigned width, height; /* in points; 0 of SVG and PDF */
};

/*
 * Look at ${file}.  A PNG or JPEG is decoded whole; of an SVG every element
 * and attribute must be on a list, and it refers to nothing outside itself.
 * OK: *${out}, its name in ${mem}.  INVALID: empty, broken, or an SVG with
 * what may not be in it.  BAD_TYPE: something else.  TOO_BIG: bytes, points.
 * The sentence is for people and says what to do.
 */
enum result
upload_read(struct arena *mem, const struct upload_file *file,
	    const struct upload_rule *rule, struct upload *out) CHECKED;

#endif
