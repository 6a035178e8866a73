/*
 * Whose turn it is to make a password's hash.  It takes a processor and
 * much memory, so few are made at once on the machine, whatever number of
 * workers serves (OWASP ASVS 15.2.2).
 */
#ifndef AUTH_TURN_H
#define AUTH_TURN_H

#include "base/fail.h"

/* So many at once; and so long one waits for a place, in milliseconds. */
enum { TURN_PLACES = 2, TURN_WAIT_MS = 2000 };

/*
 * Take a place among TURN_PLACES: a lock on one of the files hash.0, hash.1
 * … in ${folder}, made when missing, which ends with the process at the
 * latest.  OK: *${fd} holds it until it is closed (auto_fd).  BUSY: none
 * came free in time.  INTERNAL: the folder cannot be written.
 */
enum result
turn_take(const char *folder, int *fd) CHECKED;

#endif
