/*
 * Items written out: a document with all items in it, and what is wrong
 * with it, told at the places of the draft.
 *
 * How a document is put together is known to model/assemble.c; this finds
 * the items for it.  Called by item.c, version.c, intake.c and from above.
 */
#include "store/item_whole.h"

#include <limits.h>
#include <string.h>

#include "base/str.h"
#include "model/assemble.h"
#include "model/check.h"
#include "model/walk.h"
#include "store/item_row.h"

/* Objects of one document (G-8: bound the work). */
enum { MOST_OBJECTS = 200000 };

/* A document being written out. */
struct work {
	struct db *db;
	const struct item_office *o;
	const struct item_whole_draft *draft;
	enum result r; /* of the last question to the database */
};

enum result
item_json(const struct item_office *o, const struct item *item, json_t **doc)
{
	return load_stored(o->mem, item->doc, item->doc_len, doc);
}

/* The draft that version ${number} was published from. */
static enum result
read_draft(struct db *db, const struct item_office *o, const struct item *item,
	   json_t **doc)
{
	auto_rows rows = NULL;
	const char *bytes;
	size_t len;

	TRY(db_query(db, &rows,
		     "SELECT draft FROM version WHERE item_id = $1"
		     " AND number = $2",
		     T(item->id), I(item->version)));
	TRY(db_next(rows));
	bytes = db_column_text(rows, 0, o->mem, &len);
	return load_stored(o->mem, bytes, len, doc);
}

/* Say in ${doc} that it was revoked, if its class knows of that. */
static void
revoke(const struct item *item, json_t *doc)
{
	if (!walk_property(item->as, "revoked"))
		return;
	json_object_set_new(doc, "revoked", json_true());
	json_object_set_new(doc, "revocationReason", json_string(item->reason));
}

/* ${item}'s document as it stands in others. */
static enum result
standing(struct db *db, const struct item_office *o, const struct item *item,
	 json_t **doc)
{
	if (item->version == 0)
		return item_json(o, item, doc);
	TRY(read_draft(db, o, item, doc));
	if (item->state == ITEM_REVOKED)
		revoke(item, *doc);
	return OK;
}

enum result
item_whole_standing(struct db *db, const struct item_office *o, const char *id,
		    json_t **doc)
{
	struct item item;

	TRY(item_get(db, o->mem, id, &item));
	return standing(db, o, &item, doc);
}

/* For assemble(): item ${id}; NULL if it is not there, or not to be had. */
static const json_t *
find(void *carrier, const char *id)
{
	struct work *work = carrier;
	json_t *doc = NULL;

	if (streq(id, work->draft->id))
		return work->draft->doc;
	work->r = item_whole_standing(work->db, work->o, id, &doc);
	return work->r == OK ? doc : NULL;
}

enum result
item_whole_draft(struct db *db, const struct item_office *o,
		 const struct item_whole_draft *draft, bool is_root,
		 json_t **doc)
{
	struct work work = { .db = db, .o = o, .draft = draft };
	const struct assemble_how how = { .get = find,
					  .carrier = &work,
					  .is_root = is_root,
					  .max = MOST_OBJECTS };
	enum result r = assemble(o->mem, draft->as, draft->doc, &how, doc);

	return work.r != OK ? work.r : r;
}

enum result
item_whole(struct db *db, const struct item_office *o, const struct item *item,
	   bool is_root, json_t **doc)
{
	struct item_whole_draft draft = { .as = item->as, .id = item->id };
	json_t *own;

	if (item->state == ITEM_REVOKED)
		TRY(standing(db, o, item, &own));
	else
		TRY(item_json(o, item, &own));
	draft.doc = own;
	return item_whole_draft(db, o, &draft, is_root, doc);
}

enum result
item_whole_of(struct db *db, const struct item_office *o, enum class_id as,
	      const json_t *draft, bool is_root, json_t **doc)
{
	const struct item_whole_draft of = { .as = as, .doc = draft };

	return item_whole_draft(db, o, &of, is_root, doc);
}

/* The value that ${token}, of ${len} bytes, names in ${value}. */
static const json_t *
step(struct arena *mem, const json_t *value, const char *token, size_t len)
{
	char *name = arena_strndup(mem, token, len), *to = name;
	const char *from;
	long long index;

	if (json_is_array(value))
		return str_number(name, LLONG_MAX, &index) == OK
			       ? json_array_get(value, (size_t)index)
			       : NULL;
	for (from = name; *from; from++) {
		if (*from != '~')
			*to++ = *from;
		else if (from[1])
			*to++ = *++from == '1' ? '/' : '~';
	}
	*to = '\0';
	return json_object_get(value, name);
}

/* How much of ${pointer} leads, in ${draft}, to the item that it goes
 * through (whose id is *${id}); all of it if it goes through none. */
static size_t
reach(struct arena *mem, const json_t *draft, const char *pointer,
      const char **id)
{
	const char *at = pointer, *end;
	const json_t *value = draft;

	*id = NULL;
	while (value && *at == '/') {
		end = strchrnul(at + 1, '/');
		value = step(mem, value, at + 1, (size_t)(end - at - 1));
		at = end;
		*id = edit_item(value);
		if (*id)
			break;
	}
	if (*id && *at == '\0')
		*id = NULL; /* of the member itself */
	return *id ? (size_t)(at - pointer) : strlen(pointer);
}

/* Tell ${problem} at the member of the draft that holds the item it is in.
 * *${is_own}: it is in none. */
static enum result
place(struct db *db, const struct item_office *o, const json_t *draft,
      struct problem *problem, bool *is_own)
{
	struct item item;
	const char *id;
	size_t len = reach(o->mem, draft, problem->pointer, &id);

	*is_own = !id;
	if (!id)
		return OK;
	TRY(item_get(db, o->mem, id, &item));
	problem->pointer = arena_strndup(o->mem, problem->pointer, len);
	problem->words = arena_printf(o->mem, "In %s: %s",
				      item_row_said(o->mem, &item),
				      problem->words);
	return OK;
}

enum result
item_whole_check(struct db *db, const struct item_office *o,
		 const struct item_whole_draft *draft, struct problems *out,
		 size_t others[2])
{
	size_t i = out->count;
	json_t *whole;
	bool is_own;

	TRY(item_whole_draft(db, o, draft, true, &whole));
	check_doc(whole, draft->as, CHECK_STRICT, "", o->limits, out);
	for (; i < out->count; i++) {
		TRY(place(db, o, draft->doc, &out->items[i], &is_own));
		if (!is_own && others)
			others[out->items[i].severity]++;
	}
	return OK;
}

enum result
item_check(struct db *db, const struct item_office *o, enum class_id as,
	   const json_t *draft, struct problems *out)
{
	const struct item_whole_draft of = { .as = as, .doc = draft };

	return item_whole_check(db, o, &of, out, NULL);
}
