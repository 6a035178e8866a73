/*
 * Links: made, opened, listed, stopped, counted.
 *
 * The SQL of the table share.  Opening one is what the site does most, so
 * it is one statement by primary keys.  How views get here is in tally.c.
 */
#include "store/share.h"

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/rand.h"
#include "base/str.h"
#include "crypto/digest.h"
#include "store/checking.h"
#include "store/record_row.h"

enum { LONGEST_NAME = 200 };

/* The columns of a link, of the table named "s". */
#define SHARE_ROW                                                              \
	"s.id, s.record_id, s.name, s.created_at, s.deleted_at,"               \
	" s.last_view, s.views"
enum { SHARE_COLUMNS = 7 };

static void
read_share(struct db_rows *rows, struct arena *mem, struct share *out)
{
	*out = (struct share){
		.id = db_column_text(rows, 0, mem, NULL),
		.record_id = db_column_text(rows, 1, mem, NULL),
		.name = db_column_text(rows, 2, mem, NULL),
		.created_at = db_column_number(rows, 3),
		.deleted_at = db_column_number(rows, 4),
		.last_view = db_column_number(rows, 5),
		.views = db_column_number(rows, 6),
	};
}

/* Is there a control character (of ASCII, or U+0080 … U+009F)? */
static bool
has_control(const char *s)
{
	const unsigned char *c = (const unsigned char *)s;

	for (; *c; c++)
		if (*c < 0x20 || *c == 0x7f ||
		    (c[0] == 0xc2 && c[1] >= 0x80 && c[1] < 0xa0))
			return true;
	return false;
}

static enum result
check_name(const char *name)
{
	if (!str_utf8(name, strlen(name), NULL) || has_control(name))
		return fail(INVALID, "The name of a link is one line of "
				     "text.");
	if (name[strspn(name, " ")] == '\0')
		return fail(INVALID, "Give the link a name, so that you know "
				     "whom it is for.");
	if (str_points(name) > LONGEST_NAME)
		return fail(INVALID,
			    "The name of a link has at most %d "
			    "characters.",
			    LONGEST_NAME);
	return OK;
}

static enum result
tell(struct db *db, const struct audit_by *by, const char *action,
     const char *id, const char *words)
{
	const struct audit_event event = { .action = action,
					   .target = id,
					   .words = words };

	return audit_add(db, by, &event);
}

enum result
share_put(struct db *db, struct arena *mem, const struct audit_by *by,
	  const struct share_new *new, const char **id)
{
	const char *made = new->id ? new->id : rand_id(mem), *sha256 = NULL;
	struct record record;
	auto_tx tx = NULL;

	TRY(check_name(new->name));
	if (new->owner)
		sha256 = digest_hex(mem, new->owner, strlen(new->owner));
	TRY(db_begin(db, &tx));
	TRY(record_get(db, mem, new->record_id, &record));
	TRY(db_run(db, NULL,
		   "INSERT INTO share (id, record_id, name, owner_sha256,"
		   " created_at, deleted_at, last_view, views, qr_url,"
		   " qr_size, qr_path)"
		   " VALUES ($1, $2, $3, $4, $5, 0, 0, 0, $6, $7, $8)",
		   T(made), T(new->record_id), T(new->name), T(sha256),
		   I(clock_now()), T(new->code.url), I(new->code.size),
		   T(new->code.path)));
	TRY(tell(db, by, "share.make", made, "A link was made"));
	TRY(checking_want(db, new->record_id));
	TRY(db_commit(&tx));
	*id = made;
	return OK;
}

static void
read_code(struct db_rows *rows, int column, struct arena *mem,
	  struct share_code *out)
{
	*out = (struct share_code){
		.url = db_column_text(rows, column, mem, NULL),
		.size = (int)db_column_number(rows, column + 1),
		.path = db_column_text(rows, column + 2, mem, NULL),
	};
}

static bool
is_owner(struct arena *mem, const char *owner, const char *sha256)
{
	return owner && sha256 &&
	       streq(digest_hex(mem, owner, strlen(owner)), sha256);
}

enum result
share_open(struct db *db, struct arena *mem, const char *id, const char *owner,
	   struct share_opened *out)
{
	const int after = SHARE_COLUMNS + RECORD_ROW_COLUMNS;
	auto_rows rows = NULL;
	enum result r;

