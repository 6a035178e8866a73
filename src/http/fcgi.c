/*
 * The accept loop: FastCGI by libfcgi, or one request as plain CGI.
 *
 * The only file that includes FastCGI.  It moves bytes and decides when
 * a worker ends; it knows nothing of HTTP.  Called by cmd/ in a worker.
 *
 * SIGTERM is blocked but while waiting for work, so that it never cuts a
 * read or a write of the request under way; and workers wait in epoll,
 * not in accept(), so that it is never missed either.
 */
#include "http/fcgi.h"

#include <errno.h>
#include <fastcgi.h>
#include <fcgiapp.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/auto.h"
#include "base/str.h"

/* A web server that stalls so long in the middle of a request is given
 * up, seconds. */
#define STALL 30

/* Bytes of an unread body that are read to keep a connection. */
#define DRAIN (64 * 1024)

/* So much fits into libfcgi's buffer, and into that of the socket, so that
 * writing it cannot stall. */
#define SHORT_ANSWER ((size_t)8000)

/* FastCGI's records: most bytes of one, and how many are written at once
 * (FastCGI 1.0 §3.3). */
#define RECORD ((size_t)65528)
#define RECORDS 16
#define RECORD_HEAD 8

/* The one loop of a process, and what it calls. */
struct loop {
	int fd; /* listening */
	int epoll;
	sigset_t waiting;   /* signals blocked while waiting */
	bool is_limited[2]; /* the connection: reading, writing */
	FCGX_Request request;
	fcgi_handler *handler;
	fcgi_after *after;
	void *app;
};

/* Set by fcgi_stop(), once in the life of a process. */
static volatile sig_atomic_t is_stopping;

void
fcgi_stop(void)
{
	is_stopping = 1;
	FCGX_ShutdownPending();
}

static void
on_sigterm(int signal)
{
	(void)signal;
	fcgi_stop();
}

/* ---- listening ---- */

/* Fill in the address of a unix socket. */
static enum result
address_of(const char *path, struct sockaddr_un *out)
{
	*out = (struct sockaddr_un){ .sun_family = AF_UNIX };
	if (strlen(path) >= sizeof(out->sun_path))
		return fail(INVALID, "%s is longer than the limit of %zu bytes",
			    path, sizeof(out->sun_path) - 1);
	memcpy(out->sun_path, path, strlen(path));
	return OK;
}

/* Remove a socket nobody listens on, so that its name can be bound. */
static enum result
dead_remove(const struct sockaddr_un *at)
{
	struct stat st;
	auto_fd fd = -1;

	if (lstat(at->sun_path, &st) < 0)
		return OK;
	if (!S_ISSOCK(st.st_mode))
		return fail(CONFLICT, "%s exists and is no socket",
			    at->sun_path);
	fd = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	if (fd < 0)
		return fail(INTERNAL, "socket: %s", strerror(errno));
	if (connect(fd, (const struct sockaddr *)at, sizeof(*at)) == 0 ||
	    errno != ECONNREFUSED)
		return fail(CONFLICT, "another process listens on %s",
			    at->sun_path);
	if (unlink(at->sun_path) < 0)
		return fail(INTERNAL, "unlink %s: %s", at->sun_path,
			    strerror(errno));
	return OK;
}

enum result
fcgi_listen(const char *path, int mode, int *fd)
{
	struct sockaddr_un at;
	auto_fd sock = -1;
	enum result res;
	mode_t mask;
	int err;

	res = address_of(path, &at);
	if (res == OK)
		res = dead_remove(&at);
	if (res != OK)
		return res;
	sock = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (sock < 0)
		return fail(INTERNAL, "socket: %s", strerror(errno));
	/* The mask makes the socket's mode right from its first moment. */
	mask = umask(~(mode_t)mode & 0777);
	err = bind(sock, (const struct sockaddr *)&at, sizeof(at));
	umask(mask);
	if (err || listen(sock, SOMAXCONN))
		return fail(INTERNAL, "cannot listen on %s: %s", path,
			    strerror(errno));
	*fd = sock;
	sock = -1;
	return OK;
}

bool
fcgi_is_inherited(void)
{
	int is_listening = 0;
	socklen_t len = sizeof(is_listening);

	return getsockopt(STDIN_FILENO, SOL_SOCKET, SO_ACCEPTCONN,
			  &is_listening, &len) == 0 &&
	       is_listening;
}

/* ---- FastCGI: one request ---- */

enum { READING, WRITING };

/* From now on, a read (a write) of the connection that takes too long is an
 * error.  Most answers need neither: what they read is there, and what they
 * write has room. */
static void
connection_limit(struct loop *loop, int what)
{
	const struct timeval stall = { .tv_sec = STALL };

	if (!loop->is_limited[what])
		(void)setsockopt(loop->request.ipcFd, SOL_SOCKET,
				 what == READING ? SO_RCVTIMEO : SO_SNDTIMEO,
				 &stall, sizeof(stall));
	loop->is_limited[what] = true;
}

/* Close a connection that is idle, or on which all was read.  FCGX_Free()
 * would wait up to two seconds for the other side to close it first. */
