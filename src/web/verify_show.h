/*
 * The record that a report is about, shown beside it.
 */
#ifndef WEB_VERIFY_SHOW_H
#define WEB_VERIFY_SHOW_H

#include "store/checking.h"
#include "web/web.h"

/*
 * Fill Doc.* and Look.as of ${hdf} (web/item_look.h) with the document of
 * ${checking} as it may be shown; nothing, if there is none.  Of several
 * records it is the one that ?record= names, from 1; Show.N then has all:
 * .href .number .name .is (the one shown).  OK, GONE, BUSY, INTERNAL.
 */
enum result
verify_show(struct ctx *ctx, struct _hdf *hdf, const struct checking *checking)
	CHECKED;

/* Reply with file ${n} of that document.  OK, NOT_FOUND. */
enum result
verify_show_file(struct ctx *ctx, const struct checking *checking,
		 const char *n) CHECKED;

#endif
