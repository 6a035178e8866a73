/*
 * The kinds of value a setting has.  Which settings there are stands in
 * conf.c, the only caller.
 */
#include "base/conf_value.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"

/* "16", "16K", "16 MiB" … as bytes; false if it is none of them. */
static bool
read_size(const char *s, long long *out)
{
	static const struct {
		const char *name;
		long long bytes;
	} units[] = {
		{ "", 1 },	{ "K", KiB }, { "KiB", KiB }, { "M", MiB },
		{ "MiB", MiB }, { "G", GiB }, { "GiB", GiB },
	};
	char digits[20];
	size_t len = strspn(s, "0123456789"), i;

	if (len >= sizeof digits)
		return false;
	memcpy(digits, s, len);
	digits[len] = '\0';
	s += len;
	if (*s == ' ' && s[1])
		s++;
	for (i = 0; i < sizeof units / sizeof units[0]; i++) {
		if (strieq(s, units[i].name))
			return str_number(digits, LLONG_MAX, out) == OK &&
			       !__builtin_mul_overflow(*out, units[i].bytes,
						       out);
	}
	return false;
}

static bool
read_octal(const char *s, long long *out)
{
	size_t len = strspn(s, "01234567");

	if (len == 0 || len > 6 || s[len])
		return false;
	*out = strtoll(s, NULL, 8);
	return true;
}

static bool
read_flag(const char *s, bool *out)
{
	static const char *const words[] = {
		"false", "true", "no", "yes", "off", "on", "0", "1",
	};
	size_t i;

	for (i = 0; i < sizeof words / sizeof words[0]; i++) {
		if (strieq(s, words[i])) {
			*out = i % 2 == 1;
			return true;
		}
	}
	return false;
}

static bool
is_clean(const char *s)
{
	const char *c;

	for (c = s; *c; c++) {
		if ((unsigned char)*c < ' ' || *c == 0x7F)
			return false;
	}
	return str_utf8(s, strlen(s), NULL);
}

static bool
set_text(struct arena *mem, const struct conf_row *row, const char *value,
	 const char **out)
{
	if (!*value) {
		*out = NULL;
		return row->is_optional;
	}
	*out = arena_strdup(mem, value);
	return is_clean(value) &&
	       (row->kind != CONF_PATH || strlen(value) < PATH_MAX) &&
	       (!row->is_allowed || row->is_allowed(value));
}

bool
conf_value_set(struct arena *mem, const struct conf_row *row, const char *value,
	       struct conf *out)
{
	void *member = (char *)out + row->at;
	long long *number = member;
	bool is_read = false;

	switch (row->kind) {
	case CONF_TEXT:
	case CONF_PATH:
		return set_text(mem, row, value, member);
	case CONF_FLAG:
		return read_flag(value, member);
	case CONF_NUMBER:
		is_read = str_number(value, LLONG_MAX, number) == OK;
		break;
	case CONF_SIZE:
		is_read = read_size(value, number);
		break;
	case CONF_OCTAL:
		is_read = read_octal(value, number);
		break;
	}
	return is_read && *number >= row->min && *number <= row->max;
}

/* ${bytes} in the largest unit that gives a whole number. */
static const char *
size_words(long long bytes, char out[32])
{
	static const struct {
		long long bytes;
		const char *name;
	} units[] = { { GiB, " GiB" }, { MiB, " MiB" }, { KiB, " KiB" } };
	size_t i;

	for (i = 0; i < sizeof units / sizeof units[0]; i++) {
		if (bytes > 0 && bytes % units[i].bytes == 0) {
			snprintf(out, 32, "%lld%s", bytes / units[i].bytes,
				 units[i].name);
			return out;
		}
	}
	snprintf(out, 32, "%lld", bytes);
	return out;
}

const char *
conf_value_allowed(struct arena *mem, const struct conf_row *row)
{
	char min[32], max[32];

	switch (row->kind) {
	case CONF_NUMBER:
		return arena_printf(mem, "a whole number from %lld to %lld",
				    row->min, row->max);
	case CONF_SIZE:
		return arena_printf(mem, "a size from %s to %s",
				    size_words(row->min, min),
				    size_words(row->max, max));
	case CONF_OCTAL:
		return arena_printf(mem,
				    "an octal number from %04llo to %04llo",
				    (unsigned long long)row->min,
				    (unsigned long long)row->max);
	case CONF_FLAG:
		return "true or false";
	case CONF_PATH:
		return "a path without control characters";
	case CONF_TEXT:
		break;
	}
	return row->allowed ? row->allowed
			    : "a text, not empty, without control characters";
}

static void
print_text(FILE *to, const char *s)
{
	putc('"', to);
	for (; s && *s; s++) {
		if (*s == '"' || *s == '\\')
			putc('\\', to);
		putc(*s, to);
	}
	putc('"', to);
}

void
conf_value_print(FILE *to, const struct conf_row *row, const struct conf *conf)
{
	const void *member = (const char *)conf + row->at;
	const long long *number = member;
	char words[32];

	switch (row->kind) {
	case CONF_TEXT:
	case CONF_PATH:
		print_text(to, *(const char *const *)member);
		break;
	case CONF_FLAG:
		fputs(*(const bool *)member ? "true" : "false", to);
		break;
	case CONF_SIZE:
		fputs(size_words(*number, words), to);
		break;
	case CONF_OCTAL:
		fprintf(to, "%04llo", (unsigned long long)*number);
		break;
	case CONF_NUMBER:
		fprintf(to, "%lld", *number);
		break;
	}
}
