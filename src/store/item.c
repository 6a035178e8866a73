/*
 * Items: kept, saved, read, deleted.
 *
 * The SQL of the table item.  What its columns are made of is in
 * item_index.c, lists are in item_list.c, whole documents in item_whole.c;
 * publishing is in version.c.
 */
#include "store/item.h"

#include "base/clock.h"
#include "base/rand.h"
#include "base/str.h"
#include "crypto/digest.h"
#include "model/walk.h"
#include "store/item_link.h"
#include "store/item_row.h"
#include "store/item_whole.h"
#include "store/line.h"

/* Problems looked at to be counted. */
enum { MOST_PROBLEMS = 1000 };

/* clang-format off */
static const char *const states[] = {
	[ITEM_DRAFT] = "draft",
	[ITEM_REVIEW] = "review",
	[ITEM_PUBLISHED] = "published",
	[ITEM_REVOKED] = "revoked",
};
/* clang-format on */

const char *
item_state_name(enum item_state state)
{
	return states[state];
}

enum item_state
item_state_named(const char *name)
{
	enum item_state state = ITEM_REVOKED;

	while (state > ITEM_DRAFT && !streq(states[state], name))
		state--;
	return state;
}

/* A document on its way in. */
struct incoming {
	struct item_index_of of;
	struct item_index index;
	const char *bytes;
	size_t len;
	const char *sha256;
	long long errors, warnings;
	int64_t now;
};

enum result
item_get(struct db *db, struct arena *mem, const char *id, struct item *out)
{
	auto_rows rows = NULL;
	enum result r;

	TRY(db_query(db, &rows,
		     "SELECT " ITEM_ROW ", i.doc FROM item i WHERE i.id = $1",
		     T(id)));
	r = db_next(rows);
	if (r == NOT_FOUND)
		return fail(NOT_FOUND, "there is no item %s", id);
	if (r != OK)
		return r;
	item_row_read(rows, 0, mem, out);
	out->doc = db_column_text(rows, ITEM_ROW_COLUMNS, mem, &out->doc_len);
	return OK;
}

enum result
item_find(struct db *db, struct arena *mem, enum class_id as,
	  const char *doc_id, struct item *out)
{
	auto_rows rows = NULL;
	enum result r;

	TRY(db_query(db, &rows,
		     "SELECT " ITEM_ROW " FROM item i"
		     " WHERE i.class = $1 AND i.doc_id = $2",
		     T(walk_class(as)->name), T(doc_id)));
	r = db_next(rows);
	if (r == NOT_FOUND)
		return fail(NOT_FOUND, "there is no %s %s",
			    walk_class(as)->name, doc_id);
	if (r != OK)
		return r;
	item_row_read(rows, 0, mem, out);
	return OK;
}

/* Count the problems that are its own. */
static enum result
count_problems(struct db *db, const struct item_office *o, struct incoming *in)
{
	const struct item_whole_draft draft = { in->of.as, in->of.id,
						in->of.doc };
	size_t others[2] = { 0 };
	struct problems problems;

	problems_init(&problems, o->mem, MOST_PROBLEMS);
	TRY(item_whole_check(db, o, &draft, &problems, others));
	in->errors = (long long)(problems.errors - others[PROBLEM_ERROR]);
	in->warnings = (long long)(problems.warnings - others[PROBLEM_WARNING]);
	return OK;
}

/* Look through a document and turn it into what is kept. */
static enum result
take(struct db *db, const struct item_office *o, struct incoming *in)
{
	in->bytes = item_row_bytes(o->mem, in->of.doc, &in->len);
	in->sha256 = digest_hex(o->mem, in->bytes, in->len);
	in->now = clock_now();
	TRY(load_size(in->len, o->limits));
	TRY(item_index_make(db, o, &in->of, &in->index));
	return count_problems(db, o, in);
}

