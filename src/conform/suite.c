/*
 * The suite's tables, its run, and its report.
 */
#include "conform/suite.h"

#include "base/clock.h"
#include "base/str.h"
#include "conform/suite_part.h"
#include "model/jsonmem.h"

#define ROW(name, id, feature, may, words) [name] = { id, feature, may, words },
const struct suite_row suite_rows[SUITE__MAX] = { SUITE_CHECKS(ROW) };
#undef ROW

static const struct {
	const char *id, *name;
	enum suite_check operation; /* without it there is no feature */
} features[SUITE_FEATURE__MAX] = {
	[PS] = { "PS", "Security of a Provider", PS_1 },
	[SPR] = { "SPR", "Service Provider (Read)", SPR_2 },
	[SPW] = { "SPW", "Service Provider (Write)", SPW_2 },
	[VP] = { "VP", "Verification Provider", VP_3 },
};

static const char *const outcomes[SUITE_OUTCOME__MAX] = {
	[SUITE_NONE] = "not done",	     [SUITE_PASSED] = "passed",
	[SUITE_NOT_OFFERED] = "not offered", [SUITE_NOT_DONE] = "not done",
	[SUITE_FAILED] = "failed",
};

const char *
suite_outcome_name(enum suite_outcome outcome)
{
	return outcomes[outcome];
}

const char *
suite_feature_name(enum suite_feature feature)
{
	return features[feature].name;
}

enum suite_outcome
suite_feature_outcome(const struct suite *suite, enum suite_feature feature)
{
	enum suite_outcome worst = SUITE_NONE, each;
	int i;

	if (suite->results[features[feature].operation].outcome ==
	    SUITE_NOT_OFFERED)
		return SUITE_NOT_OFFERED;
	for (i = 0; i < SUITE__MAX; i++) {
		each = suite->results[i].outcome;
		if (suite_rows[i].feature != feature ||
		    (each == SUITE_NOT_OFFERED && suite_rows[i].is_may))
			continue;
		if (each == SUITE_NONE)
			each = SUITE_NOT_DONE;
		if (each > worst)
			worst = each;
	}
	return worst;
}

/* ---- The run */

static const char *
text(const json_t *doc, const char *member)
{
	return json_string_value(json_object_get(doc, member));
}

/* Where the endpoints are: as given, else as the discovery document says.
 * No feature asks for that document, so nothing is noted of it. */
static void
discover(struct suite_run *run)
{
	const struct suite_call call = {
		.url = arena_printf(run->mem, "%s/discovery", run->root),
		.accept = "application/json",
	};
	struct suite_answer answer;

	run->authorize = run->ask->authorize;
	run->token = run->ask->token;
	if (run->authorize && run->token)
		return;
	suite_send(run, &call, &answer);
	if (!run->authorize)
		run->authorize = text(answer.json, "authorizationUrl");
	if (!run->token)
		run->token = text(answer.json, "tokenUrl");
}

/* A feature rests on the security of the Provider. */
static void
rest(struct suite_run *run)
{
	static const enum suite_check firsts[] = { SPR_1, SPW_1, VP_1 };
	const enum suite_outcome is = run->out->results[PS_1].outcome;
	size_t i;

	for (i = 0; i < sizeof(firsts) / sizeof(firsts[0]); i++)
		suite_note(run, firsts[i], is, NULL,
			   is == SUITE_PASSED ? "It is, as PS-1 tells."
					      : "See PS-1.");
}

static const char *
root_of(struct arena *mem, const char *base)
{
	size_t len = strlen(base);

	while (len > 0 && base[len - 1] == '/')
		len--;
	return arena_printf(mem, "%.*s/ims/clr/v1p0", (int)len, base);
}

void
suite_run(struct arena *mem, const struct suite_ask *ask, struct suite *out)
{
	struct suite_run run = {
		.mem = mem,
		.ask = ask,
		.out = out,
		.limits = { FETCH_MOST_BYTES, 64 },
		.root = root_of(mem, ask->base),
	};
	int i;

	*out = (struct suite){ 0 };
	for (i = 0; i < SUITE__MAX; i++)
		out->results[i].last = &out->results[i].first;
	discover(&run);
	suite_grants(&run);
	rest(&run);
	suite_writes(&run);
	suite_reads(&run);
	suite_proofs(&run);
	suite_deletes(&run);
}

/* ---- The report */

static json_t *
finding_json(const struct suite_finding *f)
{
	json_t *out = json_pack("{s:s, s:s}", "outcome",
				suite_outcome_name(f->outcome), "words",
				f->words);

	if (f->url) {
		json_object_set_new(out, "method", json_string(f->method));
		json_object_set_new(out, "url", json_string(f->url));
		json_object_set_new(out, "status", json_integer(f->status));
	}
	return out;
}

static json_t *
check_json(const struct suite *suite, int check)
{
	const struct suite_result *result = &suite->results[check];
	const struct suite_finding *f;
	json_t *findings = json_array();

	for (f = result->first; f; f = f->next)
		json_array_append_new(findings, finding_json(f));
	return json_pack("{s:s, s:s, s:s, s:o}", "id", suite_rows[check].id,
			 "words", suite_rows[check].words, "outcome",
			 suite_outcome_name(result->outcome), "findings",
			 findings);
}

static json_t *
feature_json(const struct suite *suite, enum suite_feature feature)
{
	json_t *checks = json_array();
	int i;

	for (i = 0; i < SUITE__MAX; i++)
		if (suite_rows[i].feature == feature)
			json_array_append_new(checks, check_json(suite, i));
	return json_pack(
		"{s:s, s:s, s:s, s:o}", "id", features[feature].id, "name",
		features[feature].name, "outcome",
		suite_outcome_name(suite_feature_outcome(suite, feature)),
		"checks", checks);
}

json_t *
suite_json(struct arena *mem, const char *base, const struct suite *suite)
{
	enum suite_outcome worst = SUITE_NONE, each;
	json_t *list = json_array(), *out;
	int i;

	for (i = 0; i < SUITE_FEATURE__MAX; i++) {
		each = suite_feature_outcome(suite, (enum suite_feature)i);
		if (each > worst && each != SUITE_NOT_OFFERED)
			worst = each;
		json_array_append_new(
			list, feature_json(suite, (enum suite_feature)i));
	}
	out = json_pack("{s:s, s:s, s:s, s:I, s:o}", "base", base, "at",
			clock_iso(mem, clock_now()), "outcome",
			suite_outcome_name(worst), "requests",
			(json_int_t)suite->requests, "features", list);
	jsonmem_defer(mem, out);
	return out;
}
