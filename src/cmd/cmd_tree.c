/*
 * clarus tree: compare the published files with the database, or write them
 * anew.
 */
#include <stdio.h>

#include "base/str.h"
#include "cmd/cmd.h"
#include "db/db.h"
#include "web/published.h"

static void
say(const struct published_state *state)
{
	printf("%lld files are right, %lld missing, %lld stale, %lld extra\n",
	       state->files, state->missing, state->stale, state->extra);
}

static bool
is_right(const struct published_state *state)
{
	return state->missing + state->stale + state->extra == 0;
}

/* Mended, and then looked at again. */
static enum result
rebuild(struct app *app, struct db *db, struct published_state *out)
{
	TRY(published_check(app, db, true, out));
	if (!is_right(out))
		printf("Mended: %lld missing, %lld stale, %lld extra\n",
		       out->missing, out->stale, out->extra);
	return published_check(app, db, false, out);
}

static enum result
run(const struct conf *conf, struct db *db, const char *verb,
    struct published_state *out)
{
	struct app app;
	enum result r;

	if (!conf->publish_tree)
		return fail(CONFLICT, "the setting publish_tree is off: there "
				      "are no files");
	r = web_open(&app, conf, -1, -1);
	if (r == OK)
		r = streq(verb, "rebuild")
			    ? rebuild(&app, db, out)
			    : published_check(&app, db, false, out);
	web_close(&app);
	return r;
}

int
cmd_tree(const struct conf *conf, int argc, char *argv[])
{
	struct published_state state;
	auto_db db = NULL;

	if (argc != 2 ||
	    (!streq(argv[1], "check") && !streq(argv[1], "rebuild")))
		return cmd_usage(argv[0]);
	if (cmd_open(conf, &db) != OK || run(conf, db, argv[1], &state) != OK)
		return cmd_failed(argv[0]);
	say(&state);
	return is_right(&state) ? EXIT_FINE : EXIT_FAILED;
}
