/*
 * One value → its field: text, date, moment, choice, file.  What does not
 * fit its type is shown as it was typed.  Called by fields.c.
 */
#include <string.h>

#include "base/clock.h"
#include "base/str.h"
#include "base/uri.h"
#include "model/edit.h"
#include "model/walk.h"
#include "page/fields_fill.h"
#include "page/markdown.h"
#include "page/view_fill.h"

/* Headings of a preview stand below those of the form. */
#define PREVIEW_HEADING 5

#define SHA256_HEX 64

/* clang-format off */
/* The offsets in use in the world today, west to east. */
static const char *const zones[] = {
	"-12:00", "-11:00", "-10:00", "-09:30", "-09:00", "-08:00", "-07:00",
	"-06:00", "-05:00", "-04:00", "-03:30", "-03:00", "-02:30", "-02:00",
	"-01:00", "Z", "+01:00", "+02:00", "+03:00", "+03:30", "+04:00",
	"+04:30", "+05:00", "+05:30", "+05:45", "+06:00", "+06:30", "+07:00",
	"+08:00", "+08:45", "+09:00", "+09:30", "+10:00", "+10:30", "+11:00",
	"+12:00", "+12:45", "+13:00", "+13:45", "+14:00",
};
/* clang-format on */
#define ZONES (sizeof zones / sizeof *zones)

void
fields_value_option(struct data_list *options,
		    const struct fields_choice *choice, const char *text)
{
	struct _hdf *node = data_next(options);

	data_text(node, "value", choice->value);
	data_text(node, "label", choice->label);
	data_text(node, "about", choice->about);
	data_flag(node, "chosen", streq(choice->value, text));
}

/* A value that is no term of today's stays on offer as it is. */
static void
put_choice(struct fields_field *f, const struct edit_parts *is)
{
	struct arena *mem = f->at->run->mem;
	enum list_id id = (enum list_id)f->p->type.of;
	struct data_list options = data_list(f->node, "option");
	const char *text = is->text;
	bool is_listed = *text == '\0' || streq(text, "ext:");
	struct fields_choice choice;
	const struct term *t;

	data_text(f->node, "kind", "choice");
	data_flag(f->node, "other", f->p->type.kind == KIND_XTERM);
	if (*is->other != '\0') {
		text = json_string_value(f->value);
		is_listed = false;
	}
	for (t = model_lists[id].terms; t->value != NULL; t++) {
		choice = (struct fields_choice){ t->value, t->label, NULL };
		fields_value_option(&options, &choice, text);
		is_listed = is_listed || streq(t->value, text);
	}
	data_flag(f->node, "is_other", streq(text, "ext:"));
	if (is_listed)
		return;
	choice = (struct fields_choice){ text, walk_term_words(mem, id, text),
					 NULL };
	fields_value_option(&options, &choice, text);
}

static void
put_date(struct fields_field *f, const char *text)
{
	struct moment at;

	data_text(f->node, "kind", "date");
	data_text(f->node, "value", text);
	data_flag(f->node, "odd",
		  *text != '\0' && clock_parse_date(text, &at) != OK);
}

static void
put_zones(struct fields_field *f, const char *zone)
{
	struct data_list list = data_list(f->node, "zone");
	bool is_listed = false;
	struct _hdf *node;

	for (size_t i = 0; i < ZONES; i++) {
		node = data_next(&list);
		data_text(node, "value", zones[i]);
		data_flag(node, "chosen", streq(zones[i], zone));
		is_listed = is_listed || streq(zones[i], zone);
	}
	if (is_listed)
		return;
	node = data_next(&list);
	data_text(node, "value", zone);
	data_flag(node, "chosen", 1);
}

/* "14:00" or "14:00:05", which a browser's own field can show. */
static bool
is_clock(const char *time)
{
	size_t len = strlen(time);

	return (len == 5 || len == 8) && strspn(time, "0123456789:") == len &&
	       time[2] == ':';
}

