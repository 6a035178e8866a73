/*
 * What a reader wants first: awards, credits, dates, how many items, and
 * the items to look at first.  Sums are of what is stated and say what
 * they count; credits earned and available are never mixed.
 */
#include "base/clock.h"
#include "base/str.h"
#include "model/walk.h"
#include "page/view_fill.h"

#define STRONG_MAX 5
#define AWARDS_MAX 3

/* Kinds in the order in which they are named first; the last is a kind of
 * its own: everything else. */
static const char *const kinds_first[] = {
	"Degree", "Diploma", "License", "Certification", "Certificate",
	"Award", "Badge",
};
#define KINDS_FIRST (sizeof kinds_first / sizeof *kinds_first)
#define AWARD_KINDS 5	/* of these, what is called an award here */

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

static void
release(void *json)
{
	json_decref(json);
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

	arena_defer(v->mem, release, numbers);
	for (size_t i = 0; i < count; i++) {
		type = briefs[i].type != NULL ? briefs[i].type : "";
		number = json_object_get(numbers, type);
		if (number == NULL)
			json_object_set_new(numbers, type, json_integer(1));
		else
			json_integer_set(number,
					 json_integer_value(number) + 1);
	}
	json_object_foreach(numbers, type, number) {
		node = data_next(&list);
		data_text(node, "label", walk_term_words(v->mem,
					LIST_ACHIEVEMENT_TYPE, type));
		data_number(node, "count",
			    (size_t)json_integer_value(number));
	}
}

/* Lower is stronger; revoked and expired ones are not offered at all. */
static size_t
strength(const struct view_brief *b)
{
	const json_t *a = b->node->assertion;
	size_t rank = kind_rank(b) * 2;

	if (b->is_revoked || b->is_expired || b->title == NULL)
		return SIZE_MAX;
	if (walk_count(a, CLR_ASSERTION, "evidence") > 0 ||
	    walk_count(a, CLR_ASSERTION, "endorsements") > 0 ||
	    walk_count(a, CLR_ASSERTION, "signedEndorsements") > 0)
		return rank;
	return rank + 1;
}

static void
fill_strong(const struct view *v, struct _hdf *doc,
	    const struct view_brief *briefs, size_t count)
{
	struct data_list list = data_list(doc, "strong");
	struct _hdf *node;

	for (size_t want = 0; want <= KINDS_FIRST * 2 + 1; want++)
		for (size_t i = 0; i < count; i++) {
			if (list.count == STRONG_MAX)
				return;
			if (strength(&briefs[i]) != want)
				continue;
			node = data_next(&list);
			view_brief_fill(v, node, &briefs[i]);
			view_result_brief(v, node, briefs[i].node);
			view_value_date(v, data_child(node, "issued"),
					briefs[i].issued);
		}
}

void
view_sum_fill(const struct view *v, struct _hdf *doc,
	      const struct tree *tree, const struct view_brief *briefs)
{
	struct _hdf *summary = data_child(doc, "summary");

	data_number(summary, "items", tree->count);
	fill_awards(v, summary, briefs, tree->count);
	fill_credits(v, summary, briefs, tree->count);
	fill_dates(v, summary, briefs, tree->count);
	fill_kinds(v, summary, briefs, tree->count);
	fill_strong(v, doc, briefs, tree->count);
}
