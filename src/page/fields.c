/*
 * A document → the fields of its form (see fields.h): row by row of its
 * class's table.  Which member goes into which group, and to which field a
 * problem belongs, is decided here; what one field holds in fields_value.c,
 * fields_local.c, fields_pick.c and fields_rows.c.  No HTML here, and
 * nothing is judged: that is model/check.c.
 */
#include <ctype.h>
#include <string.h>

#include "base/str.h"
#include "model/edit.h"
#include "model/walk.h"
#include "page/fields_fill.h"

const json_t *
fields_member(const struct fields_at *at, const struct property *p)
{
	const json_t *value = NULL;

	if (at->object != NULL)
		value = walk_get(at->object, at->as, p->name);
	return json_is_array(value) && json_array_size(value) == 0 ? NULL
								   : value;
}

const char *
fields_typed(struct arena *mem, const struct property *p, const json_t *value)
{
	struct edit_parts parts;

	edit_value_show(mem, p, value, &parts);
	return parts.text;
}

/* Is ${pointer} ${base} itself or a place below it? */
static bool
is_below(const char *pointer, const char *base)
{
	size_t len = strlen(base);

	return str_starts(pointer, base) &&
	       (pointer[len] == '\0' || pointer[len] == '/');
}

bool
fields_is_open(const struct fields_run *run, const char *pointer)
{
	const struct problems *problems = run->f->problems;
	const char *open[] = { run->f->open, run->f->preview };

	for (size_t i = 0; i < sizeof open / sizeof *open; i++)
		if (open[i] != NULL && is_below(open[i], pointer))
			return true;
	for (size_t i = 0; problems != NULL && i < problems->count; i++)
		if (is_below(problems->items[i].pointer, pointer))
			return true;
	return false;
}

/* "/address/addressCountry" → "f-address-addressCountry": members that
 * have fields are named in ASCII letters. */
static const char *
id_of(struct arena *mem, const char *pointer)
{
	char *id = arena_printf(mem, "f%s", pointer);

	for (char *s = id; *s != '\0'; s++)
		if (!isalnum((unsigned char)*s))
			*s = '-';
	return id;
}

void
fields_place(const struct fields_at *at, struct _hdf *node, const char *pointer)
{
	struct fields_run *run = at->run;
	struct fields_shown *shown;

	if (run->count == run->cap) {
		size_t cap = run->cap ? run->cap * 2 : 64;

		run->shown = arena_grow(run->mem, run->shown,
					run->cap * sizeof *shown,
					cap * sizeof *shown);
		run->cap = cap;
	}
	shown = &run->shown[run->count++];
	*shown = (struct fields_shown){
		.pointer = pointer,
		.id = id_of(run->mem, pointer),
		.where = at->where,
		.node = node,
		.problems = data_list(node, "problem"),
	};
	data_text(node, "name", pointer);
	data_text(node, "id", shown->id);
}

void
fields_focus(struct fields_run *run, struct _hdf *node, const char *pointer)
{
	if (run->has_focus || run->f->open == NULL ||
	    !is_below(pointer, run->f->open))
		return;
	run->has_focus = true;
	data_flag(node, "focus", 1);
}

void
fields_ends(struct _hdf *node, size_t i, size_t count)
{
	data_flag(node, "first", i == 0);
	data_flag(node, "last", i + 1 == count);
}

/* What an object's form is made of. */
struct filling {
	const struct fields_at *at;
	struct data_list field, part, tech;
	struct _hdf *tech_node;
	struct _hdf *node;
};

/* Members that are told in other words, or by nobody. */
static bool
is_shown(const struct fields_at *at, const struct property *p)
{
	bool is_empty = fields_member(at, p) == NULL;

	if (p->flags & OURS || p->place == PLACE_HIDDEN)
		return false;
	if (streq(p->name, "id") && at->up == NULL)
		return !is_empty;
	if (p->type.kind == KIND_JWS)
		return !is_empty;
	if (is_empty && fields_local_is_idle(at, p))
		return false;
	return !fields_pick_tells(at, p);
}

static bool
is_part(const struct property *p)
{
	return p->many == MANY ||
	       (p->type.kind == KIND_OBJECT && !(p->flags & PICKED));
}

static struct data_list *
group_of(struct filling *f, const struct property *p)
{
	const struct fields_at *at = f->at;

	if (p->flags & TECHNICAL && !fields_local_is(at, p) &&
	    !fields_pick_is(at, p)) {
		if (f->tech_node == NULL) {
			f->tech_node = data_child(f->node, "tech");
			f->tech = data_list(f->tech_node, "field");
		}
		return &f->tech;
	}
	return is_part(p) ? &f->part : &f->field;
}

/* A signed part, or the document's own id. */
static void
put_kept(struct fields_field *f)
{
	struct arena *mem = f->at->run->mem;
	struct data_list many = data_list(f->node, "many");
	const json_t *item;
	size_t i;

	data_text(f->node, "kind", "kept");
	if (!json_is_array(f->value))
		data_text(f->node, "value", fields_typed(mem, f->p, f->value));
	json_array_foreach (f->value, i, item)
		data_text(data_next(&many), "value",
			  fields_typed(mem, f->p, item));
}

