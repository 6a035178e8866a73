/*
 * Whose turn it is to make a password's hash.  It takes a processor and
 * much memory, so few are made at once on the machine, whatever number of
 * workers serves (OWASP ASVS 15.2.2).
 */
#ifndef AUTH_TURN_H
#define AUTH_TURN_H

#include "base/fail.h"

/* So many at once; so many wait for a place; and none of them longer than
 * this, in milliseconds. */
enum { TURN_PLACES = 2, TURN_QUEUE = 16, TURN_WAIT_MS = 5000 };

/*
 * Take a place among TURN_PLACES: a lock on one of the files hash.0, hash.1
 * … in ${folder}, made when missing, which ends with the process at the
 * latest.  Who has to wait is counted by wait.0, wait.1 … in the same way.
 * OK: *${fd} holds it until it is closed (auto_fd).  BUSY: TURN_QUEUE wait
 * already, told at once; or none came free in time.  INTERNAL: the folder
 * cannot be written.
 */
enum result
turn_take(const char *folder, int *fd) CHECKED;

#endif
