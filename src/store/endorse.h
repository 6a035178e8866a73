/*
 * Endorsements that somebody outside is asked for: asked, received, accepted
 * or declined.  Each is an item of class CLR_ENDORSEMENT from the start,
 * whose kind says how far it is: 'asked', 'received', 'given', 'declined'.
 */
#ifndef STORE_ENDORSE_H
#define STORE_ENDORSE_H

#include "store/item.h"
#include "store/mail.h"
#include "store/ticket.h"

/* How long a request can be answered. */
#define ENDORSE_SECONDS (60 * 24 * 3600LL)

/* Characters of a name, and bytes of a comment. */
enum { ENDORSE_NAME = 200, ENDORSE_COMMENT = 20000 };

/* Who is asked, or answers. */
struct endorse_who {
	const char *name;
	const char *email;
};

/* What is asked for: the new document's id, and the letter with the link. */
struct endorse_asking {
	struct endorse_who who;
	const char *doc_id;
	struct mail_letter letter;
};

/*
 * Ask somebody to endorse item ${target}: an item of kind 'asked', a ticket,
 * and the letter with its secret in the outbox.  In one transaction, or the
 * caller's.  OK: *${id} of the item.  INVALID: no name or one too long, no
 * address.  GONE: the target is revoked.
 */
enum result
endorse_ask(struct db *db, const struct item_office *o,
	    const struct item *target, const struct endorse_asking *asking,
	    const char **id) CHECKED;

/* The endorsement ${id} and what it is of, both with bytes.  OK.  NOT_FOUND: no such, or what
 * it endorses is no item. */
enum result
endorse_get(struct db *db, const struct item_office *o, const char *id,
	    struct item *endorsement, struct item *target) CHECKED;

/*
 * The answer: ${who} says ${comment} (Markdown).  The ticket is used up, the
 * item is 'received'.  OK.  INVALID: no name or comment, or too long: the
 * limit is named.  NOT_FOUND, GONE: of the ticket.
 */
enum result
endorse_give(struct db *db, const struct item_office *o, const char *secret,
	     const struct endorse_who *who, const char *comment) CHECKED;

/*
 * Take what was received into the item it is of: its "endorsements" hold it,
 * and its next version will.  OK.  CONFLICT: it is not 'received', or either
 * was changed meanwhile.  GONE: the target is revoked.
 */
enum result
endorse_accept(struct db *db, const struct item_office *o, const char *id)
	CHECKED;

/* Or not, with a reason.  OK.  INVALID: no reason.  CONFLICT. */
enum result
endorse_decline(struct db *db, const struct item_office *o, const char *id,
		const char *reason) CHECKED;

#endif
