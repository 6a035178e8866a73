/*
 * Items written out: a document with all items in it, and what is wrong
 * with it, told at the places of the draft.
 *
 * How a document is put together is known to model/assemble.c; this finds
 * the items for it.  Called by item.c, version.c, intake.c and from above.
 */
#include "store/item_whole.h"

#include "base/str.h"
#include "model/assemble.h"
#include "model/check.h"
#include "model/jsonmem.h"
#include "model/walk.h"
#include "store/issuer.h"
#include "store/item_row.h"

/* Objects of one document (G-8: bound the work). */
enum { MOST_OBJECTS = 200000 };

/* A document being written out. */
struct work {
	struct db *db;
	const struct item_office *o;
	const struct item_whole_draft *draft;
	const json_t *own; /* the draft's document */
	json_t *found;	   /* the items asked for, by id */
	enum result r;	   /* of the last question to the database */
	struct assemble_how how;
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

/* *${jws}: the signed form of ${item}'s version in force; NULL: it has none,
 * or is no longer in force. */
static enum result
read_signed(const struct work *work, const struct item *item, const char **jws)
{
	auto_rows rows = NULL;
	enum result r;

	*jws = NULL;
	if (item->version == 0 || item->state == ITEM_REVOKED ||
	    !walk_property(item->as, "revoked"))
		return OK;
	TRY(db_query(work->db, &rows,
		     "SELECT jws FROM signature WHERE item_id = $1"
		     " AND number = $2",
		     T(item->id), I(item->version)));
	r = db_next(rows);
	if (r == OK)
		*jws = db_column_text(rows, 0, work->o->mem, NULL);
	return r == NOT_FOUND ? OK : r;
}

/* Item ${id} as it stands in a document that leaves the office: signed, if
 * it is, and complete, if it is who answers for documents. */
static enum result
look(const struct work *work, const char *id, json_t **doc)
{
	struct item item;
	const char *jws;

	TRY(item_get(work->db, work->o->mem, id, &item));
	TRY(read_signed(work, &item, &jws));
	if (jws) {
		*doc = json_string(jws);
		jsonmem_defer(work->o->mem, *doc);
		return OK;
	}
	TRY(standing(work->db, work->o, &item, doc));
	if (item.as == CLR_PROFILE)
		return issuer_complete(work->db, work->o, id, *doc);
	return OK;
}

/* For assemble(): item ${id}; NULL if it is not there, or not to be had. */
static const json_t *
find(void *carrier, const char *id)
{
	struct work *work = carrier;
	json_t *doc = json_object_get(work->found, id);

	if (streq(id, work->draft->id))
		return work->own;
	if (doc)
		return doc;
	work->r = look(work, id, &doc);
	if (work->r != OK)
		return NULL;
	json_object_set(work->found, id, doc);
	return doc;
}

/* A profile is complete where it is the document itself, too. */
static enum result
complete_own(struct work *work)
{
	json_t *doc;

	if (work->draft->as != CLR_PROFILE)
		return OK;
	doc = json_copy((json_t *)work->own);
	jsonmem_defer(work->o->mem, doc);
	work->own = doc;
	return issuer_complete(work->db, work->o, work->draft->id, doc);
}

static enum result
write_out(struct work *work, bool is_root, json_t **whole)
{
	struct arena *mem = work->o->mem;
	enum result r;

	work->found = json_object();
	jsonmem_defer(mem, work->found);
	work->own = work->draft->doc;
	work->how = (struct assemble_how){ .get = find,
					   .carrier = work,
					   .is_root = is_root,
					   .max = MOST_OBJECTS };
	TRY(complete_own(work));
	r = assemble(mem, work->draft->as, work->own, &work->how, whole);
	return work->r != OK ? work->r : r;
}

enum result
item_whole_draft(struct db *db, const struct item_office *o,
		 const struct item_whole_draft *draft, bool is_root,
		 json_t **doc)
{
	struct work work = { .db = db, .o = o, .draft = draft };

	return write_out(&work, is_root, doc);
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

/* Tell ${problem} at the member of the draft that holds the item it is in.
 * *${is_own}: it is in none. */
static enum result
place(const struct work *work, struct problem *problem, bool *is_own)
{
	struct assemble_spot spot = { .pointer = problem->pointer };
	struct arena *mem = work->o->mem;
	struct item item;

	assemble_place(mem, work->draft->as, work->own, &work->how, &spot);
	problem->pointer = spot.pointer;
	*is_own = !spot.item;
	if (!spot.item)
		return OK;
	TRY(item_get(work->db, mem, spot.item, &item));
	problem->words = arena_printf(
		mem, "In %s: %s", item_row_said(mem, &item), problem->words);
	return OK;
}

enum result
item_whole_check(struct db *db, const struct item_office *o,
		 const struct item_whole_draft *draft, struct problems *out,
		 size_t others[2])
{
	struct work work = { .db = db, .o = o, .draft = draft };
	size_t i = out->count;
	json_t *whole;
	bool is_own;

	TRY(write_out(&work, true, &whole));
	check_doc(whole, draft->as, CHECK_STRICT, "", o->limits, out);
	for (; i < out->count; i++) {
		TRY(place(&work, &out->items[i], &is_own));
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
