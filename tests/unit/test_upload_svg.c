/*
 * SVGs: what a drawing has, and what is smuggled in.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* base/fail.h has its own */

#include "upload_help.h"

static enum result
read_svg(struct arena *mem, const char *text)
{
	struct upload out;

	return read_upload(mem, "a.svg", text, 0, &out);
}

static void
drawings_are_taken(void **state)
{
	static const char *const inside[] = {
		"",
		"<title>Ünïcode</title><desc lang='fr'>x</desc>",
		"<g id='a' transform='rotate(3)'><path d='M0 0h8'/></g>",
		"<style type='text/css'>.a { fill: url(#g); stroke: red }</style>",
		"<rect style='fill:url( \"#g\" )' fill='url(#g)' width='1'/>",
		"<defs><linearGradient id='g' xlink:href='#h'/></defs>",
		"<defs><g id='a'><path d=''/></g></defs><use href='#a'/>"
		"<use xlink:href='#a' x='2'/>",
		"<image href='data:image/png;base64,AAAA'/>",
		"<text xml:space='preserve'><tspan x='1'>A</tspan></text>",
		"<path data-name='Layer\\1' aria-label='expression' d=''/>",
		"<filter id='f'><feGaussianBlur stdDeviation='2'/></filter>",
		"<x:namedview xmlns:x='http://sodipodi.sourceforge.net/DTD/"
		"sodipodi-0.dtd' bordercolor='#000'><x:a/></x:namedview>",
		"<!-- a comment --><![CDATA[<script>]]>",
	};

	for (size_t i = 0; i < sizeof inside / sizeof *inside; i++)
		if (read_svg(*state, svg_of(*state, inside[i])) != OK) {
			print_error("%s: %s\n", inside[i], fail_last()->text);
			_fail(__FILE__, __LINE__);
		}
}

static void
what_acts_or_asks_is_refused(void **state)
{
	static const struct {
		const char *inside, *why;
	} bad[] = {
		{ "<script>alert(1)</script>", "<script>" },
		{ "<SCRIPT/>", "<SCRIPT>" },
		{ "<x:script xmlns:x='http://www.w3.org/2000/svg'/>",
		  "script" },
		{ "<h:script xmlns:h='http://www.w3.org/1999/xhtml'/>",
		  "script" },
		{ "<foreignObject/>", "<foreignObject>" },
		{ "<iframe/>", "<iframe>" },
		{ "<a href='javascript:alert(1)'/>", "<a>" },
		{ "<animate attributeName='href'/>", "<animate>" },
		{ "<set attributeName='href' to='x'/>", "<set>" },
		{ "<handler/>", "<handler>" },
		{ "<feImage href='http://x/'/>", "<feImage>" },
		{ "<font-face-uri/>", "<font-face-uri>" },
		{ "<g onload='alert(1)'/>", "\"onload\"" },
		{ "<g ONCLICK='x'/>", "\"ONCLICK\"" },
		{ "<g href='http://x/'/>", "link to another place" },
		{ "<use href='http://x/#a'/>", "link to another place" },
		{ "<use href='data:image/svg+xml;base64,AA#a'/>", "link" },
		{ "<image href='http://x/a.png'/>", "link" },
		{ "<image href='data:image/svg+xml;base64,AA'/>", "link" },
		{ "<image xlink:href=' javascript:x'/>", "link" },
		{ "<image href='data:text/html,x'/>", "link" },
		{ "<g xml:base='http://x/'/>", "xml:base" },
		{ "<g xmlns:e='http://www.w3.org/2001/xml-events' e:event='x'/>",
		  "\"event\"" },
		{ "<style>@import 'http://x/'</style>", "<style>" },
		{ "<style>@\\69mport 'http://x/'</style>", "<style>" },
		{ "<style>a{b:url(http://x/)}</style>", "<style>" },
		{ "<style>a{b:u/**/rl(http://x/)}</style>", "<style>" },
		{ "<style>a{b:URL(//x)}</style>", "<style>" },
		{ "<style><![CDATA[@IMPORT 'x']]></style>", "<style>" },
		{ "<style>@imp<!-- -->ort 'x'</style>", "<style>" },
		{ "<style>@im&#112;ort 'x'</style>", "<style>" },
		{ "<g style='background:url(http://x/)'/>", "style" },
		{ "<g fill='url(http://x/#a)'/>", "style" },
		{ "<g fill='url(#a) url(//x)'/>", "style" },
		{ "<g style='b:image-set(\"http://x/\" 1x)'/>", "style" },
		{ "<g cursor='url(http://x/), auto'/>", "style" },
		{ "<?xml-stylesheet href='http://x/'?>", "xml-stylesheet" },
		{ "<?php echo 1 ?>", "<?php" },
	};

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		enum result r = read_svg(*state, svg_of(*state, bad[i].inside));

		if (r != INVALID || !strstr(fail_last()->text, bad[i].why)) {
			print_error("%s: %s\n", bad[i].inside,
				    fail_last()->text);
			_fail(__FILE__, __LINE__);
		}
		assert_non_null(strstr(fail_last()->text, "or as PNG"));
	}
}

