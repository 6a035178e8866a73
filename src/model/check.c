/*
 * Document → problems: the generic reader of the table.
 *
 * It goes through a document row by row: is the member there, of the right
 * JSON type, as often as allowed, of the right form.  The forms of texts
 * stand in check_format.c, the rules across properties in check_rules.c.
 * Nothing is changed and nothing fetched.  Called by import, forms and API.
 */
#include <string.h>

#include "base/str.h"
#include "model/check_run.h"
#include "model/walk.h"

/* clang-format off */
/* Presence and number. */
static const struct finding is_missing = {
	GRADE_SHAPE, "F", "is missing", "add it", "taken without it" };
static const struct finding is_needed = {
	GRADE_ERROR, "F", "is missing",
	"add it", "nothing can be said without it" };
static const struct finding is_missing_context = {
	GRADE_SHAPE, "G-3", "is missing",
	"write the address of the CLR vocabulary", "CLR 1.0 is assumed" };
static const struct finding is_missing_revoked = {
	GRADE_SHAPE, "D-11", "is missing, also from a revoked record",
	"add it", "taken without it" };
static const struct finding is_null = {
	GRADE_SHAPE, "G-1", "is null",
	"leave the member out", "read as absent" };
static const struct finding is_single = {
	GRADE_SHAPE, "G-2", "is a single value where a list is expected",
	"write it in brackets", "read as a list of one" };
static const struct finding is_empty_list = {
	GRADE_SHAPE, "F", "is an empty list",
	"give at least one", "taken as it is" };

/* JSON types. */
static const struct finding is_bare = {
	GRADE_SHAPE, "F", "is a text where an object is expected",
	"write an object", "read as the object's main value" };
static const struct finding not_object = {
	GRADE_ERROR, "F", "must be an object",
	"write an object", "it cannot be shown" };
static const struct finding not_text = {
	GRADE_ERROR, "F", "must be a text",
	"write it in quotes", "it cannot be shown" };
static const struct finding not_boolean = {
	GRADE_ERROR, "F", "must be true or false",
	"write true or false without quotes", "it is not taken into account" };
static const struct finding not_number = {
	GRADE_ERROR, "F", "must be a number",
	"write digits without quotes", "it cannot be shown" };
static const struct finding is_list = {
	GRADE_ERROR, "F", "is a list where one value is expected",
	"write one value", "it cannot be shown" };

/* Signed texts. */
static const struct finding too_short = {
	GRADE_SHAPE, "F", "is no signed text, a part is too short",
	"sign the document", "its content is shown" };
static const struct finding is_twice = {
	GRADE_SHAPE, "D-9", "also stands beside it without signature",
	"leave the unsigned one out", "both are shown" };

/* Names. */
static const struct finding is_prefixed = {
	GRADE_SHAPE, "G-5", "is an extension member, and none may stand here",
	"leave it out", "kept, but not shown" };
static const struct finding is_unknown = {
	GRADE_SHAPE, "G-6", "is not a member of CLR 1.0",
	"leave it out", "kept, but not shown" };
static const struct finding is_badge = {
	GRADE_SHAPE, "Q-24", "makes this an Open Badge",
	"give an achievement instead", "read as the achievement" };
static const struct finding other_context = {
	GRADE_SHAPE, "G-3", "does not name the CLR vocabulary",
	"write " CLR_CONTEXT, "CLR 1.0 is assumed" };
static const struct finding type_in_list = {
	GRADE_SHAPE, "G-4", "is a list",
	"write one word", "its fitting word is taken" };
static const struct finding other_type = {
	GRADE_WARNING, "G-4", "is not the usual word",
	"write the name of the class", "not taken into account" };

/* Limits. */
static const struct finding too_deep = {
	GRADE_ERROR, "G-8", "is nested too deep",
	"leave out the inner levels", "its inner parts were not read" };
static const struct finding too_many = {
	GRADE_ERROR, "G-8", "is one signed text too many",
	"divide the document", "this and what follows was not read" };
/* clang-format on */

static void
check_object(struct check_run *run, const struct check_object *object);

/* A Clr opens a new scope for the rules about its parts. */
static void
check_nested(struct check_run *run, const struct check_object *object)
{
	const json_t *clr = run->clr;
	json_t *achievements = run->achievements;

	if (object->class != CLR_CLR) {
		check_object(run, object);
		return;
	}
	if (run->is_wrapping)
		return;
	check_rules_enter(run, object->json);
	check_object(run, object);
	check_rules_leave(run);
	run->clr = clr;
	run->achievements = achievements;
}

