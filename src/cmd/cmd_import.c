/*
 * clarus import [--build] FILE…: documents into the office, and with --build
 * their parts into the Builder, by hand or by script.
 */
#include <libgen.h>
#include <stdio.h>
#include <string.h>

#include "cmd/cmd.h"
#include "db/db.h"
#include "base/str.h"
#include "store/intake.h"
#include "store/record.h"

/* More CLRs of one file than this are stored, but not listed. */
#define LISTED 10000

/* What is being done, and for whom. */
struct taking {
	struct db *db;
	struct arena *mem; /* one file's */
	struct load_limits limits;
	bool builds;
};

static const struct audit_by by = { "", "clarus import", "" };

/* The parts of a record into the Builder, once. */
static enum result
build(const struct taking *t, struct record *record)
{
	const struct item_office office = { .mem = t->mem,
					    .limits = &t->limits,
					    .by = &by };
	struct intake intake;
	enum result r;
	json_t *doc;

	TRY(record_doc(t->db, t->mem, record));
	TRY(load_json(t->mem, record->doc, record->doc_len, &t->limits, &doc));
	r = intake_put(t->db, &office, doc, INTAKE_KEEP, &intake);
	return r == CONFLICT ? OK : r;
}

static enum result
print_records(const struct taking *t, const char *path, const char *id)
{
	struct record_query query = { .import_id = id, .limit = LISTED };
	struct record_list list;
	size_t i;

	TRY(record_list(t->db, t->mem, &query, &list));
	for (i = 0; i < list.count; i++) {
		if (t->builds)
			TRY(build(t, &list.items[i]));
		printf("%s: record %s %s — %s (%lld errors, %lld warnings)\n",
		       path, list.items[i].id, list.items[i].learner,
		       list.items[i].name, list.items[i].errors,
		       list.items[i].warnings);
	}
	return OK;
}

static enum result
take(const struct taking *t, const char *path)
{
	struct import import;
	struct record_file file = {
		.name = basename(arena_strdup(t->mem, path)),
		.import = &import,
	};
	struct record_kept kept;
	char *bytes;

	TRY(cmd_read_file(t->mem, path, t->limits.max_bytes, &bytes,
			  &file.len));
	TRY(import_read(t->mem, bytes, file.len, &t->limits, &import));
	file.bytes = bytes;
	TRY(record_put(t->db, t->mem, &by, &file, &kept));
	if (kept.is_known)
		printf("%s: known already\n", path);
	return print_records(t, path, kept.id);
}

int
cmd_import(const struct conf *conf, int argc, char *argv[])
{
	struct taking t = {
		.limits = { .max_bytes = (size_t)conf->max_document,
			    .max_depth = (int)conf->max_depth },
		.builds = argc > 1 && streq(argv[1], "--build"),
	};
	auto_arena mem = arena_new();
	auto_db db = NULL;
	int i = t.builds ? 2 : 1, status = EXIT_FINE;

	if (argc <= i)
		return cmd_usage(argv[0]);
	if (cmd_open(conf, &db) != OK)
		return cmd_failed(argv[0]);
	t.db = db;
	t.mem = mem;
	for (; i < argc; i++) {
		if (take(&t, argv[i]) != OK) {
			fprintf(stderr, "%s: %s\n", argv[i], fail_last()->text);
			status = EXIT_FAILED;
		}
		arena_reset(mem);
	}
	return status;
}
