/*
 * Issuers that the institution knows: the SQL of the table pinned.  What a
 * verification says of it is decided in peer/source.c.
 */
#include "store/pinned.h"

#include <string.h>

#include "base/clock.h"
#include "base/str.h"
#include "base/uri.h"
#include "store/line.h"

#define PINNED_ROW "issuer, name, note, created_at, created_by"

static struct pinned
read_row(struct db_rows *rows, struct arena *mem)
{
	return (struct pinned){
		.issuer = db_column_text(rows, 0, mem, NULL),
		.name = db_column_text(rows, 1, mem, NULL),
		.note = db_column_text(rows, 2, mem, NULL),
		.created_at = db_column_number(rows, 3),
		.created_by = db_column_text(rows, 4, mem, NULL),
	};
}

static enum result
count_all(struct db *db, size_t *out)
{
	auto_rows rows = NULL;

	TRY(db_query(db, &rows, "SELECT count(*) FROM pinned"));
	TRY(db_next(rows));
	*out = (size_t)db_column_number(rows, 0);
	return OK;
}

enum result
pinned_list(struct db *db, struct arena *mem, struct pinned_list *out)
{
	auto_rows rows = NULL;
	enum result r = OK;
	size_t most;

	TRY(count_all(db, &most));
	*out = (struct pinned_list){
		arena_array(mem, most + 1, sizeof(*out->items)), 0
	};
	TRY(db_query(db, &rows,
		     "SELECT " PINNED_ROW " FROM pinned"
		     " ORDER BY lower(name), issuer"));
	while (out->count < most && (r = db_next(rows)) == OK)
		out->items[out->count++] = read_row(rows, mem);
	return r == NOT_FOUND ? OK : r;
}

enum result
pinned_get(struct db *db, struct arena *mem, const char *issuer,
	   struct pinned *out)
{
	auto_rows rows = NULL;
	enum result r;

	TRY(db_query(db, &rows,
		     "SELECT " PINNED_ROW " FROM pinned WHERE issuer = $1",
		     T(issuer)));
	r = db_next(rows);
	if (r == NOT_FOUND)
		return fail(NOT_FOUND, "no issuer %s is known", issuer);
	TRY(r);
	*out = read_row(rows, mem);
	return OK;
}

/* Is ${s} one line, not blank, of at most ${most} characters? */
static bool
is_short_line(const char *s, size_t most)
{
	return s && s[strspn(s, " ")] && line_is(s) && str_points(s) <= most;
}

enum pinned_member
pinned_check(const struct pinned *p)
{
	if (!p->issuer || strlen(p->issuer) > PINNED_ISSUER ||
	    !line_is(p->issuer) || !uri_is_absolute(p->issuer, true)) {
		(void)fail(INVALID,
			   "Write the issuer's id as its profile says it: a "
			   "whole address, such as https://college.example/"
			   "issuer, of at most %d bytes.",
			   PINNED_ISSUER);
		return PINNED_BAD_ISSUER;
	}
	if (!is_short_line(p->name, PINNED_NAME)) {
		(void)fail(INVALID,
			   "Write the issuer's name: one line of at most %d "
			   "characters.",
			   PINNED_NAME);
		return PINNED_BAD_NAME;
	}
	if (!is_short_line(p->note, PINNED_NOTE)) {
		(void)fail(INVALID,
			   "Write how you know that it is them: one line of "
			   "at most %d characters.",
			   PINNED_NOTE);
		return PINNED_BAD_NOTE;
	}
	return PINNED_FINE;
}

static enum result
tell(struct db *db, const struct audit_by *by, const char *action,
     const struct pinned *p)
{
	auto_arena mem = arena_new();
	const struct audit_event event = {
		.action = action,
		.target = p->issuer,
		.words = p->note ? arena_printf(mem, "%s: %s", p->name, p->note)
				 : p->name,
	};

	return audit_add(db, by, &event);
}

enum result
pinned_put(struct db *db, const struct audit_by *by, const struct pinned *p)
{
	auto_tx tx = NULL;

	if (pinned_check(p) != PINNED_FINE)
		return INVALID;
	TRY(db_join(db, &tx));
	TRY(db_run(db, NULL,
		   "INSERT INTO pinned (" PINNED_ROW ")"
		   " VALUES ($1, $2, $3, $4, $5) ON CONFLICT (issuer)"
		   " DO UPDATE SET name = excluded.name, note = excluded.note,"
		   " created_at = excluded.created_at,"
		   " created_by = excluded.created_by",
		   T(p->issuer), T(p->name), T(p->note), I(clock_now()),
		   T(by->name)));
	TRY(tell(db, by, "issuer.pin", p));
	return db_commit(&tx);
}

enum result
pinned_del(struct db *db, const struct audit_by *by, const char *issuer)
{
	auto_arena mem = arena_new();
	struct pinned p;
	auto_tx tx = NULL;

	TRY(db_join(db, &tx));
	TRY(pinned_get(db, mem, issuer, &p));
	TRY(db_run(db, NULL, "DELETE FROM pinned WHERE issuer = $1",
		   T(issuer)));
	p.note = NULL;
	TRY(tell(db, by, "issuer.unpin", &p));
	return db_commit(&tx);
}
