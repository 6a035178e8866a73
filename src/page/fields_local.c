/*
 * Members whose value stands elsewhere at hand: a result's description,
 * level and value in the achievement that was chosen, and what is needed to
 * pass in the description itself.  Called by fields.c and fields_rows.c.
 */
#include "base/str.h"
#include "model/edit.h"
#include "model/walk.h"
#include "page/fields_fill.h"

/* The class and member; where the choices are. */
enum local {
	LOCAL_NONE,
	LOCAL_DESCRIPTION, /* ids of the achievement's descriptions */
	LOCAL_LEVEL,	   /* ids of the levels of one of them, or of all */
	LOCAL_VALUE,	   /* the values that one of them allows */
	LOCAL_OWN_LEVEL,   /* the same, of the description one is in */
	LOCAL_OWN_VALUE
};

static const struct {
	enum class_id as;
	const char *name;
	enum local local;
} locals[] = {
	{ CLR_RESULT, "resultDescription", LOCAL_DESCRIPTION },
	{ CLR_RESULT, "achievedLevel", LOCAL_LEVEL },
	{ CLR_RESULT, "value", LOCAL_VALUE },
	{ CLR_RESULT_DESCRIPTION, "requiredLevel", LOCAL_OWN_LEVEL },
	{ CLR_RESULT_DESCRIPTION, "requiredValue", LOCAL_OWN_VALUE },
};

static enum local
local_of(const struct fields_at *at, const struct property *p)
{
	for (size_t i = 0; i < sizeof locals / sizeof *locals; i++)
		if (locals[i].as == at->as && streq(locals[i].name, p->name))
			return locals[i].local;
	return LOCAL_NONE;
}

bool
fields_local_is(const struct fields_at *at, const struct property *p)
{
	return local_of(at, p) != LOCAL_NONE;
}

bool
fields_local_leads(const struct fields_at *at, const struct property *p)
{
	return local_of(at, p) == LOCAL_DESCRIPTION;
}

/* The achievement that the results of an assertion are about; NULL. */
static const json_t *
achievement_of(const struct fields_at *result)
{
	const struct fields_source *source = result->run->f->source;
	const struct fields_at *up = result->up;
	const json_t *achievement;
	const char *id;

	if (up == NULL || up->as != CLR_ASSERTION)
		return NULL;
	achievement = walk_get(up->object, CLR_ASSERTION, "achievement");
	id = edit_item(achievement);
	if (id == NULL)
		return achievement;
	return source != NULL && source->get != NULL
		       ? source->get(source->carrier, id)
		       : NULL;
}

/* The description that a result names; NULL. */
static const json_t *
description_of(const struct fields_at *result, const json_t *achievement)
{
	const char *id = walk_text(result->object, CLR_RESULT,
				   "resultDescription");
	size_t count = walk_count(achievement, CLR_ACHIEVEMENT,
				  "resultDescriptions");
	const json_t *item;

	for (size_t i = 0; id != NULL && i < count; i++) {
		item = walk_item(achievement, CLR_ACHIEVEMENT,
				 "resultDescriptions", i);
		if (streq(walk_text(item, CLR_RESULT_DESCRIPTION, "id"), id))
			return item;
	}
	return NULL;
}

const char *
fields_local_name(const struct fields_at *at)
{
	const json_t *description = description_of(at, achievement_of(at));

	return walk_text(description, CLR_RESULT_DESCRIPTION, "name");
}

/* Choices being gathered; with no field they are only counted. */
struct gathered {
	struct fields_field *f;
	struct data_list options;
	const char *text; /* the field's */
	size_t count;
	bool is_listed;
};

static void
gather(struct gathered *g, const char *value, const char *label,
       const char *about)
{
	struct fields_choice choice = { value, label != NULL ? label : value,
					about };

	if (value == NULL)
		return;
	g->count++;
	g->is_listed = g->is_listed || streq(value, g->text);
	if (g->f != NULL)
		fields_value_option(&g->options, &choice, g->text);
}

static void
gather_values(struct gathered *g, const json_t *description)
{
	size_t count = walk_count(description, CLR_RESULT_DESCRIPTION,
				  "allowedValues");

	for (size_t i = 0; i < count; i++)
		gather(g,
		       json_string_value(walk_item(description,
						   CLR_RESULT_DESCRIPTION,
						   "allowedValues", i)),
		       NULL, NULL);
}

static void
gather_levels(struct gathered *g, const json_t *description, const char *about)
{
	size_t count = walk_count(description, CLR_RESULT_DESCRIPTION,
				  "rubricCriterionLevels");
	const json_t *level;

	for (size_t i = 0; i < count; i++) {
		level = walk_item(description, CLR_RESULT_DESCRIPTION,
				  "rubricCriterionLevels", i);
		gather(g, walk_text(level, CLR_RUBRIC_CRITERION_LEVEL, "id"),
		       walk_text(level, CLR_RUBRIC_CRITERION_LEVEL, "name"),
		       about);
	}
}

/* Descriptions, or the levels of all of them. */
static void
gather_all(struct gathered *g, enum local local, const json_t *achievement)
{
	size_t count = walk_count(achievement, CLR_ACHIEVEMENT,
				  "resultDescriptions");
	const json_t *item;
	const char *name;

	for (size_t i = 0; i < count; i++) {
		item = walk_item(achievement, CLR_ACHIEVEMENT,
				 "resultDescriptions", i);
		name = walk_text(item, CLR_RESULT_DESCRIPTION, "name");
		if (local == LOCAL_LEVEL)
			gather_levels(g, item, name);
		else
			gather(g, walk_text(item, CLR_RESULT_DESCRIPTION, "id"),
			       name, NULL);
	}
}

static void
gather_local(struct gathered *g, const struct fields_at *at, enum local local)
{
	const json_t *achievement, *description;

	if (local == LOCAL_OWN_LEVEL) {
		gather_levels(g, at->object, NULL);
		return;
	}
	if (local == LOCAL_OWN_VALUE) {
		gather_values(g, at->object);
		return;
	}
	achievement = achievement_of(at);
	description = description_of(at, achievement);
	if (local == LOCAL_VALUE)
		gather_values(g, description);
	else if (local == LOCAL_LEVEL && description != NULL)
		gather_levels(g, description, NULL);
	else
		gather_all(g, local, achievement);
}

bool
fields_local_is_idle(const struct fields_at *at, const struct property *p)
{
	enum local local = local_of(at, p);
	struct gathered g = { .f = NULL };

	if (local != LOCAL_LEVEL && local != LOCAL_OWN_LEVEL)
		return false;
	gather_local(&g, at, local);
	return g.count == 0;
}

bool
fields_local(struct fields_field *f)
{
	enum local local = local_of(f->at, f->p);
	struct gathered g = {
		.options = data_list(f->node, "option"),
		.text = fields_typed(f->at->run->mem, f->p, f->value),
	};

	gather_local(&g, f->at, local);
	if (g.count == 0 && local != LOCAL_DESCRIPTION)
		return false;
	data_text(f->node, "kind", "choice");
	data_flag(f->node, "hint", g.count == 0);
	fields_focus(f->at->run, f->node, f->pointer);
	g.f = f;
	g.is_listed = str_empty(g.text);
	gather_local(&g, f->at, local);
	if (!g.is_listed)
		gather(&g, g.text, NULL, NULL);
	return true;
}
