/*
 * What was published of items: frozen, listed, revoked.
 *
 * The SQL of the table version, and of what publishing changes in item.
 * What is frozen is written out by item_whole.c and read as a record by
 * record.c.
 */
#include "store/version.h"

#include <string.h>

#include "base/clock.h"
#include "base/str.h"
#include "crypto/digest.h"
#include "model/assemble.h"
#include "model/import.h"
#include "model/walk.h"
#include "store/item_row.h"
#include "store/item_whole.h"
#include "store/line.h"
#include "store/record.h"
#include "store/record_row.h"

/* Problems looked for before one is told. */
enum { MOST_PROBLEMS = 100 };

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

/* A version on its way in. */
struct release {
	struct item item;
	struct version before; /* the last; number 0 if there is none */
	json_t *draft;
	const char *doc, *draft_bytes;
	size_t doc_len, draft_len;
	const char *sha256;
	const char *record_id;
	int64_t now;
};

const char *
version_state_name(enum version_state state)
{
	return states[state];
}

/* clang-format off */
static const char *const proofs[] = {
	[VERSION_AS_DRAFT] = "",
	[VERSION_NO_PROOF] = "none",
	[VERSION_HOSTED] = "hosted",
	[VERSION_SIGNED] = "signed",
};
/* clang-format on */

const char *
version_proof_name(enum version_proof proof)
{
	return proofs[proof];
}

