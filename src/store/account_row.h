/*
 * An account as a row.  For account.c and session.c.
 */
#ifndef STORE_ACCOUNT_ROW_H
#define STORE_ACCOUNT_ROW_H

#include "store/account.h"

/* The columns of an account, of the table named "a", and how many. */
#define ACCOUNT_ROW                                                            \
	"a.id, a.email, a.name, a.role, a.password, a.totp, a.totp_step,"      \
	" a.created_at, a.seen_at, a.disabled_at"
enum { ACCOUNT_ROW_COLUMNS = 10 };

/* Read those columns of the current row, the first at ${column}. */
void
account_row_read(struct db_rows *rows, int column, struct arena *mem,
		 struct account *out);

#endif
