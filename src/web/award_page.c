/*
 * Awarding: one achievement to one learner or several, each a draft
 * assertion.  What is chosen goes along in the form, so that searching
 * loses nothing.  Results and evidence are added on each one's own page.
 */
#include <math.h>
#include <stdlib.h>

#include "base/clock.h"
#include "model/edit.h"
#include "model/walk.h"
#include "web/guard.h"
#include "web/item_line.h"
#include "web/pages.h"
#include "web/picked.h"

/* So many are found by a search. */
#define FOUND 30

/* More awards of one learner than this are not looked through. */
#define LOOKED_AT 1000

struct award {
	struct ctx *ctx;
	const struct form *form;
	struct item achievement; /* .id NULL: not chosen yet */
	const json_t *doc;	 /* its document */
	struct item_list learners;
	bool *has_it; /* of each learner: was awarded it before */
	size_t having;
	const char *date, *term, *credits;
};

static const char *
credits_available(const struct award *a)
{
	const json_t *value = walk_get(a->doc, CLR_ACHIEVEMENT,
				       "creditsAvailable");

	return json_is_number(value) ? arena_printf(a->ctx->mem, "%.15g",
						    json_number_value(value))
				     : "";
}

static enum result
read_achievement(struct award *a)
{
	struct item_office office = web_office(a->ctx);
	const char *id = form_text(a->form, "achievement");
	json_t *doc;

	if (str_empty(id))
		return OK;
	TRY(picked_item(a->ctx, id, CLR_ACHIEVEMENT, &a->achievement));
	TRY(item_json(&office, &a->achievement, &doc));
	a->doc = doc;
	return OK;
}

/* What was chosen and typed; what was not gets what it usually is. */
static enum result
read_award(struct ctx *ctx, const struct form *form, struct award *a)
{
	struct picked learners;
	bool is_new;

	*a = (struct award){ .ctx = ctx, .form = form };
	TRY(read_achievement(a));
	TRY(picked_read(ctx, form, "learner", &learners));
	TRY(picked_items(ctx, &learners, CLR_PROFILE, &a->learners));
	a->has_it = arena_array(ctx->mem, a->learners.count, sizeof(bool));
	is_new = !form_get(form, "date");
	a->date = is_new ? arena_strndup(ctx->mem,
					 clock_iso(ctx->mem, clock_now()), 10)
			 : form_text(a->form, "date");
	a->term = form_text(a->form, "term");
	a->credits = is_new && a->doc ? credits_available(a)
				      : form_text(a->form, "credits");
	return OK;
}

static bool
is_chosen(const struct award *a, const char *id)
{
	size_t i;

	for (i = 0; i < a->learners.count; i++)
		if (streq(a->learners.items[i].id, id))
			return true;
	return false;
}

static enum result
fill_achievements(struct award *a, struct _hdf *hdf)
{
	struct ctx *ctx = a->ctx;
	const struct item_query query = {
		.as = CLR_ACHIEVEMENT,
		.text = form_text(a->form, "q"),
		.sort = ITEM_BY_NAME,
		.limit = FOUND,
	};
	struct item_list list;
	size_t i, count = 0;

	TRY(item_list(ctx->db, ctx->mem, &query, &list));
	for (i = 0; i < list.count; i++)
		if (list.items[i].state != ITEM_REVOKED)
			item_line(ctx,
				  web_nth(ctx, hdf, "Award.found", count++),
				  &list.items[i]);
	render_set_number(hdf, "Award.total", list.total);
	return OK;
}

/* Learners to choose from: those found, but for the ones chosen and the
 * achievement's own issuer. */
static enum result
fill_found(struct award *a, struct _hdf *hdf)
{
	struct ctx *ctx = a->ctx;
	const char *issuer = edit_item(
		walk_get(a->doc, CLR_ACHIEVEMENT, "issuer"));
	const struct item_query query = {
		.as = CLR_PROFILE,
		.text = form_text(a->form, "find"),
		.sort = ITEM_BY_NAME,
		.limit = FOUND,
	};
	struct item_list list;
	size_t i, count = 0;

	TRY(item_list(ctx->db, ctx->mem, &query, &list));
	for (i = 0; i < list.count; i++) {
		const struct item *item = &list.items[i];

		if (is_chosen(a, item->id) || streq(item->id, issuer) ||
		    item->state == ITEM_REVOKED)
			continue;
		item_line(ctx, web_nth(ctx, hdf, "Award.found", count++), item);
	}
	if (list.total > (long long)list.count)
		render_set_number(hdf, "Award.more",
				  list.total - (long long)list.count);
	return OK;
}

