/*
 * View counts on their way to the database, off the reading path.
 *
 * Workers say "one view of {id}" over a socket pair; the job process adds
 * them up and writes once a second, and once more when it is told to end
 * and no worker is left.  Without a job process (plain CGI) the count is
 * written at once, after the reply went out.
 */
#ifndef STORE_TALLY_H
#define STORE_TALLY_H

#include "db/db.h"

struct tally;

/* The sending side over ${fd} (which stays the caller's), or with ${fd} < 0
 * writing to the file ${database}; never NULL.  tally_free() sends what is
 * left, or writes it itself if nobody takes it; NULL is allowed. */
struct tally *
tally_new(int fd, const char *database);
void
tally_free(struct tally *t);

/* Note one view of link ${id}; sent by tally_flush(). */
void
tally_note(struct tally *t, const char *id);

/* Send (or write) what was noted.  Called after each reply.  What could
 * not be sent is kept for the next call. */
void
tally_flush(struct tally *t);

/* A pair of sockets that keeps messages whole: [0] to read, [1] to send. */
enum result
tally_pair(int fds[2]) CHECKED;

/*
 * The job's side: read what comes on ${fd} within ${wait_ms}, less if a
 * signal arrives or every sender is gone, and write the sums to the
 * database in one transaction.  *${is_empty}: every sender is gone and
 * nothing is left.  OK.  BUSY, INTERNAL: the sums are kept; call again.
 */
struct tally_sums;
struct tally_sums *
tally_sums_new(void);
void
tally_sums_free(struct tally_sums *s);
enum result
tally_collect(struct tally_sums *s, int fd, struct db *db, int wait_ms,
	      bool *is_empty) CHECKED;

#endif
