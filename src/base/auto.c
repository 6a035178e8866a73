/*
 * Memory that ends the process rather than fail, and the releases behind
 * auto_mem, auto_text and auto_fd.  Not a request's memory: that is
 * arena.c.  Called from everywhere.
 */
#include "base/auto.h"

#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>
#include <sysexits.h>
#include <unistd.h>

void
auto_die(const char *why)
{
	struct iovec line[] = {
		{ (void *)"clarus: ", 8 },
		{ (void *)why, strlen(why) },
		{ (void *)"\n", 1 },
	};
	ssize_t written = writev(STDERR_FILENO, line, 3);

	(void)written; /* there is nobody left to tell */
	_exit(EX_SOFTWARE);
}

void
auto_free_end(void *p)
{
	free(*(void **)p);
}

void
auto_fd_end(int *fd)
{
	if (*fd >= 0)
		close(*fd);
}

/* A size of 0 asks for 1 byte, so that NULL always means failure. */
void *
xmalloc(size_t size)
{
	void *p = malloc(size ? size : 1);

	if (!p)
		auto_die("out of memory");
	return p;
}

void *
xcalloc(size_t count, size_t size)
{
	void *p = count && size ? calloc(count, size) : calloc(1, 1);

	if (!p)
		auto_die("out of memory");
	return p;
}

void *
xrealloc(void *p, size_t size)
{
	void *q = realloc(p, size ? size : 1);

	if (!q)
		auto_die("out of memory");
	return q;
}

char *
xstrdup(const char *s)
{
	size_t size = strlen(s) + 1;

	return memcpy(xmalloc(size), s, size);
}
