/*
 * Who may read a record with a token: rows of the table holding, kept by
 * those who write records, in their transactions.
 *
 * The SQL of the tables holding and holding_deleted but for lists, which are
 * in holding_list.c.  Called by record.c, version.c, version_put.c,
 * account.c, posted.c and the job process.
 */
#include "store/holding.h"

#include <string.h>

#include "base/clock.h"
#include "base/str.h"
#include "crypto/digest.h"
#include "model/check.h"
#include "model/emit.h"
#include "model/jsonmem.h"
#include "model/walk.h"
#include "store/client.h"
#include "store/item_row.h"
#include "store/record_row.h"
#include "store/search.h"

/* What was kept has passed the limits of its time. */
static const struct load_limits as_kept = { .max_bytes = (size_t)1 << 40,
					    .max_depth = 1000 };

/* clang-format off */
static const char *const states[HOLDING_STATE__MAX] = {
	[HOLDING_LISTED] = "listed",
	[HOLDING_REVOKED] = "revoked",
	[HOLDING_OLDER] = "older",
	[HOLDING_UNFIT] = "unfit",
};
/* clang-format on */

static enum holding_state
state_named(const char *name)
{
	enum holding_state state = HOLDING_UNFIT;

	while (state > HOLDING_LISTED && !streq(states[state], name))
		state--;
	return state;
}

void
holding_read(struct db_rows *rows, struct arena *mem, struct holding *out)
{
	*out = (struct holding){
		.record_id = db_column_text(rows, 0, mem, NULL),
		.number = db_column_number(rows, 1),
		.account_id = db_column_text(rows, 2, mem, NULL),
		.client_id = db_column_text(rows, 3, mem, NULL),
		.clr_id = db_column_text(rows, 4, mem, NULL),
		.state = state_named(db_column_text(rows, 5, mem, NULL)),
		.is_plain = db_column_number(rows, 6) != 0,
		.updated_at = db_column_number(rows, 7),
		.sha256 = db_column_text(rows, 8, mem, NULL),
		.doc_len = (size_t)db_column_number(rows, 9),
		.is_signed = db_column_number(rows, 10) != 0,
		.email = db_column_text(rows, 11, mem, NULL),
	};
}

/* The first error of what is to be sent. */
static void
find_error(struct arena *mem, const json_t *sent, struct holding_fit *out)
{
	struct problems problems;

	problems_init(&problems, mem, 100);
	check_doc(sent, CLR_CLR, CHECK_STRICT, "", &as_kept, &problems);
	for (size_t i = 0; problems.errors && i < problems.count; i++) {
		if (problems.items[i].severity != PROBLEM_ERROR)
			continue;
		out->why = problems.items[i].words;
		out->at = problems.items[i].pointer;
		return;
	}
	if (problems.errors)
		out->why = "It is not as CLR 1.0 wants it.";
}

void
holding_fit(struct arena *mem, const json_t *doc, const struct problems *found,
	    struct holding_fit *out)
{
	json_auto_t *sent = emit_doc(mem, doc, CLR_CLR);

	*out = (struct holding_fit){ 0 };
	if (!json_equal(sent, (json_t *)doc))
		out->sent = item_row_bytes(mem, sent, &out->sent_len);
	if (!found || found->errors || found->warnings)
		find_error(mem, sent, out);
}

const char *
holding_within(struct arena *mem, const json_t *doc, bool as_sent)
{
	json_auto_t *copy = as_sent ? emit_doc(mem, doc, CLR_CLR)
				    : json_copy((json_t *)doc);
	size_t len;

	json_object_del(copy, "@context");
	return item_row_bytes(mem, copy, &len);
}

/* ---- A record that has come */

/* Whether ${new} is a version of something published here, and that in
 * force. */
struct published {
	bool is_so, is_newest, is_revoked;
};

static enum result
find_published(struct db *db, const char *record_id, struct published *out)
{
	auto_rows rows = NULL;
	enum result r;

	*out = (struct published){ 0 };
	TRY(db_query(db, &rows,
		     "SELECT CASE WHEN v.number = i.version THEN 1 ELSE 0 END,"
		     " CASE WHEN i.state = 'revoked' THEN 1 ELSE 0 END"
		     " FROM version v JOIN item i ON i.id = v.item_id"
		     " WHERE v.record_id = $1 ORDER BY v.number DESC LIMIT 1",
		     T(record_id)));
	r = db_next(rows);
	if (r != OK)
		return r == NOT_FOUND ? OK : r;
	out->is_so = true;
	out->is_newest = db_column_number(rows, 0) != 0;
	out->is_revoked = db_column_number(rows, 1) != 0;
	return OK;
}

