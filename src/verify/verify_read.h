/*
 * What was given → the documents to be checked.
 */
#ifndef VERIFY_VERIFY_READ_H
#define VERIFY_VERIFY_READ_H

#include "model/problems.h"
#include "verify/verify.h"

/* One document, or one place where none could be read. */
struct verify_given {
	enum class_id as;  /* CLR_CLR, CLR_ASSERTION, CLR_ENDORSEMENT;
			      CLASS_NONE: nothing that can be checked */
	const json_t *doc; /* NULL: none could be read */
	const char *bytes; /* of it, as they came; NULL: in doc alone */
	size_t len;
	const char *jws; /* it came in, or NULL */
	const char *pointer;
	const char *form;  /* "a learner record, in a set" */
	const char *note;  /* one more sentence about the form, or NULL */
	const char *error; /* why there is no document; NULL: there is */
	const struct problems *problems; /* of a record: what its check
					    found; NULL: not checked */
};

/* Find them: at least one. */
void
verify_read(struct arena *mem, const struct verify_ask *ask,
	    struct verify_given **items, size_t *count);

#endif
