/*
 * Shareable links: /s/{id} of a record, named, counted, withdrawn.
 */
#ifndef STORE_SHARE_H
#define STORE_SHARE_H

#include "store/record.h"

struct share {
	const char *id; /* rand_id(): 130 bits */
	const char *record_id;
	const char *name; /* whom it is for; "" once the record is
				   deleted */
	int64_t created_at;
	int64_t deleted_at; /* 0: works */
	int64_t last_view;  /* 0: never */
	long long views;
	bool is_owner; /* of share_open(): the asker made it */
};

struct share_list {
	struct share *items;
	size_t count;
};

/* The QR code of a link, as page/qr.h draws it. */
struct share_code {
	const char *url; /* what it says; NULL: it was not drawn */
	const char *path;
	int size;
};

/* A link to be made. */
struct share_new {
	const char *record_id;
	const char *name;  /* whom it is for: 1 to 200 characters */
	const char *owner; /* the maker's secret (a cookie's value), or NULL */
	const char *id;	   /* of rand_id(); NULL: one is made */
	struct share_code code; /* kept beside it; none for an id unknown */
};

/*
 * Make a link; told in the audit trail as ${by}'s.  Its record is to be
 * checked (store/checking.h).  Of the owner only the SHA-256 is kept, to
 * leave the maker's own views uncounted.  OK: *${id} in ${mem}.  NOT_FOUND, GONE: no such
 * record.  INVALID: the name is empty or blank, longer than 200 characters,
 * holds a control character or is not UTF-8.  BUSY, INTERNAL.
 */
enum result
share_put(struct db *db, struct arena *mem, const struct audit_by *by,
	  const struct share_new *new, const char **id) CHECKED;

/* What a visit of a link reads. */
struct share_opened {
	struct share share;
	struct share_code code;
	struct record record; /* without bytes: see record_doc() */
	int64_t withdrawals;  /* so far: see record_withdrawals() */
};

/*
 * Open a link, in one read.  ${owner} is the asker's secret, or NULL.
 * OK: ${out}, its texts in ${mem}.  NOT_FOUND, GONE (link or record
 * deleted), BUSY, INTERNAL: ${out} says nothing.
 */
enum result
share_open(struct db *db, struct arena *mem, const char *id, const char *owner,
	   struct share_opened *out) CHECKED;

/* The links of a record, newest first; deleted ones too. */
enum result
share_list(struct db *db, struct arena *mem, const char *record_id,
	   struct share_list *out) CHECKED;

/* Stop the link: from the next request it is GONE; told in the audit trail
 * as ${by}'s.  OK, NOT_FOUND, GONE. */
enum result
share_del(struct db *db, const struct audit_by *by, const char *id) CHECKED;

/* Add ${views} views seen at ${when}, with one entry in the audit trail, and
 * have the record checked if that was long ago.  A link that is gone is
 * passed over. */
enum result
share_count(struct db *db, const char *id, long long views, int64_t when)
	CHECKED;

#endif