/* "A billion laughs" and entities that fetch: no type, no entity. */
static void
entities_are_refused(void **state)
{
	static const char *const heads[] = {
		"<!DOCTYPE svg>",
		"<!DOCTYPE svg SYSTEM 'file:///etc/passwd'>",
		"<!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'http://x/'>",
		"<!DOCTYPE svg [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>]>",
		"<!DOCTYPE svg [<!ENTITY % p SYSTEM 'http://x/'> %p;]>",
		"<?xml version='1.0'?><!DOCTYPE svg [<!ATTLIST svg onload "
		"CDATA 'alert(1)'>]>",
	};

	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
		assert_int_equal(
			read_svg(*state, arena_printf(*state, "%s%s", heads[i],
						      svg_of(*state, ""))),
			INVALID);
		assert_non_null(strstr(fail_last()->text, "document type"));
	}
	assert_int_equal(read_svg(*state, svg_of(*state, "&a;")), INVALID);
	assert_non_null(strstr(fail_last()->text, "undefined entity"));
}

static void
broken_ones_are_refused(void **state)
{
	static const char *const inside[] = {
		"<g>",	"</g>", "<g a=1/>", "\x01",
		"\xff", "&#0;", "<g",	    "<g id='a' id='b'/>",
	};
	struct upload out;
	const char *utf16 = "\xff\xfe<\0s\0v\0g\0/\0>\0";

	for (size_t i = 0; i < sizeof inside / sizeof *inside; i++) {
		assert_int_equal(read_svg(*state, svg_of(*state, inside[i])),
				 INVALID);
		assert_non_null(strstr(fail_last()->text, "in line 1"));
	}
	assert_int_equal(read_upload(*state, "", utf16, 14, &out), BAD_TYPE);
	/* The declaration's word for the letters does not count. */
	assert_int_equal(
		read_svg(
			*state,
			arena_printf(*state,
				     "<?xml version='1.0' encoding='UTF-7'?>%s",
				     svg_of(*state, "+ADw-script+AD4-"))),
		OK);
}

static void
copies_of_copies_are_refused(void **state)
{
	static const char *const inside[] = {
		"<g id='a'><path d=''/></g><g id='b'><use href='#a'/></g>"
		"<use href='#b'/>",
		"<use id='a' href='#b'/><use id='b' href='#a'/>",
		"<g id='a'><use href='#a'/></g>",
		"<use href='#b'/><symbol id='b'><use xlink:href='#a'/></symbol>",
	};
	struct str many;

	for (size_t i = 0; i < sizeof inside / sizeof *inside; i++) {
		assert_int_equal(read_svg(*state, svg_of(*state, inside[i])),
				 INVALID);
		assert_non_null(strstr(fail_last()->text, "copy"));
	}
	str_init(&many, *state);
	for (int i = 0; i < 201; i++)
		str_add(&many, "<use href='#a'/>");
	assert_int_equal(read_svg(*state, svg_of(*state, many.s)), INVALID);
	assert_non_null(strstr(fail_last()->text, "more than 200 copies"));
}

static void
many_ids_around_a_copy_are_too_many(void **state)
{
	struct str s;

	str_init(&s, *state);
	for (int i = 0; i < 50; i++)
		str_addf(&s, "<g id='i%d'>", i);
	for (int i = 0; i < 20; i++)
		str_add(&s, "<use href='#z'/>");
	for (int i = 0; i < 50; i++)
		str_add(&s, "</g>");
	assert_int_equal(read_svg(*state, svg_of(*state, s.s)), INVALID);
	assert_non_null(strstr(fail_last()->text, "too many copies"));
}

static void
elements_have_a_limit(void **state)
{
	struct str s;

	str_init(&s, *state);
	for (int i = 0; i < 19999; i++)
		str_add(&s, "<g/>");
	assert_int_equal(read_svg(*state, svg_of(*state, s.s)), OK);
	str_add(&s, "<g/>");
	assert_int_equal(read_svg(*state, svg_of(*state, s.s)), INVALID);
	str_clear(&s);
	for (int i = 0; i < 100000; i++)
		str_add(&s, "<g>");
	assert_int_equal(read_svg(*state, svg_of(*state, s.s)), INVALID);
	assert_non_null(strstr(fail_last()->text, "64 within each other"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		with_memory(drawings_are_taken),
		with_memory(what_acts_or_asks_is_refused),
		with_memory(entities_are_refused),
		with_memory(broken_ones_are_refused),
		with_memory(copies_of_copies_are_refused),
		with_memory(many_ids_around_a_copy_are_too_many),
		with_memory(elements_have_a_limit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
