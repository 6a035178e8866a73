/*
 * Each page as it is to be: tests/golden/NAME.hdf, printed with the
 * template that the NAME begins with ("records-none" is records.cs), is
 * NAME.gold.  With a NAME.json, or one of the template's name, the dataset
 * has its Doc.* too; of a page that edits, Form.*.
 * CLARUS_GOLD=write writes the .gold files anew: read what changed.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* base/fail.h has its own */
#include <dirent.h>
#include <stdio.h>

#include "fields_help.h"
#include "model/edit.h"

#define FOLDER "tests/golden"
#define PAGES_MAX 300

static char *
read_file(struct arena *mem, const char *name, const char *ending)
{
	FILE *f = fopen(source_path(mem, arena_printf(mem, FOLDER "/%s%s", name,
						      ending)),
			"r");
	char *text = arena_alloc(mem, 1 << 20);
	size_t len;

	if (!f)
		return NULL;
	len = fread(text, 1, (1 << 20) - 1, f);
	text[len] = '\0';
	fclose(f);
	return text;
}

static void
write_gold(struct arena *mem, const char *name, const char *html)
{
	FILE *f = fopen(
		source_path(mem, arena_printf(mem, FOLDER "/%s.gold", name)),
		"w");

	assert_non_null(f);
	fputs(html, f);
	fclose(f);
}

/* The first line in which two texts differ. */
static void
assert_same(const char *name, const char *is, const char *gold)
{
	size_t i = 0, start = 0, line = 1;

	for (; is[i] && is[i] == gold[i]; i++)
		if (is[i] == '\n') {
			line++;
			start = i + 1;
		}
	if (is[i] != gold[i])
		failed_msg("%s.gold:%zu: the page has\n%.300s\nnot\n%.300s",
			   name, line, is + start, gold + start);
}

/* What was read, put into a page's own dataset. */
static void
copy_nodes(struct arena *mem, struct _hdf *to, HDF *from, const char *path)
{
	const char *name;

	for (; from; from = hdf_obj_next(from)) {
		name = arena_printf(mem, "%s%s", path, hdf_obj_name(from));
		render_set(to, name, hdf_obj_value(from));
		copy_nodes(mem, to, hdf_obj_child(from),
			   arena_printf(mem, "%s.", name));
	}
}

/* Form.* of a document, with all that is wrong with it; one with stand-ins
 * is judged only when it is written out, which is not done here. */
static struct _hdf *
form_data(struct arena *mem, const char *json)
{
	struct fields_store store = { .more = 0 };
	struct fields f = fields_for(mem, &store);
	struct _hdf *hdf = render_data(mem);
	struct problems problems;
	json_t *doc = NULL;
	enum class_id as;

	assert_int_equal(load_json(mem, json, strlen(json), &limits, &doc), OK);
	as = walk_guess(doc);
	problems_init(&problems, mem, 100);
	if (!strstr(json, EDIT_ITEM))
		check_doc(doc, as, CHECK_STRICT, "", &limits, &problems);
	f.problems = &problems;
	f.preview = "/narrative";
	fields_fill(&f, render_node(hdf, "Form"), as, doc);
	return hdf;
}

static struct _hdf *
dataset(struct arena *mem, const char *name)
{
	char *own = read_file(mem, name, ".json");
	char *json = own ? own
			 : read_file(
				   mem,
				   arena_strndup(mem, name, strcspn(name, "-")),
				   ".json");
	char *text = read_file(mem, name, ".hdf");
	struct _hdf *hdf = render_data(mem);
	HDF *read = NULL;
	NEOERR *err;

	if (json && str_starts(name, "edit-"))
		hdf = form_data(mem, json);
	else if (json)
		hdf = record_data(mem, json, strlen(json), NULL);
	page_data(hdf);
	err = hdf_init(&read);
	if (err == STATUS_OK)
		err = hdf_read_string(read, text);
	if (err != STATUS_OK)
		nerr_log_error(err);
	assert_ptr_equal(err, STATUS_OK);
	copy_nodes(mem, hdf, hdf_obj_child(read), "");
	hdf_destroy(&read);
	return hdf;
}

static void
the_page_is_as_it_was(void **state)
{
	struct arena *mem = arena_new();
	const char *name = *state, *html, *gold;
	const char *template = arena_printf(
		mem, "%s.cs", arena_strndup(mem, name, strcspn(name, "-")));

	html = page_html(mem, template, dataset(mem, name));
	if (streq(getenv("CLARUS_GOLD"), "write"))
		write_gold(mem, name, html);
	gold = read_file(mem, name, ".gold");
	if (!gold)
		failed_msg("%s.gold is missing", name);
	assert_same(name, html, gold);
	arena_free(mem);
}

static int
by_name(const void *a, const void *b)
{
	const struct CMUnitTest *left = a, *right = b;

	return strcmp(left->name, right->name);
}

/* One test a dataset in the folder. */
static size_t
find_pages(struct arena *mem, struct CMUnitTest *tests)
{
	DIR *dir = opendir(source_path(mem, FOLDER));
	struct dirent *entry;
	size_t count = 0;
	char *name;

	while (dir && (entry = readdir(dir)) && count < PAGES_MAX) {
		if (!str_ends(entry->d_name, ".hdf"))
			continue;
		name = arena_strndup(mem, entry->d_name,
				     strlen(entry->d_name) - 4);
		tests[count++] = (struct CMUnitTest){
			.name = name,
			.test_func = the_page_is_as_it_was,
			.initial_state = name,
		};
	}
	if (dir)
		closedir(dir);
	qsort(tests, count, sizeof *tests, by_name);
	return count;
}

int
main(void)
{
	static struct CMUnitTest tests[PAGES_MAX];
	struct arena *mem = arena_new();
	size_t count = find_pages(mem, tests);
	int failed;

	if (count == 0)
		return 1;
	failed = _cmocka_run_group_tests("golden", tests, count, NULL, NULL);
	arena_free(mem);
	return failed;
}
