/*
 * Looking things up in the tables of the model, and values in a document
 * by them.  This is the one place that knows what an import forgives when
 * a value is read: old names, null, one value where a list is expected.
 * It judges nothing (see check.c).  Called by all that treats documents.
 */
#include "model/walk.h"

#include <ctype.h>
#include <string.h>

#include "base/auto.h"
#include "base/str.h"

const struct class *
walk_class(enum class_id id)
{
	if ((unsigned)id >= CLASS__MAX)
		id = CLASS_NONE;
	return &model_classes[id];
}

enum class_id
walk_class_named(const char *name)
{
	if (str_empty(name))
		return CLASS_NONE;
	for (unsigned id = CLASS_NONE + 1; id < CLASS__MAX; id++)
		if (streq(model_classes[id].name, name))
			return (enum class_id)id;
	for (unsigned id = CLASS_NONE + 1; id < CLASS__MAX; id++)
		if (streq(model_classes[id].was, name))
			return (enum class_id)id;
	return CLASS_NONE;
}

const struct property *
walk_property(enum class_id id, const char *name)
{
	const struct property *first = walk_class(id)->properties, *p;

	/* The linker keeps one of equal literals, so a name of our own is
	 * mostly found by its address. */
	for (p = first; p->name; p++)
		if (p->name == name)
			return p;
	for (p = first; p->name; p++)
		if (streq(p->name, name))
			return p;
	return NULL;
}

const struct property *
walk_member(enum class_id id, const char *name)
{
	const struct property *p = walk_property(id, name);

	if (p)
		return p;
	for (p = walk_class(id)->properties; p->name; p++)
		if (p->was && streq(p->was, name))
			return p;
	return NULL;
}

const struct property *
walk_label(enum class_id id)
{
	for (const struct property *p = walk_class(id)->properties; p->name;
	     p++)
		if (p->flags & LABEL)
			return p;
	return NULL;
}

const json_t *
walk_value(const json_t *object, const struct property *property)
{
	const json_t *value = json_object_get(object, property->name);

	if ((!value || json_is_null(value)) && property->was)
		value = json_object_get(object, property->was);
	return json_is_null(value) ? NULL : value;
}

const json_t *
walk_get(const json_t *object, enum class_id id, const char *name)
{
	const struct property *p = walk_property(id, name);

	if (!p)
		auto_die("a property that is not in the table");
	if (json_is_string(object))
		return streq(walk_class(id)->bare, name) ? object : NULL;
	return walk_value(object, p);
}

const char *
walk_text(const json_t *object, enum class_id id, const char *name)
{
	const char *s = json_string_value(walk_get(object, id, name));

	return str_empty(s) ? NULL : s;
}

size_t
walk_count(const json_t *object, enum class_id id, const char *name)
{
	const json_t *value = walk_get(object, id, name);

	if (json_is_array(value))
		return json_array_size(value);
	return value ? 1 : 0;
}

const json_t *
walk_item(const json_t *object, enum class_id id, const char *name,
	  size_t index)
{
	const json_t *value = walk_get(object, id, name);

	if (json_is_array(value))
		return json_array_get(value, index);
	return index == 0 ? value : NULL;
}

const json_t *
walk_issuer(const json_t *doc, enum class_id as)
{
	switch (as) {
	case CLR_CLR:
		return walk_get(doc, as, "publisher");
	case CLR_ASSERTION:
		return walk_get(walk_get(doc, as, "achievement"),
				CLR_ACHIEVEMENT, "issuer");
	case CLR_ENDORSEMENT:
		return walk_get(doc, as, "issuer");
	default:
		return NULL;
	}
}

const struct term *
walk_term(enum list_id id, const char *value)
{
	const struct term *t;

	if ((unsigned)id >= LIST__MAX || !model_lists[id].terms || !value)
		return NULL;
	for (t = model_lists[id].terms; t->value; t++)
		if (streq(t->value, value))
			return t;
	for (t = model_lists[id].terms; t->value; t++)
		if (strieq(t->value, value) || streq(t->was, value))
			return t;
	return NULL;
}

/* Does a new word begin at s[i]: "SchoolEnrollment", "PDFFile"? */
static bool
is_word_start(const char *s, size_t i)
{
	if (i == 0 || !isupper((unsigned char)s[i]))
		return false;
	return islower((unsigned char)s[i - 1]) ||
	       isdigit((unsigned char)s[i - 1]) ||
	       (isupper((unsigned char)s[i - 1]) &&
		islower((unsigned char)s[i + 1]));
}

