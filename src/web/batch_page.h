/*
 * Beginning a batch from another page.
 */
#ifndef WEB_BATCH_PAGE_H
#define WEB_BATCH_PAGE_H

#include "store/batch.h"
#include "web/web.h"

/* Publish ${ids} with ${proof} as a batch, and go to its page.  Where there
 * is no job process (plain CGI), it is done now, as far as that goes within a
 * few seconds.  OK; INVALID as batch_put(). */
enum result
batch_page_begin(struct ctx *ctx, enum version_proof proof,
		 const char *const ids[], size_t count) CHECKED;

#endif
