/*
 * Publishing and deleting many items: see item_bulk.h.  Each item is a
 * change of its own, as if it had been done on its page.  Called by
 * item_list_page.c.
 */
#include "web/item_bulk.h"

#include "web/batch_page.h"
#include "web/guard.h"
#include "web/item_line.h"
#include "web/proof_choice.h"

/* So many are done while the browser waits. */
#define AT_ONCE 25

/* Of those that are not ticked so many are named. */
#define NAMED 20

bool
item_bulk_may_publish(const struct ctx *ctx, enum class_id as)
{
	if (ctx->app->conf->review)
		return web_may(ctx, web_making(as));
	return web_may(ctx, RIGHT_PUBLISH);
}

bool
item_bulk_may_delete(const struct ctx *ctx, enum class_id as)
{
	return web_may(ctx, web_making(as));
}

/* What the pages say of it: with the setting review nobody publishes many at
 * once, but asks for the approval of each. */
static const char *
word_of(const struct ctx *ctx, const char *what)
{
	if (streq(what, ITEM_BULK_ALL))
		return "publish";
	return streq(what, "publish") && ctx->app->conf->review ? "ask" : what;
}

/* The lines of what it is asked of. */
static void
fill_lines(struct ctx *ctx, struct _hdf *hdf, const char *what,
	   const struct item_list *list)
{
	struct item_list named = *list;

	if (streq(what, ITEM_BULK_ALL)) {
		render_set(hdf, "Bulk.all", "1");
		named.count = list->count < NAMED ? list->count : NAMED;
	}
	if (named.count < list->count)
		render_set_number(hdf, "Bulk.more",
				  (int64_t)(list->count - named.count));
	item_line_all(ctx, hdf, "Bulk.item", &named);
}

enum result
item_bulk_ask(struct ctx *ctx, const char *what, const struct item_list *list)
{
	const struct proof_choice choice = { "proof", list, false };
	struct _hdf *hdf = web_page(ctx, "Are you sure?");

	render_set(hdf, "Bulk.slug", web_folder(ctx->route->as));
	render_set(hdf, "Bulk.what", word_of(ctx, what));
	render_set(hdf, "Bulk.do", what);
	render_set(hdf, "Bulk.back", form_get(&ctx->form, "back"));
	render_set(hdf, "Bulk.path",
		   web_path(ctx, "/%s", web_folder(ctx->route->as)));
	render_set(hdf, "Bulk.token", guard_token(ctx));
	render_set_number(hdf, "Bulk.count", (int64_t)list->count);
	fill_lines(ctx, hdf, what, list);
	if (streq(word_of(ctx, what), "publish"))
		TRY(proof_choice_fill(ctx, hdf, &choice));
	return web_render(ctx, 200, "bulk.cs", hdf);
}

bool
item_bulk_is_long(const struct ctx *ctx, const char *what,
		  const struct item_list *list)
{
	return streq(word_of(ctx, what), "publish") && list->count > AT_ONCE;
}

enum result
item_bulk_begin(struct ctx *ctx, const struct item_list *list)
{
	const char **ids = arena_array(ctx->mem, list->count, sizeof(*ids));
	size_t i;

	for (i = 0; i < list->count; i++)
		ids[i] = list->items[i].id;
	return batch_page_begin(ctx, proof_choice_read(ctx, "proof"), ids,
				list->count);
}

static enum result
do_one(struct ctx *ctx, const char *word, const struct item *item)
{
	struct item_office office = web_office(ctx);
	const enum version_proof proof = proof_choice_read(ctx, "proof");
	const struct version_new new = { .item_id = item->id,
					 .revision = item->revision,
					 .proof = proof,
					 .parts = proof };
	long long number;

	if (streq(word, "delete"))
		return item_del(ctx->db, &office, item->id);
	if (streq(word, "ask"))
		return version_ask(ctx->db, &office, item->id, item->revision);
	return version_put(ctx->db, &office, &new, &number);
}

/* A result that is about the item, not about us. */
static bool
is_refusal(enum result r)
{
	return r == INVALID || r == CONFLICT || r == GONE || r == NOT_FOUND ||
	       r == TOO_BIG;
}

static void
note(struct ctx *ctx, struct _hdf *hdf, const char *list, long long at,
     const struct item *item)
{
	struct _hdf *node = render_node(
		hdf, arena_printf(ctx->mem, "Bulk.%s.%lld", list, at));

	item_line(ctx, node, item);
	if (streq(list, "refused"))
		render_set(node, "words",
			   arena_strdup(ctx->mem, fail_last()->text));
}

enum result
item_bulk_do(struct ctx *ctx, struct _hdf *hdf, const char *what,
	     const struct item_list *list)
{
	const char *word = word_of(ctx, what);
	long long done = 0, refused = 0;
	enum result r;
	size_t i;

	for (i = 0; i < list->count; i++) {
		r = do_one(ctx, word, &list->items[i]);
		if (r == OK)
			note(ctx, hdf, "done", done++, &list->items[i]);
		else if (is_refusal(r))
			note(ctx, hdf, "refused", refused++, &list->items[i]);
		else
			return r;
	}
	render_set(hdf, "Bulk.what", word);
	render_set_number(hdf, "Bulk.done_count", done);
	render_set_number(hdf, "Bulk.refused_count", refused);
	return OK;
}
