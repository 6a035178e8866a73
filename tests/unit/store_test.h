/*
 * For the tests of db/ and store/: a folder of its own for each test, a
 * migrated database in it, and records to put there.
 */
#ifndef TESTS_UNIT_STORE_TEST_H
#define TESTS_UNIT_STORE_TEST_H

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#undef fail /* ours is in base/fail.h */

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/str.h"
#include "db/db.h"
#include "db/migrate.h"
#include "model/import.h"
#include "store/audit.h"

#define HELPER __attribute__((unused)) static

/* Who does things in tests. */
HELPER const struct audit_by clerk = { "", "A clerk", "" };

struct spot {
	struct arena *mem;
	char *folder;  /* removed at the end, with the files in it */
	char *path;    /* of the database */
	struct db *db; /* NULL in a bare spot */
};

HELPER const char *
migrations_folder(void)
{
	const char *folder = getenv("CLARUS_MIGRATIONS");

	return folder ? folder : "db/migrations";
}

/* A new folder, nothing in it. */
HELPER int
spot_bare(void **state)
{
	struct spot *p = xcalloc(1, sizeof(*p));
	const char *tmp = getenv("TMPDIR");

	p->mem = arena_new();
	p->folder = arena_printf(p->mem, "%s/clarus-test-XXXXXX",
				 str_empty(tmp) ? "/tmp" : tmp);
	assert_non_null(mkdtemp(p->folder));
	p->path = arena_printf(p->mem, "%s/clarus.db", p->folder);
	*state = p;
	return 0;
}

HELPER int
spot_end(void **state)
{
	struct spot *p = *state;
	DIR *dir = opendir(p->folder);
	struct dirent *entry;

	db_close(p->db);
	assert_non_null(dir);
	while ((entry = readdir(dir)))
		if (!streq(entry->d_name, ".") && !streq(entry->d_name, ".."))
			assert_int_equal(unlinkat(dirfd(dir), entry->d_name, 0),
					 0);
	closedir(dir);
	assert_int_equal(rmdir(p->folder), 0);
	arena_free(p->mem);
	free(p);
	return 0;
}

/* A folder with a database that has one small table. */
HELPER int
spot_items(void **state)
{
	struct spot *p;

	spot_bare(state);
	p = *state;
	assert_int_equal(db_open(p->path, DB_READ_WRITE, true, &p->db), OK);
	assert_int_equal(db_run(p->db, NULL,
				"CREATE TABLE item (id TEXT"
				" PRIMARY KEY, n BIGINT NOT NULL, words TEXT)"),
			 OK);
	return 0;
}

HELPER void
spot_put(struct db *db, const char *id, long long n)
{
	assert_int_equal(db_run(db, NULL,
				"INSERT INTO item (id, n)"
				" VALUES ($1, $2)",
				T(id), I(n)),
			 OK);
}

/* A folder with a migrated database, opened. */
HELPER int
spot_begin(void **state)
{
	struct spot *p;
	int done = 0;

	spot_bare(state);
	p = *state;
	if (db_open(p->path, DB_READ_WRITE, true, &p->db) == OK &&
	    migrate_run(p->db, migrations_folder(), &done) == OK)
		return 0;
	print_error("%s\n", fail_last()->text);
	spot_end(state);
	return -1;
}

/* A connection is never taken through fork(): close it before, open it
 * again after. */
HELPER void
spot_close(struct spot *p)
{
	db_close(p->db);
	p->db = NULL;
}

HELPER void
spot_open(struct spot *p)
{
	assert_int_equal(db_open(p->path, DB_READ_WRITE, false, &p->db), OK);
}

#define test_in(begin, f) cmocka_unit_test_setup_teardown(f, begin, spot_end)

/* The text of a whole file. */
HELPER char *
file_text(struct arena *mem, const char *path, size_t *len)
{
	FILE *from = fopen(path, "re");
	struct stat st;
	char *text;

	assert_non_null(from);
	assert_int_equal(fstat(fileno(from), &st), 0);
	*len = (size_t)st.st_size;
	text = arena_alloc(mem, *len + 1);
	assert_int_equal(fread(text, 1, *len, from), *len);
	fclose(from);
	return text;
}

/* The number in the first column of a query's only row. */
#define number_of(db, sql, ...)                                                \
	({                                                                     \
		auto_rows rows_ = NULL;                                        \
                                                                               \
		assert_int_equal(db_query(db, &rows_, sql, ##__VA_ARGS__),     \
				 OK);                                          \
		assert_int_equal(db_next(rows_), OK);                          \
		db_column_number(rows_, 0);                                    \
	})

static inline void
json_release(void *doc)
{
	json_decref(doc);
}

/* A file of ${count} CLRs, plain ones unless ${jws}; one alone is the file
 * itself. */
HELPER struct import *
import_of(struct arena *mem, const char *const docs[], size_t count,
	  const char *jws)
{
	struct import *import = arena_alloc(mem, sizeof(*import));
	struct import_item *item;
	size_t i;

	import->form = count > 1 ? IMPORT_CLR_SET
		       : jws	 ? IMPORT_JWS
				 : IMPORT_CLR;
	import->count = count;
	import->items = arena_array(mem, count, sizeof(*import->items));
	for (i = 0; i < count; i++) {
		item = &import->items[i];
		item->bytes = docs[i];
		item->len = strlen(docs[i]);
		item->doc = json_loads(docs[i], 0, NULL);
		assert_non_null(item->doc);
		arena_defer(mem, json_release, (void *)(uintptr_t)item->doc);
		item->jws = jws;
		item->pointer = count > 1 ? arena_printf(mem, "/clrs/%zu", i)
					  : "";
	}
	return import;
}

#endif
