/* Records kept, read and deleted. */
#include "store_test.h"

#include "crypto/digest.h"
#include "store/record.h"
#include "store/share.h"

/* Odd spacing and escapes, so that bytes and meaning differ. */
#define DOC                                                                    \
	" {\t\"name\" : \"Pr\\u00fcfung\", \"id\":\"urn:x:1\",\r\n"            \
	"  \"learner\":{\"name\":\"Zq9-learner\"}, \"n\": 1.50e1 } "
#define OTHER "{\"id\":\"urn:x:2\",\"name\":\"Second\"}"

static const char *
put(struct spot *p, const struct import *import, const char *name,
    const char *bytes, bool *is_known)
{
	const struct record_file file = { .name = name,
					  .bytes = bytes,
					  .len = strlen(bytes),
					  .import = import };
	struct record_kept kept = { 0 };

	assert_int_equal(record_put(p->db, p->mem, &clerk, &file, &kept), OK);
	assert_non_null(kept.id);
	*is_known = kept.is_known;
	return kept.id;
}

/* The records of an import. */
static struct record_list
of_import(struct spot *p, const char *id)
{
	const struct record_query query = { .import_id = id, .limit = 100 };
	struct record_list list;

	assert_int_equal(record_list(p->db, p->mem, &query, &list), OK);
	return list;
}

/* Put one document as its own file; its record. */
static struct record
put_doc(struct spot *p, const char *doc)
{
	struct record_list list;
	bool is_known;

	list = of_import(p, put(p, import_of(p->mem, &doc, 1, NULL), "a.json",
				doc, &is_known));
	assert_int_equal(list.count, 1);
	return list.items[0];
}

static void
keeps_exact_bytes(void **state)
{
	struct spot *p = *state;
	struct record listed = put_doc(p, DOC), r;

	assert_null(listed.doc);
	assert_int_equal(listed.doc_len, strlen(DOC));
	assert_int_equal(record_get(p->db, p->mem, listed.id, &r), OK);
	assert_string_equal(r.id, listed.id);
	assert_string_equal(r.clr_id, "urn:x:1");
	assert_string_equal(r.name, "Pr\xc3\xbc"
				    "fung");
	assert_string_equal(r.learner, "Zq9-learner");
	assert_string_equal(r.pointer, "");
	assert_true(r.created_at > 1600000000);
	assert_string_equal(r.sha256, digest_hex(p->mem, DOC, strlen(DOC)));
	assert_null(r.doc);
	assert_int_equal(record_doc(p->db, p->mem, &r), OK);
	assert_int_equal(r.doc_len, strlen(DOC));
	assert_string_equal(r.doc, DOC);
	assert_null(r.jws);
	/* Once read, it is not read again. */
	r.id = "none";
	assert_int_equal(record_doc(p->db, p->mem, &r), OK);
}

static void
keeps_the_signed_form(void **state)
{
	const char *doc = DOC, *jws = "eyJhbGciOiJSUzI1NiJ9.e30.c2ln";
	struct spot *p = *state;
	struct record_import file;
	struct record r;
	const char *id;
	bool is_known;

	id = put(p, import_of(p->mem, &doc, 1, jws), "a.jws", jws, &is_known);
	r = of_import(p, id).items[0];
	assert_true(r.is_signed);
	assert_int_equal(record_doc(p->db, p->mem, &r), OK);
	assert_string_equal(r.jws, jws);
	assert_string_equal(r.doc, DOC);
	/* The file is the JWS, not the document in it. */
	assert_int_equal(record_import_get(p->db, p->mem, id, &file), OK);
	assert_string_equal(file.doc, jws);
	assert_string_equal(file.form, "jws");
}

static void
keeps_the_file(void **state)
{
	const char *docs[] = { DOC, OTHER };
	const char *set = "{\"clrs\":[" DOC "," OTHER "]}";
	struct spot *p = *state;
	struct record_import file;
	struct record_list list;
	const char *id;
	bool is_known = true;

	id = put(p, import_of(p->mem, docs, 2, NULL), "set.json", set,
		 &is_known);
	assert_false(is_known);
	assert_int_equal(record_import_get(p->db, p->mem, id, &file), OK);
	assert_string_equal(file.id, id);
	assert_string_equal(file.file, "set.json");
	assert_string_equal(file.form, "clr-set");
	assert_string_equal(file.doc, set);
	assert_int_equal(file.doc_len, strlen(set));
	assert_string_equal(file.sha256, digest_hex(p->mem, set, strlen(set)));
	assert_true(file.created_at > 1600000000);
	list = of_import(p, id);
	assert_int_equal(list.count, 2);
	assert_string_equal(list.items[0].pointer, "/clrs/0");
	assert_string_equal(list.items[1].pointer, "/clrs/1");
	assert_string_equal(list.items[1].name, "Second");
	assert_string_equal(list.items[1].import_id, id);
	assert_int_equal(record_doc(p->db, p->mem, &list.items[1]), OK);
	assert_string_equal(list.items[1].doc, OTHER);
}