/* A row on its way in. */
struct incoming {
	const struct holding_new *new;
	struct published published;
	const char *clr_id, *client_id, *email, *account_id;
	enum holding_state state;
	struct holding_fit fit;
};

/* Is there one of this id that goes before an imported one? */
static enum result
is_behind(struct db *db, const struct incoming *in, bool *is_so)
{
	auto_rows rows = NULL;
	enum result r;

	TRY(db_query(db, &rows,
		     "SELECT 1 FROM holding h JOIN record r"
		     " ON r.id = h.record_id WHERE h.clr_id = $1"
		     " AND h.client_id = '' AND h.record_id <> $2"
		     " AND h.state IN ('listed', 'revoked')"
		     " AND (r.issued_on > $3 OR EXISTS (SELECT 1 FROM version v"
		     " WHERE v.record_id = h.record_id)) LIMIT 1",
		     T(in->clr_id), T(in->new->record_id),
		     I(record_row_moment(
			     walk_text(in->new->doc, CLR_CLR, "issuedOn")))));
	r = db_next(rows);
	*is_so = r == OK;
	return r == NOT_FOUND ? OK : r;
}

static enum result
judge(struct db *db, struct arena *mem, struct incoming *in)
{
	const struct published *p = &in->published;
	const json_t *doc = in->new->doc;
	bool is_older = p->is_so && !p->is_newest;

	if (!in->new->is_signed)
		holding_fit(mem, doc, in->new->found, &in->fit);
	in->state = HOLDING_UNFIT;
	if (!in->clr_id[0] || in->fit.why) {
		in->fit.sent = NULL;
		return OK;
	}
	if (!p->is_so && !in->client_id[0])
		TRY(is_behind(db, in, &is_older));
	if (is_older)
		in->state = HOLDING_OLDER;
	else if (p->is_revoked ||
		 json_is_true(walk_get(doc, CLR_CLR, "revoked")))
		in->state = HOLDING_REVOKED;
	else
		in->state = HOLDING_LISTED;
	return OK;
}

/* May the learner's address in ${in} say whose it is?  Of what the staff has,
 * and of what a client posted that the staff made: one that registered itself
 * might write to whomever it likes. */
static enum result
may_address(struct db *db, struct arena *mem, const struct incoming *in,
	    bool *may)
{
	struct client client;
	enum result r;

	*may = !in->client_id[0];
	if (*may)
		return OK;
	r = client_get(db, mem, in->client_id, &client);
	*may = r == OK && !client.is_registered;
	return r == NOT_FOUND ? OK : r;
}

/* The learner's address, in lower case, and the account it is of. */
static enum result
find_learner(struct db *db, struct arena *mem, struct incoming *in)
{
	const json_t *learner = walk_get(in->new->doc, CLR_CLR, "learner");
	const char *email = walk_text(learner, CLR_PROFILE, "email");
	auto_rows rows = NULL;
	enum result r;
	bool may;

	in->email = "";
	in->account_id = in->new->account_id;
	if (in->account_id)
		return OK;
	in->account_id = "";
	TRY(may_address(db, mem, in, &may));
	if (!email || !may)
		return OK;
	in->email = search_text(mem, &email, 1);
	TRY(db_query(db, &rows, "SELECT id FROM account WHERE email = $1",
		     T(in->email)));
	r = db_next(rows);
	if (r == OK)
		in->account_id = db_column_text(rows, 0, mem, NULL);
	return r == NOT_FOUND ? OK : r;
}

static enum result
next_number(struct db *db, int64_t *number)
{
	auto_rows rows = NULL;

	TRY(db_query(db, &rows,
		     "UPDATE counter SET value = value + 1"
		     " WHERE name = 'holdings' RETURNING value"));
	TRY(db_next(rows));
	*number = db_column_number(rows, 0);
	return OK;
}

static enum result
insert(struct db *db, const struct incoming *in)
{
	int64_t number;

	TRY(next_number(db, &number));
	return db_run(db, NULL,
		      "INSERT INTO holding (record_id, number, account_id,"
		      " email, client_id, clr_id, state, updated_at, sent)"
		      " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
		      " ON CONFLICT (record_id) DO UPDATE SET number = $2,"
		      " account_id = $3, email = $4, client_id = $5,"
		      " clr_id = $6, state = $7, updated_at = $8,"
		      " sent = $9",
		      T(in->new->record_id), I(number), T(in->account_id),
		      T(in->email), T(in->client_id), T(in->clr_id),
		      T(states[in->state]), I(clock_now()),
		      TN(in->fit.sent, in->fit.sent_len));
}

