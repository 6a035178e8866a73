/*
 * Posting and deleting records: SPW.
 */
#include "base/rand.h"
#include "base/str.h"
#include "base/uri.h"
#include "conform/everything.h"
#include "conform/suite_part.h"
#include "model/jsonmem.h"

#define JSON_TYPE "application/json"

static const enum suite_check documents[2] = { SPW_5, SPW_X };

static struct suite_call
post_of(const struct suite_run *run, const char *body)
{
	return (struct suite_call){
		.method = "POST",
		.url = arena_printf(run->mem, "%s/clrs", run->root),
		.token = run->tokens[MAY_REPLACE],
		.type = JSON_TYPE,
		.body = body,
	};
}

/* A ClrPayload around ${doc}. */
static const char *
payload(const struct suite_run *run, const json_t *doc)
{
	json_t *out = json_pack("{s:s, s:O}", "@context", CLR_CONTEXT, "clr",
				doc);

	jsonmem_defer(run->mem, out);
	return jsonmem_text(run->mem, out, JSON_COMPACT);
}

static void
post(struct suite_run *run, const char *body, struct suite_answer *out)
{
	const struct suite_call call = post_of(run, body);

	suite_send(run, &call, out);
}

/* ---- A first record */

/* Where it is from now on: as the Provider says, else by its id. */
static const char *
location_of(struct suite_run *run, const struct suite_answer *answer,
	    const char *id)
{
	const char *to = suite_header(run, answer, "Location");

	if (suite_expect(run, SPW_2, to && *to, answer,
			 "Location says where the new record is."))
		return to;
	return arena_printf(run->mem, "%s/clrs/%s", run->root,
			    uri_encode(run->mem, id));
}

/* Is there an operation at all?  It may be left out with 405 or 501. */
static bool
is_offered(struct suite_run *run, const struct suite_answer *answer)
{
	int i;

	if (answer->status != 405 && answer->status != 501)
		return true;
	for (i = SPW_2; i <= SPW_X; i++)
		suite_note(run, (enum suite_check)i, SUITE_NOT_OFFERED, answer,
			   "Records cannot be posted here.");
	return false;
}

static bool
create(struct suite_run *run, struct suite_post *new)
{
	struct suite_answer answer;

	post(run, payload(run, new->doc), &answer);
	if (!is_offered(run, &answer))
		return false;
	new->stands = suite_expect(run, SPW_2, answer.status == 201, &answer,
				   "A new record is answered with 201.");
	if (!new->stands)
		return true;
	new->location = location_of(run, &answer, new->id);
	suite_document(run, &answer, CLR_CLR_PAYLOAD, documents);
	suite_kept(run, SPW_6, &answer, new->doc,
		   json_object_get(answer.json, "clr"));
	return true;
}

/* ---- It again, and changed */

static void
repeat(struct suite_run *run, const struct suite_post *old)
{
	struct suite_answer answer;

	post(run, payload(run, old->doc), &answer);
	suite_expect(run, SPW_2, answer.status == 304 || answer.status == 200,
		     &answer,
		     "The same record again is answered with 304, or 200.");
}

static void
change(struct suite_run *run, struct suite_post *old)
{
	json_t *doc = json_copy((json_t *)(uintptr_t)old->doc);
	struct suite_answer answer;

	jsonmem_defer(run->mem, doc);
	json_object_set_new(doc, "name", json_string("Another name"));
	old->doc = doc;
	post(run, payload(run, doc), &answer);
	if (suite_expect(run, SPW_2, answer.status == 200, &answer,
			 "A changed record is answered with 200.")) {
		suite_document(run, &answer, CLR_CLR_PAYLOAD, documents);
		suite_kept(run, SPW_6, &answer, doc,
			   json_object_get(answer.json, "clr"));
	}
}

/* ---- What must be refused */

static const json_t *
without_learner(const struct suite_run *run, const json_t *doc)
{
	json_t *out = json_copy((json_t *)(uintptr_t)doc);

	jsonmem_defer(run->mem, out);
	json_object_del(out, "learner");
	return out;
}

