/*
 * Tests of page/fields_value.c: what a field of one value shows.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* base/fail.h has its own */

#include "fields_help.h"

#define SUM "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

static struct _hdf *
assertion(struct arena *mem, const char *text)
{
	return plain_form(mem, CLR_ASSERTION, text);
}

static struct _hdf *
achievement(struct arena *mem, const char *text)
{
	return plain_form(mem, CLR_ACHIEVEMENT, text);
}

static void
texts_have_their_kinds(void **state)
{
	struct _hdf *hdf = achievement(
		*state, "{'humanCode':'WR\\n121','description':'D',"
			"'creditsAvailable':3.0,'level':'L'}");

	assert_field(hdf, "/humanCode", "kind", "long");
	assert_field(hdf, "/humanCode", "wide", "1");
	assert_field(hdf, "/level", "kind", "text");
	assert_field(hdf, "/level", "wide", NULL);
	assert_field(hdf, "/description", "kind", "long");
	assert_field(hdf, "/creditsAvailable", "kind", "number");
	assert_field(hdf, "/creditsAvailable", "value", "3");
	hdf = plain_form(*state, CLR_PROFILE, "{'url':'no address'}");
	assert_field(hdf, "/url", "kind", "address");
	assert_field(hdf, "/url", "value", "no address");
}

static void
a_moment_comes_apart(void **state)
{
	static const struct {
		const char *text, *date, *time, *seconds, *odd, *odd_time;
	} moments[] = {
		{ "2024-05-31T14:00:00+02:00", "2024-05-31", "14:00", NULL,
		  NULL, NULL },
		{ "2024-05-31T14:00:05.123Z", "2024-05-31", "14:00:05", "1",
		  NULL, NULL },
		{ "2024-05-31", "2024-05-31", NULL, NULL, NULL, NULL },
		{ "soon", "soon", NULL, NULL, "1", NULL },
		{ "2024-13-31Tnoon", "2024-13-31", "noon", NULL, "1", "1" },
	};

	for (size_t i = 0; i < sizeof moments / sizeof *moments; i++) {
		struct _hdf *hdf = assertion(
			*state, arena_printf(*state, "{'issuedOn':'%s'}",
					     moments[i].text));

		assert_field(hdf, "/issuedOn", "kind", "moment");
		assert_field(hdf, "/issuedOn", "date", moments[i].date);
		assert_field(hdf, "/issuedOn", "time", moments[i].time);
		assert_field(hdf, "/issuedOn", "seconds", moments[i].seconds);
		assert_field(hdf, "/issuedOn", "odd", moments[i].odd);
		assert_field(hdf, "/issuedOn", "odd_time", moments[i].odd_time);
	}
}

/* The value of the zone that is chosen; "" is one too. */
static const char *
chosen_zone(struct _hdf *hdf)
{
	HDF *zone = hdf_get_child(field_at(hdf, "/issuedOn"), "zone");

	for (; zone; zone = hdf_obj_next(zone))
		if (hdf_get_value(zone, "chosen", NULL))
			return hdf_get_value(zone, "value", "");
	return NULL;
}

static void
a_zone_stays_even_if_it_is_odd(void **state)
{
	static const struct {
		const char *doc, *zone;
	} zones[] = {
		{ "{}", "-08:00" },
		{ "{'issuedOn':'2024-05-31T14:00:00Z'}", "Z" },
		{ "{'issuedOn':'2024-05-31T14:00:00-03:30'}", "-03:30" },
		{ "{'issuedOn':'2024-05-31T14:00:00+01:17'}", "+01:17" },
		{ "{'issuedOn':'2024-05-31T14:00:00'}", "" },
	};

	for (size_t i = 0; i < sizeof zones / sizeof *zones; i++)
		assert_string_equal(
			chosen_zone(assertion(*state, zones[i].doc)),
			zones[i].zone);
}

static void
a_date_that_is_none_is_shown(void **state)
{
	struct _hdf *hdf = plain_form(*state, CLR_PROFILE,
				      "{'birthDate':'31.5.2001'}");

	assert_field(hdf, "/birthDate", "kind", "date");
	assert_field(hdf, "/birthDate", "odd", "1");
	assert_field(hdf, "/birthDate", "value", "31.5.2001");
	hdf = plain_form(*state, CLR_PROFILE, "{'birthDate':'2001-05-31'}");
	assert_field(hdf, "/birthDate", "odd", NULL);
}

static void
a_boolean_is_yes_no_or_neither(void **state)
{
	struct _hdf *hdf = plain_form(*state, CLR_CLR, "{'partial':true}");

	assert_field(hdf, "/partial", "kind", "boolean");
	assert_field(hdf, "/partial", "yes", "1");
	assert_field(hdf, "/partial", "value", NULL);
	hdf = plain_form(*state, CLR_CLR, "{'partial':false}");
	assert_field(hdf, "/partial", "no", "1");
	hdf = plain_form(*state, CLR_CLR, "{'partial':'maybe'}");
	assert_field(hdf, "/partial", "value", "maybe");
	hdf = plain_form(*state, CLR_CLR, "{}");
	assert_field(hdf, "/partial", "yes", NULL);
	assert_field(hdf, "/partial", "no", NULL);
	assert_field(hdf, "/partial", "value", NULL);
}

