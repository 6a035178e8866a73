/*
 * Who issues and has no key: for the page that makes one.
 */
#include "db/db.h"
#include "store/item_row.h"
#include "store/keyring.h"
#include "store/search.h"

enum result
keyring_keyless(struct db *db, struct arena *mem, const char *text,
		size_t limit, struct item_list *out)
{
	auto_rows rows = NULL;
	enum result r;

	*out = (struct item_list){ 0 };
	out->items = arena_array(mem, limit, sizeof(*out->items));
	TRY(db_query(db, &rows,
		     "SELECT " ITEM_ROW ", count(*) OVER () FROM item i"
		     " WHERE i.class = 'Profile' AND i.state <> 'revoked'"
		     " AND ($1 = '' OR strpos(i.search, $1) > 0)"
		     " AND NOT EXISTS (SELECT 1 FROM key k"
		     " WHERE k.item_id = i.id AND k.ended_at = 0)"
		     " AND EXISTS (SELECT 1 FROM item_link l"
		     " WHERE l.target_id = i.id"
		     " AND l.property IN ('issuer', 'publisher'))"
		     " ORDER BY i.search, i.id LIMIT $2",
		     T(search_words(mem, text)), I(limit)));
	while ((r = db_next(rows)) == OK) {
		out->total = db_column_number(rows, ITEM_ROW_COLUMNS);
		item_row_read(rows, 0, mem, &out->items[out->count++]);
	}
	return r == NOT_FOUND ? OK : r;
}
