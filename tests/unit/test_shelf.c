/*
 * Tests of store/shelf.c: what was kept is found under its key and nothing
 * else is, however the files came to be what they are.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* base/fail.h has its own */
#include <dirent.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/str.h"
#include "store/shelf.h"

#define ROOM (64 * 1024)

/* A folder of its own for each test, and a shelf in it. */
struct place {
	struct arena *mem;
	char *home, *tree;
	struct shelf *shelf;
};

static int
begin(void **state)
{
	struct place *p = xcalloc(1, sizeof(*p));
	const char *tmp = getenv("TMPDIR");

	p->mem = arena_new();
	p->home = arena_printf(p->mem, "%s/clarus-shelf-XXXXXX",
			       str_empty(tmp) ? "/tmp" : tmp);
	assert_non_null(mkdtemp(p->home));
	p->tree = arena_printf(p->mem, "%s/tree", p->home);
	p->shelf = shelf_new(p->home, ROOM);
	*state = p;
	return 0;
}

static char *
at(struct place *p, const char *name)
{
	return arena_printf(p->mem, "%s/%s", p->tree, name);
}

/* The files in the folder; the sum of their bytes in *${bytes}. */
static int
count(struct place *p, size_t *bytes)
{
	DIR *dir = opendir(p->tree);
	struct dirent *found;
	struct stat st;
	int n = 0;

	*bytes = 0;
	if (!dir)
		return 0;
	while ((found = readdir(dir))) {
		assert_int_equal(fstatat(dirfd(dir), found->d_name, &st, 0), 0);
		if (!S_ISREG(st.st_mode))
			continue;
		n++;
		*bytes += (size_t)st.st_size;
	}
	closedir(dir);
	return n;
}

static int
end(void **state)
{
	struct place *p = *state;
	DIR *dir = opendir(p->tree);
	struct dirent *found;

	while (dir && (found = readdir(dir)))
		if (unlinkat(dirfd(dir), found->d_name, 0) != 0)
			unlinkat(dirfd(dir), found->d_name, AT_REMOVEDIR);
	if (dir)
		closedir(dir);
	if (rmdir(p->tree) != 0)
		unlink(p->tree);
	assert_int_equal(rmdir(p->home), 0);
	shelf_free(p->shelf);
	arena_free(p->mem);
	free(p);
	return 0;
}

static enum result
put(struct place *p, const char *name, const char *key, const char *text)
{
	return shelf_put(p->shelf, name, key, text, strlen(text));
}

/* Its text, with a NUL; or NULL. */
static const char *
get(struct place *p, const char *name, const char *key)
{
	size_t len = 0;
	const char *bytes = shelf_get(p->shelf, p->mem, name, key, &len);

	return bytes ? arena_strndup(p->mem, bytes, len) : NULL;
}

