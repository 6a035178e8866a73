/*
 * clarus share: make, list and end shareable links.
 */
#include <stdio.h>

#include "base/clock.h"
#include "base/str.h"
#include "cmd/cmd.h"
#include "db/db.h"
#include "store/share.h"

static enum result
make(const struct conf *conf, struct db *db, struct arena *mem,
     const char *record, const char *name)
{
	struct share_new new = { .record_id = record, .name = name };
	const char *id;

	TRY(share_put(db, mem, &new, &id));
	printf("%s/s/%s\n", conf->base_url, id);
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
		r = share_del(db, argv[2]);
	else
		return cmd_usage(argv[0]);
	return r == OK ? EXIT_FINE : cmd_failed(argv[0]);
}
