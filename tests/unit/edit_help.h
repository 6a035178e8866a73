/*
 * What the tests of edit.h and assemble.h share: the documents of the demo
 * and of tests/vectors/valid, and the fields of a form that shows a document,
 * as a browser would send them back.  Include after cmocka.h.
 */
#ifndef EDIT_HELP_H
#define EDIT_HELP_H

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "model/edit.h"
#include "model/load.h"
#include "model/room.h"
#include "model/walk.h"

/* Every document in ${folder}, to ${use}; how many there were. */
static inline size_t
each_document_in(const char *folder,
		 void (*use)(struct arena *mem, json_t *doc, const char *name))
{
	const struct load_limits most = { 16 << 20, 64 };
	const char *top = getenv("CLARUS_SRC");
	auto_arena mem = arena_new();
	char *path = arena_printf(mem, "%s/%s", top ? top : ".", folder);
	DIR *dir = opendir(path);
	struct dirent *entry;
	size_t count = 0;

	assert_non_null(dir);
	while ((entry = readdir(dir)) != NULL) {
		auto_arena own = arena_new();
		char *name = arena_printf(own, "%s/%s", path, entry->d_name);
		json_t *raw, *doc;
		char *text;

		if (!str_ends(entry->d_name, ".json"))
			continue;
		raw = json_load_file(name, 0, NULL);
		assert_non_null(raw);
		text = json_dumps(raw, JSON_COMPACT);
		json_decref(raw);
		assert_int_equal(
			load_json(own, text, strlen(text), &most, &doc), OK);
		free(text);
		use(own, doc, entry->d_name);
		count++;
	}
	closedir(dir);
	return count;
}

static inline void
each_document(void (*use)(struct arena *mem, json_t *doc, const char *name))
{
	assert_true(each_document_in("db/demo", use) > 5);
	assert_true(each_document_in("tests/vectors/valid", use) > 10);
}

/* A form being put together. */
struct filled {
	struct arena *mem;
	struct edit_field *fields;
	size_t count;
};

static inline void
fill(struct filled *f, const char *name, const char *value)
{
	f->fields = room_more(f->mem, f->fields, f->count, sizeof *f->fields);
	f->fields[f->count++] = (struct edit_field){ name, value };
}

static inline void
fill_part(struct filled *f, const char *pointer, const char *part,
	  const char *value)
{
	fill(f, arena_printf(f->mem, "%s%s", pointer, part), value);
}

/* A text as a browser sends it: lines end with CRLF. */
static inline char *
sent(struct arena *mem, const char *s)
{
	struct str out;

	str_init(&out, mem);
	for (; *s; s++) {
		if (*s == '\r' && s[1] == '\n')
			continue;
		if (*s == '\n' || *s == '\r')
			str_add(&out, "\r\n");
		else
			str_addc(&out, *s);
	}
	return out.s;
}

static inline void
fill_object(struct filled *f, enum class_id class, const json_t *object,
	    const char *base);

static inline void
fill_value(struct filled *f, const struct property *p, const json_t *value,
	   const char *pointer)
{
	enum kind kind = p->type.kind;
	struct edit_parts parts;

	if (kind == KIND_OBJECT && !(p->flags & PICKED)) {
		if (value)
			fill_object(f, (enum class_id)p->type.of, value,
				    pointer);
		else
			fill(f, pointer, "");
		return;
	}
	edit_value_show(f->mem, p, value, &parts);
	if (kind == KIND_DATETIME) {
		fill_part(f, pointer, "@date", parts.date);
		fill_part(f, pointer, "@time", parts.time);
		fill_part(f, pointer, "@zone", parts.zone);
		return;
	}
	fill(f, pointer, sent(f->mem, parts.text));
	if (kind == KIND_XTERM)
		fill_part(f, pointer, "@other", parts.other);
}

static inline void
fill_list(struct filled *f, const struct property *p, const json_t *object,
	  const char *pointer)
{
	const json_t *list = walk_value(object, p);
	size_t count = json_is_array(list) ? json_array_size(list)
					   : list != NULL;

	fill(f, pointer, "");
	for (size_t i = 0; i < count; i++) {
		const json_t *row = json_is_array(list)
					    ? json_array_get(list, i)
					    : list;
		const json_t *was = json_object_get(row, EDIT_WAS);
		char *at = walk_pointer_at(f->mem, pointer, i);

		fill_part(f, at, "@was",
			  was ? json_string_value(was)
			      : arena_printf(f->mem, "%zu", i));
		fill_value(f, p, row, at);
	}
}

/* The fields of a form that shows ${object}. */
static inline void
fill_object(struct filled *f, enum class_id class, const json_t *object,
	    const char *base)
{
	for (const struct property *p = walk_class(class)->properties; p->name;
	     p++) {
		char *pointer = walk_pointer(f->mem, base, p->name);

		if (p->flags & OURS || (!*base && streq(p->name, "id")))
			continue;
		if (p->many == MANY)
			fill_list(f, p, object, pointer);
		else
			fill_value(f, p, walk_value(object, p), pointer);
	}
}

/* ${f} applied to ${base}; the result has to be OK. */
static inline json_t *
apply(struct filled *f, enum class_id as, const json_t *base, bool keeps_empty)
{
	const struct edit_form form = { f->fields, f->count, 100000,
					keeps_empty };
	json_t *doc = NULL;
	enum result result = edit_form(f->mem, as, base, &form, &doc);

	if (result != OK)
		print_error("%s\n", fail_last()->text);
	assert_int_equal(result, OK);
	return doc;
}

#endif
