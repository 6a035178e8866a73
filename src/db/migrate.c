/*
 * The files of db/migrations, in order, each exactly once.
 *
 * It reads names and files and runs them; what stands in them is SQL of
 * the one dialect (db.h).  Called by `clarus init` and `clarus migrate`.
 */
#include "db/migrate.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/str.h"

enum {
	DIGITS = 4,	  /* of a file's number */
	LONGEST = 1 << 20 /* bytes of a file */
};

/* The files of a folder; the one with the number n is names[n - 1]. */
struct files {
	const char *folder;
	char **names;
	int count;
};

static int
is_sql(const struct dirent *entry)
{
	return entry->d_name[0] != '.' && str_ends(entry->d_name, ".sql");
}

/* The number of "NNNN_name.sql"; 0 if it is not named so. */
static int
number_of(const char *name)
{
	size_t digits = strspn(name, "0123456789");

	if (digits != DIGITS || name[DIGITS] != '_' ||
	    !isalnum((unsigned char)name[DIGITS + 1]))
		return 0;
	return (int)strtol(name, NULL, 10);
}

static enum result
check_number(const struct files *files, int i)
{
	int n = number_of(files->names[i]);

	if (n == i + 1)
		return OK;
	if (n == 0)
		return fail(INVALID,
			    "%s: a migration is named "
			    "NNNN_name.sql, from 0001",
			    files->names[i]);
	if (n <= i)
		return fail(INVALID, "%s: another migration has its number",
			    files->names[i]);
	return fail(INVALID, "%s: number %04d is missing before it",
		    files->names[i], i + 1);
}

/* Find the files, in order; they live in ${mem}. */
static enum result
find(struct arena *mem, const char *folder, struct files *out)
{
	struct dirent **entries;
	int i;

	out->folder = folder;
	out->count = scandir(folder, &entries, is_sql, alphasort);
	if (out->count < 0)
		return fail(errno == ENOENT ? NOT_FOUND : INTERNAL, "%s: %s",
			    folder, strerror(errno));
	out->names = arena_array(mem, (size_t)out->count + 1, sizeof(char *));
	for (i = 0; i < out->count; i++) {
		out->names[i] = arena_strdup(mem, entries[i]->d_name);
		free(entries[i]);
	}
	free(entries);
	for (i = 0; i < out->count; i++)
		TRY(check_number(out, i));
	if (out->count == 0)
		return fail(NOT_FOUND, "%s: no migration there", folder);
	return OK;
}

static enum result
read_script(struct arena *mem, const struct files *files, int number,
	    char **out)
{
	char *path = arena_printf(mem, "%s/%s", files->folder,
				  files->names[number - 1]);
	auto_fd fd = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t len = -1;

	*out = arena_alloc(mem, LONGEST + 2);
	if (fd >= 0)
		len = read(fd, *out, LONGEST + 1);
	if (len < 0)
		return fail(INTERNAL, "%s: %s", path, strerror(errno));
	if (len > LONGEST || strlen(*out) != (size_t)len)
		return fail(INTERNAL, "%s: too long, or no text", path);
	return OK;
}

/* Run number ${number} unless another process has meanwhile. */
static enum result
run(struct db *db, struct arena *mem, const struct files *files, int number,
    int *done)
{
	const char *name = files->names[number - 1];
	auto_tx tx = NULL;
	char *script = NULL;
	int version;

	TRY(read_script(mem, files, number, &script));
	TRY(db_begin(db, &tx));
	TRY(db_version(db, &version));
	if (version >= number)
		return OK;
	TRY(db_script(db, script));
	TRY(db_run(db, NULL,
		   "INSERT INTO migration (number, name, run_at)"
		   " VALUES ($1, $2, $3)",
		   I(number), T(name), I(clock_now())));
	TRY(db_commit(&tx));
	log_line(LOG_INFO, "migration %s has run", name);
	++*done;
	return OK;
}

enum result
migrate_newest(const char *folder, int *version)
{
	auto_arena mem = arena_new();
	struct files files;

	TRY(find(mem, folder, &files));
	*version = files.count;
	return OK;
}

enum result
migrate_run(struct db *db, const char *folder, int *done)
{
	auto_arena mem = arena_new();
	struct files files;
	int version, number;

	*done = 0;
	TRY(find(mem, folder, &files));
	TRY(db_version(db, &version));
	if (version > files.count)
		return fail(CONFLICT,
			    "the database is at version %d, this "
			    "program knows %d",
			    version, files.count);
	for (number = version + 1; number <= files.count; number++)
		TRY(run(db, mem, &files, number, done));
	return OK;
}