/* A file that is its one record is kept once and given twice. */
static void
keeps_a_single_record_once(void **state)
{
	struct spot *p = *state;
	struct record r = put_doc(p, DOC);
	struct record_import file;

	assert_int_equal(number_of(p->db, "SELECT count(*) FROM import"
					  " WHERE doc IS NULL"),
			 1);
	assert_int_equal(record_import_get(p->db, p->mem, r.import_id, &file),
			 OK);
	assert_string_equal(file.doc, DOC);
	assert_int_equal(file.doc_len, strlen(DOC));
}

static void
knows_files_again(void **state)
{
	struct spot *p = *state;
	const char *doc = DOC, *first, *again;
	bool is_known = true;

	first = put(p, import_of(p->mem, &doc, 1, NULL), "a", DOC, &is_known);
	assert_false(is_known);
	again = put(p, import_of(p->mem, &doc, 1, NULL), "b", DOC, &is_known);
	assert_true(is_known);
	assert_string_equal(first, again);
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM record"), 1);
	/* One blank more is another file. */
	again = put(p, import_of(p->mem, &doc, 1, NULL), "b", DOC " ",
		    &is_known);
	assert_false(is_known);
	assert_string_not_equal(first, again);
}

static void
takes_deleted_files_anew(void **state)
{
	const char *docs[] = { DOC, OTHER };
	const char *set = "{\"clrs\":[" DOC "," OTHER "]}";
	struct spot *p = *state;
	struct import *import = import_of(p->mem, docs, 2, NULL);
	struct record_list list;
	const char *id, *again;
	bool is_known;

	id = put(p, import, "a", set, &is_known);
	list = of_import(p, id);
	/* One of two deleted: it comes back, the other is not doubled. */
	assert_int_equal(record_del(p->db, &clerk, list.items[0].id), OK);
	again = put(p, import, "a", set, &is_known);
	assert_false(is_known);
	assert_string_equal(again, id);
	assert_int_equal(of_import(p, id).total, 2);
	put(p, import, "a", set, &is_known);
	assert_true(is_known);
	/* All deleted: it is another import. */
	list = of_import(p, id);
	assert_int_equal(record_del(p->db, &clerk, list.items[0].id), OK);
	assert_int_equal(record_del(p->db, &clerk, list.items[1].id), OK);
	again = put(p, import, "a", set, &is_known);
	assert_false(is_known);
	assert_string_not_equal(again, id);
	assert_int_equal(of_import(p, again).total, 2);
}

static void
keeps_problems(void **state)
{
	const char *doc = DOC;
	struct problem of_file = { PROBLEM_WARNING, "", "R-8", "Wrapped." };
	struct problem of_record[] = {
		{ PROBLEM_ERROR, "/learner", "G-7",
		  "Say \"who\"; it's missing." },
		{ PROBLEM_WARNING, "/a~1b", "F", "\xc3\x84lter." },
	};
	struct spot *p = *state;
	struct import *import = import_of(p->mem, &doc, 1, NULL);
	struct problems got;
	struct record r;
	const char *id;
	bool is_known;

	import->problems = (struct problems){ .items = &of_file,
					      .count = 1,
					      .warnings = 1 };
	import->items[0].problems = (struct problems){
		.items = of_record, .count = 2, .errors = 70, .warnings = 1
	};
	id = put(p, import, "a", DOC, &is_known);
	assert_int_equal(record_problems(p->db, p->mem, id, &got), OK);
	assert_int_equal(got.count, 1);
	assert_int_equal(got.warnings, 1);
	assert_string_equal(got.items[0].words, "Wrapped.");
	r = of_import(p, id).items[0];
	assert_int_equal(r.errors, 70);
	assert_int_equal(r.warnings, 1);
	assert_int_equal(record_problems(p->db, p->mem, r.id, &got), OK);
	assert_int_equal(got.count, 2);
	assert_int_equal(got.errors, 1);
	assert_int_equal(got.items[0].severity, PROBLEM_ERROR);
	assert_string_equal(got.items[0].pointer, "/learner");
	assert_string_equal(got.items[0].rule, "G-7");
	assert_string_equal(got.items[0].words, of_record[0].words);
	assert_int_equal(got.items[1].severity, PROBLEM_WARNING);
	assert_int_equal(record_problems(p->db, p->mem, "none", &got), OK);
	assert_int_equal(got.count, 0);
	assert_int_equal(record_del(p->db, &clerk, r.id), OK);
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM problem"), 0);
}

