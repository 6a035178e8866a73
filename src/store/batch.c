/*
 * Batches: kept, looked at, worked off.
 *
 * The SQL of the tables batch and batch_item.  What is done with an item is
 * version_put.c's; when, is the job process's (cmd/job_batch.c) or, where
 * there is none, the page's that shows it.
 */
#include "store/batch.h"

#include "base/clock.h"
#include "base/rand.h"
#include "base/str.h"
#include "model/walk.h"

#define BATCH_ROW                                                              \
	"b.id, b.kind, b.how, b.account_id, b.name, b.address,"                \
	" b.created_at, b.done_at, b.total, b.done, b.failed"

/* What is said of a failure that is ours. */
#define OURS                                                                   \
	"Something went wrong here. Whoever runs this site finds it in the "   \
	"log; try it again later."

/* ---- Kept */

static enum result
insert(struct db *db, const struct item_office *o, const struct batch *batch)
{
	return db_run(db, NULL,
		      "INSERT INTO batch (id, kind, how, account_id, name,"
		      " address, created_at, done_at, total, done, failed)"
		      " VALUES ($1, $2, $3, $4, $5, $6, $7, 0, $8, 0, 0)",
		      T(batch->id), T(batch->kind), T(batch->how),
		      T(o->by->account_id), T(o->by->name), T(o->by->address),
		      I(clock_now()), I(batch->total));
}

static enum result
insert_items(struct db *db, const char *id, const char *const ids[],
	     size_t count)
{
	size_t i;

	for (i = 0; i < count; i++)
		TRY(db_run(db, NULL,
			   "INSERT INTO batch_item"
			   " (batch_id, position, item_id, state, words)"
			   " VALUES ($1, $2, $3, 'waiting', '')",
			   T(id), I((long long)i), T(ids[i])));
	return OK;
}

static enum result
tell(struct db *db, const struct item_office *o, const struct batch *batch)
{
	const struct audit_event event = {
		.action = "batch.put",
		.target = batch->id,
		.words = arena_printf(
			o->mem, "%lld items are to be published%s%s",
			batch->total, str_empty(batch->how) ? "" : ", ",
			batch->how),
	};

	return audit_add(db, o->by, &event);
}

enum result
batch_put(struct db *db, const struct item_office *o, const struct batch *batch,
	  const char *const ids[], size_t count, const char **id)
{
	struct batch made = *batch;
	auto_tx tx = NULL;

	if (count == 0)
		return fail(INVALID, "Choose at least one item.");
	if (count > BATCH_MOST)
		return fail(INVALID,
			    "At most %d items can be published at "
			    "once.",
			    BATCH_MOST);
	made.id = rand_id(o->mem);
	made.total = (long long)count;
	TRY(db_join(db, &tx));
	TRY(insert(db, o, &made));
	TRY(insert_items(db, made.id, ids, count));
	TRY(tell(db, o, &made));
	TRY(db_commit(&tx));
	*id = made.id;
	return OK;
}

enum result
batch_again(struct db *db, const struct item_office *o, const char *id,
	    const char **again)
{
	struct batch_items failed;
	struct batch batch;
	const char **ids;
	auto_tx tx = NULL;
	size_t i;

	TRY(db_join(db, &tx));
	TRY(batch_get(db, o->mem, id, &batch));
	TRY(batch_failed(db, o->mem, id, BATCH_MOST, &failed));
	if (!failed.count)
		return fail(INVALID, "Nothing of it failed.");
	ids = arena_array(o->mem, failed.count, sizeof(*ids));
	for (i = 0; i < failed.count; i++)
		ids[i] = failed.items[i].item_id;
	TRY(batch_put(db, o, &batch, ids, failed.count, again));
	return db_commit(&tx);
}

/* ---- Looked at */

static void
read_batch(struct db_rows *rows, struct arena *mem, struct batch *out)
{
	*out = (struct batch){
		.id = db_column_text(rows, 0, mem, NULL),
		.kind = db_column_text(rows, 1, mem, NULL),
		.how = db_column_text(rows, 2, mem, NULL),
		.by = { .account_id = db_column_text(rows, 3, mem, NULL),
			.name = db_column_text(rows, 4, mem, NULL),
			.address = db_column_text(rows, 5, mem, NULL) },
		.created_at = db_column_number(rows, 6),
		.done_at = db_column_number(rows, 7),
		.total = db_column_number(rows, 8),
		.done = db_column_number(rows, 9),
		.failed = db_column_number(rows, 10),
	};
}

enum result
batch_get(struct db *db, struct arena *mem, const char *id, struct batch *out)
{
	auto_rows rows = NULL;
	enum result r;

	TRY(db_query(db, &rows,
		     "SELECT " BATCH_ROW " FROM batch b WHERE b.id = $1",
		     T(id)));
	r = db_next(rows);
	if (r == NOT_FOUND)
		return fail(NOT_FOUND, "there is no batch %s", id);
	if (r == OK)
		read_batch(rows, mem, out);
	return r;
}

static enum result
count_failed(struct db *db, const char *id, long long limit, size_t *count)
{
	auto_rows rows = NULL;
	long long all;

	TRY(db_query(db, &rows,
		     "SELECT count(*) FROM batch_item"
		     " WHERE batch_id = $1 AND state = 'failed'",
		     T(id)));
	TRY(db_next(rows));
	all = db_column_number(rows, 0);
	*count = (size_t)(all < limit ? all : limit);
	return OK;
}

