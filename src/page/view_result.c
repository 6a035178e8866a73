/*
 * Results beside their descriptions: the mark, and its place on the
 * issuer's own scale.  No grade is judged; a scale is drawn only where the
 * issuer states one.  Called by view_tree.c and view_term.c.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "model/walk.h"
#include "page/view_fill.h"

/* A result and what belongs to it. */
struct joined {
	const struct view *v;
	struct _hdf *node;
	const json_t *result;
	const json_t *description; /* NULL: none is stated */
	const char *value;
	const char *required;
	const char *level; /* ids of rubric levels, or NULL */
	const char *required_level;
	bool is_need_shown; /* on the scale itself */
};

/* The number in ${text}, a percent sign allowed; false if it is none. */
static bool
number_of(const char *text, double *out)
{
	char *end;

	if (str_empty(text))
		return false;
	/* NOLINTNEXTLINE(clang-analyzer-core.NonNullParamChecker): not empty */
	*out = strtod(text, &end);
	end += strspn(end, " %");
	return end != text && *end == '\0' && isfinite(*out);
}

/* The place of ${text} between the ends, 0 to 1000; nothing outside. */
static void
put_place(struct joined *j, struct _hdf *range, const char *name,
	  const char *text)
{
	double min, max, at;

	if (!number_of(walk_text(j->description, CLR_RESULT_DESCRIPTION,
				 "valueMin"),
		       &min) ||
	    !number_of(walk_text(j->description, CLR_RESULT_DESCRIPTION,
				 "valueMax"),
		       &max) ||
	    !number_of(text, &at) || min >= max || at < min || at > max)
		return;
	data_number(range, name, (size_t)((at - min) / (max - min) * 1000));
}

static void
put_range(struct joined *j, struct view_fill *f)
{
	const json_t *min = walk_get(f->object, f->as, "valueMin");
	const json_t *max = walk_get(f->object, f->as, "valueMax");
	struct _hdf *range;

	if (!json_is_string(min) || !json_is_string(max))
		return;
	range = data_child(j->node, "range");
	data_text(range, "min", json_string_value(min));
	data_text(range, "max", json_string_value(max));
	put_place(j, range, "at", j->value);
	put_place(j, range, "need", j->required);
	view_fill_tell(f, min);
	view_fill_tell(f, max);
}

static void
put_allowed(struct joined *j, struct view_fill *f)
{
	struct data_list list = data_list(j->node, "allowed");
	const json_t *values = walk_get(f->object, f->as, "allowedValues");
	const char *text;
	struct _hdf *node;
	json_t *value;
	size_t i;

	json_array_foreach (values, i, value) {
		text = json_string_value(value);
		if (text == NULL)
			return;
		node = data_next(&list);
		data_text(node, "value", text);
		data_flag(node, "is_value", streq(text, j->value));
		data_flag(node, "is_required", streq(text, j->required));
		j->is_need_shown |= streq(text, j->required);
	}
	view_fill_tell(f, json_is_array(values) ? values : NULL);
}

static void
put_rubric(struct joined *j, struct view_fill *f, const struct view_at *at)
{
	struct data_list list = data_list(j->node, "rubric");
	const json_t *levels = walk_get(f->object, f->as,
					"rubricCriterionLevels");
	struct view_at levels_at = { at, "rubricCriterionLevels",
				     VIEW_NO_INDEX };
	struct view_at item = { &levels_at, NULL, 0 };
	struct _hdf *node;
	const char *id;
	json_t *level;

	json_array_foreach (levels, item.index, level) {
		if (!json_is_object(level))
			return;
		id = walk_text(level, CLR_RUBRIC_CRITERION_LEVEL, "id");
		node = data_next(&list);
		data_flag(node, "is_value", id && streq(id, j->level));
		data_flag(node, "is_required",
			  id && streq(id, j->required_level));
		j->is_need_shown |= id && streq(id, j->required_level);
		view_fill_object(j->v, node, CLR_RUBRIC_CRITERION_LEVEL, level,
				 &item);
	}
	view_fill_tell(f, json_is_array(levels) ? levels : NULL);
}

