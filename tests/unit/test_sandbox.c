/*
 * What a worker and the job process can no longer do, each tried in a
 * process of its own.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#undef fail

#include <errno.h>
#include <sys/mount.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cmd/sandbox.h"

enum { CAN = 0, CANNOT = 1, NO_SANDBOX = 2 };

static int
network(void)
{
	return socket(AF_INET, SOCK_STREAM, 0) < 0 && errno == EPERM;
}

static int
network6(void)
{
	return socket(AF_INET6, SOCK_DGRAM, 0) < 0 && errno == EPERM;
}

static int
netlink(void)
{
	return socket(AF_NETLINK, SOCK_RAW, 0) < 0 && errno == EPERM;
}

static int
local(void)
{
	return socket(AF_UNIX, SOCK_STREAM, 0) < 0;
}

static int
program(void)
{
	char *const words[] = { (char *)(uintptr_t) "true", NULL };

	execve("/bin/true", words, NULL);
	return errno == EPERM;
}

static int
spying(void)
{
	return ptrace(PTRACE_TRACEME, 0, NULL, NULL) < 0 && errno == EPERM;
}

static int
mounting(void)
{
	return mount("none", "/tmp", "tmpfs", 0, NULL) < 0 && errno == EPERM;
}

/* Try ${thing} in a process that has given up its rights. */
static int
tried(enum result (*give_up)(void), int (*thing)(void))
{
	int status;
	pid_t pid = fork();

	if (pid == 0)
		_exit(give_up() == OK ? thing() : NO_SANDBOX);
	waitpid(pid, &status, 0);
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

static void
a_worker(void **state)
{
	(void)state;
	assert_int_equal(tried(sandbox_worker, network), CANNOT);
	assert_int_equal(tried(sandbox_worker, network6), CANNOT);
	assert_int_equal(tried(sandbox_worker, netlink), CANNOT);
	assert_int_equal(tried(sandbox_worker, local), CAN);
	assert_int_equal(tried(sandbox_worker, program), CANNOT);
	assert_int_equal(tried(sandbox_worker, spying), CANNOT);
	assert_int_equal(tried(sandbox_worker, mounting), CANNOT);
}

static void
the_job_process(void **state)
{
	(void)state;
	assert_int_equal(tried(sandbox_job, network), CAN);
	assert_int_equal(tried(sandbox_job, local), CAN);
	assert_int_equal(tried(sandbox_job, program), CANNOT);
	assert_int_equal(tried(sandbox_job, spying), CANNOT);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_worker),
		cmocka_unit_test(the_job_process),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
