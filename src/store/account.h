/*
 * Accounts: who can sign in, as whom, with what.
 */
#ifndef STORE_ACCOUNT_H
#define STORE_ACCOUNT_H

#include "store/audit.h"

struct account {
	const char *id;
	const char *email; /* lower case */
	const char *name;
	const char *role;     /* rights_role_name() */
	const char *password; /* hash, or "": none yet */
	const char *totp;     /* sealed secret, or NULL */
	int64_t totp_step;
	int64_t created_at;
	int64_t seen_at;     /* 0: never */
	int64_t disabled_at; /* 0: may sign in */
};

struct account_list {
	struct account *items;
	size_t count;
};

/* How many there are, disabled ones too: 0 before set-up. */
enum result
account_count(struct db *db, long long *out) CHECKED;

/* OK: ${out} in ${mem}.  NOT_FOUND. */
enum result
account_get(struct db *db, struct arena *mem, const char *id,
	    struct account *out) CHECKED;

/* By e-mail, letters without case. */
enum result
account_find(struct db *db, struct arena *mem, const char *email,
	     struct account *out) CHECKED;

/* All, by name. */
enum result
account_list(struct db *db, struct arena *mem, struct account_list *out)
	CHECKED;

/*
 * Make an account without a password, of ${account}'s email, name and role.
 * OK: *${id} in ${mem}.  INVALID: no e-mail address (one @ with something on
 * both sides, no blanks, controls or any of <>()[],;:\" , at most 254
 * bytes), no name, name over ACCOUNT_NAME characters or not one line, no
 * role.  CONFLICT: the address is taken.
 */
enum { ACCOUNT_NAME = 200 };
enum result
account_put(struct db *db, struct arena *mem, const struct audit_by *by,
	    const struct account *account, const char **id) CHECKED;

/*
 * Change one thing.  OK, NOT_FOUND.  Each is told in the audit trail, and
 * ends all sessions of the account save the one whose id is ${keep} (may be
 * NULL).  account_role() and account_disable() are CONFLICT when no other
 * owner who may sign in (has a password, is not disabled) were left.
 * Disabling and a new password also end the links by which the password
 * could be set.  ${sealed} NULL takes the second factor away, and the
 * recovery codes with it.
 */
enum result
account_role(struct db *db, const struct audit_by *by, const char *id,
	     const char *role) CHECKED;
enum result
account_disable(struct db *db, const struct audit_by *by, const char *id,
		bool is_disabled) CHECKED;
enum result
account_password(struct db *db, const struct audit_by *by, const char *id,
		 const char *hash, const char *keep) CHECKED;
enum result
account_totp(struct db *db, const struct audit_by *by, const char *id,
	     const char *sealed, const char *keep) CHECKED;

/* The same password hashed anew: nothing is told and nothing ends.  Done
 * only while the hash is still ${old}. */
enum result
account_rehash(struct db *db, const char *id, const char *old, const char *hash)
	CHECKED;

/* Note a code's step as taken.  OK.  CONFLICT: it, or a later one, was. */
enum result
account_totp_taken(struct db *db, const char *id, int64_t step) CHECKED;

/* Replace the recovery codes by these SHA-256; take one: OK, or NOT_FOUND
 * (no such code, or taken before).  How many are left. */
enum result
account_recovery_put(struct db *db, const char *id, const char *const sha256[],
		     size_t count) CHECKED;
enum result
account_recovery_take(struct db *db, const char *id, const char *sha256)
	CHECKED;
enum result
account_recovery_left(struct db *db, const char *id, long long *out) CHECKED;

#endif
