/*
 * The transcript: every assertion a row, in tables by academic term,
 * oldest first; a term without any date, and then "no term stated", last.
 * No term is invented.
 */
#include <stdlib.h>

#include "base/str.h"
#include "model/jsonmem.h"
#include "model/walk.h"
#include "page/view_fill.h"

struct row {
	const struct view_brief *brief;
	struct row *next;
};

struct group {
	const char *name; /* NULL: none is stated */
	struct row *first, **last;
	size_t rows;
	size_t order; /* of the first row in the document */
	bool is_dated;
	int64_t from;
};

struct groups {
	struct group *items;
	size_t count;
	json_t *index; /* name → number */
};

static struct group *
group_named(struct groups *terms, const char *name)
{
	json_t *number = json_object_get(terms->index,
					 name != NULL ? name : "");
	struct group *term;

	if (number != NULL)
		return terms->items + json_integer_value(number);
	json_object_set_new(terms->index, name != NULL ? name : "",
			    json_integer((json_int_t)terms->count));
	term = &terms->items[terms->count];
	term->name = name;
	term->last = &term->first;
	term->order = terms->count++;
	return term;
}

static void
add_row(const struct view *v, struct groups *terms,
	const struct view_brief *brief)
{
	struct group *term = group_named(terms, brief->term);
	struct row *row = arena_alloc(v->mem, sizeof *row);

	row->brief = brief;
	*term->last = row;
	term->last = &row->next;
	term->rows++;
	if (brief->is_dated && (!term->is_dated || brief->when < term->from))
		term->from = brief->when;
	term->is_dated |= brief->is_dated;
}

static int
by_date(const void *left, const void *right)
{
	const struct group *a = left, *b = right;

	if ((a->name == NULL) != (b->name == NULL))
		return a->name == NULL ? 1 : -1;
	if (a->is_dated != b->is_dated)
		return a->is_dated ? -1 : 1;
	if (a->is_dated && a->from != b->from)
		return a->from < b->from ? -1 : 1;
	return a->order < b->order ? -1 : 1;
}

/* Credits of a term: of all its rows that are not programs of others. */
static void
fill_credits(const struct view *v, struct _hdf *node, const struct group *term)
{
	double earned = 0;
	size_t counted = 0;

	for (const struct row *row = term->first; row; row = row->next)
		if (row->brief->is_counted) {
			earned += row->brief->earned;
			counted++;
		}
	if (counted > 0)
		data_text(node, "earned", view_value_number(v->mem, earned));
}

static void
fill_term(const struct view *v, struct _hdf *node, const struct group *term)
{
	struct data_list list = data_list(node, "row");
	struct _hdf *item;
	bool has_credits = false, has_results = false, has_codes = false;

	data_text(node, "name", term->name);
	data_number(node, "count", term->rows);
	fill_credits(v, node, term);
	for (const struct row *row = term->first; row; row = row->next) {
		item = data_next(&list);
		view_brief_fill(v, item, row->brief);
		view_result_brief(v, item, row->brief->node);
		has_codes |= row->brief->code != NULL;
		has_credits |= row->brief->has_earned ||
			       row->brief->has_available;
		has_results |= walk_count(row->brief->node->assertion,
					  CLR_ASSERTION, "results") > 0 ||
			       row->brief->is_revoked || row->brief->is_expired;
	}
	data_flag(node, "has_codes", has_codes);
	data_flag(node, "has_credits", has_credits);
	data_flag(node, "has_results", has_results);
}

void
view_term_fill(const struct view *v, struct _hdf *doc,
	       const struct clr_tree *tree, const struct view_brief *briefs)
{
	struct data_list list = data_list(doc, "term");
	struct groups terms = {
		.items = arena_array(v->mem, tree->count + 1,
				     sizeof *terms.items),
		.index = json_object(),
	};

	jsonmem_defer(v->mem, terms.index);
	for (size_t i = 0; i < tree->count; i++)
		add_row(v, &terms, &briefs[i]);
	qsort(terms.items, terms.count, sizeof *terms.items, by_date);
	for (size_t i = 0; i < terms.count; i++)
		fill_term(v, data_next(&list), &terms.items[i]);
}
