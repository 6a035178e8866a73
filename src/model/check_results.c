/*
 * Do the results of an Assertion fit their descriptions (CLR 1.0 §1.4, D-6
 * and D-7)?
 *
 * The descriptions are indexed by id first, so that a document with very
 * many of both costs no more than its size.  Called by check_rules.c.
 */
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "model/check_run.h"
#include "model/walk.h"

/* clang-format off */
static const struct finding no_description = {
	GRADE_WARNING, "D-6", "names no possible result of the achievement",
	"write the id of one of its possible results",
	"shown without a description" };
static const struct finding no_level = {
	GRADE_WARNING, "D-6", "names no level of the possible result",
	"write the id of one of its rubric levels", "shown as it is" };
static const struct finding not_allowed = {
	GRADE_WARNING, "D-6", "is none of the possible values",
	"write one of them", "shown as it is" };
static const struct finding out_of_range = {
	GRADE_WARNING, "D-6", "lies outside the lowest and highest value",
	"write a value between them", "shown as it is" };
static const struct finding no_status = {
	GRADE_SHAPE, "D-7", "is missing, but this result is a status",
	"add it", "shown without it" };
/* clang-format on */

/* A ResultDescription ready for many questions. */
struct scale {
	const json_t *description;
	const json_t *values; /* the allowed values as member names */
	const json_t *levels; /* the ids of the levels, likewise */
};

/* An object whose member names are the texts in ${list}, or their ids. */
static json_t *
set_of(const json_t *owner, const char *name)
{
	json_t *set = json_object();
	size_t count = walk_count(owner, CLR_RESULT_DESCRIPTION, name);

	for (size_t i = 0; i < count; i++) {
		const json_t *item = walk_item(owner, CLR_RESULT_DESCRIPTION,
					       name, i);
		const char *text = json_string_value(
			json_is_object(item) ? json_object_get(item, "id")
					     : item);

		if (text)
			json_object_set_new(set, text, json_true());
	}
	return set;
}

/* All descriptions of ${achievement} by id, the first one of each id:
 * { id: [ description, values, levels ] }.  A new reference. */
static json_t *
index_scales(const json_t *achievement)
{
	json_t *index = json_object();
	size_t count = walk_count(achievement, CLR_ACHIEVEMENT,
				  "resultDescriptions");

	for (size_t i = 0; i < count; i++) {
		const json_t *d = walk_item(achievement, CLR_ACHIEVEMENT,
					    "resultDescriptions", i);
		const char *id = walk_text(d, CLR_RESULT_DESCRIPTION, "id");
		json_t *scale;

		if (!id || json_object_get(index, id))
			continue;
		scale = json_array();
		json_array_append(scale, (json_t *)d);
		json_array_append_new(scale, set_of(d, "allowedValues"));
		json_array_append_new(scale,
				      set_of(d, "rubricCriterionLevels"));
		json_object_set_new(index, id, scale);
	}
	return index;
}

/* Is ${s} a decimal number and nothing else? */
static bool
read_number(const char *s, double *out)
{
	char *end;

	if (str_empty(s) || s[strspn(s, "0123456789+-.eE")] != '\0')
		return false;
	*out = strtod(s, &end);
	return *end == '\0';
}

/* What is wrong with ${value} on ${scale}; NULL: nothing. */
static const struct finding *
judge_value(const struct scale *scale, const char *value)
{
	const json_t *d = scale->description;
	double number, bound;

	if (!value)
		return NULL;
	if (json_object_size(scale->values) > 0)
		return json_object_get(scale->values, value) ? NULL
							     : &not_allowed;
	if (!read_number(value, &number))
		return NULL;
	if (read_number(walk_text(d, CLR_RESULT_DESCRIPTION, "valueMin"),
			&bound) &&
	    number < bound)
		return &out_of_range;
	if (read_number(walk_text(d, CLR_RESULT_DESCRIPTION, "valueMax"),
			&bound) &&
	    number > bound)
		return &out_of_range;
	return NULL;
}

/* The value and the level that ${object} names, by those member names. */
static void
check_on_scale(struct check_run *run, const struct check_object *object,
	       const struct scale *scale, const char *value_name,
	       const char *level_name)
{
	const char *value = walk_text(object->json, object->class, value_name);
	const char *level = walk_text(object->json, object->class, level_name);
	const struct finding *finding = judge_value(scale, value);

	if (finding)
		check_say_member(run, object, value_name, finding, value);
	if (level && !json_object_get(scale->levels, level))
		check_say_member(run, object, level_name, &no_level, level);
}

static void
check_result(struct check_run *run, const struct check_object *object,
	     const json_t *scales)
{
	const char *id = walk_text(object->json, CLR_RESULT,
				   "resultDescription");
	const json_t *found = id ? json_object_get(scales, id) : NULL;
	struct scale scale;

	if (!id)
		return;
	if (!found) {
		check_say_member(run, object, "resultDescription",
				 &no_description, id);
		return;
	}
	scale = (struct scale){ json_array_get(found, 0),
				json_array_get(found, 1),
				json_array_get(found, 2) };
	check_on_scale(run, object, &scale, "value", "achievedLevel");
	if (streq(walk_text(scale.description, CLR_RESULT_DESCRIPTION,
			    "resultType"),
		  "Status") &&
	    !walk_text(object->json, CLR_RESULT, "status"))
		check_say_member(run, object, "status", &no_status, NULL);
}

void
check_results_apply(struct check_run *run, const struct check_object *object)
{
	const json_t *achievement = walk_get(object->json, CLR_ASSERTION,
					     "achievement");
	json_auto_t *scales = NULL;
	struct check_at list = { object->at, "results", 0 };
	struct check_at item = { &list, NULL, 0 };
	size_t count = walk_count(object->json, CLR_ASSERTION, "results");

	if (count == 0 || !json_is_object(achievement))
		return;
	scales = index_scales(achievement);
	for (; item.index < count; item.index++) {
		struct check_object result = { walk_item(object->json,
							 CLR_ASSERTION,
							 "results", item.index),
					       CLR_RESULT, false, &item };

		if (json_is_object(result.json))
			check_result(run, &result, scales);
	}
}

void
check_results_describe(struct check_run *run, const struct check_object *object)
{
	json_auto_t *values = set_of(object->json, "allowedValues");
	json_auto_t *levels = set_of(object->json, "rubricCriterionLevels");
	struct scale scale = { object->json, values, levels };

	check_on_scale(run, object, &scale, "requiredValue", "requiredLevel");
}
