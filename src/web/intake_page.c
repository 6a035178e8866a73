/*
 * An imported record into the Builder: what its parts would become is shown
 * first, and only then done.
 */
#include "store/intake.h"
#include "store/record.h"
#include "web/by_class.h"
#include "web/guard.h"
#include "web/pages.h"

static enum result
open_record(struct ctx *ctx, struct record *record, json_t **doc)
{
	TRY(record_get(ctx->db, ctx->mem, ctx->params[0], record));
	TRY(record_doc(ctx->db, ctx->mem, record));
	return load_json(ctx->mem, record->doc, record->doc_len,
			 &ctx->app->limits, doc);
}

static void
fill_part(struct ctx *ctx, struct _hdf *node, const struct intake_part *part)
{
	static const char *const fates[] = {
		[INTAKE_NEW] = "new",
		[INTAKE_SAME] = "same",
		[INTAKE_DIFFERS] = "differs",
	};

	render_set(node, "name", part->name);
	render_set(node, "id", part->doc_id);
	render_set(node, "fate", fates[part->fate]);
	render_set_number(node, "seen", (int64_t)part->seen);
	if (part->item_id)
		render_set(node, "href",
			   web_item_path(ctx, part->as, part->item_id));
}

/* The parts of one class: how many of each fate, and each of them. */
static void
fill_class(struct ctx *ctx, struct _hdf *hdf, const struct intake *intake,
	   enum class_id as)
{
	size_t of[INTAKE_DIFFERS + 1] = { 0 }, count = 0, i;
	struct _hdf *group;

	for (i = 0; i < intake->count; i++)
		if (intake->parts[i].as == as) {
			of[intake->parts[i].fate]++;
			count++;
		}
	if (!count)
		return;
	group = by_class_group(ctx, hdf, as, count);
	render_set_number(group, "makes", (int64_t)of[INTAKE_NEW]);
	render_set_number(group, "same", (int64_t)of[INTAKE_SAME]);
	render_set_number(group, "differs", (int64_t)of[INTAKE_DIFFERS]);
	for (i = 0, count = 0; i < intake->count; i++)
		if (intake->parts[i].as == as)
			fill_part(ctx, web_nth(ctx, group, "part", count++),
				  &intake->parts[i]);
}

static void
fill_intake(struct ctx *ctx, struct _hdf *hdf, const struct intake *intake)
{
	size_t i;

	render_set_number(hdf, "Intake.makes", (int64_t)intake->makes);
	render_set_number(hdf, "Intake.same", (int64_t)intake->same);
	render_set_number(hdf, "Intake.differs", (int64_t)intake->differs);
	for (i = 0; i < BY_CLASS_COUNT; i++)
		fill_class(ctx, render_node(hdf, "Intake"), intake,
			   by_class_order[i]);
}

enum result
intake_page(struct ctx *ctx)
{
	struct item_office office = web_office(ctx);
	struct record record;
	struct intake intake;
	struct _hdf *hdf;
	json_t *doc;

	TRY(open_record(ctx, &record, &doc));
	TRY(intake_look(ctx->db, &office, doc, &intake));
	hdf = web_page(ctx, "Edit this record in the Builder");
	render_set(hdf, "Intake.name", record.name);
	render_set(hdf, "Intake.learner", record.learner);
	render_set(hdf, "Intake.back", web_path(ctx, "/records/%s", record.id));
	render_set(hdf, "Intake.action",
		   web_path(ctx, "/records/%s/build", record.id));
	render_set(hdf, "Intake.token", guard_token(ctx));
	fill_intake(ctx, hdf, &intake);
	return web_render(ctx, 200, "intake.cs", hdf);
}

enum result
intake_page_post(struct ctx *ctx)
{
	struct item_office office = web_office(ctx);
	const char *choice = form_get(&ctx->form, "differs");
	struct record record;
	struct intake intake;
	const char *path;
	json_t *doc;

	TRY(open_record(ctx, &record, &doc));
	TRY(intake_put(ctx->db, &office, doc,
		       streq(choice, "replace") ? INTAKE_REPLACE : INTAKE_KEEP,
		       &intake));
	path = web_item_path(ctx, CLR_CLR,
			     intake.parts[intake.count - 1].item_id);
	response_see_other(&ctx->res,
			   arena_printf(ctx->mem, "%s?notice=brought", path));
	return OK;
}
