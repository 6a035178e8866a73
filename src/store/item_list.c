/*
 * Lists of items: filtered, searched, counted, a page at a time; and the
 * numbers beside them.
 *
 * A list reads an index that holds all it asks for (item_newest, item_name)
 * from end to end once, counting, and then the rows of the page alone; the
 * documents never.  All of a class, or those of a state, are counted by an
 * index of their own.
 */
#include "store/item.h"

#include "base/clock.h"
#include "base/str.h"
#include "model/walk.h"
#include "store/item_row.h"
#include "store/search.h"

/* Which items fit; what is not asked for is "" or 0.  First what most items
 * fail by. */
#define FITS                                                                   \
	" i.class = $1"                                                        \
	" AND ($11 = '' OR strpos(i.search, $11) > 0)"                         \
	" AND ($2 = '' OR i.state = $2)"                                       \
	" AND ($3 = '' OR i.kind = $3)"                                        \
	" AND ($4 = '' OR i.term = $4)"                                        \
	" AND ($5 = 0 OR i.is_changed = 1)"                                    \
	" AND ($6 = 0 OR i.is_stale = 1)"                                      \
	" AND ($7 = 0 OR i.errors > 0)"                                        \
	" AND ($8 = 0 OR i.expires BETWEEN $8 AND $9)"                         \
	" AND ($10 = '' OR strpos(i.held_by, $10) = 0)"
#define FITS_ARGS(f)                                                           \
	T((f)->class), T((f)->state), T((f)->kind), T((f)->term),              \
		I((f)->is_changed), I((f)->is_stale), I((f)->has_errors),      \
		I((f)->expires_from), I((f)->expires_to), T((f)->not_in),      \
		T((f)->words)

/* Start with those that hold an item: a CROSS JOIN keeps its order. */
#define FROM_ALL " FROM item i WHERE"
#define FROM_HOLDERS                                                           \
	" FROM (SELECT DISTINCT item_id FROM item_link"                        \
	" WHERE target_id = $12 AND class = $1"                                \
	" AND ($13 = '' OR property = $13)) l"                                 \
	" CROSS JOIN item i WHERE i.id = l.item_id AND"
#define NEWEST " ORDER BY i.updated_at DESC, i.id"
#define BY_NAME " ORDER BY i.search, i.id"

/* Items that a list has room for at first. */
enum { FIRST_ROOM = 32 };

/* A query as the statements take it. */
struct filter {
	const char *class, *state, *kind, *term, *not_in, *words;
	bool is_changed, is_stale, has_errors;
	int64_t expires_from, expires_to;
	const char *holds, *property;
	bool is_plain; /* a class, or a class and a state */
};

static const char *
any(const char *s)
{
	return s ? s : "";
}

/* What a query calls a state may be more than one. */
static void
set_state(struct filter *f, const char *state)
{
	int64_t now = clock_now();

	f->is_plain = false;
	if (streq(state, "changed")) {
		f->is_changed = true;
	} else if (streq(state, "stale")) {
		f->is_stale = true;
	} else if (streq(state, "errors")) {
		f->has_errors = true;
	} else if (streq(state, "expired") || streq(state, "expiring")) {
		f->state = item_state_name(ITEM_PUBLISHED);
		f->expires_from = streq(state, "expired") ? 1 : now + 1;
		f->expires_to = streq(state, "expired") ? now : now + ITEM_SOON;
	} else {
		f->state = state;
		f->is_plain = true;
	}
}

static struct filter
filter_of(struct arena *mem, const struct item_query *query)
{
	struct filter f = {
		.class = walk_class(query->as)->name,
		.kind = any(query->kind),
		.term = any(query->term),
		.holds = any(query->holds),
		.property = any(query->property),
		.state = "",
		.not_in = "",
		.words = search_words(mem, query->text),
	};

	set_state(&f, any(query->state));
	if (!str_empty(query->not_in))
		f.not_in = arena_printf(mem, " %s ", query->not_in);
	f.is_plain = f.is_plain && !*f.kind && !*f.term && !*f.holds &&
		     !*f.not_in && !*f.words;
	return f;
}

