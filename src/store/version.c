/*
 * What was published of items: listed, asked for, revoked.
 *
 * The SQL that reads the table version, and of what asking and revoking
 * change in item.  Publishing is in version_put.c.
 */
#include "store/version.h"

#include <string.h>

#include "base/clock.h"
#include "base/str.h"
#include "store/holding.h"
#include "store/hosted.h"
#include "store/item_row.h"
#include "store/line.h"
#include "store/record.h"
#include "store/version_proof.h"
#include "store/version_put.h"

#define VERSION_ROW                                                            \
	"v.item_id, v.number, v.state, v.sha256, v.published_at,"              \
	" v.published_by, v.record_id"

/* clang-format off */
static const char *const states[] = {
	[VERSION_PUBLISHED] = "published",
	[VERSION_SUPERSEDED] = "superseded",
	[VERSION_REVOKED] = "revoked",
};
/* clang-format on */

const char *
version_state_name(enum version_state state)
{
	return states[state];
}

static enum version_state
state_named(const char *name)
{
	enum version_state state = VERSION_REVOKED;

	while (state > VERSION_PUBLISHED && !streq(states[state], name))
		state--;
	return state;
}

static void
read_version(struct db_rows *rows, struct arena *mem, struct version *out)
{
	*out = (struct version){
		.item_id = db_column_text(rows, 0, mem, NULL),
		.number = db_column_number(rows, 1),
		.state = state_named(db_column_text(rows, 2, mem, NULL)),
		.sha256 = db_column_text(rows, 3, mem, NULL),
		.published_at = db_column_number(rows, 4),
		.published_by = db_column_text(rows, 5, mem, NULL),
		.record_id = db_column_text(rows, 6, mem, NULL),
	};
}

enum result
version_list(struct db *db, struct arena *mem, const char *item_id,
	     struct version_list *out)
{
	auto_rows rows = NULL;
	enum result r;

	*out = (struct version_list){ 0 };
	TRY(db_query(db, &rows,
		     "SELECT " VERSION_ROW ", count(*) OVER ()"
		     " FROM version v WHERE v.item_id = $1"
		     " ORDER BY v.number DESC",
		     T(item_id)));
	while ((r = db_next(rows)) == OK) {
		if (!out->items)
			out->items = arena_array(
				mem, (size_t)db_column_number(rows, 7),
				sizeof(*out->items));
		read_version(rows, mem, &out->items[out->count++]);
	}
	return r == NOT_FOUND ? OK : r;
}

enum result
version_get(struct db *db, struct arena *mem, const char *item_id,
	    long long number, struct version *out)
{
	auto_rows rows = NULL;
	enum result r;

	TRY(db_query(db, &rows,
		     "SELECT " VERSION_ROW ", v.doc, v.draft FROM version v"
		     " WHERE v.item_id = $1 AND ($2 = 0 OR v.number = $2)"
		     " ORDER BY v.number DESC LIMIT 1",
		     T(item_id), I(number)));
	r = db_next(rows);
	if (r == NOT_FOUND)
		return fail(NOT_FOUND, "there is no version %lld of item %s",
			    number, item_id);
	if (r != OK)
		return r;
	read_version(rows, mem, out);
	out->doc = db_column_text(rows, 7, mem, &out->doc_len);
	out->draft = db_column_text(rows, 8, mem, &out->draft_len);
	return OK;
}

enum result
version_reason(struct db *db, struct arena *mem, const char *record_id,
	       const char **reason)
{
	auto_rows rows = NULL;
	enum result r;

	*reason = NULL;
	TRY(db_query(db, &rows,
		     "SELECT i.reason FROM version v"
		     " JOIN item i ON i.id = v.item_id"
		     " WHERE v.record_id = $1 AND i.state = 'revoked'",
		     T(record_id)));
	r = db_next(rows);
	if (r == OK)
		*reason = db_column_text(rows, 0, mem, NULL);
	return r == NOT_FOUND ? OK : r;
}

