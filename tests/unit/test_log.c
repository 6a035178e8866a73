/*
 * Tests of base/log.c: whatever happens, a line is one line of JSON.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* base/fail.h has its own */
#include <fcntl.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/str.h"

static char dir[] = "/tmp/clarus-log-XXXXXX";
static char path[64], moved[64];
static char text[100000];

static int
set_up(void **state)
{
	(void)state;
	if (!mkdtemp(dir))
		return -1;
	snprintf(path, sizeof path, "%s/log", dir);
	snprintf(moved, sizeof moved, "%s/log.1", dir);
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	unlink(path);
	unlink(moved);
	return rmdir(dir);
}

static int
start_empty(void **state)
{
	(void)state;
	unlink(path);
	return log_open(path, LOG_INFO) == OK ? 0 : -1;
}

/* What stands in ${file} now, in text[]; its length. */
static size_t
content(const char *file)
{
	auto_fd fd = open(file, O_RDONLY | O_CLOEXEC);
	ssize_t n = fd < 0 ? 0 : read(fd, text, sizeof text - 1);

	assert_true(n >= 0);
	text[n] = '\0';
	return (size_t)n;
}

/* The only line of the log, as JSON. */
static json_t *
line(void)
{
	size_t len = content(path);
	json_t *object;
	json_error_t error;

	assert_true(len > 0 && len <= 8192);
	assert_ptr_equal(strchr(text, '\n'), text + len - 1);
	assert_true(str_utf8(text, len, NULL));
	object = json_loadb(text, len, JSON_REJECT_DUPLICATES, &error);
	assert_non_null(object);
	return object;
}

static const char *
member(const json_t *object, const char *name)
{
	return json_string_value(json_object_get(object, name));
}

static void
a_line_says_when_who_what(void **state)
{
	struct moment at;

	(void)state;
	log_line(LOG_WARNING, "%s is %d %% full", "/var", 90);
	{
		json_auto_t *object = line();

		assert_int_equal(json_object_size(object), 4);
		assert_string_equal(member(object, "level"), "warning");
		assert_string_equal(member(object, "message"),
				    "/var is 90 % full");
		assert_int_equal(
			json_integer_value(json_object_get(object, "pid")),
			getpid());
		assert_int_equal(strlen(member(object, "time")), 24);
		assert_int_equal(
			clock_parse(member(object, "time"), false, &at), OK);
		assert_in_range(at.epoch, clock_now() - 5, clock_now());
	}
}

/* ${said} comes out as ${written} stands in the file. */
static const struct {
	const char *said, *written;
} escapes[] = {
	{ "plain", "plain" },
	{ "\"quoted\" \\ /", "\\\"quoted\\\" \\\\ /" },
	{ "two\nlines\r\n", "two\\u000alines\\u000d\\u000a" },
	{ "\x01\x1F\x7F\t", "\\u0001\\u001f\\u007f\\u0009" },
	{ "caf\xC3\xA9 \xE2\x82\xAC \xF0\x9F\x8E\x93",
	  "caf\xC3\xA9 \xE2\x82\xAC \xF0\x9F\x8E\x93" },
	{ "\xC2\x80\xC2\x9B\xC2\x9F\xC2\xA0", "\\u0080\\u009b\\u009f\xC2\xA0" },
	{ "\xE2\x80\xA8\xE2\x80\xA9", "\\u2028\\u2029" },
	{ "\xFF\xC3(\xE2\x82", "\\ufffd\\ufffd(\\ufffd\\ufffd" },
	{ "\"}\n{\"level\":\"error", "\\\"}\\u000a{\\\"level\\\":\\\"error" },
	{ "%s%n", "%s%n" },
	{ "", "" },
};

static void
nothing_breaks_a_line(void **state)
{
	char wanted[256];
	size_t i;

	for (i = 0; i < sizeof escapes / sizeof escapes[0]; i++) {
		assert_int_equal(start_empty(state), 0);
		log_line(LOG_INFO, "%s", escapes[i].said);
		{
			json_auto_t *object = line();

			assert_non_null(member(object, "message"));
		}
		snprintf(wanted, sizeof wanted, ",\"message\":\"%s\"}\n",
			 escapes[i].written);
		assert_true(str_ends(text, wanted));
	}
}

