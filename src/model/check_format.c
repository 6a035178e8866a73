/*
 * Is a text what its primitive type asks for (CLR 1.0 §1.1)?
 *
 * One function a kind, each giving one row of findings or none.  How values
 * stand in objects is checked in check.c, which calls this.
 */
#include <string.h>

#include "base/clock.h"
#include "base/str.h"
#include "base/uri.h"
#include "model/check_run.h"
#include "model/walk.h"

/* clang-format off */
/* Every text. */
static const struct finding is_blank = {
	GRADE_WARNING, "G-1", "is empty",
	"leave the member out", "read as absent" };
static const struct finding is_empty = {
	GRADE_SHAPE, "G-1", "is empty",
	"leave the member out", "read as absent" };
static const struct finding has_lines = {
	GRADE_SHAPE, "F", "has a line end or a tab",
	"write it on one line", "shown as it is" };

/* Addresses. */
static const struct finding not_iri = {
	GRADE_SHAPE, "F", "is not a full address or name",
	"write one such as https://… or urn:uuid:…", "kept as it is" };
static const struct finding not_uri = {
	GRADE_SHAPE, "F", "is not a full web address",
	"write one such as https://…", "kept as it is" };
static const struct finding not_urn = {
	GRADE_SHAPE, "F", "is a broken urn, a colon is missing",
	"write it as urn:uuid:…", "kept as it is" };
static const struct finding data_misplaced = {
	GRADE_SHAPE, "F", "holds a whole file",
	"write an address instead", "kept as it is" };
static const struct finding data_broken = {
	GRADE_SHAPE, "F", "is a broken data: address",
	"write data:, the media type and the content", "it is not shown" };

/* Times. */
static const struct finding no_zone = {
	GRADE_SHAPE, "Q-21", "has no time zone",
	"write Z or an offset such as +02:00 after it", "UTC is assumed" };
static const struct finding no_time = {
	GRADE_SHAPE, "F", "has no time of day",
	"write it like 2021-01-15T12:00:00Z", "the day alone is shown" };
static const struct finding unknown_time = {
	GRADE_WARNING, "Q-21", "stands for an unknown time",
	"leave the member out", "shown as not stated" };
static const struct finding not_time = {
	GRADE_SHAPE, "F", "is not a date and time",
	"write it like 2021-01-15T12:00:00Z", "shown as it is" };
static const struct finding day_with_time = {
	GRADE_SHAPE, "F", "has a time of day",
	"write the day alone, like 2021-01-15", "the day alone is shown" };
static const struct finding not_day = {
	GRADE_SHAPE, "F", "is not a date",
	"write it like 2021-01-15", "shown as it is" };

/* Terms. */
static const struct finding not_term = {
	GRADE_SHAPE, "F", "is not in the list",
	"choose one of the list", "shown as it is" };
static const struct finding not_xterm = {
	GRADE_SHAPE, "F", "is not in the list",
	"choose one of the list, or write ext: before a word of your own, "
	"made of letters, digits, dots, dashes and underscores",
	"shown as it is" };
/* clang-format on */

static const struct finding *
check_line(const char *s)
{
	return strpbrk(s, "\r\n\t") ? &has_lines : NULL;
}

/* "urn:" asks for a namespace and a name with a colon between (RFC 8141). */
static bool
is_broken_urn(const char *s)
{
	const char *name;

	if (!uri_has_scheme(s, "urn"))
		return false;
	name = strchr(s + strlen("urn:"), ':');
	return !name || name[1] == '\0';
}

static const struct finding *
check_iri(const struct property *property, const char *s)
{
	bool is_data = uri_has_scheme(s, "data");

	if (is_data && !(property->flags & DATA_URL))
		return &data_misplaced;
	if (is_data)
		return strchr(s, ',') ? NULL : &data_broken;
	if (!uri_is_absolute(s, true))
		return &not_iri;
	return is_broken_urn(s) ? &not_urn : NULL;
}

static const struct finding *
check_datetime(const char *s)
{
	struct moment at;

	if (clock_parse(s, true, &at) != OK)
		return clock_parse_date(s, &at) == OK ? &no_time : &not_time;
	if (at.is_unknown)
		return &unknown_time;
	return at.has_zone ? NULL : &no_zone;
}

static const struct finding *
check_date(const char *s)
{
	struct moment at;

	if (clock_parse_date(s, &at) == OK)
		return at.is_unknown ? &unknown_time : NULL;
	return clock_parse(s, true, &at) == OK ? &day_with_time : &not_day;
}

/* An extension term: ext: and at least one letter (CLR 1.0 §1.2). */
static bool
is_extension(const char *s)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz"
				      "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				      "0123456789._-";

	if (!str_starts(s, "ext:"))
		return false;
	s += strlen("ext:");
	return *s && s[strspn(s, letters)] == '\0';
}

static const struct finding *
check_term(struct arena *mem, const struct property *property, const char *s)
{
	const struct term *term = walk_term((enum list_id)property->type.of, s);
	struct finding *old;

	if (!term && property->type.kind == KIND_XTERM)
		return is_extension(s) ? NULL : &not_xterm;
	if (!term)
		return &not_term;
	if (streq(term->value, s))
		return NULL;
	old = arena_alloc(mem, sizeof *old);
	*old = (struct finding){ GRADE_SHAPE, "C", "is an old word",
				 arena_printf(mem, "write \"%s\"", term->value),
				 arena_printf(mem, "read as \"%s\"",
					      term->value) };
	return old;
}

const struct finding *
check_format_text(struct arena *mem, const struct property *property,
		  const char *s)
{
	enum kind kind = property->type.kind;

	if (*s == '\0')
		return kind == KIND_TEXT || kind == KIND_LINE ||
				       kind == KIND_MARKDOWN
			       ? &is_blank
			       : &is_empty;
	switch (kind) {
	case KIND_LINE:
		return check_line(s);
	case KIND_IRI:
	case KIND_IMAGE:
		return check_iri(property, s);
	case KIND_URI:
		return uri_is_absolute(s, false) ? NULL : &not_uri;
	case KIND_DATETIME:
		return check_datetime(s);
	case KIND_DATE:
		return check_date(s);
	case KIND_TERM:
	case KIND_XTERM:
		return check_term(mem, property, s);
	default:
		return NULL;
	}
}
