/*
 * The rules of signing in, without HTTP.
 */
#ifndef AUTH_LOGIN_H
#define AUTH_LOGIN_H

#include "crypto/seal.h"
#include "store/account.h"

/* How many failures are free before each further one makes wait, as
 * attempt_may() says. */
enum {
	LOGIN_FREE_PAIR = 5,	 /* of one account from one address */
	LOGIN_FREE_ADDRESS = 25, /* of one address, whatever the account */
	LOGIN_FREE_ACCOUNT = 100 /* of one account, wherever from */
};

/* What somebody tries. */
struct login_try {
	const char *email;
	const char *password;
	const char *code;    /* of the second factor, or a recovery code; NULL
				or "": not asked for yet */
	const char *address; /* shortened: audit_address() */
	long long cost;	     /* of a password's hash, as password_hash() */
	const struct seal *seal; /* of the second factors; NULL: none set */
	const char *turns;	 /* folder of turn_take(); NULL: no waiting */
};

/* What came of it. */
struct login_done {
	struct account account; /* of OK, and where needs_code */
	bool needs_code;	/* the password is right, the code is not or was
			       not given */
	bool took_recovery;	/* OK by a recovery code, which is used up */
	long long wait;		/* of TOO_OFTEN: seconds */
};

/*
 * Try to sign in.  ${db} can be written.
 * OK: ${out}->account may begin a session.
 * UNAUTHORIZED: it may not.  No account, a disabled one, one without a
 * password and a wrong password give the same sentence and take the same
 * time.  With needs_code the code is to be asked for, and the same is tried
 * again with it; each code is good once.
 * TOO_OFTEN: nothing was looked at.  What counts are failures
 * of this account from this address; and, unless the account ever signed in
 * from there, those of the address and those of the account, so that
 * strangers cannot keep people out of where they usually are.
 * BUSY: too many passwords are being hashed; nothing is counted.
 * INTERNAL: the second factor cannot be read (another key).
 *
 * It takes as long as hashing a password, in its turn; who is told
 * TOO_OFTEN waits for no turn and keeps none.
 */
enum result
login_try(struct db *db, struct arena *mem, const struct login_try *try,
	  struct login_done *out) CHECKED;

/* What a second factor's secret is sealed for, in ${mem}. */
char *
login_purpose(struct arena *mem, const char *account_id);

/* Codes for who lost the second factor, each good once. */
enum { LOGIN_CODES = 10 };
struct login_codes {
	const char *codes[LOGIN_CODES];	 /* "4k7zq-m2x9d": 50 bits */
	const char *sha256[LOGIN_CODES]; /* for account_recovery_put() */
};

/* Make them for an account, in ${mem}.  The digest is of code and account
 * together. */
void
login_recovery_codes(struct arena *mem, const char *account_id,
		     struct login_codes *out);

#endif
