/*
 * Tests of model/clr_tree.c: the order of the page (CLR 1.0 §5.2).
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* base/fail.h has its own */
#include <time.h>

#include "model/clr_tree.h"
#include "model_help.h"

/* Assertion of achievement ${id} with associations ${more}. */
#define A(id, more) "{'achievement':{'id':'" id "','associations':[" more "]}}"
#define TO(type, id) "{'associationType':'" type "','targetId':'" id "'}"

static void
draw(struct str *to, const struct clr_tree_node *node)
{
	for (; node; node = node->next) {
		const char *id = json_string_value(
			json_object_get(node->achievement, "id"));

		str_add(to, id ? id : "?");
		if (node->child) {
			str_addc(to, '(');
			draw(to, node->child);
			str_addc(to, ')');
		}
		if (node->next)
			str_addc(to, ' ');
	}
}

/* The tree as a text: "a(b c) d". */
static const char *
drawn(struct arena *mem, const char *assertions)
{
	struct clr_tree tree;
	struct str s;

	clr_tree_build(mem,
		       parse(mem, arena_printf(mem, "{'assertions':[%s]}",
					       assertions)),
		       &limits, &tree);
	str_init(&s, mem);
	draw(&s, tree.roots);
	return s.s;
}

static void
children_stand_under_their_parent(void **state)
{
	static const struct {
		const char *assertions, *tree;
	} rows[] = {
		{ "", "" },
		{ A("a", "") "," A("b", ""), "a b" },
		{ A("b", TO("isChildOf", "a")) "," A("a", ""), "a(b)" },
		{ A("b", TO("isPartOf", "a")) "," A(
			  "c", TO("isPartOf", "a")) "," A("a", ""),
		  "a(b c)" },
		{ A("a", TO("isParentOf", "b")) "," A("b", ""), "a(b)" },
		{ A("b", TO("precedes", "a")) "," A("a", ""), "b a" },
		/* the first parent wins; one's own word before others' */
		{ A("c", TO("isChildOf", "a") "," TO("isChildOf", "b")) "," A(
			  "a", "") "," A("b", ""),
		  "a(c) b" },
		{ A("a", TO("isParentOf", "c")) "," A("b", "") "," A(
			  "c", TO("isChildOf", "b")),
		  "a b(c)" },
		{ A("a", TO("isParentOf", "c")) "," A(
			  "b", TO("isParentOf", "c")) "," A("c", ""),
		  "a(c) b" },
		/* a parent that is not asserted is none */
		{ A("c", TO("isChildOf", "z") "," TO("isChildOf", "a")) "," A(
			  "a", ""),
		  "a(c)" },
		/* itself, and in circles */
		{ A("a", TO("isChildOf", "a") "," TO("isParentOf", "a")), "a" },
		{ A("a", TO("isChildOf", "b")) "," A("b", TO("isChildOf", "a")),
		  "a(b)" },
		{ A("x", TO("isChildOf", "b")) "," A(
			  "a",
			  TO("isChildOf",
			     "c")) "," A("b",
					 TO("isChildOf",
					    "a")) "," A("c",
							TO("isChildOf", "b")),
		  "a(b(x c))" },
		/* the same achievement twice: both are there */
		{ A("b", TO("isChildOf", "a")) "," A("a", "") "," A(
			  "a", "") "," A("b", TO("isChildOf", "a")),
		  "a(b b) a" },
		{ A("a", TO("isParentOf", "b")) "," A("b", "") "," A("b", ""),
		  "a(b b)" },
		/* a single association instead of a list */
		{ "{'achievement':{'id':'b','associations':" TO(
			  "isChildOf", "a") "}}," A("a", ""),
		  "a(b)" },
		/* without id, an Open Badge, nothing at all, no object */
		{ "{'achievement':{}},{'badge':{'id':'g'}},{},5,null,"
		  "{'achievement':'x'},{'badge':'y'}",
		  "? g ? ? ?" },
	};
	auto_arena mem = arena_new();

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		assert_string_equal(drawn(mem, rows[i].assertions),
				    rows[i].tree);
}

static void
signed_ones_come_after_the_plain(void **state)
{
	auto_arena mem = arena_new();
	const char *jws = fake_jws(mem, A("b", TO("isChildOf", "a")));
	struct clr_tree tree;

	(void)state;
	clr_tree_build(
		mem,
		parse(mem,
		      arena_printf(
			      mem,
			      "{'signedAssertions':["
			      "'broken','%s',7],'assertions':" A(
				      "a",
				      "") ","
					  "'achievements':[{'id':'a'},{'id':'z'},{},5]}",
			      jws)),
		&limits, &tree);
	assert_int_equal(tree.count, 2);
	assert_string_equal(tree.nodes[0].pointer, "/assertions/0");
	assert_null(tree.nodes[0].jws);
	assert_string_equal(tree.nodes[1].pointer, "/signedAssertions/1");
	assert_string_equal(tree.nodes[1].jws, jws);
	assert_ptr_equal(tree.nodes[1].parent, &tree.nodes[0]);
	assert_int_equal(tree.nodes[1].index, 1);
	assert_ptr_equal(tree.roots, &tree.nodes[0]);
	assert_int_equal(tree.others_count, 2);
	assert_string_equal(
		json_string_value(json_object_get(tree.others[0], "id")), "z");
}

