/*
 * Report → dataset.  What is said is the verifier's; the words around it are
 * the language file's.  Called by the pages of verification and the shared
 * page.
 */
#include "web/verify_fill.h"

#include <ctype.h>
#include <string.h>

#include "base/clock.h"
#include "base/uri.h"
#include "model/load.h"
#include "page/view.h"

/* ---- Times */

void
verify_fill_moment(struct ctx *ctx, struct _hdf *node, const char *name,
		   int64_t at)
{
	struct moment moment;
	char *iso = clock_iso(ctx->mem, at);

	render_set(node, arena_printf(ctx->mem, "%s.iso", name), iso);
	if (clock_parse(iso, false, &moment) == OK)
		render_set(node, arena_printf(ctx->mem, "%s.words", name),
			   clock_words(ctx->mem, &moment, true, NULL));
}

const char *
verify_fill_ago(struct ctx *ctx, int64_t at)
{
	static const struct {
		int64_t seconds;
		const char *one;
	} units[] = {
		{ 86400, "day" },
		{ 3600, "hour" },
		{ 60, "minute" },
	};
	int64_t since = clock_now() - at, n;
	size_t i;

	for (i = 0; i < sizeof(units) / sizeof(units[0]); i++) {
		n = since / units[i].seconds;
		if (n > 0)
			return arena_printf(ctx->mem, "%lld %s%s ago",
					    (long long)n, units[i].one,
					    n == 1 ? "" : "s");
	}
	return "just now";
}

/* The moment that member ${member} states; 0: none. */
static int64_t
time_of(const json_t *object, const char *member)
{
	const char *text = json_string_value(json_object_get(object, member));
	struct moment at;

	return text && clock_parse(text, false, &at) == OK ? at.epoch : 0;
}

/* ---- Parts of it */

static void
set_text(struct _hdf *node, const char *name, const json_t *object,
	 const char *member)
{
	const char *text = json_string_value(json_object_get(object, member));

	if (!str_empty(text))
		render_set(node, name, text);
}

static void
set_number(struct _hdf *node, const char *name, const json_t *object,
	   const char *member)
{
	const json_t *n = json_object_get(object, member);

	if (json_integer_value(n))
		render_set_number(node, name, json_integer_value(n));
}

/* A word of ours as the language file has it: "not-needed" is a name there
 * only as "not_needed". */
static void
set_word(struct ctx *ctx, struct _hdf *node, const char *name,
	 const json_t *object, const char *member)
{
	const char *text = json_string_value(json_object_get(object, member));
	char *word = arena_strdup(ctx->mem, text ? text : ""), *c;

	for (c = word; *c; c++)
		*c = *c == '-' ? '_' : (char)tolower((unsigned char)*c);
	render_set(node, name, word);
}

/* The verdict's sentence, without what the page says itself before it: when
 * it was made, which is "just now" no more, and the verdict's word. */
static void
set_sentence(struct ctx *ctx, struct _hdf *node, const json_t *object)
{
	static const char *const said[] = { "Checked just now: ", "not valid. ",
					    "revoked. " };
	const char *text = json_string_value(json_object_get(object, "words"));
	char *words;
	size_t i;

	if (!text)
		return;
	for (i = 0; i < sizeof(said) / sizeof(said[0]); i++)
		if (str_starts(text, said[i]))
			text += strlen(said[i]);
	words = arena_strdup(ctx->mem, text);
	words[0] = (char)toupper((unsigned char)words[0]);
	render_set(node, "words", words);
}

/* What a check rests on, in the order it is told in; the label is a word of
 * Lang.verify.evidence. */
static const struct {
	const char *member;
	bool is_address;
} facts[] = {
	{ "url", true }, { "status", false },	  { "server", false },
	{ "key", true }, { "thumbprint", false }, { "algorithm", false },
	{ "at", false }, { "detail", false },
};

static void
fill_fact(struct ctx *ctx, struct _hdf *node, const char *member,
	  const json_t *value, bool is_address)
{
	const char *text = json_is_integer(value)
				   ? arena_printf(ctx->mem, "%lld",
						  json_integer_value(value))
				   : json_string_value(value);
	struct moment at;

	render_set(node, "label", member);
	render_set(node, "value", text);
	if (is_address && uri_use(text) == URI_LINK)
		render_set(node, "href", text);
	if (streq(member, "at") && clock_parse(text, false, &at) == OK) {
		render_set(node, "iso", text);
		render_set(node, "value",
			   clock_words(ctx->mem, &at, true, NULL));
	}
}

