/*
 * Not made yet: see published.h.
 */
#include "web/published.h"

#include "base/fail.h"

void
published_put(struct app *app, struct db *db, const char *path)
{
	(void)app;
	(void)db;
	(void)path;
}

void
published_put_item(struct app *app, struct db *db, const char *item_id)
{
	(void)app;
	(void)db;
	(void)item_id;
}

enum result
published_check(struct app *app, struct db *db, bool mend,
		struct published_state *out)
{
	(void)app;
	(void)db;
	(void)mend;
	(void)out;
	return fail(INTERNAL, "not made yet");
}

void
published_tidy(struct app *app, struct db *db)
{
	(void)app;
	(void)db;
}