/* Whatever is long, and wherever it is cut. */
static void
a_long_line_is_cut_but_whole(void **state)
{
	static const char *const parts[] = {
		"x", "\n", "\"", "\xC3\xA9", "\xF0\x9F\x8E\x93", "\xFF"
	};
	static char said[20000];
	size_t i, lead, len;

	for (i = 0; i < sizeof parts / sizeof parts[0]; i++) {
		for (lead = 0; lead < 7; lead++) {
			assert_int_equal(start_empty(state), 0);
			memset(said, '-', lead);
			len = lead;
			while (len + 5 < sizeof said) {
				memcpy(said + len, parts[i],
				       strlen(parts[i]) + 1);
				len += strlen(parts[i]);
			}
			log_line(LOG_INFO, "%s", said);
			{
				json_auto_t *object = line();

				assert_non_null(member(object, "message"));
			}
			assert_in_range(strlen(text), 8180, 8192);
		}
	}
}

static void
levels_above_are_dropped(void **state)
{
	(void)state;
	log_line(LOG_DEBUG, "not seen");
	assert_int_equal(content(path), 0);
	assert_int_equal(log_open(path, LOG_ERROR), OK);
	log_line(LOG_WARNING, "not seen");
	log_request(&(struct log_request){ .method = "GET", .status = 404 });
	assert_int_equal(content(path), 0);
	log_request(&(struct log_request){ .method = "GET", .status = 500 });
	assert_true(content(path) > 0);
	assert_int_equal(log_open(path, LOG_DEBUG), OK);
	log_line(LOG_DEBUG, "seen");
	assert_true(content(path) > 0);
	assert_non_null(strstr(text, "\"level\":\"debug\""));
}

static void
a_request_leaves_out_what_is_null(void **state)
{
	const struct log_request request = {
		.method = "GET",
		.path = "/x\"y",
		.status = 200,
		.bytes = 12345678901,
		.micros = 1500,
		.text = "not for 2xx",
	};

	(void)state;
	log_request(&request);
	{
		json_auto_t *object = line();

		assert_int_equal(json_object_size(object), 8);
		assert_string_equal(member(object, "level"), "info");
		assert_string_equal(member(object, "method"), "GET");
		assert_string_equal(member(object, "path"), "/x\"y");
		assert_null(member(object, "text"));
		assert_true(json_integer_value(json_object_get(
				    object, "bytes")) == 12345678901);
		assert_int_equal(
			json_integer_value(json_object_get(object, "micros")),
			1500);
		assert_int_equal(
			json_integer_value(json_object_get(object, "status")),
			200);
	}
}

static void
a_failed_request_says_why(void **state)
{
	const struct log_request request = {
		.method = "POST",
		.path = "/records",
		.status = 500,
		.route = "/records",
		.error = "INTERNAL",
		.where = "record.c:93",
		.text = "disk is full",
	};

	(void)state;
	log_request(&request);
	{
		json_auto_t *object = line();

		assert_string_equal(member(object, "level"), "error");
		assert_string_equal(member(object, "route"), "/records");
		assert_string_equal(member(object, "error"), "INTERNAL");
		assert_string_equal(member(object, "where"), "record.c:93");
		assert_string_equal(member(object, "text"), "disk is full");
	}
}

/* However long the path is, the rest is there. */
static void
a_long_path_displaces_nothing(void **state)
{
	static char long_path[30000];
	struct log_request request = { .method = "GET",
				       .path = long_path,
				       .status = 500,
				       .text = "why",
				       .where = "a.c:1" };
	size_t len;

	for (len = 8000; len < 8200; len++) {
		assert_int_equal(start_empty(state), 0);
		memset(long_path, 'p', len);
		log_request(&request);
		{
			json_auto_t *object = line();

			assert_string_equal(member(object, "text"), "why");
			assert_non_null(member(object, "path"));
		}
	}
	request.text = long_path;
	assert_int_equal(start_empty(state), 0);
	log_request(&request);
	{
		json_auto_t *object = line();

		assert_string_equal(member(object, "where"), "a.c:1");
		assert_null(member(object, "path"));
	}
}

