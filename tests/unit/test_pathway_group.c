/*
 * Associations by groups: who is joined with whom, the largest first.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* base/fail.h has its own */

#include "page/pathway_group.h"
#include "page_help.h"

#define COUNT(array) (sizeof(array) / sizeof(array[0]))

static const struct pathway_node nodes[] = {
	{ "urn:a", "Knots", "published", "/achievements/a" },
	{ "urn:b", "Splices", "draft", "/achievements/b" },
	{ "urn:c", "Rigging", "elsewhere", NULL },
	{ "urn:d", "Baking", "draft", "/achievements/d" },
	{ "urn:e", "Bread", "draft", "/achievements/e" },
	{ "urn:f", "Alone", "draft", "/achievements/f" },
};

static struct _hdf *
grouped(struct arena *mem, const struct pathway_edge *edges, size_t count)
{
	const struct pathway p = { .nodes = nodes,
				   .node_count = COUNT(nodes),
				   .edges = edges,
				   .edge_count = count };
	struct _hdf *hdf = render_data(mem);

	pathway_group_fill(mem, hdf, &p);
	return hdf;
}

static void
largest_first(void **state)
{
	static const struct pathway_edge edges[] = {
		{ "isPartOf", "urn:d", "urn:e" },
		{ "isPartOf", "urn:b", "urn:c" },
		{ "isPartOf", "urn:a", "urn:c" },
	};
	auto_arena mem = arena_new();
	struct _hdf *hdf = grouped(mem, edges, COUNT(edges));

	(void)state;
	assert_non_null(get(hdf, "group.0.width"));
	assert_non_null(get(hdf, "group.0.node.2.name"));
	assert_null(get(hdf, "group.0.node.3.name"));
	assert_non_null(get(hdf, "group.0.edge.1.path"));
	assert_null(get(hdf, "group.0.edge.2.path"));
	assert_non_null(get(hdf, "group.1.node.1.name"));
	assert_null(get(hdf, "group.1.node.2.name"));
	assert_string_equal(get(hdf, "group.1.text.0.from.name"), "Baking");
	assert_null(get(hdf, "group.2.width"));
}

static void
circles_and_strangers(void **state)
{
	static const struct pathway_edge edges[] = {
		{ "precedes", "urn:a", "urn:b" },
		{ "precedes", "urn:b", "urn:a" },
		{ "precedes", "urn:c", "urn:c" },
		{ "precedes", "urn:d", "urn:nobody" },
	};
	auto_arena mem = arena_new();
	struct _hdf *hdf = grouped(mem, edges, COUNT(edges));

	(void)state;
	assert_non_null(get(hdf, "group.0.node.1.name"));
	assert_null(get(hdf, "group.0.node.2.name"));
	assert_null(get(hdf, "group.1.width"));
}

static void
nothing(void **state)
{
	auto_arena mem = arena_new();

	(void)state;
	assert_null(get(grouped(mem, NULL, 0), "group.0.width"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(largest_first),
		cmocka_unit_test(circles_and_strangers),
		cmocka_unit_test(nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
