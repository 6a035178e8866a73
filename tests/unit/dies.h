/*
 * For tests of what ends the process: the call is made in a child, and its
 * end and last words are looked at.
 */
#ifndef UNIT_DIES_H
#define UNIT_DIES_H

#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* A request for too much memory is to be refused, not reported. */
const char *
__asan_default_options(void);
const char *
__asan_default_options(void)
{
	return "allocator_may_return_null=1";
}

static void
assert_dies(void (*call)(void), const char *words)
{
	char said[4096];
	ssize_t n;
	size_t len = 0;
	int ends[2], status;
	pid_t pid;

	assert_int_equal(pipe(ends), 0);
	pid = fork();
	assert_true(pid >= 0);
	if (pid == 0) {
		dup2(ends[1], STDERR_FILENO);
		call();
		_exit(0);
	}
	close(ends[1]);
	while ((n = read(ends[0], said + len, sizeof said - 1 - len)) > 0)
		len += (size_t)n;
	said[len] = '\0';
	close(ends[0]);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 70);
	assert_non_null(strstr(said, words));
}

#endif
