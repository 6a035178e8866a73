/* The published tree's files: store/tree.c. */
#include "hosted_test.h"

#include <fcntl.h>
#include <time.h>

#include "base/clock.h"

static char *
at(struct spot *p, const char *name)
{
	return arena_printf(p->mem, "%s/%s", hosted_tree, name);
}

static struct tree_file
file_of(const char *path, enum tree_form form, const char *bytes)
{
	return (struct tree_file){
		.path = path, .form = form, .bytes = bytes, .len = strlen(bytes)
	};
}

static void
put(struct spot *p, struct tree_file file)
{
	assert_ok(tree_write(hosted_tree, p->mem, &file));
	assert_ok(tree_place(hosted_tree, &file));
}

static mode_t
mode_of(struct spot *p, const char *name)
{
	struct stat st;

	assert_int_equal(lstat(at(p, name), &st), 0);
	return st.st_mode & 07777;
}

static void
anybody_can_read(void **state)
{
	struct spot *p = *state;
	mode_t before = umask(077);
	size_t len;
	char *bytes;
	struct tree_file file = file_of(AWARD, TREE_HTML, "<p>é</p>");

	assert_int_equal(rmdir(hosted_tree), 0);
	put(p, file);
	umask(before);
	assert_int_equal(mode_of(p, "."), 0755);
	assert_int_equal(mode_of(p, "ims"), 0755);
	assert_int_equal(mode_of(p, "ims/clr/v1p0/assertions"), 0755);
	assert_int_equal(mode_of(p, "ims/clr/v1p0/" AWARD ".html"), 0644);
	bytes = tree_read(hosted_tree, p->mem, &file, &len);
	assert_int_equal(len, file.len);
	assert_string_equal(bytes, file.bytes);
	file.form = TREE_JSON;
	assert_null(tree_read(hosted_tree, p->mem, &file, &len));
	put(p, file_of(HOSTED_JWKS_PATH, TREE_JSON, "{}"));
	assert_int_equal(mode_of(p, ".well-known/jwks.json"), 0644);
	put(p, file_of("keys/a", TREE_BARE, "{}"));
	assert_int_equal(mode_of(p, "ims/clr/v1p0/keys/a"), 0644);
}

static void
is_nowhere_until_it_is_placed(void **state)
{
	struct spot *p = *state;
	struct tree_file file = file_of(AWARD, TREE_JSON, "{}");

	assert_ok(tree_write(hosted_tree, p->mem, &file));
	assert_true(str_starts(file.half, "."));
	assert_false(tree_has(hosted_tree, AWARD, TREE_JSON));
	tree_forget(hosted_tree, &file);
	assert_int_equal(rmdir(at(p, "ims/clr/v1p0/assertions")), 0);
	/* Nothing to place any more. */
	assert_int_equal(tree_place(hosted_tree, &file), INTERNAL);
}

static void
refuses_other_paths(void **state)
{
	static const char *const paths[] = {
		"",
		"assertions",
		"assertions/",
		"assertions/..",
		"assertions/../a",
		"../assertions/a",
		"/assertions/a",
		"assertions/a.json",
		"clrs/a",
		".well-known/a",
		"assertions/a/b",
		"assertions/a\n",
		"assertions/.half",
		"jwks",
	};
	struct spot *p = *state;
	struct tree_file file = file_of(NULL, TREE_JSON, "{}");
	size_t i, len;

	for (i = 0; i < sizeof(paths) / sizeof(paths[0]); i++) {
		file.path = paths[i];
		assert_int_equal(tree_write(hosted_tree, p->mem, &file),
				 INVALID);
		assert_int_equal(tree_place(hosted_tree, &file), INVALID);
		assert_int_equal(tree_drop(hosted_tree, p->mem, paths[i]),
				 INVALID);
		assert_false(tree_has(hosted_tree, paths[i], TREE_JSON));
		assert_null(tree_read(hosted_tree, p->mem, &file, &len));
	}
}

