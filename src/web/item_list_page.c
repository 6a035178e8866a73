/*
 * Lists of profiles, achievements, assertions, records and endorsements:
 * one handler for all five, by the route's class.  What is asked for stands
 * in the address, so that a list can be kept, sent and gone back to.
 */
#include "base/uri.h"
#include "model/walk.h"
#include "store/batch.h"
#include "web/guard.h"
#include "web/item_bulk.h"
#include "web/item_csv.h"
#include "web/item_line.h"
#include "web/pages.h"

#define PAGE 50

/* More terms or kinds than this are not offered to choose from. */
#define CHOICES 200

/* The states one can ask for, words of Lang.build.states. */
static const char *const states[] = { "draft",	  "review",  "published",
				      "changed",  "errors",  "stale",
				      "expiring", "expired", "revoked" };

/* A filter "only those that hold this item": the parameter, of which class
 * the list is, the property, and of which class the item is. */
struct holds {
	const char *param;
	enum class_id as;
	const char *property;
	enum class_id of;
};

static const struct holds holds[] = {
	{ "issuer", CLR_ACHIEVEMENT, "issuer", CLR_PROFILE },
	{ "issuer", CLR_ENDORSEMENT, "issuer", CLR_PROFILE },
	{ "learner", CLR_ASSERTION, "recipient", CLR_PROFILE },
	{ "learner", CLR_CLR, "learner", CLR_PROFILE },
	{ "publisher", CLR_CLR, "publisher", CLR_PROFILE },
	{ "achievement", CLR_ASSERTION, "achievement", CLR_ACHIEVEMENT },
	{ "assertion", CLR_CLR, "assertions", CLR_ASSERTION },
};
#define HOLDS (sizeof(holds) / sizeof(holds[0]))

/* What is asked for, and how the address says it. */
struct asked {
	struct item_query query;
	const struct holds *holds; /* NULL: none */
	struct item held;
};

static enum result
read_holds(struct ctx *ctx, struct asked *asked)
{
	const char *id;
	size_t i;

	for (i = 0; i < HOLDS; i++) {
		id = form_text(&ctx->query, holds[i].param);
		if (holds[i].as != ctx->route->as || str_empty(id))
			continue;
		TRY(item_get(ctx->db, ctx->mem, id, &asked->held));
		if (asked->held.as != holds[i].of)
			return fail(NOT_FOUND, "%s is no %s.", id,
				    walk_class(holds[i].of)->label);
		asked->holds = &holds[i];
		asked->query.holds = asked->held.id;
		asked->query.property = holds[i].property;
		return OK;
	}
	return OK;
}

static enum result
read_asked(struct ctx *ctx, struct asked *asked)
{
	*asked = (struct asked){
		.query = {
			.as = ctx->route->as,
			.text = form_text(&ctx->query, "q"),
			.state = form_text(&ctx->query, "state"),
			.kind = form_text(&ctx->query, "kind"),
			.term = form_text(&ctx->query, "term"),
			.not_in = streq(form_text(&ctx->query, "in"), "none") ? "Clr"
								  : NULL,
			.sort = streq(form_text(&ctx->query, "sort"), "name")
					? ITEM_BY_NAME
					: ITEM_NEWEST,
			.limit = PAGE,
		},
	};
	return read_holds(ctx, asked);
}

/* The address of the list with all that is asked for except ${without}; ends
 * with '?' or '&'. */
static const char *
address(struct ctx *ctx, const char *without)
{
	static const char *const names[] = {
		"q",	     "state",	    "kind",	"term",
		"in",	     "sort",	    "issuer",	"learner",
		"publisher", "achievement", "assertion"
	};
	struct str s;
	size_t i;

	str_init(&s, ctx->mem);
	str_addf(&s, "/%s?", web_folder(ctx->route->as));
	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (!streq(names[i], without) &&
		    !str_empty(form_text(&ctx->query, names[i])))
			str_addf(&s, "%s=%s&", names[i],
				 uri_encode(ctx->mem,
					    form_text(&ctx->query, names[i])));
	return s.s;
}

static void
set_choice(struct _hdf *node, const char *value, const char *now)
{
	render_set(node, "value", value);
	if (streq(value, now))
		render_set(node, "selected", "1");
}

