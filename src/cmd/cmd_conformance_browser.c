/*
 * Waiting on the loopback for a browser that comes back with a code
 * (RFC 8252 §7.3).
 */
#include <arpa/inet.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/str.h"
#include "cmd/cmd_conformance.h"
#include "cmd/cmd_verify_print.h"

#define PATH "/callback?"
#define THANKS                                                                 \
	"HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-8\r\n"       \
	"Connection: close\r\n\r\nThank you. You can close this window.\n"

/* The first line of a request is longer nowhere. */
enum { MOST_HEAD = 8192, MOST_WAITING = 8 };

static enum result
open_door(int port, int *fd)
{
	const struct sockaddr_in at = {
		.sin_family = AF_INET,
		.sin_port = htons((uint16_t)port),
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK),
	};
	int on = 1;

	*fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (*fd < 0 ||
	    setsockopt(*fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on)) < 0 ||
	    bind(*fd, (const struct sockaddr *)&at, sizeof(at)) < 0 ||
	    listen(*fd, MOST_WAITING) < 0)
		return fail(INTERNAL,
			    "Port %d of this machine cannot be listened at.",
			    port);
	return OK;
}

/* Is there something within the time that is left? */
static bool
waits(int fd, int64_t end)
{
	struct pollfd p = { .fd = fd, .events = POLLIN };
	const int64_t left = (end - clock_micros()) / 1000;

	return left > 0 && poll(&p, 1, (int)left) > 0;
}

/* The query of the request at ${fd} for PATH, in ${mem}; NULL: another. */
static const char *
hear(struct arena *mem, int fd, int64_t end)
{
	char head[MOST_HEAD];
	const char *query;
	size_t len = 0;
	ssize_t n;

	while (len < sizeof(head) - 1 && waits(fd, end) &&
	       (n = read(fd, head + len, sizeof(head) - 1 - len)) > 0) {
		len += (size_t)n;
		head[len] = '\0';
		if (memchr(head, '\n', len))
			break;
	}
	head[len] = '\0';
	query = strstr(head, "GET " PATH);
	if (query != head)
		return NULL;
	query += strlen("GET " PATH);
	return arena_strndup(mem, query, strcspn(query, " \r\n"));
}

enum result
cmd_conformance_browser(void *data, struct arena *mem, const char *url,
			const char **back)
{
	const struct cmd_conformance_door *door = data;
	const int64_t end = clock_micros() + door->seconds * 1000000;
	const char *query = NULL;
	auto_fd listening = -1;

	TRY(open_door(door->port, &listening));
	fputs("Open this address in a browser, sign in and agree:\n", door->to);
	cmd_verify_print_text(door->to, url);
	fputc('\n', door->to);
	fflush(door->to);
	while (!query && waits(listening, end)) {
		auto_fd fd = accept4(listening, NULL, NULL, SOCK_CLOEXEC);

		query = fd < 0 ? NULL : hear(mem, fd, end);
		if (fd >= 0 &&
		    send(fd, THANKS, strlen(THANKS), MSG_NOSIGNAL) < 0)
			continue;
	}
	if (!query)
		return fail(UPSTREAM, "Nobody came back within %lld seconds.",
			    door->seconds);
	*back = arena_printf(mem, "http://127.0.0.1:%d" PATH "%s", door->port,
			     query);
	return OK;
}
