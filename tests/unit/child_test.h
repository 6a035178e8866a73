/*
 * For the tests of processes: one lives in a child, with a log of its own.
 */
#ifndef TESTS_UNIT_CHILD_TEST_H
#define TESTS_UNIT_CHILD_TEST_H

#include "store_test.h"

#include <fcntl.h>
#include <sys/wait.h>

#include "base/conf.h"
#include "base/log.h"

/* The settings of a spot, and further ones: "--name=value" each, NULL at the
 * end. */
HELPER struct conf
conf_of(struct spot *p, const char *const further[])
{
	char *words[16] = {
		arena_printf(p->mem, "--data-dir=%s", p->folder),
		arena_printf(p->mem, "--database=%s", p->path),
	};
	struct conf conf;
	size_t n = 2;

	for (; *further; further++)
		words[n++] = arena_strdup(p->mem, *further);
	assert_int_equal(conf_load(p->mem, NULL, words, &conf), OK);
	return conf;
}

typedef int
child_body(struct spot *p, const struct conf *conf);

/* What stands in the log of a child so far. */
HELPER const char *
child_said(struct spot *p)
{
	const char *path = arena_printf(p->mem, "%s/child.log", p->folder);
	char *text = arena_alloc(p->mem, 65536);
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	if (fd >= 0) {
		assert_true(read(fd, text, 65535) >= 0);
		close(fd);
	}
	return text;
}

/* What a child ends with, and what it wrote to its log: *${said}. */
HELPER int
child_run(struct spot *p, child_body *body, const struct conf *conf,
	  const char **said)
{
	const char *path = arena_printf(p->mem, "%s/child.log", p->folder);
	pid_t pid = fork();
	int status;

	assert_true(pid >= 0);
	if (pid == 0)
		_exit(log_open(path, LOG_INFO) == OK ? body(p, conf) : 99);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status));
	*said = child_said(p);
	return WEXITSTATUS(status);
}

#endif