	TRY(db_query(db, &rows,
		     "SELECT " SHARE_ROW ", " RECORD_ROW ", s.owner_sha256,"
		     " c.value, r.deleted_at, s.qr_url, s.qr_size, s.qr_path"
		     " FROM share s"
		     " JOIN record r ON r.id = s.record_id"
		     " JOIN counter c ON c.name = 'withdrawals'"
		     " WHERE s.id = $1",
		     T(id)));
	r = db_next(rows);
	if (r == NOT_FOUND)
		return fail(NOT_FOUND, "there is no link %s", id);
	if (r != OK)
		return r;
	read_share(rows, mem, &out->share);
	if (out->share.deleted_at || db_column_number(rows, after + 2) != 0)
		return fail(GONE, "link %s was withdrawn", id);
	record_row_read(rows, SHARE_COLUMNS, mem, &out->record);
	out->share.is_owner = is_owner(mem, owner,
				       db_column_text(rows, after, mem, NULL));
	out->withdrawals = db_column_number(rows, after + 1);
	read_code(rows, after + 3, mem, &out->code);
	return OK;
}

enum result
share_list(struct db *db, struct arena *mem, const char *record_id,
	   struct share_list *out)
{
	auto_rows rows = NULL;
	enum result r;

	*out = (struct share_list){ 0 };
	TRY(db_query(db, &rows,
		     "SELECT " SHARE_ROW ", count(*) OVER () FROM share s"
		     " WHERE s.record_id = $1 ORDER BY s.created_at DESC, s.id",
		     T(record_id)));
	while ((r = db_next(rows)) == OK) {
		if (!out->items)
			out->items = arena_array(
				mem,
				(size_t)db_column_number(rows, SHARE_COLUMNS),
				sizeof(*out->items));
		read_share(rows, mem, &out->items[out->count++]);
	}
	return r == NOT_FOUND ? OK : r;
}

/* Why link ${id} could not be stopped. */
static enum result
not_stopped(struct db *db, const char *id)
{
	auto_rows rows = NULL;
	enum result r;

	TRY(db_query(db, &rows, "SELECT 1 FROM share WHERE id = $1", T(id)));
	r = db_next(rows);
	if (r == OK)
		return fail(GONE, "link %s was withdrawn before", id);
	return r == NOT_FOUND ? fail(NOT_FOUND, "there is no link %s", id) : r;
}

enum result
share_del(struct db *db, const struct audit_by *by, const char *id)
{
	long long stopped;
	auto_tx tx = NULL;

	TRY(db_begin(db, &tx));
	TRY(db_run(db, &stopped,
		   "UPDATE share SET deleted_at = $2"
		   " WHERE id = $1 AND deleted_at = 0",
		   T(id), I(clock_now())));
	if (!stopped)
		return not_stopped(db, id);
	TRY(record_withdrawn(db));
	TRY(tell(db, by, "share.end", id, "The link was ended"));
	return db_commit(&tx);
}

/* Somebody looked at it: what is said of its record is not to be old. */
static enum result
want_checked(struct db *db, const char *id)
{
	auto_arena mem = arena_new();
	auto_rows rows = NULL;

	TRY(db_query(db, &rows, "SELECT record_id FROM share WHERE id = $1",
		     T(id)));
	TRY(db_next(rows));
	return checking_want(db, db_column_text(rows, 0, mem, NULL));
}

enum result
share_count(struct db *db, const char *id, long long views, int64_t when)
{
	const struct audit_by readers = { "", "Readers of a link", "" };
	auto_tx tx = NULL;
	long long counted;
	char words[40];

	TRY(db_join(db, &tx));
	TRY(db_run(db, &counted,
		   "UPDATE share SET views = views + $2, last_view ="
		   " CASE WHEN last_view < $3 THEN $3 ELSE last_view END"
		   " WHERE id = $1 AND deleted_at = 0",
		   T(id), I(views), I(when)));
	if (!counted)
		return OK;
	snprintf(words, sizeof(words), "%lld %s", views,
		 views == 1 ? "view" : "views");
	TRY(tell(db, &readers, "share.view", id, words));
	TRY(want_checked(db, id));
	return db_commit(&tx);
}
