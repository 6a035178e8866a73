/* A record of all members: it is valid, leaves nothing out, and what is lost
 * or added on its way is found. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#undef fail

#include "base/str.h"
#include "conform/everything.h"
#include "model/check.h"
#include "model/walk.h"

static const struct load_limits limits = { 1 << 20, 64 };

/* Is member ${name} of class ${as} anywhere in ${value}, of class ${of}? */
static bool
has(const json_t *value, enum class_id of, enum class_id as, const char *name)
{
	const struct property *p;
	const json_t *each;
	size_t i;

	json_array_foreach (value, i, each)
		if (has(each, of, as, name))
			return true;
	if (of == as && json_object_get(value, name))
		return true;
	for (p = walk_class(of)->properties; json_is_object(value) && p->name;
	     p++)
		if (p->type.kind == KIND_OBJECT &&
		    has(json_object_get(value, p->name),
			(enum class_id)p->type.of, as, name))
			return true;
	return false;
}

static void
is_valid(void **state)
{
	auto_arena mem = arena_new();
	struct problems problems;
	size_t i;

	(void)state;
	problems_init(&problems, mem, 50);
	check_doc(everything_clr(mem, "urn:uuid:1"), CLR_CLR, CHECK_STRICT, "",
		  &limits, &problems);
	for (i = 0; i < problems.count; i++)
		print_message("# %s %s\n", problems.items[i].pointer,
			      problems.items[i].words);
	assert_int_equal(problems.errors, 0);
	assert_int_equal(problems.warnings, 0);
}

static void
leaves_nothing_out(void **state)
{
	static const enum class_id not_in_it[] = {
		CLR_CLR_SET,	      CLR_CLR_PAYLOAD,
		CLR_REVOCATION_LIST,  CLR_DISCOVERY_DOCUMENT,
		CLR_STATUS_INFO,      CLR_CODE_MINOR,
		CLR_CODE_MINOR_FIELD,
	};
	auto_arena mem = arena_new();
	const json_t *doc = everything_clr(mem, "urn:uuid:1");
	size_t i, seen = 0;
	int as;

	(void)state;
	for (as = CLASS_NONE + 1; as < CLASS__MAX; as++) {
		const struct property *p =
			walk_class((enum class_id)as)->properties;

		for (i = 0; i < sizeof(not_in_it) / sizeof(not_in_it[0]); i++)
			if (not_in_it[i] == (enum class_id)as)
				break;
		if (i < sizeof(not_in_it) / sizeof(not_in_it[0]))
			continue;
		for (; p->name; p++) {
			if ((p->flags & OURS) || p->type.kind == KIND_JWS)
				continue;
			if (!has(doc, CLR_CLR, (enum class_id)as, p->name))
				print_message(
					"# %s.%s\n",
					walk_class((enum class_id)as)->name,
					p->name);
			assert_true(
				has(doc, CLR_CLR, (enum class_id)as, p->name));
			seen++;
		}
	}
	assert_true(seen > 100);
}

static const char *
lost(struct arena *mem, const char *sent, const char *got)
{
	json_t *a = json_loads(sent, JSON_DECODE_ANY, NULL);
	json_t *b = json_loads(got, JSON_DECODE_ANY, NULL);
	const char *found;

	assert_true(a && b);
	found = everything_lost(mem, a, b);
	json_decref(a);
	json_decref(b);
	return found;
}

static void
finds_what_is_lost(void **state)
{
	auto_arena mem = arena_new();

	(void)state;
	assert_null(lost(mem, "{\"a\":[1],\"b\":\"c\"}",
			 "{\"b\":\"c\",\"a\":1.0,\"more\":2}"));
	assert_null(lost(mem, "{\"a\":{\"b\":2.50}}", "{\"a\":[{\"b\":2.5}]}"));
	assert_string_equal(lost(mem, "{\"a\":[1,2]}", "{\"a\":[1]}"), "/a/1");
	assert_string_equal(lost(mem, "{\"a\":[1,2]}", "{\"a\":[2,1]}"),
			    "/a/0");
	assert_string_equal(
		lost(mem, "{\"a\":{\"b\":\"c\"}}", "{\"a\":{\"b\":\"d\"}}"),
		"/a/b");
	assert_string_equal(lost(mem, "{\"a\":{\"b\":\"c\"}}", "{\"a\":\"c\"}"),
			    "/a");
	assert_string_equal(lost(mem, "{\"a\":false}", "{}"), "/a");
	assert_string_equal(lost(mem, "{\"a\":1.25}", "{\"a\":1}"), "/a");
}

static void
finds_extensions(void **state)
{
	auto_arena mem = arena_new();
	json_t *doc = everything_clr(mem, "urn:uuid:1");
	json_t *learner = json_object_get(doc, "learner");

	(void)state;
	assert_null(everything_extra(mem, doc, CLR_CLR));
	json_object_set_new(learner, "x:age", json_integer(7));
	assert_string_equal(everything_extra(mem, doc, CLR_CLR),
			    "/learner/x:age");
	json_object_del(learner, "x:age");
	json_object_set_new(
		json_array_get(json_object_get(doc, "assertions"), 0), "note",
		json_string("a"));
	assert_string_equal(everything_extra(mem, doc, CLR_CLR),
			    "/assertions/0/note");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(is_valid),
		cmocka_unit_test(leaves_nothing_out),
		cmocka_unit_test(finds_what_is_lost),
		cmocka_unit_test(finds_extensions),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
