/*
 * Achievements that lack something: SQL over the documents as they are kept
 * (compact, so a member is written "name":).  Other lists are in
 * item_list.c.  Called by web/build_todo.c.
 */
#include "store/item_gap.h"

#include "store/item_row.h"

#define OF_ACHIEVEMENTS                                                        \
	"SELECT " ITEM_ROW ", count(*) OVER () FROM item i"                    \
	" WHERE i.class = 'Achievement' AND i.state <> 'revoked'"
#define NEWEST_FIRST " ORDER BY i.updated_at DESC, i.id LIMIT $1"

static enum result
ask(struct db *db, const struct item_gap_query *query, struct db_rows **rows)
{
	switch (query->gap) {
	case ITEM_GAP_DESCRIPTION:
		return db_query(
			db, rows,
			OF_ACHIEVEMENTS
			" AND strpos(i.doc, '\"description\":') = 0" NEWEST_FIRST,
			I(query->limit));
	case ITEM_GAP_REQUIREMENT:
		return db_query(
			db, rows,
			OF_ACHIEVEMENTS
			" AND strpos(i.doc, '\"requirement\":') = 0" NEWEST_FIRST,
			I(query->limit));
	case ITEM_GAP_REFERENCE:
	default:
		return db_query(
			db, rows,
			OF_ACHIEVEMENTS
			" AND i.id IN (SELECT p.item_id FROM item_part p"
			" WHERE p.kind = 'association'"
			" AND (p.target LIKE 'urn:%'"
			" OR substr(p.target, 1, length($2)) = $2)"
			" AND NOT EXISTS (SELECT 1 FROM item t"
			" WHERE t.class = 'Achievement'"
			" AND t.doc_id = p.target"
			" AND t.state <> 'revoked'))" NEWEST_FIRST,
			I(query->limit), T(query->base));
	}
}

enum result
item_gap_list(struct db *db, struct arena *mem,
	      const struct item_gap_query *query, struct item_list *out)
{
	auto_rows rows = NULL;
	enum result r;

	*out = (struct item_list){ 0 };
	TRY(ask(db, query, &rows));
	while ((r = db_next(rows)) == OK) {
		if (out->count == 0) {
			out->items = arena_array(mem, (size_t)query->limit,
						 sizeof(*out->items));
			out->total = db_column_number(rows, ITEM_ROW_COLUMNS);
		}
		item_row_read(rows, 0, mem, &out->items[out->count++]);
	}
	return r == NOT_FOUND ? OK : r;
}
