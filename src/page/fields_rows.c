/*
 * What nests in a form: one object, rows of objects, a rubric's levels as
 * a grid, and lists of plain values.  Called by fields.c.
 */
#include <ctype.h>
#include <string.h>

#include "base/str.h"
#include "model/edit.h"
#include "model/walk.h"
#include "page/fields_fill.h"

/* Letters of a title taken from a longer text. */
#define TITLE_MAX 80

const char *
fields_rows_was(struct arena *mem, const json_t *row, size_t i)
{
	const json_t *was = json_object_get(row, EDIT_WAS);

	if (was != NULL)
		return json_string_value(was);
	if (json_is_null(row) || streq(json_string_value(row), ""))
		return "";
	return arena_printf(mem, "%zu", i);
}

const char *
fields_rows_noun(struct arena *mem, enum class_id as)
{
	char *noun = arena_strdup(mem, walk_class(as)->label);

	noun[0] = (char)tolower((unsigned char)noun[0]);
	return noun;
}

/* At most TITLE_MAX letters of the first line. */
static const char *
cut(struct arena *mem, const char *text)
{
	size_t len = 0, n = strcspn(text, "\r\n");

	for (size_t i = 0; i < TITLE_MAX && len < n; i++)
		len += str_utf8_next(text + len, n - len);
	if (text[len] == '\0')
		return text;
	return arena_printf(mem, "%.*s…", (int)len, text);
}

static const char *
value_words(struct arena *mem, const struct property *p, const json_t *value)
{
	const char *text = json_string_value(value);

	if (str_empty(text))
		return NULL;
	if (p->type.kind == KIND_TERM || p->type.kind == KIND_XTERM)
		return walk_term_words(mem, (enum list_id)p->type.of, text);
	return cut(mem, text);
}

const char *
fields_rows_words(struct arena *mem, enum class_id as, const json_t *object)
{
	const struct property *p = walk_label(as);
	const char *words = NULL;
	const json_t *value;

	if (p != NULL)
		words = walk_text(object, as, p->name);
	if (words != NULL)
		return cut(mem, words);
	for (p = walk_class(as)->properties; p->name && words == NULL; p++) {
		value = walk_value(object, p);
		if (p->flags & TECHNICAL || p->place == PLACE_HIDDEN)
			continue;
		if (json_is_object(value) && p->type.kind == KIND_OBJECT)
			words = fields_rows_words(
				mem, (enum class_id)p->type.of, value);
		else
			words = value_words(mem, p, value);
	}
	return words;
}

/* What people call a row.  A relation and its other end, a description and
 * its result are a name together. */
static const char *
title_of(const struct fields_at *at)
{
	struct arena *mem = at->run->mem;
	const char *words = fields_rows_words(mem, at->as, at->object);
	const char *name = NULL;

	if (at->as == CLR_ASSOCIATION)
		name = value_words(
			mem, walk_property(CLR_ASSOCIATION, "associationType"),
			walk_get(at->object, CLR_ASSOCIATION,
				 "associationType"));
	else if (at->as == CLR_RESULT)
		name = fields_local_name(at);
	if (words == NULL || name == NULL || streq(words, name))
		return words != NULL ? words : name;
	return arena_printf(mem, at->as == CLR_RESULT ? "%s: %s" : "%s %s",
			    name, words);
}

/* The object at ${pointer} below ${f}. */
static struct fields_at
within(const struct fields_field *f, const json_t *object, const char *pointer)
{
	return (struct fields_at){
		.run = f->at->run,
		.up = f->at,
		.as = (enum class_id)f->p->type.of,
		.object = object,
		.pointer = pointer,
		.where = f->p->label,
	};
}

void
fields_rows_one(struct fields_field *f)
{
	struct fields_at at = within(f, f->value, f->pointer);

	data_text(f->node, "kind", "object");
	data_flag(f->node, "filled", f->value != NULL);
	data_flag(f->node, "open", fields_is_open(at.run, f->pointer));
	fields_object(&at, data_child(f->node, "body"));
}

static void
put_row(struct fields_field *f, struct data_list *rows, size_t i, size_t count)
{
	struct arena *mem = f->at->run->mem;
	const json_t *object = json_is_array(f->value)
				       ? json_array_get(f->value, i)
				       : f->value;
	struct _hdf *node = data_next(rows);
	struct fields_at at = within(f, object,
				     walk_pointer_at(mem, f->pointer, i));
	const char *title = title_of(&at);

	at.where = arena_printf(mem, "%s %zu", f->p->label, i + 1);
	fields_place(&at, node, at.pointer);
	data_text(node, "was", fields_rows_was(mem, object, i));
	data_text(node, "title", title);
	data_number(node, "number", i + 1);
	data_flag(node, "open",
		  count == 1 || title == NULL ||
			  fields_is_open(at.run, at.pointer));
	fields_ends(node, i, count);
	fields_object(&at, node);
}

/* The heads of a grid's columns: its plain members, as rows have them. */
static void
put_columns(struct fields_field *f)
{
	struct data_list columns = data_list(f->node, "column");
	const struct property *p;

	p = walk_class((enum class_id)f->p->type.of)->properties;
	for (; p->name != NULL; p++)
		if (p->many == ONE && p->type.kind == KIND_TEXT &&
		    !(p->flags & TECHNICAL))
			data_text(data_next(&columns), "label", p->label);
}

void
fields_rows(struct fields_field *f)
{
	struct data_list rows = data_list(f->node, "row");
	bool is_grid = f->p->type.of == CLR_RUBRIC_CRITERION_LEVEL;
	size_t count = json_is_array(f->value) ? json_array_size(f->value)
		       : f->value != NULL      ? 1
					       : 0;

	data_text(f->node, "kind", is_grid ? "grid" : "rows");
	data_text(f->node, "noun",
		  fields_rows_noun(f->at->run->mem,
				   (enum class_id)f->p->type.of));
	data_flag(f->node, "open", fields_is_open(f->at->run, f->pointer));
	if (streq(f->at->run->f->open, f->pointer))
		fields_focus(f->at->run, f->node, f->pointer);
	if (is_grid)
		put_columns(f);
	if (count > 0)
		data_number(f->node, "filled", count);
	for (size_t i = 0; i < count; i++)
		put_row(f, &rows, i, count);
}

void
fields_rows_list(struct fields_field *f)
{
	struct data_list items = data_list(f->node, "item");
	struct fields_run *run = f->at->run;
	size_t count = json_is_array(f->value) ? json_array_size(f->value)
		       : f->value != NULL      ? 1
					       : 0;
	const json_t *value;
	const char *pointer;
	struct _hdf *node;

	data_text(f->node, "kind", "list");
	data_flag(f->node, "ordered", (f->p->flags & PAGE_ORDER) != 0);
	data_flag(f->node, "open", fields_is_open(run, f->pointer));
	if (streq(run->f->open, f->pointer))
		fields_focus(run, f->node, f->pointer);
	if (count > 0)
		data_number(f->node, "filled", count);
	for (size_t i = 0; i < count; i++) {
		value = json_is_array(f->value) ? json_array_get(f->value, i)
						: f->value;
		pointer = walk_pointer_at(run->mem, f->pointer, i);
		node = data_next(&items);
		fields_place(f->at, node, pointer);
		fields_focus(run, node, pointer);
		data_number(node, "number", i + 1);
		data_text(node, "value", fields_typed(run->mem, f->p, value));
		fields_ends(node, i, count);
	}
}
