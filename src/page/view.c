/*
 * Any object of any class → the shapes of view.h, row by row of its
 * class's table; what no row knows is listed too, so nothing is lost.
 * No HTML here, and no class has code of its own: see view_class.c.
 */
#include "page/view.h"

#include <ctype.h>
#include <string.h>

#include "base/str.h"
#include "base/uri.h"
#include "model/walk.h"
#include "page/markdown.h"
#include "page/view_fill.h"

/* Headings within a narrative stand below all of the page's own. */
#define MARKDOWN_HEADING 6

const char *
view_pointer(struct arena *mem, const struct view_at *at)
{
	const char *up;

	if (at->up == NULL)
		return at->member;
	up = view_pointer(mem, at->up);
	if (at->member != NULL)
		up = walk_pointer(mem, up, at->member);
	if (at->index != VIEW_NO_INDEX)
		up = walk_pointer_at(mem, up, at->index);
	return up;
}

const char *
view_place(struct arena *mem, const char *pointer)
{
	char *place = arena_strdup(mem, pointer), *c;

	for (c = place; *c; c++)
		if (!isalnum((unsigned char)*c))
			*c = '_';
	return place;
}

void
view_fill_begin(struct view_fill *f, const struct view *v, struct _hdf *node,
		enum class_id as, const json_t *object)
{
	memset(f, 0, sizeof *f);
	f->v = v;
	f->node = node;
	f->as = as;
	f->object = object;
	f->fact = data_list(node, "fact");
	f->prose = data_list(node, "prose");
	f->part = data_list(node, "part");
	f->more = data_list(node, "more");
	f->tech = data_list(node, "tech");
	f->techpart = data_list(node, "techpart");
}

void
view_fill_tell(struct view_fill *f, const json_t *value)
{
	if (value != NULL && !json_is_boolean(value) &&
	    f->told_count < sizeof f->told / sizeof *f->told)
		f->told[f->told_count++] = value;
}

static bool
is_told(const struct view_fill *f, const json_t *value)
{
	for (size_t i = 0; i < f->told_count; i++)
		if (f->told[i] == value)
			return true;
	return false;
}

/* A value no row explains, down to its leaves. */
static void
put_more(const struct view *v, struct data_list *list, const char *name,
	 const json_t *value)
{
	struct _hdf *node = data_next(list);
	struct data_list within = data_list(node, "more");
	const char *key;
	json_t *member;
	size_t i;

	data_text(node, "name", name);
	if (json_is_string(value) &&
	    uri_has_scheme(json_string_value(value), "data")) {
		data_text(node, "value", json_string_value(value));
	} else if (json_is_string(value)) {
		view_value_link(v, node, json_string_value(value));
	} else if (json_is_object(value)) {
		json_object_foreach ((json_t *)(uintptr_t)value, key, member)
			put_more(v, &within, key, member);
	} else if (json_is_array(value)) {
		json_array_foreach (value, i, member)
			put_more(v, &within, NULL, member);
	} else if (json_is_boolean(value)) {
		data_flag(node, json_is_true(value) ? "yes" : "no", 1);
	} else if (json_is_number(value)) {
		data_text(node, "value",
			  view_value_number(v->mem, json_number_value(value)));
	}
}

static void
put_prose(struct view_fill *f, const struct property *p, const char *text)
{
	struct _hdf *node = data_next(&f->prose);

	data_text(node, "label", p->label);
	data_text(node, "rdf", view_value_curie(f->v->mem, p->iri));
	if (p->type.kind == KIND_MARKDOWN)
		data_text(node, "html",
			  markdown_html(f->v->mem, text, MARKDOWN_HEADING));
	else
		data_text(node, "value", text);
}

static void
put_fact(struct view_fill *f, const struct property *p, const json_t *value,
	 const struct view_at *at)
{
	bool is_tech = p->flags & TECHNICAL || p->place == PLACE_HIDDEN;
	struct _hdf *node = data_next(is_tech ? &f->tech : &f->fact);
	struct data_list many = data_list(node, "many");
	struct view_at item = { at, NULL, 0 };
	const json_t *each;

	data_text(node, "label", p->label);
	data_text(node, "rdf", view_value_curie(f->v->mem, p->iri));
	if (!json_is_array(value)) {
		view_value(f->v, node, p, value, at);
		return;
	}
	json_array_foreach (value, item.index, each)
		view_value(f->v, data_next(&many), p, each, &item);
}

/* The image beside the heading; one elsewhere is a fact like others. */
static bool
put_picture(struct view_fill *f, const struct property *p, const json_t *value,
	    const struct view_at *at)
{
	const char *text = json_string_value(value);
	struct _hdf *node;

	if (text == NULL || uri_use(text) != URI_IMAGE)
		return false;
	node = data_child(f->node, "picture");
	data_text(node, "label", p->label);
	view_value(f->v, node, p, value, at);
	return true;
}

static bool
put_title(struct view_fill *f, const struct property *p, const char *text)
{
	if (p->flags & LABEL)
		data_text(f->node, "title", text);
	else
		data_text(f->node, "code", text);
	return text != NULL;
}