static void
put_moment(struct fields_field *f, const struct edit_parts *is)
{
	struct moment at;

	data_text(f->node, "kind", "moment");
	data_text(f->node, "date", is->date);
	data_text(f->node, "time", is->time);
	data_flag(f->node, "odd",
		  *is->date != '\0' && clock_parse_date(is->date, &at) != OK);
	data_flag(f->node, "odd_time",
		  *is->time != '\0' && !is_clock(is->time));
	data_flag(f->node, "seconds", strlen(is->time) > 5);
	put_zones(f, *is->text == '\0' ? f->at->run->f->zone : is->zone);
}

/* The path of an upload of ours: any host's, for its bytes are known by
 * their hash. */
static const char *
upload_path(const struct fields *f, const char *text)
{
	size_t len = strlen(text), tail = strlen(f->files) + SHA256_HEX;
	const char *path;

	if (len < tail)
		return NULL;
	path = text + len - tail;
	if (!str_starts(path, f->files) ||
	    strspn(path + strlen(f->files), "0123456789abcdef") != SHA256_HEX)
		return NULL;
	return path;
}

static void
put_file(struct fields_field *f, const char *text)
{
	struct fields_run *run = f->at->run;
	struct view view = { .mem = run->mem, .inline_image = SIZE_MAX };
	struct view_at at = { NULL, f->pointer, VIEW_NO_INDEX };
	const char *path;

	data_text(f->node, "kind", "file");
	data_flag(f->node, "wide", 1);
	if (*text == '\0')
		return;
	path = upload_path(run->f, text);
	if (path != NULL) {
		data_text(f->node, "path", path);
		data_text(f->node, "value", text);
		data_flag(f->node, "picture", f->p->place == PLACE_PICTURE);
	} else if (uri_has_scheme(text, "data")) {
		view_value(&view, f->node, f->p, f->value, &at);
	} else {
		data_text(f->node, "value", text);
	}
	data_flag(f->node, "kept",
		  path != NULL || uri_has_scheme(text, "data"));
}

static void
put_markdown(struct fields_field *f, const char *text)
{
	struct fields_run *run = f->at->run;

	data_text(f->node, "kind", "markdown");
	data_flag(f->node, "wide", 1);
	data_text(f->node, "value", text);
	if (!streq(run->f->preview, f->pointer))
		return;
	data_text(data_child(f->node, "preview"), "html",
		  markdown_html(run->mem, text, PREVIEW_HEADING));
}

static void
put_boolean(struct fields_field *f, const char *text)
{
	data_text(f->node, "kind", "boolean");
	data_flag(f->node, "yes", json_is_true(f->value));
	data_flag(f->node, "no", json_is_false(f->value));
	if (!json_is_boolean(f->value))
		data_text(f->node, "value", text);
}

static void
put_text(struct fields_field *f, const char *text)
{
	bool is_long = f->p->type.kind == KIND_TEXT &&
		       (f->p->place == PLACE_PROSE ||
			strchr(text, '\n') != NULL);
	const char *kind = is_long			   ? "long"
			   : f->p->type.kind == KIND_FLOAT ? "number"
			   : f->p->type.kind == KIND_IRI ||
					   f->p->type.kind == KIND_URI
				   ? "address"
				   : "text";

	data_text(f->node, "kind", kind);
	data_text(f->node, "value", text);
	data_flag(f->node, "wide", is_long || streq(kind, "address"));
}

void
fields_value(struct fields_field *f)
{
	struct edit_parts is;

	edit_value_show(f->at->run->mem, f->p, f->value, &is);
	fields_focus(f->at->run, f->node, f->pointer);
	switch (f->p->type.kind) {
	case KIND_TERM:
	case KIND_XTERM:
		put_choice(f, &is);
		break;
	case KIND_DATE:
		put_date(f, is.text);
		break;
	case KIND_DATETIME:
		put_moment(f, &is);
		break;
	case KIND_BOOLEAN:
		put_boolean(f, is.text);
		break;
	case KIND_IMAGE:
		put_file(f, is.text);
		break;
	case KIND_MARKDOWN:
		put_markdown(f, is.text);
		break;
	default:
		put_text(f, is.text);
	}
}