enum result
batch_failed(struct db *db, struct arena *mem, const char *id, long long limit,
	     struct batch_items *out)
{
	auto_rows rows = NULL;
	struct batch_item *item;
	enum result r;
	size_t most;

	*out = (struct batch_items){ 0 };
	TRY(count_failed(db, id, limit, &most));
	out->items = arena_array(mem, most, sizeof(*out->items));
	TRY(db_query(db, &rows,
		     "SELECT b.item_id, i.name, i.class, b.state, b.words"
		     " FROM batch_item b LEFT JOIN item i ON i.id = b.item_id"
		     " WHERE b.batch_id = $1 AND b.state = 'failed'"
		     " ORDER BY b.position LIMIT $2",
		     T(id), I((long long)most)));
	while ((r = db_next(rows)) == OK) {
		item = &out->items[out->count++];
		item->item_id = db_column_text(rows, 0, mem, NULL);
		item->name = db_column_text(rows, 1, mem, NULL);
		item->as = walk_class_named(db_column_text(rows, 2, mem, NULL));
		item->state = db_column_text(rows, 3, mem, NULL);
		item->words = db_column_text(rows, 4, mem, NULL);
		if (!item->name)
			item->name = "";
	}
	return r == NOT_FOUND ? OK : r;
}

/* ---- Worked off */

/* One item whose turn it is. */
struct turn {
	struct batch batch;
	long long position;
	const char *item_id;
};

static enum result
find_batch(struct db *db, struct arena *mem, struct batch *out)
{
	auto_rows rows = NULL;
	enum result r;

	TRY(db_query(db, &rows,
		     "SELECT " BATCH_ROW " FROM batch b WHERE b.done_at = 0"
		     " ORDER BY b.created_at LIMIT 1"));
	r = db_next(rows);
	if (r == NOT_FOUND)
		return fail(NOT_FOUND, "nothing waits");
	if (r == OK)
		read_batch(rows, mem, out);
	return r;
}

/* The next one of the oldest batch.  NOT_FOUND: nothing waits. */
static enum result
find_turn(struct db *db, struct arena *mem, struct turn *turn)
{
	auto_rows rows = NULL;

	TRY(find_batch(db, mem, &turn->batch));
	TRY(db_query(db, &rows,
		     "SELECT position, item_id FROM batch_item"
		     " WHERE batch_id = $1 AND state = 'waiting'"
		     " ORDER BY position LIMIT 1",
		     T(turn->batch.id)));
	TRY(db_next(rows));
	turn->position = db_column_number(rows, 0);
	turn->item_id = db_column_text(rows, 1, mem, NULL);
	return OK;
}

/* Keep what became of it, unless somebody else did; ${words} NULL: it is
 * done. */
static enum result
keep(struct db *db, const struct turn *turn, const char *words)
{
	long long count;

	TRY(db_run(db, &count,
		   "UPDATE batch_item SET state = $3, words = $4"
		   " WHERE batch_id = $1 AND position = $2"
		   " AND state = 'waiting'",
		   T(turn->batch.id), I(turn->position),
		   T(words ? "failed" : "done"), T(words ? words : "")));
	if (!count)
		return OK;
	return db_run(db, NULL,
		      "UPDATE batch SET done = done + 1, failed = failed + $2,"
		      " done_at = CASE WHEN done + 1 < total THEN 0"
		      " ELSE $3 END WHERE id = $1",
		      T(turn->batch.id), I(words ? 1 : 0), I(clock_now()));
}

static enum result
publish(struct db *db, const struct item_office *o, const struct turn *turn)
{
	const enum version_proof proof = version_proof_named(turn->batch.how);
	struct version_new new = { .item_id = turn->item_id,
				   .proof = proof,
				   .parts = proof };
	long long number;
	struct item item;

	TRY(item_get(db, o->mem, turn->item_id, &item));
	new.revision = item.revision;
	return version_put(db, o, &new, &number);
}

/* Do it and keep that, or nothing. */
static enum result
take_turn(struct db *db, const struct item_office *o, struct turn *turn)
{
	struct item_office as = *o;
	auto_tx tx = NULL;

	TRY(db_join(db, &tx));
	turn->item_id = NULL;
	TRY(find_turn(db, o->mem, turn));
	as.by = &turn->batch.by;
	TRY(publish(db, &as, turn));
	TRY(keep(db, turn, NULL));
	return db_commit(&tx);
}

/* Keep why it could not be done. */
static enum result
give_up(struct db *db, const struct turn *turn, const char *words)
{
	auto_tx tx = NULL;

	TRY(db_join(db, &tx));
	TRY(keep(db, turn, words));
	return db_commit(&tx);
}

static enum result
work_once(struct db *db, const struct item_office *o)
{
	auto_arena mem = arena_new();
	struct item_office own = *o;
	struct turn turn = { .item_id = NULL };
	enum result r;

	own.mem = mem;
	r = take_turn(db, &own, &turn);
	if (r == OK || r == BUSY || !turn.item_id)
		return r;
	return give_up(db, &turn,
		       r == INTERNAL ? OURS
				     : arena_strdup(mem, fail_last()->text));
}

enum result
batch_work(struct db *db, const struct item_office *o, int most)
{
	enum result r;
	int i;

	for (i = 0; i < most; i++) {
		r = work_once(db, o);
		if (r != OK)
			return r == NOT_FOUND && i > 0 ? OK : r;
	}
	return OK;
}
