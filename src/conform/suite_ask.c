/*
 * Asking a Provider, and noting what it answered.
 */
#include "base/str.h"
#include "conform/everything.h"
#include "conform/suite_part.h"
#include "model/check.h"

/* As a Consumer asks (CLR 1.0 §2.6). */
#define ACCEPT "application/ld+json, application/json"

enum { MOST_PROBLEMS = 3 };

#define SCOPE "https://purl.imsglobal.org/spec/clr/v1p0/scope/"

const char *const suite_scopes[SUITE_SCOPE__MAX] = {
	[MAY_READ] = SCOPE "readonly",
	[MAY_REPLACE] = SCOPE "replace",
	[MAY_DELETE] = SCOPE "delete",
};

/* ---- Asking */

static void
read_json(struct suite_run *run, struct suite_answer *out)
{
	if (out->reply.len > 0 &&
	    load_json(run->mem, out->reply.body, out->reply.len, &run->limits,
		      &out->json) != OK)
		out->json = NULL;
}

void
suite_send(struct suite_run *run, const struct suite_call *call,
	   struct suite_answer *out)
{
	struct fetch_ask ask = {
		.url = call->url,
		.accept = call->accept ? call->accept : ACCEPT,
		.allow = run->ask->allow,
		.max_bytes = FETCH_MOST_BYTES,
		.timeout_ms = run->ask->timeout_ms,
		.method = call->method,
		.authorization = call->authorization,
		.content = call->body,
		.content_len = call->body ? strlen(call->body) : 0,
		.content_type = call->type,
		.is_still = true,
	};

	if (call->token)
		ask.authorization = arena_printf(run->mem, "Bearer %s",
						 call->token);
	*out = (struct suite_answer){
		.method = call->method ? call->method
				       : (call->body ? "POST" : "GET"),
		.url = call->url,
	};
	run->out->requests++;
	if (fetch_get(run->mem, &ask, &out->reply) != OK) {
		out->reply = (struct fetch_reply){
			.type = "",
			.body = "",
			.headers = "",
		};
		return;
	}
	out->status = out->reply.status;
	read_json(run, out);
}

const char *
suite_header(const struct suite_run *run, const struct suite_answer *answer,
	     const char *name)
{
	return fetch_header(run->mem, &answer->reply, name);
}

/* ---- Noting */

void
suite_note(struct suite_run *run, enum suite_check check,
	   enum suite_outcome outcome, const struct suite_answer *answer,
	   const char *words)
{
	struct suite_result *result = &run->out->results[check];
	struct suite_finding *f = arena_alloc(run->mem, sizeof(*f));

	f->outcome = outcome;
	f->words = words;
	if (answer) {
		f->method = answer->method;
		f->url = answer->url;
		f->status = answer->status;
	}
	*result->last = f;
	result->last = &f->next;
	if (outcome > result->outcome)
		result->outcome = outcome;
}

bool
suite_expect(struct suite_run *run, enum suite_check check, bool holds,
	     const struct suite_answer *answer, const char *words)
{
	suite_note(run, check, holds ? SUITE_PASSED : SUITE_FAILED, answer,
		   words);
	return holds;
}

/* ---- Documents */

static const char *
problem_words(struct suite_run *run, const struct problems *problems)
{
	struct str s;
	size_t i, told = 0;

	str_init(&s, run->mem);
	str_add(&s, "It must be as the standard says:");
	for (i = 0; i < problems->count && told < MOST_PROBLEMS; i++) {
		if (problems->items[i].severity != PROBLEM_ERROR)
			continue;
		str_addf(&s, " %s: %s",
			 *problems->items[i].pointer
				 ? problems->items[i].pointer
				 : "the document",
			 problems->items[i].words);
		told++;
	}
	if (problems->errors > told)
		str_addf(&s, " And %zu more.", problems->errors - told);
	return s.s;
}

void
suite_document(struct suite_run *run, const struct suite_answer *answer,
	       enum class_id as, const enum suite_check of[2])
{
	struct problems problems;
	const char *at;

	if (!suite_expect(run, of[0], answer->json != NULL, answer,
			  "The answer is JSON."))
		return;
	problems_init(&problems, run->mem, 200);
	check_doc(answer->json, as, CHECK_STRICT, "", &run->limits, &problems);
	suite_expect(run, of[0], problems.errors == 0, answer,
		     problems.errors ? problem_words(run, &problems)
				     : "The document is as the standard "
				       "says.");
	at = everything_extra(run->mem, answer->json, as);
	suite_expect(run, of[1], !at, answer,
		     at ? arena_printf(run->mem,
				       "%s is no member of the standard.", at)
			: "Every member is one of the standard.");
}

void
suite_kept(struct suite_run *run, enum suite_check check,
	   const struct suite_answer *answer, const json_t *sent,
	   const json_t *got)
{
	const char *at = everything_lost(run->mem, sent, got);

	suite_expect(run, check, !at, answer,
		     at ? arena_printf(run->mem,
				       "The value at %s of a record with all "
				       "members must come back as it was sent.",
				       *at ? at : "the top")
			: "Each value of a record with all members came back "
			  "as it was sent.");
}

/* ---- Tokens */

static bool
asks_for_bearer(const struct suite_run *run, const struct suite_answer *answer)
{
	const char *how = suite_header(run, answer, "WWW-Authenticate");

	return how && strcasestr(how, "bearer");
}

void
suite_refuses(struct suite_run *run, enum suite_check check,
	      const struct suite_call *call)
{
	static const char *const tokens[] = { NULL, "no-such-token" };
	struct suite_call bare = *call;
	struct suite_answer answer;
	size_t i;

	for (i = 0; i < sizeof(tokens) / sizeof(tokens[0]); i++) {
		bare.token = tokens[i];
		suite_send(run, &bare, &answer);
		suite_expect(
			run, check,
			answer.status == 401 && asks_for_bearer(run, &answer),
			&answer,
			tokens[i] ? "A token that is unknown is refused "
				    "with 401 and WWW-Authenticate: Bearer."
				  : "A request without a token is refused "
				    "with 401 and WWW-Authenticate: "
				    "Bearer.");
	}
}

void
suite_forbids(struct suite_run *run, enum suite_check check,
	      const struct suite_call *call, enum suite_scope with)
{
	struct suite_call other = *call;
	struct suite_answer answer;

	if (run->is_mixed || !run->tokens[with]) {
		suite_note(run, check,
			   run->is_mixed ? SUITE_PASSED : SUITE_NOT_DONE, NULL,
			   "A token with the wrong scope alone could not be "
			   "had, so none was tried.");
		return;
	}
	other.token = run->tokens[with];
	suite_send(run, &other, &answer);
	suite_expect(run, check, answer.status == 403, &answer,
		     arena_printf(run->mem,
				  "A token with the scope %s alone is refused "
				  "with 403.",
				  suite_scopes[with]));
}