static void
connection_drop(FCGX_Request *request)
{
	if (request->ipcFd >= 0)
		close(request->ipcFd);
	request->ipcFd = -1;
}

static const char *
fast_env(void *carrier, const char *name)
{
	struct loop *loop = carrier;

	return FCGX_GetParam(name, loop->request.envp);
}

static long
fast_read(void *carrier, char *buf, size_t len)
{
	struct loop *loop = carrier;
	FCGX_Stream *in = loop->request.in;
	int n;

	connection_limit(loop, READING);
	n = FCGX_GetStr(buf, len > INT_MAX ? INT_MAX : (int)len, in);
	return n == 0 && FCGX_GetError(in) ? -1 : n;
}

static enum result
client_gone(void)
{
	return fail(UPSTREAM, "the web server closed the connection before "
			      "the answer was sent");
}

/* Write all of ${count} parts, whatever the pieces they go in. */
static enum result
parts_write(int fd, struct iovec *parts, size_t count)
{
	ssize_t n;

	while (count) {
		n = writev(fd, parts, (int)count);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return client_gone();
		for (; count && (size_t)n >= parts->iov_len; count--)
			n -= (ssize_t)parts++->iov_len;
		if (count) {
			parts->iov_base = (char *)parts->iov_base + n;
			parts->iov_len -= (size_t)n;
		}
	}
	return OK;
}

/*
 * Write a long text in few large records.  libfcgi would copy it through a
 * buffer of 8 kB and write that many times.
 */
static enum result
records_write(FCGX_Request *request, const char *s, size_t len)
{
	unsigned char heads[RECORDS][RECORD_HEAD];
	struct iovec parts[2 * RECORDS];
	size_t n = 0, part;

	if (FCGX_FFlush(request->out) != 0)
		return client_gone();
	for (; len; s += part, len -= part) {
		part = len < RECORD ? len : RECORD;
		memcpy(heads[n],
		       (unsigned char[RECORD_HEAD]){
			       FCGI_VERSION_1, FCGI_STDOUT,
			       (unsigned char)(request->requestId >> 8),
			       (unsigned char)request->requestId,
			       (unsigned char)(part >> 8),
			       (unsigned char)part },
		       RECORD_HEAD);
		parts[2 * n].iov_base = heads[n];
		parts[2 * n].iov_len = RECORD_HEAD;
		parts[2 * n + 1].iov_base = (void *)(uintptr_t)s;
		parts[2 * n + 1].iov_len = part;
		if (++n < RECORDS && len > part)
			continue;
		TRY(parts_write(request->ipcFd, parts, 2 * n));
		n = 0;
	}
	return OK;
}

static enum result
fast_write(void *carrier, const char *s, size_t len)
{
	struct loop *loop = carrier;
	FCGX_Request *request = &loop->request;

	if (len > SHORT_ANSWER) {
		connection_limit(loop, WRITING);
		return records_write(request, s, len);
	}
	if (FCGX_PutStr(s, (int)len, request->out) != (int)len)
		return client_gone();
	return OK;
}

/*
 * Read what the handler left of the body, and its end.  On a kept connection
 * the next request stands behind it, and libfcgi would stumble over the
 * rest.  False: it is too much.
 */
static bool
input_drain(struct loop *loop)
{
	char rest[4096];

	connection_limit(loop, READING);
	for (int i = 0; i < DRAIN / (int)sizeof(rest); i++) {
		if (FCGX_GetStr(rest, sizeof(rest), loop->request.in) <
		    (int)sizeof(rest))
			return true;
	}
	return false;
}

static bool
has_body(const FCGX_Request *request)
{
	const char *length = FCGX_GetParam("CONTENT_LENGTH", request->envp);

	return !str_empty(length) && !streq(length, "0");
}

/*
 * Serve one request.  Where all that the web server sent was read, the
 * connection is closed here and at once, unless the web server keeps it;
 * else libfcgi closes it with patience, so that the answer gets through.
 */
static void
fast_serve(struct loop *loop)
{
	const struct request_source source = { loop, fast_env, fast_read };
	const struct response_sink sink = { loop, fast_write };
	FCGX_Request *request = &loop->request;
	bool keeps = request->keepConnection;

	/* Earlier answers may still fill the buffer of one that is kept. */
	if (keeps)
		connection_limit(loop, WRITING);
	loop->handler(loop->app, &source, &sink);
	request->keepConnection = (keeps || !has_body(request)) &&
				  input_drain(loop);
	FCGX_Finish_r(request);
	if (!keeps)
		connection_drop(request);
	if (loop->after)
		loop->after(loop->app);
}

/* ---- FastCGI: the loop ---- */

/* Wake up for ${fd}, with ${flags}; one already added is fine. */
static enum result
loop_watch(struct loop *loop, int fd, uint32_t flags)
{
	struct epoll_event event = { .events = EPOLLIN | flags, .data.fd = fd };

	if (epoll_ctl(loop->epoll, EPOLL_CTL_ADD, fd, &event) < 0 &&
	    errno != EEXIST)
		return fail(INTERNAL, "epoll_ctl: %s", strerror(errno));
	return OK;
}