/* Ask for the ids of the first ${most} that fit, in order. */
static enum result
ask(struct db *db, const struct filter *f, enum item_sort sort, long long most,
    struct db_rows **rows)
{
	if (*f->holds && sort == ITEM_BY_NAME)
		return db_query(
			db, rows,
			"SELECT i.id" FROM_HOLDERS FITS BY_NAME " LIMIT $14",
			FITS_ARGS(f), T(f->holds), T(f->property), I(most));
	if (*f->holds)
		return db_query(
			db, rows,
			"SELECT i.id" FROM_HOLDERS FITS NEWEST " LIMIT $14",
			FITS_ARGS(f), T(f->holds), T(f->property), I(most));
	if (sort == ITEM_BY_NAME)
		return db_query(db, rows,
				"SELECT i.id" FROM_ALL FITS BY_NAME
				" LIMIT $12",
				FITS_ARGS(f), I(most));
	return db_query(db, rows,
			"SELECT i.id" FROM_ALL FITS NEWEST " LIMIT $12",
			FITS_ARGS(f), I(most));
}

static enum result
count_plain(struct db *db, const struct filter *f, long long *total)
{
	auto_rows rows = NULL;

	if (*f->state)
		TRY(db_query(db, &rows,
			     "SELECT count(*) FROM item"
			     " WHERE class = $1 AND state = $2",
			     T(f->class), T(f->state)));
	else
		TRY(db_query(db, &rows,
			     "SELECT count(*) FROM item WHERE class = $1",
			     T(f->class)));
	TRY(db_next(rows));
	*total = db_column_number(rows, 0);
	return OK;
}

/* The row of an item whose id a list has read. */
static enum result
read_item(struct db *db, struct arena *mem, struct item *item)
{
	auto_rows rows = NULL;

	TRY(db_query(db, &rows,
		     "SELECT " ITEM_ROW " FROM item i WHERE i.id = $1",
		     T(item->id)));
	TRY(db_next(rows));
	item_row_read(rows, 0, mem, item);
	return OK;
}

/* Add an item of which the id is known; the room grows with the list. */
static void
add_id(struct arena *mem, struct item_list *list, size_t *room, const char *id)
{
	const size_t size = sizeof(*list->items);

	if (*room == 0) {
		*room = FIRST_ROOM;
		list->items = arena_array(mem, *room, size);
	} else if (list->count == *room) {
		list->items = arena_grow(mem, list->items, *room * size,
					 2 * *room * size);
		*room *= 2;
	}
	list->items[list->count++] = (struct item){ .id = id };
}

/* Read the ids of the page, and count the rest. */
static enum result
read_ids(struct db_rows *rows, struct arena *mem,
	 const struct item_query *query, struct item_list *out)
{
	size_t room = 0;
	enum result r;

	for (; (r = db_next(rows)) == OK; out->total++)
		if (out->total >= query->offset &&
		    out->total - query->offset < query->limit)
			add_id(mem, out, &room,
			       db_column_text(rows, 0, mem, NULL));
	return r == NOT_FOUND ? OK : r;
}

enum result
item_list(struct db *db, struct arena *mem, const struct item_query *query,
	  struct item_list *out)
{
	const struct filter f = filter_of(mem, query);
	long long total = 0, most = INT64_MAX;
	auto_rows rows = NULL;
	size_t i;

	*out = (struct item_list){ 0 };
	if (f.is_plain) {
		TRY(count_plain(db, &f, &total));
		/* Reading on after the last that fits would find none. */
		most = total - query->offset < query->limit
			       ? total
			       : query->offset + query->limit;
	}
	TRY(ask(db, &f, query->sort, most, &rows));
	TRY(read_ids(rows, mem, query, out));
	if (f.is_plain)
		out->total = total;
	for (i = 0; i < out->count; i++)
		TRY(read_item(db, mem, &out->items[i]));
	return OK;
}

