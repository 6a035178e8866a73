/*
 * What was given → the documents to be checked: records as an import finds
 * them, and assertions, badges and endorsements that stand alone.
 *
 * Nothing is verified here.  Called by verify.c.
 */
#include "verify/verify_read.h"

#include <string.h>

#include "base/str.h"
#include "model/import.h"
#include "model/import_html.h"
#include "model/import_words.h"
#include "model/room.h"
#include "model/walk.h"

/* One reading. */
struct reading {
	struct arena *mem;
	const struct load_limits *limits;
	struct verify_given *items;
	size_t count;
};

static struct verify_given *
add(struct reading *r)
{
	r->items = room_more(r->mem, r->items, r->count, sizeof *r->items);
	r->items[r->count] = (struct verify_given){ .pointer = "" };
	return &r->items[r->count++];
}

/* ---- Records */

/* Is a problem of the wrapping one of a record that could not be read? */
static bool
is_lost(const struct problem *problem)
{
	static const char *const lists[] = { "/clrs/", "/signedClrs/",
					     "/signedClr", "/clr",
					     "/credentialSubject" };

	if (problem->severity != PROBLEM_ERROR)
		return false;
	for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++)
		if (str_starts(problem->pointer, lists[i]))
			return true;
	return problem->pointer[0] == '/' &&
	       strchr("0123456789", problem->pointer[1]);
}

static void
take_records(struct reading *r, const struct import *found)
{
	for (size_t i = 0; i < found->count; i++) {
		const struct import_item *item = &found->items[i];
		struct verify_given *given = add(r);

		given->as = CLR_CLR;
		given->doc = item->doc;
		given->bytes = item->bytes;
		given->len = item->len;
		given->jws = item->jws;
		given->pointer = item->pointer;
		given->form = import_form_words(
			found->form == IMPORT_JWS ? IMPORT_CLR : found->form);
		given->problems = &item->problems;
		if (found->form == IMPORT_CREDENTIAL)
			given->note = "The credential's own proof is outside "
				      "CLR 1.0 and was not checked.";
	}
	for (size_t i = 0; i < found->problems.count; i++)
		if (is_lost(&found->problems.items[i])) {
			struct verify_given *given = add(r);

			given->pointer = found->problems.items[i].pointer;
			given->error = found->problems.items[i].words;
		}
}

/* ---- What stands alone */

static void
trim(const char **s, size_t *len)
{
	static const char space[] = { ' ', '\t', '\r', '\n' };

	if (*len >= 3 && memcmp(*s, "\xEF\xBB\xBF", 3) == 0)
		*s += 3, *len -= 3;
	while (*len > 0 && memchr(space, **s, sizeof space))
		++*s, --*len;
	while (*len > 0 && memchr(space, (*s)[*len - 1], sizeof space))
		--*len;
}

/* Can ${doc} be checked by itself?  Then it is one more item. */
static bool
take_alone(struct reading *r, const json_t *doc, const char *pointer)
{
	enum class_id as = walk_guess(doc);
	struct verify_given *given;

	if (as != CLR_ASSERTION && as != CLR_ENDORSEMENT)
		return false;
	given = add(r);
	given->as = as;
	given->doc = doc;
	given->pointer = pointer;
	given->form = as == CLR_ENDORSEMENT	      ? "an endorsement"
		      : json_object_get(doc, "badge") ? "an Open Badge"
						      : "an assertion";
	return true;
}

static bool
take_signed(struct reading *r, const char *jws, size_t len)
{
	struct compact compact;

	trim(&jws, &len);
	if (load_compact(r->mem, jws, len, r->limits, &compact) != OK ||
	    !take_alone(r, compact.payload, ""))
		return false;
	r->items[r->count - 1].jws = arena_strndup(r->mem, jws, len);
	r->items[r->count - 1].bytes = compact.payload_bytes;
	r->items[r->count - 1].len = compact.payload_len;
	return true;
}

static bool
take_json(struct reading *r, const json_t *doc)
{
	size_t before = r->count;

	if (json_is_string(doc))
		return take_signed(r, json_string_value(doc),
				   json_string_length(doc));
	if (!json_is_array(doc))
		return take_alone(r, doc, "");
	for (size_t i = 0; i < json_array_size(doc); i++)
		take_alone(r, json_array_get(doc, i),
			   walk_pointer_at(r->mem, "", i));
	return r->count > before;
}

/* The document of a page, and the signed text beside it if that holds the
 * same. */
static bool
take_page(struct reading *r, const char *bytes, size_t len)
{
	struct import_html page;
	struct compact compact;

	if (import_html_find(r->mem, bytes, len, r->limits, &page) != OK)
		return false;
	if (page.jws.len > 0) {
		trim(&page.jws.bytes, &page.jws.len);
		if (load_compact(r->mem, page.jws.bytes, page.jws.len,
				 r->limits, &compact) == OK &&
		    json_equal(compact.payload, page.doc))
			return take_signed(r, page.jws.bytes, page.jws.len);
	}
	return take_json(r, page.doc);
}

/* clang-format off */
/* What is given by mistake, beside the record that is meant. */
static const struct {
	enum class_id as;
	const char *words;
} mistakes[] = {
	{ CLR_CRYPTOGRAPHIC_KEY, "This is a public key, with which signatures "
	  "are checked. Choose the record that was signed with it." },
	{ CLR_REVOCATION_LIST, "This is a revocation list: what an issuer has "
	  "taken back. Choose the record that you want to check; the list is "
	  "asked as well." },
	{ CLR_PROFILE, "This is the profile of a person or an institution. "
	  "Choose a record, an assertion or an endorsement." },
	{ CLR_ACHIEVEMENT, "This is the description of an achievement, which "
	  "says nothing of who has earned it. Choose a record or an "
	  "assertion." },
};
/* clang-format on */

/* Why ${doc} (NULL: it is no JSON) is nothing that can be checked. */
static const char *
refuse(const json_t *doc)
{
	enum class_id as = walk_guess(doc);

	for (size_t i = 0; i < sizeof mistakes / sizeof mistakes[0]; i++)
		if (mistakes[i].as == as && !import_words_foreign(doc))
			return mistakes[i].words;
	return NULL;
}

/* Read what an import does not take; false: nothing, *${error} may say
 * why. */
static bool
take_other(struct reading *r, const char *bytes, size_t len, const char **error)
{
	const char *text = bytes;
	size_t text_len = len;
	json_t *doc;

	trim(&text, &text_len);
	if (text_len == 0)
		return false;
	if (*text == '<')
		return take_page(r, text, text_len);
	if (!strchr("{[\"", *text))
		return take_signed(r, text, text_len);
	if (load_json(r->mem, text, text_len, r->limits, &doc) != OK)
		return false;
	if (take_json(r, doc)) {
		if (json_is_object(doc)) {
			r->items[0].bytes = text;
			r->items[0].len = text_len;
		}
		return true;
	}
	*error = refuse(doc);
	return false;
}

void
verify_read(struct arena *mem, const struct verify_ask *ask,
	    struct verify_given **items, size_t *count)
{
	struct reading r = { .mem = mem, .limits = ask->limits };
	struct import found;
	const char *why, *better = NULL;

	if (import_read(mem, ask->bytes, ask->len, ask->limits, &found) == OK) {
		take_records(&r, &found);
	} else {
		why = arena_strdup(mem, fail_last()->text);
		if (fail_last()->result == TOO_BIG ||
		    !take_other(&r, ask->bytes, ask->len, &better))
			add(&r)->error = better ? better : why;
	}
	*items = r.items;
	*count = r.count;
}
