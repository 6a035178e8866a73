/*
 * Lists of records: searched, counted, a page at a time.
 *
 * A search reads the index record_newest alone; rows are read for the
 * records of the page only, their bytes never.
 */
#include "store/record.h"

#include "store/record_row.h"
#include "store/search.h"

/* How many records a list has in all. */
static enum result
count_list(struct db *db, const char *words, const char *import_id,
	   long long *total)
{
	auto_rows rows = NULL;

	if (import_id)
		TRY(db_query(db, &rows,
			     "SELECT count(*) FROM record"
			     " WHERE deleted_at = 0 AND import_id = $1"
			     " AND strpos(search, $2) > 0",
			     T(import_id), T(words)));
	else
		TRY(db_query(db, &rows,
			     "SELECT count(*) FROM record"
			     " WHERE deleted_at = 0"
			     " AND strpos(search, $1) > 0",
			     T(words)));
	TRY(db_next(rows));
	*total = db_column_number(rows, 0);
	return OK;
}

enum result
record_list(struct db *db, struct arena *mem, const struct record_query *query,
	    struct record_list *out)
{
	const char *words = search_words(mem, query->text);
	auto_rows rows = NULL;
	long long left;
	enum result r;

	*out = (struct record_list){ 0 };
	TRY(count_list(db, words, query->import_id, &out->total));
	left = out->total - query->offset;
	left = left < query->limit ? left : query->limit;
	if (left <= 0)
		return OK;
	if (query->import_id)
		TRY(db_query(db, &rows,
			     "SELECT " RECORD_ROW " FROM record r"
			     " WHERE r.import_id = $1 AND r.deleted_at = 0"
			     " AND strpos(r.search, $2) > 0"
			     " ORDER BY r.position LIMIT $3 OFFSET $4",
			     T(query->import_id), T(words), I(left),
			     I(query->offset)));
	else
		TRY(db_query(db, &rows,
			     "SELECT " RECORD_ROW " FROM record r"
			     " WHERE r.deleted_at = 0"
			     " AND strpos(r.search, $1) > 0"
			     " ORDER BY r.created_at DESC, r.import_id,"
			     " r.position LIMIT $2 OFFSET $3",
			     T(words), I(left), I(query->offset)));
	out->items = arena_array(mem, (size_t)left, sizeof(*out->items));
	while ((r = db_next(rows)) == OK)
		record_row_read(rows, 0, mem, &out->items[out->count++]);
	return r == NOT_FOUND ? OK : r;
}