/* Refuse a second item with the same document id. */
static enum result
check_new(struct db *db, const struct item_office *o, const struct incoming *in)
{
	struct item item;
	enum result r;

	r = item_find(db, o->mem, in->of.as, in->index.doc_id, &item);
	if (r == OK)
		return fail(CONFLICT, "%s has this id already.",
			    item_row_said(o->mem, &item));
	return r == NOT_FOUND ? OK : r;
}

static enum result
insert(struct db *db, const struct item_office *o, const struct incoming *in)
{
	const struct item_index *index = &in->index;

	return db_run(db, NULL,
		      "INSERT INTO item (id, class, doc_id, state, version,"
		      " is_changed, is_stale, revision, name, about, kind,"
		      " term, issued_on, expires, errors, warnings, reason,"
		      " asked_by, created_at, updated_at, updated_by, held_by,"
		      " search, doc) VALUES ($1, $2, $3, 'draft', 0, 0, 0, 1,"
		      " $4, $5, $6, $7, $8, $9, $10, $11, '', '', $12, $12,"
		      " $13, '', $14, $15)",
		      T(in->of.id), T(walk_class(in->of.as)->name),
		      T(index->doc_id), T(index->name), T(index->about),
		      T(index->kind), T(index->term), I(index->issued_on),
		      I(index->expires), I(in->errors), I(in->warnings),
		      I(in->now), T(o->by->name), T(index->search),
		      TN(in->bytes, in->len));
}

static enum result
tell(struct db *db, const struct item_office *o, const char *id,
     const struct item_row_change *change)
{
	struct item item;

	TRY(item_get(db, o->mem, id, &item));
	return item_row_tell(db, o, &item, change);
}

enum result
item_put(struct db *db, const struct item_office *o, enum class_id as,
	 const json_t *doc, const char *kind, const char **id)
{
	struct incoming in = { .of = { as, NULL, kind, doc } };
	const char *made = rand_id(o->mem);
	auto_tx tx = NULL;

	TRY(db_join(db, &tx));
	TRY(take(db, o, &in));
	TRY(check_new(db, o, &in));
	in.of.id = made;
	TRY(insert(db, o, &in));
	TRY(item_link_put(db, o, &in.of, &in.index));
	TRY(tell(db, o, made,
		 &(struct item_row_change){ "item.make", NULL, in.sha256,
					    NULL }));
	TRY(db_commit(&tx));
	*id = made;
	return OK;
}

/* Are the bytes those that the last version was published from? */
static enum result
is_published_draft(struct db *db, const struct item *was,
		   const struct incoming *in, bool *is_same)
{
	auto_rows rows = NULL;
	enum result r;

	TRY(db_query(db, &rows,
		     "SELECT 1 FROM version WHERE item_id = $1"
		     " AND number = $2 AND draft = $3",
		     T(was->id), I(was->version), TN(in->bytes, in->len)));
	r = db_next(rows);
	*is_same = r == OK;
	return r == NOT_FOUND ? OK : r;
}

static enum result
update(struct db *db, const struct item_office *o, const struct item *was,
       const struct incoming *in)
{
	const struct item_index *index = &in->index;
	bool is_same;

	TRY(is_published_draft(db, was, in, &is_same));
	return db_run(
		db, NULL,
		"UPDATE item SET state = $2, is_changed = $3,"
		" revision = revision + 1, name = $4, about = $5,"
		" kind = $6, term = $7, issued_on = $8, expires = $9,"
		" errors = $10, warnings = $11, asked_by = '',"
		" updated_at = $12, updated_by = $13, search = $14,"
		" doc = $15 WHERE id = $1",
		T(was->id),
		T(item_state_name(was->version ? ITEM_PUBLISHED : ITEM_DRAFT)),
		I(was->version && !is_same), T(index->name), T(index->about),
		T(index->kind), T(index->term), I(index->issued_on),
		I(index->expires), I(in->errors), I(in->warnings), I(in->now),
		T(o->by->name), T(index->search), TN(in->bytes, in->len));
}

