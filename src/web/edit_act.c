/*
 * The buttons of an editor's form that do not save: rows, choices, looking.
 * One row of a table each.  Called by edit_page.c.
 */
#include "web/edit_act.h"

#include "base/uri.h"
#include "model/edit.h"
#include "model/jsonmem.h"
#include "model/walk.h"
#include "web/desk_learner.h"
#include "web/edit_case.h"

typedef enum result
act_fn(struct desk *desk, const char *pointer, bool *replied);

static size_t
max_rows(const struct desk *desk)
{
	return (size_t)desk->ctx->app->conf->max_rows;
}

static enum result
order(struct desk *desk, enum edit_do what, const char *pointer)
{
	const struct edit_order it = { what, pointer, max_rows(desk) };

	return edit_do(desk->ctx->mem, desk->as, desk->doc, &it);
}

/* The place behind the last of the list at ${pointer}. */
static const char *
next_row(const struct desk *desk, const char *pointer)
{
	struct arena *mem = desk->ctx->mem;
	const json_t *list = desk_at(mem, desk->doc, pointer);

	return walk_pointer_at(mem, pointer, json_array_size(list));
}

/* The items ticked in the fields named as the button. */
static enum result
add_picks(struct desk *desk, const char *pointer)
{
	struct arena *mem = desk->ctx->mem;
	const char *name = arena_printf(mem, "add %s", pointer);
	const char *row;
	size_t i;

	for (i = 0; i < desk->form->count; i++) {
		const struct field *field = &desk->form->fields[i];

		if (!streq(field->name, name) || !field->len)
			continue;
		row = next_row(desk, pointer);
		if (json_array_size(desk_at(mem, desk->doc, pointer)) >=
		    max_rows(desk))
			return fail(TOO_BIG, "A list takes %zu rows.",
				    max_rows(desk));
		TRY(edit_set(mem, desk->as, desk->doc, row,
			     edit_item_new(mem, field->value)));
	}
	return OK;
}

static enum result
act_add(struct desk *desk, const char *pointer, bool *replied)
{
	const struct property *p = edit_place(desk->as, pointer, NULL);

	(void)replied;
	if (p && p->flags & PICKED && p->many == MANY) {
		desk->open = pointer;
		return add_picks(desk, pointer);
	}
	desk->open = p && p->many == MANY ? next_row(desk, pointer) : pointer;
	return order(desk, EDIT_ADD, pointer);
}

/* What holds the row at ${pointer}. */
static const char *
list_of(const struct desk *desk, const char *pointer)
{
	const char *slash = strrchr(pointer, '/');

	return arena_strndup(desk->ctx->mem, pointer,
			     (size_t)(slash - pointer));
}

static enum result
act_remove(struct desk *desk, const char *pointer, bool *replied)
{
	const struct property *p = edit_place(desk->as, pointer, NULL);

	(void)replied;
	if (p->many == ONE && p->type.kind != KIND_OBJECT) {
		desk->open = pointer;
		return edit_set(desk->ctx->mem, desk->as, desk->doc, pointer,
				NULL);
	}
	desk->open = list_of(desk, pointer);
	return order(desk, EDIT_REMOVE, pointer);
}

static enum result
move(struct desk *desk, const char *pointer, enum edit_do what)
{
	const char *list = list_of(desk, pointer);
	const char *number = pointer + strlen(list) + 1;
	long long index;

	if (str_number(number, 1000000, &index) != OK)
		return fail(INVALID, "“%s” is no row.", pointer);
	TRY(order(desk, what, pointer));
	index += what == EDIT_UP ? -1 : 1;
	desk->open = walk_pointer_at(desk->ctx->mem, list,
				     (size_t)(index < 0 ? 0 : index));
	return OK;
}

static enum result
act_up(struct desk *desk, const char *pointer, bool *replied)
{
	(void)replied;
	return move(desk, pointer, EDIT_UP);
}

static enum result
act_down(struct desk *desk, const char *pointer, bool *replied)
{
	(void)replied;
	return move(desk, pointer, EDIT_DOWN);
}

/* Find and pick: what they ask for stands in fields that were read. */
static enum result
act_again(struct desk *desk, const char *pointer, bool *replied)
{
	(void)replied;
	desk->open = pointer;
	return OK;
}

static enum result
act_preview(struct desk *desk, const char *pointer, bool *replied)
{
	(void)replied;
	desk->preview_at = desk->open = pointer;
	return OK;
}

