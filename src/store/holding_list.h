/*
 * Lists of records that somebody may read with a token, a page at a time.
 */
#ifndef STORE_HOLDING_LIST_H
#define STORE_HOLDING_LIST_H

#include "store/holding.h"

/* How many there are, and the number of the newest: as long as both are the
 * same for a reader, so is every page. */
struct holding_mark {
	long long total;
	int64_t number;
};

/* Which are asked for. */
struct holding_query {
	const struct holding_reader *reader;
	int64_t since; /* changed then or later; 0: any time */
	long long limit, offset;
};

/* Both look at an index alone.  OK, with none too. */
enum result
holding_list_mark(struct db *db, const struct holding_query *query,
		  struct holding_mark *out) CHECKED;

struct holding_list {
	struct holding *items;
	size_t count;
};

/* Newest change first; revoked and older ones are left out.  OK, with none
 * too: ${out}, in ${mem}. */
enum result
holding_list(struct db *db, struct arena *mem,
	     const struct holding_query *query, struct holding_list *out)
	CHECKED;

#endif
