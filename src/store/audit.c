/*
 * Writing the audit trail, and reading it as a list.
 *
 * The SQL of the table audit, but for the check of its chain, which is in
 * audit_verify.c.  Entries are added and never changed.  Called by the
 * nouns of this folder for what they change, and from above for what was
 * shown to somebody.
 */
#include "store/audit.h"

#include <arpa/inet.h>
#include <string.h>

#include "base/clock.h"
#include "base/str.h"
#include "store/audit_row.h"
#include "store/line.h"
#include "store/search.h"

enum result
audit_last(struct db *db, const char *target, const char *action, int64_t *at)
{
	auto_rows rows = NULL;
	enum result r;

	*at = 0;
	TRY(db_query(db, &rows,
		     "SELECT at FROM audit WHERE target = $1 AND action = $2"
		     " ORDER BY number DESC LIMIT 1",
		     T(target), T(action)));
	r = db_next(rows);
	if (r == OK)
		*at = db_column_number(rows, 0);
	return r == NOT_FOUND ? OK : r;
}

enum result
audit_head(struct db *db, struct arena *mem, int64_t *number, const char **hash)
{
	auto_rows rows = NULL;
	enum result r;

	*number = 0;
	*hash = "";
	TRY(db_query(db, &rows,
		     "SELECT number, hash FROM audit"
		     " ORDER BY number DESC LIMIT 1"));
	r = db_next(rows);
	if (r != OK)
		return r == NOT_FOUND ? OK : r;
	*number = db_column_number(rows, 0);
	*hash = db_column_text(rows, 1, mem, NULL);
	return OK;
}

/* The row with ${number} and ${at}, which are its first two columns. */
static enum result
insert(struct db *db, int64_t number, int64_t at, const struct audit_row *row,
       const char *hash)
{
#define COLUMN(i) TN(row->column[i].s, row->column[i].len)
	return db_run(db, NULL,
		      "INSERT INTO audit (" AUDIT_ROW ", hash)"
		      " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11,"
		      " $12)",
		      I(number), I(at), COLUMN(2), COLUMN(3), COLUMN(4),
		      COLUMN(5), COLUMN(6), COLUMN(7), COLUMN(8), COLUMN(9),
		      COLUMN(10), T(hash));
#undef COLUMN
}

/* ${count} texts into ${row}, one line each, from column ${at} on. */
static void
fill(struct arena *mem, struct audit_row *row, size_t at,
     const char *const texts[], size_t count)
{
	size_t i;

	for (i = 0; i < count; i++)
		row->column[at + i].s = line_of(mem, texts[i], AUDIT_TEXT);
}

/* All of an entry but its number, time and hash. */
static void
make_row(struct arena *mem, const struct audit_by *by,
	 const struct audit_event *event, struct audit_row *row)
{
	const char *const texts[] = { by->account_id, by->name,
				      by->address,    event->action,
				      event->target,  event->words,
				      event->before,  event->after };
	const char *found[4];
	size_t i;

	fill(mem, row, 2, texts, sizeof(texts) / sizeof(texts[0]));
	found[0] = row->column[3].s;
	for (i = 0; i < 3; i++)
		found[i + 1] = row->column[5 + i].s;
	row->column[10].s = search_text(mem, found, 4);
}

/* The hash of ${row} after ${before}, with its first two columns. */
static const char *
seal_row(struct arena *mem, const char *before, int64_t number, int64_t at,
	 struct audit_row *row)
{
	size_t i;

	row->column[0].s = arena_printf(mem, "%lld", (long long)number);
	row->column[1].s = arena_printf(mem, "%lld", (long long)at);
	for (i = 0; i < AUDIT_ROW_COLUMNS; i++)
		row->column[i].len = strlen(row->column[i].s);
	return audit_row_hash(mem, before, row);
}

enum result
audit_add(struct db *db, const struct audit_by *by,
	  const struct audit_event *event)
{
	auto_arena mem = arena_new();
	int64_t number, now;
	struct audit_row row;
	auto_tx tx = NULL;
	const char *head;

	make_row(mem, by, event, &row);
	TRY(db_join(db, &tx));
	TRY(audit_head(db, mem, &number, &head));
	number++;
	now = clock_now();
	TRY(insert(db, number, now, &row,
		   seal_row(mem, head, number, now, &row)));
	return db_commit(&tx);
}

/* What a query finds, of $1 … $4; $5 is its target. */
#define FOUND                                                                  \
	" FROM audit WHERE number < $1 AND at >= $2 AND at < $3"               \
	" AND strpos(search, $4) > 0"
