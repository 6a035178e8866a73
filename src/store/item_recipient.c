/*
 * Whom an assertion's recipient names (CLR 1.0 §1.3 Identity, §4.5).
 *
 * The record's own check is D-4 in model/; this finds the profile among the
 * items, for lists.  The SQL of the table item_identity.  Called by
 * item_index.c.
 */
#include "store/item_recipient.h"

#include <string.h>

#include "base/str.h"
#include "crypto/digest.h"
#include "model/walk.h"
#include "store/line.h"

#define HASH "sha256$"

/* The members of a profile that may name it, besides its id (§1.2). */
static const char *const types[] = { "email", "url", "telephone", "sourcedId",
				     "studentId" };

struct recipient {
	const char *type;
	const char *identity;
	const char *salt;
	bool is_hashed;
};

enum result
item_recipient_put(struct db *db, const struct item_index_of *of)
{
	const char *value;
	size_t i;

	if (of->as != CLR_PROFILE)
		return OK;
	for (i = 0; i < sizeof(types) / sizeof(types[0]); i++) {
		value = walk_text(of->doc, CLR_PROFILE, types[i]);
		if (value)
			TRY(db_run(db, NULL,
				   "INSERT INTO item_identity (type, value,"
				   " item_id) VALUES ($1, $2, $3)",
				   T(types[i]), T(value), T(of->id)));
	}
	return OK;
}

static void
read_found(struct db_rows *rows, struct arena *mem, struct item *out)
{
	out->id = db_column_text(rows, 0, mem, NULL);
	out->name = db_column_text(rows, 1, mem, NULL);
	out->doc_id = db_column_text(rows, 2, mem, NULL);
}

/* By what stands there in the clear.  Of several, the one it named before
 * or the one the office says; else the oldest. */
static enum result
find_named(struct db *db, const struct item_office *o,
	   const struct recipient *recipient, const char *earlier,
	   struct item *out)
{
	auto_rows rows = NULL;
	enum result r;

	if (streq(recipient->type, "id"))
		TRY(db_query(db, &rows,
			     "SELECT id, name, doc_id FROM item"
			     " WHERE class = 'Profile' AND doc_id = $1",
			     T(recipient->identity)));
	else
		TRY(db_query(db, &rows,
			     "SELECT i.id, i.name, i.doc_id"
			     " FROM item_identity n"
			     " JOIN item i ON i.id = n.item_id"
			     " WHERE n.type = $1 AND n.value = $2"
			     " ORDER BY CASE i.id WHEN $3 THEN 0"
			     " WHEN $4 THEN 1 ELSE 2 END, i.created_at, i.id"
			     " LIMIT 1",
			     T(recipient->type), T(recipient->identity),
			     T(o->recipient), T(earlier)));
	r = db_next(rows);
	if (r == OK)
		read_found(rows, o->mem, out);
	return r == NOT_FOUND ? OK : r;
}

/* Is the hash that of ${value}?  (CLR 1.0 §4.5) */
static bool
is_hash_of(struct arena *mem, const struct recipient *recipient,
	   const char *value)
{
	const char *salted;

	if (!value || !str_starts(recipient->identity, HASH))
		return false;
	salted = arena_printf(mem, "%s%s", value,
			      recipient->salt ? recipient->salt : "");
	return strieq(recipient->identity + strlen(HASH),
		      digest_hex(mem, salted, strlen(salted)));
}

/* Is it the hash of profile ${id}? */
static enum result
try_hash(struct db *db, const struct item_office *o,
	 const struct recipient *recipient, const char *id, struct item *out)
{
	auto_rows rows = NULL;
	const char *value;
	enum result r;

	TRY(db_query(db, &rows,
		     "SELECT i.id, i.name, i.doc_id, n.value FROM item i"
		     " LEFT JOIN item_identity n ON n.item_id = i.id"
		     " AND n.type = $2 WHERE i.id = $1 AND i.class = 'Profile'",
		     T(id), T(recipient->type)));
	r = db_next(rows);
	if (r != OK)
		return r == NOT_FOUND ? OK : r;
	value = streq(recipient->type, "id")
			? db_column_text(rows, 2, o->mem, NULL)
			: db_column_text(rows, 3, o->mem, NULL);
	if (is_hash_of(o->mem, recipient, value))
		read_found(rows, o->mem, out);
	return OK;
}

/* The profile that assertion ${id} named before; *${out} NULL: none. */
static enum result
read_earlier(struct db *db, struct arena *mem, const char *id, const char **out)
{
	auto_rows rows = NULL;
	enum result r;

	*out = NULL;
	if (!id)
		return OK;
	TRY(db_query(db, &rows,
		     "SELECT target_id FROM item_link WHERE item_id = $1"
		     " AND property = '" ITEM_RECIPIENT "'",
		     T(id)));
	r = db_next(rows);
	if (r == OK)
		*out = db_column_text(rows, 0, mem, NULL);
	return r == NOT_FOUND ? OK : r;
}

enum result
item_recipient_find(struct db *db, const struct item_office *o,
		    const struct item_index_of *of, struct item *out)
{
	const json_t *json = walk_get(of->doc, CLR_ASSERTION, "recipient");
	const struct recipient recipient = {
		.type = walk_text(json, CLR_IDENTITY, "type"),
		.identity = walk_text(json, CLR_IDENTITY, "identity"),
		.salt = walk_text(json, CLR_IDENTITY, "salt"),
		.is_hashed = json_is_true(
			walk_get(json, CLR_IDENTITY, "hashed")),
	};
	const char *earlier;

	*out = (struct item){ .name = "" };
	if (!recipient.type || !recipient.identity)
		return OK;
	TRY(read_earlier(db, o->mem, of->id, &earlier));
	if (recipient.is_hashed) {
		if (o->recipient)
			TRY(try_hash(db, o, &recipient, o->recipient, out));
		if (!out->id && earlier)
			TRY(try_hash(db, o, &recipient, earlier, out));
		return OK;
	}
	out->name = streq(recipient.type, "id")
			    ? ""
			    : line_of(o->mem, recipient.identity, 300);
	return find_named(db, o, &recipient, earlier, out);
}
