/*
 * One message to one mail server, by libcurl.  It knows no outbox: what is
 * sent when is the job process's business.
 */
#ifndef HTTP_SMTP_H
#define HTTP_SMTP_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

/* The server, and who we are there. */
struct smtp_server {
	const char *url;      /* "smtp://host:25", "smtps://host:465" */
	const char *user;     /* NULL: we do not sign in */
	const char *password; /* or NULL */
};

/* A message in plain text. */
struct smtp_letter {
	const char *from;      /* an address */
	const char *from_name; /* whose it is, for people; or NULL */
	const char *to;	       /* an address */
	const char *subject;
	const char *body; /* UTF-8, lines end with LF */
	const char *id;	  /* unique: "ID" of Message-ID <ID@host of from> */
	int64_t date;
};

/* The message as it is sent (RFC 5322, 2045, 2047): ASCII, lines of at most
 * 76 characters, CRLF; controls in headers become blanks.  In ${mem}. */
char *
smtp_text(struct arena *mem, const struct smtp_letter *letter);

/*
 * Send ${letter} within 20 seconds.  TLS is used when the server offers it;
 * with smtps: or a user it must, and its certificate must be right, because
 * a password is told.
 *
 * OK.  INVALID: an address that could end its line early.  UPSTREAM: the
 * sentence says what the server said; *${is_final} if it will not take this
 * message another time either (a 5xx about sender, receiver or text).
 */
enum result
smtp_send(struct arena *mem, const struct smtp_server *server,
	  const struct smtp_letter *letter, bool *is_final) CHECKED;

#endif
