/*
 * The published tree's files.  Each folder is opened from the one above it,
 * so that no link leads out of the tree; a file is written beside its place
 * and renamed.  It knows no document; called by whoever changes what is
 * public, and by web/published.c.
 */
#include "store/tree.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/auto.h"
#include "base/clock.h"
#include "base/rand.h"
#include "base/str.h"
#include "store/hosted.h"

/* The start of a file that is being written, and the seconds after which
 * nobody is writing it any more. */
#define HALF ".half-"
#define HALF_LIFE 60

/* Says which version of the program made the pages. */
#define VERSION_FILE ".version"

#define FOLDER_MODE 0755
#define FILE_MODE 0644

/* The longest name in a folder, with its ending. */
#define LONGEST 160

#define LOOK (O_RDONLY | O_DIRECTORY | O_CLOEXEC)

AUTO_TYPE(dir, DIR *, closedir);
#define auto_dir AUTO(dir)

static const char *const endings[TREE_FORM__MAX] = {
	[TREE_JSON] = ".json",
	[TREE_HTML] = ".html",
	[TREE_BARE] = "",
};

/* A place in the tree: the folders that lead there, and the name. */
struct seat {
	char folder[LONGEST];
	char name[LONGEST];
};

static enum result
seat_of(const char *path, struct seat *out)
{
	bool is_set = streq(path, HOSTED_JWKS_PATH);
	const char *name = strchr(path, '/');

	if (!is_set && !hosted_is_path(path))
		return fail(INVALID, "nothing is published as \"%.100s\"",
			    path);
	snprintf(out->folder, sizeof(out->folder), "%s%.*s",
		 is_set ? "" : &HOSTED_PATH[1], (int)(name - path), path);
	snprintf(out->name, sizeof(out->name), "%s", name + 1);
	return OK;
}

static void
file_name(char out[LONGEST], const struct seat *seat, enum tree_form form)
{
	snprintf(out, LONGEST, "%s%s", seat->name, endings[form]);
}

/* ---- Folders */

/* The folder ${name} in that of ${at}, made if ${make}; or -1. */
static int
open_in(int at, const char *name, bool make)
{
	bool is_new = make && mkdirat(at, name, FOLDER_MODE) == 0;
	int fd = openat(at, name, LOOK | O_NOFOLLOW);

	/* What the umask took. */
	if (fd >= 0 && is_new)
		fchmod(fd, FOLDER_MODE);
	return fd;
}

static int
open_root(const char *tree, bool make)
{
	bool is_new = make && mkdir(tree, FOLDER_MODE) == 0;
	int fd = open(tree, LOOK);

	if (fd >= 0 && is_new)
		fchmod(fd, FOLDER_MODE);
	return fd;
}

/* The folder ${folder}, "ims/clr/v1p0/keys", of the tree; or -1. */
static int
open_folder(const char *tree, const char *folder, bool make)
{
	int fd = open_root(tree, make), next;
	char names[LONGEST], *rest = names, *name;

	snprintf(names, sizeof(names), "%s", folder);
	while (fd >= 0 && (name = strsep(&rest, "/"))) {
		next = open_in(fd, name, make);
		close(fd);
		fd = next;
	}
	return fd;
}

static enum result
failed(const char *tree, const struct seat *seat, const char *did)
{
	return fail(INTERNAL, "%s/%s/%s cannot be %s: %s", tree, seat->folder,
		    seat->name, did, strerror(errno));
}

/* ---- Taking away */

static enum result
drop(const char *tree, const struct seat *seat)
{
	auto_fd fd = open_folder(tree, seat->folder, false);
	char name[LONGEST];
	bool any = false;
	enum tree_form form;

	if (fd < 0)
		return errno == ENOENT ? OK : failed(tree, seat, "removed");
	for (form = 0; form < TREE_FORM__MAX; form++) {
		file_name(name, seat, form);
		if (unlinkat(fd, name, 0) == 0)
			any = true;
		else if (errno != ENOENT)
			return failed(tree, seat, "removed");
	}
	/* Else it might be back after a power cut. */
	if (any && fsync(fd) != 0)
		return failed(tree, seat, "removed");
	return OK;
}

