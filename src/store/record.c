/*
 * Records and the files they came in: kept, read, deleted.
 *
 * The SQL of the tables import, record, problem and counter.  What a
 * record's columns are made of is in record_row.c, lists of records are in
 * record_list.c, links in share.c.
 */
#include "store/record.h"

#include <string.h>

#include "base/clock.h"
#include "base/rand.h"
#include "base/str.h"
#include "crypto/digest.h"
#include "store/checking.h"
#include "store/holding.h"
#include "store/record_row.h"
#include "store/search.h"

/* How a severity is stored. */
enum { STORED_ERROR = 1, STORED_WARNING = 2 };

/* A file on its way in. */
struct incoming {
	struct db *db;
	struct arena *mem;
	const struct record_file *file;
	const char *sha256;	/* of its bytes, hex */
	struct record *records; /* one an item */
	int64_t now;
	struct record_kept kept;
	size_t made; /* records, just now */
};

static enum result
put_problems(struct db *db, const char *owner, const struct problems *p)
{
	const struct problem *one;
	size_t i;

	for (i = 0; i < p->count; i++) {
		one = &p->items[i];
		TRY(db_run(db, NULL,
			   "INSERT INTO problem (owner_id, position, severity,"
			   " rule, pointer, words)"
			   " VALUES ($1, $2, $3, $4, $5, $6)",
			   T(owner), I(i),
			   I(one->severity == PROBLEM_ERROR ? STORED_ERROR
							    : STORED_WARNING),
			   T(one->rule), T(one->pointer), T(one->words)));
	}
	return OK;
}

/* What is kept of the ${i}th record beside its row. */
static enum result
put_around(struct incoming *in, size_t i)
{
	const struct import_item *item = &in->file->import->items[i];
	const struct record *r = &in->records[i];
	const struct holding_new held = { .record_id = r->id,
					  .doc = item->doc,
					  .found = &item->problems,
					  .is_signed = r->is_signed,
					  .client_id = in->file->client_id,
					  .account_id = in->file->account_id };

	TRY(holding_put(in->db, in->mem, &held));
	return put_problems(in->db, r->id, &item->problems);
}

static enum result
put_record(struct incoming *in, size_t i)
{
	struct record *r = &in->records[i];

	r->id = rand_id(in->mem);
	if (!in->kept.record_id)
		in->kept.record_id = r->id;
	TRY(db_run(in->db, NULL,
		   "INSERT INTO record (id, import_id, pointer, position,"
		   " clr_id, name, learner, publisher, sha256, issued_on,"
		   " created_at, deleted_at, assertions, errors, warnings,"
		   " is_revoked, is_signed, doc_len, search, doc, jws)"
		   " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 0,"
		   " $12, $13, $14, $15, $16, $17, $18, $19, $20)",
		   T(r->id), T(in->kept.id), T(r->pointer), I(i), T(r->clr_id),
		   T(r->name), T(r->learner), T(r->publisher), T(r->sha256),
		   I(r->issued_on), I(in->now), I(r->assertions), I(r->errors),
		   I(r->warnings), I(r->is_revoked), I(r->is_signed),
		   I(r->doc_len), T(record_row_search(in->mem, r)),
		   TN(r->doc, r->doc_len), T(r->jws)));
	return put_around(in, i);
}

/* The file is nothing but its one record: its bytes are kept there. */
static bool
is_record_itself(const struct record_file *file)
{
	const struct import_item *first = file->import->items;

	return file->import->count == 1 && first->len == file->len &&
	       memcmp(first->bytes, file->bytes, file->len) == 0;
}

static enum result
put_import(struct incoming *in)
{
	const struct record_file *file = in->file;
	const char *doc = is_record_itself(file) ? NULL : file->bytes;

	in->kept.id = rand_id(in->mem);
	TRY(db_run(in->db, NULL,
		   "INSERT INTO import (id, file, form, sha256, created_at,"
		   " deleted_at, doc) VALUES ($1, $2, $3, $4, $5, 0, $6)",
		   T(in->kept.id),
		   T(search_cut(in->mem, file->name, RECORD_TEXT)),
		   T(import_form_name(file->import->form)),
		   T(file->client_id ? NULL : in->sha256), I(in->now),
		   TN(doc, file->len)));
	return put_problems(in->db, in->kept.id, &file->import->problems);
}

