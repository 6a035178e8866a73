/*
 * The audit trail as a table for spreadsheets: of a page and of a command.
 */
#ifndef WEB_AUDIT_CSV_H
#define WEB_AUDIT_CSV_H

#include "base/str.h"
#include "store/audit.h"

/* Append the line of names; one line for ${entry}. */
void
audit_csv_head(struct str *out);
void
audit_csv_line(struct str *out, struct arena *mem,
	       const struct audit_entry *entry);

#endif
