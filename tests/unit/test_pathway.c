/*
 * Associations as a picture and in words: what stands where, what is left
 * out, and that no graph is too twisted.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* base/fail.h has its own */

#include "page/pathway.h"
#include "page_help.h"

#define COUNT(array) (sizeof(array) / sizeof(array[0]))

static const struct pathway_node three[] = {
	{ "urn:a", "Knots", "published", "/achievements/a" },
	{ "urn:b", "Splices", "draft", "/achievements/b" },
	{ "urn:c", "Rigging", "elsewhere", NULL },
};

static struct _hdf *
filled(struct arena *mem, const struct pathway *p)
{
	struct _hdf *hdf = render_data(mem);

	pathway_fill(mem, hdf, p);
	return hdf;
}

/* The picture of ${edges} between the three above. */
static struct _hdf *
picture(struct arena *mem, const struct pathway_edge *edges, size_t count)
{
	const struct pathway p = { .nodes = three,
				   .node_count = COUNT(three),
				   .edges = edges,
				   .edge_count = count,
				   .here = "urn:b" };

	return filled(mem, &p);
}

static int
number(struct _hdf *hdf, const char *name)
{
	return hdf_get_int_value(hdf, name, -1);
}

/* The left of the box called ${name}; -1: there is none. */
static int
left_of(struct arena *mem, struct _hdf *hdf, const char *name)
{
	const char *is;
	int i;

	for (i = 0; (is = get(hdf, arena_printf(mem, "node.%d.name", i))); i++)
		if (streq(is, name))
			return number(hdf, arena_printf(mem, "node.%d.x", i));
	return -1;
}

static void
what_comes_before_stands_left(void **state)
{
	struct arena *mem = *state;
	const struct pathway_edge edges[] = { { "precedes", "urn:a", "urn:b" },
					      { "precedes", "urn:b", "urn:c" },
					      { "precedes", "urn:a",
						"urn:c" } };
	struct _hdf *hdf = picture(mem, edges, COUNT(edges));
	int a = left_of(mem, hdf, "Knots"), b = left_of(mem, hdf, "Splices");
	int c = left_of(mem, hdf, "Rigging");

	assert_true(a >= 0 && a < b && b < c);
	assert_true(c + number(hdf, "node.2.width") <= number(hdf, "width"));
	assert_data(hdf, "edge.0.kind", "order");
	assert_non_null(get(hdf, "edge.0.head"));
	/* The long line bends where the middle box stands. */
	assert_has(get(hdf, "edge.2.path"), "H");
	assert_has_not(get(hdf, "edge.0.path"), "H");
}

static void
boxes_say_what_they_are(void **state)
{
	struct arena *mem = *state;
	const struct pathway_edge edges[] = { { "isPartOf", "urn:a", "urn:b" },
					      { "isPartOf", "urn:c",
						"urn:b" } };
	struct _hdf *hdf = picture(mem, edges, COUNT(edges));

	assert_data(hdf, "edge.0.kind", "part");
	assert_data(hdf, "node.0.name", "Knots");
	assert_data(hdf, "node.0.state", "published");
	assert_data(hdf, "node.0.href", "/achievements/a");
	assert_data(hdf, "node.0.here", NULL);
	assert_data(hdf, "node.1.here", "1");
	assert_data(hdf, "node.2.href", NULL);
	assert_data(hdf, "node.0.line.0.words", "Knots");
	assert_data(hdf, "left_out", NULL);
}

static void
the_same_is_said_in_words(void **state)
{
	struct arena *mem = *state;
	const struct pathway_edge edges[] = {
		{ "precedes", "urn:a", "urn:b" },
		{ "isParentOf", "urn:a", "urn:c" },
		{ "precedes", "urn:a", "urn:none" },
	};
	struct _hdf *hdf = picture(mem, edges, COUNT(edges));

	assert_data(hdf, "text.0.from.name", "Knots");
	assert_data(hdf, "text.0.words", "comes before");
	assert_data(hdf, "text.0.to.name", "Splices");
	assert_data(hdf, "text.0.to.href", "/achievements/b");
	assert_data(hdf, "text.1.words", "stands above");
	assert_data(hdf, "text.1.to.state", "elsewhere");
	assert_data(hdf, "text.2.words", NULL);
}

/* A parent holds its children as a whole does its parts. */
static void
a_parent_stands_right_of_its_child(void **state)
{
	struct arena *mem = *state;
	const struct pathway_edge edges[] = { { "isParentOf", "urn:a",
						"urn:b" } };
	struct _hdf *hdf = picture(mem, edges, COUNT(edges));

	assert_true(left_of(mem, hdf, "Splices") < left_of(mem, hdf, "Knots"));
}

