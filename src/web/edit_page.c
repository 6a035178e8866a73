/*
 * Making and editing an item: one set of pages for the five classes.  A
 * form is read by the table (model/edit.h) and shown by it (page/fields.h);
 * here is only what comes first and what comes next.
 */
#include <stdint.h>
#include <string.h>

#include "base/rand.h"
#include "base/uri.h"
#include "model/edit.h"
#include "model/jsonmem.h"
#include "page/embed.h"
#include "store/parked.h"
#include "web/edit_act.h"
#include "web/edit_choices.h"
#include "web/edit_start.h"
#include "web/guard.h"
#include "web/pages.h"

/* What stands in ?parked= of this browser, which must be of this page unless
 * ${path} is NULL.  OK, NOT_FOUND. */
static enum result
parked(struct ctx *ctx, const char *id, const char *path, struct parked *out)
{
	enum result r = NOT_FOUND;

	if (ctx->me && rand_is_id(id))
		r = parked_get(ctx->db, ctx->mem, ctx->me, id, out);
	if (r == OK && path && !streq(path, out->path))
		r = NOT_FOUND;
	if (r == NOT_FOUND)
		return fail(NOT_FOUND, "What was typed is kept for a week, "
				       "for the browser it was typed in.");
	return r;
}

/* Choose the item that was just made for the field at ?set=. */
static enum result
set_made(struct desk *desk)
{
	struct ctx *ctx = desk->ctx;
	const char *pointer = form_get(&ctx->query, "set");
	const char *id = form_get(&ctx->query, "item");
	const struct property *p;
	struct item item;
	json_t *value;

	if (str_empty(pointer) || str_empty(id))
		return OK;
	p = edit_place(desk->as, pointer, NULL);
	if (!p)
		return fail(INVALID, "“%s” is no field.", pointer);
	TRY(item_get(ctx->db, ctx->mem, id, &item));
	if (p->flags & PICKED) {
		value = edit_item_new(ctx->mem, id);
	} else {
		value = json_string(item.doc_id);
		jsonmem_defer(ctx->mem, value);
	}
	desk->notice = "chosen";
	desk->open = pointer;
	return edit_set(ctx->mem, desk->as, desk->doc, pointer, value);
}

/* The form as it was typed before something else came first. */
static enum result
resume(struct desk *desk, const char *id)
{
	struct ctx *ctx = desk->ctx;
	struct form *form = arena_alloc(ctx->mem, sizeof(*form));
	struct parked kept;

	TRY(parked(ctx, id, ctx->req.path, &kept));
	form_init(form, ctx->mem);
	TRY(form_read(form, kept.form, strlen(kept.form), SIZE_MAX));
	desk->notice = "resumed";
	TRY(desk_type(desk, form, true));
	return set_made(desk);
}

/* ?parked=ID alone: what was typed comes back.  With ?at= it is another
 * page's, which waits for this item. */
static bool
resumes(const struct ctx *ctx)
{
	return !str_empty(form_get(&ctx->query, "parked")) &&
	       !form_find(&ctx->query, "at");
}

enum result
edit_page_new(struct ctx *ctx)
{
	struct desk desk;

	TRY(desk_open(ctx, &desk));
	if (resumes(ctx))
		TRY(resume(&desk, form_get(&ctx->query, "parked")));
	else
		TRY(edit_start_offer(&desk));
	return desk_show(&desk, 200);
}

enum result
edit_page(struct ctx *ctx)
{
	struct desk desk;

	TRY(desk_open(ctx, &desk));
	if (resumes(ctx)) {
		TRY(resume(&desk, form_get(&ctx->query, "parked")));
	} else {
		desk.open = form_get(&ctx->query, "open");
		TRY(desk_check(&desk));
	}
	return desk_show(&desk, 200);
}

/* Back to the form that waits for this item, or to the item's own page. */
static enum result
go_on(struct desk *desk, const char *id)
{
	struct ctx *ctx = desk->ctx;
	const char *waits = form_get(desk->form, "parked");
	const char *at = form_get(desk->form, "at");
	const char *item = web_item_path(ctx, desk->as, id);
	struct parked kept;

	if (str_empty(waits) || str_empty(at) ||
	    parked(ctx, waits, NULL, &kept) != OK) {
		response_see_other(
			&ctx->res,
			arena_printf(ctx->mem, "%s?notice=saved", item));
		return OK;
	}
	response_see_other(&ctx->res,
			   web_path(ctx, "%s?parked=%s&set=%s&item=%s",
				    kept.path, waits, uri_encode(ctx->mem, at),
				    id));
	return OK;
}

/* The revision that may be written over: that of the form, or the one whose
 * difference was shown and accepted. */
static long long
over(const struct desk *desk, const char *doing)
{
	long long revision;

	if (str_starts(doing, "over ") &&
	    str_number(doing + strlen("over "), INT64_MAX, &revision) == OK)
		return revision;
	return desk_revision(desk);
}

static enum result
put(struct desk *desk, const char *doing, const char **id)
{
	struct item_office office = web_office(desk->ctx);

	if (desk->as == CLR_ASSERTION)
		office.recipient = form_get(desk->form, "learner");
	if (str_empty(office.recipient))
		office.recipient = NULL;
	*id = desk->item.id;
	if (*id)
		return item_save(desk->ctx->db, &office, *id, over(desk, doing),
				 desk->doc);
	return item_put(desk->ctx->db, &office, desk->as, desk->doc, NULL, id);
}

static enum result
save(struct desk *desk, const char *doing)
{
	const char *id;
	enum result r;

	if (desk->is_refused)
		return desk_show(desk, 422);
	r = put(desk, doing, &id);
	if (r == OK)
		return go_on(desk, id);
	if (r == CONFLICT && desk->item.id) {
		desk->conflicts = true;
		return desk_show(desk, 409);
	}
	if (r != INVALID && r != NOT_FOUND && r != TOO_BIG && r != CONFLICT)
		return r;
	desk_refuse(desk, "", "%s", fail_last()->text);
	return desk_show(desk, 422);
}

enum result
edit_page_post(struct ctx *ctx)
{
	const char *doing = form_get(&ctx->form, "do");
	bool acts = edit_act_is(doing), replied;
	struct desk desk;

	TRY(desk_open(ctx, &desk));
	TRY(desk_type(&desk, &ctx->form, acts && !streq(doing, "look")));
	if (!acts)
		return save(&desk, doing);
	TRY(edit_act(&desk, doing, &replied));
	if (replied)
		return OK;
	if (desk.looks)
		TRY(desk_check(&desk));
	return desk_show(&desk, desk.is_refused ? 422 : 200);
}

enum result
edit_page_find(struct ctx *ctx)
{
	const char *words = form_get(&ctx->query, "q");
	json_t *list = json_array();
	struct fields_choices found;
	struct str out;
	size_t i;

	jsonmem_defer(ctx->mem, list);
	TRY(edit_choices_find(ctx, ctx->route->as, words, &found));
	for (i = 0; i < found.count; i++) {
		const struct fields_choice *c = &found.items[i];

		json_array_append_new(
			list,
			json_pack("{s:s, s:s, s:s}", "value", c->value, "label",
				  c->label, "about", c->about ? c->about : ""));
	}
	str_init(&out, ctx->mem);
	embed_value(&out, list);
	response_header(&ctx->res, "Cache-Control", "private, no-store");
	response_text(&ctx->res, 200, media_type(MEDIA_JSON), out.s);
	return OK;
}
