/*
 * The kinds of value a setting has: how each is read, limited and printed.
 * For conf.c alone, whose table gives the rows.
 */
#ifndef BASE_CONF_VALUE_H
#define BASE_CONF_VALUE_H

#include <stdbool.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/conf.h"

#define KiB 1024LL
#define MiB (1024 * KiB)
#define GiB (1024 * MiB)

/* What a member of struct conf is: a const char *, a long long or a bool. */
enum conf_kind {
	CONF_TEXT,   /* const char *: UTF-8 without control characters */
	CONF_PATH,   /* const char *: the same, no longer than a path */
	CONF_NUMBER, /* long long, in decimal digits */
	CONF_SIZE,   /* long long, bytes: "65536", "64K", "16 MiB" */
	CONF_OCTAL,  /* long long, in octal digits */
	CONF_FLAG    /* bool: true, yes, on, 1 or false, no, off, 0 */
};

/* One setting. */
struct conf_row {
	const char *name;
	enum conf_kind kind;
	size_t at;	    /* offset of its member of struct conf */
	const char *preset; /* the default, written as in the file */
	const char *help;   /* one sentence */
	long long min, max; /* of CONF_NUMBER, CONF_SIZE, CONF_OCTAL */
	bool (*is_allowed)(const char *value); /* of texts; NULL: any */
	const char *allowed; /* what is_allowed() asks for, in words */
	bool is_optional;    /* a text that may be empty, and then is NULL */
};

/*
 * Read ${value} into the member of ${out} that ${row} names; a text is
 * copied into ${mem}.  False when the row does not allow it; the member is
 * then undefined.
 */
bool
conf_value_set(struct arena *mem, const struct conf_row *row, const char *value,
	       struct conf *out);

/* What ${row} allows, to follow "must be": "a size from 1 KiB to 1 GiB". */
const char *
conf_value_allowed(struct arena *mem, const struct conf_row *row);

/* Print the value ${row} has in ${conf} so that the file's reader reads the
 * same again: texts in quotes. */
void
conf_value_print(FILE *to, const struct conf_row *row, const struct conf *conf);

#endif
