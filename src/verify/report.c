/*
 * What a verification found: its names, and the report as JSON.
 *
 * Nothing is judged or put into words here.  Called by the verifier for the
 * names, and by the page, the API, the command and the receipt.
 */
#include "verify/report.h"

#include <string.h>

#include "base/clock.h"
#include "base/str.h"
#include "model/jsonmem.h"
#include "model/load.h"
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

/* ---- As JSON: written at once, for a report has some hundred members */

/* The name of a member of the object that is being written. */
static void
name_member(struct str *out, const char *name)
{
	str_add(out, out->s[out->len - 1] == '{' ? "\"" : ",\"");
	str_add(out, name);
	str_add(out, "\":");
}

/* What is no text is left out. */
static void
put(struct str *out, const char *name, const char *text)
{
	size_t len = text ? strlen(text) : 0;

	if (!str_utf8(text, len, NULL))
		return;
	name_member(out, name);
	jsonmem_put(out, text, len);
}

static void
put_some(struct str *out, const char *name, const char *text)
{
	if (!str_empty(text))
		put(out, name, text);
}

static void
put_number(struct str *out, const char *name, size_t n)
{
	name_member(out, name);
	str_addu(out, n);
}

/* Begin a list; its elements are parted by a comma each. */
static void
put_comma(struct str *out, size_t i)
{
	if (i > 0)
		str_addc(out, ',');
}

static void
put_evidence(struct str *out, const struct verify_evidence *e)
{
	const size_t before = out->len;

	name_member(out, "evidence");
	str_addc(out, '{');
	put_some(out, "url", e->url);
	if (e->status)
		put_number(out, "status", (size_t)e->status);
	if (e->at)
		put(out, "at", clock_iso(out->mem, e->at));
	put_some(out, "key", e->key);
	put_some(out, "thumbprint", e->thumbprint);
	put_some(out, "algorithm", e->alg);
	put_some(out, "server", e->server);
	put_some(out, "detail", e->detail);
	if (out->s[out->len - 1] == '{')
		str_cut(out, before);
	else
		str_addc(out, '}');
}

static void
put_check(struct str *out, const struct verify_check *check)
{
	str_addc(out, '{');
	put(out, "check", verify_what_name(check->what));
	put(out, "label", verify_what_label(check->what));
	put(out, "outcome", verify_outcome_name(check->outcome));
	put(out, "words", check->words);
	put_some(out, "advice", check->advice);
	put_evidence(out, &check->evidence);
	str_addc(out, '}');
}

static void
put_parts(struct str *out, const char *name, const struct verify_part *parts,
	  size_t count);

static void
put_part(struct str *out, const struct verify_part *part)
{
	str_addc(out, '{');
	put(out, "class", walk_class(part->as)->name);
	put(out, "pointer", part->pointer);
	put_some(out, "id", part->id);
	put_some(out, "name", part->name);
	put_some(out, "issuer", part->issuer);
	put_some(out, "issuerId", part->issuer_id);
	put_some(out, "how", part->how);
	put(out, "verdict", verify_verdict_name(part->verdict));
	put(out, "words", part->words);
	if (part->is_outdated) {
		name_member(out, "outdated");
		str_add(out, "true");
	}
	if (part->unchecked)
		put_number(out, "unchecked", part->unchecked);
	name_member(out, "checks");
	str_addc(out, '[');
	for (size_t i = 0; i < part->checks_count; i++) {
		put_comma(out, i);
		put_check(out, &part->checks[i]);
	}
	str_addc(out, ']');
	if (part->parts_count)
		put_parts(out, "parts", part->parts, part->parts_count);
	str_addc(out, '}');
}

static void
put_parts(struct str *out, const char *name, const struct verify_part *parts,
	  size_t count)
{
	name_member(out, name);
	str_addc(out, '[');
	for (size_t i = 0; i < count; i++) {
		put_comma(out, i);
		put_part(out, &parts[i]);
	}
	str_addc(out, ']');
}

const char *
verify_text(struct arena *mem, const struct verify_report *report)
{
	struct str out;

	str_init(&out, mem);
	str_addc(&out, '{');
	put(&out, "type", "VerificationReport");
	put(&out, "at", clock_iso(mem, report->at));
	if (report->as_of != report->at)
		put(&out, "asOf", clock_iso(mem, report->as_of));
	put(&out, "sha256", report->sha256);
	put_number(&out, "bytes", report->len);
	put(&out, "verdict", verify_verdict_name(report->verdict));
	put(&out, "words", report->words);
	put_parts(&out, "items", report->items, report->count);
	str_addc(&out, '}');
	return out.s;
}

json_t *
verify_json(struct arena *mem, const struct verify_report *report)
{
	const char *text = verify_text(mem, report);
	json_t *out;

	if (load_stored(mem, text, strlen(text), &out) != OK)
		auto_die("a report that cannot be read");
	return out;
}
