/*
 * Steps that belong together, in one transaction each: accounts, tickets,
 * letters.  It has no SQL of its own; each noun's is in its file.
 */
#include "store/access.h"

/* A ticket for ${account}, and the letter with its link. */
static enum result
send_link(const struct access *a, const struct mail_letter *letter,
	  const struct account *account, const char **secret)
{
	bool is_new = account->password[0] == '\0';
	const struct ticket ticket = {
		.kind = is_new ? TICKET_INVITE : TICKET_RESET,
		.account_id = account->id,
		.about = "",
	};

	TRY(ticket_put(a->db, a->mem, &ticket, letter->seconds, secret));
	return mail_put_letter(a->db, a->mem, account->email, letter, *secret);
}

enum result
access_invite(const struct access *a, const struct mail_letter *letter,
	      const struct account *account, const char **secret)
{
	struct account made = *account;
	auto_tx tx = NULL;

	made.password = "";
	TRY(db_begin(a->db, &tx));
	TRY(account_put(a->db, a->mem, a->by, &made, &made.id));
	TRY(send_link(a, letter, &made, secret));
	return db_commit(&tx);
}

enum result
access_link(const struct access *a, const struct mail_letter *letter,
	    const struct account *account, const char **secret)
{
	const struct audit_event event = {
		.action = "account.link",
		.target = account->id,
		.words = arena_printf(a->mem,
				      "Sent %s (%s) a link to choose a "
				      "password",
				      account->name, account->email),
	};
	auto_tx tx = NULL;

	TRY(db_begin(a->db, &tx));
	TRY(send_link(a, letter, account, secret));
	TRY(audit_add(a->db, a->by, &event));
	return db_commit(&tx);
}

enum result
access_first(const struct access *a, const char *secret,
	     const struct account *account, const char **id)
{
	struct ticket ticket;
	auto_tx tx = NULL;
	long long count;

	TRY(db_begin(a->db, &tx));
	TRY(ticket_take(a->db, a->mem, TICKET_SETUP, secret, &ticket));
	TRY(account_count(a->db, &count));
	if (count > 0)
		return fail(CONFLICT, "The first owner was made already. "
				      "Ask them to invite you.");
	TRY(account_put(a->db, a->mem, a->by, account, id));
	TRY(account_password(a->db, a->by, *id, account->password, NULL));
	return db_commit(&tx);
}

enum result
access_take(const struct access *a, enum ticket_kind kind, const char *secret,
	    const char *hash, const char **id)
{
	struct ticket ticket;
	auto_tx tx = NULL;

	TRY(db_begin(a->db, &tx));
	TRY(ticket_take(a->db, a->mem, kind, secret, &ticket));
	TRY(account_password(a->db, a->by, ticket.account_id, hash, NULL));
	TRY(db_commit(&tx));
	*id = ticket.account_id;
	return OK;
}

enum result
access_second(const struct access *a, const char *id,
	      const struct access_second *second, const char *keep)
{
	auto_tx tx = NULL;

	TRY(db_begin(a->db, &tx));
	TRY(account_totp(a->db, a->by, id, second->sealed, keep));
	TRY(account_totp_taken(a->db, id, second->step));
	TRY(account_recovery_put(a->db, id, second->codes, second->count));
	return db_commit(&tx);
}
