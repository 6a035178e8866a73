/*
 * clarus check FILE…: is this a good document, and if not, why not?
 */
#include <stdio.h>
#include <string.h>

#include "cmd/cmd.h"
#include "base/str.h"
#include "model/import.h"
#include "model/walk.h"

#define ALL_PROBLEMS 100000

struct check {
	struct arena *mem;
	struct load_limits limits;
	enum class_id as; /* CLASS_NONE: told from the document */
	bool as_import;
};

static void
print(const char *path, const char *base, const struct problems *problems)
{
	const struct problem *p;
	bool is_error;
	size_t i;

	for (i = 0; i < problems->count; i++) {
		p = &problems->items[i];
		is_error = p->severity == PROBLEM_ERROR;
		printf("%s: %s%s: %s: %s\n", path, base, p->pointer,
		       is_error ? "error" : "warning", p->words);
	}
}

/* As an import would take it. */
static enum result
check_import(const struct check *c, const char *path, const char *bytes,
	     size_t len, size_t *errors)
{
	struct import import;
	size_t i;

	TRY(import_read(c->mem, bytes, len, &c->limits, &import));
	print(path, "", &import.problems);
	*errors = import.problems.errors;
	for (i = 0; i < import.count; i++) {
		print(path, import.items[i].pointer, &import.items[i].problems);
		*errors += import.items[i].problems.errors;
	}
	return OK;
}

/* The document in the file: JSON, or what a compact JWS carries. */
static enum result
load(const struct check *c, const char *bytes, size_t len, const json_t **doc)
{
	struct compact jws;
	json_t *plain;

	while (len && strchr(" \t\r\n", bytes[len - 1]))
		len--;
	if (str_starts(bytes, "eyJ")) {
		TRY(load_compact(c->mem, bytes, len, &c->limits, &jws));
		*doc = jws.payload;
		return OK;
	}
	TRY(load_json(c->mem, bytes, len, &c->limits, &plain));
	*doc = plain;
	return OK;
}

/* Strictly, as what we emit must be. */
static enum result
check_strict(const struct check *c, const char *path, const char *bytes,
	     size_t len, size_t *errors)
{
	enum class_id as = c->as;
	struct problems problems;
	const json_t *doc;

	TRY(load(c, bytes, len, &doc));
	if (as == CLASS_NONE)
		as = walk_guess(doc);
	if (as == CLASS_NONE)
		return fail(INVALID, "it does not look like any document of "
				     "CLR 1.0; name its class with --as");
	problems_init(&problems, c->mem, ALL_PROBLEMS);
	check_doc(doc, as, CHECK_STRICT, "", &c->limits, &problems);
	print(path, "", &problems);
	*errors = problems.errors;
	return OK;
}

/* 0: clean or warnings only, 1: errors, 2: could not be read. */
static int
check_file(const struct check *c, const char *path)
{
	size_t len, errors = 0;
	enum result r;
	char *bytes;

	r = cmd_read_file(c->mem, path, c->limits.max_bytes, &bytes, &len);
	if (r != OK) {
		fprintf(stderr, "%s: %s\n", path, fail_last()->text);
		return 2;
	}
	r = c->as_import ? check_import(c, path, bytes, len, &errors)
			 : check_strict(c, path, bytes, len, &errors);
	if (r != OK) {
		printf("%s: : error: %s\n", path, fail_last()->text);
		return 1;
	}
	return errors ? 1 : 0;
}

/* Read the options; the index of the first file, or 0 for wrong use. */
static int
options(struct check *c, int argc, char *argv[])
{
	int i;

	for (i = 1; i < argc && str_starts(argv[i], "--"); i++) {
		if (streq(argv[i], "--import")) {
			c->as_import = true;
		} else if (streq(argv[i], "--as") && i + 1 < argc) {
			c->as = walk_class_named(argv[++i]);
			if (c->as == CLASS_NONE)
				return 0;
		} else {
			return 0;
		}
	}
	return i < argc ? i : 0;
}

int
cmd_check(const struct conf *conf, int argc, char *argv[])
{
	auto_arena mem = arena_new();
	struct check c = {
		.mem = mem,
		.limits = { .max_bytes = (size_t)conf->max_document,
			    .max_depth = (int)conf->max_depth },
	};
	int i = options(&c, argc, argv), status = 0, got;

	if (!i)
		return cmd_usage(argv[0]);
	for (; i < argc; i++) {
		got = check_file(&c, argv[i]);
		status = got > status ? got : status;
		arena_reset(mem);
	}
	return status;
}
