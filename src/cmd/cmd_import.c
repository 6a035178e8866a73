/*
 * clarus import FILE…: documents into the office, by hand or by script.
 */
#include <libgen.h>
#include <stdio.h>
#include <string.h>

#include "cmd/cmd.h"
#include "db/db.h"
#include "store/record.h"

/* More CLRs of one file than this are stored, but not listed. */
#define LISTED 10000

static enum result
print_records(struct db *db, struct arena *mem, const char *path,
	      const char *id)
{
	struct record_query query = { .import_id = id, .limit = LISTED };
	struct record_list list;
	size_t i;

	TRY(record_list(db, mem, &query, &list));
	for (i = 0; i < list.count; i++)
		printf("%s: record %s %s — %s (%lld errors, %lld warnings)\n",
		       path, list.items[i].id, list.items[i].learner,
		       list.items[i].name, list.items[i].errors,
		       list.items[i].warnings);
	return OK;
}

static enum result
take(const struct conf *conf, struct db *db, struct arena *mem,
     const char *path)
{
	struct load_limits limits = {
		.max_bytes = (size_t)conf->max_document,
		.max_depth = (int)conf->max_depth,
	};
	struct import import;
	struct record_file file = {
		.name = basename(arena_strdup(mem, path)),
		.import = &import,
	};
	struct record_kept kept;
	char *bytes;

	TRY(cmd_read_file(mem, path, limits.max_bytes, &bytes, &file.len));
	TRY(import_read(mem, bytes, file.len, &limits, &import));
	file.bytes = bytes;
	TRY(record_put(db, mem, &file, &kept));
	if (kept.is_known)
		printf("%s: known already\n", path);
	return print_records(db, mem, path, kept.id);
}

int
cmd_import(const struct conf *conf, int argc, char *argv[])
{
	auto_arena mem = arena_new();
	auto_db db = NULL;
	int i, status = EXIT_FINE;

	if (argc < 2)
		return cmd_usage(argv[0]);
	if (cmd_open(conf, &db) != OK)
		return cmd_failed(argv[0]);
	for (i = 1; i < argc; i++) {
		if (take(conf, db, mem, argv[i]) != OK) {
			fprintf(stderr, "%s: %s\n", argv[i], fail_last()->text);
			status = EXIT_FAILED;
		}
		arena_reset(mem);
	}
	return status;
}
