/*
 * Verifications that were asked for: those that need the network are done by
 * the job process; a page shows how far it is, and the report stays for a
 * while under its own address.
 */
#ifndef STORE_CHECKING_H
#define STORE_CHECKING_H

#include "db/db.h"

enum checking_state { CHECKING_WAITING, CHECKING_DONE, CHECKING_FAILED };

struct checking {
	const char *id; /* unguessable: who has it may read the report */
	enum checking_state state;
	int64_t created_at, done_at;
	int64_t as_of;
	const char *source; /* file name, address, or "" */
	const char *sha256;
	long long total, done;
	const char *doc; /* what is to be checked; NULL in lists */
	size_t doc_len;
	bool is_url;	    /* doc is the address of it */
	const char *report; /* JSON, or NULL */
	size_t report_len;
	const char *shown; /* the document to be shown, JSON; or NULL */
	size_t shown_len;
	const char *receipt; /* a JWS, or NULL */
};

/* Keep one that waits, or one that is done already (state, report).
 * OK: *${id}.  Those older than CHECKING_DAYS are swept away.  BUSY: over
 * CHECKING_WAIT_MOST wait already. */
enum { CHECKING_DAYS = 30, CHECKING_WAIT_MOST = 200 };
enum result
checking_put(struct db *db, struct arena *mem, const struct checking *checking,
	     const char **id) CHECKED;

/* OK, NOT_FOUND. */
enum result
checking_get(struct db *db, struct arena *mem, const char *id,
	     struct checking *out) CHECKED;

/* The oldest that waits; how far it is; what came of it (state, report,
 * shown, sha256). */
enum result
checking_next(struct db *db, struct arena *mem, struct checking *out) CHECKED;
enum result
checking_progress(struct db *db, const char *id, long long done,
		  long long total) CHECKED;
enum result
checking_done(struct db *db, const struct checking *checking) CHECKED;

/* Keep its receipt.  OK, NOT_FOUND. */
enum result
checking_receipt(struct db *db, const char *id, const char *jws) CHECKED;

#endif
