/*
 * Tables → a record of all members; two documents → what was lost.
 */
#include "conform/everything.h"

#include <math.h>

#include "base/rand.h"
#include "base/str.h"
#include "model/jsonmem.h"
#include "model/walk.h"

/* Objects nested deeper hold only what they must. */
enum { DEEPEST = 5 };

#define PICTURE                                                                \
	"data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAA" \
	"AADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="

/* What other members of the document refer to. */
struct making {
	struct arena *mem;
	const char *learner;	 /* id of the one the record is about */
	const char *description; /* of the possible result */
	const char *level;	 /* of its rubric */
	int depth;
};

static json_t *
object_of(struct making *m, enum class_id as);

/* ---- One value */

static const char *
words_of(const struct property *p)
{
	if (p->type.kind == KIND_TEXT)
		return "Line one, ä€😀 \"quoted\" <b>&amp;</b>\nline two";
	if (p->type.kind == KIND_MARKDOWN)
		return "# A heading\n\n* *one*\n* [two](https://a.example/)";
	return "Words, ä€😀 \"quoted\" <b>&amp;</b> \\ /";
}

static json_t *
term_of(enum list_id list)
{
	return json_string(model_lists[list].terms[0].value);
}

static json_t *
value_of(struct making *m, const struct property *p)
{
	switch (p->type.kind) {
	case KIND_IRI:
		return json_string(rand_urn(m->mem));
	case KIND_URI:
		return json_string("https://a.example/b/c?d=e%20f");
	case KIND_IMAGE:
		return json_string(PICTURE);
	case KIND_DATETIME:
		return json_string("2024-02-29T23:59:59+01:00");
	case KIND_DATE:
		return json_string("1999-12-31");
	case KIND_BOOLEAN:
		return json_false();
	case KIND_FLOAT:
		return json_real(3.25);
	case KIND_TERM:
	case KIND_XTERM:
		return term_of((enum list_id)p->type.of);
	case KIND_OBJECT:
		return object_of(m, (enum class_id)p->type.of);
	default:
		return json_string(words_of(p));
	}
}

/* ---- Objects */

/* Is it left out: what is set by an office, what is signed? */
static bool
is_left_out(const struct making *m, const struct property *p)
{
	const unsigned must = REQUIRED | UNLESS_REVOKED | NOT_EMPTY;

	return (p->flags & OURS) || p->type.kind == KIND_JWS ||
	       (m->depth > DEEPEST && !(p->flags & must));
}

static void
fill(struct making *m, enum class_id as, json_t *out)
{
	const struct class *class = walk_class(as);
	const struct property *p;
	json_t *value;

	if (!class->is_typeless)
		json_object_set_new(out, "type", json_string(class->name));
	for (p = class->properties; p->name; p++) {
		if (is_left_out(m, p) || json_object_get(out, p->name))
			continue;
		value = value_of(m, p);
		if (p->many == MANY) {
			json_t *list = json_array();

			json_array_append_new(list, value);
			value = list;
		}
		json_object_set_new(out, p->name, value);
	}
}

static void
set(json_t *out, const char *name, const char *value)
{
	json_object_set_new(out, name, json_string(value));
}

/* What the tables do not say: members that refer to others. */
static void
settle(const struct making *m, enum class_id as, json_t *out)
{
	switch (as) {
	case CLR_IDENTITY:
		set(out, "type", "id");
		set(out, "identity", m->learner);
		break;
	case CLR_RESULT:
		set(out, "resultDescription", m->description);
		set(out, "achievedLevel", m->level);
		set(out, "value", "B");
		break;
	case CLR_RESULT_DESCRIPTION:
		set(out, "id", m->description);
		set(out, "requiredLevel", m->level);
		json_object_set_new(out, "allowedValues",
				    json_pack("[sss]", "C", "B", "A"));
		set(out, "requiredValue", "C");
		break;
	case CLR_RUBRIC_CRITERION_LEVEL:
		set(out, "id", m->level);
		break;
	case CLR_VERIFICATION:
		set(out, "type", "Verification");
		break;
	default:
		break;
	}
}

static json_t *
object_of(struct making *m, enum class_id as)
{
	json_t *out = json_object();

	m->depth++;
	settle(m, as, out);
	fill(m, as, out);
	m->depth--;
	return out;
}

json_t *
everything_clr(struct arena *mem, const char *id)
{
	struct making m = {
		.mem = mem,
		.learner = rand_urn(mem),
		.description = rand_urn(mem),
		.level = rand_urn(mem),
	};
	json_t *out = json_object(), *learner;

	jsonmem_defer(mem, out);
	set(out, "@context", CLR_CONTEXT);
	set(out, "id", id);
	fill(&m, CLR_CLR, out);
	learner = json_object_get(out, "learner");
	set(learner, "id", m.learner);
	return out;
}

/* ---- What was lost */

/* ${value} as a list's part ${i}: one thing is a list of one. */
static const json_t *
part(const json_t *value, size_t i)
{
	if (json_is_array(value))
		return json_array_get(value, i);
	return i == 0 ? value : NULL;
}

static const char *
lost_in_object(struct arena *mem, const json_t *sent, const json_t *got,
	       const char *at);

static const char *
lost(struct arena *mem, const json_t *sent, const json_t *got, const char *at)
{
	const char *found = NULL;
	size_t i;

	if (json_is_array(sent) || json_is_array(got)) {
		const size_t count = json_is_array(sent) ? json_array_size(sent)
							 : 1;

		for (i = 0; i < count && !found; i++)
			found = lost(mem, part(sent, i), part(got, i),
				     walk_pointer_at(mem, at, i));
		return found;
	}
	if (json_is_object(sent))
		return lost_in_object(mem, sent, got, at);
	if (json_is_number(sent) && json_is_number(got))
		return fabs(json_number_value(sent) - json_number_value(got)) <
				       1e-9
			       ? NULL
			       : at;
	return json_equal(sent, got) ? NULL : at;
}

static const char *
lost_in_object(struct arena *mem, const json_t *sent, const json_t *got,
	       const char *at)
{
	const char *name, *found = NULL;
	json_t *value;

	if (!json_is_object(got))
		return at;
	json_object_foreach ((json_t *)(uintptr_t)sent, name, value) {
		found = lost(mem, value, json_object_get(got, name),
			     walk_pointer(mem, at, name));
		if (found)
			break;
	}
	return found;
}

const char *
everything_lost(struct arena *mem, const json_t *sent, const json_t *got)
{
	return lost(mem, sent, got, "");
}

/* ---- What is an extension */

static const char *
extra(struct arena *mem, const json_t *value, enum class_id as, const char *at)
{
	const struct property *p;
	const char *name, *found = NULL;
	const json_t *each;
	json_t *member;
	size_t i;

	json_array_foreach (value, i, each) {
		found = extra(mem, each, as, walk_pointer_at(mem, at, i));
		if (found)
			return found;
	}
	json_object_foreach ((json_t *)(uintptr_t)value, name, member) {
		const char *here = walk_pointer(mem, at, name);

		p = walk_property(as, name);
		if (!p)
			return here;
		if (p->type.kind == KIND_OBJECT)
			found = extra(mem, member, (enum class_id)p->type.of,
				      here);
		if (found)
			return found;
	}
	return NULL;
}

const char *
everything_extra(struct arena *mem, const json_t *doc, enum class_id as)
{
	return extra(mem, doc, as, "");
}
