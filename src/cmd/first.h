/*
 * The first owner: how a new office gets its first account.
 */
#ifndef CMD_FIRST_H
#define CMD_FIRST_H

#include "base/conf.h"

struct db;

/*
 * While there is no account, print on stderr a new link by which one becomes
 * the first owner; it is good for a week.  With an account it prints
 * nothing.  It does not go into the log, which others may read.
 */
enum result
first_link(const struct conf *conf, struct db *db) CHECKED;

#endif