/* Write the state of ${item}, with who asked for it and why. */
static enum result
set_state(struct db *db, const struct item_office *o, const struct item *item)
{
	return db_run(db, NULL,
		      "UPDATE item SET state = $2, asked_by = $3, reason = $4,"
		      " revision = revision + 1, updated_at = $5,"
		      " updated_by = $6 WHERE id = $1",
		      T(item->id), T(item_state_name(item->state)),
		      T(item->asked_by), T(item->reason), I(clock_now()),
		      T(o->by->name));
}

enum result
version_ask(struct db *db, const struct item_office *o, const char *item_id,
	    long long revision)
{
	const struct item_row_change change = { .action = "item.ask" };
	auto_tx tx = NULL;
	struct item item;

	TRY(db_join(db, &tx));
	TRY(item_row_open(db, o, item_id, revision, &item));
	if (item.state == ITEM_REVIEW)
		return fail(CONFLICT, "%s is in review already.",
			    item_row_said(o->mem, &item));
	if (item.state == ITEM_PUBLISHED && !item.is_changed &&
	    !item.is_stale && !version_proof_applies(item.as))
		return fail(CONFLICT, "Nothing changed since version %lld.",
			    item.version);
	item.state = ITEM_REVIEW;
	item.asked_by = o->by->account_id;
	item.reason = "";
	TRY(set_state(db, o, &item));
	TRY(item_row_tell(db, o, &item, &change));
	return db_commit(&tx);
}

enum result
version_return(struct db *db, const struct item_office *o, const char *item_id,
	       const char *reason)
{
	const struct item_row_change change = { .action = "item.return",
						.reason = reason };
	auto_tx tx = NULL;
	struct item item;

	TRY(line_reason(reason, ITEM_REASON));
	TRY(db_join(db, &tx));
	TRY(item_get(db, o->mem, item_id, &item));
	if (item.state == ITEM_REVOKED)
		return fail(GONE, "%s was revoked.",
			    item_row_said(o->mem, &item));
	if (item.state != ITEM_REVIEW)
		return fail(CONFLICT, "%s is not in review.",
			    item_row_said(o->mem, &item));
	item.state = item.version > 0 ? ITEM_PUBLISHED : ITEM_DRAFT;
	item.asked_by = "";
	item.reason = reason;
	TRY(set_state(db, o, &item));
	TRY(item_row_tell(db, o, &item, &change));
	return db_commit(&tx);
}

/* Say of the records of ${item} that they are revoked, and have rendered
 * pages forgotten. */
static enum result
withdraw_records(struct db *db, const struct item *item)
{
	TRY(db_run(db, NULL,
		   "UPDATE record SET is_revoked = 1 WHERE deleted_at = 0"
		   " AND id IN (SELECT record_id FROM version"
		   " WHERE item_id = $1)",
		   T(item->id)));
	TRY(holding_revoke(db, item->id));
	return record_withdrawn(db);
}

static enum result
revoke(struct db *db, const struct item_office *o, struct item *item,
       const char *reason)
{
	struct item_row_change change = { .action = "item.revoke",
					  .reason = reason };
	struct version version;

	TRY(version_get(db, o->mem, item->id, item->version, &version));
	change.before = version.sha256;
	item->state = ITEM_REVOKED;
	item->asked_by = "";
	item->reason = reason;
	TRY(set_state(db, o, item));
	TRY(db_run(db, NULL,
		   "UPDATE version SET state = 'revoked'"
		   " WHERE item_id = $1 AND state = 'published'",
		   T(item->id)));
	TRY(version_put_spread(db, item->id));
	TRY(withdraw_records(db, item));
	TRY(item_row_tell(db, o, item, &change));
	return hosted_put(db, o, item);
}

enum result
version_revoke(struct db *db, const struct item_office *o, const char *item_id,
	       const char *reason)
{
	auto_tx tx = NULL;
	struct item item;

	TRY(line_reason(reason, ITEM_REASON));
	TRY(db_join(db, &tx));
	TRY(item_get(db, o->mem, item_id, &item));
	if (item.state == ITEM_REVOKED)
		return fail(GONE, "%s was revoked before.",
			    item_row_said(o->mem, &item));
	if (item.version == 0)
		return fail(CONFLICT,
			    "%s was never published; it can be deleted.",
			    item_row_said(o->mem, &item));
	TRY(revoke(db, o, &item, reason));
	return db_commit(&tx);
}