enum result
tree_drop(const char *tree, struct arena *mem, const char *path)
{
	struct seat seat;

	TRY(seat_of(path, &seat));
	if (!tree)
		return OK;
	TRY(drop(tree, &seat));
	if (!str_starts(path, hosted_folder(CLR_CRYPTOGRAPHIC_KEY)))
		return OK;
	return tree_drop(tree, mem, HOSTED_JWKS_PATH);
}

/* ---- Writing */

static bool
write_all(int fd, const char *bytes, size_t len)
{
	ssize_t n = 0;

	for (; len > 0; bytes += n, len -= (size_t)n) {
		n = write(fd, bytes, len);
		if (n < 0)
			return false;
	}
	return true;
}

static bool
write_half(int fd, const struct tree_file *file)
{
	int64_t at = clock_now();
	struct timespec times[2] = { 0 };

	if (at <= file->changed_at)
		at = file->changed_at + 1;
	times[0].tv_sec = times[1].tv_sec = at;
	return write_all(fd, file->bytes, file->len) &&
	       fchmod(fd, FILE_MODE) == 0 && futimens(fd, times) == 0 &&
	       (file->is_loose || fsync(fd) == 0);
}

enum result
tree_write(const char *tree, struct arena *mem, struct tree_file *file)
{
	auto_fd folder = -1, fd = -1;
	struct seat seat;

	TRY(seat_of(file->path, &seat));
	folder = open_folder(tree, seat.folder, true);
	if (folder < 0)
		return failed(tree, &seat, "written");
	file->half = arena_printf(mem, HALF "%s", rand_id(mem));
	fd = openat(folder, file->half, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC,
		    FILE_MODE);
	if (fd < 0)
		return failed(tree, &seat, "written");
	if (write_half(fd, file))
		return OK;
	failed(tree, &seat, "written");
	unlinkat(folder, file->half, 0);
	return INTERNAL;
}

enum result
tree_place(const char *tree, const struct tree_file *file)
{
	auto_fd folder = -1;
	struct seat seat;
	char name[LONGEST];

	TRY(seat_of(file->path, &seat));
	folder = open_folder(tree, seat.folder, false);
	file_name(name, &seat, file->form);
	if (folder < 0 || renameat(folder, file->half, folder, name) != 0)
		return failed(tree, &seat, "written");
	return OK;
}

void
tree_forget(const char *tree, const struct tree_file *file)
{
	auto_fd folder = -1;
	struct seat seat;

	if (!file->half || seat_of(file->path, &seat) != OK)
		return;
	folder = open_folder(tree, seat.folder, false);
	if (folder >= 0)
		unlinkat(folder, file->half, 0);
}

/* ---- Reading */

/* The file, opened; -1: there is no such plain file. */
static int
open_file(const char *tree, const char *path, enum tree_form form,
	  struct stat *st)
{
	auto_fd folder = -1;
	struct seat seat;
	char name[LONGEST];
	int fd;