/*
 * Wait until there is something to accept, or to read on the connection
 * that the web server asked to keep.  A new connection ends an idle kept
 * one: else a worker each would wait for it, and the rest starve.
 * ${is_ready} is false when a signal came first.
 */
static enum result
loop_wait(struct loop *loop, bool *is_ready)
{
	int kept = loop->request.ipcFd;
	struct epoll_event events[2];
	enum result res;
	int n;

	res = kept >= 0 ? loop_watch(loop, kept, 0) : OK;
	if (res != OK)
		return res;
	n = epoll_pwait(loop->epoll, events, 2, -1, &loop->waiting);
	*is_ready = n > 0;
	if (n < 0 && errno != EINTR)
		return fail(INTERNAL, "epoll_pwait: %s", strerror(errno));
	if (kept >= 0 && n == 1 && events[0].data.fd == loop->fd)
		connection_drop(&loop->request);
	return OK;
}

/* Accept and serve one request; OK also when another worker was first. */
static enum result
loop_step(struct loop *loop, long long *done)
{
	bool is_ready;
	enum result res = loop_wait(loop, &is_ready);

	if (res != OK || !is_ready || is_stopping)
		return res;
	if (loop->request.ipcFd < 0)
		memset(loop->is_limited, 0, sizeof(loop->is_limited));
	if (FCGX_Accept_r(&loop->request) == 0) {
		fast_serve(loop);
		++*done;
	} else if (errno != EAGAIN && errno != ECONNABORTED) {
		return fail(INTERNAL, "accept: %s", strerror(errno));
	}
	return OK;
}

/* Make the listening socket ready to be waited for, and libfcgi. */
static enum result
loop_begin(struct loop *loop)
{
	int flags = fcntl(loop->fd, F_GETFL);

	if (flags < 0 || fcntl(loop->fd, F_SETFL, flags | O_NONBLOCK) < 0)
		return fail(INTERNAL, "fcntl: %s", strerror(errno));
	if (FCGX_Init() || FCGX_InitRequest(&loop->request, loop->fd, 0))
		return fail(INTERNAL, "libfcgi cannot be started");
	return loop_watch(loop, loop->fd, EPOLLEXCLUSIVE);
}

/* Block SIGTERM and have it end the loop; ignore SIGPIPE, because a
 * client may leave before its answer. */
static void
signals_set(struct loop *loop)
{
	const struct sigaction term = { .sa_handler = on_sigterm };
	sigset_t blocked;

	sigemptyset(&blocked);
	sigaddset(&blocked, SIGTERM);
	sigprocmask(SIG_BLOCK, &blocked, &loop->waiting);
	sigdelset(&loop->waiting, SIGTERM);
	sigaction(SIGTERM, &term, NULL);
	signal(SIGPIPE, SIG_IGN);
}

enum result
fcgi_serve(int fd, long long max, fcgi_handler *handler, fcgi_after *after,
	   void *app)
{
	auto_fd epoll = epoll_create1(EPOLL_CLOEXEC);
	struct loop loop = {
		.fd = fd,
		.epoll = epoll,
		.handler = handler,
		.after = after,
		.app = app,
		.request.ipcFd = -1,
	};
	long long done = 0;
	enum result res;

	signals_set(&loop);
	res = loop_begin(&loop);
	while (res == OK && !is_stopping && (!max || done < max))
		res = loop_step(&loop, &done);
	connection_drop(&loop.request);
	return res;
}

/* ---- plain CGI ---- */

static const char *
plain_env(void *carrier, const char *name)
{
	(void)carrier;
	return getenv(name);
}

static long
plain_read(void *carrier, char *buf, size_t len)
{
	ssize_t n;

	(void)carrier;
	do
		n = read(STDIN_FILENO, buf, len);
	while (n < 0 && errno == EINTR);
	return n;
}

static enum result
plain_write(void *carrier, const char *s, size_t len)
{
	(void)carrier;
	while (len) {
		ssize_t n = write(STDOUT_FILENO, s, len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return fail(UPSTREAM,
				    "the web server closed the "
				    "connection before the answer was sent: %s",
				    strerror(errno));
		s += n;
		len -= (size_t)n;
	}
	return OK;
}

/* Close stdout, for the web server waits for its end; but keep the number
 * taken, so that no file opened later gets it. */
static void
plain_end(void)
{
	auto_fd null = open("/dev/null", O_WRONLY | O_CLOEXEC);

	if (null >= 0)
		(void)dup2(null, STDOUT_FILENO);
}

enum result
fcgi_serve_cgi(fcgi_handler *handler, fcgi_after *after, void *app)
{
	const struct request_source source = { NULL, plain_env, plain_read };
	const struct response_sink sink = { NULL, plain_write };

	signal(SIGPIPE, SIG_IGN);
	/* A web server ends its child as soon as the answer is complete; what
	 * comes after is short and must not be lost. */
	signal(SIGTERM, SIG_IGN);
	handler(app, &source, &sink);
	plain_end();
	if (after)
		after(app);
	return OK;
}
