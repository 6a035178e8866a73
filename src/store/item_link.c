/*
 * What an item's document holds, in tables; and what others say of an item,
 * kept up to date with its name.
 *
 * The SQL of the tables item_link and item_part, and of item.held_by, which
 * follows from the links.  What is written there is found by item_index.c.
 * Called by item.c and intake.c, in their transactions.
 */
#include "store/item_link.h"

#include "base/str.h"
#include "model/walk.h"
#include "store/item_recipient.h"
#include "store/search.h"

/* Ids, each with how many there are. */
static enum result
read_ids(struct db_rows *rows, struct arena *mem, const char ***out,
	 size_t *count)
{
	enum result r;

	*count = 0;
	while ((r = db_next(rows)) == OK) {
		if (*count == 0)
			*out = arena_array(mem,
					   (size_t)db_column_number(rows, 1),
					   sizeof(**out));
		(*out)[(*count)++] = db_column_text(rows, 0, mem, NULL);
	}
	return r == NOT_FOUND ? OK : r;
}

/* The ids of the items that ${id} holds. */
static enum result
read_targets(struct db *db, struct arena *mem, const char *id,
	     const char ***out, size_t *count)
{
	auto_rows rows = NULL;

	TRY(db_query(db, &rows,
		     "SELECT target_id, count(*) OVER () FROM item_link"
		     " WHERE item_id = $1",
		     T(id)));
	return read_ids(rows, mem, out, count);
}

/* The class's name as it stands in held_by. */
static const char *
held_word(struct arena *mem, enum class_id as)
{
	return arena_printf(mem, " %s ", walk_class(as)->name);
}

/* The positions of the links, each among those of its property; those of
 * one property mostly stand together. */
static size_t *
positions_of(struct arena *mem, const struct item_index *index)
{
	const struct assemble_link *link = index->links;
	size_t *out = arena_array(mem, index->links_count, sizeof(*out));
	size_t i, before;

	for (i = 0; i < index->links_count; i++) {
		before = i;
		while (before > 0 &&
		       !streq(link[before - 1].property, link[i].property))
			before--;
		out[i] = before > 0 ? out[before - 1] + 1 : 0;
	}
	return out;
}

static enum result
put_links(struct db *db, const struct item_office *o,
	  const struct item_index_of *of, const struct item_index *index)
{
	const char *class = walk_class(of->as)->name;
	const char *word = held_word(o->mem, of->as);
	const size_t *positions = positions_of(o->mem, index);
	const struct assemble_link *link;
	size_t i;

	for (i = 0; i < index->links_count; i++) {
		link = &index->links[i];
		TRY(db_run(db, NULL,
			   "INSERT INTO item_link (item_id, property,"
			   " position, target_id, class)"
			   " VALUES ($1, $2, $3, $4, $5)",
			   T(of->id), T(link->property), I(positions[i]),
			   T(link->item), T(class)));
		TRY(db_run(db, NULL,
			   "UPDATE item SET held_by = held_by || $2"
			   " WHERE id = $1 AND strpos(held_by, $2) = 0",
			   T(link->item), T(word)));
	}
	return OK;
}

/* Of those that were held before: who is held by none of the class now? */
static enum result
let_go(struct db *db, const struct item_office *o,
       const struct item_index_of *of, const char *const targets[],
       size_t count)
{
	const char *word = held_word(o->mem, of->as);
	size_t i;

	for (i = 0; i < count; i++)
		TRY(db_run(db, NULL,
			   "UPDATE item SET held_by = replace(held_by, $2, '')"
			   " WHERE id = $1 AND NOT EXISTS (SELECT 1"
			   " FROM item_link WHERE target_id = $1"
			   " AND class = $3)",
			   T(targets[i]), T(word),
			   T(walk_class(of->as)->name)));
	return OK;
}

static enum result
put_parts(struct db *db, const struct item_office *o,
	  const struct item_index_of *of, const struct item_index *index)
{
	const struct item_index_part *part;
	size_t i;

	for (i = 0; i < index->parts_count; i++) {
		part = &index->parts[i];
		TRY(db_run(db, NULL,
			   "INSERT INTO item_part (item_id, kind, position,"
			   " words, target, search)"
			   " VALUES ($1, $2, $3, $4, $5, $6)",
			   T(of->id), T(part->kind), I(i), T(part->words),
			   T(part->target),
			   T(search_text(o->mem,
					 (const char *const[]){ part->words,
								part->target },
					 2))));
	}
	return OK;
}

