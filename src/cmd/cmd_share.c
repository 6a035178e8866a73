/*
 * clarus share: make, list and end shareable links.
 */
#include <stdio.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/str.h"
#include "cmd/cmd.h"
#include "db/db.h"
#include "web/pages.h"
#include "web/shared.h"

/* Have the page of the new link ${id} ready for its first reader. */
static void
prepare(const struct conf *conf, struct db *db, const char *id)
{
	struct app app;

	if (web_open(&app, conf, -1, -1) == OK)
		shared_prepare(&app, db, id);
	else
		log_line(LOG_WARNING, "%s", fail_last()->text);
	web_close(&app);
}

/* Who makes and ends links here. */
static const struct audit_by by = { "", "clarus share", "" };

static enum result
make(const struct conf *conf, struct db *db, struct arena *mem,
     const char *record, const char *name)
{
	struct share_new new = { .record_id = record, .name = name };
	const char *id;

	TRY(share_page_new(mem, conf->base_url, &new));
	TRY(share_put(db, mem, &by, &new, &id));
	prepare(conf, db, id);
	puts(new.code.url);
	return OK;
}

static enum result
list(const struct conf *conf, struct db *db, struct arena *mem,
     const char *record)
{
	struct share_list links;
	size_t i;

	TRY(share_list(db, mem, record, &links));
	for (i = 0; i < links.count; i++)
		printf("%s/s/%s\t%lld views\t%s\t%s\n", conf->base_url,
		       links.items[i].id, links.items[i].views,
		       links.items[i].deleted_at
			       ? clock_iso(mem, links.items[i].deleted_at)
			       : "works",
		       links.items[i].name);
	return OK;
}

static enum result
end(const struct conf *conf, struct db *db, struct arena *mem, const char *id)
{
	auto_shelf shelf = shelf_new(conf->data_dir, (size_t)conf->tree_bytes);

	shared_drop(shelf, mem, id);
	TRY(share_del(db, &by, id));
	shared_drop(shelf, mem, id);
	return OK;
}

int
cmd_share(const struct conf *conf, int argc, char *argv[])
{
	auto_arena mem = arena_new();
	auto_db db = NULL;
	enum result r;

	r = cmd_open(conf, &db);
	if (r != OK)
		return cmd_failed(argv[0]);
	if (argc == 4 && streq(argv[2], "--name"))
		r = make(conf, db, mem, argv[1], argv[3]);
	else if (argc == 3 && streq(argv[1], "--list"))
		r = list(conf, db, mem, argv[2]);
	else if (argc == 3 && streq(argv[1], "--delete"))
		r = end(conf, db, mem, argv[2]);
	else
		return cmd_usage(argv[0]);
	return r == OK ? EXIT_FINE : cmd_failed(argv[0]);
}
