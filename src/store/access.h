/*
 * What gives somebody access, where it takes more than one table: each is
 * one transaction, so that no account stands without its link and no link
 * without its letter.
 */
#ifndef STORE_ACCESS_H
#define STORE_ACCESS_H

#include "store/account.h"
#include "store/mail.h"
#include "store/ticket.h"

/* Where, and who does it. */
struct access {
	struct db *db;
	struct arena *mem;
	const struct audit_by *by;
};

/* Make an account without a password, and send its invitation.  OK:
 * *${secret} in the request's memory.  As account_put(). */
enum result
access_invite(const struct access *a, const struct mail_letter *letter,
	      const struct account *account, const char **secret) CHECKED;

/* Send ${account} another link: to choose its first password (if it has
 * none) or a new one.  Told in the audit trail. */
enum result
access_link(const struct access *a, const struct mail_letter *letter,
	    const struct account *account, const char **secret) CHECKED;

/* Make the first owner, ${account} with the hash of a password: use up the
 * set-up ticket ${secret}.  OK: *${id}.  GONE, NOT_FOUND: of the ticket.
 * CONFLICT: there is an account already.  As account_put(). */
enum result
access_first(const struct access *a, const char *secret,
	     const struct account *account, const char **id) CHECKED;

/* Use up an invitation or a reset and set the password ${hash}; all sessions
 * of the account end.  OK: *${id}.  GONE, NOT_FOUND. */
enum result
access_take(const struct access *a, enum ticket_kind kind, const char *secret,
	    const char *hash, const char **id) CHECKED;

/* A second factor to be: its secret, sealed; the step of the code that
 * proved it; the recovery codes' SHA-256. */
struct access_second {
	const char *sealed;
	int64_t step;
	const char *const *codes;
	size_t count;
};

/* Turn it on; other sessions than ${keep} end. */
enum result
access_second(const struct access *a, const char *id,
	      const struct access_second *second, const char *keep) CHECKED;

#endif
