/*
 * An entry of the audit trail as its columns, and its hash.  For audit.c
 * and audit_verify.c.
 */
#ifndef STORE_AUDIT_ROW_H
#define STORE_AUDIT_ROW_H

#include <stddef.h>

#include "base/arena.h"

/* The hashed columns, in their order, as texts. */
#define AUDIT_ROW                                                              \
	"number, at, account_id, name, address, action, target, words,"        \
	" old_sha256, new_sha256, search"
enum { AUDIT_ROW_COLUMNS = 11 };

struct audit_row {
	struct {
		const char *s;
		size_t len;
	} column[AUDIT_ROW_COLUMNS];
};

/* The hash of ${row} after the entry whose hash is ${before}: see audit.h.
 * In ${mem}. */
char *
audit_row_hash(struct arena *mem, const char *before,
	       const struct audit_row *row);

#endif