#define OF_TARGET " AND target = $5"
#define ENTRY                                                                  \
	"SELECT number, at, account_id, name, address, action, target, words," \
	" old_sha256, new_sha256, hash"

/* A query with its bounds and its words made whole. */
static struct audit_query
whole(struct arena *mem, const struct audit_query *query)
{
	struct audit_query q = *query;

	q.text = search_words(mem, query->text);
	q.below = query->below ? query->below : INT64_MAX;
	q.to = query->to ? query->to : INT64_MAX;
	return q;
}

static enum result
count_list(struct db *db, const struct audit_query *q, long long *total)
{
	auto_rows rows = NULL;

	if (q->target)
		TRY(db_query(db, &rows, "SELECT count(*)" FOUND OF_TARGET,
			     I(q->below), I(q->from), I(q->to), T(q->text),
			     T(q->target)));
	else
		TRY(db_query(db, &rows, "SELECT count(*)" FOUND, I(q->below),
			     I(q->from), I(q->to), T(q->text)));
	TRY(db_next(rows));
	*total = db_column_number(rows, 0);
	return OK;
}

static enum result
query_list(struct db *db, const struct audit_query *q, struct db_rows **rows)
{
	if (q->target)
		return db_query(db, rows,
				ENTRY FOUND OF_TARGET
				" ORDER BY number DESC LIMIT $6 OFFSET $7",
				I(q->below), I(q->from), I(q->to), T(q->text),
				T(q->target), I(q->limit), I(q->offset));
	return db_query(db, rows,
			ENTRY FOUND " ORDER BY number DESC LIMIT $5 OFFSET $6",
			I(q->below), I(q->from), I(q->to), T(q->text),
			I(q->limit), I(q->offset));
}

static void
read_entry(struct db_rows *rows, struct arena *mem, struct audit_entry *out)
{
	*out = (struct audit_entry){
		.number = db_column_number(rows, 0),
		.at = db_column_number(rows, 1),
		.account_id = db_column_text(rows, 2, mem, NULL),
		.name = db_column_text(rows, 3, mem, NULL),
		.address = db_column_text(rows, 4, mem, NULL),
		.action = db_column_text(rows, 5, mem, NULL),
		.target = db_column_text(rows, 6, mem, NULL),
		.words = db_column_text(rows, 7, mem, NULL),
		.before = db_column_text(rows, 8, mem, NULL),
		.after = db_column_text(rows, 9, mem, NULL),
		.hash = db_column_text(rows, 10, mem, NULL),
	};
}

enum result
audit_list(struct db *db, struct arena *mem, const struct audit_query *query,
	   struct audit_list *out)
{
	struct audit_query q = whole(mem, query);
	auto_rows rows = NULL;
	enum result r;

	*out = (struct audit_list){ 0 };
	TRY(count_list(db, &q, &out->total));
	if (q.limit > out->total - q.offset)
		q.limit = out->total - q.offset;
	if (q.limit <= 0)
		return OK;
	TRY(query_list(db, &q, &rows));
	out->items = arena_array(mem, (size_t)q.limit, sizeof(*out->items));
	while ((r = db_next(rows)) == OK)
		read_entry(rows, mem, &out->items[out->count++]);
	return r == NOT_FOUND ? OK : r;
}

enum result
audit_day(const char *date, int days, int64_t *out)
{
	struct moment day;

	*out = 0;
	if (str_empty(date))
		return OK;
	TRY(clock_parse_date(date, &day));
	*out = day.epoch + days * 86400LL;
	return OK;
}

char *
audit_address(struct arena *mem, const char *address)
{
	static const unsigned char mapped[12] = { [10] = 0xff, [11] = 0xff };
	unsigned char bytes[16] = { 0 };
	char words[INET6_ADDRSTRLEN];

	if (str_empty(address))
		return arena_strdup(mem, "");
	if (inet_pton(AF_INET, address, bytes + 12) == 1)
		memcpy(bytes, mapped, sizeof(mapped));
	else if (inet_pton(AF_INET6, address, bytes) != 1)
		return arena_strdup(mem, "");
	if (memcmp(bytes, mapped, sizeof(mapped)) == 0)
		return arena_printf(mem, "%u.%u.%u.0", bytes[12], bytes[13],
				    bytes[14]);
	memset(bytes + 6, 0, sizeof(bytes) - 6);
	inet_ntop(AF_INET6, bytes, words, sizeof(words));
	return arena_strdup(mem, words);
}
