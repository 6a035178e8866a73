/*
 * A document of the archive, or of the field, written as the standard has it
 * today.  A reader of the table: what may stand in a class, and what it was
 * called before, is said there.  Called where a record is kept, to know
 * whether its bytes may leave as they are, and where it leaves.
 */
#include "model/emit.h"

#include <string.h>

#include "base/clock.h"
#include "base/str.h"
#include "model/walk.h"

#define URN "urn:uuid"
#define UUID_LEN 36

/* How long the digests are that a recipient may be hashed to (D-12). */
static const struct {
	const char *prefix;
	size_t digits;
} hashes[] = { { "sha256$", 64 }, { "md5$", 32 } };

static json_t *
emit_object(struct arena *mem, const json_t *object, enum class_id as,
	    bool is_root);

static json_t *
as_it_is(const json_t *value)
{
	return json_incref((json_t *)value);
}

/* An object, or the bare text that stands for one (G-2: as an import). */
static json_t *
emit_part(struct arena *mem, const json_t *value, enum class_id as)
{
	const char *bare = walk_class(as)->bare;
	json_auto_t *object = NULL;

	if (json_is_object(value))
		return emit_object(mem, value, as, false);
	if (!json_is_string(value) || !bare)
		return as_it_is(value);
	object = json_object();
	json_object_set(object, bare, (json_t *)value);
	return emit_object(mem, object, as, false);
}

/* A time without a zone is taken as UTC, and then says so. */
static json_t *
emit_time(struct arena *mem, const json_t *value, const char *s)
{
	struct moment at;

	if (clock_parse(s, true, &at) != OK || at.has_zone)
		return as_it_is(value);
	return json_string(arena_printf(mem, "%sZ", s));
}

/* A day is that alone (Appendix 5). */
static json_t *
emit_day(const json_t *value, const char *s)
{
	struct moment at;

	if (clock_parse(s, true, &at) != OK)
		return as_it_is(value);
	return json_stringn(s, strcspn(s, "Tt "));
}

/* "urn:uuid967906cd-…": its colon was lost (Appendix 4). */
static json_t *
emit_urn(struct arena *mem, const json_t *value, const char *s)
{
	const size_t len = strlen(URN);

	if (!str_starts(s, URN) || s[len] == ':' || strlen(s + len) != UUID_LEN)
		return as_it_is(value);
	return json_string(arena_printf(mem, URN ":%s", s + len));
}

static json_t *
emit_term(const json_t *value, enum list_id list, const char *s)
{
	const struct term *term = walk_term(list, s);

	if (!term || streq(term->value, s))
		return as_it_is(value);
	return json_string(term->value);
}

/* May a value of this kind not be ""? */
static bool
is_never_empty(enum kind kind)
{
	return kind != KIND_TEXT && kind != KIND_LINE && kind != KIND_MARKDOWN;
}

/* One value of ${p}; NULL: it is left out. */
static json_t *
emit_value(struct arena *mem, const struct property *p, const json_t *value)
{
	const char *s = json_string_value(value);

	if (json_is_null(value))
		return NULL;
	if (p->type.kind == KIND_OBJECT)
		return emit_part(mem, value, (enum class_id)p->type.of);
	if (!s)
		return as_it_is(value);
	if (!*s && is_never_empty(p->type.kind))
		return NULL;
	if (p->type.kind == KIND_DATETIME)
		return emit_time(mem, value, s);
	if (p->type.kind == KIND_DATE)
		return emit_day(value, s);
	if (p->type.kind == KIND_IRI || p->type.kind == KIND_URI)
		return emit_urn(mem, value, s);
	if (p->type.kind == KIND_TERM || p->type.kind == KIND_XTERM)
		return emit_term(value, (enum list_id)p->type.of, s);
	return as_it_is(value);
}

static json_t *
emit_list(struct arena *mem, const struct property *p, const json_t *value)
{
	json_t *list = json_array();
	const json_t *item;
	size_t i;

	if (!json_is_array(value)) {
		json_array_append_new(list, emit_value(mem, p, value));
		return list;
	}
	json_array_foreach ((json_t *)value, i, item)
		json_array_append_new(list, emit_value(mem, p, item));
	return list;
}

/* "type" as a constant (G-4). */
static json_t *
emit_type(enum class_id as, const json_t *value)
{
	const struct class *class = walk_class(as);

	if (json_is_array(value) || streq(json_string_value(value), class->was))
		return json_string(class->name);
	return as_it_is(value);
}

/* The vocabulary: ours, or several with it among them (G-3). */
static json_t *
emit_context(const json_t *value)
{
	const json_t *item;
	size_t i;

	json_array_foreach ((json_t *)value, i, item)
		if (streq(json_string_value(item), CLR_CONTEXT))
			return as_it_is(value);
	return json_string(CLR_CONTEXT);
}

static json_t *
emit_member(struct arena *mem, enum class_id as, const struct property *p,
	    const json_t *value)
{
	if (p->type.kind == KIND_ANY)
		return emit_context(value);
	if (streq(p->name, "type") && !walk_class(as)->is_typeless &&
	    !json_is_null(value))
		return emit_type(as, value);
	return p->many == MANY && !json_is_null(value)
		       ? emit_list(mem, p, value)
		       : emit_value(mem, p, value);
}

static bool
is_hash(const char *s)
{
	size_t i, len;

	for (i = 0; s && i < sizeof(hashes) / sizeof(hashes[0]); i++) {
		len = strlen(hashes[i].prefix);
		if (str_starts(s, hashes[i].prefix) &&
		    strlen(s + len) == hashes[i].digits &&
		    strspn(s + len, "0123456789abcdef") == hashes[i].digits)
			return true;
	}
	return false;
}

/* A recipient that does not say whether it is hashed: by what it is.  It may
 * name the learner by an id as above. */
static void
mend_identity(struct arena *mem, json_t *object)
{
	const json_t *value = walk_get(object, CLR_IDENTITY, "identity");
	const char *s = json_string_value(value);

	if (!s)
		return;
	if (!walk_get(object, CLR_IDENTITY, "hashed"))
		json_object_set_new(object, "hashed", json_boolean(is_hash(s)));
	json_object_set_new(object, "identity", emit_urn(mem, value, s));
}

static json_t *
emit_object(struct arena *mem, const json_t *object, enum class_id as,
	    bool is_root)
{
	json_t *out = json_object();
	const struct property *p;
	const char *name;
	json_t *value;

	if (is_root && !walk_get(object, as, "@context"))
		json_object_set_new(out, "@context", json_string(CLR_CONTEXT));
	json_object_foreach ((json_t *)object, name, value) {
		p = walk_member(as, name);
		if (p && (streq(p->name, name) || !walk_value(out, p)))
			json_object_set_new(out, p->name,
					    emit_member(mem, as, p, value));
		else if (!p && streq(name, "@context"))
			json_object_set(out, name, value);
	}
	if (as == CLR_IDENTITY)
		mend_identity(mem, out);
	return out;
}

json_t *
emit_doc(struct arena *mem, const json_t *doc, enum class_id as)
{
	return emit_object(mem, doc, as, true);
}
