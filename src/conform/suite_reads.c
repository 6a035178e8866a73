/*
 * Reading records: SPR.
 */
#include <stdlib.h>

#include "base/str.h"
#include "conform/suite_part.h"
#include "model/walk.h"

static const enum suite_check documents[2] = { SPR_4, SPR_X };

/* So many pages are followed. */
enum { MOST_PAGES = 50, MOST_IDS = 500 };

static struct suite_call
get_of(const struct suite_run *run, const char *query)
{
	return (struct suite_call){
		.url = arena_printf(run->mem, "%s/clrs%s", run->root, query),
		.token = run->tokens[MAY_READ],
	};
}

/* ---- What a set holds */

/* The id of the ${i}th record, signed ones after the others; NULL: the end. */
static const char *
id_at(const struct suite_run *run, const json_t *set, size_t i)
{
	const json_t *list = json_object_get(set, "clrs");
	const size_t count = json_array_size(list);
	struct compact opened;
	const char *jws;

	if (i < count)
		return walk_text(json_array_get(list, i), CLR_CLR, "id");
	jws = json_string_value(
		json_array_get(json_object_get(set, "signedClrs"), i - count));
	if (!jws || load_compact(run->mem, jws, strlen(jws), &run->limits,
				 &opened) != OK)
		return NULL;
	return walk_text(opened.payload, CLR_CLR, "id");
}

static const json_t *
find(const json_t *set, const char *id)
{
	const json_t *each;
	size_t i;

	json_array_foreach (json_object_get(set, "clrs"), i, each)
		if (streq(walk_text(each, CLR_CLR, "id"), id))
			return each;
	return NULL;
}

static size_t
size_of(const json_t *set)
{
	return json_array_size(json_object_get(set, "clrs")) +
	       json_array_size(json_object_get(set, "signedClrs"));
}

/* ---- Pages */

/* The address of relation ${rel} in a Link header (RFC 8288), in ${mem}. */
static const char *
link_of(const struct suite_run *run, const char *header, const char *rel)
{
	const char *at = header ? strchr(header, '<') : NULL, *end, *next;
	const char *quoted = arena_printf(run->mem, "rel=\"%s\"", rel);
	const char *bare = arena_printf(run->mem, "rel=%s", rel);

	for (; at; at = next) {
		const char *about;

		end = strchr(at, '>');
		if (!end)
			return NULL;
		next = strchr(end, '<');
		about = next ? arena_strndup(run->mem, end,
					     (size_t)(next - end))
			     : end;
		if (strstr(about, quoted) || strstr(about, bare))
			return arena_strndup(run->mem, at + 1,
					     (size_t)(end - at - 1));
	}
	return NULL;
}

struct pages {
	const char *ids[MOST_IDS];
	size_t count, number;
	bool is_repeated, has_long_one, has_other_total;
	long total;
};

/* Take in a page of at most one record. */
static void
take(const struct suite_run *run, struct pages *p,
     const struct suite_answer *answer)
{
	const char *total = suite_header(run, answer, "X-Total-Count");
	const char *id;
	size_t i, k;

	p->has_long_one |= size_of(answer->json) > 1;
	p->has_other_total |= total && strtol(total, NULL, 10) != p->total;
	for (i = 0; (id = id_at(run, answer->json, i)) && p->count < MOST_IDS;
	     i++) {
		for (k = 0; k < p->count; k++)
			p->is_repeated |= streq(p->ids[k], id);
		p->ids[p->count++] = id;
	}
}

static void
follow(struct suite_run *run, struct pages *p, struct suite_answer *answer)
{
	const char *next;

	for (p->number = 1; p->number < MOST_PAGES; p->number++) {
		next = link_of(run, suite_header(run, answer, "Link"), "next");
		if (!next || !str_starts(next, run->root))
			break;
		suite_send(
			run,
			&(struct suite_call){ .url = next,
					      .token = run->tokens[MAY_READ] },
			answer);
		take(run, p, answer);
	}
	suite_expect(run, SPR_6, !p->is_repeated, answer,
		     "No record comes twice on the way from page to page.");
	suite_expect(run, SPR_6, !p->has_long_one, answer,
		     "No page holds more records than limit says.");
	suite_expect(run, SPR_6, !p->has_other_total, answer,
		     "X-Total-Count is the same on all pages.");
	if (p->number < MOST_PAGES && p->total >= 0)
		suite_expect(run, SPR_6, (long)p->count == p->total, answer,
			     "The pages together hold as many records as "
			     "X-Total-Count says.");
}

