/*
 * A list of items as CSV, for a spreadsheet.
 */
#ifndef WEB_ITEM_CSV_H
#define WEB_ITEM_CSV_H

#include "web/web.h"

/* More lines than this are refused, with a word of how to get fewer. */
#define ITEM_CSV_MOST 50000

/*
 * Reply with all items that fit ${query}, whose limit and offset are not
 * looked at: UTF-8 with a byte order mark, so that a spreadsheet reads it as
 * that, lines as http/csv.h makes them, the first the names of the columns.
 * OK.  TOO_BIG: over ITEM_CSV_MOST.
 */
enum result
item_csv_reply(struct ctx *ctx, const struct item_query *query) CHECKED;

#endif
