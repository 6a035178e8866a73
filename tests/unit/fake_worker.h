/*
 * Workers for the tests of the accept loop: a small program that is
 * served, a process that serves it, and what a web server asks of it.
 * For cmocka tests; included by one of them only.
 */
#ifndef UNIT_FAKE_WORKER_H
#define UNIT_FAKE_WORKER_H

#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>

#include "fake_server.h"
#include "http/fcgi.h"

#define BODY_MAX 1000
#define LARGE ((size_t)4 * 1024 * 1024)

/* ---- the program that is served ---- */

struct app {
	int told; /* gets a byte for what happens */
	unsigned served;
};

static void
app_tell(const struct app *app, char what)
{
	if (write(app->told, &what, 1) != 1)
		abort();
}

/* Bytes of which none is where another could be: LARGE, all letters. */
static const char *
large_body(struct arena *mem)
{
	char *out = arena_alloc(mem, LARGE + 1);
	size_t i;

	for (i = 0; i < LARGE; i++)
		out[i] = (char)('a' + (i + i / 251) % 26);
	out[LARGE] = '\0';
	return out;
}

/* Answer with who served, how, and the body. */
static void
app_answer(struct app *app, struct request *r, struct response *out)
{
	enum result res = request_body(r, BODY_MAX);

	response_header(out, "X-Served",
			arena_printf(r->mem, "%u", app->served));
	if (res != OK)
		response_text(out, 400, "text/plain", fail_last()->text);
	else
		response_text(out, 200, "text/plain", r->body);
	if (streq(r->path, "/large"))
		response_ready(out, 200, "a/b", large_body(r->mem), LARGE);
}

static void
app_handle(void *data, const struct request_source *source,
	   const struct response_sink *sink)
{
	const struct request_limits limits = { "", 1000 };
	const struct timespec while_asked = { .tv_nsec = 300000000 };
	auto_arena mem = arena_new();
	struct app *app = data;
	struct response out;
	struct request r;

	app->served++;
	response_init(&out, mem);
	app_tell(app, request_read(mem, source, &limits, &r) == OK ? 'h' : '?');
	if (streq(r.path, "/slow"))
		nanosleep(&while_asked, NULL);
	if (streq(r.path, "/stop"))
		fcgi_stop();
	app_answer(app, &r, &out);
	if (response_send(&out, sink) != OK)
		app_tell(app, fail_last()->result == UPSTREAM ? 'u' : '?');
}

static void
app_after(void *data)
{
	app_tell(data, 'a');
}

/* ---- a worker under test ---- */

struct worker {
	struct arena *mem;
	char dir[32];
	const char *path;
	int fd;
	int told[2];
	pid_t pid;
};

static void
on_other_signal(int number)
{
	(void)number;
}

static pid_t
worker_fork(const struct worker *w, long long max)
{
	struct app app = { .told = w->told[1] };
	pid_t pid = fork();

	if (pid)
		return pid;
	alarm(30);
	signal(SIGUSR1, on_other_signal);
	exit(fcgi_serve(w->fd, max, app_handle, app_after, &app) != OK);
}

static void
worker_begin(struct worker *w, long long max)
{
	*w = (struct worker){ .mem = arena_new(), .dir = "/tmp/fcgi-XXXXXX" };
	assert_non_null(mkdtemp(w->dir));
	w->path = arena_printf(w->mem, "%s/socket", w->dir);
	assert_int_equal(fcgi_listen(w->path, 0600, &w->fd), OK);
	assert_int_equal(pipe(w->told), 0);
	w->pid = worker_fork(w, max);
}

/* Wait for the next thing that the worker tells. */
static char
worker_told(const struct worker *w)
{
	char what = 0;

	assert_int_equal(read(w->told[0], &what, 1), 1);
	return what;
}

/* The worker ends well, and by itself. */
static void
worker_ends(pid_t pid)
{
	int status;

	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
}

static void
worker_clean(struct worker *w)
{
	close(w->fd);
	close(w->told[0]);
	close(w->told[1]);
	unlink(w->path);
	assert_int_equal(rmdir(w->dir), 0);
	arena_free(w->mem);
}

static void
worker_end(struct worker *w)
{
	kill(w->pid, SIGTERM);
	worker_ends(w->pid);
	worker_clean(w);
}

/* One request on a connection that is open. */
static const char *
ask_on(struct worker *w, int fd, const char *uri, const char *body)
{
	const char *length = arena_printf(w->mem, "%zu", strlen(body));

	assert_true(fake_head(w->mem, fd, uri, length, true));
	assert_true(fake_body(fd, body));
	return fake_answer(w->mem, fd);
}

/* One request on a connection of its own; ${length} as it is stated. */
static const char *
ask(struct worker *w, const char *uri, const char *length, const char *body)
{
	auto_fd fd = fake_connect(w->path);

	assert_true(fd >= 0);
	assert_true(fake_head(w->mem, fd, uri, length, false));
	assert_true(fake_body(fd, body));
	return fake_answer(w->mem, fd);
}

static void
assert_says(const char *answer, const char *part)
{
	assert_non_null(answer);
	if (!strstr(answer, part))
		print_error("# no \"%s\" in: %s\n", part, answer);
	assert_non_null(strstr(answer, part));
}

#endif
