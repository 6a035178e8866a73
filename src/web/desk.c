/*
 * An item being edited: reading it, and laying what was typed over it.
 * Nothing is saved here; see edit_page.c, which calls this.
 */
#include "web/desk.h"

#include <stdarg.h>

#include "model/edit.h"
#include "model/jsonmem.h"
#include "model/walk.h"
#include "web/desk_fill.h"
#include "web/desk_files.h"
#include "web/desk_learner.h"
#include "web/edit_start.h"

/* Problems told of one form. */
#define PROBLEMS_MAX 1000

static enum result
open_item(struct desk *desk)
{
	struct item_office office = web_office(desk->ctx);
	struct arena *mem = desk->ctx->mem;

	TRY(web_item(desk->ctx, &desk->item));
	if (desk->item.state == ITEM_REVOKED)
		return fail(GONE, "What was revoked cannot be edited. "
				  "Make a new one instead.");
	desk->path = arena_printf(
		mem, "%s/edit",
		web_item_path(desk->ctx, desk->as, desk->item.id));
	return item_json(&office, &desk->item, &desk->doc);
}

enum result
desk_open(struct ctx *ctx, struct desk *desk)
{
	static const struct form nothing;

	*desk = (struct desk){ .ctx = ctx, .as = ctx->route->as };
	desk->form = &nothing;
	problems_init(&desk->problems, ctx->mem, PROBLEMS_MAX);
	if (ctx->params[0]) {
		TRY(open_item(desk));
	} else {
		desk->path = web_path(ctx, "/%s/new", web_folder(desk->as));
		desk->doc = edit_start_base(ctx, desk->as);
	}
	desk->base = desk->doc;
	return OK;
}

/* Is the field a place of the document, and no file?  All that are have a
 * JSON pointer for a name. */
static bool
is_place(const struct field *field)
{
	return field->name[0] == '/' && !field->file;
}

/* How much of what the form says of the stored document is believed: when
 * somebody else saved meanwhile, its rows may have gone. */
enum trust { TRUST_ALL, TRUST_NO_ROWS, TRUST_TEXTS, TRUST__MAX };

static const char *
value_of(const struct field *field, enum trust trust)
{
	bool is_row = str_ends(field->name, "@was");

	if (trust >= TRUST_NO_ROWS && is_row)
		return "";
	if (trust >= TRUST_TEXTS && streq(field->value, "="))
		return "";
	return field->value;
}

static size_t
collect(const struct form *form, enum trust trust, struct edit_field *out)
{
	size_t count = 0, i;

	for (i = 0; i < form->count; i++) {
		const struct field *field = &form->fields[i];

		if (is_place(field))
			out[count++] = (struct edit_field){
				.name = field->name,
				.value = value_of(field, trust),
			};
	}
	return count;
}

/* Lay the fields over the stored document.  What was typed is never lost
 * because that has changed since. */
static enum result
lay(struct desk *desk, const struct form *form, bool keeps_empty)
{
	struct arena *mem = desk->ctx->mem;
	struct edit_field *fields = arena_array(mem, form->count + 1,
						sizeof(*fields));
	struct edit_form typed = {
		.fields = fields,
		.max_rows = (size_t)desk->ctx->app->conf->max_rows,
		.keeps_empty = keeps_empty,
	};
	bool is_stale = desk_revision(desk) != desk->item.revision;
	enum trust trust = TRUST_ALL;
	enum result r;

	do {
		typed.count = collect(form, trust, fields);
		r = edit_form(mem, desk->as, desk->base, &typed, &desk->doc);
	} while (r == INVALID && is_stale && ++trust < TRUST__MAX);
	return r;
}

enum result
desk_type(struct desk *desk, struct form *form, bool keeps_empty)
{
	desk->form = form;
	TRY(desk_files_take(desk, form));
	TRY(lay(desk, form, keeps_empty));
	TRY(desk_learner_take(desk));
	return desk_fill(desk);
}

void
desk_refuse(struct desk *desk, const char *pointer, const char *fmt, ...)
{
	const char *words;
	va_list ap;

	va_start(ap, fmt);
	words = arena_vprintf(desk->ctx->mem, fmt, ap);
	va_end(ap);
	problems_add(&desk->problems, PROBLEM_ERROR, "", pointer, "%s", words);
	desk->is_refused = true;
	if (!desk->open)
		desk->open = pointer;
}

long long
desk_revision(const struct desk *desk)
{
	const char *text = form_get(desk->form, "revision");
	long long revision;

	if (text && str_number(text, INT64_MAX, &revision) == OK)
		return revision;
	return desk->item.revision;
}

/* One step of a pointer, with ~0 and ~1 undone. */
static const char *
step(struct arena *mem, const char *s, size_t len)
{
	struct str out;
	size_t i;

	str_init(&out, mem);
	for (i = 0; i < len; i++) {
		if (s[i] == '~' && i + 1 < len)
			str_addc(&out, s[++i] == '1' ? '/' : '~');
		else
			str_addc(&out, s[i]);
	}
	return out.s;
}

json_t *
desk_at(struct arena *mem, const json_t *doc, const char *pointer)
{
	const json_t *value = doc;
	const char *name;
	long long index;
	size_t len;

	while (value && *pointer == '/') {
		len = strcspn(++pointer, "/");
		name = step(mem, pointer, len);
		pointer += len;
		if (!json_is_array(value))
			value = json_object_get(value, name);
		else if (str_number(name, 1000000, &index) == OK)
			value = json_array_get(value, (size_t)index);
		else
			value = NULL;
	}
	return *pointer ? NULL : (json_t *)(uintptr_t)value;
}