char *
walk_term_words(struct arena *mem, enum list_id id, const char *value)
{
	const struct term *t = walk_term(id, value);
	struct str words;

	if (t)
		return arena_strdup(mem, t->label);
	if (!str_starts(value, "ext:"))
		return arena_strdup(mem, value);
	value += strlen("ext:");
	str_init(&words, mem);
	for (size_t i = 0; value[i]; i++) {
		bool is_gap = strchr(".-_ ", value[i]) != NULL;

		if ((is_gap || is_word_start(value, i)) && words.len > 0 &&
		    words.s[words.len - 1] != ' ')
			str_addc(&words, ' ');
		if (!is_gap)
			str_addc(&words, value[i]);
	}
	return words.s;
}

bool
walk_is_prefixed(const char *name)
{
	const char *colon = strchr(name, ':');

	return colon && colon != name && colon[1] != '\0' &&
	       !strchr(colon + 1, ':');
}

/* clang-format off */
/* Members that tell a class where "type" does not; the first row whose
 * members are all there wins. */
static const struct {
	enum class_id id;
	const char *first, *second;
} telling[] = {
	{ CLR_CLR_SET, "clrs", NULL },
	{ CLR_CLR_SET, "signedClrs", NULL },
	{ CLR_CLR_PAYLOAD, "clr", NULL },
	{ CLR_CLR_PAYLOAD, "signedClr", NULL },
	{ CLR_CLR, "learner", "publisher" },
	{ CLR_CLR, "learner", "assertions" },
	{ CLR_CLR, "learner", "signedAssertions" },
	{ CLR_CLR, "publisher", "assertions" },
	{ CLR_ENDORSEMENT, "claim", "issuer" },
	{ CLR_ASSERTION, "recipient", NULL },
	{ CLR_ASSERTION, "achievement", NULL },
	{ CLR_ASSERTION, "badge", NULL },
	{ CLR_ASSERTION, "id", "revoked" },
	{ CLR_CRYPTOGRAPHIC_KEY, "publicKeyPem", NULL },
	{ CLR_REVOCATION_LIST, "revokedAssertions", NULL },
	{ CLR_DISCOVERY_DOCUMENT, "tokenUrl", NULL },
	{ CLR_DISCOVERY_DOCUMENT, "scopesOffered", NULL },
	{ CLR_STATUS_INFO, "imsx_codeMajor", NULL },
	{ CLR_ACHIEVEMENT, "name", "issuer" },
	{ CLR_PROFILE, "publicKey", NULL },
	{ CLR_PROFILE, "revocationList", NULL },
	{ CLR_PROFILE, "givenName", NULL },
};
/* clang-format on */

/* An empty set is a context and nothing else (CLR 1.0 §1.3, ClrSet). */
static bool
is_empty_set(const json_t *doc)
{
	const char *context = json_string_value(
		json_object_get(doc, "@context"));

	return json_object_size(doc) == 1 && streq(context, CLR_CONTEXT);
}

enum class_id
walk_guess(const json_t *doc)
{
	const json_t *type = json_object_get(doc, "type");
	enum class_id id = walk_class_named(json_string_value(type));

	for (size_t i = 0; id == CLASS_NONE && i < json_array_size(type); i++)
		id = walk_class_named(
			json_string_value(json_array_get(type, i)));
	if (id != CLASS_NONE)
		return id;
	for (size_t i = 0; i < sizeof telling / sizeof telling[0]; i++)
		if (json_object_get(doc, telling[i].first) &&
		    (!telling[i].second ||
		     json_object_get(doc, telling[i].second)))
			return telling[i].id;
	return is_empty_set(doc) ? CLR_CLR_SET : CLASS_NONE;
}

char *
walk_pointer(struct arena *mem, const char *base, const char *member)
{
	struct str p;

	str_init(&p, mem);
	str_add(&p, base);
	str_addc(&p, '/');
	for (const char *s = member; *s; s++) {
		if (*s == '~')
			str_add(&p, "~0");
		else if (*s == '/')
			str_add(&p, "~1");
		else
			str_addc(&p, *s);
	}
	return p.s;
}

char *
walk_pointer_at(struct arena *mem, const char *base, size_t index)
{
	struct str p;

	str_init(&p, mem);
	str_add(&p, base);
	str_addc(&p, '/');
	str_addu(&p, index);
	return p.s;
}
