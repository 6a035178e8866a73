/*
 * What was uploaded → the CLRs in it.
 *
 * Takes a Clr, ClrSet, ClrPayload, a JWS of one, a page of HTML with one
 * embedded (CLR 1.0 R-8), a verifiable credential around one.
 */
#ifndef MODEL_IMPORT_H
#define MODEL_IMPORT_H

#include "model/check.h"

/* How the file brought its records. */
enum import_form {
	IMPORT_CLR,
	IMPORT_CLR_SET,
	IMPORT_CLR_PAYLOAD,
	IMPORT_JWS,
	IMPORT_HTML,
	IMPORT_CREDENTIAL,
	IMPORT_FORM__MAX
};

/* The form's name as stored ("clr", "clr-set", "clr-payload", "jws",
 * "html", "credential") and in words ("a page with an embedded record"). */
const char *
import_form_name(enum import_form form);
const char *
import_form_words(enum import_form form);

/* The words for a stored form's name; "a document" for an unknown one. */
const char *
import_form_said(const char *name);

/* One CLR found. */
struct import_item {
	const json_t *doc;
	const char *bytes; /* of the Clr, exactly as in the file; for a
				   signed one the decoded payload */
	size_t len;
	const char *jws;	  /* the compact form it came in, in a page also
				   the one beside it; or NULL */
	const char *pointer;	  /* where in the file: "/clrs/0" */
	struct problems problems; /* pointers within the Clr */
};

struct import {
	enum import_form form;
	struct import_item *items; /* in the order of the file */
	size_t count;
	struct problems problems; /* of the wrapping, pointers within
					   the file */
	bool is_wrapped;	  /* the file is more than the one Clr's bytes,
				   or the one JWS */
};

/*
 * Find every CLR in ${len} bytes.  A CLR given both plain and signed in
 * one set is both items (they are two forms; the page tells).
 * OK: at least one item.  INVALID: the sentence says what was expected and
 * what was found, for people.  TOO_BIG: over a limit.
 */
enum result
import_read(struct arena *mem, const char *bytes, size_t len,
	    const struct load_limits *limits, struct import *out) CHECKED;

#endif
