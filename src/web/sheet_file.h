/*
 * A file from inside a document, served so that nothing in it can act.
 */
#ifndef WEB_SHEET_FILE_H
#define WEB_SHEET_FILE_H

#include "page/view.h"
#include "web/web.h"

/*
 * Reply with ${file}.  One row of a table a media type that is shown: its
 * first bytes must agree with it.  All else is a download of plain bytes.
 * OK, INVALID (the data: URL cannot be decoded).
 */
enum result
sheet_file(struct ctx *ctx, const struct view_file *file) CHECKED;

#endif
