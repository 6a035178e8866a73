/*
 * Checking the chain of the audit trail, entry by entry, in one read.
 * Every column is read as a text, so that a value of another kind in it is
 * a change too.  Called by `clarus audit` and the audit page.
 */
#include "store/audit.h"

#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "crypto/digest.h"
#include "store/audit_row.h"

/* Where a check stands. */
struct chain {
	struct arena *row_mem; /* emptied after each row */
	char hash[65];	       /* of the last entry that fits */
	const char *noted;     /* to be met, or NULL */
	bool is_met;
};

static void
move_on(struct chain *c, const char *hash)
{
	snprintf(c->hash, sizeof(c->hash), "%s", hash);
	if (digest_equal(c->hash, c->noted))
		c->is_met = true;
}

/* Why the current row is not entry ${number} of the chain; NULL: it is. */
static const char *
check_row(struct chain *c, struct db_rows *rows, int64_t number)
{
	const char *hash, *made;
	struct audit_row row;
	int i;

	if (db_column_number(rows, 0) > number)
		return "is missing";
	if (db_column_number(rows, 0) < number)
		return "has one before it that does not belong there";
	for (i = 0; i < AUDIT_ROW_COLUMNS; i++)
		row.column[i].s = db_column_text(rows, i, c->row_mem,
						 &row.column[i].len);
	hash = db_column_text(rows, AUDIT_ROW_COLUMNS, c->row_mem, NULL);
	made = audit_row_hash(c->row_mem, c->hash, &row);
	if (!digest_equal(made, hash))
		return "was changed";
	move_on(c, made);
	arena_reset(c->row_mem);
	return NULL;
}

static enum result
check_all(struct chain *c, struct db *db, struct arena *mem,
	  struct audit_verdict *out)
{
	const char *why = NULL;
	auto_rows rows = NULL;
	enum result r;

	TRY(db_query(db, &rows,
		     "SELECT " AUDIT_ROW ", hash FROM audit ORDER BY number"));
	while (!why && (r = db_next(rows)) == OK) {
		why = check_row(c, rows, out->entries + 1);
		out->entries += why ? 0 : 1;
	}
	if (!why)
		return r == NOT_FOUND ? OK : r;
	out->bad = out->entries + 1;
	out->words = arena_printf(mem, "entry %lld %s", (long long)out->bad,
				  why);
	return OK;
}

enum result
audit_verify(struct db *db, struct arena *mem, const char *head,
	     struct audit_verdict *out)
{
	auto_arena row_mem = arena_new();
	struct chain c = { .row_mem = row_mem, .noted = head };

	*out = (struct audit_verdict){ 0 };
	move_on(&c, "");
	TRY(check_all(&c, db, mem, out));
	out->head = arena_strdup(mem, c.hash);
	if (out->bad || !head || c.is_met)
		return OK;
	out->bad = out->entries + 1;
	out->words = arena_printf(mem,
				  "the hash noted earlier is not among the "
				  "%lld entries: later ones were cut off, or "
				  "all were written anew",
				  out->entries);
	return OK;
}