static void
drops_all_forms(void **state)
{
	struct spot *p = *state;

	assert_ok(tree_drop(NULL, p->mem, AWARD));
	assert_ok(tree_drop("/nowhere/at/all", p->mem, AWARD));
	assert_ok(tree_drop(hosted_tree, p->mem, AWARD));
	put_file(p, AWARD, TREE_JSON);
	put_file(p, AWARD, TREE_HTML);
	put_file(p, "assertions/other", TREE_JSON);
	assert_ok(tree_drop(hosted_tree, p->mem, AWARD));
	assert_false(tree_has(hosted_tree, AWARD, TREE_JSON));
	assert_false(tree_has(hosted_tree, AWARD, TREE_HTML));
	assert_true(tree_has(hosted_tree, "assertions/other", TREE_JSON));
	assert_ok(tree_drop(hosted_tree, p->mem, AWARD));
	put_file(p, HOSTED_JWKS_PATH, TREE_JSON);
	put_file(p, "keys/a", TREE_JSON);
	assert_ok(tree_drop(hosted_tree, p->mem, "keys/b"));
	assert_false(tree_has(hosted_tree, HOSTED_JWKS_PATH, TREE_JSON));
	assert_true(tree_has(hosted_tree, "keys/a", TREE_JSON));
}

/* A web server makes its ETag of time and size. */
static void
times_are_later_than_changes(void **state)
{
	struct spot *p = *state;
	struct tree_file file = file_of(AWARD, TREE_JSON, "{}");
	struct stat st;
	char *path = at(p, "ims/clr/v1p0/" AWARD ".json");

	file.changed_at = clock_now() + 5;
	put(p, file);
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mtime, file.changed_at + 1);
	file.changed_at = 1000;
	put(p, file);
	assert_int_equal(stat(path, &st), 0);
	assert_true(st.st_mtime + 5 >= clock_now() &&
		    st.st_mtime <= clock_now());
}

/* ---- Links */

static void
follows_no_link_below(void **state)
{
	struct spot *p = *state;
	struct tree_file file = file_of(AWARD, TREE_JSON, "{}");
	char *outside = arena_printf(p->mem, "%s/outside", hosted_tree);
	char *real = arena_printf(p->mem, "%s-real", hosted_tree);

	put(p, file);
	/* A folder that leads elsewhere. */
	assert_int_equal(rename(at(p, "ims/clr/v1p0/assertions"), outside), 0);
	assert_int_equal(symlink(outside, at(p, "ims/clr/v1p0/assertions")), 0);
	assert_int_equal(tree_write(hosted_tree, p->mem, &file), INTERNAL);
	assert_int_equal(tree_drop(hosted_tree, p->mem, AWARD), INTERNAL);
	assert_int_equal(access(at(p, "outside/" UUID "3.json"), F_OK), 0);
	assert_int_equal(unlink(at(p, "ims/clr/v1p0/assertions")), 0);
	/* A file that is a link is replaced, or taken away, itself. */
	assert_int_equal(mkdir(at(p, "ims/clr/v1p0/assertions"), 0755), 0);
	assert_int_equal(symlink(at(p, "outside/" UUID "3.json"),
				 at(p, "ims/clr/v1p0/" AWARD ".json")),
			 0);
	put(p, file_of(AWARD, TREE_JSON, "new"));
	assert_int_equal(mode_of(p, "outside/" UUID "3.json"), 0644);
	assert_ok(tree_drop(hosted_tree, p->mem, AWARD));
	assert_int_equal(access(at(p, "outside/" UUID "3.json"), F_OK), 0);
	/* The tree itself may be one. */
	assert_int_equal(rename(hosted_tree, real), 0);
	assert_int_equal(symlink(real, hosted_tree), 0);
	put(p, file);
	assert_true(tree_has(hosted_tree, AWARD, TREE_JSON));
	assert_int_equal(unlink(hosted_tree), 0);
	assert_int_equal(rename(real, hosted_tree), 0);
}