/* Rows of items, at most ${most}, the number of all in the column after
 * them. */
static enum result
read_list(struct db_rows *rows, struct arena *mem, long long most,
	  struct item_list *out)
{
	enum result r;

	*out = (struct item_list){ 0 };
	while ((r = db_next(rows)) == OK) {
		if (!out->items) {
			out->total = db_column_number(rows, ITEM_ROW_COLUMNS);
			most = most < out->total ? most : out->total;
			out->items = arena_array(mem, (size_t)most,
						 sizeof(*out->items));
		}
		item_row_read(rows, 0, mem, &out->items[out->count++]);
	}
	return r == NOT_FOUND ? OK : r;
}

enum result
item_holds(struct db *db, struct arena *mem, const char *id,
	   const char *property, struct item_list *out)
{
	auto_rows rows = NULL;

	TRY(db_query(db, &rows,
		     "SELECT " ITEM_ROW ", count(*) OVER () FROM item_link l"
		     " JOIN item i ON i.id = l.target_id WHERE l.item_id = $1"
		     " AND ($2 = '' OR l.property = $2)"
		     " ORDER BY l.property, l.position",
		     T(id), T(any(property))));
	return read_list(rows, mem, INT64_MAX, out);
}

enum result
item_held_by(struct db *db, struct arena *mem, const char *id, long long limit,
	     struct item_list *out)
{
	auto_rows rows = NULL;

	TRY(db_query(db, &rows,
		     "SELECT " ITEM_ROW ", (SELECT count(DISTINCT item_id)"
		     " FROM item_link WHERE target_id = $1) FROM item i"
		     " WHERE i.id IN (SELECT h.id FROM item h"
		     " WHERE h.id IN (SELECT item_id FROM item_link"
		     " WHERE target_id = $1)"
		     " ORDER BY h.updated_at DESC, h.id LIMIT $2)"
		     " ORDER BY i.updated_at DESC, i.id",
		     T(id), I(limit)));
	return read_list(rows, mem, limit, out);
}

/* Values, each with how many there are. */
static enum result
read_facets(struct db_rows *rows, struct arena *mem, struct item_facets *out)
{
	enum result r;

	*out = (struct item_facets){ 0 };
	while ((r = db_next(rows)) == OK) {
		if (!out->items)
			out->items = arena_array(
				mem, (size_t)db_column_number(rows, 1),
				sizeof(*out->items));
		out->items[out->count++].value = db_column_text(rows, 0, mem,
								NULL);
	}
	return r == NOT_FOUND ? OK : r;
}

/* From value to next value by the index, whatever the number of items. */
enum result
item_terms(struct db *db, struct arena *mem, struct item_facets *out)
{
	auto_rows rows = NULL;

	TRY(db_query(db, &rows,
		     "WITH RECURSIVE v (value) AS ("
		     "SELECT min(term) FROM item"
		     " WHERE class = 'Assertion' AND term > ''"
		     " UNION ALL SELECT (SELECT min(i.term) FROM item i"
		     " WHERE i.class = 'Assertion' AND i.term > v.value)"
		     " FROM v WHERE v.value IS NOT NULL)"
		     " SELECT value, count(*) OVER () FROM v"
		     " WHERE value IS NOT NULL ORDER BY value"));
	return read_facets(rows, mem, out);
}

enum result
item_kinds(struct db *db, struct arena *mem, enum class_id as,
	   struct item_facets *out)
{
	auto_rows rows = NULL;

	TRY(db_query(db, &rows,
		     "WITH RECURSIVE v (value) AS ("
		     "SELECT min(kind) FROM item"
		     " WHERE class = $1 AND kind > ''"
		     " UNION ALL SELECT (SELECT min(i.kind) FROM item i"
		     " WHERE i.class = $1 AND i.kind > v.value)"
		     " FROM v WHERE v.value IS NOT NULL)"
		     " SELECT value, count(*) OVER () FROM v"
		     " WHERE value IS NOT NULL ORDER BY value",
		     T(walk_class(as)->name)));
	return read_facets(rows, mem, out);
}

