/*
 * clarus export: records out of the office, to the byte.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/str.h"
#include "cmd/cmd.h"
#include "db/db.h"
#include "store/record.h"

#define AT_ONCE 200

/* What to write, and where: to stdout, or one file a record in a folder. */
struct export_run {
	struct db *db;
	struct arena *mem;
	const char *folder;
};

static enum result
write_file(const char *path, const char *bytes, size_t len)
{
	FILE *f = fopen(path, "wxe");
	size_t done;

	if (!f)
		return fail(CONFLICT, "%s cannot be written: %s", path,
			    strerror(errno));
	done = fwrite(bytes, 1, len, f);
	if (fclose(f) != 0 || done != len)
		return fail(BUSY, "%s could not be written whole: %s", path,
			    strerror(errno));
	return OK;
}

/* A record as it came: the JWS if it was signed, else the JSON. */
static enum result
write_record(const struct export_run *x, const char *id)
{
	struct record record;
	const char *bytes;
	size_t len;

	TRY(record_get(x->db, x->mem, id, &record));
	TRY(record_doc(x->db, x->mem, &record));
	bytes = record.jws ? record.jws : record.doc;
	len = record.jws ? strlen(record.jws) : record.doc_len;
	if (x->folder)
		return write_file(arena_printf(x->mem, "%s/%s.%s", x->folder,
					       id, record.jws ? "jws" : "json"),
				  bytes, len);
	if (fwrite(bytes, 1, len, stdout) != len || fflush(stdout) != 0)
		return fail(BUSY, "standard output: %s", strerror(errno));
	return OK;
}

static enum result
write_all(const struct export_run *x)
{
	struct record_query query = { .limit = AT_ONCE };
	struct record_list list;
	size_t i;

	do {
		TRY(record_list(x->db, x->mem, &query, &list));
		for (i = 0; i < list.count; i++)
			TRY(write_record(x, list.items[i].id));
		query.offset += AT_ONCE;
		arena_reset(x->mem);
	} while (query.offset < list.total);
	return OK;
}

static enum result
write_named(const struct export_run *x, int count, char *const ids[])
{
	int i;

	for (i = 0; i < count; i++)
		TRY(write_record(x, ids[i]));
	return OK;
}

int
cmd_export(const struct conf *conf, int argc, char *argv[])
{
	auto_arena mem = arena_new();
	auto_db db = NULL;
	struct export_run x = { .mem = mem };
	bool all = false;
	enum result r;
	int i = 1;

	for (; i < argc && str_starts(argv[i], "--"); i++) {
		if (streq(argv[i], "--all"))
			all = true;
		else if (streq(argv[i], "--out") && i + 1 < argc)
			x.folder = argv[++i];
		else
			return cmd_usage(argv[0]);
	}
	if (all == (i < argc) || (all && !x.folder))
		return cmd_usage(argv[0]);
	r = cmd_open(conf, &db);
	x.db = db;
	if (r == OK)
		r = all ? write_all(&x) : write_named(&x, argc - i, argv + i);
	return r == OK ? EXIT_FINE : cmd_failed(argv[0]);
}