/* One object of a part, or the payload of one signed. */
static void
put_item(struct view_fill *f, struct _hdf *node, const struct property *p,
	 const json_t *value, const struct view_at *at)
{
	enum class_id as = (enum class_id)p->type.of;
	struct compact jws;
	const char *text = json_string_value(value);

	if (as == CLR_ENDORSEMENT)
		data_text(node, "place",
			  view_place(f->v->mem, view_pointer(f->v->mem, at)));
	if (p->type.kind == KIND_JWS && text != NULL &&
	    load_compact(f->v->mem, text, strlen(text), f->v->limits, &jws) ==
		    OK) {
		data_flag(node, "signed", 1);
		value = jws.payload;
	}
	if (!json_is_object(value))
		view_value(f->v, node, p, value, at);
	else if (as == CLR_PROFILE || as == CLR_ENDORSEMENT_PROFILE)
		view_people_link(f->v, node, as, value, at);
	else
		view_fill_object(f->v, node, as, value, at);
}

static bool
is_of(const struct property *p, enum class_id class)
{
	return p->type.kind == KIND_OBJECT && p->type.of == (int)class;
}

static void
put_part(struct view_fill *f, const struct property *p, const json_t *value,
	 const struct view_at *at)
{
	struct _hdf *node = data_next(p->flags & TECHNICAL ? &f->techpart
							   : &f->part);
	struct data_list items = data_list(node, "item");
	struct view_at item = { at, NULL, 0 };
	const json_t *each;

	data_text(node, "label", p->label);
	data_text(node, "name", p->name);
	data_text(node, "rdf", view_value_curie(f->v->mem, p->iri));
	data_flag(node, "links",
		  is_of(p, CLR_ALIGNMENT) || is_of(p, CLR_ARTIFACT));
	data_flag(node, "sentences", is_of(p, CLR_ASSOCIATION));
	if (!json_is_array(value)) {
		put_item(f, data_next(&items), p, value, at);
		return;
	}
	json_array_foreach (value, item.index, each)
		put_item(f, data_next(&items), p, each, &item);
}

static bool
is_part(const struct property *p, const json_t *value)
{
	return json_is_object(value) || json_is_array(value) ||
	       p->type.kind == KIND_JWS;
}

/* Is ${value} the "type" that objects of the class bear anyway? */
static bool
is_usual_type(const struct view_fill *f, const struct property *p,
	      const json_t *value)
{
	const struct class *class = walk_class(f->as);
	const char *text = json_string_value(value);

	return streq(p->name, "type") && !class->is_typeless &&
	       streq(text, class->name);
}

static void
put_property(struct view_fill *f, const struct property *p, const json_t *value)
{
	struct view_at at = { f->at, p->name, VIEW_NO_INDEX };
	const char *text = json_string_value(value);

	if (json_array_size(value) == 0 && json_is_array(value))
		return;
	if (p->place == PLACE_PICTURE && put_picture(f, p, value, &at))
		return;
	if (p->place == PLACE_TITLE && put_title(f, p, text))
		return;
	if (p->place == PLACE_PROSE && text != NULL) {
		put_prose(f, p, text);
		return;
	}
	if (p->type.kind == KIND_OBJECT || p->type.kind == KIND_JWS) {
		if (is_part(p, value)) {
			put_part(f, p, value, &at);
			return;
		}
	} else if (json_is_object(value)) {
		put_more(f->v, &f->more, p->name, value);
		return;
	}
	if (!is_usual_type(f, p, value))
		put_fact(f, p, value, &at);
}

/* Members that no row explains, or that stand twice under two names. */
static void
put_unknown(struct view_fill *f)
{
	const struct property *p;
	const char *key;
	json_t *value;

	json_object_foreach ((json_t *)(uintptr_t)f->object, key, value) {
		p = walk_member(f->as, key);
		if (json_is_null(value) || is_told(f, value) ||
		    (p != NULL && walk_value(f->object, p) == value))
			continue;
		put_more(f->v, &f->more, key, value);
	}
}

void
view_fill_rest(struct view_fill *f, const struct view_at *at)
{
	const struct class *class = walk_class(f->as);
	size_t left = json_object_size(f->object);
	const struct property *p;
	const json_t *value;

	f->at = at;
	data_text(f->node, "rdf", view_value_curie(f->v->mem, class->iri));
	data_text(f->node, "resource",
		  json_string_value(json_object_get(f->object, "id")));
	/* Each row that has a value explains one member more. */
	for (p = class->properties; p->name != NULL && left > 0; p++) {
		value = walk_value(f->object, p);
		left -= value != NULL;
		if (value != NULL && !is_told(f, value))
			put_property(f, p, value);
	}
	if (left > 0)
		put_unknown(f);
	if (walk_label(f->as) == NULL)
		data_text(f->node, "label", class->label);
}

void
view_fill_object(const struct view *v, struct _hdf *node, enum class_id as,
		 const json_t *object, const struct view_at *at)
{
	struct view_fill f;

	view_fill_begin(&f, v, node, as, object);
	view_class(&f, at);
	view_fill_rest(&f, at);
}

void
view_object(const struct view *v, struct _hdf *node, enum class_id as,
	    const json_t *object, const char *pointer)
{
	struct view_at root = { NULL, pointer, VIEW_NO_INDEX };

	view_fill_object(v, node, as, object, &root);
}