static void
a_moved_file_is_left_alone(void **state)
{
	(void)state;
	log_line(LOG_INFO, "one");
	assert_int_equal(rename(path, moved), 0);
	log_line(LOG_INFO, "two");
	log_reopen();
	log_line(LOG_INFO, "three");
	content(moved);
	assert_non_null(strstr(text, "\"one\"}\n"));
	assert_non_null(strstr(text, "\"two\"}\n"));
	content(path);
	assert_null(strstr(text, "\"two\""));
	assert_non_null(strstr(text, "\"three\"}\n"));
}

/* The file cannot be made: what was open stays open, and it is said. */
static void
a_failed_reopen_keeps_the_old_file(void **state)
{
	(void)state;
	assert_int_equal(rename(path, moved), 0);
	assert_int_equal(mkdir(path, 0700), 0);
	log_reopen();
	log_line(LOG_INFO, "still here");
	assert_int_equal(rmdir(path), 0);
	content(moved);
	assert_non_null(strstr(text, "cannot be opened again: "));
	assert_non_null(strstr(text, "\"still here\"}\n"));
}

static void
a_new_file_is_not_for_all(void **state)
{
	struct stat status;

	(void)state;
	assert_int_equal(stat(path, &status), 0);
	assert_int_equal(status.st_mode & 0137, 0);
}

static void
says_why_it_cannot_open(void **state)
{
	char longest[5000];

	(void)state;
	assert_int_equal(log_open("/nonexistent/log", LOG_INFO), INTERNAL);
	assert_string_equal(fail_last()->text,
			    "the log /nonexistent/log cannot be opened: "
			    "No such file or directory");
	memset(longest, 'x', sizeof longest - 1);
	longest[sizeof longest - 1] = '\0';
	assert_int_equal(log_open(longest, LOG_INFO), INTERNAL);
	log_line(LOG_INFO, "to the old one");
	assert_true(content(path) > 0);
}

static void
a_dash_is_standard_error(void **state)
{
	int saved = dup(STDERR_FILENO), ends[2];
	ssize_t n;

	(void)state;
	assert_int_equal(pipe(ends), 0);
	assert_true(dup2(ends[1], STDERR_FILENO) >= 0);
	assert_int_equal(log_open("-", LOG_INFO), OK);
	log_reopen();
	log_line(LOG_INFO, "to stderr");
	assert_true(dup2(saved, STDERR_FILENO) >= 0);
	close(saved);
	close(ends[1]);
	n = read(ends[0], text, sizeof text - 1);
	close(ends[0]);
	assert_true(n > 0);
	text[n] = '\0';
	assert_non_null(strstr(text, "\"message\":\"to stderr\"}\n"));
	assert_int_equal(content(path), 0);
}

static void
levels_have_names(void **state)
{
	enum log_level level = LOG_INFO;
	int i;

	(void)state;
	for (i = LOG_ERROR; i <= LOG_DEBUG; i++) {
		assert_int_equal(
			log_level_parse(log_level_name((enum log_level)i),
					&level),
			OK);
		assert_int_equal(level, i);
	}
	assert_int_equal(log_level_parse("Info", &level), INVALID);
	assert_int_equal(log_level_parse("", &level), INVALID);
	assert_int_equal(log_level_parse("infos", &level), INVALID);
	assert_string_equal(fail_last()->text,
			    "a log level is error, warning, info or debug");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(a_line_says_when_who_what, start_empty),
		cmocka_unit_test(nothing_breaks_a_line),
		cmocka_unit_test(a_long_line_is_cut_but_whole),
		cmocka_unit_test_setup(levels_above_are_dropped, start_empty),
		cmocka_unit_test_setup(a_request_leaves_out_what_is_null,
				       start_empty),
		cmocka_unit_test_setup(a_failed_request_says_why, start_empty),
		cmocka_unit_test(a_long_path_displaces_nothing),
		cmocka_unit_test_setup(a_moved_file_is_left_alone, start_empty),
		cmocka_unit_test_setup(a_failed_reopen_keeps_the_old_file,
				       start_empty),
		cmocka_unit_test_setup(a_new_file_is_not_for_all, start_empty),
		cmocka_unit_test_setup(says_why_it_cannot_open, start_empty),
		cmocka_unit_test_setup(a_dash_is_standard_error, start_empty),
		cmocka_unit_test(levels_have_names),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
