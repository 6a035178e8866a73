/*
 * What a process that answers strangers can never do, whatever happens to
 * it: the kernel refuses it from here on.
 */
#ifndef CMD_SANDBOX_H
#define CMD_SANDBOX_H

#include "base/fail.h"

/*
 * For this process and its children, for good: no core dump, no new rights,
 * no network (sockets of any family but AF_UNIX), no other program (execve),
 * no looking into others (ptrace, process_vm_*), no mounting, no modules, no
 * keys of the kernel.  Each answers EPERM.
 * OK.  INTERNAL: this kernel has no seccomp.
 */
enum result
sandbox_worker(void) CHECKED;

/* The same but for the network, which the job process needs. */
enum result
sandbox_job(void) CHECKED;

#endif
