/*
 * Files that came with an editor's form: looked at, kept by their hash, and
 * named in the document by their address here.
 */
#include "web/desk_files.h"

#include <string.h>

#include "http/upload.h"
#include "model/edit.h"
#include "store/media.h"

#define ENDING "@file"

/* Browsers send an empty part for a file input left empty. */
static bool
is_file(const struct field *field)
{
	return field->file && field->name[0] == '/' &&
	       str_ends(field->name, ENDING) &&
	       (field->len > 0 || !str_empty(field->file));
}

static void
set_field(struct form *form, const char *name, const char *value)
{
	const struct field field = {
		.name = name,
		.value = value,
		.len = strlen(value),
	};
	size_t i;

	for (i = 0; i < form->count; i++)
		if (streq(form->fields[i].name, name)) {
			form->fields[i] = field;
			return;
		}
	form_add(form, &field);
}

/* A picture is wanted where one is shown beside a name; evidence may be a
 * document too. */
static bool
wants_picture(const struct desk *desk, const char *pointer)
{
	const struct property *p = edit_place(desk->as, pointer, NULL);

	return p && p->place == PLACE_PICTURE;
}

static enum result
keep(struct ctx *ctx, const struct upload *upload, const char **url)
{
	const struct media_file file = {
		.type = upload->type,
		.file = upload->name,
		.bytes = upload->bytes,
		.len = upload->len,
	};
	const char *sha256;

	TRY(media_put(ctx->db, ctx->mem, &ctx->by, &file, &sha256));
	*url = web_url(ctx, "/media/%s", sha256);
	return OK;
}

static enum result
take(struct desk *desk, struct form *form, const struct field *field)
{
	struct ctx *ctx = desk->ctx;
	size_t len = strlen(field->name) - strlen(ENDING);
	const char *pointer = arena_strndup(ctx->mem, field->name, len);
	const struct upload_file file = { field->file, field->value,
					  field->len };
	const struct upload_rule rule = {
		.max_bytes = (size_t)ctx->app->conf->max_upload,
		.pictures_only = wants_picture(desk, pointer),
	};
	const char *url;
	struct upload upload;
	enum result r = upload_read(ctx->mem, &file, &rule, &upload);

	if (r == INVALID || r == TOO_BIG || r == BAD_TYPE) {
		desk_refuse(desk, pointer, "%s", fail_last()->text);
		return OK;
	}
	if (r != OK)
		return r;
	TRY(keep(ctx, &upload, &url));
	set_field(form, pointer, url);
	return OK;
}

enum result
desk_files_take(struct desk *desk, struct form *form)
{
	size_t sent = form->count, i;

	for (i = 0; i < sent; i++) {
		const struct field field = form->fields[i];

		if (is_file(&field))
			TRY(take(desk, form, &field));
	}
	return OK;
}