/* Was the file imported before?  Sets ${in->kept.id}, or leaves it NULL. */
static enum result
find_import(struct incoming *in)
{
	auto_rows rows = NULL;
	enum result r;

	if (in->file->client_id)
		return OK;
	TRY(db_query(in->db, &rows, "SELECT id FROM import WHERE sha256 = $1",
		     T(in->sha256)));
	r = db_next(rows);
	if (r == OK)
		in->kept.id = db_column_text(rows, 0, in->mem, NULL);
	return r == NOT_FOUND ? OK : r;
}

/* Is the ${i}th record of a known file still there? */
static enum result
is_kept(struct incoming *in, size_t i, bool *is_there)
{
	auto_rows rows = NULL;
	enum result r;

	TRY(db_query(in->db, &rows,
		     "SELECT 1 FROM record WHERE import_id = $1"
		     " AND position = $2 AND deleted_at = 0",
		     T(in->kept.id), I(i)));
	r = db_next(rows);
	*is_there = r == OK;
	return r == NOT_FOUND ? OK : r;
}

static enum result
put_all(struct incoming *in)
{
	bool is_new, is_there;
	size_t i;

	TRY(find_import(in));
	is_new = !in->kept.id;
	in->kept.is_known = !is_new;
	if (is_new)
		TRY(put_import(in));
	for (i = 0; i < in->file->import->count; i++) {
		is_there = false;
		if (!is_new)
			TRY(is_kept(in, i, &is_there));
		if (is_there)
			continue;
		in->kept.is_known = false;
		TRY(put_record(in, i));
		in->made++;
	}
	return OK;
}

static enum result
tell(struct db *db, const struct audit_by *by, const char *action,
     const char *words, const char *id)
{
	const struct audit_event event = { .action = action,
					   .target = id,
					   .words = words };

	return audit_add(db, by, &event);
}

enum result
record_put(struct db *db, struct arena *mem, const struct audit_by *by,
	   const struct record_file *file, struct record_kept *out)
{
	const struct import *import = file->import;
	struct incoming in = {
		.db = db,
		.mem = mem,
		.file = file,
		.sha256 = digest_hex(mem, file->bytes, file->len),
		.records = arena_array(mem, import->count,
				       sizeof(struct record)),
		.now = clock_now(),
	};
	auto_tx tx = NULL;
	size_t i;

	for (i = 0; i < import->count; i++)
		record_row_make(mem, &import->items[i], &in.records[i]);
	TRY(db_join(db, &tx));
	TRY(put_all(&in));
	if (by && in.made)
		TRY(tell(db, by, "record.import",
			 arena_printf(mem, "%zu %s came in", in.made,
				      in.made == 1 ? "record" : "records"),
			 in.kept.id));
	TRY(db_commit(&tx));
	*out = in.kept;
	return OK;
}

enum result
record_get(struct db *db, struct arena *mem, const char *id, struct record *out)
{
	auto_rows rows = NULL;
	enum result r;

	TRY(db_query(db, &rows,
		     "SELECT " RECORD_ROW ", r.deleted_at FROM record r"
		     " WHERE r.id = $1",
		     T(id)));
	r = db_next(rows);
	if (r == NOT_FOUND)
		return fail(NOT_FOUND, "there is no record %s", id);
	if (r != OK)
		return r;
	if (db_column_number(rows, RECORD_ROW_COLUMNS) != 0)
		return fail(GONE, "record %s was deleted", id);
	record_row_read(rows, 0, mem, out);
	return OK;
}