static void
fill_facets(struct ctx *ctx, struct _hdf *hdf, const char *name,
	    const struct item_facets *facets)
{
	const char *now = form_text(
		&ctx->query, streq(name, "List.kinds") ? "kind" : "term");
	bool has_terms = ctx->route->as == CLR_ACHIEVEMENT ||
			 ctx->route->as == CLR_ASSERTION;
	size_t i, count = 0;

	for (i = 0; i < facets->count && count < CHOICES; i++) {
		const char *value = facets->items[i].value;
		struct _hdf *node;

		if (str_empty(value))
			continue;
		node = web_nth(ctx, hdf, name, count++);
		set_choice(node, value, now);
		if (streq(name, "List.terms"))
			render_set(node, "words", value);
		else if (has_terms)
			render_set(node, "words",
				   walk_term_words(ctx->mem,
						   LIST_ACHIEVEMENT_TYPE,
						   value));
	}
}

static enum result
fill_filters(struct ctx *ctx, struct _hdf *hdf, const struct asked *asked)
{
	struct item_facets kinds, terms;
	size_t i;

	for (i = 0; i < sizeof(states) / sizeof(states[0]); i++)
		set_choice(web_nth(ctx, hdf, "List.states", i), states[i],
			   asked->query.state);
	TRY(item_kinds(ctx->db, ctx->mem, ctx->route->as, &kinds));
	fill_facets(ctx, hdf, "List.kinds", &kinds);
	if (ctx->route->as == CLR_ASSERTION) {
		TRY(item_terms(ctx->db, ctx->mem, &terms));
		fill_facets(ctx, hdf, "List.terms", &terms);
		render_set(hdf, "List.has_in", "1");
	}
	if (asked->query.not_in)
		render_set(hdf, "List.in", "1");
	if (asked->query.sort == ITEM_BY_NAME)
		render_set(hdf, "List.by_name", "1");
	if (!asked->holds)
		return OK;
	render_set(hdf, "List.holds.param", asked->holds->param);
	render_set(hdf, "List.holds.id", asked->held.id);
	render_set(hdf, "List.holds.name", asked->held.name);
	render_set(hdf, "List.holds.clear",
		   web_path(ctx, "%s", address(ctx, asked->holds->param)));
	return OK;
}

static bool
is_filtered(const struct asked *asked)
{
	const struct item_query *q = &asked->query;

	return !str_empty(q->text) || !str_empty(q->state) ||
	       !str_empty(q->kind) || !str_empty(q->term) || q->holds ||
	       q->not_in;
}

/* Where a new one is begun, and who may. */
static void
fill_ways(struct ctx *ctx, struct _hdf *hdf)
{
	enum class_id as = ctx->route->as;

	if (as == CLR_ASSERTION && web_may(ctx, RIGHT_AWARD))
		render_set(hdf, "List.new", web_path(ctx, "/award"));
	else if (as == CLR_CLR && web_may(ctx, RIGHT_AWARD))
		render_set(hdf, "List.new", web_path(ctx, "/gather"));
	else if (as != CLR_ASSERTION && as != CLR_CLR &&
		 web_may(ctx, RIGHT_EDIT))
		render_set(hdf, "List.new",
			   web_path(ctx, "/%s/new", web_folder(as)));
	if (item_bulk_may_publish(ctx, as))
		render_set(hdf, "List.may_publish",
			   ctx->app->conf->review ? "ask" : "publish");
	if (item_bulk_may_delete(ctx, as))
		render_set(hdf, "List.may_delete", "1");
	render_set(hdf, "List.token", guard_token(ctx));
}

/* Which columns the class has besides name, state and day of change. */
static void
fill_columns(struct ctx *ctx, struct _hdf *hdf)
{
	enum class_id as = ctx->route->as;

	render_set(hdf, "List.has_about", "1");
	if (as == CLR_ACHIEVEMENT || as == CLR_ASSERTION ||
	    as == CLR_ENDORSEMENT)
		render_set(hdf, "List.has_kind", "1");
	if (as == CLR_ASSERTION)
		render_set(hdf, "List.has_term", "1");
	if (as == CLR_ASSERTION || as == CLR_CLR)
		render_set(hdf, "List.has_issued", "1");
}

static void
fill_pager(struct ctx *ctx, struct _hdf *hdf, long long page,
	   const struct item_list *list)
{
	struct web_pager pager = {
		.query = address(ctx, NULL),
		.page = page,
		.size = PAGE,
		.count = (long long)list->count,
		.total = list->total,
	};

	web_set_pager(ctx, hdf, &pager);
	if (list->total > (long long)list->count && !ctx->app->conf->review &&
	    web_may(ctx, RIGHT_PUBLISH))
		render_set(hdf, "List.may_publish_all", "1");
	render_set(hdf, "List.back", strchr(pager.query, '?') + 1);
	render_set(hdf, "List.csv", web_path(ctx, "%sas=csv", pager.query));
}

