/*
 * What a verification found: its names, and the report as JSON.
 *
 * Nothing is judged or put into words here.  Called by the verifier for the
 * names, and by the page, the API, the command and the receipt.
 */
#include "verify/report.h"

#include "base/clock.h"
#include "base/str.h"
#include "model/jsonmem.h"
#include "model/walk.h"

/* clang-format off */
static const char *const outcomes[VERIFY_OUTCOME__MAX] = {
	[VERIFY_PASSED] = "passed",
	[VERIFY_FAILED] = "failed",
	[VERIFY_UNSURE] = "unsure",
	[VERIFY_NOT_NEEDED] = "not-needed",
};

static const char *const verdicts[VERDICT__MAX] = {
	[VERDICT_VALID] = "valid",
	[VERDICT_UNVERIFIABLE] = "unverifiable",
	[VERDICT_EXPIRED] = "expired",
	[VERDICT_REVOKED] = "revoked",
	[VERDICT_INVALID] = "invalid",
};

static const struct {
	const char *name;
	const char *label;
} whats[VERIFY_WHAT__MAX] = {
	[CHECK_FORMAT] = { "format", "Format" },
	[CHECK_DATA] = { "data", "Content" },
	[CHECK_HOSTED] = { "hosted", "Copy at its address" },
	[CHECK_SIGNATURE] = { "signature", "Signature" },
	[CHECK_KEY] = { "key", "Signing key" },
	[CHECK_ORIGIN] = { "origin", "Address" },
	[CHECK_REVOKED] = { "revoked", "Revocation" },
	[CHECK_DATES] = { "dates", "Dates" },
	[CHECK_RECIPIENT] = { "recipient", "Recipient" },
	[CHECK_ENDORSES] = { "endorses", "What is endorsed" },
	[CHECK_LINKS] = { "links", "Links" },
	[CHECK_ISSUER] = { "issuer", "Issuer" },
};
/* clang-format on */

const char *
verify_outcome_name(enum verify_outcome outcome)
{
	return outcomes[outcome];
}

const char *
verify_verdict_name(enum verify_verdict verdict)
{
	return verdicts[verdict];
}

const char *
verify_what_name(enum verify_what what)
{
	return whats[what].name;
}

const char *
verify_what_label(enum verify_what what)
{
	return whats[what].label;
}

static void
put(json_t *to, const char *name, const char *text)
{
	json_object_set_new(to, name, json_string(text ? text : ""));
}

static void
put_some(json_t *to, const char *name, const char *text)
{
	if (!str_empty(text))
		put(to, name, text);
}

static void
put_number(json_t *to, const char *name, size_t n)
{
	json_object_set_new(to, name, json_integer((json_int_t)n));
}

static json_t *
evidence_json(struct arena *mem, const struct verify_evidence *e)
{
	json_t *out = json_object();

	put_some(out, "url", e->url);
	if (e->status)
		put_number(out, "status", (size_t)e->status);
	if (e->at)
		put(out, "at", clock_iso(mem, e->at));
	put_some(out, "key", e->key);
	put_some(out, "thumbprint", e->thumbprint);
	put_some(out, "algorithm", e->alg);
	put_some(out, "server", e->server);
	put_some(out, "detail", e->detail);
	return out;
}

static json_t *
check_json(struct arena *mem, const struct verify_check *check)
{
	json_t *out = json_object();
	json_t *evidence = evidence_json(mem, &check->evidence);

	put(out, "check", verify_what_name(check->what));
	put(out, "label", verify_what_label(check->what));
	put(out, "outcome", verify_outcome_name(check->outcome));
	put(out, "words", check->words);
	put_some(out, "advice", check->advice);
	if (json_object_size(evidence) > 0)
		json_object_set(out, "evidence", evidence);
	json_decref(evidence);
	return out;
}

static json_t *
parts_json(struct arena *mem, const struct verify_part *parts, size_t count);

static json_t *
part_json(struct arena *mem, const struct verify_part *part)
{
	json_t *out = json_object();
	json_t *checks = json_array();

	put(out, "class", walk_class(part->as)->name);
	put(out, "pointer", part->pointer);
	put_some(out, "id", part->id);
	put_some(out, "name", part->name);
	put_some(out, "issuer", part->issuer);
	put_some(out, "issuerId", part->issuer_id);
	put_some(out, "how", part->how);
	put(out, "verdict", verify_verdict_name(part->verdict));
	put(out, "words", part->words);
	if (part->is_outdated)
		json_object_set_new(out, "outdated", json_true());
	if (part->unchecked)
		put_number(out, "unchecked", part->unchecked);
	for (size_t i = 0; i < part->checks_count; i++)
		json_array_append_new(checks,
				      check_json(mem, &part->checks[i]));
	json_object_set_new(out, "checks", checks);
	if (part->parts_count)
		json_object_set_new(
			out, "parts",
			parts_json(mem, part->parts, part->parts_count));
	return out;
}

static json_t *
parts_json(struct arena *mem, const struct verify_part *parts, size_t count)
{
	json_t *out = json_array();

	for (size_t i = 0; i < count; i++)
		json_array_append_new(out, part_json(mem, &parts[i]));
	return out;
}

json_t *
verify_json(struct arena *mem, const struct verify_report *report)
{
	json_t *out = json_object();

	put(out, "type", "VerificationReport");
	put(out, "at", clock_iso(mem, report->at));
	if (report->as_of != report->at)
		put(out, "asOf", clock_iso(mem, report->as_of));
	put(out, "sha256", report->sha256);
	put_number(out, "bytes", report->len);
	put(out, "verdict", verify_verdict_name(report->verdict));
	put(out, "words", report->words);
	json_object_set_new(out, "items",
			    parts_json(mem, report->items, report->count));
	jsonmem_defer(mem, out);
	return out;
}