static void
depth_is_bounded(void **state)
{
	const struct load_limits narrow = { 16 << 20, 3 };
	auto_arena mem = arena_new();
	struct clr_tree tree;
	struct str s;

	(void)state;
	clr_tree_build(
		mem,
		parse(mem,
		      "{'assertions':[" A("e", TO("isChildOf", "d")) "," A(
			      "d",
			      TO("isChildOf",
				 "c")) "," A("c",
					     TO("isChildOf",
						"b")) "," A("b",
							    TO("isChildOf",
							       "a")) "," A("a",
									   "") "]}"),
		&narrow, &tree);
	str_init(&s, mem);
	draw(&s, tree.roots);
	assert_string_equal(s.s, "a(b(e d c))");
}

/* Reachable nodes; the tree is shallow enough to recurse. */
static size_t
count_nodes(const struct clr_tree_node *node)
{
	size_t count = 0;

	for (; node; node = node->next)
		count += 1 + count_nodes(node->child);
	return count;
}

/* 50,000 assertions with ten associations each, to themselves, to the next,
 * to one and the same, all in one circle. */
static void
hostile_records_are_quick(void **state)
{
	const size_t many = 50000;
	auto_arena mem = arena_new();
	json_t *clr = json_object();
	json_t *list = json_array();
	struct clr_tree tree;
	clock_t start;

	(void)state;
	arena_defer(mem, (void (*)(void *))json_delete, clr);
	json_object_set_new(clr, "assertions", list);
	for (size_t i = 0; i < many; i++) {
		json_t *ties = json_array();
		char id[32], next[32];

		snprintf(id, sizeof id, "urn:a:%zu", i / 2);
		snprintf(next, sizeof next, "urn:a:%zu", (i / 2 + 1) % many);
		for (int t = 0; t < 10; t++)
			json_array_append_new(
				ties,
				json_pack("{s:s,s:s}", "associationType",
					  t % 3 ? "isParentOf" : "isChildOf",
					  "targetId",
					  t % 2 ? next : "urn:a:7"));
		json_array_append_new(list, json_pack("{s:{s:s,s:o}}",
						      "achievement", "id", id,
						      "associations", ties));
	}
	start = clock();
	clr_tree_build(mem, clr, &limits, &tree);
	assert_true((clock() - start) / CLOCKS_PER_SEC < 60);
	assert_int_equal(tree.count, many);
	assert_int_equal(count_nodes(tree.roots), many);
}

static void
so_many_signed_ones_are_read(void **state)
{
	auto_arena mem = arena_new();
	json_auto_t *clr = json_object();
	json_t *list = json_array();
	struct clr_tree tree;

	(void)state;
	json_object_set_new(clr, "signedAssertions", list);
	for (int i = 0; i < LOAD_MOST_SIGNED + 5; i++)
		json_array_append_new(list, json_string("e30.e30.AAAA"));
	clr_tree_build(mem, clr, &limits, &tree);
	assert_int_equal(tree.count, LOAD_MOST_SIGNED);
}

static void
results_find_their_descriptions(void **state)
{
	auto_arena mem = arena_new();
	const json_t *a = parse(
		mem, "{'resultDescriptions':[{'id':'d1'},"
		     "{'id':'d2','rubricCriterionLevels':{'id':'l1'}}]}");
	const json_t *d2 = clr_tree_description(
		a, parse(mem, "{'resultDescription':'d2'}"));

	(void)state;
	assert_string_equal(json_string_value(json_object_get(d2, "id")), "d2");
	assert_null(clr_tree_description(
		a, parse(mem, "{'resultDescription':'d3'}")));
	assert_null(clr_tree_description(a, parse(mem, "{}")));
	assert_null(clr_tree_description(NULL, NULL));
	assert_non_null(clr_tree_level(d2, "l1"));
	assert_null(clr_tree_level(d2, "l2"));
	assert_null(clr_tree_level(d2, NULL));
	assert_null(clr_tree_level(NULL, "l1"));
}

static void
self_made_is_seen(void **state)
{
	auto_arena mem = arena_new();
	const json_t *clr = parse(
		mem, "{'learner':{'id':'me'},'publisher':"
		     "{'id':'me'},'assertions':[{'achievement':{'issuer':"
		     "{'id':'me'}}},{'achievement':{'issuer':'me'}},"
		     "{'achievement':{'issuer':{'id':'you'}}},{}]}");
	const json_t *nobody = parse(mem, "{'learner':{'id':''},"
					  "'publisher':{'id':''}}");
	struct clr_tree tree;

	(void)state;
	clr_tree_build(mem, clr, &limits, &tree);
	assert_true(clr_tree_is_self_published(clr));
	assert_true(clr_tree_is_self_issued(clr, &tree.nodes[0]));
	assert_true(clr_tree_is_self_issued(clr, &tree.nodes[1]));
	assert_false(clr_tree_is_self_issued(clr, &tree.nodes[2]));
	assert_false(clr_tree_is_self_issued(clr, &tree.nodes[3]));
	assert_false(clr_tree_is_self_published(nobody));
	assert_false(clr_tree_is_self_published(parse(mem, "{}")));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(children_stand_under_their_parent),
		cmocka_unit_test(signed_ones_come_after_the_plain),
		cmocka_unit_test(depth_is_bounded),
		cmocka_unit_test(hostile_records_are_quick),
		cmocka_unit_test(so_many_signed_ones_are_read),
		cmocka_unit_test(results_find_their_descriptions),
		cmocka_unit_test(self_made_is_seen),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
