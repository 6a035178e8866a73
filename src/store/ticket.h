/*
 * Links that hold a secret and are good once: set-up, invitation, password
 * reset, a request for an endorsement.
 */
#ifndef STORE_TICKET_H
#define STORE_TICKET_H

#include "db/db.h"

enum ticket_kind {
	TICKET_SETUP,	/* the first owner */
	TICKET_INVITE,	/* choose a password for a new account */
	TICKET_RESET,	/* choose a new password */
	TICKET_ENDORSE, /* write an endorsement; about: what is asked */
	TICKET__MAX
};

struct ticket {
	enum ticket_kind kind;
	const char *account_id; /* "" for set-up and endorsement */
	const char *about;	/* an item's id …, or "" */
	int64_t created_at;
	int64_t ends_at;
};

/* Make one that lives ${seconds}; *${secret} (rand_id()) in ${mem} goes into
 * the link, its SHA-256 is kept.  Old ones of this kind for the same account
 * (if it names one) end; those long past their end are swept away. */
enum result
ticket_put(struct db *db, struct arena *mem, const struct ticket *ticket,
	   long long seconds, const char **secret) CHECKED;

/* Look without using it up.  OK.  GONE: past its end.  NOT_FOUND: unknown,
 * used, or of another kind. */
enum result
ticket_get(struct db *db, struct arena *mem, enum ticket_kind kind,
	   const char *secret, struct ticket *out) CHECKED;

/* Use it up.  As ticket_get(); of two at once only one gets OK.  May be
 * called within a transaction of the caller's or without. */
enum result
ticket_take(struct db *db, struct arena *mem, enum ticket_kind kind,
	    const char *secret, struct ticket *out) CHECKED;

/* End those of an account. */
enum result
ticket_end_all(struct db *db, const char *account_id) CHECKED;

#endif