static bool
has_links(struct suite_run *run, const struct suite_answer *answer)
{
	const char *header = suite_header(run, answer, "Link");
	static const char *const rels[] = { "first", "last", "next" };
	size_t i;
	bool holds = true;

	for (i = 0; i < sizeof(rels) / sizeof(rels[0]); i++)
		holds &= link_of(run, header, rels[i]) != NULL;
	return holds;
}

/* One record a page, while there are more than one. */
static void
page(struct suite_run *run, size_t all)
{
	const struct suite_call call = get_of(run, "?limit=1");
	struct pages *p = arena_alloc(run->mem, sizeof(*p));
	struct suite_answer answer;
	const char *total;

	if (all < 2) {
		suite_note(run, SPR_6, SUITE_NOT_DONE, NULL,
			   "There are not two records to be read, so there is "
			   "nothing to page through.");
		return;
	}
	suite_send(run, &call, &answer);
	total = suite_header(run, &answer, "X-Total-Count");
	if (answer.status == 200 && size_of(answer.json) >= all && !total &&
	    !suite_header(run, &answer, "Link")) {
		suite_note(run, SPR_6, SUITE_NOT_OFFERED, &answer,
			   "There are no pages: all comes at once.");
		return;
	}
	if (!suite_expect(run, SPR_6, answer.status == 200, &answer,
			  "getClrs with limit is answered with 200."))
		return;
	p->total = total ? strtol(total, NULL, 10) : -1;
	suite_expect(run, SPR_6, !total || p->total >= (long)all, &answer,
		     "X-Total-Count counts all records.");
	suite_expect(run, SPR_6, has_links(run, &answer), &answer,
		     "Link leads to the first, the last and the next page.");
	take(run, p, &answer);
	follow(run, p, &answer);
}

static void
refuse_queries(struct suite_run *run)
{
	static const char *const wrong[] = { "?limit=0", "?limit=many",
					     "?offset=-1" };
	struct suite_answer answer;
	size_t i;

	if (run->out->results[SPR_6].outcome == SUITE_NOT_OFFERED)
		return;
	for (i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		const struct suite_call call = get_of(run, wrong[i]);

		suite_send(run, &call, &answer);
		suite_expect(run, SPR_6, answer.status == 400, &answer,
			     "A limit or offset that is none is refused with "
			     "400.");
	}
}

/* ---- All of it */

static void
not_done(struct suite_run *run, const char *why)
{
	int i;

	for (i = SPR_2; i <= SPR_X; i++)
		suite_note(run, (enum suite_check)i, SUITE_NOT_DONE, NULL, why);
}

/* What was posted comes back. */
static void
compare(struct suite_run *run, const struct suite_answer *answer)
{
	const struct suite_post *posted = &run->posts[0];
	const json_t *found = find(answer->json, posted->id);

	if (!posted->stands)
		suite_note(run, SPR_5, SUITE_NOT_DONE, NULL,
			   "No record with all members could be posted, so it "
			   "is not known.");
	else if (suite_expect(run, SPR_5, found, answer,
			      "A record that was posted is among those read."))
		suite_kept(run, SPR_5, answer, posted->doc, found);
}

void
suite_reads(struct suite_run *run)
{
	const struct suite_call call = get_of(run, "");
	struct suite_answer answer;

	suite_refuses(run, SPR_3, &call);
	suite_forbids(run, SPR_3, &call, MAY_REPLACE);
	if (!run->tokens[MAY_READ]) {
		not_done(run, "No token for reading could be had.");
		return;
	}
	suite_send(run, &call, &answer);
	if (!suite_expect(run, SPR_2, answer.status == 200, &answer,
			  "getClrs is answered with 200."))
		return;
	suite_expect(run, SPR_2,
		     streq(answer.reply.type, "application/json") ||
			     streq(answer.reply.type, "application/ld+json"),
		     &answer, "The answer is JSON or JSON-LD by its type.");
	suite_document(run, &answer, CLR_CLR_SET, documents);
	run->read = answer.json;
	compare(run, &answer);
	page(run, size_of(answer.json));
	refuse_queries(run);
}
