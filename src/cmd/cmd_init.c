/*
 * clarus init, clarus migrate: the database's birth and growth.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "cmd/cmd.h"
#include "db/migrate.h"
#include "store/sample.h"

static enum result
make_folder(const char *path)
{
	if (mkdir(path, 0700) < 0 && errno != EEXIST)
		return fail(INTERNAL, "the folder %s cannot be made: %s", path,
			    strerror(errno));
	return OK;
}

static enum result
migrate(const struct conf *conf, bool create, int *done)
{
	auto_db db = NULL;

	TRY(db_open(conf->database, DB_READ_WRITE, create, &db));
	TRY(migrate_run(db, conf->migrations, done));
	return create ? sample_make(db, conf->base_url) : OK;
}

static int
told(const struct conf *conf, const char *name, enum result r, int done)
{
	if (r != OK)
		return cmd_failed(name);
	if (done)
		printf("%s: %d %s applied\n", conf->database, done,
		       done == 1 ? "migration" : "migrations");
	else
		printf("%s: up to date\n", conf->database);
	return EXIT_FINE;
}

int
cmd_init(const struct conf *conf, int argc, char *argv[])
{
	int done = 0;
	enum result r;

	if (argc != 1)
		return cmd_usage(argv[0]);
	r = make_folder(conf->data_dir);
	if (r == OK)
		r = migrate(conf, true, &done);
	return told(conf, argv[0], r, done);
}

int
cmd_migrate(const struct conf *conf, int argc, char *argv[])
{
	int done = 0;

	if (argc != 1)
		return cmd_usage(argv[0]);
	return told(conf, argv[0], migrate(conf, false, &done), done);
}