static void
deletes(void **state)
{
	struct spot *p = *state;
	struct record r = put_doc(p, DOC), other = put_doc(p, OTHER);
	const struct share_new new = { .record_id = r.id, .name = "For X" };
	struct record_import file;
	struct share_opened opened;
	const char *link;
	int64_t before, after;

	assert_int_equal(share_put(p->db, p->mem, &clerk, &new, &link), OK);
	assert_int_equal(record_withdrawals(p->db, &before), OK);
	assert_int_equal(record_del(p->db, &clerk, r.id), OK);
	assert_int_equal(record_withdrawals(p->db, &after), OK);
	assert_int_equal(after, before + 1);
	assert_int_equal(record_get(p->db, p->mem, r.id, &r), GONE);
	assert_int_equal(record_doc(p->db, p->mem, &r), GONE);
	assert_int_equal(record_del(p->db, &clerk, r.id), GONE);
	assert_int_equal(record_import_get(p->db, p->mem, r.import_id, &file),
			 GONE);
	assert_int_equal(share_open(p->db, p->mem, link, NULL, &opened), GONE);
	assert_int_equal(record_withdrawals(p->db, &after), OK);
	assert_int_equal(after, before + 1);
	assert_int_equal(record_get(p->db, p->mem, other.id, &r), OK);
	assert_int_equal(
		record_import_get(p->db, p->mem, other.import_id, &file), OK);
	assert_int_equal(db_integrity(p->db), OK);
}

/* After a deletion no file of the database holds a byte of the record. */
static void
erases_from_the_disk(void **state)
{
	static const char *const marks[] = { "Zq9-learner", "Zq9-file", "zq9-",
					     "Zq9-link", "urn:x:1" };
	static const char *const files[] = { "", "-wal" };
	struct spot *p = *state;
	const char *doc = DOC, *id;
	struct problem problem = { PROBLEM_ERROR, "", "F", "Zq9-problem" };
	struct import *import = import_of(p->mem, &doc, 1, NULL);
	struct share_new new = { .name = "Zq9-link", .owner = "secret" };
	struct record r;
	size_t i, j, len;
	bool is_known;
	char *text;

	import->items[0].problems.items = &problem;
	import->items[0].problems.count = 1;
	r = of_import(p, put(p, import, "Zq9-file", DOC, &is_known)).items[0];
	new.record_id = r.id;
	assert_int_equal(share_put(p->db, p->mem, &clerk, &new, &id), OK);
	assert_int_equal(db_scrub(p->db), OK);
	text = file_text(p->mem, p->path, &len);
	assert_non_null(memmem(text, len, "Zq9-learner", 11));
	assert_int_equal(record_del(p->db, &clerk, r.id), OK);
	for (i = 0; i < 2; i++) {
		text = file_text(
			p->mem, arena_printf(p->mem, "%s%s", p->path, files[i]),
			&len);
		for (j = 0; j < sizeof(marks) / sizeof(marks[0]); j++)
			assert_null(
				memmem(text, len, marks[j], strlen(marks[j])));
		assert_null(memmem(text, len, problem.words, 11));
		assert_null(memmem(text, len, r.sha256, 64));
	}
}

static void
tells_what_is_not_there(void **state)
{
	static const char *const ids[] = { "", "none", "'",
					   "00000000000000000000000000", "%" };
	struct spot *p = *state;
	struct record_import file;
	struct record r = { .id = "none" };
	size_t i;

	put_doc(p, DOC);
	for (i = 0; i < sizeof(ids) / sizeof(ids[0]); i++) {
		assert_int_equal(record_get(p->db, p->mem, ids[i], &r),
				 NOT_FOUND);
		assert_int_equal(
			record_import_get(p->db, p->mem, ids[i], &file),
			NOT_FOUND);
		assert_int_equal(record_del(p->db, &clerk, ids[i]), NOT_FOUND);
		r.id = ids[i];
		assert_int_equal(record_doc(p->db, p->mem, &r), NOT_FOUND);
	}
}

