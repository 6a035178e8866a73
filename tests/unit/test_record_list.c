/* Lists: what is found, in which order, a page at a time. */
#include "store_test.h"

#include "store/record.h"

/* Put a file of ${count} documents, uploaded at ${when}. */
static const char *
put(struct spot *p, const char *const docs[], size_t count, long long when)
{
	struct record_file file = { .name = "" };
	struct record_kept kept;
	struct str bytes;
	size_t i;

	str_init(&bytes, p->mem);
	for (i = 0; i < count; i++)
		str_add(&bytes, docs[i]);
	file.bytes = bytes.s;
	file.len = bytes.len;
	file.import = import_of(p->mem, docs, count, NULL);
	assert_int_equal(record_put(p->db, p->mem, &clerk, &file, &kept), OK);
	assert_int_equal(db_run(p->db, NULL,
				"UPDATE record SET created_at"
				" = $2 WHERE import_id = $1",
				T(kept.id), I(when)),
			 OK);
	return kept.id;
}

static char *
doc_of(struct arena *mem, const char *name, const char *learner)
{
	return arena_printf(mem,
			    "{\"id\":\"urn:%s\",\"name\":\"%s\","
			    "\"learner\":{\"name\":\"%s\"},\"publisher\":"
			    "{\"name\":\"College of %s\"}}",
			    name, name, learner, name);
}

/* The names listed, one after the other. */
static const char *
names(struct spot *p, const char *text, const char *import_id, long long limit,
      long long offset)
{
	const struct record_query query = { text, import_id, limit, offset };
	struct record_list list;
	struct str out;
	size_t i;

	str_init(&out, p->mem);
	assert_int_equal(record_list(p->db, p->mem, &query, &list), OK);
	for (i = 0; i < list.count; i++) {
		assert_null(list.items[i].doc);
		str_addf(&out, "%s ", list.items[i].name);
	}
	str_addf(&out, "of %lld", list.total);
	return out.s;
}

/* A: one record; B, C, D: of one file, uploaded later; E in between. */
static const char *
fill(struct spot *p)
{
	const char *a = doc_of(p->mem, "Aaa", "Maya");
	const char *e = doc_of(p->mem, "Eee", "\xc3\x89milie 100%");
	const char *set[] = { doc_of(p->mem, "Bbb", "Maya"),
			      doc_of(p->mem, "Ccc", "Layla_1"), NULL };

	/* In the document it is one backslash. */
	set[2] = doc_of(p->mem, "Ddd", "Mei\\\\ling");
	put(p, &a, 1, 100);
	put(p, &e, 1, 200);
	return put(p, set, 3, 300);
}

static void
lists_newest_first(void **state)
{
	struct spot *p = *state;

	assert_string_equal(names(p, "", NULL, 10, 0), "of 0");
	fill(p);
	assert_string_equal(names(p, "", NULL, 10, 0),
			    "Bbb Ccc Ddd Eee Aaa of 5");
	assert_string_equal(names(p, NULL, NULL, 10, 0),
			    "Bbb Ccc Ddd Eee Aaa of 5");
}

static void
gives_pages(void **state)
{
	struct spot *p = *state;

	fill(p);
	assert_string_equal(names(p, "", NULL, 2, 0), "Bbb Ccc of 5");
	assert_string_equal(names(p, "", NULL, 2, 2), "Ddd Eee of 5");
	assert_string_equal(names(p, "", NULL, 2, 4), "Aaa of 5");
	assert_string_equal(names(p, "", NULL, 2, 5), "of 5");
	assert_string_equal(names(p, "", NULL, 2, INT64_MAX), "of 5");
	assert_string_equal(names(p, "", NULL, INT64_MAX, 3), "Eee Aaa of 5");
	assert_string_equal(names(p, "", NULL, 0, 0), "of 5");
	assert_string_equal(names(p, "", NULL, -1, 0), "of 5");
}

static void
searches(void **state)
{
	struct spot *p = *state;

	fill(p);
	assert_string_equal(names(p, "maya", NULL, 10, 0), "Bbb Aaa of 2");
	assert_string_equal(names(p, "MAYA", NULL, 1, 1), "Aaa of 2");
	assert_string_equal(names(p, "college of c", NULL, 9, 0), "Ccc of 1");
	assert_string_equal(names(p, "URN:ddd", NULL, 9, 0), "Ddd of 1");
	assert_string_equal(names(p, "\xc3\xa9MIL", NULL, 9, 0), "Eee of 1");
	assert_string_equal(names(p, "nobody", NULL, 9, 0), "of 0");
	/* Letters with a meaning in patterns mean themselves. */
	assert_string_equal(names(p, "%", NULL, 9, 0), "Eee of 1");
	assert_string_equal(names(p, "_", NULL, 9, 0), "Ccc of 1");
	assert_string_equal(names(p, "\\", NULL, 9, 0), "Ddd of 1");
	assert_string_equal(names(p, "'; DROP TABLE record; --", NULL, 9, 0),
			    "of 0");
	assert_string_equal(names(p, "\xff\xfe", NULL, 9, 0), "of 0");
	/* Two values beside each other are not one. */
	assert_string_equal(names(p, "mayacollege", NULL, 9, 0), "of 0");
}

static void
takes_any_length_of_query(void **state)
{
	struct spot *p = *state;
	char *query = arena_alloc(p->mem, 200001);

	fill(p);
	memset(query, '%', 200000);
	assert_string_equal(names(p, query, NULL, 9, 0), "of 0");
}

static void
lists_one_import(void **state)
{
	struct spot *p = *state;
	const char *id = fill(p);

	assert_string_equal(names(p, "", id, 9, 0), "Bbb Ccc Ddd of 3");
	assert_string_equal(names(p, "maya", id, 9, 0), "Bbb of 1");
	assert_string_equal(names(p, "", id, 1, 1), "Ccc of 3");
	assert_string_equal(names(p, "", "none", 9, 0), "of 0");
}

static void
leaves_deleted_ones_out(void **state)
{
	struct spot *p = *state;
	const char *id = fill(p);
	const struct record_query query = { .text = "bbb", .limit = 1 };
	struct record_list list;

	assert_int_equal(record_list(p->db, p->mem, &query, &list), OK);
	assert_int_equal(record_del(p->db, &clerk, list.items[0].id), OK);
	assert_string_equal(names(p, "", id, 9, 0), "Ccc Ddd of 2");
	assert_string_equal(names(p, "maya", NULL, 9, 0), "Aaa of 1");
}

/* A search does not read rows it does not give. */
static void
searches_the_index_alone(void **state)
{
	struct spot *p = *state;
	auto_rows rows = NULL;

	assert_int_equal(db_query(p->db, &rows,
				  "EXPLAIN QUERY PLAN"
				  " SELECT count(*) FROM record"
				  " WHERE deleted_at = 0"
				  " AND search LIKE $1 ESCAPE '\\'",
				  T("%a%")),
			 OK);
	assert_int_equal(db_next(rows), OK);
	assert_non_null(strstr(db_column_text(rows, 3, p->mem, NULL),
			       "COVERING INDEX record_newest"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		test_in(spot_begin, lists_newest_first),
		test_in(spot_begin, gives_pages),
		test_in(spot_begin, searches),
		test_in(spot_begin, takes_any_length_of_query),
		test_in(spot_begin, lists_one_import),
		test_in(spot_begin, leaves_deleted_ones_out),
		test_in(spot_begin, searches_the_index_alone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
