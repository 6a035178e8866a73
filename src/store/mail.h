/*
 * Mail to be sent: written in the transaction that wants it, sent by the
 * job process, kept for an owner to read where no mail server is set.
 */
#ifndef STORE_MAIL_H
#define STORE_MAIL_H

#include "db/db.h"

enum mail_state { MAIL_WAITING, MAIL_SENT, MAIL_FAILED, MAIL_KEPT };

struct mail {
	const char *id;
	const char *to, *subject, *body;
	enum mail_state state;
	long long tries;
	int64_t next_at, created_at, sent_at;
	const char *error; /* "" if none */
};

struct mail_list {
	struct mail *items;
	size_t count;
	long long total;
};

/* "waiting", "sent", "failed", "kept". */
const char *
mail_state_name(enum mail_state state);

/* Put one into the outbox; ${is_kept}: no server, only for reading.  OK:
 * *${id} in ${mem}.  INVALID: no address, or a control character in address
 * or subject. */
enum result
mail_put(struct db *db, struct arena *mem, const struct mail *mail,
	 bool is_kept, const char **id) CHECKED;

/* A letter that carries a link of a ticket: its body is ${before}, ${link},
 * the ticket's secret, ${after}. */
struct mail_letter {
	const char *subject;
	const char *before, *after;
	const char *link;  /* up to the secret */
	long long seconds; /* so long the link is good */
	bool is_kept;	   /* no mail server: see mail_put() */
};

/* Put a letter to ${to} into the outbox.  In the transaction that makes the
 * ticket, so that neither stands without the other.  As mail_put(). */
enum result
mail_put_letter(struct db *db, struct arena *mem, const char *to,
		const struct mail_letter *letter, const char *secret) CHECKED;

/* Newest first, without bodies; one whole. */
enum result
mail_list(struct db *db, struct arena *mem, long long limit, long long offset,
	  struct mail_list *out) CHECKED;
enum result
mail_get(struct db *db, struct arena *mem, const char *id, struct mail *out)
	CHECKED;

/* The next one to be sent now.  OK, NOT_FOUND. */
enum result
mail_next(struct db *db, struct arena *mem, struct mail *out) CHECKED;

/* It was sent, and its body is emptied, for it may hold a link with a
 * secret; or it was not, and ${error} is why.  Tried again after 1, 2, 4 …
 * minutes, MAIL_TRIES times in all, or never if ${is_final}; then it is
 * failed.  mail_again() sets a failed or kept one waiting.  OK, NOT_FOUND;
 * mail_again() also CONFLICT: it is sent, or waiting already. */
enum { MAIL_TRIES = 12 };
enum result
mail_sent(struct db *db, const char *id) CHECKED;
enum result
mail_missed(struct db *db, const char *id, const char *error, bool is_final)
	CHECKED;
enum result
mail_again(struct db *db, const char *id) CHECKED;

#endif
