/*
 * For tests of fetching: a server on the loopback that answers as badly as a
 * test wants, each connection in a process of its own, all of them ended by
 * the id of their group.
 */
#ifndef UNIT_HOSTILE_H
#define UNIT_HOSTILE_H

#include <arpa/inet.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

struct hostile {
	pid_t pid;
	int port;
};

/* Is this under valgrind, where TLS takes a second a connection? */
static inline bool
hostile_is_slow(void)
{
	const char *loaded = getenv("LD_PRELOAD");

	return loaded && strstr(loaded, "valgrind");
}

/* Talk to one who has connected; the connection is closed after it. */
typedef void
hostile_talk(int fd);

/* Listen at ${address}, with ${port} or, 0, any. */
static inline int
hostile_listen(const char *address, int *port, int type)
{
	struct sockaddr_in at = { .sin_family = AF_INET,
				  .sin_port = htons((uint16_t)*port) };
	int fd = socket(AF_INET, type | SOCK_CLOEXEC, 0), on = 1;
	socklen_t len = sizeof(at);

	setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
	if (inet_pton(AF_INET, address, &at.sin_addr) != 1 ||
	    bind(fd, (struct sockaddr *)&at, len) < 0 ||
	    (type == SOCK_STREAM && listen(fd, 64) < 0) ||
	    getsockname(fd, (struct sockaddr *)&at, &len) < 0) {
		close(fd);
		return -1;
	}
	*port = ntohs(at.sin_port);
	return fd;
}

/* A child that leads a group and ends with this process: 0 in it. */
static inline pid_t
hostile_fork(void)
{
	pid_t pid = fork();

	if (pid > 0)
		setpgid(pid, pid);
	if (pid != 0)
		return pid;
	setpgid(0, 0);
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	signal(SIGPIPE, SIG_IGN);
	signal(SIGCHLD, SIG_IGN);
	return 0;
}

static inline void
hostile_serve(int fd, hostile_talk *talk)
{
	int client;

	for (;;) {
		client = accept(fd, NULL, NULL);
		if (client >= 0 && fork() == 0) {
			prctl(PR_SET_PDEATHSIG, SIGKILL);
			alarm(30);
			talk(client);
			close(client);
			_exit(0);
		}
		close(client);
	}
}

static inline bool
hostile_start(struct hostile *h, const char *address, hostile_talk *talk)
{
	int fd = hostile_listen(address, &h->port, SOCK_STREAM);

	if (fd < 0)
		return false;
	h->pid = hostile_fork();
	if (h->pid == 0)
		hostile_serve(fd, talk);
	close(fd);
	return h->pid > 0;
}

static inline void
hostile_stop(const struct hostile *h)
{
	if (h->pid <= 0)
		return;
	kill(-h->pid, SIGKILL);
	waitpid(h->pid, NULL, 0);
}

/* Is the request of ${len} bytes there with its body? */
static inline bool
hostile_is_whole(const char *request, size_t len)
{
	const char *end = strstr(request, "\r\n\r\n");
	const char *told = strcasestr(request, "\r\nContent-Length: ");
	size_t body = told && told < end ? strtoul(told + 18, NULL, 10) : 0;

	return end && len >= (size_t)(end + 4 - request) + body;
}

/* Read a request, with its body, into ${out}; false: it did not come. */
static inline bool
hostile_hear(int fd, char *out, size_t size)
{
	size_t len = 0;
	ssize_t n;

	while (len < size - 1 &&
	       (n = read(fd, out + len, size - 1 - len)) > 0) {
		len += (size_t)n;
		out[len] = '\0';
		if (hostile_is_whole(out, len))
			return true;
	}
	return false;
}

static inline bool
hostile_say(int fd, const char *text)
{
	size_t len = strlen(text);

	return write(fd, text, len) == (ssize_t)len;
}

#endif
