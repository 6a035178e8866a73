/*
 * Tables as CSV (RFC 4180), for spreadsheets.
 */
#ifndef HTTP_CSV_H
#define HTTP_CSV_H

#include "base/str.h"

/* Append one field, a comma before it unless it begins the line.  A text
 * that a spreadsheet would run as a formula gets an apostrophe before it.
 * NULL is an empty field. */
void
csv_add(struct str *out, const char *text);

/* End the line. */
void
csv_end(struct str *out);

#endif
