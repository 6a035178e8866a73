/*
 * System calls given up for good, by libseccomp.  For sandbox.c.
 */
#ifndef CMD_SANDBOX_CALLS_H
#define CMD_SANDBOX_CALLS_H

#include "base/fail.h"

/* Which sockets a process may make: none, AF_UNIX, any. */
enum sandbox_calls {
	SANDBOX_CALLS_NONE,
	SANDBOX_CALLS_LOCAL,
	SANDBOX_CALLS_NETWORK
};

/* From here on no process, no program, no looking into others, nothing of
 * the kernel's, and only those sockets: EPERM.  OK, INTERNAL. */
enum result
sandbox_calls(enum sandbox_calls sockets) CHECKED;

#endif
