/*
 * clarus client: the applications that may ask for tokens, from the command
 * line.  The same rules as on the pages; the audit trail says "clarus
 * client".
 */
#include <stdio.h>

#include "auth/register.h"
#include "base/clock.h"
#include "base/str.h"
#include "cmd/cmd.h"
#include "store/store.h"

enum { MOST_RATE = 1000000, AT_ONCE = 100 };

static const struct audit_by by = { "", "clarus client", "" };

/* A call: its word, and what its options say. */
struct client_run {
	struct db *db;
	struct arena *mem;
	const char *word; /* CLIENT or NAME; NULL */
	struct register_hand hand;
	bool reaches_all;
	const char *rate; /* or NULL */
	bool has_options;
};

static enum result
add(const struct client_run *c)
{
	struct client_secrets secrets;
	struct client client;

	TRY(register_by_hand(c->mem, &c->hand, &client));
	if (c->rate && str_number(c->rate, MOST_RATE, &client.rate) != OK)
		return fail(INVALID, "--rate is a number from 0 to %d",
			    MOST_RATE);
	client.reaches_all = c->reaches_all;
	client.created_by = by.name;
	TRY(client_put(c->db, c->mem, &by, &client, &secrets));
	printf("client_id: %s\nclient_secret: %s\n", secrets.id,
	       secrets.secret);
	return OK;
}

static const char *
used(struct arena *mem, const struct client *client)
{
	return client->used_at ? clock_iso(mem, client->used_at) : "never";
}

static enum result
list(const struct client_run *c)
{
	struct client_list page;
	long long at = 0;
	size_t i;

	do {
		TRY(client_list(c->db, c->mem, NULL, AT_ONCE, at, &page));
		for (i = 0; i < page.count; i++)
			printf("%s\t%s\t%s\t%s\t%s\n", page.items[i].id,
			       client_state_name(page.items[i].state),
			       page.items[i].is_registered ? "itself" : "staff",
			       used(c->mem, &page.items[i]),
			       page.items[i].name);
		at += AT_ONCE;
	} while (page.count);
	return OK;
}

static enum result
show(const struct client_run *c)
{
	struct client client;
	size_t i;

	TRY(client_get(c->db, c->mem, c->word, &client));
	printf("client_id: %s\nname: %s\nstate: %s\nscope: %s\n"
	       "grants: %s\nreach: %s\n",
	       client.id, client.name, client_state_name(client.state),
	       client.scope, client.grants, client.reaches_all ? "all" : "own");
	if (client.rate)
		printf("rate: %lld\n", client.rate);
	for (i = 0; i < client.redirects_count; i++)
		printf("redirect: %s\n", client.redirects[i]);
	printf("made: %s, by %s\nused: %s\n",
	       clock_iso(c->mem, client.created_at),
	       client.is_registered ? "itself" : client.created_by,
	       used(c->mem, &client));
	return OK;
}

static enum result
set_state(const struct client_run *c, enum client_state state)
{
	struct client client;

	TRY(client_get(c->db, c->mem, c->word, &client));
	client.state = state;
	return client_settle(c->db, &by, &client);
}

static enum result
disable(const struct client_run *c)
{
	return set_state(c, CLIENT_DISABLED);
}

static enum result
enable(const struct client_run *c)
{
	return set_state(c, CLIENT_ACTIVE);
}

static enum result
renew(const struct client_run *c)
{
	const char *secret;

	TRY(client_renew(c->db, c->mem, &by, c->word, &secret));
	printf("client_secret: %s\n", secret);
	return OK;
}

static enum result
drop(const struct client_run *c)
{
	return client_del(c->db, &by, c->word);
}

static const struct {
	const char *name;
	enum result (*run)(const struct client_run *c);
	bool takes_word, takes_options;
} calls[] = {
	{ "add", add, true, true },	   { "list", list, false, false },
	{ "show", show, true, false },	   { "disable", disable, true, false },
	{ "enable", enable, true, false }, { "secret", renew, true, false },
	{ "remove", drop, true, false },
};

enum { CALLS = sizeof(calls) / sizeof(calls[0]) };

static bool
add_scope(struct client_run *c, const char *word)
{
	const enum scope scope = scope_named(word);

	c->hand.scope |= 1U << scope;
	return scope != SCOPE_NONE;
}

/* An option with a value; false: it is none, or wrong. */
static bool
read_option(struct client_run *c, const char *name, const char *value)
{
	c->has_options = true;
	if (streq(name, "--scope"))
		return add_scope(c, value);
	if (streq(name, "--redirect"))
		c->hand.redirects = arena_printf(c->mem, "%s %s",
						 c->hand.redirects, value);
	else if (streq(name, "--rate"))
		c->rate = value;
	else
		return false;
	return true;
}

/* Sort the words behind "client CALL"; false: one too many, or unknown. */
static bool
read_words(struct client_run *c, int argc, char *argv[])
{
	int i;

	for (i = 2; i < argc; i++) {
		if (streq(argv[i], "--all")) {
			c->reaches_all = c->has_options = true;
		} else if (streq(argv[i], "--itself")) {
			c->hand.acts_for_itself = c->has_options = true;
		} else if (str_starts(argv[i], "--") && i + 1 < argc) {
			if (!read_option(c, argv[i], argv[i + 1]))
				return false;
			i++;
		} else if (!c->word && !str_starts(argv[i], "--")) {
			c->word = argv[i];
		} else {
			return false;
		}
	}
	return true;
}

/* Without an address to be answered at it can act for itself alone. */
static void
complete(struct client_run *c)
{
	if (!c->hand.redirects[0])
		c->hand.acts_for_itself = true;
	c->hand.name = c->word;
}

int
cmd_client(const struct conf *conf, int argc, char *argv[])
{
	auto_arena mem = arena_new();
	auto_db db = NULL;
	struct client_run c = { .mem = mem, .hand = { .redirects = "" } };
	size_t call = 0;
	enum result r;

	if (argc < 2 || !read_words(&c, argc, argv))
		return cmd_usage(argv[0]);
	while (call < CALLS && !streq(calls[call].name, argv[1]))
		call++;
	if (call == CALLS || calls[call].takes_word != (c.word != NULL) ||
	    (c.has_options && !calls[call].takes_options))
		return cmd_usage(argv[0]);
	complete(&c);
	r = cmd_open(conf, &db);
	c.db = db;
	if (r == OK)
		r = calls[call].run(&c);
	return r == OK ? EXIT_FINE : cmd_failed(argv[0]);
}
