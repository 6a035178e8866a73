/*
 * Putting a record together in five steps: learner, publisher, assertions,
 * the rest, a last look; then one draft is made.  Nothing is kept in
 * between: each step's form carries what was chosen, so that going back
 * loses nothing and two windows do not meet.
 */
#include "base/clock.h"
#include "model/edit.h"
#include "web/gather.h"
#include "web/guard.h"
#include "web/pages.h"

/* The values of the buttons; words of Lang.build.gather.steps. */
static const char *const steps[GATHER__MAX] = {
	[GATHER_LEARNER] = "learner",	    [GATHER_PUBLISHER] = "publisher",
	[GATHER_ASSERTIONS] = "assertions", [GATHER_REST] = "rest",
	[GATHER_REVIEW] = "review",
};

/* What one step chooses goes along hidden in the forms of the others. */
struct kept {
	const char *name;
	enum gather_step step;
};

static const struct kept kept[] = {
	{ "learner", GATHER_LEARNER },	 { "publisher", GATHER_PUBLISHER },
	{ "ticked", GATHER_ASSERTIONS }, { "assertion", GATHER_ASSERTIONS },
	{ "term", GATHER_ASSERTIONS },	 { "kind", GATHER_ASSERTIONS },
	{ "fresh", GATHER_ASSERTIONS },	 { "related", GATHER_REST },
	{ "name", GATHER_REST },	 { "partial", GATHER_REST },
};

static bool
is_kept(const char *name, enum gather_step step)
{
	size_t i;

	for (i = 0; i < sizeof(kept) / sizeof(kept[0]); i++)
		if (streq(kept[i].name, name))
			return kept[i].step != step;
	return false;
}

static void
fill_kept(struct gather *g, struct _hdf *hdf, enum gather_step step)
{
	struct _hdf *node;
	size_t i, count = 0;

	for (i = 0; i < g->form->count; i++) {
		const struct field *field = &g->form->fields[i];

		if (!is_kept(field->name, step))
			continue;
		node = render_node(
			hdf,
			arena_printf(g->ctx->mem, "Gather.kept.%zu", count++));
		render_set(node, "name", field->name);
		render_set(node, "value", field->value);
	}
}

static void
fill_steps(struct gather *g, struct _hdf *hdf, enum gather_step now)
{
	enum gather_step step;
	struct _hdf *node;

	for (step = 0; step < GATHER__MAX; step++) {
		node = render_node(
			hdf,
			arena_printf(g->ctx->mem, "Gather.step.%d", (int)step));
		render_set(node, "slug", steps[step]);
		render_set(node, "is",
			   step < now	 ? "before"
			   : step == now ? "now"
					 : "after");
	}
	render_set(hdf, "Gather.now", steps[now]);
	if (now > 0)
		render_set(hdf, "Gather.back", steps[now - 1]);
	if (now + 1 < GATHER__MAX)
		render_set(hdf, "Gather.next", steps[now + 1]);
}

static enum result
show(struct gather *g, enum gather_step step, const char *problem)
{
	struct ctx *ctx = g->ctx;
	struct _hdf *hdf = web_page(ctx, "Put a record together");

	render_set(hdf, "Gather.path", web_path(ctx, "/gather"));
	render_set(hdf, "Gather.token", guard_token(ctx));
	render_set(hdf, "Problem.slug", problem);
	fill_steps(g, hdf, step);
	fill_kept(g, hdf, step);
	TRY(gather_fill(g, hdf, step));
	return web_render(ctx, problem ? 422 : 200, "gather.cs", hdf);
}

/* The last step that can be shown with what was chosen. */
static enum gather_step
reached(const struct gather *g)
{
	if (!g->learner.id)
		return GATHER_LEARNER;
	if (!g->publisher.id)
		return GATHER_PUBLISHER;
	if (!g->ticked)
		return GATHER_ASSERTIONS;
	return GATHER_REVIEW;
}

static enum gather_step
step_named(const char *name, enum gather_step otherwise)
{
	enum gather_step step;

	for (step = 0; step < GATHER__MAX; step++)
		if (streq(name, steps[step]))
			return step;
	return otherwise;
}

/* Began with a link from a learner's page, the learner is chosen. */
enum result
gather_page(struct ctx *ctx)
{
	struct gather g;

	TRY(gather_read(ctx, &ctx->query, &g));
	return show(&g, g.learner.id ? GATHER_PUBLISHER : GATHER_LEARNER, NULL);
}

static void
set_list(struct gather *g, json_t *doc, const char *name,
	 const struct item_list *list, const bool *is_in)
{
	json_t *array = json_array();
	size_t i;

	for (i = 0; i < list->count; i++)
		if (!is_in || is_in[i])
			json_array_append(
				array,
				edit_item_new(g->ctx->mem, list->items[i].id));
	if (json_array_size(array))
		json_object_set(doc, name, array);
	json_decref(array);
}

static json_t *
record(struct gather *g)
{
	struct arena *mem = g->ctx->mem;
	json_t *doc = edit_new(mem, CLR_CLR, web_new_id(g->ctx, CLR_CLR));

	if (!str_empty(g->name))
		json_object_set_new(doc, "name", json_string(g->name));
	json_object_set_new(doc, "issuedOn",
			    json_string(clock_iso(mem, clock_now())));
	if (g->is_partial)
		json_object_set_new(doc, "partial", json_true());
	json_object_set(doc, "learner", edit_item_new(mem, g->learner.id));
	json_object_set(doc, "publisher", edit_item_new(mem, g->publisher.id));
	set_list(g, doc, "assertions", &g->assertions, g->is_ticked);
	set_list(g, doc, "achievements", &g->related, NULL);
	return doc;
}

static enum result
make(struct gather *g)
{
	struct item_office office = web_office(g->ctx);
	const char *id;

	TRY(item_put(g->ctx->db, &office, CLR_CLR, record(g), NULL, &id));
	response_see_other(&g->ctx->res, web_item_path(g->ctx, CLR_CLR, id));
	return OK;
}

enum result
gather_page_post(struct ctx *ctx)
{
	const char *go = form_get(&ctx->form, "go");
	enum gather_step now, step, last;
	struct gather g;

	TRY(gather_read(ctx, &ctx->form, &g));
	now = step_named(form_text(g.form, "now"), GATHER_LEARNER);
	step = streq(go, "make") ? GATHER_REVIEW : step_named(go, now);
	last = reached(&g);
	if (step > last)
		return show(&g, last, last == now ? steps[last] : NULL);
	return streq(go, "make") ? make(&g) : show(&g, step, NULL);
}
