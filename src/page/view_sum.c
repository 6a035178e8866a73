/*
 * What a reader wants first: awards, credits, dates, how many items, and
 * the items to look at first.  Sums are of what is stated and say what
 * they count; credits earned and available are never mixed.
 */
#include "base/clock.h"
#include "base/str.h"
#include "model/jsonmem.h"
#include "model/walk.h"
#include "page/view_fill.h"

#define STRONG_MAX 5
#define AWARDS_MAX 3

/* Kinds in the order in which they are named first; the last is a kind of
 * its own: everything else. */
static const char *const kinds_first[] = {
	"Degree",      "Diploma", "License", "Certification",
	"Certificate", "Award",	  "Badge",
};
#define KINDS_FIRST (sizeof kinds_first / sizeof *kinds_first)
#define AWARD_KINDS 5 /* of these, what is called an award here */

static size_t
kind_rank(const struct view_brief *b)
{
	size_t i = 0;

	while (i < KINDS_FIRST && !streq(kinds_first[i], b->type))
		i++;
	return i;
}

static void
fill_awards(const struct view *v, struct _hdf *summary,
	    const struct view_brief *briefs, size_t count)
{
	struct data_list list = data_list(summary, "award");
	size_t more = 0;

	for (size_t kind = 0; kind < AWARD_KINDS; kind++)
		for (size_t i = 0; i < count; i++) {
			if (briefs[i].is_revoked ||
			    kind_rank(&briefs[i]) != kind)
				continue;
			if (list.count < AWARDS_MAX)
				view_brief_fill(v, data_next(&list),
						&briefs[i]);
			else
				more++;
		}
	if (more > 0)
		data_number(summary, "awards_more", more);
}

static void
fill_credits(const struct view *v, struct _hdf *summary,
	     const struct view_brief *briefs, size_t count)
{
	double earned = 0, available = 0;
	size_t counted = 0, with_available = 0;

	for (size_t i = 0; i < count; i++) {
		if (!briefs[i].is_counted)
			continue;
		counted++;
		earned += briefs[i].earned;
		with_available += briefs[i].has_available;
		available += briefs[i].available;
	}
	if (counted == 0)
		return;
	data_number(summary, "counted", counted);
	data_text(summary, "earned", view_value_number(v->mem, earned));
	if (with_available == counted)
		data_text(summary, "available",
			  view_value_number(v->mem, available));
}

static void
put_date(const struct view *v, struct _hdf *node, int64_t epoch)
{
	view_value_date(v, node, clock_iso(v->mem, epoch));
}

static void
fill_dates(const struct view *v, struct _hdf *summary,
	   const struct view_brief *briefs, size_t count)
{
	int64_t from = INT64_MAX, to = INT64_MIN;

	for (size_t i = 0; i < count; i++) {
		if (!briefs[i].is_dated)
			continue;
		from = briefs[i].from < from ? briefs[i].from : from;
		to = briefs[i].to > to ? briefs[i].to : to;
	}
	if (from > to)
		return;
	put_date(v, data_child(summary, "from"), from);
	put_date(v, data_child(summary, "to"), to);
}

/* "38 courses": how many items of each kind, in the order met. */
static void
fill_kinds(const struct view *v, struct _hdf *summary,
	   const struct view_brief *briefs, size_t count)
{
	struct data_list list = data_list(summary, "kind");
	json_t *numbers = json_object(), *number;
	const char *type;
	struct _hdf *node;

	jsonmem_defer(v->mem, numbers);
	for (size_t i = 0; i < count; i++) {
		type = briefs[i].type != NULL ? briefs[i].type : "";
		number = json_object_get(numbers, type);
		if (number == NULL)
			json_object_set_new(numbers, type, json_integer(1));
		else
			json_integer_set(number,
					 json_integer_value(number) + 1);
	}
	json_object_foreach (numbers, type, number) {
		node = data_next(&list);
		data_text(node, "label",
			  walk_term_words(v->mem, LIST_ACHIEVEMENT_TYPE, type));
		data_number(node, "count", (size_t)json_integer_value(number));
	}
}

/* Lower is stronger; revoked and expired ones are not offered at all. */
static size_t
strength(const struct view_brief *b)
{
	if (b->is_revoked || b->is_expired || b->title == NULL)
		return SIZE_MAX;
	return kind_rank(b) * 2 + !b->is_supported;
}

static void
fill_strong_one(const struct view *v, struct _hdf *node,
		const struct view_brief *brief)
{
	view_brief_fill(v, node, brief);
	view_result_brief(v, node, brief->node);
	view_value_date(v, data_child(node, "issued"), brief->issued);
}

static void
fill_strong(const struct view *v, struct _hdf *doc,
	    const struct view_brief *briefs, size_t count)
{
	struct data_list list = data_list(doc, "strong");
	const struct view_brief *best[STRONG_MAX + 1];
	size_t n = 0, at;

	for (size_t i = 0; i < count; i++) {
		if (strength(&briefs[i]) == SIZE_MAX)
			continue;
		for (at = n;
		     at > 0 && strength(&briefs[i]) < strength(best[at - 1]);
		     at--)
			best[at] = best[at - 1];
		best[at] = &briefs[i];
		n += n < STRONG_MAX;
	}
	for (at = 0; at < n; at++)
		fill_strong_one(v, data_next(&list), best[at]);
}

void
view_sum_fill(const struct view *v, struct _hdf *doc,
	      const struct clr_tree *tree, const struct view_brief *briefs)
{
	struct _hdf *summary = data_child(doc, "summary");

	data_number(summary, "items", tree->count);
	fill_awards(v, summary, briefs, tree->count);
	fill_credits(v, summary, briefs, tree->count);
	fill_dates(v, summary, briefs, tree->count);
	fill_kinds(v, summary, briefs, tree->count);
	fill_strong(v, doc, briefs, tree->count);
}