static void
refuse_bodies(struct suite_run *run, const json_t *doc)
{
	const struct {
		const char *body, *words;
	} wrong[] = {
		{ "{}", "A payload without a record is refused with 400." },
		{ arena_printf(run->mem, "{\"clr\":%s,\"signedClr\":\"a.b.c\"}",
			       jsonmem_text(run->mem, doc, JSON_COMPACT)),
		  "A payload with both forms of a record is refused with "
		  "400." },
		{ "{\"clr\":", "What is no JSON is refused with 400." },
		{ payload(run, without_learner(run, doc)),
		  "A record without a learner is refused with 400." },
	};
	struct suite_answer answer;
	size_t i;

	for (i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		post(run, wrong[i].body, &answer);
		suite_expect(run, SPW_5, answer.status == 400, &answer,
			     wrong[i].words);
	}
}

static void
refuse_tokens(struct suite_run *run, const json_t *doc)
{
	const struct suite_call call = post_of(run, payload(run, doc));

	suite_refuses(run, SPW_4, &call);
	suite_forbids(run, SPW_4, &call, MAY_READ);
}

/* ---- All of it */

static void
not_done(struct suite_run *run, const char *why)
{
	int i;

	for (i = SPW_2; i <= SPW_X; i++)
		suite_note(run, (enum suite_check)i, SUITE_NOT_DONE, NULL, why);
}

/* A record of which little is said. */
static const json_t *
small(const struct suite_run *run, const char *id)
{
	const json_t *all = everything_clr(run->mem, id);
	json_t *out = json_pack("{s:s, s:s, s:s, s:s, s:O, s:O}", "@context",
				CLR_CONTEXT, "id", id, "type", "Clr",
				"issuedOn", "2024-05-06T07:08:09Z", "learner",
				json_object_get(all, "learner"), "publisher",
				json_object_get(all, "publisher"));

	jsonmem_defer(run->mem, out);
	return out;
}

static void
prepare(struct suite_run *run)
{
	int i;

	for (i = 0; i < SUITE_POSTS; i++) {
		run->posts[i].id = rand_urn(run->mem);
		run->posts[i].doc = i ? small(run, run->posts[i].id)
				      : everything_clr(run->mem,
						       run->posts[i].id);
	}
}

void
suite_writes(struct suite_run *run)
{
	int i;

	if (!run->ask->may_write) {
		not_done(run, "Nothing was written, as was asked for.");
		return;
	}
	if (!run->tokens[MAY_REPLACE]) {
		not_done(run, "No token for writing could be had.");
		return;
	}
	prepare(run);
	if (!create(run, &run->posts[0]))
		return;
	refuse_tokens(run, run->posts[0].doc);
	refuse_bodies(run, run->posts[0].doc);
	if (!run->posts[0].stands)
		return;
	repeat(run, &run->posts[0]);
	change(run, &run->posts[0]);
	for (i = 1; i < SUITE_POSTS; i++)
		create(run, &run->posts[i]);
}

/* ---- Deleting */

static bool
erase(struct suite_run *run, struct suite_post *old)
{
	const struct suite_call get = {
		.url = old->location,
		.token = run->tokens[MAY_READ],
	};
	const struct suite_call call = {
		.method = "DELETE",
		.url = old->location,
		.token = run->tokens[MAY_DELETE],
	};
	struct suite_answer answer;

	suite_send(run, &call, &answer);
	if (answer.status == 405 || answer.status == 501) {
		suite_note(run, SPW_3, SUITE_NOT_OFFERED, &answer,
			   "Records cannot be deleted here.");
		return false;
	}
	suite_expect(run, SPW_3, answer.status == 204, &answer,
		     "A deleted record is answered with 204.");
	if (!get.token)
		return true;
	suite_send(run, &get, &answer);
	suite_expect(run, SPW_3, answer.status == 404 || answer.status == 410,
		     &answer, "A deleted record is there no more.");
	return true;
}

static void
refuse_deletes(struct suite_run *run, const struct suite_post *old)
{
	const struct suite_call call = { .method = "DELETE",
					 .url = old->location };

	suite_refuses(run, SPW_4, &call);
	suite_forbids(run, SPW_4, &call, MAY_READ);
}

void
suite_deletes(struct suite_run *run)
{
	int i;

	if (!run->posts[0].stands)
		return;
	if (!run->tokens[MAY_DELETE]) {
		suite_note(run, SPW_3, SUITE_NOT_DONE, NULL,
			   "No token for deleting could be had: the records "
			   "that were posted are still there.");
		return;
	}
	for (i = 0; i < SUITE_POSTS; i++) {
		if (!run->posts[i].stands)
			continue;
		if (!erase(run, &run->posts[i]))
			return;
		if (i == 0 && run->posts[1].stands)
			refuse_deletes(run, &run->posts[1]);
	}
}
