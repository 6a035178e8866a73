/*
 * Rendered pages kept as files: written beside and renamed, read back by
 * name and key, the oldest removed.  Several processes do so at once, and
 * none waits for another.  It knows no page; called by web/ and cmd/.
 */
#include "store/shelf.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/str.h"

/* The start of a file that is being written, and the seconds after which
 * nobody is writing it any more. */
#define HALF ".half-"
#define HALF_LIFE 60

struct shelf {
	char *folder;
	size_t room;
	size_t written; /* since the last look at how much there is */
	bool is_failing;
};

/* A file of the folder. */
struct entry {
	char *name;
	struct timespec at;
	size_t len;
};

struct entries {
	struct entry *items;
	size_t count;
	size_t sum; /* of their bytes */
};

AUTO_TYPE(dir, DIR *, closedir);
#define auto_dir AUTO(dir)

struct shelf *
shelf_new(const char *data_dir, size_t room)
{
	struct shelf *s = xcalloc(1, sizeof(*s));
	auto_arena mem = arena_new();

	s->folder = xstrdup(arena_printf(mem, "%s/tree", data_dir));
	s->room = room;
	s->written = room;
	return s;
}

void
shelf_free(struct shelf *s)
{
	if (!s)
		return;
	free(s->folder);
	free(s);
}

static enum result
check_name(const char *name)
{
	const char *c;

	for (c = name; *c; c++)
		if (!isalnum((unsigned char)*c) && !strchr("-_.", *c))
			break;
	if (*c || !*name || *name == '.' || c - name > NAME_MAX)
		return fail(INVALID, "no page can be kept as \"%.100s\"", name);
	return OK;
}

static char *
path_of(const struct shelf *s, struct arena *mem, const char *name)
{
	return arena_printf(mem, "%s/%s", s->folder, name);
}

/* ---- Reading */

/* The lines before the bytes. */
static char *
head_of(struct arena *mem, const char *key, const char *bytes, size_t len)
{
	return arena_printf(mem, "%s\n%016" PRIx64 "\n", key,
			    str_sum(bytes, len));
}
#define SUM_LEN 17 /* of the second line */

/* The file, whole; NULL if it cannot be read or is larger than ${max}. */
static char *
read_file(struct arena *mem, const char *path, size_t max, size_t *len)
{
	auto_fd fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	struct stat st;
	char *text;

	if (fd < 0 || fstat(fd, &st) < 0 || !S_ISREG(st.st_mode))
		return NULL;
	*len = (size_t)st.st_size;
	if (*len > max)
		return NULL;
	text = arena_raw(mem, *len + 1);
	text[*len] = '\0';
	return read(fd, text, *len) == st.st_size ? text : NULL;
}

const char *
shelf_get(const struct shelf *s, struct arena *mem, const char *name,
	  const char *key, size_t *len)
{
	size_t head = strlen(key) + 1 + SUM_LEN, all;
	char *text;

	if (!s->room || check_name(name) != OK)
		return NULL;
	text = read_file(mem, path_of(s, mem, name), s->room / 4, &all);
	if (!text || all < head || !str_starts(text, key))
		return NULL;
	*len = all - head;
	if (memcmp(text, head_of(mem, key, text + head, *len), head) != 0)
		return NULL;
	return text + head;
}

bool
shelf_has(const struct shelf *s, const char *name)
{
	auto_arena mem = arena_new();

	return check_name(name) == OK &&
	       access(path_of(s, mem, name), F_OK) == 0;
}

/* ---- Writing */

static enum result
failed(const char *did, const char *path)
{
	return fail(INTERNAL, "%s cannot be %s: %s", path, did,
		    strerror(errno));
}

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

static int
open_half(const struct shelf *s, char *path)
{
	mkdir(s->folder, 0700);
	return mkostemp(path, O_CLOEXEC);
}

static enum result
write_file(const struct shelf *s, struct arena *mem, const char *name,
	   const struct str *text)
{
	char *half = path_of(s, mem, HALF "XXXXXX");
	auto_fd fd = open_half(s, half);

	if (fd < 0)
		return failed("made", half);
	if (write_all(fd, text->s, text->len) &&
	    rename(half, path_of(s, mem, name)) == 0)
		return OK;
	failed("written", half);
	unlink(half);
	return INTERNAL;
}