static void
fill_learners(struct award *a, struct _hdf *hdf)
{
	struct _hdf *node;
	size_t i;

	for (i = 0; i < a->learners.count; i++) {
		node = render_node(
			hdf, arena_printf(a->ctx->mem, "Award.learner.%zu", i));
		item_line(a->ctx, node, &a->learners.items[i]);
		if (a->has_it[i])
			render_set(node, "has_it", "1");
	}
}

static enum result
fill_terms(struct award *a, struct _hdf *hdf)
{
	struct item_facets terms;
	size_t i;

	TRY(item_terms(a->ctx->db, a->ctx->mem, &terms));
	for (i = 0; i < terms.count && i < FOUND; i++)
		render_set(hdf, arena_printf(a->ctx->mem, "Award.terms.%zu", i),
			   terms.items[i].value);
	return OK;
}

static enum result
show(struct award *a, struct _hdf *hdf, int status)
{
	struct ctx *ctx = a->ctx;

	render_set(hdf, "Award.path", web_path(ctx, "/award"));
	render_set(hdf, "Award.token", guard_token(ctx));
	render_set(hdf, "Award.q", form_text(a->form, "q"));
	render_set(hdf, "Award.find", form_text(a->form, "find"));
	render_set(hdf, "Award.date", a->date);
	render_set(hdf, "Award.term", a->term);
	render_set(hdf, "Award.credits", a->credits);
	fill_learners(a, hdf);
	if (!a->achievement.id) {
		TRY(fill_achievements(a, hdf));
		return web_render(ctx, status, "award.cs", hdf);
	}
	item_line(ctx, render_node(hdf, "Award.achievement"), &a->achievement);
	TRY(fill_found(a, hdf));
	TRY(fill_terms(a, hdf));
	return web_render(ctx, status, "award.cs", hdf);
}

enum result
award_page(struct ctx *ctx)
{
	struct award award;

	TRY(read_award(ctx, &ctx->query, &award));
	return show(&award, web_page(ctx, "Award"), 200);
}

/* Is ${s} a number of credits: 0 or more? */
static bool
is_credits(const char *s)
{
	char *end;
	double value = strtod(s, &end);

	return s[0] >= '0' && s[0] <= '9' && !*end && isfinite(value);
}

/* What keeps it from being awarded; true: something does. */
static bool
fill_problems(const struct award *a, struct _hdf *hdf)
{
	struct moment at;
	bool is_wrong = false;

	if (!a->learners.count) {
		render_set(hdf, "Problem.learners", "1");
		is_wrong = true;
	}
	if (clock_parse_date(a->date, &at) != OK) {
		render_set(hdf, "Problem.date", "1");
		is_wrong = true;
	}
	if (!str_empty(a->credits) && !is_credits(a->credits)) {
		render_set(hdf, "Problem.credits", "1");
		is_wrong = true;
	}
	return is_wrong;
}

/* Was learner number ${i} awarded this before? */
static enum result
look_for(struct award *a, size_t i)
{
	struct ctx *ctx = a->ctx;
	const struct item_query query = {
		.as = CLR_ASSERTION,
		.text = a->achievement.name,
		.holds = a->learners.items[i].id,
		.property = "recipient",
		.limit = LOOKED_AT,
	};
	struct item_list list, of;
	size_t n;

	TRY(item_list(ctx->db, ctx->mem, &query, &list));
	for (n = 0; n < list.count && !a->has_it[i]; n++) {
		if (list.items[n].state == ITEM_REVOKED)
			continue;
		TRY(item_holds(ctx->db, ctx->mem, list.items[n].id,
			       "achievement", &of));
		a->has_it[i] = of.count &&
			       streq(of.items[0].id, a->achievement.id);
	}
	a->having += a->has_it[i];
	return OK;
}

