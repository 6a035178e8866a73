/*
 * What the tests of verify/ share: a small web of fake answers that counts
 * its questions, an issuer in it with a key, and documents signed with that.
 * Include after cmocka.h.
 *
 * The issuer is https://a.example/p; its key, its list and its profile are
 * there unless a test says otherwise.  Documents are written with ' for ",
 * and KEY stands for the issuer's PEM, EVIL for that of another key.
 */
#ifndef VERIFY_HELP_H
#define VERIFY_HELP_H

#include <string.h>

#include "base/clock.h"
#include "crypto/digest.h"
#include "crypto/jws.h"
#include "model/jsonmem.h"
#include "model/rows.h"
#include "verify/verify.h"
#include "model_help.h"

#define ISSUER "https://a.example/p"
#define KEY_URL "https://a.example/keys/1"
#define LIST_URL "https://a.example/list"
#define NOW INT64_C(1767225600) /* 2026-01-01T00:00:00Z */
#define WORLD_MOST 40

/* An answer; a body of NULL is none. */
struct web_answer {
	const char *url;
	long status;
	const char *body;
	const char *final; /* where it was sent on to; NULL: nowhere */
	bool is_missing;
};

struct web_life {
	const char *url;
	struct verify_key_life life;
};

struct world {
	struct arena *mem;
	struct key *key, *evil;
	struct web_answer answers[WORLD_MOST];
	size_t count;
	size_t asked;	  /* questions so far */
	const char *last; /* of them */
	size_t asked_of[WORLD_MOST];
	struct web_life life; /* of one key; url NULL: none is known */
	const char *revoked;  /* an id that the office knows as revoked */
	int64_t revoked_at;
	const char *known;  /* an issuer's id that it knows */
	size_t done, total; /* of the progress */
	struct verify_source source;
	struct verify_ask ask;
	struct verify_report report;
	size_t missing;
};

/* Make ${text} a document: ' is ", KEY and EVIL are PEMs. */
static inline char *
world_text(const struct world *w, const char *text)
{
	struct str out;

	str_init(&out, w->mem);
	for (const char *s = text; *s; s++) {
		const struct key *key = str_starts(s, "'KEY'")	  ? w->key
					: str_starts(s, "'EVIL'") ? w->evil
								  : NULL;
		if (key) {
			json_t *pem = json_string(key_pem(key, w->mem));

			str_add(&out, jsonmem_text(w->mem, pem, 0));
			json_decref(pem);
			s = strchr(s + 1, '\'');
		} else {
			str_addc(&out, *s == '\'' ? '"' : *s);
		}
	}
	return out.s;
}

static inline void
world_get(void *data, struct arena *mem, const char *url,
	  struct verify_answer *out)
{
	struct world *w = data;

	(void)mem;
	w->asked++;
	w->last = url;
	*out = (struct verify_answer){ .url = url,
				       .type = "application/json",
				       .at = NOW,
				       .error = "no such host" };
	for (size_t i = 0; i < w->count; i++) {
		const struct web_answer *a = &w->answers[i];

		if (!streq(a->url, url))
			continue;
		w->asked_of[i]++;
		out->status = a->status;
		out->url = a->final ? a->final : url;
		out->body = a->body;
		out->len = a->body ? strlen(a->body) : 0;
		out->certificate = "CN=a.example";
		out->is_missing = a->is_missing;
	}
}

static inline bool
world_life(void *data, const char *url, struct verify_key_life *out)
{
	const struct world *w = data;

	if (!streq(w->life.url, url))
		return false;
	*out = w->life.life;
	return true;
}

static inline int64_t
world_revoked(void *data, const char *id)
{
	const struct world *w = data;

	return streq(w->revoked, id) ? w->revoked_at : 0;
}

static inline const char *
world_known(void *data, struct arena *mem, const char *id)
{
	const struct world *w = data;

	return streq(w->known, id) ? arena_strdup(mem, "The registrar knows "
						       "it.")
				   : NULL;
}

static inline void
world_progress(void *data, size_t done, size_t total)
{
	struct world *w = data;

	assert_true(done <= total);
	w->done = done;
	w->total = total;
}

/* The answer at ${url} from now on; ${body} as world_text(). */
static inline struct web_answer *
world_put(struct world *w, const char *url, long status, const char *body)
{
	struct web_answer *a = NULL;

	for (size_t i = 0; i < w->count; i++)
		if (streq(w->answers[i].url, url))
			a = &w->answers[i];
	if (!a) {
		assert_true(w->count < WORLD_MOST);
		a = &w->answers[w->count++];
	}
	*a = (struct web_answer){ .url = url,
				  .status = status,
				  .body = body ? world_text(w, body) : NULL };
	return a;
}

static inline size_t
world_asked(const struct world *w, const char *url)
{
	for (size_t i = 0; i < w->count; i++)
		if (streq(w->answers[i].url, url))
			return w->asked_of[i];
	return 0;
}