/* All items, by class and state. */
static enum result
count_states(struct db *db, struct arena *mem, struct item_totals *out)
{
	auto_rows rows = NULL;
	enum item_state state;
	enum class_id as;
	enum result r;
	long long n;

	TRY(db_query(db, &rows,
		     "SELECT class, state, count(*) FROM item"
		     " GROUP BY class, state"));
	while ((r = db_next(rows)) == OK) {
		as = walk_class_named(db_column_text(rows, 0, mem, NULL));
		state = item_state_named(db_column_text(rows, 1, mem, NULL));
		n = db_column_number(rows, 2);
		out->of[as] += n;
		out->drafts += state == ITEM_DRAFT ? n : 0;
		out->in_review += state == ITEM_REVIEW ? n : 0;
	}
	return r == NOT_FOUND ? OK : r;
}

enum result
item_totals(struct db *db, struct item_totals *out)
{
	auto_arena mem = arena_new();
	int64_t now = clock_now();
	auto_rows rows = NULL;

	*out = (struct item_totals){ 0 };
	TRY(count_states(db, mem, out));
	TRY(db_query(db, &rows,
		     "SELECT"
		     " (SELECT count(*) FROM item_part"
		     " WHERE kind = 'alignment'),"
		     " (SELECT count(*) FROM item_part"
		     " WHERE kind = 'association'),"
		     " (SELECT count(*) FROM item WHERE is_changed = 1),"
		     " (SELECT count(*) FROM item WHERE is_stale = 1),"
		     " (SELECT count(*) FROM item WHERE errors > 0),"
		     " (SELECT count(*) FROM item WHERE expires > 0"
		     " AND expires BETWEEN $1 AND $2 AND state = 'published')",
		     I(now + 1), I(now + ITEM_SOON)));
	TRY(db_next(rows));
	out->alignments = db_column_number(rows, 0);
	out->associations = db_column_number(rows, 1);
	out->changed = db_column_number(rows, 2);
	out->stale = db_column_number(rows, 3);
	out->errors = db_column_number(rows, 4);
	out->expiring = db_column_number(rows, 5);
	return OK;
}

static enum result
count_parts(struct db *db, const char *kind, const char *words,
	    long long *total)
{
	auto_rows rows = NULL;

	TRY(db_query(db, &rows,
		     "SELECT count(*) FROM item_part WHERE kind = $1"
		     " AND strpos(search, $2) > 0",
		     T(kind), T(words)));
	TRY(db_next(rows));
	*total = db_column_number(rows, 0);
	return OK;
}

enum result
item_parts(struct db *db, struct arena *mem, const struct item_part_query *q,
	   struct item_parts *out)
{
	const char *words = search_words(mem, q->text);
	auto_rows rows = NULL;
	long long left;
	enum result r;

	*out = (struct item_parts){ 0 };
	TRY(count_parts(db, q->kind, words, &out->total));
	left = out->total - q->offset;
	left = left < q->limit ? left : q->limit;
	if (left <= 0)
		return OK;
	TRY(db_query(db, &rows,
		     "SELECT p.words, p.target, p.item_id, i.name"
		     " FROM item_part p JOIN item i ON i.id = p.item_id"
		     " WHERE p.kind = $1 AND strpos(p.search, $2) > 0"
		     " ORDER BY p.search, p.item_id, p.position"
		     " LIMIT $3 OFFSET $4",
		     T(q->kind), T(words), I(left), I(q->offset)));
	out->items = arena_array(mem, (size_t)left, sizeof(*out->items));
	while ((r = db_next(rows)) == OK)
		out->items[out->count++] = (struct item_part){
			.words = db_column_text(rows, 0, mem, NULL),
			.target = db_column_text(rows, 1, mem, NULL),
			.item_id = db_column_text(rows, 2, mem, NULL),
			.item_name = db_column_text(rows, 3, mem, NULL),
		};
	return r == NOT_FOUND ? OK : r;
}
