/*
 * An alignment filled in from its framework's own server (CASE 1.0).
 */
#ifndef WEB_EDIT_CASE_H
#define WEB_EDIT_CASE_H

#include "web/desk.h"

/*
 * Fetch what the alignment at ${pointer} has as targetUrl, and fill the rest
 * of it in.  What goes wrong is told beside that field.  OK, BUSY, INTERNAL.
 */
enum result
edit_case(struct desk *desk, const char *pointer) CHECKED;

/*
 * Lay ${entry}, a CFItem as CASE 1.0 gives it, over ${alignment}: name,
 * code, description, framework, address, kind; ${url} is where it was asked
 * for.  False: it is no entry of a framework, and nothing was changed.
 */
bool
edit_case_fill(json_t *alignment, const json_t *entry, const char *url);

#endif
