/*
 * Rights given up by workers and the job process, by libseccomp and prctl.
 * Called once, when the process begins.
 */
#include "cmd/sandbox.h"

#include <errno.h>
#include <seccomp.h>
#include <stdbool.h>
#include <sys/prctl.h>
#include <sys/socket.h>

/* What neither ever needs. */
static const int never[] = {
	SCMP_SYS(execve),
	SCMP_SYS(execveat),
	SCMP_SYS(ptrace),
	SCMP_SYS(process_vm_readv),
	SCMP_SYS(process_vm_writev),
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

/* A first argument that is not AF_UNIX. */
static const struct scmp_arg_cmp not_local = {
	.arg = 0, .op = SCMP_CMP_NE, .datum_a = AF_UNIX, .datum_b = 0
};

static int
forbid(scmp_filter_ctx filter, bool network)
{
	const uint32_t refused = SCMP_ACT_ERRNO(EPERM);
	size_t i;
	int r = 0;

	for (i = 0; r == 0 && i < sizeof(never) / sizeof(never[0]); i++)
		r = seccomp_rule_add(filter, refused, never[i], 0);
	if (r == 0 && !network)
		r = seccomp_rule_add_array(filter, refused, SCMP_SYS(socket), 1,
					   &not_local);
	return r == 0 ? seccomp_load(filter) : r;
}

static enum result
give_up(bool network)
{
	scmp_filter_ctx filter;
	int r;

	prctl(PR_SET_DUMPABLE, 0);
	prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
	filter = seccomp_init(SCMP_ACT_ALLOW);
	if (!filter)
		return fail(INTERNAL, "seccomp does not start");
	/* As a tree, not a list: each system call is looked up in it. */
	r = seccomp_attr_set(filter, SCMP_FLTATR_CTL_OPTIMIZE, 2);
	if (r == 0)
		r = forbid(filter, network);
	seccomp_release(filter);
	if (r != 0)
		return fail(INTERNAL, "seccomp: error %d", -r);
	return OK;
}

enum result
sandbox_worker(void)
{
	return give_up(false);
}

enum result
sandbox_job(void)
{
	return give_up(true);
}
