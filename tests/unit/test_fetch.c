/*
 * Fetching, from a small server in a process of its own: what arrives, what
 * is too long, too slow, elsewhere or forbidden.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#undef fail

#include <arpa/inet.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/str.h"
#include "http/fetch.h"

/* What the server answers to a path. */
static const struct {
	const char *path, *answer;
} answers[] = {
	{ "/json", "HTTP/1.1 200 OK\r\nContent-Type: Application/JSON; "
		   "charset=utf-8\r\nContent-Length: 7\r\n\r\n{\"a\":1}" },
	{ "/gone", "HTTP/1.1 410 Gone\r\nContent-Length: 0\r\n\r\n" },
	{ "/long", "HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n" },
	{ "/endless", "HTTP/1.1 200 OK\r\n\r\n" },
	{ "/once", "HTTP/1.1 302 Found\r\nLocation: /json\r\n"
		   "Content-Length: 0\r\n\r\n" },
	{ "/loop", "HTTP/1.1 302 Found\r\nLocation: /loop\r\n"
		   "Content-Length: 0\r\n\r\n" },
	{ "/inside", "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:9/\r\n"
		     "Content-Length: 0\r\n\r\n" },
	{ "/file", "HTTP/1.1 302 Found\r\nLocation: file:///etc/passwd\r\n"
		   "Content-Length: 0\r\n\r\n" },
};

struct server {
	pid_t pid;
	int port;
};

static void
answer(int fd)
{
	char request[4096] = "", path[100] = "", much[1000];
	size_t i;

	if (read(fd, request, sizeof(request) - 1) <= 0)
		return;
	(void)sscanf(request, "GET %99s", path);
	for (i = 0; i < sizeof(answers) / sizeof(answers[0]); i++)
		if (streq(path, answers[i].path))
			(void)!write(fd, answers[i].answer,
				     strlen(answers[i].answer));
	memset(much, 'x', sizeof(much));
	for (i = 0; i < 50 && streq(path, "/endless"); i++)
		(void)!write(fd, much, sizeof(much));
	if (streq(path, "/slow"))
		sleep(30);
}

static void
serve(int fd)
{
	int client;

	signal(SIGPIPE, SIG_IGN);
	for (;;) {
		client = accept(fd, NULL, NULL);
		answer(client);
		close(client);
	}
}

static int
start(void **state)
{
	struct sockaddr_in at = { .sin_family = AF_INET };
	socklen_t len = sizeof(at);
	struct server *server = calloc(1, sizeof(*server));
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	if (bind(fd, (struct sockaddr *)&at, len) < 0 || listen(fd, 8) < 0 ||
	    getsockname(fd, (struct sockaddr *)&at, &len) < 0)
		return -1;
	server->port = ntohs(at.sin_port);
	server->pid = fork();
	if (!server->pid)
		serve(fd);
	close(fd);
	*state = server;
	return 0;
}

static int
stop(void **state)
{
	struct server *server = *state;

	kill(server->pid, SIGKILL);
	waitpid(server->pid, NULL, 0);
	free(server);
	return 0;
}

static enum result
get(struct arena *mem, const struct server *server, const char *path,
    struct fetch_reply *out)
{
	struct fetch_ask ask = {
		.url = arena_printf(mem, "http://127.0.0.1:%d%s", server->port,
				    path),
		.allow = arena_printf(mem, "127.0.0.1:%d", server->port),
		.max_bytes = 4096,
		.timeout_ms = 800,
	};

	return fetch_get(mem, &ask, out);
}

static void
test_arrives(void **state)
{
	auto_arena mem = arena_new();
	struct fetch_reply reply;

	assert_int_equal(get(mem, *state, "/json", &reply), OK);
	assert_int_equal(reply.status, 200);
	assert_string_equal(reply.type, "application/json");
	assert_string_equal(reply.body, "{\"a\":1}");
	assert_int_equal(get(mem, *state, "/gone", &reply), OK);
	assert_int_equal(reply.status, 410);
	assert_string_equal(reply.body, "");
	assert_int_equal(get(mem, *state, "/once", &reply), OK);
	assert_string_equal(reply.body, "{\"a\":1}");
	assert_non_null(strstr(reply.url, "/json"));
}

static void
test_limits(void **state)
{
	auto_arena mem = arena_new();
	struct fetch_reply reply;

	assert_int_equal(get(mem, *state, "/long", &reply), TOO_BIG);
	assert_int_equal(get(mem, *state, "/endless", &reply), TOO_BIG);
	assert_int_equal(get(mem, *state, "/loop", &reply), UPSTREAM);
}

/* The last: the server sleeps on. */
static void
test_slow(void **state)
{
	auto_arena mem = arena_new();
	struct fetch_reply reply;

	assert_int_equal(get(mem, *state, "/slow", &reply), UPSTREAM);
	assert_non_null(strstr(fail_last()->text, "in time"));
}

static void
test_rules(void **state)
{
	auto_arena mem = arena_new();
	const struct server *server = *state;
	struct fetch_reply reply;
	struct fetch_ask ask = { .max_bytes = 4096, .timeout_ms = 2000 };

	assert_int_equal(get(mem, server, "/inside", &reply), FORBIDDEN);
	assert_int_equal(get(mem, server, "/file", &reply), FORBIDDEN);
	ask.url = arena_printf(mem, "http://127.0.0.1:%d/json", server->port);
	assert_int_equal(fetch_get(mem, &ask, &reply), FORBIDDEN);
	/* A name that leads home: the address is looked at, not the name. */
	ask.url = "https://localhost/";
	assert_int_equal(fetch_get(mem, &ask, &reply), FORBIDDEN);
	ask.url = "https://office.example/x";
	ask.own = "https://office.example";
	assert_int_equal(fetch_get(mem, &ask, &reply), FORBIDDEN);
	assert_non_null(strstr(fail_last()->text, "this office"));
	ask.url = "https://no-such-host.invalid/";
	assert_int_equal(fetch_get(mem, &ask, &reply), UPSTREAM);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_arrives),
		cmocka_unit_test(test_limits),
		cmocka_unit_test(test_rules),
		cmocka_unit_test(test_slow),
	};

	return cmocka_run_group_tests(tests, start, stop);
}
