/*
 * The editor's page: the form of the document as it stands on the desk,
 * and what goes around it.  Called through desk.h.
 */
#include "model/edit.h"
#include "model/walk.h"
#include "page/fields.h"
#include "web/changes.h"
#include "web/desk.h"
#include "web/desk_learner.h"
#include "web/edit_choices.h"
#include "web/guard.h"
#include "web/item_look.h"
#include "web/state.h"

/* Lines of a difference that is shown. */
#define DIFFERENCES 200

enum result
desk_check(struct desk *desk)
{
	struct item_office office = web_office(desk->ctx);
	enum result r = item_check(desk->ctx->db, &office, desk->as, desk->doc,
				   &desk->problems);

	if (r != INVALID && r != NOT_FOUND && r != TOO_BIG)
		return r;
	problems_add(&desk->problems, PROBLEM_ERROR, "", "", "%s",
		     fail_last()->text);
	return OK;
}

/* "New achievement", "Edit Biology 101". */
static const char *
title_of(const struct desk *desk)
{
	struct arena *mem = desk->ctx->mem;
	const char *label = walk_class(desk->as)->label;
	char *small = arena_strdup(mem, label);

	if (small[0] >= 'A' && small[0] <= 'Z')
		small[0] = (char)(small[0] - 'A' + 'a');
	if (!desk->item.id)
		return arena_printf(mem, "New %s", small);
	if (str_empty(desk->item.name))
		return arena_printf(mem, "Edit this %s", small);
	return arena_printf(mem, "Edit %s", desk->item.name);
}

static const char *
name_of(void *carrier, const char *id)
{
	struct ctx *ctx = carrier;
	struct item item;

	if (item_get(ctx->db, ctx->mem, id, &item) != OK)
		return NULL;
	return item.name;
}

/* What the other one saved, beside what was typed here. */
static void
fill_conflict(struct desk *desk, struct _hdf *hdf)
{
	struct ctx *ctx = desk->ctx;
	const struct diff_how how = {
		.as = desk->as,
		.max = DIFFERENCES,
		.name = name_of,
		.carrier = ctx,
	};
	struct diff diff;

	diff_docs(ctx->mem, &how, desk->base, desk->doc, &diff);
	changes_fill(ctx, render_node(hdf, "Conflict"), &diff);
	render_set(hdf, "Conflict.by", desk->item.updated_by);
	render_set_number(hdf, "Conflict.rev", desk->item.revision);
	web_set_time(ctx, hdf, "Conflict.at", desk->item.updated_at);
}

/* The hidden fields, and where the form goes to. */
static void
fill_frame(struct desk *desk, struct _hdf *hdf)
{
	struct ctx *ctx = desk->ctx;
	const struct form *from = desk->form->count ? desk->form : &ctx->query;
	const char *at = form_get(from, "at");
	const char *list = web_path(ctx, "/%s", web_folder(desk->as));
	const char *back = list;

	if (desk->item.id) {
		back = web_item_path(ctx, desk->as, desk->item.id);
		state_fill(render_node(hdf, "Edit"), &desk->item);
		render_set_number(hdf, "Form.revision", desk_revision(desk));
	} else {
		render_set(hdf, "Edit.new", "1");
	}
	if (!str_empty(at)) {
		render_set(hdf, "Edit.at", at);
		render_set(hdf, "Edit.parked", form_get(from, "parked"));
	}
	render_set(hdf, "Edit.back", back);
	render_set(hdf, "Edit.action", desk->path);
	render_set(hdf, "Edit.list", list);
	render_set(hdf, "Edit.plural", walk_class(desk->as)->plural);
	render_set(hdf, "Form.action", desk->path);
	render_set(hdf, "Form.token", guard_token(ctx));
	render_set(hdf, "Form.changed", desk->form->count ? "1" : NULL);
	render_set(hdf, "Edit.as", web_folder(desk->as));
	render_set(hdf, "Edit.help", walk_class(desk->as)->help);
	render_set(hdf, "Edit.notice", desk->notice);
	render_set(hdf, "Edit.refused", desk->is_refused ? "1" : NULL);
}

/* Alignments that have an address but no name yet: Case.N. */
static void
fill_case(struct desk *desk, struct _hdf *hdf)
{
	struct arena *mem = desk->ctx->mem;
	json_t *each;
	size_t i;

	json_array_foreach (json_object_get(desk->doc, "alignments"), i, each) {
		const char *url = walk_text(each, CLR_ALIGNMENT, "targetUrl");
		struct _hdf *node;

		if (!url || walk_text(each, CLR_ALIGNMENT, "targetName"))
			continue;
		node = render_node(hdf, arena_printf(mem, "Case.%zu", i));
		render_set(node, "url", url);
		render_set(node, "pointer",
			   arena_printf(mem, "/alignments/%zu", i));
	}
}

static enum result
fill_look(struct desk *desk, struct _hdf *hdf)
{
	struct item_office office = web_office(desk->ctx);
	json_t *whole;
	enum result r = item_whole_of(desk->ctx->db, &office, desk->as,
				      desk->doc, true, &whole);

	if (r == INVALID || r == NOT_FOUND || r == TOO_BIG)
		return OK; /* desk_check() has told why */
	if (r != OK)
		return r;
	item_look_fill(desk->ctx, hdf, desk->as, whole, "");
	return OK;
}

enum result
desk_show(struct desk *desk, int status)
{
	struct ctx *ctx = desk->ctx;
	struct _hdf *hdf = web_page(ctx, title_of(desk));
	const struct fields fields = {
		.mem = ctx->mem,
		.source = edit_choices_source(desk),
		.problems = &desk->problems,
		.files = web_path(ctx, "/media/"),
		.zone = "Z",
		.open = desk->open,
		.preview = desk->preview_at,
	};

	fill_frame(desk, hdf);
	fields_fill(&fields, render_node(hdf, "Form"), desk->as, desk->doc);
	if (desk->as == CLR_ASSERTION)
		TRY(desk_learner_fill(desk, hdf));
	if (desk->as == CLR_ACHIEVEMENT)
		fill_case(desk, hdf);
	if (desk->conflicts)
		fill_conflict(desk, hdf);
	if (desk->looks)
		TRY(fill_look(desk, hdf));
	render_set(hdf, "Page.tool", "1");
	web_allow_upload(ctx);
	return web_render(ctx, status, "edit.cs", hdf);
}