static void
fill_evidence(struct ctx *ctx, struct _hdf *node, const json_t *evidence)
{
	const json_t *value;
	size_t i, count = 0;

	for (i = 0; i < sizeof(facts) / sizeof(facts[0]); i++) {
		value = json_object_get(evidence, facts[i].member);
		if (value)
			fill_fact(ctx, web_nth(ctx, node, "fact", count++),
				  facts[i].member, value, facts[i].is_address);
	}
}

static void
fill_check(struct ctx *ctx, struct _hdf *node, const json_t *check)
{
	set_word(ctx, node, "name", check, "check");
	set_text(node, "label", check, "label");
	set_word(ctx, node, "outcome", check, "outcome");
	set_text(node, "words", check, "words");
	set_text(node, "advice", check, "advice");
	fill_evidence(ctx, node, json_object_get(check, "evidence"));
}

static void
fill_checks(struct ctx *ctx, struct _hdf *node, const json_t *part)
{
	size_t i, shown = 0, idle = 0;
	const json_t *check;
	const char *outcome;

	json_array_foreach (json_object_get(part, "checks"), i, check) {
		outcome = json_string_value(json_object_get(check, "outcome"));
		if (streq(outcome, "not-needed"))
			fill_check(ctx, web_nth(ctx, node, "idle", idle++),
				   check);
		else
			fill_check(ctx, web_nth(ctx, node, "check", shown++),
				   check);
	}
}

/* Below each other as deep as this; what is deeper is in the JSON alone. */
#define DEEPEST 8

/* Was all of it found right?  Then it may stay folded. */
static bool
is_fine(const json_t *part)
{
	const json_t *each;
	size_t i;

	if (!streq(json_string_value(json_object_get(part, "verdict")),
		   "valid"))
		return false;
	json_array_foreach (json_object_get(part, "parts"), i, each)
		if (!is_fine(each))
			return false;
	return true;
}

static void
fill_part(struct ctx *ctx, struct _hdf *node, const json_t *part, int depth)
{
	const json_t *each;
	size_t i;

	set_word(ctx, node, "class", part, "class");
	set_text(node, "name", part, "name");
	set_text(node, "issuer", part, "issuer");
	set_text(node, "how", part, "how");
	set_word(ctx, node, "verdict", part, "verdict");
	set_sentence(ctx, node, part);
	set_text(node, "id", part, "id");
	set_text(node, "issuer_id", part, "issuerId");
	set_text(node, "pointer", part, "pointer");
	if (json_is_true(json_object_get(part, "outdated")))
		render_set(node, "outdated", "1");
	set_number(node, "unchecked", part, "unchecked");
	if (!is_fine(part))
		render_set(node, "open", "1");
	fill_checks(ctx, node, part);
	if (depth < DEEPEST)
		json_array_foreach (json_object_get(part, "parts"), i, each)
			fill_part(ctx, web_nth(ctx, node, "part", i), each,
				  depth + 1);
}

/* For the sheet of the record: the verdict on each part, by its place. */
static void
fill_places(struct ctx *ctx, struct _hdf *node, const json_t *part, int depth)
{
	const json_t *each;
	const char *pointer;
	size_t i;

	if (depth > DEEPEST)
		return;
	json_array_foreach (json_object_get(part, "parts"), i, each) {
		pointer = json_string_value(json_object_get(each, "pointer"));
		if (pointer)
			set_word(ctx, node, view_place(ctx->mem, pointer), each,
				 "verdict");
		fill_places(ctx, node, each, depth + 1);
	}
}

void
verify_fill(struct ctx *ctx, struct _hdf *hdf, const json_t *report)
{
	struct _hdf *node = render_node(hdf, "Report");
	const json_t *items = json_object_get(report, "items"), *item;
	int64_t at = time_of(report, "at"), as_of = time_of(report, "asOf");
	size_t i;

	set_word(ctx, node, "verdict", report, "verdict");
	set_sentence(ctx, node, report);
	verify_fill_moment(ctx, node, "at", at);
	render_set(node, "ago", verify_fill_ago(ctx, at));
	if (as_of)
		verify_fill_moment(ctx, node, "as_of", as_of);
	set_text(node, "sha256", report, "sha256");
	set_number(node, "bytes", report, "bytes");
	if (json_array_size(items) == 1) {
		render_set(node, "single", "1");
		fill_places(ctx, render_node(node, "place"),
			    json_array_get(items, 0), 0);
	}
	json_array_foreach (items, i, item)
		fill_part(ctx, web_nth(ctx, node, "item", i), item, 0);
}

enum result
verify_fill_text(struct ctx *ctx, struct _hdf *hdf, const char *text,
		 size_t len)
{
	json_t *report;

	TRY(load_stored(ctx->mem, text, len, &report));
	verify_fill(ctx, hdf, report);
	return OK;
}
