/*
 * What publishing has in common with other changes.  For the files of this
 * folder; others use version.h.
 */
#ifndef STORE_VERSION_PUT_H
#define STORE_VERSION_PUT_H

#include "store/version.h"

/* Published records, and what is signed, that hold item ${id}, or hold what
 * holds it, are behind now.  What is signed itself says what it said: those
 * that hold it are not behind. */
enum result
version_put_spread(struct db *db, const char *id) CHECKED;

#endif