static const char *
level_name(const json_t *description, const char *id)
{
	const json_t *level = NULL;

	if (description != NULL && id != NULL)
		level = clr_tree_level(description, id);
	return level != NULL
		       ? walk_text(level, CLR_RUBRIC_CRITERION_LEVEL, "name")
		       : NULL;
}

/* A level under ${name} by its name; its id then need not be listed. */
static void
put_level(struct joined *j, struct view_fill *f, const char *property,
	  const char *name)
{
	const json_t *id = walk_get(f->object, f->as, property);
	const char *words = level_name(j->description, json_string_value(id));

	data_text(j->node, name, words);
	if (words != NULL)
		view_fill_tell(f, id);
}

/* A term's words under ${name}, the term itself under ${as}. */
static void
put_term(struct joined *j, struct view_fill *f, const char *property,
	 const char *name, const char *as)
{
	const struct property *p = walk_property(f->as, property);
	const char *text = walk_text(f->object, f->as, property);

	if (text == NULL)
		return;
	data_text(j->node, name,
		  walk_term_words(j->v->mem, (enum list_id)p->type.of, text));
	data_text(j->node, as, text);
	view_fill_tell(f, walk_value(f->object, p));
}

static void
put_text(struct joined *j, struct view_fill *f, const char *property,
	 const char *name)
{
	data_text(j->node, name, walk_text(f->object, f->as, property));
	view_fill_tell(f, walk_get(f->object, f->as, property));
}

static void
put_description(struct joined *j, const struct view_at *at)
{
	struct view_fill f;

	view_fill_begin(&f, j->v, data_child(j->node, "description"),
			CLR_RESULT_DESCRIPTION, j->description);
	put_text(j, &f, "name", "title");
	put_term(j, &f, "resultType", "type", "type_term");
	put_text(j, &f, "requiredValue", "required");
	put_level(j, &f, "requiredLevel", "required_level");
	put_range(j, &f);
	put_allowed(j, &f);
	put_rubric(j, &f, at);
	data_flag(j->node, "need_shown", j->is_need_shown);
	view_fill_rest(&f, at);
}

static void
put_result(struct joined *j, const struct view_at *at)
{
	struct view_fill f;

	data_text(j->node, "value", json_string_value(j->result));
	view_fill_begin(&f, j->v, data_child(j->node, "own"), CLR_RESULT,
			j->result);
	if (json_is_string(walk_get(j->result, CLR_RESULT, "value")))
		put_text(j, &f, "value", "value");
	put_term(j, &f, "status", "status", "status_term");
	put_level(j, &f, "achievedLevel", "level");
	if (j->description != NULL) /* which bears the same id */
		view_fill_tell(&f, walk_get(j->result, CLR_RESULT,
					    "resultDescription"));
	view_fill_rest(&f, at);
}

/* May another scale be drawn?  Hostile files repeat one without end. */
static bool
may_draw(const struct view *v, const json_t *description)
{
	size_t cells = 1 +
		       walk_count(description, CLR_RESULT_DESCRIPTION,
				  "allowedValues") +
		       walk_count(description, CLR_RESULT_DESCRIPTION,
				  "rubricCriterionLevels");

	if (v->index == NULL || cells > v->index->cells)
		return false;
	v->index->cells -= cells;
	return true;
}

static struct joined
join(const struct view *v, struct _hdf *node, const json_t *result,
     const json_t *description)
{
	struct joined j = { .v = v,
			    .node = node,
			    .result = result,
			    .description = description };

	if (result != NULL) {
		j.value = walk_text(result, CLR_RESULT, "value");
		j.level = walk_text(result, CLR_RESULT, "achievedLevel");
	}
	if (description != NULL) {
		j.required = walk_text(description, CLR_RESULT_DESCRIPTION,
				       "requiredValue");
		j.required_level = walk_text(
			description, CLR_RESULT_DESCRIPTION, "requiredLevel");
	}
	return j;
}

/* Descriptions of an achievement, and which of them have a result. */
struct descriptions {
	const json_t *achievement;
	struct view_at at;
	size_t count;
	bool *is_joined;
};

static size_t
description_index(const struct descriptions *d, const json_t *description)
{
	size_t i;

	for (i = 0; i < d->count; i++)
		if (walk_item(d->achievement, CLR_ACHIEVEMENT,
			      "resultDescriptions", i) == description)
			break;
	return i;
}

