/*
 * The data: URLs of a document, numbered in document order, so that a
 * page can link to the N-th and web can serve it.  Called by web, and by
 * view_value.c for the numbers.
 */
#include <string.h>

#include "base/str.h"
#include "base/uri.h"
#include "model/jsonmem.h"
#include "model/walk.h"
#include "page/view_fill.h"

/* Signed documents within signed ones are followed so far. */
#define JWS_DEPTH 4

struct finder {
	struct arena *mem;
	const struct load_limits *limits;
	struct view_files *out;
	size_t cap;
	int jws_depth;
	enum class_id as; /* of ${object}, the nearest around */
	const json_t *object;
};

static const char *
extension(const char *type)
{
	static const struct {
		const char *type, *extension;
	} known[] = {
		{ "application/pdf", ".pdf" }, { "image/png", ".png" },
		{ "image/jpeg", ".jpg" },      { "image/gif", ".gif" },
		{ "image/svg+xml", ".svg" },   { "text/plain", ".txt" },
	};

	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (streq(known[i].type, type))
			return known[i].extension;
	return ".bin";
}

/* The name of the object it stands in, fit for a file system. */
static const char *
file_name(struct finder *f, const char *url)
{
	const struct property *label = walk_label(f->as);
	const char *title = NULL;
	struct uri_data data;
	struct str name;

	if (label != NULL)
		title = json_string_value(walk_value(f->object, label));
	if (str_empty(title))
		title = arena_printf(f->mem, "file-%zu", f->out->count);
	str_init(&name, f->mem);
	/* NOLINTNEXTLINE(clang-analyzer-core.NullDereference): made if empty */
	for (; *title != '\0' && name.len < 120; title++)
		str_addc(&name, (unsigned char)*title < ' ' ||
						strchr("/\\:*?\"<>|", *title)
					? '_'
					: *title);
	while (!str_utf8(name.s, name.len, NULL))
		name.s[--name.len] = '\0';
	if (uri_data(f->mem, url, &data) == OK &&
	    !str_ends(name.s, extension(data.type)))
		str_add(&name, extension(data.type));
	return name.s;
}

static void
add_file(struct finder *f, const char *url, const struct view_at *at)
{
	struct view_files *out = f->out;
	struct view_file *grown;
	const char *pointer = view_pointer(f->mem, at);

	if (out->count == f->cap) {
		f->cap = f->cap * 2 + 8;
		grown = arena_array(f->mem, f->cap, sizeof *grown);
		if (out->count > 0)
			memcpy(grown, out->items, out->count * sizeof *grown);
		out->items = grown;
	}
	json_object_set_new(out->index, pointer,
			    json_integer((json_int_t)out->count));
	out->items[out->count] = (struct view_file){
		.pointer = pointer,
		.name = file_name(f, url),
		.url = url,
	};
	out->count++;
}

static void
find_in(struct finder *f, enum class_id as, const json_t *object,
	const struct view_at *at);

static void
find_signed(struct finder *f, enum class_id as, const char *text,
	    const struct view_at *at)
{
	struct compact jws;

	if (f->jws_depth == JWS_DEPTH ||
	    load_compact(f->mem, text, strlen(text), f->limits, &jws) != OK)
		return;
	f->jws_depth++;
	find_in(f, as, jws.payload, at);
	f->jws_depth--;
}

/* The value of a member, or an item of its array. */
static void
find_value(struct finder *f, const struct property *p, const json_t *value,
	   const struct view_at *at)
{
	bool is_class = p != NULL && (p->type.kind == KIND_OBJECT ||
				      p->type.kind == KIND_JWS);
	enum class_id as = is_class ? (enum class_id)p->type.of : CLASS_NONE;
	struct view_at item = { at, NULL, 0 };
	const char *text = json_string_value(value);
	const json_t *each;

	if (text != NULL && p != NULL && p->type.kind == KIND_JWS)
		find_signed(f, as, text, at);
	else if (text != NULL && uri_has_scheme(text, "data"))
		add_file(f, text, at);
	else if (json_is_object(value))
		find_in(f, as, value, at);
	else
		json_array_foreach (value, item.index, each)
			find_value(f, p, each, &item);
}

/* Only members that can hold a file are looked up in the table. */
static bool
may_hold(const json_t *value)
{
	return json_is_object(value) || json_is_array(value);
}

static void
find_in(struct finder *f, enum class_id as, const json_t *object,
	const struct view_at *at)
{
	struct view_at member = { at, NULL, VIEW_NO_INDEX };
	const struct property *p;
	const char *key;
	json_t *value;

	json_object_foreach ((json_t *)(uintptr_t)object, key, value) {
		f->as = as;
		f->object = object;
		p = NULL;
		if (as != CLASS_NONE && may_hold(value))
			p = walk_member(as, key);
		member.member = p != NULL ? p->name : key;
		find_value(f, p, value, &member);
	}
}

void
view_files_find(struct arena *mem, const json_t *clr,
		const struct load_limits *limits, struct view_files *out)
{
	struct finder f = { .mem = mem, .limits = limits, .out = out };
	struct view_at root = { NULL, "", VIEW_NO_INDEX };

	memset(out, 0, sizeof *out);
	out->index = json_object();
	jsonmem_defer(mem, out->index);
	find_in(&f, CLR_CLR, clr, &root);
}

long
view_files_number(const struct view *v, const struct view_at *at)
{
	const json_t *number = NULL;

	if (v->list != NULL)
		number = json_object_get(v->list->index,
					 view_pointer(v->mem, at));
	return number != NULL ? (long)json_integer_value(number) : -1;
}
