/*
 * clarus archive: all that is public as a folder of files, for the time
 * when there is no office any more.  It is written beside its place and
 * renamed, so that half of one is never taken for one.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/str.h"
#include "cmd/cmd.h"
#include "db/db.h"
#include "model/walk.h"
#include "web/archive.h"

/* Descriptors that removing a folder may use. */
#define REMOVE_FDS 16

AUTO_TYPE(dir, DIR *, closedir);
#define auto_dir AUTO(dir)

/* Nothing is overwritten. */
static enum result
check_free(const char *folder)
{
	auto_dir dir = opendir(folder);
	struct dirent *found;

	if (!dir)
		return errno == ENOENT ? OK
				       : fail(CONFLICT, "%s cannot be used: %s",
					      folder, strerror(errno));
	while ((found = readdir(dir)))
		if (!streq(found->d_name, ".") && !streq(found->d_name, ".."))
			return fail(CONFLICT,
				    "%s is not empty: name a folder that is "
				    "empty, or not there yet",
				    folder);
	return OK;
}

static int
remove_one(const char *path, const struct stat *st, int kind, struct FTW *at)
{
	(void)st;
	(void)kind;
	(void)at;
	return remove(path);
}

/* On the disk before it gets its name. */
static enum result
place(const char *half, const char *folder)
{
	auto_fd fd = open(half, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd < 0 || syncfs(fd) != 0 || fchmod(fd, 0755) != 0 ||
	    rename(half, folder) != 0)
		return fail(CONFLICT, "%s cannot be put in its place: %s",
			    folder, strerror(errno));
	return OK;
}

static void
say(const struct archive_sum *sum, const char *folder)
{
	enum class_id as;

	for (as = CLASS_NONE + 1; as < CLASS__MAX; as++)
		if (sum->of[as])
			printf("%lld\t%s\n", sum->of[as],
			       sum->of[as] == 1 ? walk_class(as)->label
						: walk_class(as)->plural);
	printf("%lld\trevoked among them\n%lld\tpictures and files\n"
	       "Written to %s. Open index.html there: it says how to keep "
	       "it.\n",
	       sum->revoked, sum->media, folder);
}

static enum result
write_all(const struct conf *conf, struct db *db, const char *half,
	  struct archive_sum *sum)
{
	struct app app;
	enum result r;

	r = web_open(&app, conf, -1, -1);
	if (r == OK)
		r = archive_write(&app, db, half, sum);
	web_close(&app);
	return r;
}

static enum result
archive(const struct conf *conf, struct arena *mem, const char *folder)
{
	char *half = arena_printf(mem, "%s.half-XXXXXX", folder);
	struct archive_sum sum;
	auto_db db = NULL;
	enum result r;

	TRY(check_free(folder));
	TRY(cmd_open(conf, &db));
	if (!mkdtemp(half))
		return fail(CONFLICT, "%s cannot be made: %s", half,
			    strerror(errno));
	r = write_all(conf, db, half, &sum);
	if (r == OK)
		r = place(half, folder);
	if (r != OK)
		nftw(half, remove_one, REMOVE_FDS, FTW_DEPTH | FTW_PHYS);
	else
		say(&sum, folder);
	return r;
}

int
cmd_archive(const struct conf *conf, int argc, char *argv[])
{
	auto_arena mem = arena_new();
	size_t len;

	if (argc != 2 || str_empty(argv[1]) || str_starts(argv[1], "--"))
		return cmd_usage(argv[0]);
	len = strlen(argv[1]);
	while (len > 1 && argv[1][len - 1] == '/')
		len--;
	if (archive(conf, mem, arena_strndup(mem, argv[1], len)) != OK)
		return cmd_failed(argv[0]);
	return EXIT_FINE;
}
