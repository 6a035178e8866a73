/*
 * The audit trail: every change and every disclosure, in a chain of hashes.
 *
 * The hash of an entry is SHA-256, in lower-case hex, of these texts, each
 * written as its length in bytes in decimal digits, ':', its bytes, ',':
 * the hash of the entry before ("" for the first), then the columns of the
 * table audit from number to search in their order, numbers in decimal
 * digits.  The lengths make that unambiguous: no two rows give the same
 * bytes.  So whoever knows one hash can tell that nothing before it was
 * changed; noting the newest now and then, elsewhere, is up to people
 * (clarus audit verify).
 */
#ifndef STORE_AUDIT_H
#define STORE_AUDIT_H

#include "db/db.h"

/* Who does something: goes with each change down to the store. */
struct audit_by {
	const char *account_id; /* "": nobody signed in, or a command */
	const char *name;	/* "Maria Reyes", "clarus user", "A visitor" */
	const char *address;	/* shortened: 192.0.2.0, 2001:db8:1::; "" */
};

/* What was done. */
struct audit_event {
	const char *action; /* "item.save": noun, dot, verb */
	const char *target; /* an id; "" if it has none */
	const char *words;  /* one line for people; no secrets, no document */
	const char *before; /* SHA-256 of the document before and after, */
	const char *after;  /* hex; NULL: none */
};

/*
 * Add an entry.  Called in the transaction of the change itself, so that
 * neither can be without the other; without one it is its own (db_join()).
 * Controls in texts become blanks; at most AUDIT_TEXT characters of each
 * are kept.  OK, BUSY, INTERNAL.
 */
enum { AUDIT_TEXT = 300 };
enum result
audit_add(struct db *db, const struct audit_by *by,
	  const struct audit_event *event) CHECKED;

/* When ${action} was told last of ${target}: *${at}; 0: never. */
enum result
audit_last(struct db *db, const char *target, const char *action, int64_t *at)
	CHECKED;

/* The number and hash of the newest entry, in ${mem}; 0 and "" if there is
 * none. */
enum result
audit_head(struct db *db, struct arena *mem, int64_t *number, const char **hash)
	CHECKED;

struct audit_entry {
	int64_t number;
	int64_t at;
	const char *account_id, *name, *address;
	const char *action, *target, *words;
	const char *before, *after; /* "" if none */
	const char *hash;
};

struct audit_query {
	const char *text;   /* found in name, words, action, target */
	const char *target; /* exactly; NULL: any */
	int64_t from, to;   /* from <= at < to; 0: no bound */
	int64_t below;	    /* numbers below this one; 0: all.  For reading
			       on, while more are added. */
	long long limit, offset;
};

/* The begin of the day ${date} ("2026-11-22"), or of the one ${days} later,
 * for the bounds above.  OK: *${out}; 0 for NULL or "".  INVALID. */
enum result
audit_day(const char *date, int days, int64_t *out) CHECKED;

struct audit_list {
	struct audit_entry *items;
	size_t count;
	long long total;
};

/* Newest first. */
enum result
audit_list(struct db *db, struct arena *mem, const struct audit_query *query,
	   struct audit_list *out) CHECKED;

/* What a check of the chain found. */
struct audit_verdict {
	long long entries; /* that fit */
	int64_t bad;	   /* number of the first that does not; 0 */
	const char *words; /* what is wrong with it, in ${mem}; NULL */
	const char *head;  /* hash of the last that fits, in ${mem}; "" */
};

/*
 * Read the whole chain, as it stands at one moment: numbers without a gap
 * from 1, each hash that of the one before with this row.  ${head} is a
 * hash noted earlier (it must still be in the chain, which finds entries
 * cut off at the end), or NULL.  OK, whatever is found: ${out}.
 */
enum result
audit_verify(struct db *db, struct arena *mem, const char *head,
	     struct audit_verdict *out) CHECKED;

/* The network part of an address: IPv4 /24, IPv6 /48; "" for anything else.
 * In ${mem}. */
char *
audit_address(struct arena *mem, const char *address);

#endif
