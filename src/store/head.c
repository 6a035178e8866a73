/*
 * Signing heads of the audit trail, and keeping them.
 *
 * The SQL of the table head.  Whether they still hold is judged in
 * head_verify.c.  Called by the job process and clarus audit.
 */
#include "store/head.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/str.h"
#include "model/jsonmem.h"

static void
read_head(struct db_rows *rows, struct arena *mem, struct head *out)
{
	*out = (struct head){
		.number = db_column_number(rows, 0),
		.at = db_column_number(rows, 1),
		.hash = db_column_text(rows, 2, mem, NULL),
		.jws = db_column_text(rows, 3, mem, NULL),
	};
}

enum result
head_list(struct db *db, struct arena *mem, struct head_list *out)
{
	auto_rows rows = NULL;
	enum result r;

	*out = (struct head_list){ 0 };
	TRY(db_query(db, &rows,
		     "SELECT number, at, hash, jws, count(*) OVER () FROM head"
		     " ORDER BY number"));
	while ((r = db_next(rows)) == OK) {
		if (!out->items)
			out->items = arena_array(
				mem, (size_t)db_column_number(rows, 4),
				sizeof(*out->items));
		read_head(rows, mem, &out->items[out->count++]);
	}
	return r == NOT_FOUND ? OK : r;
}

enum result
head_last(struct db *db, struct arena *mem, struct head *out)
{
	auto_rows rows = NULL;
	enum result r;

	TRY(db_query(db, &rows,
		     "SELECT number, at, hash, jws FROM head"
		     " ORDER BY number DESC LIMIT 1"));
	r = db_next(rows);
	if (r == OK)
		read_head(rows, mem, out);
	return r == NOT_FOUND ? fail(NOT_FOUND, "no head was signed yet") : r;
}

static const char *
text_of(struct arena *mem, json_t *doc)
{
	jsonmem_defer(mem, doc);
	return jsonmem_text(mem, doc, JSON_COMPACT);
}

const char *
head_line(struct arena *mem, const struct head *head)
{
	return text_of(mem, json_pack("{s:I, s:s, s:s, s:s}", "number",
				      (json_int_t)head->number, "at",
				      clock_iso(mem, head->at), "hash",
				      head->hash, "jws", head->jws));
}

static enum result
append(const struct head_ask *ask, struct arena *mem, const struct head *head)
{
	auto_fd fd = open(ask->file, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC,
			  0640);
	const char *line = arena_printf(mem, "%s\n", head_line(mem, head));
	const size_t len = strlen(line);

	if (fd < 0 || write(fd, line, len) != (ssize_t)len || fsync(fd) < 0)
		return fail(INTERNAL, "%s cannot be written: %s", ask->file,
			    strerror(errno));
	return OK;
}

/* What is stated, before it is signed. */
static const char *
statement(struct arena *mem, const struct head_ask *ask,
	  const struct head *head)
{
	return text_of(mem,
		       json_pack("{s:s, s:I, s:s, s:s}", "iss", ask->iss,
				 "number", (json_int_t)head->number, "hash",
				 head->hash, "at", clock_iso(mem, head->at)));
}

static enum result
keep(struct db *db, const struct item_office *o, const struct head_ask *ask,
     const struct head *head)
{
	auto_tx tx = NULL;

	TRY(db_begin(db, &tx));
	TRY(db_run(db, NULL,
		   "INSERT INTO head (number, at, hash, jws)"
		   " VALUES ($1, $2, $3, $4)",
		   I(head->number), I(head->at), T(head->hash), T(head->jws)));
	TRY(append(ask, o->mem, head));
	return db_commit(&tx);
}

/* The newest entry, if no head was signed of it. */
static enum result
read_newest(struct db *db, struct arena *mem, struct head *head)
{
	struct head last = { 0 };
	enum result r = head_last(db, mem, &last);

	if (r != OK && r != NOT_FOUND)
		return r;
	TRY(audit_head(db, mem, &head->number, &head->hash));
	if (head->number <= last.number)
		return fail(NOT_FOUND, "the audit trail did not grow");
	return OK;
}

enum result
head_sign(struct db *db, const struct item_office *o,
	  const struct head_ask *ask)
{
	struct head head = { 0 };
	struct signer_ask what = { .root = o->root, .as = SIGNER_HEAD };

	TRY(read_newest(db, o->mem, &head));
	TRY(signer_office(db, o, ask->iss, ask->bits, &what.key_id));
	/* Making a key is an entry too. */
	TRY(audit_head(db, o->mem, &head.number, &head.hash));
	head.at = clock_now();
	what.bytes = statement(o->mem, ask, &head);
	what.len = strlen(what.bytes);
	TRY(signer_sign(o->signer, db, o->mem, &what, &head.jws));
	return keep(db, o, ask, &head);
}
