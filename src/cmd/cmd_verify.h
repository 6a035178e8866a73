/*
 * What the two halves of clarus verify share.
 */
#ifndef CMD_CMD_VERIFY_H
#define CMD_CMD_VERIFY_H

#include "cmd/cmd.h"

/* Exit statuses. */
enum {
	CMD_VERIFY_VALID = 0,
	CMD_VERIFY_WRONG = 1,	/* invalid, revoked, expired */
	CMD_VERIFY_UNKNOWN = 2, /* not verifiable */
	CMD_VERIFY_UNREAD = 3	/* could not be read, or called wrongly */
};

/* A call, taken apart. */
struct cmd_verify {
	const char *what;     /* FILE, URL or "-"; NULL with a receipt */
	const char *as_of;    /* or NULL */
	const char *receipt;  /* file; or NULL */
	const char *document; /* file; or NULL */
	const char *key;      /* file; or NULL */
	bool as_json, with_data;
};

/* Say what the last failure was; returns CMD_VERIFY_UNREAD. */
int
cmd_verify_unread(void);

/* Open the office's database to read; *${db} NULL: there is none here, which
 * is fine.  Closed by auto_db. */
void
cmd_verify_office(const struct conf *conf, struct db **db);

/* Check the receipt of ${call}; the exit status. */
int
cmd_verify_receipt(const struct conf *conf, const struct cmd_verify *call);

#endif
