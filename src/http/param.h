/*
 * Parameters of a header: what follows the first ';' in
 * "form-data; name=\"x\"" (RFC 9110 §5.6.6).
 */
#ifndef HTTP_PARAM_H
#define HTTP_PARAM_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

/* One parameter.  Pointers lead into the header. */
struct param {
	const char *name;
	size_t name_len;
	const char *value; /* without the quotes, escapes not undone */
	size_t len;
	bool is_quoted;
};

/*
 * Read the parameter at ${s}, which stands before its ';' (blanks may
 * precede).  Returns where to go on, or NULL when there is no well-formed
 * parameter at ${s}.
 */
const char *
param_next(const char *s, struct param *out);

/* Is the name of ${p} this one, without regard to case? */
bool
param_is(const struct param *p, const char *name);

/*
 * The first parameter ${name} of the header ${s}, unquoted, in ${mem};
 * NULL if there is none before the first malformed one.  In quotes, a
 * backslash escapes a quote and a backslash only, because browsers send
 * it bare in file names.
 */
char *
param_get(struct arena *mem, const char *s, const char *name);

/* What stands before the first ';' of ${s}, in lower case, without blanks
 * around it, in ${mem}: the media type of a Content-Type. */
char *
param_head(struct arena *mem, const char *s);

#endif
