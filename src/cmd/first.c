/*
 * The link for the first owner, told to whoever starts the program: they
 * alone can read it.  The page behind it is in web/login_page.c.  Called by
 * clarus serve, before there are processes.
 */
#include "cmd/first.h"

#include <stdio.h>

#include "store/account.h"
#include "store/ticket.h"

#define WEEK 604800

enum result
first_link(const struct conf *conf, struct db *db)
{
	const struct ticket ticket = {
		.kind = TICKET_SETUP,
		.account_id = "",
		.about = "",
	};
	auto_arena mem = arena_new();
	const char *secret;
	long long count;

	TRY(account_count(db, &count));
	if (count > 0)
		return OK;
	TRY(ticket_put(db, mem, &ticket, WEEK, &secret));
	fprintf(stderr,
		"Nobody can sign in yet. To become the first owner, open\n"
		"  %s/setup/%s\n",
		conf->base_url, secret);
	return OK;
}
