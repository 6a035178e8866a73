/*
 * The lists of an SVG's names: each is found, nothing that acts is.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "http/upload_svg_names.h"

static void
names_are_found(void **state)
{
	static const char *const elements[] = { "circle", "clipPath",
						"svg",	  "view",
						"use",	  "feTurbulence" };
	static const char *const attributes[] = {
		"alignment-baseline", "d",  "viewBox",
		"zoomAndPan",	      "id", "data-x",
		"aria-label"
	};

	(void)state;
	for (size_t i = 0; i < sizeof elements / sizeof *elements; i++)
		assert_true(upload_svg_names_element(elements[i]));
	for (size_t i = 0; i < sizeof attributes / sizeof *attributes; i++)
		assert_true(upload_svg_names_attribute(attributes[i]));
}

static void
others_are_not(void **state)
{
	static const char *const elements[] = { "script",  "Svg",
						"",	   "a",
						"animate", "foreignObject" };
	static const char *const attributes[] = { "onload", "href",
						  "src",    "",
						  "base",   "attributeName" };

	(void)state;
	for (size_t i = 0; i < sizeof elements / sizeof *elements; i++)
		assert_false(upload_svg_names_element(elements[i]));
	for (size_t i = 0; i < sizeof attributes / sizeof *attributes; i++)
		assert_false(upload_svg_names_attribute(attributes[i]));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_are_found),
		cmocka_unit_test(others_are_not),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
