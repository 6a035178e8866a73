/*
 * The archive: all that is public, as a folder that any web server can keep
 * at the same address when there is no office any more.
 */
#ifndef WEB_ARCHIVE_H
#define WEB_ARCHIVE_H

#include "web/web.h"

/* What was written. */
struct archive_sum {
	long long of[CLASS__MAX]; /* documents, revoked ones too */
	long long revoked;
	long long media; /* pictures and files of evidence they show */
};

/*
 * Write into the empty folder ${folder}: every hosted document as JSON, as
 * its page and, for servers that are told nothing, under its bare name; keys,
 * lists, the set of keys; what revoked documents leave; pictures and files
 * that documents point to at this office; the style of the pages; a page
 * index.html that explains how to keep all this; SHA256SUMS.  Nobody is
 * named but in the documents themselves.  What changes in the office
 * meanwhile is written again.
 * OK.  BUSY: the office changed too often.  INTERNAL: it cannot be written.
 */
enum result
archive_write(struct app *app, struct db *db, const char *folder,
	      struct archive_sum *out) CHECKED;

#endif