static const json_t *
find_description(const struct view *v, const struct descriptions *d,
		 const json_t *result)
{
	const json_t *description;

	if (d->count == 0 || v->index == NULL || d->count > v->index->cells)
		return NULL;
	v->index->cells -= d->count / 16;
	description = clr_tree_description(d->achievement, result);
	return description != NULL && may_draw(v, description) ? description
							       : NULL;
}

static void
fill_one(const struct view *v, struct _hdf *node, const json_t *result,
	 const struct view_at *at, struct descriptions *d)
{
	const json_t *description = find_description(v, d, result);
	struct joined j = join(v, node, result, description);
	struct view_at item = { &d->at, NULL, 0 };

	put_result(&j, at);
	if (description == NULL)
		return;
	item.index = description_index(d, description);
	put_description(&j, &item);
	d->is_joined[item.index] = true;
}

/* Descriptions nobody was measured by, as they are. */
static void
fill_possible(const struct view *v, struct _hdf *node,
	      const struct descriptions *d)
{
	struct data_list list = data_list(node, "possible");
	struct view_at item = { &d->at, NULL, 0 };
	struct joined j;

	for (; item.index < d->count; item.index++) {
		if (d->is_joined[item.index])
			continue;
		j = join(v, data_next(&list), NULL,
			 walk_item(d->achievement, CLR_ACHIEVEMENT,
				   "resultDescriptions", item.index));
		put_description(&j, &item);
	}
}

void
view_result_fill(const struct view *v, struct _hdf *node,
		 const struct clr_tree_node *n, const struct view_at *assertion,
		 const struct view_at *achievement)
{
	struct data_list list = data_list(node, "result");
	struct view_at array = { assertion, "results", VIEW_NO_INDEX };
	struct view_at item = { &array, NULL, 0 };
	struct descriptions d = {
		.achievement = n->achievement,
		.at = { achievement, "resultDescriptions", VIEW_NO_INDEX },
	};
	size_t count = walk_count(n->assertion, CLR_ASSERTION, "results");

	if (n->achievement != NULL)
		d.count = walk_count(n->achievement, CLR_ACHIEVEMENT,
				     "resultDescriptions");
	d.is_joined = arena_array(v->mem, d.count + 1, sizeof *d.is_joined);
	for (; item.index < count; item.index++)
		fill_one(v, data_next(&list),
			 walk_item(n->assertion, CLR_ASSERTION, "results",
				   item.index),
			 &item, &d);
	fill_possible(v, node, &d);
}

/* In a table: so many results; all of them stand with the assertion. */
#define BRIEF_MAX 6

static void
brief_one(const struct view *v, struct _hdf *node, const json_t *result,
	  const json_t *description)
{
	const struct property *p = walk_property(CLR_RESULT, "status");
	const char *value = walk_text(result, CLR_RESULT, "value");
	const char *status = walk_text(result, CLR_RESULT, "status");
	const char *level = walk_text(result, CLR_RESULT, "achievedLevel");

	if (description != NULL) {
		data_text(
			node, "name",
			walk_text(description, CLR_RESULT_DESCRIPTION, "name"));
		level = level_name(description, level);
	}
	if (value == NULL)
		value = level;
	if (value == NULL && status != NULL)
		value = walk_term_words(v->mem, (enum list_id)p->type.of,
					status);
	data_text(node, "value", value);
}

void
view_result_brief(const struct view *v, struct _hdf *row,
		  const struct clr_tree_node *n)
{
	struct data_list list = data_list(row, "result");
	size_t count = walk_count(n->assertion, CLR_ASSERTION, "results");
	struct descriptions d = { .achievement = n->achievement };
	const json_t *result;

	if (n->achievement != NULL)
		d.count = walk_count(n->achievement, CLR_ACHIEVEMENT,
				     "resultDescriptions");
	for (size_t i = 0; i < count && i < BRIEF_MAX; i++) {
		result = walk_item(n->assertion, CLR_ASSERTION, "results", i);
		brief_one(v, data_next(&list), result,
			  d.count > 0
				  ? clr_tree_description(d.achievement, result)
				  : NULL);
	}
	data_flag(row, "results_more", count > BRIEF_MAX);
}