/* ---- Sifting */

struct judged {
	struct spot *p;
	size_t forms, others;
	bool stays;
};

static bool
judge(void *data, const struct tree_entry *entry)
{
	struct judged *j = data;

	if (entry->path)
		j->forms++;
	else
		j->others++;
	return j->stays;
}

static void
touch(struct spot *p, const char *name, time_t time)
{
	const struct timespec times[2] = { { .tv_sec = time },
					   { .tv_sec = time } };
	int fd = open(at(p, name), O_WRONLY | O_CREAT | O_CLOEXEC, 0644);

	assert_true(fd >= 0);
	assert_int_equal(futimens(fd, times), 0);
	close(fd);
}

static void
sifts(void **state)
{
	struct spot *p = *state;
	struct judged j = { .p = p, .stays = true };

	assert_ok(tree_sift("/nowhere/at/all", judge, &j));
	assert_ok(tree_sift(hosted_tree, judge, &j));
	assert_int_equal(j.forms + j.others, 0);
	put_file(p, AWARD, TREE_JSON);
	put_file(p, AWARD, TREE_HTML);
	put_file(p, "keys/a", TREE_BARE);
	put_file(p, HOSTED_JWKS_PATH, TREE_JSON);
	touch(p, "ims/clr/v1p0/assertions/note.txt", time(NULL));
	touch(p, "ims/clr/v1p0/assertions/.half-new", time(NULL));
	touch(p, "ims/clr/v1p0/assertions/.half-old", 1000);
	touch(p, ".well-known/security.txt", time(NULL));
	touch(p, "index.html", time(NULL));
	assert_int_equal(
		symlink("note.txt", at(p, "ims/clr/v1p0/assertions/l.json")),
		0);
	assert_ok(tree_sift(hosted_tree, judge, &j));
	assert_int_equal(j.forms, 4);
	assert_int_equal(j.others, 2);
	assert_int_not_equal(
		access(at(p, "ims/clr/v1p0/assertions/.half-old"), F_OK), 0);
	j.stays = false;
	assert_ok(tree_sift(hosted_tree, judge, &j));
	assert_false(tree_has(hosted_tree, AWARD, TREE_JSON));
	/* What is being written, and what is others', stays. */
	mode_of(p, "ims/clr/v1p0/assertions/.half-new");
	mode_of(p, ".well-known/security.txt");
	mode_of(p, "index.html");
	j = (struct judged){ .p = p, .stays = true };
	assert_ok(tree_sift(hosted_tree, judge, &j));
	assert_int_equal(j.forms + j.others, 0);
	/* A folder that is not empty cannot be taken away. */
	assert_int_equal(mkdir(at(p, "ims/clr/v1p0/keys/x"), 0755), 0);
	touch(p, "ims/clr/v1p0/keys/x/y", time(NULL));
	j.stays = false;
	assert_int_equal(tree_sift(hosted_tree, judge, &j), INTERNAL);
}

static void
knows_its_version(void **state)
{
	(void)state;
	assert_false(tree_is_of(hosted_tree, "v1"));
	tree_set_version(hosted_tree, "v1");
	assert_true(tree_is_of(hosted_tree, "v1"));
	assert_false(tree_is_of(hosted_tree, "v11"));
	tree_set_version(hosted_tree, "2");
	assert_true(tree_is_of(hosted_tree, "2"));
	assert_false(tree_is_of("/nowhere/at/all", "2"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		test_hosted(anybody_can_read),
		test_hosted(is_nowhere_until_it_is_placed),
		test_hosted(refuses_other_paths),
		test_hosted(drops_all_forms),
		test_hosted(times_are_later_than_changes),
		test_hosted(follows_no_link_below),
		test_hosted(sifts),
		test_hosted(knows_its_version),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
