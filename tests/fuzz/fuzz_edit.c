/*
 * Any bytes as the form of an editor, over a document with everything in it:
 * lines NAME=VALUE are fields, lines +, -, ^ and v with a pointer are
 * buttons.  Then the result is put together, taken apart and compared; after
 * a "j" the bytes are a document that is taken apart.  What is promised: no
 * crash, our members stay ours, no mark of ours is kept, and what is taken
 * apart comes back, every member in its place.
 */
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "model/assemble.h"
#include "model/diff.h"
#include "model/load.h"
#include "model/walk.h"

#define MOST_ROWS 20

static const struct load_limits limits = { 1 << 20, 64 };

static const char base_text[] =
	"{\"id\":\"urn:a\",\"type\":\"Achievement\",\"name\":\"N\","
	"\"creditsAvailable\":3.0,\"achievementType\":\"ext:Own\","
	"\"requirement\":\"https://a.example/\",\"tags\":[\"a\",\"b\\r\\nc\"],"
	"\"issuer\":{\"$item\":\"P\"},\"alignments\":{\"targetName\":\"T\","
	"\"educationalFramework\":\"F\"},\"x:y\":{\"z\":[1,2]},"
	"\"endorsements\":[{\"$item\":\"E\"},{\"id\":\"urn:e\","
	"\"issuedOn\":\"2020-01-01T00:00:00.5Z\",\"x:y\":1},null],"
	"\"resultDescriptions\":[{\"id\":\"1\",\"name\":\"G\",\"x:y\":1,"
	"\"rubricCriterionLevels\":[{\"id\":\"2\",\"name\":\"L\"}]},5]}";

static const char profile_text[] =
	"{\"id\":\"urn:p\",\"type\":\"Profile\",\"name\":\"P\","
	"\"birthDate\":\"2000-01-01\",\"parentOrg\":{\"$item\":\"Q\"}}";
static const char org_text[] = "{\"id\":\"urn:q\",\"type\":\"Profile\"}";
static const char endorsement_text[] =
	"{\"id\":\"urn:e\",\"type\":\"Endorsement\","
	"\"issuer\":{\"$item\":\"P\"}}";

static json_t *
load(struct arena *mem, const char *text)
{
	json_t *doc = NULL;

	if (load_json(mem, text, strlen(text), &limits, &doc) != OK)
		abort();
	return doc;
}

static const json_t *
get(void *carrier, const char *id)
{
	struct arena *mem = carrier;

	if (streq(id, "P"))
		return load(mem, profile_text);
	if (streq(id, "Q"))
		return load(mem, org_text);
	return streq(id, "E") ? load(mem, endorsement_text) : NULL;
}

/* Is there a member ${name} anywhere in ${value}? */
static bool
holds(const json_t *value, const char *name)
{
	const char *key;
	json_t *member;
	size_t i;

	if (json_object_get(value, name))
		return true;
	json_object_foreach ((json_t *)value, key, member) {
		if (holds(member, name))
			return true;
	}
	json_array_foreach (value, i, member) {
		if (holds(member, name))
			return true;
	}
	return false;
}

static void
press(struct arena *mem, json_t *doc, const char *line)
{
	struct edit_order order = { EDIT_ADD, line + 1, MOST_ROWS };

	if (*line == '-')
		order.what = EDIT_REMOVE;
	else if (*line == '^')
		order.what = EDIT_UP;
	else if (*line == 'v')
		order.what = EDIT_DOWN;
	(void)!edit_do(mem, CLR_ACHIEVEMENT, doc, &order);
}

/* Part "#N" as the item that it is. */
static const json_t *
get_part(void *carrier, const char *id)
{
	const struct assemble_parts *parts = carrier;
	long long index;

	if (*id != '#' ||
	    str_number(id + 1, (long long)parts->count - 1, &index) != OK)
		abort();
	return parts->items[index].doc;
}

/* Take ${whole} apart and put it together again. */
static void
go_round(struct arena *mem, enum class_id as, const json_t *whole)
{
	struct assemble_parts parts;
	const struct assemble_how how = { get_part, &parts, false, 1 << 20 };
	json_t *again;
	char *wanted, *got;

	if (assemble_apart(mem, as, whole, &parts) != OK)
		return;
	if (assemble(mem, as, parts.items[parts.count - 1].doc, &how, &again) !=
	    OK)
		abort();
	wanted = json_dumps(whole, JSON_COMPACT | JSON_ENCODE_ANY);
	got = json_dumps(again, JSON_COMPACT | JSON_ENCODE_ANY);
	if (!streq(wanted, got))
		abort();
	free(wanted);
	free(got);
}

/* The draft ${doc} as it leaves the office, and back. */
static void
leave(struct arena *mem, const json_t *doc)
{
	const struct assemble_how how = { get, mem, true, 1000 };
	json_t *whole;

	if (assemble(mem, CLR_ACHIEVEMENT, doc, &how, &whole) != OK)
		return;
	if (holds(whole, EDIT_ITEM))
		abort();
	go_round(mem, CLR_ACHIEVEMENT, whole);
}

/* Any document. */
static void
read_document(struct arena *mem, const char *bytes, size_t len)
{
	json_t *doc;

	if (load_json(mem, bytes, len, &limits, &doc) == OK &&
	    json_is_object(doc))
		go_round(mem, walk_guess(doc), doc);
}

static void
use(struct arena *mem, char *text, bool keeps_empty)
{
	struct edit_field *fields = arena_array(mem, strlen(text) + 1,
						sizeof *fields);
	const struct diff_how how = { .as = CLR_ACHIEVEMENT, .max = 100 };
	struct edit_form form = { fields, 0, MOST_ROWS, keeps_empty };
	const json_t *base = load(mem, base_text);
	char *save = NULL;
	struct diff diff;
	json_t *doc, *now;

	now = json_deep_copy(base);
	for (char *line = strtok_r(text, "\n", &save); line;
	     line = strtok_r(NULL, "\n", &save)) {
		char *value = strchr(line, '=');

		if (*line && strchr("+-^v", *line)) {
			press(mem, now, line);
		} else if (value) {
			*value = '\0';
			fields[form.count++] = (struct edit_field){ line,
								    value + 1 };
		}
	}
	if (edit_form(mem, CLR_ACHIEVEMENT, base, &form, &doc) == OK) {
		if (!streq(json_string_value(json_object_get(doc, "id")),
			   "urn:a") ||
		    (!keeps_empty && holds(doc, EDIT_WAS)))
			abort();
		leave(mem, doc);
		diff_docs(mem, &how, base, doc, &diff);
		diff_docs(mem, &how, now, doc, &diff);
	}
	json_decref(now);
}

int
LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

int
LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
	auto_arena mem = arena_new();

	if (size > 0 && data[0] == 'j')
		read_document(mem, (const char *)data + 1, size - 1);
	else if (size > 0)
		use(mem, arena_strndup(mem, (const char *)data + 1, size - 1),
		    data[0] == 'k');
	return 0;
}