/* Does the document say the same, to the byte, as what is there? */
static bool
is_kept(const struct item *was, const struct incoming *in)
{
	return was->doc_len == in->len &&
	       memcmp(was->doc, in->bytes, in->len) == 0;
}

enum result
item_save(struct db *db, const struct item_office *o, const char *id,
	  long long revision, const json_t *doc)
{
	struct incoming in = { .of = { .id = id, .doc = doc } };
	struct item_row_change change = { .action = "item.save" };
	auto_tx tx = NULL;
	struct item was;

	TRY(db_join(db, &tx));
	TRY(item_row_open(db, o, id, revision, &was));
	in.of.as = was.as;
	in.of.kind = was.kind;
	TRY(take(db, o, &in));
	if (is_kept(&was, &in))
		return db_commit(&tx);
	if (!streq(in.index.doc_id, was.doc_id))
		return fail(INVALID, "The id of a document stays as it is.");
	TRY(update(db, o, &was, &in));
	TRY(item_link_put(db, o, &in.of, &in.index));
	if (!streq(was.name, in.index.name) || !streq(was.kind, in.index.kind))
		TRY(item_link_spread(db, o, id));
	change.before = digest_hex(o->mem, was.doc, was.doc_len);
	change.after = in.sha256;
	TRY(tell(db, o, id, &change));
	return db_commit(&tx);
}

enum result
item_turn(struct db *db, const struct item_office *o, const struct item *item,
	  const char *kind, const char *reason)
{
	const struct item_row_change change = { .action = "item.turn",
						.reason = kind };
	auto_tx tx = NULL;
	struct item was;

	TRY(db_join(db, &tx));
	TRY(item_row_open(db, o, item->id, item->revision, &was));
	TRY(db_run(db, NULL,
		   "UPDATE item SET kind = $2, reason = $3,"
		   " revision = revision + 1, updated_at = $4,"
		   " updated_by = $5 WHERE id = $1",
		   T(was.id), T(line_of(o->mem, kind, 100)),
		   T(line_of(o->mem, reason, ITEM_REASON)), I(clock_now()),
		   T(o->by->name)));
	TRY(item_row_tell(db, o, &was, &change));
	return db_commit(&tx);
}

/* Refuse to delete what others hold, and name one of them. */
static enum result
check_free(struct db *db, const struct item_office *o, const struct item *item)
{
	struct item_list list;
	const char *first;

	TRY(item_held_by(db, o->mem, item->id, 1, &list));
	if (list.total == 0)
		return OK;
	first = item_row_said_fully(o->mem, &list.items[0]);
	if (list.total == 1)
		return fail(CONFLICT, "%s cannot be deleted: it stands in %s.",
			    item_row_said(o->mem, item), first);
	return fail(CONFLICT,
		    "%s cannot be deleted: it stands in %s and %lld more.",
		    item_row_said(o->mem, item), first, list.total - 1);
}

enum result
item_del(struct db *db, const struct item_office *o, const char *id)
{
	struct item_row_change change = { .action = "item.delete" };
	struct item_index_of of = { .id = id };
	auto_tx tx = NULL;
	struct item item;

	TRY(db_join(db, &tx));
	TRY(item_get(db, o->mem, id, &item));
	if (item.version > 0)
		return fail(CONFLICT,
			    "%s cannot be deleted: it was published; it can "
			    "be revoked.",
			    item_row_said(o->mem, &item));
	TRY(check_free(db, o, &item));
	of.as = item.as;
	TRY(item_link_del(db, o, &of));
	TRY(db_run(db, NULL, "DELETE FROM item WHERE id = $1", T(id)));
	change.before = digest_hex(o->mem, item.doc, item.doc_len);
	TRY(item_row_tell(db, o, &item, &change));
	return db_commit(&tx);
}
