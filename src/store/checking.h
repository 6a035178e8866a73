/*
 * Verifications that were asked for: those that need the network are done by
 * the job process; a page shows how far it is, and the report stays for a
 * while under its own address.
 *
 * Two kinds: of a document that somebody brought, private to who has the id;
 * and of a record that is behind a link, whose last report its page shows.
 */
#ifndef STORE_CHECKING_H
#define STORE_CHECKING_H

#include "db/db.h"

enum checking_state { CHECKING_WAITING, CHECKING_DONE, CHECKING_FAILED };

struct checking {
	const char *id;	       /* unguessable: who has it may read the report */
	const char *record_id; /* the record it is of, or "" */
	enum checking_state state;
	int64_t created_at, done_at;
	int64_t as_of;
	bool with_data;	       /* optional data validation too */
	const char *source;    /* file name, address, or "" */
	const char *sha256;    /* of the document; "" until it is known */
	long long total, done; /* parts, as far as they are known */
	const char *asking;    /* address being asked for now, or "" */
	const char *doc;       /* what is to be checked; "" of a record */
	size_t doc_len;
	bool is_url;	    /* doc is the address of it */
	const char *report; /* JSON, or NULL */
	size_t report_len;
	const char *shown; /* the document to be shown, JSON; or NULL */
	size_t shown_len;
	const char *error;   /* why it failed, for people; or "" */
	const char *receipt; /* a JWS, or NULL */
};

/*
 * Keep one that waits, or one that is done already (state, report, shown);
 * texts that are NULL count as "".  Those older than CHECKING_DAYS are swept
 * away.  OK: *${id}.  BUSY: CHECKING_WAIT_MOST wait already.  INVALID: the
 * document is no text in UTF-8.
 */
enum { CHECKING_DAYS = 30, CHECKING_WAIT_MOST = 200 };
enum result
checking_put(struct db *db, struct arena *mem, const struct checking *checking,
	     const char **id) CHECKED;

/* One that somebody asked for.  OK.  NOT_FOUND: none, or it was kept for
 * CHECKING_DAYS, or it is of a record. */
enum result
checking_get(struct db *db, struct arena *mem, const char *id,
	     struct checking *out) CHECKED;

/* Does it still wait?  Without reading more.  OK, NOT_FOUND. */
enum result
checking_waits(struct db *db, const char *id, bool *waits) CHECKED;

/*
 * Have record ${record_id} checked, unless it waits already or was checked
 * (or tried) within CHECKING_AGAIN seconds; in the caller's transaction if
 * there is one.  Called when a link to it is made and when one is viewed.
 */
enum { CHECKING_AGAIN = 24 * 3600 };
enum result
checking_want(struct db *db, const char *record_id) CHECKED;

/* The last that is done of record ${record_id} with these bytes (hex
 * SHA-256).  OK, NOT_FOUND. */
enum result
checking_of_record(struct db *db, struct arena *mem, const char *record_id,
		   const char *sha256, struct checking *out) CHECKED;

/* When that one was done; *${done_at} 0: there is none. */
enum result
checking_last(struct db *db, const char *record_id, const char *sha256,
	      int64_t *done_at) CHECKED;

/* Forget what was found of a record: it is deleted. */
enum result
checking_forget(struct db *db, const char *record_id) CHECKED;

/*
 * The oldest that waits, what people brought before records; begun with
 * this call.  One that was begun CHECKING_TRIES times and never finished is
 * failed, so that what kills its process does so no more.  With none, old
 * ones are swept away.  OK, NOT_FOUND.
 */
enum { CHECKING_TRIES = 3 };
enum result
checking_next(struct db *db, struct arena *mem, struct checking *out) CHECKED;

/* How far it is (total, done, asking); what came of it (state, sha256, report, shown, error).  Of
 * a record, its reports before are forgotten; done without a report: it can
 * be checked wherever it is shown.  OK, NOT_FOUND. */
enum result
checking_progress(struct db *db, const struct checking *checking) CHECKED;
enum result
checking_done(struct db *db, const struct checking *checking) CHECKED;

/* Keep its receipt, unless it has one.  OK, NOT_FOUND. */
enum result
checking_receipt(struct db *db, const char *id, const char *jws) CHECKED;

#endif