/* The label of the option that is chosen; NULL. */
static const char *
chosen_option(struct _hdf *hdf, const char *pointer)
{
	HDF *option = hdf_get_child(field_at(hdf, pointer), "option");

	for (; option; option = hdf_obj_next(option))
		if (hdf_get_value(option, "chosen", NULL))
			return hdf_get_value(option, "label", NULL);
	return NULL;
}

static void
a_choice_keeps_what_it_has(void **state)
{
	static const struct {
		const char *type, *label;
	} types[] = {
		{ "Course", "Course" },
		{ "AssessmentResult", "Assessment" },
		{ "ext:SchoolEnrollment", "School Enrollment" },
		{ "Nonsense", "Nonsense" },
	};
	struct _hdf *hdf;

	for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
		hdf = achievement(
			*state, arena_printf(*state, "{'achievementType':'%s'}",
					     types[i].type));
		assert_field(hdf, "/achievementType", "kind", "choice");
		assert_field(hdf, "/achievementType", "other", "1");
		assert_field(hdf, "/achievementType", "is_other", NULL);
		assert_string_equal(chosen_option(hdf, "/achievementType"),
				    types[i].label);
	}
	hdf = achievement(*state, "{'achievementType':'ext:'}");
	assert_field(hdf, "/achievementType", "is_other", "1");
	hdf = achievement(*state, "{}");
	assert_null(chosen_option(hdf, "/achievementType"));
	hdf = plain_form(*state, CLR_RESULT, "{'status':'Failed'}");
	assert_field(hdf, "/status", "other", NULL);
	assert_string_equal(chosen_option(hdf, "/status"), "Failed");
}

static void
a_file_is_shown_if_it_is_here(void **state)
{
	struct _hdf *hdf = achievement(
		*state, "{'image':'https://c.example/x/media/" SUM "'}");

	assert_field(hdf, "/image", "kind", "file");
	assert_field(hdf, "/image", "kept", "1");
	assert_field(hdf, "/image", "path", "/media/" SUM);
	assert_field(hdf, "/image", "picture", "1");
	assert_field(hdf, "/image", "value", "https://c.example/x/media/" SUM);
	hdf = achievement(*state, "{'image':'data:image/png;base64,AAAA'}");
	assert_field(hdf, "/image", "kept", "1");
	assert_field(hdf, "/image", "file.src", "data:image/png;base64,AAAA");
	assert_field(hdf, "/image", "path", NULL);
	assert_field(hdf, "/image", "value", NULL);
	hdf = plain_form(*state, CLR_ARTIFACT,
			 "{'url':'https://c.example/media/" SUM "'}");
	assert_field(hdf, "/url", "picture", NULL);
}

static void
a_file_elsewhere_is_an_address(void **state)
{
	static const char *const addresses[] = {
		"https://c.example/a.png",
		"short",
		"https://c.example/media/x" SUM,
		"https://c.example/media/G123456789abcdef0123456789abcdef"
		"0123456789abcdef0123456789abcdef",
	};

	for (size_t i = 0; i < sizeof addresses / sizeof *addresses; i++) {
		struct _hdf *hdf = achievement(
			*state,
			arena_printf(*state, "{'image':'%s'}", addresses[i]));

		assert_field(hdf, "/image", "value", addresses[i]);
		assert_field(hdf, "/image", "kept", NULL);
	}
}

static void
markdown_is_shown_as_it_will_look(void **state)
{
	struct fields f = fields_for(*state, NULL);
	struct _hdf *hdf;

	f.source = NULL;
	f.preview = "/narrative";
	hdf = form_of(&f, CLR_ASSERTION,
		      "{'narrative':'*a* <script>x</script>'}");
	assert_field(hdf, "/narrative", "kind", "markdown");
	assert_field(hdf, "/narrative", "value", "*a* <script>x</script>");
	assert_has(get(field_at(hdf, "/narrative"), "preview.html"),
		   "<em>a</em>");
	assert_has_not(get(field_at(hdf, "/narrative"), "preview.html"),
		       "<script>");
	f.preview = NULL;
	hdf = form_of(&f, CLR_ASSERTION, "{'narrative':'*a*'}");
	assert_field(hdf, "/narrative", "preview.html", NULL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		with_memory(texts_have_their_kinds),
		with_memory(a_moment_comes_apart),
		with_memory(a_zone_stays_even_if_it_is_odd),
		with_memory(a_date_that_is_none_is_shown),
		with_memory(a_boolean_is_yes_no_or_neither),
		with_memory(a_choice_keeps_what_it_has),
		with_memory(a_file_is_shown_if_it_is_here),
		with_memory(a_file_elsewhere_is_an_address),
		with_memory(markdown_is_shown_as_it_will_look),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