enum result
holding_put(struct db *db, struct arena *mem, const struct holding_new *new)
{
	const char *id = walk_text(new->doc, CLR_CLR, "id");
	struct incoming in = {
		.new = new,
		.clr_id = id ? id : "",
		.client_id = new->client_id ? new->client_id : "",
	};

	TRY(find_published(db, new->record_id, &in.published));
	TRY(judge(db, mem, &in));
	TRY(find_learner(db, mem, &in));
	if (in.state == HOLDING_LISTED || in.state == HOLDING_REVOKED)
		TRY(db_run(db, NULL,
			   "UPDATE holding SET state = 'older'"
			   " WHERE clr_id = $1 AND client_id = $2"
			   " AND record_id <> $3"
			   " AND state IN ('listed', 'revoked')",
			   T(in.clr_id), T(in.client_id), T(new->record_id)));
	return insert(db, &in);
}

/* ---- What becomes of it */

enum result
holding_revoke(struct db *db, const char *item_id)
{
	int64_t number;

	TRY(next_number(db, &number));
	return db_run(db, NULL,
		      "UPDATE holding SET state = 'revoked', number = $2,"
		      " updated_at = $3 WHERE state = 'listed' AND record_id ="
		      " (SELECT v.record_id FROM version v JOIN item i"
		      " ON i.id = v.item_id AND i.version = v.number"
		      " WHERE v.item_id = $1)",
		      T(item_id), I(number), I(clock_now()));
}

enum result
holding_forget(struct db *db, const char *record_id)
{
	return db_run(db, NULL, "DELETE FROM holding WHERE record_id = $1",
		      T(record_id));
}

/* The oldest of ${email} that is nobody's yet.  OK, NOT_FOUND. */
static enum result
find_nobodys(struct db *db, struct arena *mem, const char *email,
	     const char **record_id)
{
	auto_rows rows = NULL;

	TRY(db_query(db, &rows,
		     "SELECT record_id FROM holding WHERE email = $1"
		     " AND email <> '' AND account_id = ''"
		     " ORDER BY number LIMIT 1",
		     T(email)));
	TRY(db_next(rows));
	*record_id = db_column_text(rows, 0, mem, NULL);
	return OK;
}

enum result
holding_adopt(struct db *db, struct arena *mem, const char *email,
	      const char *account_id)
{
	const char *record_id;
	int64_t number;
	enum result r;

	while ((r = find_nobodys(db, mem, email, &record_id)) == OK) {
		TRY(next_number(db, &number));
		TRY(db_run(db, NULL,
			   "UPDATE holding SET account_id = $2, number = $3"
			   " WHERE record_id = $1",
			   T(record_id), T(account_id), I(number)));
	}
	return r == NOT_FOUND ? OK : r;
}

/* The oldest record without a row.  OK, NOT_FOUND. */
static enum result
find_unheld(struct db *db, struct arena *mem, struct record *out)
{
	auto_rows rows = NULL;

	TRY(db_query(db, &rows,
		     "SELECT " RECORD_ROW " FROM record r"
		     " WHERE r.deleted_at = 0 AND NOT EXISTS (SELECT 1"
		     " FROM holding h WHERE h.record_id = r.id)"
		     " ORDER BY r.created_at, r.import_id, r.position"
		     " LIMIT 1"));
	TRY(db_next(rows));
	record_row_read(rows, 0, mem, out);
	return OK;
}

enum result
holding_catch_up(struct db *db)
{
	auto_arena mem = arena_new();
	struct holding_new new = { 0 };
	struct record record;
	auto_tx tx = NULL;
	json_t *doc;

	TRY(find_unheld(db, mem, &record));
	TRY(db_begin(db, &tx));
	TRY(find_unheld(db, mem, &record));
	TRY(record_doc(db, mem, &record));
	if (load_stored(mem, record.doc, record.doc_len, &doc) != OK) {
		doc = json_object();
		jsonmem_defer(mem, doc);
	}
	new.record_id = record.id;
	new.doc = doc;
	new.is_signed = record.is_signed;
	TRY(holding_put(db, mem, &new));
	return db_commit(&tx);
}

/* ---- Reading */

enum result
holding_bytes(struct db *db, struct arena *mem, const struct holding *h,
	      enum holding_form form, struct holding_bytes *out)
{
	auto_rows rows = NULL;
	enum result r;

