/*
 * The list of system calls that none of our processes ever needs, told to
 * the kernel.  Threads are allowed: libcurl asks for names in one.
 */
#include "cmd/sandbox_calls.h"

#include <errno.h>
#include <sched.h>
#include <seccomp.h>
#include <stddef.h>
#include <sys/socket.h>

/* What none ever needs. */
static const int never[] = {
	SCMP_SYS(execve),
	SCMP_SYS(execveat),
	SCMP_SYS(fork),
	SCMP_SYS(vfork),
	SCMP_SYS(ptrace),
	SCMP_SYS(process_vm_readv),
	SCMP_SYS(process_vm_writev),
	SCMP_SYS(pidfd_getfd),
	SCMP_SYS(mount),
	SCMP_SYS(umount2),
	SCMP_SYS(pivot_root),
	SCMP_SYS(chroot),
	SCMP_SYS(unshare),
	SCMP_SYS(setns),
	SCMP_SYS(bpf),
	SCMP_SYS(init_module),
	SCMP_SYS(finit_module),
	SCMP_SYS(delete_module),
	SCMP_SYS(kexec_load),
	SCMP_SYS(keyctl),
	SCMP_SYS(add_key),
	SCMP_SYS(request_key),
	SCMP_SYS(perf_event_open),
	SCMP_SYS(userfaultfd),
	SCMP_SYS(reboot),
	SCMP_SYS(swapon),
	SCMP_SYS(swapoff),
};

/* What makes a socket useful to who has none. */
static const int sockets[] = {
	SCMP_SYS(socket),  SCMP_SYS(socketpair), SCMP_SYS(connect),
	SCMP_SYS(bind),	   SCMP_SYS(listen),	 SCMP_SYS(accept),
	SCMP_SYS(accept4),
};

/* A first argument that is not AF_UNIX. */
static const struct scmp_arg_cmp not_local = {
	.arg = 0, .op = SCMP_CMP_NE, .datum_a = AF_UNIX, .datum_b = 0
};

/* Flags of clone() that make a process, not a thread. */
static const struct scmp_arg_cmp no_thread = { .arg = 0,
					       .op = SCMP_CMP_MASKED_EQ,
					       .datum_a = CLONE_THREAD,
					       .datum_b = 0 };

static const uint32_t refused = SCMP_ACT_ERRNO(EPERM);

static int
forbid(scmp_filter_ctx filter, const int calls[], size_t count)
{
	size_t i;
	int r = 0;

	for (i = 0; r == 0 && i < count; i++)
		r = seccomp_rule_add(filter, refused, calls[i], 0);
	return r;
}

/* The flags of clone3() cannot be seen from here; without it the library
 * takes clone(). */
static int
forbid_processes(scmp_filter_ctx filter)
{
	int r = seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS),
				 SCMP_SYS(clone3), 0);

	if (r == 0)
		r = seccomp_rule_add_array(filter, refused, SCMP_SYS(clone), 1,
					   &no_thread);
	return r;
}

static int
forbid_sockets(scmp_filter_ctx filter, enum sandbox_calls allowed)
{
	if (allowed == SANDBOX_CALLS_NONE)
		return forbid(filter, sockets,
			      sizeof(sockets) / sizeof(sockets[0]));
	if (allowed == SANDBOX_CALLS_LOCAL)
		return seccomp_rule_add_array(filter, refused, SCMP_SYS(socket),
					      1, &not_local);
	return 0;
}

static int
load(scmp_filter_ctx filter, enum sandbox_calls allowed)
{
	/* As a tree, not a list: each system call is looked up in it. */
	int r = seccomp_attr_set(filter, SCMP_FLTATR_CTL_OPTIMIZE, 2);

	if (r == 0)
		r = forbid(filter, never, sizeof(never) / sizeof(never[0]));
	if (r == 0)
		r = forbid_processes(filter);
	if (r == 0)
		r = forbid_sockets(filter, allowed);
	return r == 0 ? seccomp_load(filter) : r;
}

enum result
sandbox_calls(enum sandbox_calls allowed)
{
	scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
	int r;

	if (!filter)
		return fail(INTERNAL, "seccomp does not start");
	r = load(filter, allowed);
	seccomp_release(filter);
	if (r != 0)
		return fail(INTERNAL, "seccomp: error %d", -r);
	return OK;
}
