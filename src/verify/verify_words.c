/*
 * The words of a verification: sentence first, in English that can be read
 * aloud to somebody who hires people.
 *
 * Nothing is judged here.  Names come from documents of strangers: they are
 * cut, quoted and rid of what would change the sentence around them.
 */
#include "verify/verify_words.h"

#include <string.h>

#include "base/str.h"

/* The code point of the ${n} bytes at ${s}. */
static unsigned
point_of(const char *s, size_t n)
{
	static const unsigned char masks[] = { 0, 0x7F, 0x1F, 0x0F, 0x07 };
	unsigned point = (unsigned char)s[0] & masks[n];

	for (size_t i = 1; i < n; i++)
		point = point << 6 | ((unsigned char)s[i] & 0x3F);
	return point;
}

/* Characters that are not seen, or turn the text around them. */
static bool
is_hidden(unsigned point)
{
	static const struct {
		unsigned first, last;
	} rows[] = {
		{ 0x00, 0x1F },	    { 0x7F, 0x9F },	  { 0xAD, 0xAD },
		{ 0x61C, 0x61C },   { 0x180E, 0x180E },	  { 0x200B, 0x200F },
		{ 0x2028, 0x202E }, { 0x2060, 0x206F },	  { 0xFEFF, 0xFEFF },
		{ 0xFFF9, 0xFFFB }, { 0xE0000, 0xE0FFF },
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		if (point >= rows[i].first && point <= rows[i].last)
			return true;
	return false;
}

const char *
verify_words_cut(struct arena *mem, const char *s, size_t most)
{
	size_t len = s ? strnlen(s, 4 * most) : 0;
	struct str out;
	size_t n;

	str_init(&out, mem);
	for (size_t i = 0; i < len; i += n) {
		n = str_utf8_next(s + i, len - i);
		if (n == 0)
			break;
		if (out.len + n > most) {
			str_add(&out, "…");
			break;
		}
		if (!is_hidden(point_of(s + i, n)))
			str_addn(&out, s + i, n);
		else if (out.len > 0 && out.s[out.len - 1] != ' ' &&
			 point_of(s + i, n) <= ' ')
			str_addc(&out, ' ');
	}
	return out.s;
}

const char *
verify_words_issuer(const struct verify_subject *x)
{
	const char *name = verify_words_cut(x->job->mem, x->issuer.name,
					    VERIFY_NAME);

	if (!*name)
		return x->as == CLR_CLR ? "its publisher" : "its issuer";
	return arena_printf(x->job->mem, "“%s”", name);
}

const char *
verify_words_noun(enum class_id as)
{
	switch (as) {
	case CLR_ASSERTION:
		return "assertion";
	case CLR_ENDORSEMENT:
		return "endorsement";
	default:
		return "record";
	}
}

const char *
verify_words_date(struct arena *mem, const struct moment *at)
{
	return clock_words(mem, at, false, NULL);
}

const char *
verify_words_day(struct arena *mem, int64_t at)
{
	struct moment moment;

	if (clock_parse(clock_iso(mem, at), false, &moment) != OK)
		return "an unknown day";
	return verify_words_date(mem, &moment);
}

/* Who it is from, with the trust word: "Atlas University", or "an issuer
 * that says it is “Atlas University”". */
static const char *
whom(const struct verify_subject *x)
{
	const char *name = verify_words_cut(x->job->mem, x->issuer.name,
					    VERIFY_NAME);
	const char *role = x->as == CLR_CLR ? "a publisher" : "an issuer";
	bool is_known = verify_job_check(x, CHECK_ISSUER)->outcome ==
			VERIFY_PASSED;

	if (!*name)
		return arena_printf(x->job->mem, "%s without a name", role);
	if (is_known)
		return name;
	return arena_printf(x->job->mem, "%s that says it is “%s”", role, name);
}

/* "signed by …" or "confirmed at its own address by …". */
static const char *
proof_words(const struct verify_subject *x)
{
	return arena_printf(x->job->mem, "%s by %s",
			    x->jws ? "signed" : "confirmed at its own address",
			    whom(x));
}

/* The first own check that came to ${outcome} and counts; NULL. */
static const struct verify_check *
first_of(const struct verify_subject *x, enum verify_outcome outcome)
{
	for (size_t i = 0; i < VERIFY_WHAT__MAX; i++)
		if (x->part->checks[i].outcome == outcome && !x->is_minor[i])
			return &x->part->checks[i];
	return NULL;
}

static void
add_valid(const struct verify_subject *x, struct str *out)
{
	str_add(out, proof_words(x));
	if (verify_job_check(x, CHECK_REVOKED)->outcome == VERIFY_PASSED)
		str_add(out, ", not revoked");
	if (x->expires)
		str_addf(out, ", valid until %s",
			 verify_words_date(x->job->mem, x->expires));
	str_addc(out, '.');
	if (x->is_minor[CHECK_REVOKED])
		str_add(out, " Its issuer tells nowhere what it has taken "
			     "back, so that a revocation would not show.");
	if (x->is_minor[CHECK_DATES])
		str_addf(out, " %s", verify_job_check(x, CHECK_DATES)->words);
	if (x->part->is_outdated)
		str_add(out, " What its issuer says today differs from the "
			     "copy in hand and is what counts.");
}

static void
add_expired(const struct verify_subject *x, struct str *out)
{
	str_addf(out, "expired on %s.",
		 verify_words_date(x->job->mem, x->expires));
	if (x->has_proof)
		str_addf(out, " It was %s%s.", proof_words(x),
			 verify_job_check(x, CHECK_REVOKED)->outcome ==
					 VERIFY_PASSED
				 ? " and is not revoked"
				 : "");
}

/* What is wrong or missing, in the words of the first check that says so. */
static void
add_first(const struct verify_subject *x, enum verify_outcome outcome,
	  struct str *out)
{
	const struct verify_check *check = first_of(x, outcome);

	if (check)
		str_addf(out, " %s", check->words);
}

/* clang-format off */
/* How parts of each verdict are told: of one, of several. */
static const struct {
	enum verify_verdict verdict;
	const char *one, *several;
} tolds[] = {
	{ VERDICT_INVALID, "is not valid", "are not valid" },
	{ VERDICT_REVOKED, "is revoked", "are revoked" },
	{ VERDICT_EXPIRED, "has expired", "have expired" },
	{ VERDICT_UNVERIFIABLE, "could not be confirmed",
	  "could not be confirmed" },
};
/* clang-format on */

/* Has ${part} no proof that one could have looked at? */
static bool
is_bare(const struct verify_part *part)
{
	const struct verify_check *check = &part->checks[CHECK_SIGNATURE];

	return part->verdict == VERDICT_UNVERIFIABLE &&
	       check->outcome == VERIFY_UNSURE && !check->evidence.alg;
}

/* Parts of one class, by what they came to. */
struct tally {
	size_t all, bare;
	size_t of[VERDICT__MAX]; /* without the bare ones */
};

static void
count_parts(const struct verify_part *part, enum class_id as, struct tally *out)
{
	*out = (struct tally){ 0 };
	for (size_t i = 0; i < part->parts_count; i++) {
		if (part->parts[i].as != as)
			continue;
		out->all++;
		if (is_bare(&part->parts[i]))
			out->bare++;
		else
			out->of[part->parts[i].verdict]++;
	}
}

/* "12 of 40 assertions", "Its one assertion", "All 12 assertions". */
static void
add_count(size_t n, size_t all, const char *noun, struct str *out)
{
	if (all == 1)
		str_addf(out, " Its one %s", noun);
	else if (n == all)
		str_addf(out, " All %zu %ss", all, noun);
	else
		str_addf(out, " %zu of %zu %ss", n, all, noun);
}

/* "All 12 assertions are valid.", or how many of them are not. */
static void
add_parts(const struct verify_subject *x, enum class_id as, struct str *out)
{
	const char *noun = verify_words_noun(as);
	struct tally t;

	count_parts(x->part, as, &t);
	if (t.all > 0 && t.of[VERDICT_VALID] == t.all) {
		add_count(t.all, t.all, noun, out);
		str_add(out, t.all == 1 ? " is valid." : " are valid.");
		return;
	}
	for (size_t i = 0; i < sizeof tolds / sizeof tolds[0]; i++) {
		size_t n = t.of[tolds[i].verdict];

		if (n == 0)
			continue;
		add_count(n, t.all, noun, out);
		str_addf(out, " %s.", n == 1 ? tolds[i].one : tolds[i].several);
	}
	if (t.bare > 0) {
		add_count(t.bare, t.all, noun, out);
		str_addf(out, " %s no proof of %s own%s.",
			 t.bare == 1 ? "has" : "have",
			 t.bare == 1 ? "its" : "their",
			 x->jws && x->has_proof
				 ? ", and the record's signature covers what "
				   "they say"
				 : "");
	}
}

static void
add_unconfirmed(const struct verify_subject *x, struct str *out)
{
	if (verify_job_check(x, CHECK_SIGNATURE)->outcome == VERIFY_PASSED &&
	    !x->has_proof)
		str_add(out, "the signature is good, but it is not confirmed "
			     "that it is the issuer's.");
	else
		str_add(out, "nothing wrong was found, but it could not be "
			     "confirmed.");
	add_first(x, VERIFY_UNSURE, out);
}

const char *
verify_words_part(const struct verify_subject *x)
{
	struct arena *mem = x->job->mem;
	struct str out;

	str_init(&out, mem);
	if (x->job->as_of != x->job->ask->now)
		str_addf(&out,
			 "As of %s: ", verify_words_day(mem, x->job->as_of));
	else
		str_add(&out, "Checked just now: ");
	switch (x->part->verdict) {
	case VERDICT_VALID:
		add_valid(x, &out);
		break;
	case VERDICT_EXPIRED:
		add_expired(x, &out);
		break;
	case VERDICT_REVOKED:
		str_addf(&out, "revoked. %s",
			 verify_job_check(x, CHECK_REVOKED)->words);
		break;
	case VERDICT_UNVERIFIABLE:
		add_unconfirmed(x, &out);
		break;
	default:
		str_add(&out, "not valid.");
		add_first(x, VERIFY_FAILED, &out);
	}
	add_parts(x, CLR_ASSERTION, &out);
	add_parts(x, CLR_ENDORSEMENT, &out);
	if (x->part->unchecked)
		str_addf(&out,
			 " %zu more in it were not looked at: at most %zu are "
			 "checked at once.",
			 x->part->unchecked, x->job->ask->most_parts);
	return out.s;
}

/* clang-format off */
static const char *const verdict_words[VERDICT__MAX] = {
	[VERDICT_VALID] = "valid",
	[VERDICT_UNVERIFIABLE] = "not confirmed",
	[VERDICT_EXPIRED] = "expired",
	[VERDICT_REVOKED] = "revoked",
	[VERDICT_INVALID] = "not valid",
};
/* clang-format on */

const char *
verify_words_report(const struct verify_job *job,
		    const struct verify_report *report)
{
	size_t counts[VERDICT__MAX] = { 0 };
	const char *gap = "";
	struct str out;

	if (report->count == 1)
		return report->items[0].words;
	str_init(&out, job->mem);
	if (job->as_of != job->ask->now)
		str_addf(&out, "As of %s",
			 verify_words_day(job->mem, job->as_of));
	else
		str_add(&out, "Checked just now");
	str_addf(&out, ": of %zu records ", report->count);
	for (size_t i = 0; i < report->count; i++)
		counts[report->items[i].verdict]++;
	for (size_t i = 0; i < VERDICT__MAX; i++) {
		if (counts[i] == 0)
			continue;
		str_addf(&out, "%s%zu %s %s", gap, counts[i],
			 counts[i] == 1 ? "is" : "are", verdict_words[i]);
		gap = ", ";
	}
	str_addc(&out, '.');
	return out.s;
}