static void
peers_have_a_line_without_a_head(void **state)
{
	struct arena *mem = *state;
	const struct pathway_edge edges[] = {
		{ "isPeerOf", "urn:a", "urn:b" },
		{ "aWordNobodyKnows", "urn:b", "urn:c" },
	};
	struct _hdf *hdf = picture(mem, edges, COUNT(edges));

	assert_int_equal(left_of(mem, hdf, "Knots"),
			 left_of(mem, hdf, "Splices"));
	assert_data(hdf, "edge.0.kind", "like");
	assert_data(hdf, "edge.0.head", NULL);
	assert_data(hdf, "edge.1.kind", "like");
	/* There is room for the line beside them. */
	assert_true(number(hdf, "width") >
		    number(hdf, "node.0.x") + number(hdf, "node.0.width") + 20);
}

static void
a_circle_is_cut(void **state)
{
	struct arena *mem = *state;
	const struct pathway_edge edges[] = { { "precedes", "urn:a", "urn:b" },
					      { "precedes", "urn:b", "urn:c" },
					      { "precedes", "urn:c",
						"urn:a" } };
	struct _hdf *hdf = picture(mem, edges, COUNT(edges));

	assert_true(left_of(mem, hdf, "Knots") < left_of(mem, hdf, "Splices"));
	assert_true(left_of(mem, hdf, "Splices") <
		    left_of(mem, hdf, "Rigging"));
	assert_non_null(get(hdf, "edge.2.head"));
	/* The line back goes the other way through the bend. */
	assert_has(get(hdf, "edge.2.path"), "H");
}

static void
itself_and_twice_are_drawn_once_or_never(void **state)
{
	struct arena *mem = *state;
	const struct pathway_edge same[] = { { "precedes", "urn:a", "urn:b" },
					     { "precedes", "urn:a", "urn:b" },
					     { "precedes", "urn:a", "urn:a" } };
	const struct pathway_edge alone[] = { { "precedes", "urn:a",
						"urn:a" } };
	struct _hdf *hdf = picture(mem, same, COUNT(same));

	assert_data(hdf, "edge.1.path", NULL);
	assert_data(hdf, "text.2.words", "comes before");
	hdf = picture(mem, alone, COUNT(alone));
	assert_data(hdf, "width", NULL);
	assert_data(hdf, "text.0.from.name", "Knots");
	hdf = picture(mem, NULL, 0);
	assert_data(hdf, "width", NULL);
	assert_data(hdf, "text.0.words", NULL);
}

static void
names_stand_in_two_lines(void **state)
{
	struct arena *mem = *state;
	static const struct pathway_node nodes[] = {
		{ "a", "Timber Frame Practicum with Community Partners abroad",
		  "draft", NULL },
		{ "b", "Donaudampfschifffahrtsgesellschaft", "draft", NULL },
		{ "c", "造船工学基礎演習および実地研修報告", "draft", NULL },
		{ "d", "", "draft", NULL },
	};
	const struct pathway_edge edges[] = { { "precedes", "a", "b" },
					      { "precedes", "b", "c" },
					      { "precedes", "c", "d" } };
	const struct pathway p = { .nodes = nodes,
				   .node_count = COUNT(nodes),
				   .edges = edges,
				   .edge_count = COUNT(edges) };
	struct _hdf *hdf = filled(mem, &p);

	assert_data(hdf, "node.0.line.0.words", "Timber Frame");
	assert_data(hdf, "node.0.line.1.words", "Practicum with…");
	assert_data(hdf, "node.0.line.2.words", NULL);
	assert_data(hdf, "node.1.line.0.words", "Donaudampfschifffahrt");
	assert_data(hdf, "node.1.line.1.words", "sgesellschaft");
	assert_data(hdf, "node.2.line.0.words", "造船工学基礎演習およ");
	assert_data(hdf, "node.3.line.0.words", NULL);
}

static unsigned
next_random(unsigned *seed)
{
	*seed = *seed * 1103515245u + 12345u;
	return *seed >> 16;
}

/* ${count} nodes, and ${edge_count} edges among them by chance. */
static struct pathway
tangle(struct arena *mem, size_t count, size_t edge_count, unsigned seed)
{
	static const char *const types[] = { "precedes", "isPartOf",
					     "isParentOf", "isPeerOf" };
	struct pathway_node *nodes = arena_array(mem, count, sizeof(*nodes));
	struct pathway_edge *edges = arena_array(mem, edge_count,
						 sizeof(*edges));
	size_t i;

	for (i = 0; i < count; i++) {
		nodes[i].id = arena_printf(mem, "%zu", i);
		nodes[i].name = arena_printf(mem, "Achievement %zu", i);
		nodes[i].state = "draft";
	}
	for (i = 0; i < edge_count; i++)
		edges[i] = (struct pathway_edge){
			types[next_random(&seed) % 4],
			nodes[next_random(&seed) % count].id,
			nodes[next_random(&seed) % count].id
		};
	return (struct pathway){ .nodes = nodes,
				 .node_count = count,
				 .edges = edges,
				 .edge_count = edge_count };
}

