/*
 * Verification: VP.  What is asked for without a token is what the records
 * that were read, and the caller, name.
 */
#include "base/str.h"
#include "base/uri.h"
#include "conform/everything.h"
#include "conform/suite_part.h"
#include "model/walk.h"

static const enum suite_check documents[2] = { VP_8, VP_X };

/* Of each operation so many addresses are asked. */
enum { MOST_EACH = 3 };

/* What can be asked for, by its class. */
static const struct operation {
	enum class_id as;
	enum suite_check check;
	const char *words, *missing;
} operations[] = {
	{ CLR_ASSERTION, VP_2,
	  "An assertion is answered at its id, without a token.",
	  "No assertion with an address here was found: name one with "
	  "--document." },
	{ CLR_ENDORSEMENT, VP_4,
	  "An endorsement is answered at its id, without a token.",
	  "No endorsement with an address here was found: name one with "
	  "--document." },
	{ CLR_CRYPTOGRAPHIC_KEY, VP_5,
	  "A key is answered at its id, without a token.",
	  "No key with an address here was found: name one with "
	  "--document." },
	{ CLR_REVOCATION_LIST, VP_6,
	  "A list of revocations is answered at its id, without a token.",
	  "No list of revocations with an address here was found: name one "
	  "with --document." },
};

enum { OPERATIONS = sizeof(operations) / sizeof(operations[0]) };

struct found {
	const char *urls[OPERATIONS][MOST_EACH];
	size_t counts[OPERATIONS];
	const char *host;
};

/* ---- Finding addresses */

static void
keep(struct suite_run *run, struct found *f, enum class_id as, const char *url)
{
	const char *host = url ? uri_host(run->mem, url) : NULL;
	size_t i, k;

	if (!host || !streq(host, f->host))
		return;
	for (i = 0; i < OPERATIONS; i++) {
		if (operations[i].as != as || f->counts[i] == MOST_EACH)
			continue;
		for (k = 0; k < f->counts[i]; k++)
			if (streq(f->urls[i][k], url))
				return;
		f->urls[i][f->counts[i]++] = url;
	}
}

/* Go through a document by the tables: ids of what has an address, and the
 * lists that profiles name. */
static void
search(struct suite_run *run, struct found *f, const json_t *value,
       enum class_id as)
{
	const struct property *p;
	struct compact opened;
	const json_t *each;
	const char *jws;
	size_t i;

	json_array_foreach (value, i, each)
		search(run, f, each, as);
	jws = json_string_value(value);
	if (jws && load_compact(run->mem, jws, strlen(jws), &run->limits,
				&opened) == OK)
		value = opened.payload;
	else if (jws)
		keep(run, f, as, jws);
	if (!json_is_object(value))
		return;
	keep(run, f, as, json_string_value(json_object_get(value, "id")));
	if (as == CLR_PROFILE || as == CLR_ENDORSEMENT_PROFILE)
		keep(run, f, CLR_REVOCATION_LIST,
		     json_string_value(
			     json_object_get(value, "revocationList")));
	for (p = walk_class(as)->properties; p->name; p++)
		if (p->type.kind == KIND_OBJECT || p->type.kind == KIND_JWS)
			search(run, f, json_object_get(value, p->name),
			       (enum class_id)p->type.of);
}

/* ---- Asking */

static bool
is_that(const json_t *doc, enum class_id as, const char *url)
{
	return walk_guess(doc) == as &&
	       streq(json_string_value(json_object_get(doc, "id")), url);
}

static void
ask_one(struct suite_run *run, const struct operation *o, const char *url)
{
	const struct suite_call call = { .url = url };
	struct suite_answer answer;

	suite_send(run, &call, &answer);
	suite_expect(run, VP_7, answer.status != 401 && answer.status != 403,
		     &answer, "No token is asked for.");
	if (answer.status == 410 &&
	    (o->as == CLR_ASSERTION || o->as == CLR_ENDORSEMENT)) {
		suite_note(run, o->check, SUITE_PASSED, &answer,
			   "It was revoked, and says so with 410.");
		return;
	}
	if (!suite_expect(run, o->check,
			  answer.status == 200 &&
				  is_that(answer.json, o->as, url),
			  &answer, o->words))
		return;
	if (o->as == CLR_REVOCATION_LIST)
		suite_expect(run, o->check,
			     json_is_array(json_object_get(
				     answer.json, "revokedAssertions")),
			     &answer,
			     "revokedAssertions is a list, empty when nothing "
			     "is revoked.");
	suite_document(run, &answer, o->as, documents);
}

static void
ask_all(struct suite_run *run, const struct found *f)
{
	size_t i, k;

	for (i = 0; i < OPERATIONS; i++) {
		for (k = 0; k < f->counts[i]; k++)
			ask_one(run, &operations[i], f->urls[i][k]);
		if (f->counts[i] == 0)
			suite_note(run, operations[i].check, SUITE_NOT_DONE,
				   NULL, operations[i].missing);
	}
}

/* An address that the caller names: what it is, it says itself. */
static void
ask_named(struct suite_run *run, struct found *f, const char *url)
{
	const struct suite_call call = { .url = url };
	struct suite_answer answer;

	suite_send(run, &call, &answer);
	if (answer.json)
		search(run, f, answer.json, walk_guess(answer.json));
}

/* ---- getClr */

static const char *
clr_url(const struct suite_run *run)
{
	const json_t *clrs = json_object_get(run->read, "clrs");
	const char *id;

	if (run->posts[0].stands)
		return run->posts[0].location;
	id = walk_text(json_array_get(clrs, 0), CLR_CLR, "id");
	if (!id)
		return NULL;
	if (str_starts(id, run->root))
		return id;
	return arena_printf(run->mem, "%s/clrs/%s", run->root,
			    uri_encode(run->mem, id));
}

static void
get_clr(struct suite_run *run, struct found *f)
{
	struct suite_call call = { .url = clr_url(run) };
	struct suite_answer answer;

	if (!call.url || !run->tokens[MAY_READ]) {
		suite_note(run, VP_3, SUITE_NOT_DONE, NULL,
			   "There is no record that could be read.");
		return;
	}
	suite_refuses(run, VP_7, &call);
	suite_forbids(run, VP_7, &call, MAY_REPLACE);
	call.token = run->tokens[MAY_READ];
	suite_send(run, &call, &answer);
	if (!suite_expect(run, VP_3,
			  answer.status == 200 &&
				  walk_guess(answer.json) == CLR_CLR,
			  &answer, "A record is answered with 200."))
		return;
	suite_document(run, &answer, CLR_CLR, documents);
	search(run, f, answer.json, CLR_CLR);
	if (run->posts[0].stands)
		suite_kept(run, VP_9, &answer, run->posts[0].doc, answer.json);
}

void
suite_proofs(struct suite_run *run)
{
	struct found *f = arena_alloc(run->mem, sizeof(*f));
	size_t i;

	f->host = uri_host(run->mem, run->root);
	get_clr(run, f);
	if (run->out->results[VP_9].outcome == SUITE_NONE)
		suite_note(run, VP_9, SUITE_NOT_DONE, NULL,
			   "No record with all members could be posted, so it "
			   "is not known.");
	if (run->read)
		search(run, f, run->read, CLR_CLR_SET);
	for (i = 0; i < run->ask->documents_count; i++)
		ask_named(run, f, run->ask->documents[i]);
	ask_all(run, f);
}
