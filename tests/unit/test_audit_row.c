/* The canonical bytes of an audit entry. */
#include "store_test.h"

#include "crypto/digest.h"
#include "store/audit_row.h"

static struct audit_row
row_of(const char *const texts[AUDIT_ROW_COLUMNS])
{
	struct audit_row row;
	size_t i;

	for (i = 0; i < AUDIT_ROW_COLUMNS; i++) {
		row.column[i].s = texts[i];
		row.column[i].len = strlen(texts[i]);
	}
	return row;
}

static void
is_what_the_header_says(void **state)
{
	static const char *const texts[AUDIT_ROW_COLUMNS] = {
		"1", "60",    "", "B\xc3\xa9", "192.0.2.0", "item.save",
		"x", "a,b:c", "", "",	       "y"
	};
	static const char bytes[] =
		"0:,1:1,2:60,0:,3:B\xc3\xa9,9:192.0.2.0,9:item.save,1:x,"
		"5:a,b:c,0:,0:,1:y,";
	auto_arena mem = arena_new();
	struct audit_row row = row_of(texts);

	(void)state;
	assert_string_equal(audit_row_hash(mem, "", &row),
			    digest_hex(mem, bytes, sizeof(bytes) - 1));
	assert_string_not_equal(audit_row_hash(mem, "", &row),
				audit_row_hash(mem, "0", &row));
}

/* What moves from one column to the next makes another hash, and so does
 * what looks like the writing itself. */
static void
gives_no_two_rows_the_same_bytes(void **state)
{
	static const char *const rows[][AUDIT_ROW_COLUMNS] = {
		{ "1", "2", "ab", "", "", "", "", "", "", "", "" },
		{ "1", "2", "a", "b", "", "", "", "", "", "", "" },
		{ "1", "2", "", "ab", "", "", "", "", "", "", "" },
		{ "12", "", "ab", "", "", "", "", "", "", "", "" },
		{ "1", "2", "ab,0:", "", "", "", "", "", "", "", "" },
		{ "1", "2", "2:ab,", "", "", "", "", "", "", "", "" },
		{ "1", "2", "ab", "", "", "", "", "", "", "", "ab" },
	};
	auto_arena mem = arena_new();
	const size_t count = sizeof(rows) / sizeof(rows[0]);
	struct audit_row one, other;
	size_t i, j;

	(void)state;
	for (i = 0; i < count; i++) {
		for (j = 0; j < i; j++) {
			one = row_of(rows[i]);
			other = row_of(rows[j]);
			assert_string_not_equal(
				audit_row_hash(mem, "", &one),
				audit_row_hash(mem, "", &other));
		}
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(is_what_the_header_says),
		cmocka_unit_test(gives_no_two_rows_the_same_bytes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