/* No two boxes on the same spot, none outside. */
static void
assert_apart(struct arena *mem, struct _hdf *hdf)
{
	int width = number(hdf, "width"), height = number(hdf, "height");
	bool *taken = arena_array(mem, (size_t)(width * height / 8 + 1),
				  sizeof(bool));
	int i, x, y;

	for (i = 0; get(hdf, arena_printf(mem, "node.%d.name", i)); i++) {
		x = number(hdf, arena_printf(mem, "node.%d.x", i));
		y = number(hdf, arena_printf(mem, "node.%d.y", i));
		assert_true(x >= 0 && y >= 0);
		assert_true(x + number(hdf, "node.0.width") <= width);
		assert_true(y + number(hdf, "node.0.height") <= height);
		assert_false(taken[(y * width + x) / 8]);
		taken[(y * width + x) / 8] = true;
	}
}

static void
two_hundred_fit_in_whatever_tangle(void **state)
{
	struct arena *mem = *state;
	unsigned seed;

	for (seed = 1; seed < 12; seed++) {
		struct pathway p = tangle(mem,
					  20 * seed > 200 ? 200 : 20 * seed,
					  60 * seed, seed);
		struct _hdf *hdf = filled(mem, &p);

		assert_data(hdf, "left_out", NULL);
		assert_apart(mem, hdf);
	}
}

static void
a_long_chain_goes_straight(void **state)
{
	struct arena *mem = *state;
	struct pathway p = tangle(mem, 150, 300, 1);
	struct pathway_edge *edges = arena_array(mem, 300, sizeof(*edges));
	struct _hdf *hdf;
	size_t i;

	/* A chain, and from each a line to the last: more bends than there
	 * is room for. */
	for (i = 0; i < 149; i++) {
		edges[i] = (struct pathway_edge){ "precedes", p.nodes[i].id,
						  p.nodes[i + 1].id };
		edges[149 + i] = (struct pathway_edge){ "isPartOf",
							p.nodes[i].id,
							p.nodes[149].id };
	}
	p.edges = edges;
	p.edge_count = 298;
	hdf = filled(mem, &p);
	assert_apart(mem, hdf);
	assert_has_not(get(hdf, "edge.149.path"), "H");
}

static void
more_than_fit_are_counted(void **state)
{
	struct arena *mem = *state;
	struct pathway p = tangle(mem, 300, 299, 1);
	struct pathway_edge *edges = arena_array(mem, 299, sizeof(*edges));
	struct _hdf *hdf;
	size_t i;

	for (i = 0; i < 299; i++)
		edges[i] = (struct pathway_edge){ "precedes", p.nodes[0].id,
						  p.nodes[i + 1].id };
	p.edges = edges;
	hdf = filled(mem, &p);
	assert_int_equal(number(hdf, "left_out"), 100);
	assert_non_null(get(hdf, "node.199.name"));
	assert_data(hdf, "node.200.name", NULL);
	assert_data(hdf, "text.298.words", "comes before");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(what_comes_before_stands_left,
						memory, no_memory),
		cmocka_unit_test_setup_teardown(boxes_say_what_they_are, memory,
						no_memory),
		cmocka_unit_test_setup_teardown(the_same_is_said_in_words,
						memory, no_memory),
		cmocka_unit_test_setup_teardown(
			a_parent_stands_right_of_its_child, memory, no_memory),
		cmocka_unit_test_setup_teardown(
			peers_have_a_line_without_a_head, memory, no_memory),
		cmocka_unit_test_setup_teardown(a_circle_is_cut, memory,
						no_memory),
		cmocka_unit_test_setup_teardown(
			itself_and_twice_are_drawn_once_or_never, memory,
			no_memory),
		cmocka_unit_test_setup_teardown(names_stand_in_two_lines,
						memory, no_memory),
		cmocka_unit_test_setup_teardown(
			two_hundred_fit_in_whatever_tangle, memory, no_memory),
		cmocka_unit_test_setup_teardown(a_long_chain_goes_straight,
						memory, no_memory),
		cmocka_unit_test_setup_teardown(more_than_fit_are_counted,
						memory, no_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