static void
check_part(struct check_run *run, const struct property *p, const json_t *value,
	   const struct check_at *at)
{
	struct check_object part = { value, (enum class_id)p->type.of, false,
				     at };

	if (json_is_object(value))
		check_nested(run, &part);
	else if (json_is_string(value) && walk_class(part.class)->bare)
		check_say(run, at, &is_bare, p->label,
			  json_string_value(value));
	else
		check_say(run, at, &not_object, p->label,
			  json_string_value(value));
}

/* Each part of a JWS has at least four letters (CLR 1.0 §1.1). */
static bool
has_short_part(const char *jws)
{
	for (;; jws++) {
		size_t len = strcspn(jws, ".");

		if (len < 4)
			return true;
		jws += len;
		if (*jws == '\0')
			return false;
	}
}

/* A signed text that cannot be read, with the reader's own reason. */
static void
say_unreadable(struct check_run *run, const struct property *p,
	       const struct check_at *at)
{
	const char *why = fail_last()->text;
	size_t len = strlen(why);
	struct finding finding = { GRADE_ERROR, "F", "cannot be read", "", "" };

	if (str_ends(why, "."))
		len--;
	finding.to_do = finding.done = arena_strndup(run->out->mem, why, len);
	check_say(run, at, &finding, p->label, NULL);
}

static void
check_jws(struct check_run *run, const struct property *p, const char *jws,
	  const struct check_at *at)
{
	auto_arena scratch = arena_new();
	struct compact compact;
	struct check_object part = { NULL, (enum class_id)p->type.of, true,
				     at };
	const char *id;

	if (run->signed_count++ == LOAD_MOST_SIGNED)
		check_say(run, at, &too_many, p->label, NULL);
	if (run->signed_count > LOAD_MOST_SIGNED)
		return;
	if (load_compact(scratch, jws, strlen(jws), run->limits, &compact) !=
	    OK) {
		say_unreadable(run, p, at);
		return;
	}
	if (has_short_part(jws))
		check_say(run, at, &too_short, p->label, NULL);
	part.json = compact.payload;
	id = json_string_value(json_object_get(part.json, "id"));
	if (id && json_object_get(run->plain, id))
		check_say(run, at, &is_twice, p->label, id);
	check_nested(run, &part);
}

/* An @context: an address, or several of which one is the CLR's. */
static void
check_context(struct check_run *run, const struct property *p,
	      const json_t *value, const struct check_at *at)
{
	size_t count = json_is_array(value) ? json_array_size(value) : 1;
	bool is_ours = false;

	for (size_t i = 0; i < count; i++) {
		const json_t *item = json_is_array(value)
					     ? json_array_get(value, i)
					     : value;

		if (!json_is_string(item))
			check_say(run, at, &not_text, p->label, NULL);
		else if (streq(json_string_value(item), CLR_CONTEXT))
			is_ours = true;
	}
	if (!is_ours)
		check_say(run, at, &other_context, p->label,
			  json_string_value(value));
}

static void
check_value(struct check_run *run, const struct property *p,
	    const json_t *value, const struct check_at *at)
{
	const struct finding *finding = NULL;
	const char *s = json_string_value(value);

	if (json_is_null(value))
		finding = &is_null;
	else if (p->type.kind == KIND_OBJECT)
		check_part(run, p, value, at);
	else if (p->type.kind == KIND_ANY)
		check_context(run, p, value, at);
	else if (json_is_array(value))
		finding = &is_list;
	else if (p->type.kind == KIND_BOOLEAN)
		finding = json_is_boolean(value) ? NULL : &not_boolean;
	else if (p->type.kind == KIND_FLOAT)
		finding = json_is_number(value) ? NULL : &not_number;
	else if (!s)
		finding = &not_text;
	else if (p->type.kind != KIND_JWS)
		finding = check_format_text(run->out->mem, p, s);
	else if (!run->is_wrapping)
		check_jws(run, p, s, at);
	if (finding)
		check_say(run, at, finding, p->label, s);
}

/* "type" as a constant (G-4): the class's name is usual. */
static void
check_type(struct check_run *run, const struct check_object *object,
	   const struct property *p, const json_t *value)
{
	const struct class *class = walk_class(object->class);
	struct check_at at = { object->at, p->name, 0 };
	const char *s = json_string_value(value);
	struct finding old = { GRADE_SHAPE, "C", "is an old word", "",
			       "read as today's" };

	if (json_is_array(value)) {
		check_say(run, &at, &type_in_list, p->label, NULL);
		return;
	}
	check_value(run, p, value, &at);
	if (str_empty(s) || streq(s, class->name))
		return;
	if (!streq(s, class->was)) {
		check_say(run, &at, &other_type, p->label, s);
		return;
	}
	old.to_do = arena_printf(run->out->mem, "write \"%s\"", class->name);
	check_say(run, &at, &old, p->label, s);
}