/* What fails halfway leaves nothing. */
static void
puts_all_or_nothing(void **state)
{
	const char *docs[] = { DOC, OTHER };
	struct spot *p = *state;
	struct import *import = import_of(p->mem, docs, 2, NULL);
	struct problem bad = { PROBLEM_ERROR, "", NULL, "no rule" };
	const struct record_file file = {
		.name = "a", .bytes = "x", .len = 1, .import = import
	};
	struct record_kept kept = { 0 };

	import->items[1].problems.items = &bad;
	import->items[1].problems.count = 1;
	assert_int_equal(record_put(p->db, p->mem, &clerk, &file, &kept),
			 CONFLICT);
	assert_null(kept.id);
	assert_int_equal(number_of(p->db, "SELECT (SELECT count(*) FROM import)"
					  " + (SELECT count(*) FROM record)"),
			 0);
	import->items[1].problems.count = 0;
	assert_int_equal(record_put(p->db, p->mem, &clerk, &file, &kept), OK);
	assert_non_null(kept.id);
}

/* A database without tables fails as our fault, everywhere. */
static void
passes_failures_up(void **state)
{
	struct spot *p = *state;
	const char *doc = DOC;
	const struct record_file in = { .name = "a",
					.bytes = DOC,
					.len = strlen(DOC),
					.import = import_of(p->mem, &doc, 1,
							    NULL) };
	struct record_query query = { .limit = 1 };
	struct record r = { .id = "x" };
	struct record_import file;
	struct record_kept kept;
	struct record_list list;
	struct problems problems;
	int64_t n;

	assert_int_equal(db_run(p->db, NULL, "DROP TABLE share"), OK);
	assert_int_equal(db_run(p->db, NULL, "DROP TABLE problem"), OK);
	assert_int_equal(db_run(p->db, NULL, "DROP TABLE record"), OK);
	assert_int_equal(db_run(p->db, NULL, "DROP TABLE import"), OK);
	assert_int_equal(db_run(p->db, NULL, "DROP TABLE counter"), OK);
	assert_int_equal(record_put(p->db, p->mem, &clerk, &in, &kept),
			 INTERNAL);
	assert_int_equal(record_get(p->db, p->mem, "x", &r), INTERNAL);
	assert_int_equal(record_doc(p->db, p->mem, &r), INTERNAL);
	assert_int_equal(record_import_get(p->db, p->mem, "x", &file),
			 INTERNAL);
	assert_int_equal(record_problems(p->db, p->mem, "x", &problems),
			 INTERNAL);
	assert_int_equal(record_list(p->db, p->mem, &query, &list), INTERNAL);
	query.import_id = "x";
	assert_int_equal(record_list(p->db, p->mem, &query, &list), INTERNAL);
	assert_int_equal(record_del(p->db, &clerk, "x"), INTERNAL);
	assert_int_equal(record_withdrawals(p->db, &n), INTERNAL);
	assert_int_equal(record_withdrawn(p->db), INTERNAL);
}

/* Each file that came in and each deletion once, without a name. */
static void
tells_the_audit_trail(void **state)
{
	const char *docs[] = { DOC, OTHER };
	const char *set = "{\"clrs\":[" DOC "," OTHER "]}";
	struct spot *p = *state;
	struct import *import = import_of(p->mem, docs, 2, NULL);
	struct record_list list;
	bool is_known;

	list = of_import(p, put(p, import, "maya.json", set, &is_known));
	put(p, import, "maya.json", set, &is_known);
	assert_true(is_known);
	assert_int_equal(record_del(p->db, &clerk, list.items[0].id), OK);
	assert_int_equal(record_del(p->db, &clerk, list.items[0].id), GONE);
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM audit WHERE"
					  " action = 'record.import' AND"
					  " words = '2 records came in'"),
			 1);
	assert_int_equal(number_of(p->db,
				   "SELECT count(*) FROM audit WHERE"
				   " action = 'record.delete' AND target = $1",
				   T(list.items[0].id)),
			 1);
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM audit"), 2);
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM audit WHERE"
					  " words LIKE '%maya%'"),
			 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		test_in(spot_begin, keeps_exact_bytes),
		test_in(spot_begin, keeps_the_signed_form),
		test_in(spot_begin, keeps_the_file),
		test_in(spot_begin, keeps_a_single_record_once),
		test_in(spot_begin, knows_files_again),
		test_in(spot_begin, takes_deleted_files_anew),
		test_in(spot_begin, keeps_problems),
		test_in(spot_begin, deletes),
		test_in(spot_begin, tells_the_audit_trail),
		test_in(spot_begin, erases_from_the_disk),
		test_in(spot_begin, tells_what_is_not_there),
		test_in(spot_begin, puts_all_or_nothing),
		test_in(spot_begin, passes_failures_up),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
