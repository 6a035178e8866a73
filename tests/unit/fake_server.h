/*
 * A web server's side of FastCGI for tests: connect to a unix socket, send
 * one request record by record, read the answer.  As little of the
 * FastCGI specification 1.0 as that needs.
 */
#ifndef UNIT_FAKE_SERVER_H
#define UNIT_FAKE_SERVER_H

#include <stdbool.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/str.h"

enum { /* record types */
       FAKE_BEGIN = 1,
       FAKE_END = 3,
       FAKE_PARAMS = 4,
       FAKE_STDIN = 5,
       FAKE_STDOUT = 6
};

/* Connect; a read that takes over ten seconds fails. */
static inline int
fake_connect(const char *path)
{
	struct sockaddr_un at = { .sun_family = AF_UNIX };
	struct timeval patience = { .tv_sec = 10 };
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);

	strncpy(at.sun_path, path, sizeof(at.sun_path) - 1);
	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
	if (connect(fd, (const struct sockaddr *)&at, sizeof(at)) < 0) {
		close(fd);
		return -1;
	}
	return fd;
}

static inline bool
fake_record(int fd, unsigned char type, const void *content, size_t len)
{
	const unsigned char head[8] = {
		1, type, 0, 1, (unsigned char)(len >> 8), (unsigned char)len,
	};

	return send(fd, head, 8, MSG_NOSIGNAL) == 8 &&
	       (!len || send(fd, content, len, MSG_NOSIGNAL) == (ssize_t)len);
}

/* Name and value, each shorter than 128 bytes. */
static inline void
fake_param(struct str *out, const char *name, const char *value)
{
	str_addc(out, (char)strlen(name));
	str_addc(out, (char)strlen(value));
	str_add(out, name);
	str_add(out, value);
}

/* Send all of a POST request but its body. */
static inline bool
fake_head(struct arena *mem, int fd, const char *uri, const char *length,
	  bool is_kept)
{
	const unsigned char begin[8] = { 0, 1, is_kept };
	struct str params;

	str_init(&params, mem);
	fake_param(&params, "REQUEST_METHOD", "POST");
	fake_param(&params, "REQUEST_URI", uri);
	fake_param(&params, "CONTENT_LENGTH", length);
	return fake_record(fd, FAKE_BEGIN, begin, sizeof(begin)) &&
	       fake_record(fd, FAKE_PARAMS, params.s, params.len) &&
	       fake_record(fd, FAKE_PARAMS, "", 0);
}

static inline bool
fake_body(int fd, const char *body)
{
	return (!*body || fake_record(fd, FAKE_STDIN, body, strlen(body))) &&
	       fake_record(fd, FAKE_STDIN, "", 0);
}

/* Read the whole answer; NULL when the connection ends before it. */
static inline const char *
fake_answer(struct arena *mem, int fd)
{
	unsigned char head[8];
	char content[65536 + 256];
	struct str out;

	str_init(&out, mem);
	while (recv(fd, head, 8, MSG_WAITALL) == 8) {
		size_t len = (size_t)head[4] << 8 | head[5];
		size_t all = len + head[6];

		if (all && recv(fd, content, all, MSG_WAITALL) != (ssize_t)all)
			return NULL;
		if (head[1] == FAKE_STDOUT)
			str_addn(&out, content, len);
		if (head[1] == FAKE_END)
			return out.s;
	}
	return NULL;
}

#endif
