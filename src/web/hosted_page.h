/*
 * The page of a hosted document: what people see at the address that is its
 * id.  It is the same for everybody, so that it can stand as a file.
 */
#ifndef WEB_HOSTED_PAGE_H
#define WEB_HOSTED_PAGE_H

#include "store/hosted.h"
#include "web/web.h"

/* Where the page will stand. */
enum hosted_page_at {
	HOSTED_PAGE_OFFICE, /* at its address, with the office behind it */
	HOSTED_PAGE_ARCHIVE /* there too, when there is no office any more */
};

/*
 * Append the page of ${doc}, as hosted_get() found it (not HOSTED_JWKS), to
 * ${out}.  ${ctx} need have no request: app, mem and db are enough.
 * *${until} is the last second in which it is right.  OK, BUSY, INTERNAL.
 */
enum result
hosted_page(struct ctx *ctx, const struct hosted *doc, enum hosted_page_at at,
	    struct str *out, int64_t *until) CHECKED;

#endif