enum result
record_doc(struct db *db, struct arena *mem, struct record *record)
{
	auto_rows rows = NULL;
	enum result r;

	if (record->doc)
		return OK;
	TRY(db_query(db, &rows, "SELECT doc, jws FROM record WHERE id = $1",
		     T(record->id)));
	r = db_next(rows);
	if (r == NOT_FOUND)
		return fail(NOT_FOUND, "there is no record %s", record->id);
	if (r != OK)
		return r;
	record->doc = db_column_text(rows, 0, mem, &record->doc_len);
	if (!record->doc)
		return fail(GONE, "record %s was deleted", record->id);
	record->jws = db_column_text(rows, 1, mem, NULL);
	return OK;
}

enum result
record_import_get(struct db *db, struct arena *mem, const char *id,
		  struct record_import *out)
{
	auto_rows rows = NULL;
	enum result r;

	TRY(db_query(db, &rows,
		     "SELECT i.id, i.file, i.form, i.sha256,"
		     " coalesce(i.doc, r.doc), i.created_at, i.deleted_at"
		     " FROM import i LEFT JOIN record r ON r.import_id = i.id"
		     " AND r.deleted_at = 0 AND i.doc IS NULL"
		     " WHERE i.id = $1",
		     T(id)));
	r = db_next(rows);
	if (r == NOT_FOUND)
		return fail(NOT_FOUND, "there is no import %s", id);
	if (r != OK)
		return r;
	if (db_column_number(rows, 6) != 0)
		return fail(GONE, "import %s was deleted", id);
	*out = (struct record_import){
		.id = db_column_text(rows, 0, mem, NULL),
		.file = db_column_text(rows, 1, mem, NULL),
		.form = db_column_text(rows, 2, mem, NULL),
		.sha256 = db_column_text(rows, 3, mem, NULL),
		.created_at = db_column_number(rows, 5),
	};
	out->doc = db_column_text(rows, 4, mem, &out->doc_len);
	return OK;
}

static void
read_problem(struct db_rows *rows, struct problems *out)
{
	bool is_error = db_column_number(rows, 0) == STORED_ERROR;

	out->items[out->count++] = (struct problem){
		.severity = is_error ? PROBLEM_ERROR : PROBLEM_WARNING,
		.rule = db_column_text(rows, 1, out->mem, NULL),
		.pointer = db_column_text(rows, 2, out->mem, NULL),
		.words = db_column_text(rows, 3, out->mem, NULL),
	};
	*(is_error ? &out->errors : &out->warnings) += 1;
}

enum result
record_problems(struct db *db, struct arena *mem, const char *id,
		struct problems *out)
{
	auto_rows rows = NULL;
	enum result r;

	*out = (struct problems){ .mem = mem };
	TRY(db_query(db, &rows,
		     "SELECT severity, rule, pointer, words,"
		     " count(*) OVER () FROM problem WHERE owner_id = $1"
		     " ORDER BY position",
		     T(id)));
	while ((r = db_next(rows)) == OK) {
		if (!out->items) {
			out->cap = (size_t)db_column_number(rows, 4);
			out->max = out->cap;
			out->items = arena_array(mem, out->cap,
						 sizeof(*out->items));
		}
		read_problem(rows, out);
	}
	return r == NOT_FOUND ? OK : r;
}

/* The row of record ${r->id}, which is that of a file of its own, anew. */
static enum result
renew_rows(struct incoming *in, const struct record *r)
{
	const struct record_file *file = in->file;

	TRY(db_run(in->db, NULL,
		   "UPDATE record SET name = $2, learner = $3,"
		   " publisher = $4, sha256 = $5, issued_on = $6,"
		   " created_at = $7, assertions = $8, errors = $9,"
		   " warnings = $10, is_revoked = $11, is_signed = $12,"
		   " doc_len = $13, search = $14, doc = $15, jws = $16"
		   " WHERE id = $1",
		   T(r->id), T(r->name), T(r->learner), T(r->publisher),
		   T(r->sha256), I(r->issued_on), I(in->now), I(r->assertions),
		   I(r->errors), I(r->warnings), I(r->is_revoked),
		   I(r->is_signed), I(r->doc_len),
		   T(record_row_search(in->mem, r)), TN(r->doc, r->doc_len),
		   T(r->jws)));
	return db_run(
		in->db, NULL,
		"UPDATE import SET created_at = $2, doc = $3"
		" WHERE id = (SELECT import_id FROM record"
		" WHERE id = $1)",
		T(r->id), I(in->now),
		TN(is_record_itself(file) ? NULL : file->bytes, file->len));
}

