/* Tests of cmd/cmd.c: files and lines that subcommands read. */
#include "cmd_test.h"

static const char *
put_file(struct spot *p, const char *text, size_t len)
{
	const char *path = arena_printf(p->mem, "%s/file", p->folder);
	FILE *f = fopen(path, "we");

	assert_non_null(f);
	assert_int_equal(fwrite(text, 1, len, f), len);
	assert_int_equal(fclose(f), 0);
	return path;
}

static void
reads_a_whole_file(void **state)
{
	struct spot *p = *state;
	const char *path = put_file(p, "one\ntwo\n", 8);
	char *bytes;
	size_t len;

	assert_int_equal(cmd_read_file(p->mem, path, 8, &bytes, &len), OK);
	assert_int_equal(len, 8);
	assert_string_equal(bytes, "one\ntwo\n");
	assert_int_equal(cmd_read_file(p->mem, path, 7, &bytes, &len), TOO_BIG);
	assert_non_null(strstr(fail_last()->text, "limit of 7 bytes"));
	assert_int_equal(cmd_read_file(p->mem, p->folder, 7, &bytes, &len),
			 NOT_FOUND);
	assert_int_equal(
		cmd_read_file(p->mem, "/nonexistent/file", 7, &bytes, &len),
		NOT_FOUND);
}

static void
reads_a_line(void **state)
{
	static const char *const rows[][2] = {
		{ "secret", "secret" },	    { "secret\n", "secret" },
		{ "secret\r\n", "secret" }, { " a b \nnext\n", " a b " },
		{ "\nnext\n", "" },	    { "", "" },
	};
	struct spot *p = *state;
	char longest[CMD_LINE + 1];
	const char *line, *path;
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		path = put_file(p, rows[i][0], strlen(rows[i][0]));
		assert_int_equal(cmd_read_line(p->mem, path, &line), OK);
		assert_string_equal(line, rows[i][1]);
	}
	memset(longest, 'x', sizeof(longest));
	path = put_file(p, longest, CMD_LINE);
	assert_int_equal(cmd_read_line(p->mem, path, &line), OK);
	assert_int_equal(strlen(line), CMD_LINE);
	path = put_file(p, longest, CMD_LINE + 1);
	assert_int_equal(cmd_read_line(p->mem, path, &line), TOO_BIG);
	assert_non_null(strstr(fail_last()->text, "it holds one line"));
	assert_int_equal(cmd_read_line(p->mem, "/nonexistent/file", &line),
			 NOT_FOUND);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		test_in(spot_bare, reads_a_whole_file),
		test_in(spot_bare, reads_a_line),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