enum version_proof
version_proof_named(const char *name)
{
	enum version_proof proof = VERSION_SIGNED;

	while (proof > VERSION_AS_DRAFT && !streq(proofs[proof], name))
		proof--;
	return proof;
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

static enum result
publish(struct db *db, const struct item_office *o, struct release *release);

/* Publish the items in the draft that never were. */
static enum result
publish_parts(struct db *db, const struct item_office *o,
	      const struct release *release)
{
	struct release part = { .now = release->now };
	struct assemble_links links;
	size_t i;

	assemble_links(o->mem, release->item.as, release->draft, &links);
	for (i = 0; i < links.count; i++) {
		TRY(item_get(db, o->mem, links.items[i].item, &part.item));
		if (part.item.version == 0)
			TRY(publish(db, o, &part));
		part = (struct release){ .now = release->now };
	}
	return OK;
}

/* Refuse what has errors, with the first of them. */
static enum result
check(struct db *db, const struct item_office *o, const struct release *release)
{
	struct problems problems;
	size_t i;

	problems_init(&problems, o->mem, MOST_PROBLEMS);
	TRY(item_check(db, o, release->item.as, release->draft, &problems));
	if (problems.errors == 0)
		return OK;
	for (i = 0; i + 1 < problems.count; i++)
		if (problems.items[i].severity == PROBLEM_ERROR)
			break;
	return fail(INVALID, "%s cannot be published yet: %s",
		    item_row_said(o->mem, &release->item),
		    problems.items[i].words);
}

/* A new version of a record says when it was issued, unless its draft was
 * changed to say otherwise. */
static enum result
set_issued(const struct item_office *o, struct release *release)
{
	json_t *before;

	if (release->item.as != CLR_CLR)
		return OK;
	TRY(load_stored(o->mem, release->before.draft,
			release->before.draft_len, &before));
	if (json_equal(json_object_get(before, "issuedOn"),
		       json_object_get(release->draft, "issuedOn")))
		json_object_set_new(
			release->draft, "issuedOn",
			json_string(clock_iso(o->mem, release->now)));
	return OK;
}

/* The whole document as bytes. */
static enum result
write_out(struct db *db, const struct item_office *o, struct release *release)
{
	const struct item_whole_draft draft = { release->item.as,
						release->item.id,
						release->draft };
	json_t *whole;

	TRY(item_whole_draft(db, o, &draft, true, &whole));
	release->doc = item_row_bytes(o->mem, whole, &release->doc_len);
	return load_size(release->doc_len, o->limits);
}

/* The bytes to be frozen, if they are others than those of the version
 * before. */
static enum result
freeze(struct db *db, const struct item_office *o, struct release *release)
{
	const long long number = release->item.version;
	struct version *before = &release->before;

	TRY(write_out(db, o, release));
	if (number > 0) {
		TRY(version_get(db, o->mem, release->item.id, number, before));
		if (before->doc_len == release->doc_len &&
		    memcmp(before->doc, release->doc, before->doc_len) == 0)
			return fail(CONFLICT,
				    "Nothing changed since version %lld.",
				    number);
		TRY(set_issued(o, release));
		TRY(write_out(db, o, release));
	}
	release->draft_bytes = item_row_bytes(o->mem, release->draft,
					      &release->draft_len);
	release->sha256 = digest_hex(o->mem, release->doc, release->doc_len);
	return OK;
}

/* A record of the frozen CLR; the same if it was imported before. */
static enum result
put_record(struct db *db, const struct item_office *o, struct release *release)
{
	auto_rows rows = NULL;
	struct record_file file = { .name = "",
				    .bytes = release->doc,
				    .len = release->doc_len };
	struct record_kept kept;
	struct import import;

	if (release->item.as != CLR_CLR)
		return OK;
	TRY(import_read(o->mem, file.bytes, file.len, o->limits, &import));
	file.import = &import;
	TRY(record_put(db, o->mem, NULL, &file, &kept));
	TRY(db_query(db, &rows,
		     "SELECT id FROM record WHERE import_id = $1"
		     " AND deleted_at = 0 ORDER BY position LIMIT 1",
		     T(kept.id)));
	TRY(db_next(rows));
	release->record_id = db_column_text(rows, 0, o->mem, NULL);
	return OK;
}

static enum result
put_version(struct db *db, const struct item_office *o,
	    const struct release *release)
{
	const struct item *item = &release->item;
	const char *issued = json_string_value(
		json_object_get(release->draft, "issuedOn"));

	TRY(db_run(db, NULL,
		   "UPDATE version SET state = 'superseded'"
		   " WHERE item_id = $1 AND state = 'published'",
		   T(item->id)));
	TRY(db_run(db, NULL,
		   "INSERT INTO version (item_id, number, state, sha256,"
		   " published_at, published_by, record_id, draft, doc)"
		   " VALUES ($1, $2, 'published', $3, $4, $5, $6, $7, $8)",
		   T(item->id), I(item->version + 1), T(release->sha256),
		   I(release->now), T(o->by->name), T(release->record_id),
		   TN(release->draft_bytes, release->draft_len),
		   TN(release->doc, release->doc_len)));
	return db_run(db, NULL,
		      "UPDATE item SET state = 'published', version = $2,"
		      " is_changed = 0, is_stale = 0, errors = 0, reason = '',"
		      " asked_by = '', revision = revision + 1,"
		      " updated_at = $3, updated_by = $4, issued_on = $5,"
		      " doc = $6 WHERE id = $1",
		      T(item->id), I(item->version + 1), I(release->now),
		      T(o->by->name), I(record_row_moment(issued)),
		      TN(release->draft_bytes, release->draft_len));
}

/* Published records that hold item ${id}, or hold what holds it, are behind
 * now.  A recipient and a claim only name an item. */
static enum result
mark_stale(struct db *db, const char *id)
{
	return db_run(db, NULL,
		      "WITH RECURSIVE holder (id) AS (SELECT $1 UNION"
		      " SELECT l.item_id FROM item_link l"
		      " JOIN holder h ON l.target_id = h.id"
		      " WHERE l.property NOT IN ('recipient', 'claim'))"
		      " UPDATE item SET is_stale = 1 WHERE is_stale = 0"
		      " AND version > 0 AND state <> 'revoked'"
		      " AND class = 'Clr' AND id <> $1"
		      " AND id IN (SELECT id FROM holder)",
		      T(id));
}

/* Publish ${release->item}, and its parts before it. */
static enum result
publish(struct db *db, const struct item_office *o, struct release *release)
{
	struct item_row_change change = { .action = "item.publish" };

	TRY(item_json(o, &release->item, &release->draft));
	TRY(publish_parts(db, o, release));
	TRY(check(db, o, release));
	TRY(freeze(db, o, release));
	TRY(put_record(db, o, release));
	TRY(put_version(db, o, release));
	TRY(mark_stale(db, release->item.id));
	change.before = release->before.sha256;
	change.after = release->sha256;
	return item_row_tell(db, o, &release->item, &change);
}

enum result
version_put(struct db *db, const struct item_office *o, const char *item_id,
	    long long revision, long long *number)
{
	struct release release = { .now = clock_now() };
	auto_tx tx = NULL;

	TRY(db_join(db, &tx));
	TRY(item_row_open(db, o, item_id, revision, &release.item));
	TRY(publish(db, o, &release));
	TRY(db_commit(&tx));
	*number = release.item.version + 1;
	return OK;
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
	if (item.state == ITEM_PUBLISHED && !item.is_changed && !item.is_stale)
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
	TRY(mark_stale(db, item->id));
	TRY(withdraw_records(db, item));
	return item_row_tell(db, o, item, &change);
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
