/*
 * All alignments, and all associations with a picture of them: what stands
 * in achievements and is looked for across them.
 */
#include "base/uri.h"
#include "page/pathway.h"
#include "web/item_pathway.h"
#include "web/pages.h"

#define PAGE 50

/* What the two pages differ in. */
struct part_kind {
	const char *word; /* of the store */
	const char *slug; /* of the address and of Lang.build.parts */
	const char *title;
};

static const struct part_kind alignment = { "alignment", "alignments",
					    "Alignments" };
static const struct part_kind association = { "association", "associations",
					      "Associations" };

static const char *
asked(struct ctx *ctx)
{
	const char *q = form_get(&ctx->query, "q");

	return q ? q : "";
}

static void
fill_line(struct ctx *ctx, struct _hdf *node, const struct item_part *part)
{
	render_set(node, "words", part->words);
	render_set(node, "target", part->target);
	if (uri_use(part->target) == URI_LINK)
		render_set(node, "link", part->target);
	render_set(node, "name", part->item_name);
	render_set(node, "href",
		   web_item_path(ctx, CLR_ACHIEVEMENT, part->item_id));
}

static enum result
fill_list(struct ctx *ctx, struct _hdf *hdf, const struct part_kind *kind)
{
	struct web_pager pager = { .size = PAGE };
	struct item_part_query query = {
		.kind = kind->word,
		.text = asked(ctx),
		.limit = PAGE,
	};
	struct item_parts parts;
	size_t i;

	TRY(web_page_number(ctx, &pager.page));
	query.offset = (pager.page - 1) * PAGE;
	TRY(item_parts(ctx->db, ctx->mem, &query, &parts));
	for (i = 0; i < parts.count; i++)
		fill_line(ctx, web_nth(ctx, hdf, "List.item", i),
			  &parts.items[i]);
	pager.query = arena_printf(ctx->mem, "/%s?q=%s&", kind->slug,
				   uri_encode(ctx->mem, asked(ctx)));
	pager.count = (long long)parts.count;
	pager.total = parts.total;
	web_set_pager(ctx, hdf, &pager);
	return OK;
}

static enum result
fill_page(struct ctx *ctx, struct _hdf *hdf, const struct part_kind *kind)
{
	render_set(hdf, "List.slug", kind->slug);
	render_set(hdf, "List.q", asked(ctx));
	render_set(hdf, "List.path", web_path(ctx, "/%s", kind->slug));
	render_set(hdf, "List.achievements", web_path(ctx, "/achievements"));
	return fill_list(ctx, hdf, kind);
}

enum result
part_page_alignments(struct ctx *ctx)
{
	struct _hdf *hdf = web_page(ctx, alignment.title);

	TRY(fill_page(ctx, hdf, &alignment));
	return web_render(ctx, 200, "parts.cs", hdf);
}

enum result
part_page_associations(struct ctx *ctx)
{
	struct _hdf *hdf = web_page(ctx, association.title);
	const struct item_part_query query = {
		.kind = association.word,
		.text = asked(ctx),
		.limit = PATHWAY_MOST_EDGES,
	};
	struct item_parts parts;

	TRY(fill_page(ctx, hdf, &association));
	TRY(item_parts(ctx->db, ctx->mem, &query, &parts));
	TRY(item_pathway_of(ctx, render_node(hdf, "Pathway"), &parts));
	return web_render(ctx, 200, "parts.cs", hdf);
}
