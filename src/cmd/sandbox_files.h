/*
 * Files and networks given up for good, by Landlock.  For sandbox.c.
 */
#ifndef CMD_SANDBOX_FILES_H
#define CMD_SANDBOX_FILES_H

#include <stdbool.h>

#include "base/fail.h"

enum sandbox_files_right {
	SANDBOX_FILES_READ,
	SANDBOX_FILES_OPEN, /* read and write what is there */
	SANDBOX_FILES_WRITE /* make, change and delete as well */
};

/* A file, or a folder with all below it. */
struct sandbox_files_place {
	const char *path; /* NULL: the end of the list */
	enum sandbox_files_right right;
};

/* What of TCP is given up; a kernel that is too old for it gives up none. */
enum sandbox_files_net { SANDBOX_FILES_NO_LISTENING, SANDBOX_FILES_NO_NET };

enum { SANDBOX_FILES_LISTS = 4 };
struct sandbox_files {
	const struct sandbox_files_place *places[SANDBOX_FILES_LISTS];
	enum sandbox_files_net net;
};

/*
 * From here on this process opens only those places (what it has open stays
 * open), and where the kernel can do so sends no signal to others and meets
 * no abstract socket of theirs.  Places that are not there are passed over.
 * Needs PR_SET_NO_NEW_PRIVS.  OK, also where the kernel has no Landlock (see
 * sandbox_files_known()).  INTERNAL.
 */
enum result
sandbox_files(const struct sandbox_files *files) CHECKED;

/* Has this kernel Landlock, and is it switched on? */
bool
sandbox_files_known(void);

#endif