static enum result
delete_rows(struct db *db, const char *id)
{
	TRY(db_run(db, NULL, "DELETE FROM item_link WHERE item_id = $1",
		   T(id)));
	TRY(db_run(db, NULL, "DELETE FROM item_part WHERE item_id = $1",
		   T(id)));
	return db_run(db, NULL, "DELETE FROM item_identity WHERE item_id = $1",
		      T(id));
}

enum result
item_link_put(struct db *db, const struct item_office *o,
	      const struct item_index_of *of, const struct item_index *index)
{
	const char **before = NULL;
	size_t count;

	TRY(read_targets(db, o->mem, of->id, &before, &count));
	TRY(delete_rows(db, of->id));
	TRY(put_links(db, o, of, index));
	TRY(let_go(db, o, of, before, count));
	TRY(put_parts(db, o, of, index));
	return item_recipient_put(db, of);
}

enum result
item_link_del(struct db *db, const struct item_office *o,
	      const struct item_index_of *of)
{
	const char **before = NULL;
	size_t count;

	TRY(read_targets(db, o->mem, of->id, &before, &count));
	TRY(delete_rows(db, of->id));
	return let_go(db, o, of, before, count);
}

/* Write the columns that tell of others, if one of them changed.  A column
 * that is named is written in all its indexes, so not more of them than need
 * be. */
static enum result
put_columns(struct db *db, const struct item *item,
	    const struct item_index *index)
{
	if (!streq(item->kind, index->kind))
		return db_run(db, NULL,
			      "UPDATE item SET name = $2, about = $3,"
			      " kind = $4, search = $5 WHERE id = $1",
			      T(item->id), T(index->name), T(index->about),
			      T(index->kind), T(index->search));
	if (streq(item->name, index->name) && streq(item->about, index->about))
		return OK;
	return db_run(db, NULL,
		      "UPDATE item SET name = $2, about = $3, search = $4"
		      " WHERE id = $1",
		      T(item->id), T(index->name), T(index->about),
		      T(index->search));
}

/* Look through item ${id} again, and write its links too if ${relinks}. */
static enum result
again(struct db *db, const struct item_office *o, const char *id, bool relinks)
{
	struct item_index index;
	struct item_index_of of;
	struct item item;
	json_t *doc;

	TRY(item_get(db, o->mem, id, &item));
	TRY(item_json(o, &item, &doc));
	of = (struct item_index_of){ item.as, item.id, item.kind, doc };
	TRY(item_index_make(db, o, &of, &index));
	if (relinks)
		TRY(item_link_put(db, o, &of, &index));
	TRY(put_columns(db, &item, &index));
	if (streq(item.name, index.name) && streq(item.kind, index.kind))
		return OK;
	return item_link_spread(db, o, id);
}

enum result
item_link_again(struct db *db, const struct item_office *o, const char *id)
{
	return again(db, o, id, true);
}

/* The ids of the items that say something of ${id}. */
static enum result
read_holders(struct db *db, struct arena *mem, const char *id,
	     const char ***out, size_t *count)
{
	auto_rows rows = NULL;

	TRY(db_query(db, &rows,
		     "SELECT item_id, count(*) OVER () FROM item_link"
		     " WHERE target_id = $1 AND property IN ('issuer',"
		     " 'achievement', 'learner', 'publisher', 'recipient',"
		     " 'claim') GROUP BY item_id",
		     T(id)));
	return read_ids(rows, mem, out, count);
}

enum result
item_link_spread(struct db *db, const struct item_office *o, const char *id)
{
	auto_arena list = arena_new();
	auto_arena mem = arena_new();
	struct item_office inner = { .mem = mem,
				     .limits = o->limits,
				     .by = o->by };
	const char **holders = NULL;
	size_t i, count;

	/* There may be thousands: the memory of each goes with it. */
	TRY(read_holders(db, list, id, &holders, &count));
	for (i = 0; i < count; i++) {
		TRY(again(db, &inner, holders[i], false));
		arena_reset(mem);
	}
	return OK;
}