/* ---- Keeping within the room */

static void
entries_free(struct entries *e)
{
	size_t i;

	for (i = 0; i < e->count; i++)
		free(e->items[i].name);
	free(e->items);
}

static void
add_entry(struct entries *e, const char *name, const struct stat *st)
{
	if ((e->count & (e->count - 1)) == 0)
		e->items = xrealloc(e->items, (e->count ? e->count * 2 : 1) *
						      sizeof(*e->items));
	e->items[e->count++] = (struct entry){
		.name = xstrdup(name),
		.at = st->st_mtim,
		.len = (size_t)st->st_size,
	};
	e->sum += (size_t)st->st_size;
}

/* Must the file go, however much room there is? */
static bool
is_waste(const char *name, const struct stat *st, shelf_judge *judge,
	 void *data)
{
	if (str_starts(name, HALF))
		return st->st_mtime + HALF_LIFE < time(NULL);
	return judge && !judge(data, name);
}

/* What is in the folder, without what was waste.  None: no folder yet. */
static enum result
list(const struct shelf *s, shelf_judge *judge, void *data, struct entries *out)
{
	auto_dir dir = opendir(s->folder);
	struct dirent *found;
	struct stat st;

	if (!dir)
		return errno == ENOENT ? OK : failed("read", s->folder);
	while ((found = readdir(dir))) {
		if (fstatat(dirfd(dir), found->d_name, &st,
			    AT_SYMLINK_NOFOLLOW) < 0 ||
		    !S_ISREG(st.st_mode))
			continue;
		if (is_waste(found->d_name, &st, judge, data))
			unlinkat(dirfd(dir), found->d_name, 0);
		else
			add_entry(out, found->d_name, &st);
	}
	return OK;
}

static int
by_age(const void *a, const void *b)
{
	const struct timespec *x = &((const struct entry *)a)->at;
	const struct timespec *y = &((const struct entry *)b)->at;

	if (x->tv_sec != y->tv_sec)
		return x->tv_sec < y->tv_sec ? -1 : 1;
	return (x->tv_nsec > y->tv_nsec) - (x->tv_nsec < y->tv_nsec);
}

static void
drop_oldest(const struct shelf *s, struct arena *mem, struct entries *e)
{
	size_t i;

	if (e->sum <= s->room / 4 * 3)
		return;
	qsort(e->items, e->count, sizeof(*e->items), by_age);
	for (i = 0; i < e->count && e->sum > s->room / 4 * 3; i++) {
		unlink(path_of(s, mem, e->items[i].name));
		e->sum -= e->items[i].len;
	}
}

enum result
shelf_tidy(struct shelf *s, shelf_judge *judge, void *data)
{
	auto_arena mem = arena_new();
	struct entries entries = { 0 };
	enum result r;

	r = list(s, judge, data, &entries);
	if (r == OK)
		drop_oldest(s, mem, &entries);
	entries_free(&entries);
	s->written = 0;
	return r;
}

/* ---- The rest */

static enum result
put(struct shelf *s, const char *name, const char *key, const char *bytes,
    size_t len)
{
	auto_arena mem = arena_new();
	struct str text;

	str_init(&text, mem);
	str_reserve(&text, strlen(key) + 1 + SUM_LEN + len);
	str_add(&text, head_of(mem, key, bytes, len));
	str_addn(&text, bytes, len);
	if (text.len > s->room / 4)
		return OK;
	TRY(write_file(s, mem, name, &text));
	s->written += text.len;
	return s->written > s->room / 32 ? shelf_tidy(s, NULL, NULL) : OK;
}

enum result
shelf_put(struct shelf *s, const char *name, const char *key, const char *bytes,
	  size_t len)
{
	enum result r;

	TRY(check_name(name));
	if (!s->room)
		return OK;
	r = put(s, name, key, bytes, len);
	if (r != OK && s->is_failing)
		return OK;
	s->is_failing = r != OK;
	return r;
}

enum result
shelf_drop(struct shelf *s, const char *name)
{
	auto_arena mem = arena_new();
	const char *path = path_of(s, mem, name);

	TRY(check_name(name));
	if (unlink(path) < 0 && errno != ENOENT)
		return failed("removed", path);
	return OK;
}
