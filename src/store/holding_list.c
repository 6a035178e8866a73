/*
 * Lists of holdings.
 *
 * Each reader has an index of its own (see 0006): counting and going past
 * what stands before a page read that alone, and the rows of records are
 * looked up for the page only.  Bytes are never read here.
 */
#include "store/holding_list.h"

/* One statement for each kind of reader: an account, a client for itself, a
 * client that reads all (whose $1 is not looked at). */
#define OF_ACCOUNT "account_id = $1"
#define OF_CLIENT "client_id = $1"
#define OF_ALL "$1 = $1"

#define MARK(of)                                                               \
	"SELECT count(*), coalesce(max(number), 0) FROM holding"               \
	" WHERE " of " AND state = 'listed' AND updated_at >= $2"

#define PAGE(of)                                                               \
	"SELECT " HOLDING_ROW " FROM (SELECT record_id, number FROM holding"   \
	" WHERE " of " AND state = 'listed' AND updated_at >= $2"              \
	" ORDER BY number DESC LIMIT $3 OFFSET $4) p"                          \
	" JOIN holding h ON h.record_id = p.record_id"                         \
	" JOIN record r ON r.id = p.record_id ORDER BY p.number DESC"

enum result
holding_list_mark(struct db *db, const struct holding_query *query,
		  struct holding_mark *out)
{
	const struct holding_reader *reader = query->reader;
	auto_rows rows = NULL;

	if (reader->account_id[0])
		TRY(db_query(db, &rows, MARK(OF_ACCOUNT), T(reader->account_id),
			     I(query->since)));
	else if (!reader->reaches_all)
		TRY(db_query(db, &rows, MARK(OF_CLIENT), T(reader->client_id),
			     I(query->since)));
	else
		TRY(db_query(db, &rows, MARK(OF_ALL), T(""), I(query->since)));
	TRY(db_next(rows));
	out->total = db_column_number(rows, 0);
	out->number = db_column_number(rows, 1);
	return OK;
}

static enum result
query_page(struct db *db, const struct holding_query *query,
	   struct db_rows **rows)
{
	const struct holding_reader *reader = query->reader;

	if (reader->account_id[0])
		return db_query(db, rows, PAGE(OF_ACCOUNT),
				T(reader->account_id), I(query->since),
				I(query->limit), I(query->offset));
	if (!reader->reaches_all)
		return db_query(db, rows, PAGE(OF_CLIENT), T(reader->client_id),
				I(query->since), I(query->limit),
				I(query->offset));
	return db_query(db, rows, PAGE(OF_ALL), T(""), I(query->since),
			I(query->limit), I(query->offset));
}

enum result
holding_list(struct db *db, struct arena *mem,
	     const struct holding_query *query, struct holding_list *out)
{
	auto_rows rows = NULL;
	enum result r;

	*out = (struct holding_list){
		.items = arena_array(mem, (size_t)query->limit,
				     sizeof(*out->items)),
	};
	TRY(query_page(db, query, &rows));
	while ((r = db_next(rows)) == OK)
		holding_read(rows, mem, &out->items[out->count++]);
	return r == NOT_FOUND ? OK : r;
}
