/*
 * What somebody wants verified, as they gave it: pasted, uploaded, the body
 * of a program's request, or an address.
 */
#ifndef WEB_VERIFY_GIVEN_H
#define WEB_VERIFY_GIVEN_H

#include "web/web.h"

struct verify_given {
	const char *bytes; /* the document; or its address, a NUL follows */
	size_t len;
	bool is_url;
	const char *source; /* the file's name, the address, or "" */
	int64_t as_of;	    /* judge as of then; 0: now */
	bool with_data;	    /* data validation too */
};

/*
 * Of the form of /verify: text (a document or an address) or file, as_of,
 * data.  OK.  INVALID, each with its own sentence: nothing, two things, a
 * picture or a PDF, an address that is none, a date that is none or is still
 * to come.
 */
enum result
verify_given_form(struct ctx *ctx, struct verify_given *out) CHECKED;

/*
 * Of a program's request: the body is the document, or JSON or a form with
 * the member url; ?as_of= and ?data=1 stand in the query, or beside url.
 * Results as above; BAD_TYPE: the body is of no type that is taken.
 */
enum result
verify_given_body(struct ctx *ctx, struct verify_given *out) CHECKED;

/* A date ("2025-12-31": the end of that day, UTC) or a moment of RFC 3339
 * as ${*out}; NULL, "" and today are 0, now.  OK, INVALID. */
enum result
verify_given_date(const char *text, int64_t *out) CHECKED;

#endif
