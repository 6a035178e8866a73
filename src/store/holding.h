/*
 * Which records whom concern: what somebody may read with a token (CLR 1.0
 * §2.3).  One row a record; of several that are versions or copies of one
 * CLR, the newest is told of.
 */
#ifndef STORE_HOLDING_H
#define STORE_HOLDING_H

#include <jansson.h>

#include "db/db.h"
#include "model/problems.h"

enum holding_state {
	HOLDING_LISTED,
	HOLDING_REVOKED, /* told of as gone */
	HOLDING_OLDER,	 /* there is a newer one of this id */
	HOLDING_UNFIT,	 /* no CLR 1.0 can be made of it */
	HOLDING_STATE__MAX
};

/* Is a record fit to be sent to other systems? */
struct holding_fit {
	const char *sent; /* what leaves of it: emit_doc(); NULL: its bytes
			     may leave as they are */
	size_t sent_len;
	const char *why; /* the first error of that, for people; NULL: none */
	const char *at;	 /* JSON pointer to it */
};
/* ${found} is what check_doc() found in it as an import; NULL: it was not
 * asked.  Where that is nothing, there is nothing to be found here. */
void
holding_fit(struct arena *mem, const json_t *doc, const struct problems *found,
	    struct holding_fit *out);

/* ${doc} as it stands within a ClrPayload, where no "@context" may stand;
 * ${as_sent}: as it is sent, else as it is.  In ${mem}. */
const char *
holding_within(struct arena *mem, const json_t *doc, bool as_sent);

/* A record that has come, or come anew. */
struct holding_new {
	const char *record_id;
	const json_t *doc;
	const struct problems *found; /* in it as an import; NULL */
	bool is_signed;		/* sent as it was signed, whatever it is */
	const char *account_id; /* who had it posted; NULL: whoever has the
				   learner's e-mail address */
	const char *client_id;	/* who posted it; NULL: the staff */
};

/*
 * Keep who may read ${new}'s record, called in the transaction that writes
 * that.  What was published here goes before what was imported under the
 * same id, a copy issued later before an earlier one; an id that a client
 * posted is its own.  Revoked, it is told of as gone.  The learner's address
 * counts in what the staff brought, and in what a client posted that the
 * staff made; not in what one posted that registered itself.  OK.
 */
enum result
holding_put(struct db *db, struct arena *mem, const struct holding_new *new)
	CHECKED;

/* The published records of ${item_id} are revoked; record ${record_id} is
 * erased; ${email} (in lower case) is ${account_id}'s from now on.  Called in
 * the transaction that does it. */
enum result
holding_revoke(struct db *db, const char *item_id) CHECKED;
enum result
holding_forget(struct db *db, const char *record_id) CHECKED;
enum result
holding_adopt(struct db *db, struct arena *mem, const char *email,
	      const char *account_id) CHECKED;

/* Look at one record that has no row yet, from before there were any.  OK;
 * NOT_FOUND: there is none. */
enum result
holding_catch_up(struct db *db) CHECKED;

/* Who reads: an account by a client, a client for itself, or a client that
 * reaches all. */
struct holding_reader {
	const char *account_id; /* "": the client for itself */
	const char *client_id;
	bool reaches_all;
};

/* What is known of a record without reading it. */
struct holding {
	const char *record_id;
	int64_t number; /* rises with each change of anything here */
	const char *account_id, *client_id, *clr_id;
	const char *email; /* by which it is its account's, now or later; "":
			      a token said whose it is, or there is none */
	enum holding_state state;
	bool is_plain; /* its bytes may leave as they are */
	int64_t updated_at;
	const char *sha256; /* of the record's bytes */
	size_t doc_len;
	bool is_signed;
};

/* May ${reader} read it? */
bool
holding_is_for(const struct holding *h, const struct holding_reader *reader);

/*
 * The record that ${name} stands for (CLR 1.0 §2.5): the id of a record; the
 * CLR's own id; what stands behind "urn:uuid:" in it, or behind ${root} and
 * "clrs/".  Listed or revoked.  OK: ${out}, in ${mem}.  NOT_FOUND.
 * FORBIDDEN: there is one, and not for ${reader}.
 */
struct holding_ask {
	const struct holding_reader *reader;
	const char *name;
	const char *root; /* the service root, with the slash */
};
enum result
holding_find(struct db *db, struct arena *mem, const struct holding_ask *ask,
	     struct holding *out) CHECKED;

/* Of a record.  OK; NOT_FOUND: there is no row. */
enum result
holding_get(struct db *db, struct arena *mem, const char *record_id,
	    struct holding *out) CHECKED;

/* Whose id ${clr_id} is: *${client_id} "" is the staff, also of an item that
 * was never published.  *${record_id} is NULL if it was deleted.  OK;
 * NOT_FOUND: nobody's. */
enum result
holding_owner(struct db *db, struct arena *mem, const char *clr_id,
	      const char **client_id, const char **record_id) CHECKED;

/* Client ${client_id}'s id ${clr_id} stays its own though it is deleted; or
 * it is in use again. */
enum result
holding_reserve(struct db *db, struct arena *mem, const char *client_id,
		const char *clr_id) CHECKED;
enum result
holding_release(struct db *db, struct arena *mem, const char *clr_id) CHECKED;

/*
 * The bytes of a record: as it is kept, of a signed one the payload; as it
 * was signed; or as it may be sent: CLR 1.0 and nothing else (of a signed
 * one, and if ${h} is_plain, as it is kept).  OK; NOT_FOUND: it was deleted
 * since, or is not signed.
 */
enum holding_form { HOLDING_KEPT, HOLDING_JWS, HOLDING_SENT };
struct holding_bytes {
	const char *s; /* a NUL follows */
	size_t len;
};
enum result
holding_bytes(struct db *db, struct arena *mem, const struct holding *h,
	      enum holding_form form, struct holding_bytes *out) CHECKED;

/* Columns of a holding "h" with its record "r", and them read. */
#define HOLDING_ROW                                                            \
	"h.record_id, h.number, h.account_id, h.client_id, h.clr_id,"          \
	" h.state, CASE WHEN h.sent IS NULL THEN 1 ELSE 0 END,"                \
	" h.updated_at, r.sha256, r.doc_len, r.is_signed, h.email"
void
holding_read(struct db_rows *rows, struct arena *mem, struct holding *out);

#endif
