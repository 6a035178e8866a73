/*
 * The table: result → status, words, error dialects.
 */
#ifndef WEB_ERRORS_H
#define WEB_ERRORS_H

#include "web/web.h"

struct error_row {
	int status;
	const char *title;	/* heading for people */
	const char *words;	/* what it means and what to do */
	const char *imsx_minor; /* codeMinor value (CLR 1.0 §2.7); NULL */
	const char *imsx_major;
	const char *oauth; /* RFC 6749 word, or NULL */
	bool tells;	   /* the failure's sentence may be shown, */
	bool imsx_tells;   /* or to other systems alone */
	int standard;	   /* the status that CLR 1.0 §2.7 and OAuth say; 0:
			      the same */
};

/* The row of a result; never NULL. */
const struct error_row *
errors_row(enum result result);

/* Make the reply for ${result} in the dialect of the route (the page's
 * when no route matched).  Never fails: its last resort is plain text. */
void
errors_reply(struct ctx *ctx, enum result result);

#endif