enum result
record_renew(struct db *db, struct arena *mem, const char *id,
	     const struct record_file *file)
{
	struct record record;
	struct incoming in = { .db = db,
			       .mem = mem,
			       .file = file,
			       .records = &record,
			       .now = clock_now() };

	record_row_make(mem, &file->import->items[0], &record);
	record.id = id;
	TRY(renew_rows(&in, &record));
	TRY(db_run(db, NULL, "DELETE FROM problem WHERE owner_id = $1", T(id)));
	TRY(checking_forget(db, id));
	TRY(put_around(&in, 0));
	return record_withdrawn(db);
}

/* Empty the record's row and end its links. */
static enum result
erase_record(struct db *db, const char *id, int64_t now)
{
	TRY(db_run(db, NULL,
		   "UPDATE record SET deleted_at = $2, pointer = '',"
		   " clr_id = '', name = '', learner = '', publisher = '',"
		   " sha256 = '', issued_on = 0, assertions = 0, errors = 0,"
		   " warnings = 0, is_revoked = 0, is_signed = 0, doc_len = 0,"
		   " search = '', doc = NULL, jws = NULL WHERE id = $1",
		   T(id), I(now)));
	TRY(db_run(db, NULL, "DELETE FROM problem WHERE owner_id = $1", T(id)));
	TRY(checking_forget(db, id));
	TRY(holding_forget(db, id));
	return db_run(db, NULL,
		      "UPDATE share SET name = '', owner_sha256 = NULL,"
		      " deleted_at = CASE WHEN deleted_at = 0 THEN $2"
		      " ELSE deleted_at END WHERE record_id = $1",
		      T(id), I(now));
}

/* Empty the file's row if no record of it is left. */
static enum result
erase_import(struct db *db, const char *id, int64_t now)
{
	long long erased;

	TRY(db_run(db, &erased,
		   "UPDATE import SET deleted_at = $2, file = '',"
		   " sha256 = NULL, doc = NULL WHERE id = $1 AND NOT EXISTS"
		   " (SELECT 1 FROM record WHERE import_id = $1"
		   " AND deleted_at = 0)",
		   T(id), I(now)));
	if (!erased)
		return OK;
	return db_run(db, NULL, "DELETE FROM problem WHERE owner_id = $1",
		      T(id));
}

enum result
record_del(struct db *db, const struct audit_by *by, const char *id)
{
	auto_arena mem = arena_new();
	int64_t now = clock_now();
	struct record record;
	auto_tx tx = NULL;
	bool is_own;

	TRY(db_join(db, &tx));
	is_own = tx != NULL;
	TRY(record_get(db, mem, id, &record));
	TRY(erase_record(db, id, now));
	TRY(erase_import(db, record.import_id, now));
	TRY(record_withdrawn(db));
	TRY(tell(db, by, "record.delete", "The record was erased", id));
	TRY(db_commit(&tx));
	/* The deletion stands whether or not the log can be emptied now. */
	if (is_own && db_scrub(db) != OK)
		fail_clear();
	return OK;
}

enum result
record_withdrawals(struct db *db, int64_t *out)
{
	auto_rows rows = NULL;

	TRY(db_query(db, &rows,
		     "SELECT value FROM counter WHERE name = 'withdrawals'"));
	TRY(db_next(rows));
	*out = db_column_number(rows, 0);
	return OK;
}

enum result
record_withdrawn(struct db *db)
{
	return db_run(db, NULL,
		      "UPDATE counter SET value = value + 1"
		      " WHERE name = 'withdrawals'");
}