static enum result
fill(struct ctx *ctx, struct _hdf *hdf, struct asked *asked)
{
	struct item_list list;
	long long page;

	TRY(web_page_number(ctx, &page));
	asked->query.offset = (page - 1) * PAGE;
	TRY(item_list(ctx->db, ctx->mem, &asked->query, &list));
	render_set(hdf, "List.slug", web_folder(ctx->route->as));
	render_set(hdf, "List.what", walk_class(ctx->route->as)->help);
	render_set(hdf, "List.path",
		   web_path(ctx, "/%s", web_folder(ctx->route->as)));
	render_set(hdf, "List.q", asked->query.text);
	if (is_filtered(asked))
		render_set(hdf, "List.filtered", "1");
	TRY(fill_filters(ctx, hdf, asked));
	fill_ways(ctx, hdf);
	fill_columns(ctx, hdf);
	fill_pager(ctx, hdf, page, &list);
	item_line_all(ctx, hdf, "List.item", &list);
	return OK;
}

static struct _hdf *
list_page(struct ctx *ctx)
{
	return web_page(ctx, walk_class(ctx->route->as)->plural);
}

enum result
item_list_page(struct ctx *ctx)
{
	struct asked asked;
	struct _hdf *hdf;

	TRY(read_asked(ctx, &asked));
	if (streq(form_text(&ctx->query, "as"), "csv"))
		return item_csv_reply(ctx, &asked.query);
	hdf = list_page(ctx);
	TRY(fill(ctx, hdf, &asked));
	return web_render(ctx, 200, "items.cs", hdf);
}

/* The list as it was when the form was sent: field "back" is its query. */
static enum result
go_back(struct ctx *ctx)
{
	const char *back = form_get(&ctx->form, "back");

	form_init(&ctx->query, ctx->mem);
	if (!back)
		return OK;
	return form_read(&ctx->query, back, strlen(back),
			 (size_t)ctx->app->conf->max_fields);
}

static enum result
may_do(struct ctx *ctx, const char *what)
{
	bool is_all = streq(what, ITEM_BULK_ALL);

	if (streq(what, "publish") &&
	    item_bulk_may_publish(ctx, ctx->route->as))
		return OK;
	if (is_all && !ctx->app->conf->review && web_may(ctx, RIGHT_PUBLISH))
		return OK;
	if (streq(what, "delete") && item_bulk_may_delete(ctx, ctx->route->as))
		return OK;
	if (is_all || streq(what, "publish") || streq(what, "delete"))
		return fail(FORBIDDEN, "Your role does not allow this.");
	return fail(INVALID, "There is nothing to be done.");
}

/* All that the list at field "back" shows and that is newer than what was
 * published of it. */
static enum result
all_newer(struct ctx *ctx, struct item_list *out)
{
	struct item_list all;
	struct asked asked;
	size_t i;

	TRY(go_back(ctx));
	TRY(read_asked(ctx, &asked));
	asked.query.limit = BATCH_MOST;
	TRY(item_list(ctx->db, ctx->mem, &asked.query, &all));
	*out = (struct item_list){
		.items = arena_array(ctx->mem, all.count, sizeof(*out->items)),
	};
	for (i = 0; i < all.count; i++) {
		const struct item *item = &all.items[i];

		if (item->state != ITEM_REVOKED &&
		    (!item->version || item->is_changed || item->is_stale))
			out->items[out->count++] = *item;
	}
	out->total = (long long)out->count;
	return OK;
}

static enum result
read_list(struct ctx *ctx, const char *what, struct item_list *list)
{
	struct picked picked;

	if (streq(what, ITEM_BULK_ALL))
		return all_newer(ctx, list);
	TRY(picked_read(ctx, &ctx->form, "item", &picked));
	return picked_items(ctx, &picked, ctx->route->as, list);
}

enum result
item_list_page_post(struct ctx *ctx)
{
	const char *what = form_get(&ctx->form, "do");
	struct item_list list;
	struct asked asked;
	struct _hdf *hdf;

	TRY(may_do(ctx, what));
	TRY(read_list(ctx, what, &list));
	if (list.count && !form_get(&ctx->form, "sure"))
		return item_bulk_ask(ctx, what, &list);
	if (item_bulk_is_long(ctx, what, &list))
		return item_bulk_begin(ctx, &list);
	TRY(go_back(ctx));
	TRY(read_asked(ctx, &asked));
	hdf = list_page(ctx);
	if (list.count)
		TRY(item_bulk_do(ctx, hdf, what, &list));
	else
		render_set(hdf, "Bulk.none", "1");
	TRY(fill(ctx, hdf, &asked));
	return web_render(ctx, list.count ? 200 : 422, "items.cs", hdf);
}