static enum result
act_look(struct desk *desk, const char *pointer, bool *replied)
{
	(void)pointer;
	(void)replied;
	desk->looks = true;
	return OK;
}

/* Of an alignment that is there, or of a new one in the list at ${pointer},
 * with the address in the field named as the button. */
static enum result
act_case(struct desk *desk, const char *pointer, bool *replied)
{
	struct arena *mem = desk->ctx->mem;
	const struct property *p = edit_place(desk->as, pointer, NULL);
	const char *name = arena_printf(mem, "case %s", pointer);
	const char *url = form_get(desk->form, name);
	const char *row = pointer;
	json_t *value;

	(void)replied;
	if (p->type.of != CLR_ALIGNMENT || p->type.kind != KIND_OBJECT)
		return fail(INVALID, "“%s” is no alignment.", pointer);
	if (!str_empty(url)) {
		row = next_row(desk, pointer);
		TRY(order(desk, EDIT_ADD, pointer));
		value = json_string(url);
		jsonmem_defer(mem, value);
		TRY(edit_set(mem, desk->as, desk->doc,
			     arena_printf(mem, "%s/targetUrl", row), value));
	}
	return edit_case(desk, row);
}

/* Which class an item for ${p} is of; CLASS_NONE: none can be made. */
static enum class_id
made_for(const struct property *p)
{
	if (p == walk_property(CLR_ASSOCIATION, "targetId"))
		return CLR_ACHIEVEMENT;
	if (!(p->flags & PICKED))
		return CLASS_NONE;
	if (p->type.of == CLR_ENDORSEMENT_PROFILE)
		return CLR_PROFILE;
	return (enum class_id)p->type.of;
}

/* Keep what was typed, and go and make what is missing; edit_page.c comes
 * back with ?set=POINTER&item=ID. */
static enum result
act_new(struct desk *desk, const char *pointer, bool *replied)
{
	struct ctx *ctx = desk->ctx;
	const struct property *p = edit_place(desk->as, pointer, NULL);
	const char *folder = p ? web_folder(made_for(p)) : "";
	const char *id;

	if (str_empty(folder))
		return fail(INVALID, "“%s” is not chosen.", pointer);
	if (p->many == MANY &&
	    json_is_array(desk_at(ctx->mem, desk->doc, pointer)))
		pointer = next_row(desk, pointer);
	else if (p->many == MANY &&
		 streq(walk_pointer(ctx->mem, "", p->name), pointer))
		pointer = walk_pointer_at(ctx->mem, pointer, 0);
	TRY(web_park(ctx, ctx->req.path, &id));
	response_see_other(&ctx->res,
			   web_path(ctx, "/%s/new?parked=%s&at=%s", folder, id,
				    uri_encode(ctx->mem, pointer)));
	*replied = true;
	return OK;
}

/* The recipient of an assertion from a learner's profile. */
static enum result
act_fill(struct desk *desk, const char *pointer, bool *replied)
{
	(void)replied;
	desk->open = pointer;
	return desk_learner_set(desk);
}

static const struct {
	const char *verb;
	act_fn *act;
	bool has_place; /* a JSON pointer follows */
} acts[] = {
	{ "add", act_add, true },    { "remove", act_remove, true },
	{ "up", act_up, true },	     { "down", act_down, true },
	{ "find", act_again, true }, { "pick", act_again, true },
	{ "new", act_new, true },    { "preview", act_preview, true },
	{ "case", act_case, true },  { "fill", act_fill, true },
	{ "look", act_look, false },
};

bool
edit_act_is(const char *doing)
{
	return !str_empty(doing) && !streq(doing, "save") &&
	       !str_starts(doing, "over ");
}

enum result
edit_act(struct desk *desk, const char *doing, bool *replied)
{
	size_t len = strcspn(doing, " "), i;
	const char *pointer = doing[len] ? doing + len + 1 : "";

	*replied = false;
	for (i = 0; i < sizeof(acts) / sizeof(acts[0]); i++) {
		if (strlen(acts[i].verb) != len ||
		    strncmp(acts[i].verb, doing, len) != 0)
			continue;
		if (acts[i].has_place &&
		    !(pointer[0] == '/' && edit_place(desk->as, pointer, NULL)))
			break;
		return acts[i].act(desk, pointer, replied);
	}
	return fail(INVALID, "The form asks for “%s”, which is nothing here.",
		    doing);
}