static json_t *
recipient(struct award *a, const struct item *learner)
{
	json_t *identity = edit_new(a->ctx->mem, CLR_IDENTITY, NULL);

	json_object_set_new(identity, "type", json_string("id"));
	json_object_set_new(identity, "identity", json_string(learner->doc_id));
	json_object_set_new(identity, "hashed", json_false());
	return identity;
}

/* A whole number stays one. */
static json_t *
credits_earned(const struct award *a)
{
	double value = strtod(a->credits, NULL);

	if (value < 1e9 && value == (double)(json_int_t)value)
		return json_integer((json_int_t)value);
	return json_real(value);
}

/* The draft of one award. */
static json_t *
assertion(struct award *a, const struct item *learner)
{
	struct arena *mem = a->ctx->mem;
	json_t *doc = edit_new(mem, CLR_ASSERTION,
			       web_new_id(a->ctx, CLR_ASSERTION));
	const char *at = arena_printf(mem, "%sT00:00:00Z", a->date);

	json_object_set(doc, "achievement",
			edit_item_new(mem, a->achievement.id));
	json_object_set(doc, "recipient", recipient(a, learner));
	json_object_set_new(doc, "issuedOn", json_string(at));
	if (!str_empty(a->term))
		json_object_set_new(doc, "term", json_string(a->term));
	if (!str_empty(a->credits))
		json_object_set_new(doc, "creditsEarned", credits_earned(a));
	return doc;
}

static enum result
make_one(struct award *a, const struct item *learner, struct item *made)
{
	struct item_office office = web_office(a->ctx);
	const char *id;

	office.recipient = learner->id;
	TRY(item_put(a->ctx->db, &office, CLR_ASSERTION, assertion(a, learner),
		     NULL, &id));
	return item_get(a->ctx->db, a->ctx->mem, id, made);
}

/* Award it to all, or to those who do not have it, and say so. */
static enum result
make(struct award *a, bool again)
{
	struct ctx *ctx = a->ctx;
	struct _hdf *hdf = web_page(ctx, "Awarded");
	struct item made = { .id = NULL };
	size_t i, count = 0;

	for (i = 0; i < a->learners.count; i++) {
		if (a->has_it[i] && !again)
			continue;
		TRY(make_one(a, &a->learners.items[i], &made));
		item_line(ctx, web_nth(ctx, hdf, "Award.made", count++), &made);
	}
	if (count == 1) {
		response_see_other(
			&ctx->res,
			arena_printf(
				ctx->mem, "%s/edit",
				web_item_path(ctx, CLR_ASSERTION, made.id)));
		return OK;
	}
	render_set_number(hdf, "Award.count", (long long)count);
	item_line(ctx, render_node(hdf, "Award.achievement"), &a->achievement);
	render_set(
		hdf, "Award.list",
		web_path(ctx, "/assertions?achievement=%s", a->achievement.id));
	return web_render(ctx, 200, "award.cs", hdf);
}

/* Who has it already is told, and asked about, before anybody gets it. */
static enum result
award_all(struct award *a, const char *what)
{
	struct _hdf *hdf = web_page(a->ctx, "Award");
	size_t i;

	if (fill_problems(a, hdf))
		return show(a, hdf, 422);
	for (i = 0; i < a->learners.count; i++)
		TRY(look_for(a, i));
	if (streq(what, "again"))
		return make(a, true);
	if (a->having < a->learners.count &&
	    (!a->having || streq(what, "others")))
		return make(a, false);
	render_set_number(hdf, "Award.having", (long long)a->having);
	render_set_number(hdf, "Award.others",
			  (long long)(a->learners.count - a->having));
	return show(a, hdf, 200);
}

enum result
award_page_post(struct ctx *ctx)
{
	const char *what = form_get(&ctx->form, "do");
	struct award award;

	TRY(read_award(ctx, &ctx->form, &award));
	if (!award.achievement.id || streq(what, "find"))
		return show(&award, web_page(ctx, "Award"), 200);
	return award_all(&award, what);
}