static void
keeps_and_finds(void **state)
{
	struct place *p = *state;
	struct stat st;
	size_t bytes;

	assert_null(get(p, "a.record", "key of a"));
	assert_int_equal(put(p, "a.record", "key of a", "page of a"), OK);
	assert_int_equal(put(p, "b.record", "key of b", ""), OK);
	assert_string_equal(get(p, "a.record", "key of a"), "page of a");
	assert_string_equal(get(p, "b.record", "key of b"), "");
	assert_int_equal(put(p, "a.record", "key of a", "another"), OK);
	assert_string_equal(get(p, "a.record", "key of a"), "another");
	assert_int_equal(count(p, &bytes), 2);
	assert_int_equal(stat(p->tree, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0700);
	assert_int_equal(stat(at(p, "a.record"), &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	/* It may be emptied, and taken away, at any time. */
	assert_int_equal(unlink(at(p, "a.record")), 0);
	assert_int_equal(unlink(at(p, "b.record")), 0);
	assert_null(get(p, "a.record", "key of a"));
	assert_int_equal(rmdir(p->tree), 0);
	assert_int_equal(put(p, "a.record", "key of a", "page of a"), OK);
	assert_string_equal(get(p, "a.record", "key of a"), "page of a");
}

static void
another_key_finds_nothing(void **state)
{
	static const char *const others[] = { "",	"k",	 "key",
					      "key 12", "KEY 1", "key 1\n" };
	struct place *p = *state;
	size_t i;

	assert_int_equal(put(p, "a", "key 1", "page"), OK);
	for (i = 0; i < sizeof others / sizeof *others; i++)
		assert_null(get(p, "a", others[i]));
	assert_string_equal(get(p, "a", "key 1"), "page");
	/* Kept anew under another, it is no longer there under the first. */
	assert_int_equal(put(p, "a", "key 2", "page"), OK);
	assert_null(get(p, "a", "key 1"));
	assert_string_equal(get(p, "a", "key 2"), "page");
}

static void
write_file(const char *path, const char *bytes, size_t len)
{
	FILE *file = fopen(path, "we");

	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, len, file), len);
	assert_int_equal(fclose(file), 0);
}

static void
a_file_tampered_with_is_not_there(void **state)
{
	struct place *p = *state;
	char bytes[256];
	FILE *file;
	size_t len, i;

	assert_int_equal(put(p, "a", "key", "the page, as it was"), OK);
	file = fopen(at(p, "a"), "re");
	assert_non_null(file);
	len = fread(bytes, 1, sizeof(bytes) - 1, file);
	fclose(file);
	for (i = 0; i < len; i++) {
		bytes[i] ^= 1;
		write_file(at(p, "a"), bytes, len);
		assert_null(get(p, "a", "key"));
		bytes[i] ^= 1;
		write_file(at(p, "a"), bytes, i);
		assert_null(get(p, "a", "key"));
	}
	bytes[len] = '!';
	write_file(at(p, "a"), bytes, len + 1);
	assert_null(get(p, "a", "key"));
	write_file(at(p, "a"), bytes, len);
	assert_string_equal(get(p, "a", "key"), "the page, as it was");
	assert_int_equal(truncate(at(p, "a"), 1LL << 40), 0);
	assert_null(get(p, "a", "key"));
	assert_int_equal(put(p, "a", "key", "page"), OK);
	/* A link or a folder in its place is none of ours. */
	assert_int_equal(rename(at(p, "a"), at(p, "b")), 0);
	assert_int_equal(symlink("b", at(p, "a")), 0);
	assert_null(get(p, "a", "key"));
	assert_int_equal(mkdir(at(p, "c"), 0700), 0);
	assert_null(get(p, "c", "key"));
}

static void
names_stay_in_the_folder(void **state)
{
	char longest[NAME_MAX + 2];
	const char *const names[] = { "",    ".",     "..",  "../a", "/a",
				      "a/b", ".half", "a b", "a\n",  longest };
	struct place *p = *state;
	size_t bytes, i;

	memset(longest, 'a', sizeof(longest) - 1);
	longest[sizeof(longest) - 1] = '\0';
	for (i = 0; i < sizeof names / sizeof *names; i++) {
		assert_int_equal(put(p, names[i], "key", "page"), INVALID);
		assert_null(get(p, names[i], "key"));
		assert_int_equal(shelf_drop(p->shelf, names[i]), INVALID);
		assert_false(shelf_has(p->shelf, names[i]));
	}
	assert_int_equal(count(p, &bytes), 0);
	longest[NAME_MAX] = '\0';
	assert_int_equal(put(p, longest, "key", "page"), OK);
	assert_string_equal(get(p, longest, "key"), "page");
	assert_true(shelf_has(p->shelf, longest));
	assert_int_equal(shelf_drop(p->shelf, longest), OK);
	assert_false(shelf_has(p->shelf, longest));
}

static void
a_page_dropped_is_gone(void **state)
{
	struct place *p = *state;

	assert_int_equal(put(p, "a", "key", "page"), OK);
	assert_int_equal(put(p, "b", "key", "page"), OK);
	assert_int_equal(shelf_drop(p->shelf, "a"), OK);
	assert_null(get(p, "a", "key"));
	assert_string_equal(get(p, "b", "key"), "page");
	assert_int_equal(shelf_drop(p->shelf, "a"), OK);
	assert_int_equal(mkdir(at(p, "c"), 0700), 0);
	assert_int_equal(shelf_drop(p->shelf, "c"), INTERNAL);
}

/* Let the file be as old as second ${i} of the clock. */
static void
set_age(struct place *p, const char *name, int i)
{
	const struct timespec times[2] = { { .tv_sec = i }, { .tv_sec = i } };

	assert_int_equal(utimensat(AT_FDCWD, at(p, name), times, 0), 0);
}

static void
the_oldest_give_way(void **state)
{
	struct place *p = *state;
	char text[1001] = "", name[16];
	size_t bytes;
	int i;

	memset(text, 'x', sizeof(text) - 1);
	for (i = 0; i < 500; i++) {
		snprintf(name, sizeof(name), "%d", i);
		assert_int_equal(put(p, name, "key", text), OK);
		count(p, &bytes);
		assert_true(bytes <= ROOM);
		if (get(p, name, "key"))
			set_age(p, name, 1000 + i);
	}
	assert_true(bytes > ROOM / 2);
	assert_null(get(p, "0", "key"));
	assert_null(get(p, "400", "key"));
	for (i = 460; i < 500; i++) {
		snprintf(name, sizeof(name), "%d", i);
		assert_non_null(get(p, name, "key"));
	}
}

static void
what_has_no_room_is_not_kept(void **state)
{
	struct place *p = *state;
	struct shelf *none = shelf_new(p->home, 0);
	char *text = arena_alloc(p->mem, ROOM / 4 + 1);
	size_t bytes, len;

	memset(text, 'x', ROOM / 4);
	assert_int_equal(put(p, "large", "key", text), OK);
	assert_null(get(p, "large", "key"));
	text[ROOM / 4 - 100] = '\0';
	assert_int_equal(put(p, "large", "key", text), OK);
	assert_non_null(get(p, "large", "key"));
	/* A shelf without room finds nothing, yet takes away. */
	assert_int_equal(shelf_put(none, "a", "key", "page", 4), OK);
	assert_int_equal(count(p, &bytes), 1);
	assert_null(shelf_get(none, p->mem, "large", "key", &len));
	assert_int_equal(put(p, "b", "key", "page"), OK);
	assert_int_equal(shelf_drop(none, "large"), OK);
	assert_int_equal(count(p, &bytes), 1);
	assert_int_equal(shelf_tidy(none, NULL, NULL), OK);
	assert_int_equal(count(p, &bytes), 0);
	shelf_free(none);
}

static bool
is_not(void *data, const char *name)
{
	assert_true(*name != '.');
	return !streq(data, name);
}

static void
what_a_crash_left_is_mended(void **state)
{
	struct place *p = *state;
	size_t bytes;

	assert_int_equal(shelf_tidy(p->shelf, NULL, NULL), OK);
	assert_int_equal(put(p, "a", "key", "page"), OK);
	assert_int_equal(put(p, "gone", "key", "page"), OK);
	write_file(at(p, ".half-old"), "key", 3);
	set_age(p, ".half-old", 1000);
	write_file(at(p, ".half-new"), "key", 3);
	assert_int_equal(mkdir(at(p, "folder"), 0700), 0);
	assert_int_equal(shelf_tidy(p->shelf, is_not, (char[]){ "gone" }), OK);
	assert_int_equal(access(at(p, ".half-old"), F_OK), -1);
	assert_int_equal(access(at(p, ".half-new"), F_OK), 0);
	assert_int_equal(access(at(p, "gone"), F_OK), -1);
	assert_string_equal(get(p, "a", "key"), "page");
	assert_int_equal(count(p, &bytes), 2);
}

static void
failing_is_told_once(void **state)
{
	struct place *p = *state;
	size_t bytes;
	int i;

	write_file(p->tree, "", 0);
	for (i = 0; i < 2; i++) {
		assert_int_equal(put(p, "a", "key", "page"), INTERNAL);
		assert_non_null(strstr(fail_last()->text, p->tree));
		assert_int_equal(put(p, "a", "key", "page"), OK);
		assert_int_equal(put(p, "b", "key", "page"), OK);
		assert_null(get(p, "a", "key"));
		assert_int_equal(shelf_tidy(p->shelf, NULL, NULL), INTERNAL);
		assert_int_equal(unlink(p->tree), 0);
		assert_int_equal(put(p, "a", "key", "page"), OK);
		assert_string_equal(get(p, "a", "key"), "page");
		assert_int_equal(unlink(at(p, "a")), 0);
		/* Nor is anything left of a file that cannot get its name. */
		assert_int_equal(mkdir(at(p, "a"), 0700), 0);
		assert_int_equal(put(p, "a", "key", "page"), INTERNAL);
		assert_int_equal(count(p, &bytes), 0);
		assert_int_equal(rmdir(at(p, "a")), 0);
		assert_int_equal(put(p, "b", "key", "page"), OK);
		assert_int_equal(unlink(at(p, "b")), 0);
		assert_int_equal(rmdir(p->tree), 0);
		write_file(p->tree, "", 0);
	}
}

/* In a process of its own: no file may be larger than 1000 bytes. */
static int
write_on_a_full_disk(struct place *p)
{
	char text[2000] = "";
	struct rlimit limit;

	signal(SIGXFSZ, SIG_IGN);
	memset(text, 'x', sizeof(text) - 1);
	getrlimit(RLIMIT_FSIZE, &limit);
	limit.rlim_cur = 1000;
	if (setrlimit(RLIMIT_FSIZE, &limit) != 0)
		return 1;
	if (put(p, "a", "key", text) != INTERNAL)
		return 2;
	return put(p, "b", "key", "page") != OK;
}

static void
child(struct place *p, int (*run)(struct place *p), int others)
{
	pid_t pid = fork();
	int status, i;

	assert_true(pid >= 0);
	if (pid == 0)
		_exit(run(p));
	for (i = 0; i <= others; i++) {
		assert_true(wait(&status) > 0);
		assert_true(WIFEXITED(status));
		assert_int_equal(WEXITSTATUS(status), 0);
	}
}

static void
a_full_disk_leaves_no_half(void **state)
{
	struct place *p = *state;
	size_t bytes;

	child(p, write_on_a_full_disk, 0);
	assert_int_equal(count(p, &bytes), 1);
	assert_null(get(p, "a", "key"));
	assert_string_equal(get(p, "b", "key"), "page");
}

/* Pages of one letter, 9000 bytes, under two names; a page found is whole. */
static int
work(struct place *p)
{
	char text[9001] = "";
	const char *found;
	int i;

	for (i = 0; i < 300; i++) {
		const char *name = i % 2 ? "odd" : "even";

		memset(text, 'a' + (i + getpid()) % 26, sizeof(text) - 1);
		if (put(p, name, "key", text) != OK)
			return 1;
		found = get(p, name, "key");
		if (found && strspn(found, (char[]){ *found, 0 }) != 9000)
			return 2;
		if (i % 50 == 49 && shelf_drop(p->shelf, name) != OK)
			return 3;
		arena_reset(p->mem);
	}
	return 0;
}

static void
processes_do_not_disturb_each_other(void **state)
{
	struct place *p = *state;
	pid_t pid;
	size_t bytes;

	pid = fork();
	assert_true(pid >= 0);
	if (pid == 0)
		_exit(work(p));
	child(p, work, 1);
	assert_true(count(p, &bytes) <= 2);
}

#define test(f) cmocka_unit_test_setup_teardown(f, begin, end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		test(keeps_and_finds),
		test(another_key_finds_nothing),
		test(a_file_tampered_with_is_not_there),
		test(names_stay_in_the_folder),
		test(a_page_dropped_is_gone),
		test(the_oldest_give_way),
		test(what_has_no_room_is_not_kept),
		test(what_a_crash_left_is_mended),
		test(failing_is_told_once),
		test(a_full_disk_leaves_no_half),
		test(processes_do_not_disturb_each_other),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
