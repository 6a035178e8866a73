/* The tables of operations: each has its route, parameters and statuses, and
 * each route for other systems its operation; the document hangs together. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#undef fail

#include "base/str.h"
#include "web/openapi.h"

static bool
is_for_systems(const struct route *r)
{
	return (r->says == SAYS_IMSX || r->says == SAYS_OAUTH) &&
	       r->row.method != METHOD_OPTIONS;
}

static void
every_route_has_its_operation(void **state)
{
	size_t i, k, count = 0;

	(void)state;
	for (i = 0; i < web_routes_count; i++) {
		if (!is_for_systems(&web_routes[i]))
			continue;
		for (k = 0; k < openapi_ops_count; k++)
			if (openapi_route(&openapi_ops[k]) == &web_routes[i])
				break;
		if (k == openapi_ops_count)
			print_message("# %s\n", web_routes[i].row.pattern);
		assert_true(k < openapi_ops_count);
		count++;
	}
	assert_true(count >= 10);
}

static void
every_operation_is_whole(void **state)
{
	auto_arena mem = arena_new();
	size_t i, k;

	(void)state;
	for (i = 0; i < openapi_ops_count; i++) {
		const struct openapi_op *op = &openapi_ops[i];
		const char *rest = op->params, *word;

		print_message("# %s\n", op->id);
		assert_non_null(openapi_route(op));
		assert_non_null(request_method_name(op->method));
		while ((word = openapi_word(mem, &rest)))
			assert_non_null(openapi_param(word));
		rest = op->statuses;
		while ((word = openapi_word(mem, &rest)))
			assert_non_null(openapi_status(word));
		for (k = 0; k < i; k++)
			assert_string_not_equal(op->id, openapi_ops[k].id);
	}
}

/* The parameters of a path are those that its operation names. */
static void
paths_name_their_parameters(void **state)
{
	auto_arena mem = arena_new();
	size_t i;

	(void)state;
	for (i = 0; i < openapi_ops_count; i++) {
		const struct openapi_op *op = &openapi_ops[i];
		const char *at = op->path, *rest, *word;

		while ((at = strchr(at, '{'))) {
			const char *name = arena_strndup(mem, at + 1,
							 strcspn(at + 1, "}"));
			bool is_named = false;

			rest = op->params;
			while ((word = openapi_word(mem, &rest)))
				is_named |= streq(word, name) &&
					    streq(openapi_param(word)->in,
						  "path");
			assert_true(is_named);
			at++;
		}
	}
}

/* Does each $ref of ${value} lead somewhere in ${doc}? */
static void
follow(struct arena *mem, const json_t *doc, const json_t *value)
{
	static const char schemas[] = "#/components/schemas/";
	const char *name;
	json_t *member;
	size_t i;

	json_array_foreach (value, i, member)
		follow(mem, doc, member);
	json_object_foreach ((json_t *)(uintptr_t)value, name, member) {
		const char *to = json_string_value(member);

		if (!streq(name, "$ref")) {
			follow(mem, doc, member);
			continue;
		}
		assert_true(str_starts(to, schemas));
		assert_non_null(json_object_get(
			json_object_get(json_object_get(doc, "components"),
					"schemas"),
			to + strlen(schemas)));
	}
}

static void
the_document_hangs_together(void **state)
{
	auto_arena mem = arena_new();
	const json_t *doc = openapi_doc(mem, "https://a.example/b");
	const json_t *paths = json_object_get(doc, "paths"), *get;

	(void)state;
	follow(mem, doc, doc);
	assert_non_null(json_object_get(paths, "/ims/clr/v1p0/clrs"));
	get = json_object_get(json_object_get(paths, "/ims/clr/v1p0/clrs"),
			      "get");
	assert_string_equal(
		json_string_value(json_object_get(get, "operationId")),
		"getClrs");
	assert_int_equal(json_array_size(json_object_get(get, "parameters")),
			 3);
	assert_non_null(json_object_get(get, "security"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_route_has_its_operation),
		cmocka_unit_test(every_operation_is_whole),
		cmocka_unit_test(paths_name_their_parameters),
		cmocka_unit_test(the_document_hangs_together),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
