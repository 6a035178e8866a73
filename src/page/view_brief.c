/*
 * The short form of each assertion, read once and used by the summary,
 * the tables and the tree.  Called by view_clr.c.
 */
#include "base/clock.h"
#include "base/str.h"
#include "model/walk.h"
#include "page/view_fill.h"

static bool
read_date(const struct view_brief *b, const char *property, int64_t *out)
{
	const char *text = walk_text(b->node->assertion, CLR_ASSERTION,
				     property);
	struct moment at;

	if (text == NULL || clock_parse(text, true, &at) != OK || at.is_unknown)
		return false;
	*out = at.epoch;
	return true;
}

/* The span of all dates; and the day by which a reader would place the
 * item in time: its end, else its award, else its start. */
static void
read_dates(struct view_brief *b, int64_t now)
{
	static const char *const stated[] = {
		"activityStartDate",
		"issuedOn",
		"activityEndDate",
	};
	int64_t at;

	for (size_t i = 0; i < sizeof stated / sizeof *stated; i++) {
		if (!read_date(b, stated[i], &at))
			continue;
		if (!b->is_dated || at < b->from)
			b->from = at;
		if (!b->is_dated || at > b->to)
			b->to = at;
		b->is_dated = true;
		b->when = at;
	}
	b->expires = read_date(b, "expires", &at) ? at : INT64_MAX;
	b->is_expired = b->expires < now;
}

static bool
take_number(const json_t *value, double *out)
{
	if (!json_is_number(value))
		return false;
	*out = json_number_value(value);
	return true;
}

static void
read_achievement(struct view_brief *b, const json_t *achievement)
{
	b->code = walk_text(achievement, CLR_ACHIEVEMENT, "humanCode");
	b->title = walk_text(achievement, CLR_ACHIEVEMENT, "name");
	b->type = walk_text(achievement, CLR_ACHIEVEMENT, "achievementType");
	b->has_available = take_number(
		walk_get(achievement, CLR_ACHIEVEMENT, "creditsAvailable"),
		&b->available);
}

static void
read_node(const struct view *v, struct view_brief *b,
	  const struct clr_tree_node *n)
{
	b->node = n;
	b->href = arena_printf(v->mem, "#a%zu", n->index + 1);
	b->term = walk_text(n->assertion, CLR_ASSERTION, "term");
	b->issued = walk_text(n->assertion, CLR_ASSERTION, "issuedOn");
	b->is_revoked = json_is_true(
		walk_get(n->assertion, CLR_ASSERTION, "revoked"));
	b->has_earned = take_number(
		walk_get(n->assertion, CLR_ASSERTION, "creditsEarned"),
		&b->earned);
	read_dates(b, v->now);
	if (n->achievement != NULL)
		read_achievement(b, n->achievement);
	b->is_counted = b->has_earned && !b->is_revoked;
	b->is_supported = walk_count(n->assertion, CLR_ASSERTION, "evidence") >
				  0 ||
			  walk_count(n->assertion, CLR_ASSERTION,
				     "endorsements") > 0 ||
			  walk_count(n->assertion, CLR_ASSERTION,
				     "signedEndorsements") > 0;
}

/* Is it a program, whose credits are those of other items? */
static bool
is_program(const struct view_brief *b)
{
	static const char *const programs[] = { "Degree", "Diploma",
						"Certificate" };

	for (size_t i = 0; i < sizeof programs / sizeof *programs; i++)
		if (streq(programs[i], b->type))
			return true;
	return false;
}

/* Beside other items with credits no program is counted, whether or not
 * the document says what belongs to it. */
static void
uncount_programs(struct view_brief *briefs, size_t count)
{
	bool has_others = false;

	for (size_t i = 0; i < count; i++)
		has_others |= briefs[i].is_counted && !is_program(&briefs[i]);
	for (size_t i = 0; i < count && has_others; i++)
		briefs[i].is_counted &= !is_program(&briefs[i]);
}

/* What holds an item with credits is not counted itself.  Each node is
 * left for good once marked. */
static void
uncount_holders(struct view_brief *briefs, const struct clr_tree *tree)
{
	const struct clr_tree_node *up;

	for (size_t i = 0; i < tree->count; i++) {
		if (!briefs[i].has_earned || briefs[i].is_revoked)
			continue;
		for (up = tree->nodes[i].parent; up != NULL; up = up->parent) {
			if (briefs[up->index].is_holder)
				break;
			briefs[up->index].is_holder = true;
			briefs[up->index].is_counted = false;
		}
	}
}

struct view_brief *
view_brief_all(const struct view *v, const struct clr_tree *tree)
{
	struct view_brief *briefs = arena_array(v->mem, tree->count + 1,
						sizeof *briefs);

	for (size_t i = 0; i < tree->count; i++)
		read_node(v, &briefs[i], &tree->nodes[i]);
	uncount_holders(briefs, tree);
	uncount_programs(briefs, tree->count);
	return briefs;
}

int64_t
view_brief_until(const struct view_brief *briefs, size_t count, int64_t now)
{
	int64_t until = INT64_MAX;

	for (size_t i = 0; i < count; i++)
		if (briefs[i].expires >= now && briefs[i].expires < until)
			until = briefs[i].expires;
	return until;
}

void
view_brief_fill(const struct view *v, struct _hdf *node,
		const struct view_brief *brief)
{
	data_text(node, "href", brief->href);
	data_text(node, "place", view_place(v->mem, brief->node->pointer));
	data_text(node, "code", brief->code);
	data_text(node, "title", brief->title);
	if (brief->type != NULL)
		data_text(node, "type",
			  walk_term_words(v->mem, LIST_ACHIEVEMENT_TYPE,
					  brief->type));
	data_flag(node, "revoked", brief->is_revoked);
	data_flag(node, "expired", brief->is_expired);
	if (brief->has_earned)
		data_text(node, "earned",
			  view_value_number(v->mem, brief->earned));
	if (brief->has_available)
		data_text(node, "available",
			  view_value_number(v->mem, brief->available));
}
