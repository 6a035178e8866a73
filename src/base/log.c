/*
 * The log: each event and each request becomes one JSON line, put together
 * on the stack and written at once.  It does not rotate and does not keep
 * anything.  Called from everywhere.
 */
#include "base/log.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/auto.h"
#include "base/str.h"

#define LINE_MAX_BYTES 8192

/* Where the lines of this process go; set once by log_open(). */
static struct {
	int fd;
	enum log_level level;
	pid_t pid; /* of this process, once it is known */
	char path[PATH_MAX];
} target = { STDERR_FILENO, LOG_INFO, 0, "-" };

static const char *const levels[] = {
	[LOG_ERROR] = "error",
	[LOG_WARNING] = "warning",
	[LOG_INFO] = "info",
	[LOG_DEBUG] = "debug",
};

/* A line being put together.  There is always room left for what closes
 * a text and the object. */
struct line {
	size_t len;
	char s[LINE_MAX_BYTES];
};

#define CLOSING (sizeof "\"}\n" - 1)

/* The bytes that still fit. */
static size_t
line_room(const struct line *line)
{
	size_t taken = line->len + CLOSING;

	return taken < sizeof line->s ? sizeof line->s - taken : 0;
}

static bool
line_put(struct line *line, const char *s, size_t len)
{
	if (len > line_room(line))
		return false;
	memcpy(line->s + line->len, s, len);
	line->len += len;
	return true;
}

/* Add ,"name" and ${after}; a name that finds no room is left out. */
static bool
line_name(struct line *line, const char *name, const char *after)
{
	size_t len = strlen(name), after_len = strlen(after);

	if (len + after_len + 2 > line_room(line))
		return false;
	return line_put(line, ",\"", 2) && line_put(line, name, len) &&
	       line_put(line, after, after_len);
}

/* Write the character at ${s} as a JSON text takes it into ${out}, and
 * return how many bytes of ${s} it was.  Escaped are quotes, controls (C1
 * as well), what some readers take for a line's end, and wrong bytes. */
static size_t
escape(const char *s, size_t len, char out[8])
{
	size_t n = str_utf8_next(s, len);
	const unsigned char *u = (const unsigned char *)s;
	unsigned point = u[0];

	if (n == 0)
		point = 0xFFFD;
	else if (n == 2)
		point = (u[0] & 0x1FU) << 6 | (u[1] & 0x3FU);
	else if (n == 3)
		point = (u[0] & 0x0FU) << 12 | (u[1] & 0x3FU) << 6 |
			(u[2] & 0x3FU);
	memset(out, 0, 8);
	if (n == 0 || point < ' ' || (point >= 0x7F && point < 0xA0) ||
	    point == 0x2028 || point == 0x2029) {
		snprintf(out, 8, "\\u%04x", point & 0xFFFF);
	} else if (point == '"' || point == '\\') {
		out[0] = '\\';
		out[1] = *s;
	} else {
		memcpy(out, s, n);
	}
	return n ? n : 1;
}

/* How many bytes at ${s} stand in a JSON text as they are?  Nearly all. */
static size_t
plain_len(const char *s)
{
	const char *at = s;

	while (*at >= ' ' && *at < 0x7F && *at != '"' && *at != '\\')
		at++;
	return (size_t)(at - s);
}

/* Add ,"name":"value"; a value too long is cut, a name that finds no room
 * is left out. */
static void
line_text(struct line *line, const char *name, const char *value)
{
	size_t len, n, room, i = 0;
	bool fits = true;
	char part[8];

	if (!value || !line_name(line, name, "\":\""))
		return;
	len = strlen(value);
	while (i < len && fits) {
		n = plain_len(value + i);
		room = line_room(line);
		line_put(line, value + i, n < room ? n : room);
		i += n;
		fits = n <= room;
		if (i < len && fits) {
			i += escape(value + i, len - i, part);
			fits = line_put(line, part, strlen(part));
		}
	}
	line->s[line->len++] = '"';
}

static void
line_number(struct line *line, const char *name, long long value)
{
	char digits[STR_DIGITS];
	size_t len = str_digits(digits, (unsigned long long)llabs(value));

	if (len + 2 > line_room(line) || !line_name(line, name, "\":"))
		return;
	if (value < 0)
		line_put(line, "-", 1);
	line_put(line, digits, len);
}