	if (seat_of(path, &seat) != OK)
		return -1;
	folder = open_folder(tree, seat.folder, false);
	file_name(name, &seat, form);
	fd = folder < 0
		     ? -1
		     : openat(folder, name,
			      O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	if (fd >= 0 && (fstat(fd, st) != 0 || !S_ISREG(st->st_mode))) {
		close(fd);
		return -1;
	}
	return fd;
}

bool
tree_has(const char *tree, const char *path, enum tree_form form)
{
	char name[PATH_MAX];
	struct seat seat;

	if (seat_of(path, &seat) != OK)
		return false;
	snprintf(name, sizeof(name), "%s/%s/%s%s", tree, seat.folder, seat.name,
		 endings[form]);
	return access(name, F_OK) == 0;
}

char *
tree_read(const char *tree, struct arena *mem, const struct tree_file *file,
	  size_t *len)
{
	struct stat st;
	auto_fd fd = open_file(tree, file->path, file->form, &st);
	size_t done = 0;
	ssize_t n = 1;
	char *text;

	if (fd < 0)
		return NULL;
	*len = (size_t)st.st_size;
	text = arena_raw(mem, *len + 1);
	while (done < *len && n > 0) {
		n = read(fd, text + done, *len - done);
		done += n > 0 ? (size_t)n : 0;
	}
	text[done] = '\0';
	return done == *len ? text : NULL;
}

/* ---- Its version */

bool
tree_is_of(const char *tree, const char *version)
{
	auto_fd root = open_root(tree, false), fd = -1;
	char text[LONGEST] = "";

	if (root >= 0)
		fd = openat(root, VERSION_FILE,
			    O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	return fd >= 0 && read(fd, text, sizeof(text) - 1) > 0 &&
	       streq(text, version);
}

void
tree_set_version(const char *tree, const char *version)
{
	auto_fd root = open_root(tree, true), fd = -1;

	if (root >= 0)
		fd = openat(root, VERSION_FILE,
			    O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC |
				    O_NOFOLLOW,
			    FILE_MODE);
	if (fd >= 0 && !write_all(fd, version, strlen(version)))
		unlinkat(root, VERSION_FILE, 0);
}

/* ---- All of it */

/* What a sift is at. */
struct sift {
	tree_judge *judge;
	void *data;
	const char *prefix; /* of paths: "keys/" */
	int folder;
	bool is_stuck; /* something could not be taken away */
};

/* ${name} without its ending, as a path; false: it is no form of anything. */
static bool
path_of(const struct sift *s, const char *name, char path[2 * LONGEST],
	enum tree_form *form)
{
	size_t len = strlen(name);

	for (*form = TREE_JSON; *form < TREE_BARE; (*form)++)
		if (str_ends(name, endings[*form]))
			break;
	len -= strlen(endings[*form]);
	if (len >= LONGEST)
		return false;
	snprintf(path, 2 * LONGEST, "%s%.*s", s->prefix, (int)len, name);
	return streq(path, HOSTED_JWKS_PATH) || hosted_is_path(path);
}

static bool
may_stay(const struct sift *s, const char *name, const struct stat *st)
{
	struct tree_entry entry = { .at = st->st_mtime,
				    .len = (size_t)st->st_size };
	char path[2 * LONGEST];

	if (str_starts(name, HALF))
		return st->st_mtime + HALF_LIFE >= clock_now();
	if (path_of(s, name, path, &entry.form) && S_ISREG(st->st_mode))
		entry.path = path;
	/* Others may keep things beside the set of keys. */
	if (!entry.path && str_starts(HOSTED_JWKS_PATH, s->prefix))
		return true;
	return s->judge(s->data, &entry);
}

static void
sift_one(struct sift *s, const char *name)
{
	struct stat st;

	if (streq(name, ".") || streq(name, "..") ||
	    fstatat(s->folder, name, &st, AT_SYMLINK_NOFOLLOW) != 0 ||
	    may_stay(s, name, &st))
		return;
	if (unlinkat(s->folder, name, S_ISDIR(st.st_mode) ? AT_REMOVEDIR : 0) &&
	    errno != ENOENT)
		s->is_stuck = true;
}

static enum result
sift_folder(const char *tree, const char *folder, struct sift *s)
{
	auto_dir dir = NULL;
	struct dirent *found;
	int fd = open_folder(tree, folder, false);

	if (fd < 0)
		return errno == ENOENT
			       ? OK
			       : fail(INTERNAL, "%s/%s cannot be read: %s",
				      tree, folder, strerror(errno));
	dir = fdopendir(fd);
	s->folder = fd;
	while ((found = readdir(dir)))
		sift_one(s, found->d_name);
	return OK;
}

enum result
tree_sift(const char *tree, tree_judge *judge, void *data)
{
	struct sift s = { .judge = judge, .data = data };
	char folder[LONGEST], prefix[LONGEST];
	enum class_id as;

	s.prefix = ".well-known/";
	TRY(sift_folder(tree, ".well-known", &s));
	for (as = CLASS_NONE; as < CLASS__MAX; as++) {
		if (!hosted_folder(as))
			continue;
		snprintf(prefix, sizeof(prefix), "%s/", hosted_folder(as));
		snprintf(folder, sizeof(folder), HOSTED_PATH "%s",
			 hosted_folder(as));
		s.prefix = prefix;
		TRY(sift_folder(tree, folder + 1, &s));
	}
	if (s.is_stuck)
		return fail(INTERNAL, "something in %s cannot be removed",
			    tree);
	return OK;
}