	out->s = NULL;
	TRY(db_query(db, &rows,
		     "SELECT CASE $2 WHEN 0 THEN r.doc WHEN 1 THEN r.jws"
		     " ELSE coalesce(h.sent, r.doc) END FROM holding h"
		     " JOIN record r ON r.id = h.record_id"
		     " WHERE h.record_id = $1",
		     T(h->record_id), I(form)));
	r = db_next(rows);
	if (r == OK)
		out->s = db_column_text(rows, 0, mem, &out->len);
	if (r != OK && r != NOT_FOUND)
		return r;
	if (!out->s)
		return fail(NOT_FOUND, "record %s has no such bytes",
			    h->record_id);
	return OK;
}

bool
holding_is_for(const struct holding *h, const struct holding_reader *reader)
{
	if (reader->account_id[0])
		return streq(h->account_id, reader->account_id);
	return reader->reaches_all || streq(h->client_id, reader->client_id);
}

enum result
holding_get(struct db *db, struct arena *mem, const char *record_id,
	    struct holding *out)
{
	auto_rows rows = NULL;

	TRY(db_query(db, &rows,
		     "SELECT " HOLDING_ROW " FROM holding h"
		     " JOIN record r ON r.id = h.record_id"
		     " WHERE h.record_id = $1",
		     T(record_id)));
	TRY(db_next(rows));
	holding_read(rows, mem, out);
	return OK;
}

enum result
holding_find(struct db *db, struct arena *mem, const struct holding_ask *ask,
	     struct holding *out)
{
	auto_rows rows = NULL;
	bool is_foreign = false;
	enum result r;

	TRY(db_query(db, &rows,
		     "SELECT " HOLDING_ROW " FROM holding h"
		     " JOIN record r ON r.id = h.record_id"
		     " WHERE (h.record_id = $1 OR h.clr_id IN ($1, $2, $3))"
		     " AND h.state IN ('listed', 'revoked')"
		     " ORDER BY CASE $1 WHEN h.record_id THEN 0"
		     " WHEN h.clr_id THEN 1 ELSE 2 END, CASE h.client_id"
		     " WHEN $4 THEN 0 ELSE 1 END, h.number DESC",
		     T(ask->name),
		     T(arena_printf(mem, "urn:uuid:%s", ask->name)),
		     T(arena_printf(mem, "%sclrs/%s", ask->root, ask->name)),
		     T(ask->reader->client_id)));
	while ((r = db_next(rows)) == OK) {
		holding_read(rows, mem, out);
		if (holding_is_for(out, ask->reader))
			return OK;
		is_foreign = true;
	}
	if (r != NOT_FOUND)
		return r;
	if (is_foreign)
		return fail(FORBIDDEN, "This record is somebody else's.");
	return fail(NOT_FOUND, "there is no record %s", ask->name);
}

static const char *
hash_of(struct arena *mem, const char *clr_id)
{
	return digest_hex(mem, clr_id, strlen(clr_id));
}

/* A client's or the staff's record; what is an item of the office; what a
 * client had and deleted. */
enum result
holding_owner(struct db *db, struct arena *mem, const char *clr_id,
	      const char **client_id, const char **record_id)
{
	auto_rows rows = NULL;

	TRY(db_query(db, &rows,
		     "SELECT client_id, record_id, 0 FROM holding"
		     " WHERE clr_id = $1 AND state <> 'unfit' UNION ALL"
		     " SELECT '', NULL, 1 FROM item WHERE class = 'Clr'"
		     " AND doc_id = $1 UNION ALL"
		     " SELECT client_id, NULL, 2 FROM holding_deleted"
		     " WHERE sha256 = $2 ORDER BY 3, 1 DESC LIMIT 1",
		     T(clr_id), T(hash_of(mem, clr_id))));
	TRY(db_next(rows));
	*client_id = db_column_text(rows, 0, mem, NULL);
	*record_id = db_column_text(rows, 1, mem, NULL);
	return OK;
}

enum result
holding_reserve(struct db *db, struct arena *mem, const char *client_id,
		const char *clr_id)
{
	return db_run(db, NULL,
		      "INSERT INTO holding_deleted (sha256, client_id)"
		      " VALUES ($1, $2) ON CONFLICT (sha256)"
		      " DO UPDATE SET client_id = $2",
		      T(hash_of(mem, clr_id)), T(client_id));
}

enum result
holding_release(struct db *db, struct arena *mem, const char *clr_id)
{
	return db_run(db, NULL, "DELETE FROM holding_deleted WHERE sha256 = $1",
		      T(hash_of(mem, clr_id)));
}