/* The moment as ISO 8601; its second is put into words once. */
static void
line_time(struct line *line)
{
	static char text[sizeof "{\"time\":\"2024-05-31T14:20:05."];
	static time_t said = -1;
	struct timespec now;
	struct tm tm;
	char millis[8];
	long part;

	clock_gettime(CLOCK_REALTIME, &now);
	if (now.tv_sec != said) {
		gmtime_r(&now.tv_sec, &tm);
		strftime(text, sizeof text, "{\"time\":\"%FT%T.", &tm);
		said = now.tv_sec;
	}
	line_put(line, text, strlen(text));
	part = now.tv_nsec / 1000000;
	millis[0] = (char)('0' + part / 100);
	millis[1] = (char)('0' + part / 10 % 10);
	millis[2] = (char)('0' + part % 10);
	memcpy(millis + 3, "Z\"", 2);
	line_put(line, millis, 5);
}

static void
line_begin(struct line *line, enum log_level level)
{
	line->len = 0;
	line_time(line);
	line_text(line, "level", levels[level]);
	line_number(line, "pid", target.pid ? target.pid : getpid());
}

/* A log that cannot be written is no reason to stop serving. */
static void
line_end(struct line *line)
{
	ssize_t n;

	line->s[line->len++] = '}';
	line->s[line->len++] = '\n';
	do {
		n = write(target.fd, line->s, line->len);
	} while (n < 0 && errno == EINTR);
}

/* A child that was forked is another process. */
static void
learn_pid(void)
{
	target.pid = getpid();
}

static int
open_log(const char *path)
{
	return open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0640);
}

enum result
log_open(const char *path, enum log_level level)
{
	int fd = STDERR_FILENO;

	if (strlen(path) >= sizeof target.path)
		return fail(INTERNAL, "the log's path is too long");
	if (!streq(path, "-"))
		fd = open_log(path);
	if (fd < 0)
		return fail(INTERNAL, "the log %s cannot be opened: %s", path,
			    strerror(errno));
	if (target.fd != STDERR_FILENO)
		close(target.fd);
	if (!target.pid && pthread_atfork(NULL, NULL, learn_pid) != 0)
		return fail(INTERNAL, "out of memory");
	learn_pid();
	target.fd = fd;
	target.level = level;
	memcpy(target.path, path, strlen(path) + 1);
	return OK;
}

void
log_reopen(void)
{
	auto_fd fd = -1;

	if (target.fd == STDERR_FILENO)
		return;
	fd = open_log(target.path);
	if (fd < 0 || dup3(fd, target.fd, O_CLOEXEC) < 0)
		log_line(LOG_ERROR, "the log %s cannot be opened again: %s",
			 target.path, strerror(errno));
}

void
log_line(enum log_level level, const char *fmt, ...)
{
	char message[LINE_MAX_BYTES];
	struct line line;
	va_list ap;
	int len;

	if (level > target.level)
		return;
	va_start(ap, fmt);
	len = vsnprintf(message, sizeof message, fmt, ap);
	va_end(ap);
	line_begin(&line, level);
	line_text(&line, "message", len < 0 ? fmt : message);
	line_end(&line);
}

/* What may be long comes last, so that nothing else is left out. */
void
log_request(const struct log_request *r)
{
	enum log_level level = r->status >= 500 ? LOG_ERROR : LOG_INFO;
	struct line line;

	if (level > target.level)
		return;
	line_begin(&line, level);
	line_text(&line, "method", r->method);
	line_number(&line, "status", r->status);
	line_number(&line, "bytes", (long long)r->bytes);
	line_number(&line, "micros", r->micros);
	line_text(&line, "route", r->route);
	line_text(&line, "error", r->error);
	line_text(&line, "where", r->where);
	if (r->status >= 500)
		line_text(&line, "text", r->text);
	line_text(&line, "path", r->path);
	line_end(&line);
}

const char *
log_level_name(enum log_level level)
{
	return levels[level];
}

enum result
log_level_parse(const char *name, enum log_level *out)
{
	size_t i;

	for (i = 0; i < sizeof levels / sizeof levels[0]; i++) {
		if (streq(name, levels[i])) {
			*out = (enum log_level)i;
			return OK;
		}
	}
	return fail(INVALID, "a log level is error, warning, info or debug");
}
