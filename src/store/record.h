/*
 * Records: CLRs kept, each with the exact bytes it came in.
 */
#ifndef STORE_RECORD_H
#define STORE_RECORD_H

#include "db/db.h"
#include "model/import.h"
#include "store/audit.h"

/* One stored CLR. Texts live in the arena given to the call. */
struct record {
	const char *id;	       /* rand_id() */
	const char *import_id; /* the file it came with */
	const char *pointer;   /* where in that file */
	const char *clr_id;    /* the document's own id, or "" */
	const char *name;
	const char *learner; /* name, for lists */
	const char *publisher;
	const char *sha256; /* of doc, hex */
	const char *doc;    /* its bytes; NULL until record_doc() */
	size_t doc_len;	    /* of those bytes, read or not */
	const char *jws;    /* the compact form it came in; NULL until
				   record_doc(), and if it came unsigned */
	bool is_signed;	    /* it came in a JWS */
	int64_t issued_on;  /* epoch; 0: not stated or unknown */
	int64_t created_at;
	long long assertions; /* how many, plain and signed */
	long long errors;
	long long warnings;
	bool is_revoked; /* says so itself */
};

/* The file records came with. */
struct record_import {
	const char *id;
	const char *file; /* name as uploaded, or "" */
	const char *form; /* import_form_name() */
	const char *sha256;
	const char *doc; /* exact bytes */
	size_t doc_len;
	int64_t created_at;
};

/* A file to be kept. */
struct record_file {
	const char *name; /* as uploaded, or "" */
	const char *bytes;
	size_t len;
	const struct import *import; /* read from those bytes */
	const char *client_id;	     /* who posted it: it is kept whether or
				   not there is one of the same bytes; NULL:
				   the staff */
	const char *account_id;	     /* for whom that is; NULL: see holding.h */
};

/* What became of it. */
struct record_kept {
	const char *id;	       /* of the import */
	const char *record_id; /* of its first record, if that was stored now */
	bool is_known; /* imported before, and no record deleted since */
};

/*
 * Keep all of ${file} in one transaction, the caller's if there is one.
 * A file imported before (same bytes) is not stored twice: ${out} has the earlier import's id, and
 * records of it deleted since are stored anew under new ids.  Exact bytes
 * are kept: of the file in "import", of each CLR in "record".  Of the
 * file's name and the texts in lists at most RECORD_TEXT bytes are kept.
 * What is new is told in the audit trail as ${by}'s, or, NULL, by the caller.
 * OK: ${out}, its id in ${mem}.  BUSY, INTERNAL.
 */
#define RECORD_TEXT 600

enum result
record_put(struct db *db, struct arena *mem, const struct audit_by *by,
	   const struct record_file *file, struct record_kept *out) CHECKED;

/* The record without its bytes.  OK, NOT_FOUND, GONE (deleted). */
enum result
record_get(struct db *db, struct arena *mem, const char *id, struct record *out)
	CHECKED;

/*
 * Read the bytes of ${record}, found before: sets its doc and jws, once;
 * a page kept rendered never needs them.  OK, NOT_FOUND, GONE (deleted
 * since).
 */
enum result
record_doc(struct db *db, struct arena *mem, struct record *record) CHECKED;

/* The file of an import, with bytes.  OK, NOT_FOUND, GONE (its last
 * record was deleted). */
enum result
record_import_get(struct db *db, struct arena *mem, const char *id,
		  struct record_import *out) CHECKED;

/* What was noticed when it came, of a record or of an import's wrapping, by
 * its id; nothing for another id.  ${errors} and ${warnings} of ${out}
 * count what is kept; those of a record count all. */
enum result
record_problems(struct db *db, struct arena *mem, const char *id,
		struct problems *out) CHECKED;

/* Which records are asked for. */
struct record_query {
	const char *text;      /* what is looked for; NULL or "": all */
	const char *import_id; /* only those of this import; NULL: of any */
	long long limit;       /* at most so many, */
	long long offset;      /* after so many that fit */
};

/* A page of records. */
struct record_list {
	struct record *items;
	size_t count;
	long long total; /* all that fit, listed or not */
};

/*
 * Records whose learner, publisher, name or CLR id contains the text of
 * ${query} (letters without case), newest file first and in the order of
 * the file, without bytes.  OK, with none too: ${out}, in ${mem}.
 * BUSY, INTERNAL.
 */
enum result
record_list(struct db *db, struct arena *mem, const struct record_query *query,
	    struct record_list *out) CHECKED;

/*
 * Have record ${id} be the first of ${file}, posted by the client that posted
 * the one there is, in the caller's transaction: its links show the new one
 * from now on.  OK, BUSY, INTERNAL.
 */
enum result
record_renew(struct db *db, struct arena *mem, const char *id,
	     const struct record_file *file) CHECKED;

/*
 * Delete the record, in one transaction, the caller's if there is one: its bytes, names and problems are
 * erased from the disk, its id stays as gone, its links end, and the file
 * goes with its last record.  It is told in the audit trail as ${by}'s,
 * without a name.  OK, NOT_FOUND, GONE.
 */
enum result
record_del(struct db *db, const struct audit_by *by, const char *id) CHECKED;

/* The number that rises whenever something was withdrawn (a record or link
 * deleted or revoked): rendered pages kept from before it are forgotten. */
enum result
record_withdrawals(struct db *db, int64_t *out) CHECKED;

/* Raise it by one; called in the transaction that withdraws. */
enum result
record_withdrawn(struct db *db) CHECKED;

#endif