static void
put_field(struct fields_field *f)
{
	const struct property *p = f->p;
	bool is_own_id = f->at->up == NULL && streq(p->name, "id");

	if (is_own_id || p->type.kind == KIND_JWS)
		put_kept(f);
	else if ((fields_pick_is(f->at, p) && fields_pick(f)) ||
		 (fields_local_is(f->at, p) && fields_local(f)))
		return;
	else if (p->type.kind == KIND_OBJECT && p->many == ONE)
		fields_rows_one(f);
	else if (p->type.kind == KIND_OBJECT)
		fields_rows(f);
	else if (p->many == MANY)
		fields_rows_list(f);
	else
		fields_value(f);
}

static void
put_property(struct filling *f, const struct property *p)
{
	const unsigned must = REQUIRED | UNLESS_REVOKED | NOT_EMPTY;
	struct arena *mem = f->at->run->mem;
	struct fields_field field = {
		.at = f->at,
		.p = p,
		.pointer = walk_pointer(mem, f->at->pointer, p->name),
		.value = fields_member(f->at, p),
	};
	struct data_list *group = group_of(f, p);

	field.node = data_next(group);
	fields_place(f->at, field.node, field.pointer);
	data_text(field.node, "label", p->label);
	data_text(field.node, "help", p->help);
	data_flag(field.node, "required", (p->flags & must) != 0);
	put_field(&field);
	if (group == &f->tech && fields_is_open(f->at->run, field.pointer))
		data_flag(f->tech_node, "open", 1);
}

/* Members that no row knows: extensions, and what an import brought. */
static void
put_more(const struct fields_at *at, struct _hdf *node)
{
	static const struct property any = { .name = NULL };
	struct data_list more = data_list(node, "more");
	struct _hdf *item;
	const char *key;
	json_t *value;

	json_object_foreach ((json_t *)(uintptr_t)at->object, key, value) {
		if (walk_member(at->as, key) != NULL || streq(key, EDIT_WAS))
			continue;
		item = data_next(&more);
		data_text(item, "name", key);
		data_text(item, "value",
			  fields_typed(at->run->mem, &any, value));
	}
}

void
fields_object(const struct fields_at *at, struct _hdf *node)
{
	struct filling f = {
		.at = at,
		.node = node,
		.field = data_list(node, "field"),
		.part = data_list(node, "part"),
	};
	const struct property *first = walk_class(at->as)->properties, *p;

	for (p = first; p->name != NULL; p++)
		if (fields_local_leads(at, p))
			put_property(&f, p);
	for (p = first; p->name != NULL; p++)
		if (is_shown(at, p) && !fields_local_leads(at, p))
			put_property(&f, p);
	put_more(at, node);
}

/* The innermost place that ${problem} is at or below; NULL. */
static struct fields_shown *
find_place(struct fields_run *run, const struct problem *problem)
{
	struct fields_shown *best = NULL;

	for (size_t i = 0; i < run->count; i++) {
		struct fields_shown *shown = &run->shown[i];

		if (is_below(problem->pointer, shown->pointer) &&
		    (best == NULL ||
		     strlen(shown->pointer) > strlen(best->pointer)))
			best = shown;
	}
	return best;
}

static void
put_problem(struct fields_run *run, struct data_list *list,
	    const struct problem *problem)
{
	struct fields_shown *at = find_place(run, problem);
	bool is_error = problem->severity == PROBLEM_ERROR;
	struct _hdf *both[2] = { data_next(list), NULL };

	if (at != NULL) {
		both[1] = data_next(&at->problems);
		data_flag(at->node, "invalid", is_error);
		data_text(both[0], "where", at->where);
		data_text(both[0], "href",
			  arena_printf(run->mem, "#%s", at->id));
	}
	for (size_t i = 0; i < 2 && both[i] != NULL; i++) {
		data_text(both[i], "words", problem->words);
		data_flag(both[i], is_error ? "error" : "warning", 1);
	}
}

static void
put_problems(struct fields_run *run, struct _hdf *node)
{
	const struct problems *problems = run->f->problems;
	struct data_list list = data_list(node, "problem");

	if (problems == NULL)
		return;
	for (size_t i = 0; i < problems->count; i++)
		put_problem(run, &list, &problems->items[i]);
	if (problems->errors > 0)
		data_number(node, "errors", problems->errors);
	if (problems->warnings > 0)
		data_number(node, "warnings", problems->warnings);
}

void
fields_fill(const struct fields *f, struct _hdf *node, enum class_id as,
	    const json_t *doc)
{
	struct fields_run run = { .f = f, .mem = f->mem };
	struct fields_at at = {
		.run = &run,
		.as = as,
		.object = doc,
		.pointer = "",
		.where = "",
	};

	fields_object(&at, node);
	put_problems(&run, node);
}
