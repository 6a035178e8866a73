/*
 * Fields by name: of a query, of a form, of a multipart body.
 */
#ifndef HTTP_FORM_H
#define HTTP_FORM_H

#include <stddef.h>

#include "base/arena.h"

/* One field.  Values may hold any bytes; a NUL follows them. */
struct field {
	const char *name;
	const char *value;
	size_t len;
	const char *file; /* file name as sent, of a multipart file part;
			     NULL for an ordinary field */
	const char *type; /* the part's media type, or NULL */
};

struct form {
	struct arena *mem;
	struct field *fields; /* in the order sent */
	size_t count;
	size_t cap;
};

/* Make ${f} an empty form in ${mem}. */
void
form_init(struct form *f, struct arena *mem);

/*
 * Read application/x-www-form-urlencoded text (a query or a body).
 * Names and values are decoded once and must be UTF-8 without NUL.
 * OK.  INVALID: a bad escape or not UTF-8.  TOO_BIG: over ${max} fields.
 */
enum result
form_read(struct form *f, const char *s, size_t len, size_t max) CHECKED;

/* Append a field.  For the readers. */
void
form_add(struct form *f, const struct field *field);

/* The first field of this name, or NULL. */
const struct field *
form_find(const struct form *f, const char *name);

/* The value of the first field of this name, or NULL. */
const char *
form_get(const struct form *f, const char *name);

/* The same, "" if there is no such field. */
const char *
form_text(const struct form *f, const char *name);

#endif