static void
check_many(struct check_run *run, const struct check_object *object,
	   const struct property *p, const json_t *value)
{
	struct check_at at = { object->at, p->name, 0 };
	struct check_at item = { &at, NULL, 0 };
	json_t *outer = run->plain;

	if (json_is_array(value) && json_array_size(value) == 0 &&
	    (p->flags & NOT_EMPTY))
		check_say(run, &at, &is_empty_list, p->label, NULL);
	if (p->type.kind == KIND_JWS)
		run->plain = check_rules_plain(object, p);
	for (; item.index < json_array_size(value); item.index++)
		check_value(run, p, json_array_get(value, item.index), &item);
	if (!json_is_array(value) && !json_is_null(value))
		check_say(run, &at, &is_single, p->label, NULL);
	if (!json_is_array(value))
		check_value(run, p, value, &at);
	if (p->type.kind == KIND_JWS)
		json_decref(run->plain);
	run->plain = outer;
}

/* Nothing stands where the row asks for something. */
static void
check_missing(struct check_run *run, const struct check_object *object,
	      const struct property *p)
{
	const struct finding *finding = &is_missing;

	if ((p->flags & AT_ROOT) && object->is_root)
		finding = &is_missing_context;
	else if (!(p->flags & REQUIRED))
		return;
	else if (p->flags & NEEDED)
		finding = &is_needed;
	else if (object->class == CLR_CLR &&
		 json_is_true(json_object_get(object->json, "revoked")))
		finding = &is_missing_revoked;
	check_say_member(run, object, p->name, finding, NULL);
}

static void
check_row(struct check_run *run, const struct check_object *object,
	  const struct property *p)
{
	const json_t *value = json_object_get(object->json, p->name);
	struct check_at at = { object->at, p->name, 0 };

	if (!value && p->was) {
		value = json_object_get(object->json, p->was);
		at.member = p->was;
	}
	if (!value || json_is_null(value))
		check_missing(run, object, p);
	if (!value)
		return;
	if (streq(p->name, "type") && !walk_class(object->class)->is_typeless)
		check_type(run, object, p, value);
	else if (p->many == MANY)
		check_many(run, object, p, value);
	else
		check_value(run, p, value, &at);
}

/* A member whose name is no row's. */
static void
check_stranger(struct check_run *run, const struct check_object *object,
	       const char *name)
{
	const struct class *class = walk_class(object->class);
	const struct property *p = walk_member(object->class, name);
	bool is_closed = class->is_closed &&
			 (object->is_root ||
			  !walk_property(object->class, "@context"));
	struct finding old = { GRADE_SHAPE, "C", "is an old name", "", "" };

	if (p && !json_object_get(object->json, p->name)) {
		old.to_do = arena_printf(run->out->mem, "write \"%s\"",
					 p->name);
		old.done = arena_printf(run->out->mem, "read as \"%s\"",
					p->name);
		check_say_member(run, object, name, &old, NULL);
	} else if (streq(name, "@context") && !is_closed) {
		return;
	} else if (walk_is_prefixed(name)) {
		if (is_closed)
			check_say_member(run, object, name, &is_prefixed, NULL);
	} else if (object->class == CLR_ASSERTION && streq(name, "badge")) {
		check_say_member(run, object, name, &is_badge, NULL);
	} else {
		check_say_member(run, object, name, &is_unknown, NULL);
	}
}

static void
check_object(struct check_run *run, const struct check_object *object)
{
	const struct property *p = walk_class(object->class)->properties;
	const char *name;
	json_t *value;

	if (run->depth >= run->limits->max_depth) {
		check_say(run, object->at, &too_deep,
			  walk_class(object->class)->label, NULL);
		return;
	}
	run->depth++;
	for (; p->name; p++)
		check_row(run, object, p);
	json_object_foreach ((json_t *)object->json, name, value)
		if (!walk_property(object->class, name))
			check_stranger(run, object, name);
	check_rules_apply(run, object);
	run->depth--;
}

static void
check_start(struct check_run *run, const json_t *doc, enum class_id as,
	    const char *base)
{
	struct check_at at = { NULL, base, 0 };
	struct check_object object = { doc, as, true, &at };

	if (json_is_object(doc))
		check_nested(run, &object);
	else
		check_say(run, &at, &not_object, walk_class(as)->label, NULL);
}

void
check_doc(const json_t *doc, enum class_id as, enum strictness how,
	  const char *base, const struct load_limits *limits,
	  struct problems *out)
{
	struct check_run run = { .out = out, .how = how, .limits = limits };

	check_start(&run, doc, as, base);
}

void
check_wrapping(const json_t *doc, enum class_id as, const char *base,
	       const struct load_limits *limits, struct problems *out)
{
	struct check_run run = { .out = out,
				 .how = CHECK_LENIENT,
				 .limits = limits,
				 .is_wrapping = true };

	check_start(&run, doc, as, base);
}
