/*
 * The accept loop: FastCGI, or one request as plain CGI.
 * The only file that includes FastCGI.
 */
#ifndef HTTP_FCGI_H
#define HTTP_FCGI_H

#include <stdbool.h>

#include "http/request.h"
#include "http/response.h"

/* The program's part: answer one request.  ${sink} takes the reply. */
typedef void
fcgi_handler(void *app, const struct request_source *source,
	     const struct response_sink *sink);
/* Called after the reply went out, off the reader's path; may be NULL. */
typedef void
fcgi_after(void *app);

/*
 * Bind a unix socket at ${path} with permission ${mode}, replacing a dead
 * one.  CONFLICT: a live one (somebody answers), or a file that is no
 * socket.  INVALID: a path too long.  INTERNAL.  OK: *${fd}.
 */
enum result
fcgi_listen(const char *path, int mode, int *fd) CHECKED;

/* Is descriptor 0 a listening socket (spawn-fcgi, a web server)? */
bool
fcgi_is_inherited(void);

/*
 * Serve requests from the listening socket ${fd} until fcgi_stop() was
 * called (or SIGTERM arrived) or ${max} requests are done (0: no end).
 * The request under way is finished first.  SIGTERM is blocked but while
 * waiting, and stays so after the return; SIGPIPE is ignored.
 * OK, or INTERNAL: the socket is of no use.
 */
enum result
fcgi_serve(int fd, long long max, fcgi_handler *handler, fcgi_after *after,
	   void *app) CHECKED;

/* Serve the one request of a plain CGI process: environment, stdin,
 * stdout. */
enum result
fcgi_serve_cgi(fcgi_handler *handler, fcgi_after *after, void *app) CHECKED;

/* End fcgi_serve() after the current request, for good: it cannot be
 * started again in this process.  Safe in a signal handler. */
void
fcgi_stop(void);

#endif