/* ${payload} signed; as world_text(). */
static inline const char *
world_sign(const struct world *w, const struct key *key, const char *payload)
{
	struct jws_head head = { "JWT", "anything" };
	char *text = world_text(w, payload);
	const char *jws = NULL;

	assert_int_equal(jws_sign(w->mem, key, &head, text, strlen(text), &jws),
			 OK);
	return arena_strdup(w->mem, jws);
}

#define PROFILE                                                                \
	"{'id':'" ISSUER "','type':'Profile','name':'Atlas University',"       \
	"'publicKey':{'id':'" KEY_URL "','owner':'" ISSUER                     \
	"','publicKeyPem':'KEY'},'revocationList':'" LIST_URL "'}"
#define KEY_DOC                                                                \
	"{'id':'" KEY_URL "','type':'CryptographicKey','owner':'" ISSUER       \
	"','publicKeyPem':'KEY'}"
#define LIST_DOC(entries)                                                      \
	"{'id':'" LIST_URL "','type':'RevocationList','issuer':'" ISSUER       \
	"','revokedAssertions':[" entries "]}"

/* A record; ${more} begins with a comma or is "". */
#define CLR_OF(publisher, verification, more)                                  \
	"{'@context':'" CLR_CONTEXT "','id':'urn:uuid:c','type':'Clr',"        \
	"'issuedOn':'2025-06-01T00:00:00Z','learner':{'id':'urn:uuid:l',"      \
	"'email':'Maria@example.edu','name':'Maria'},'publisher':" publisher   \
	",'verification':" verification more "}"
#define SIGNED "{'type':'Signed'}"
#define HOSTED "{'type':'Hosted'}"
#define CLR_SIGNED(more) CLR_OF(PROFILE, SIGNED, more)

/* An assertion. */
#define ASSERTION_OF(id, issuer, verification, more)                           \
	"{'id':'" id "','type':'Assertion','issuedOn':'2025-05-01T00:00:00Z'," \
	"'recipient':{'type':'id','identity':'urn:uuid:l','hashed':false},"    \
	"'achievement':{'id':'urn:uuid:a','type':'Achievement',"               \
	"'name':'Carpentry','issuer':" issuer                                  \
	"},'verification':" verification more "}"

/* Keys are made once a process. */
static inline void
world_keys(struct world *w)
{
	static struct key *keys[2];

	for (size_t i = 0; i < 2; i++)
		if (!keys[i])
			assert_int_equal(key_new(2048, &keys[i]), OK);
	w->key = keys[0];
	w->evil = keys[1];
}

static inline struct world *
world_new(struct arena *mem)
{
	struct world *w = arena_alloc(mem, sizeof *w);

	w->mem = mem;
	world_keys(w);
	w->source = (struct verify_source){ w,		 world_get,
					    world_life,	 world_revoked,
					    world_known, world_progress };
	w->ask = (struct verify_ask){ .now = NOW,
				      .most_parts = 1000,
				      .limits = &limits,
				      .source = &w->source };
	world_put(w, ISSUER, 200, PROFILE);
	world_put(w, KEY_URL, 200, KEY_DOC);
	world_put(w, LIST_URL, 200, LIST_DOC(""));
	return w;
}

/* Check ${bytes}; the first item. */
static inline const struct verify_part *
world_run(struct world *w, const char *bytes)
{
	w->ask.bytes = bytes;
	w->ask.len = strlen(bytes);
	assert_int_equal(verify_run(w->mem, &w->ask, &w->report, &w->missing),
			 OK);
	assert_true(w->report.count > 0);
	for (size_t i = 0; i < VERIFY_WHAT__MAX; i++) {
		assert_int_equal(w->report.items[0].checks[i].what, i);
		assert_false(str_empty(w->report.items[0].checks[i].words));
	}
	assert_non_null(verify_json(w->mem, &w->report));
	return w->report.items;
}

/* The same of a document written as world_text(). */
static inline const struct verify_part *
world_check(struct world *w, const char *text)
{
	return world_run(w, world_text(w, text));
}

/* Tell what was found, when it is not what a row expects. */
static inline void
world_tell(const char *name, const struct verify_part *part)
{
	print_message("%s: %s: %s\n", name, verify_verdict_name(part->verdict),
		      part->words);
	for (size_t i = 0; i < part->checks_count; i++)
		print_message("  %s %s: %s\n",
			      verify_what_name(part->checks[i].what),
			      verify_outcome_name(part->checks[i].outcome),
			      part->checks[i].words);
}

/* Whether ${part} came to ${verdict} and ${outcome} of ${what}; tells it if
 * not. */
static inline void
world_expect(const char *name, const struct verify_part *part,
	     enum verify_verdict verdict, enum verify_what what,
	     enum verify_outcome outcome)
{
	if (part->verdict != verdict || part->checks[what].outcome != outcome)
		world_tell(name, part);
	assert_int_equal(part->verdict, verdict);
	assert_int_equal(part->checks[what].outcome, outcome);
}

#endif
