/*
 * An item as people will see it.  A part of a record is shown as the record
 * will show it: results beside their scales, rubrics as grids.  Called by
 * item_page.c and desk_show.c.
 */
#include "web/item_look.h"

#include <stdint.h>
#include <string.h>

#include "base/b64.h"
#include "base/clock.h"
#include "model/jsonmem.h"
#include "page/view_clr.h"
#include "store/media.h"

/* Uploaded pictures up to this many bytes together are put into the page;
 * of others stands the address. */
#define PICTURES_MAX (4 * 1024 * 1024)

/* Pictures being put into a document. */
struct pictures {
	struct ctx *ctx;
	const char *home; /* where our own uploads are */
	size_t left;	  /* bytes that may still come */
};

/* base64 as data: URLs have it. */
static const char *
plain_base64(struct arena *mem, const char *bytes, size_t len)
{
	char *text = b64url_encode(mem, bytes, len), *c;

	for (c = text; *c; c++)
		if (*c == '-' || *c == '_')
			*c = *c == '-' ? '+' : '/';
	return arena_printf(mem, "%s%s", text,
			    len % 3 == 1   ? "=="
			    : len % 3 == 2 ? "="
					   : "");
}

/* The picture at one of our own addresses as a data: URL; NULL: it is none,
 * or too much. */
static const char *
own_picture(struct pictures *p, const char *url)
{
	struct arena *mem = p->ctx->mem;
	struct media_file file;

	if (!str_starts(url, p->home) ||
	    media_get(p->ctx->db, mem, url + strlen(p->home), &file) != OK ||
	    !str_starts(file.type, "image/") || file.len > p->left)
		return NULL;
	p->left -= file.len;
	return arena_printf(mem, "data:%s;base64,%s", file.type,
			    plain_base64(mem, file.bytes, file.len));
}

/* Put our own pictures into ${value}, in place. */
static void
put_pictures(struct pictures *p, json_t *value)
{
	const char *key, *picture;
	json_t *each;
	size_t i;

	json_object_foreach (value, key, each) {
		picture = json_is_string(each)
				  ? own_picture(p, json_string_value(each))
				  : NULL;
		if (picture)
			json_object_set_new(value, key, json_string(picture));
		else
			put_pictures(p, each);
	}
	json_array_foreach (value, i, each)
		put_pictures(p, each);
}

/* ${doc} as the only thing in a record. */
static json_t *
record_of(struct ctx *ctx, enum class_id as, json_t *doc)
{
	static const struct {
		const char *member;
		bool is_list;
	} places[CLASS__MAX] = {
		[CLR_PROFILE] = { "publisher", false },
		[CLR_ACHIEVEMENT] = { "achievements", true },
		[CLR_ASSERTION] = { "assertions", true },
		[CLR_ENDORSEMENT] = { "endorsements", true },
	};
	json_t *record;

	if (!places[as].member)
		return doc;
	record = json_pack(places[as].is_list ? "{s:[O]}" : "{s:O}",
			   places[as].member, doc);
	jsonmem_defer(ctx->mem, record);
	return record;
}

void
item_look_files(struct ctx *ctx, enum class_id as, const json_t *whole,
		struct view_files *out)
{
	json_t *doc = (json_t *)(uintptr_t)whole;

	view_files_find(ctx->mem, record_of(ctx, as, doc), &ctx->app->limits,
			out);
}

int64_t
item_look_fill(struct ctx *ctx, struct _hdf *hdf, enum class_id as,
	       const json_t *whole, const char *files)
{
	struct view_files list = { 0 };
	struct pictures pictures = { ctx, web_url(ctx, "/media/"),
				     PICTURES_MAX };
	json_t *doc = json_deep_copy(whole);
	int64_t until;
	const struct view view = {
		.mem = ctx->mem,
		.limits = &ctx->app->limits,
		.files = files,
		.inline_image = SIZE_MAX,
		.now = clock_now(),
		.list = files[0] ? &list : NULL,
	};

	jsonmem_defer(ctx->mem, doc);
	if (files[0])
		item_look_files(ctx, as, whole, &list);
	put_pictures(&pictures, doc);
	until = view_clr(&view, hdf, record_of(ctx, as, doc), NULL, 0, NULL);
	render_set(hdf, "Look.as", web_folder(as));
	/* What the browser gets for machines is the item's address. */
	render_set(hdf, "Doc.json", "");
	return until;
}
