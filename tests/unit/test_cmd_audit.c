/* clarus audit: the chain checked, the trail as CSV. */
#include "cmd_test.h"

#include "store/head.h"

#define AUDIT(p, ...) CALL(p, cmd_audit, "", "audit", __VA_ARGS__)
#define HEADER                                                                 \
	"\"number\",\"time\",\"name\",\"account\",\"address\",\"action\","     \
	"\"target\",\"words\",\"before\",\"after\",\"hash\"\r\n"

static void
add(struct spot *p, const char *name, const char *words)
{
	const struct audit_by by = { "acc", name, "192.0.2.0" };
	const struct audit_event event = { "item.save", "id1", words, NULL,
					   "aa" };

	assert_int_equal(audit_add(p->db, &by, &event), OK);
}

static void
write_text(const char *path, const char *text)
{
	FILE *f = fopen(path, "we");

	assert_non_null(f);
	assert_true(fputs(text, f) >= 0 && fclose(f) == 0);
}

/* The head that verify prints. */
static const char *
head_of(struct spot *p)
{
	struct called done = AUDIT(p, "verify");
	const char *head = strstr(done.out, "\nhead: ");

	assert_int_equal(done.status, EXIT_FINE);
	assert_non_null(head);
	head += strlen("\nhead: ");
	return arena_strndup(p->mem, head, strcspn(head, "\n"));
}

static void
verifies(void **state)
{
	struct spot *p = *state;
	const char *head;
	struct called done = AUDIT(p, "verify");

	assert_int_equal(done.status, EXIT_FINE);
	assert_string_equal(done.out, "entries: 0\nhead: \nsigned heads: 0\n");
	add(p, "Bea", "one");
	add(p, "Bea", "two");
	head = head_of(p);
	assert_int_equal(strlen(head), 64);
	add(p, "Bea", "three");
	done = AUDIT(p, "verify", "--head", head);
	assert_int_equal(done.status, EXIT_FINE);
	assert_true(str_starts(done.out, "entries: 3\nhead: "));
	assert_int_equal(AUDIT(p, "verify", "--head", "").status, EXIT_FINE);
}

static void
tells_what_is_wrong(void **state)
{
	struct spot *p = *state;
	const char *head;
	struct called done;

	add(p, "Bea", "one");
	add(p, "Bea", "two");
	head = head_of(p);
	assert_int_equal(db_run(p->db, NULL,
				"DELETE FROM audit"
				" WHERE number = 2"),
			 OK);
	assert_int_equal(AUDIT(p, "verify").status, EXIT_FINE);
	done = AUDIT(p, "verify", "--head", head);
	assert_int_equal(done.status, EXIT_FAILED);
	assert_string_equal(done.out, "");
	assert_non_null(strstr(done.err, "cut off"));
	assert_int_equal(db_run(p->db, NULL, "UPDATE audit SET words = 'x'"),
			 OK);
	done = AUDIT(p, "verify");
	assert_int_equal(done.status, EXIT_FAILED);
	assert_string_equal(done.err, "clarus audit: entry 1 was changed\n");
}

/* A head signed of the trail as it is. */
static void
sign_head(struct spot *p)
{
	const struct conf conf = { .base_url = "https://o.example",
				   .data_dir = p->folder,
				   .master_key = CMD_MASTER,
				   .max_document = 1 << 20,
				   .max_depth = 64 };
	const struct audit_by by = { "", "The office", "" };
	auto_signer signer = signer_here(&conf);
	const struct head_ask ask = { conf.base_url,
				      cmd_heads_file(&conf, p->mem), 2048 };

	assert_int_equal(
		head_sign(p->db, cmd_office(&conf, p->mem, &by, signer), &ask),
		OK);
}

static void
knows_signed_heads(void **state)
{
	struct spot *p = *state;
	const char *kept = arena_printf(p->mem, "%s/kept", p->folder);
	struct called done;

	add(p, "Bea", "one");
	sign_head(p);
	done = AUDIT(p, "verify");
	assert_int_equal(done.status, EXIT_FINE);
	assert_non_null(strstr(done.out, "\nsigned heads: 1, the last of entry "
					 "2 at 20"));
	done = AUDIT(p, "heads");
	assert_int_equal(done.status, EXIT_FINE);
	assert_true(str_starts(done.out, "{\"number\":2,\"at\":\"20"));
	write_text(kept, done.out);
	assert_int_equal(AUDIT(p, "verify", "--heads", kept).status, EXIT_FINE);
	/* All of it is gone, the file of the data folder too. */
	assert_int_equal(db_run(p->db, NULL, "DELETE FROM audit"), OK);
	assert_int_equal(db_run(p->db, NULL, "DELETE FROM head"), OK);
	assert_int_equal(AUDIT(p, "verify").status, EXIT_FAILED);
	assert_int_equal(
		unlink(arena_printf(p->mem, "%s/audit-heads.jsonl", p->folder)),
		0);
	assert_int_equal(AUDIT(p, "verify").status, EXIT_FINE);
	done = AUDIT(p, "verify", "--heads", kept);
	assert_int_equal(done.status, EXIT_FAILED);
	assert_non_null(strstr(done.err, "entry 2 names an entry that is not "
					 "there"));
	assert_int_equal(AUDIT(p, "verify", "--heads", "/nowhere").status,
			 EXIT_FAILED);
}

static void
refuses_what_is_no_head(void **state)
{
	static const char *const bad[] = {
		"x",
		"abc",
		"0123456789ABCDEF0123456789abcdef"
		"0123456789abcdef0123456789abcdef",
		"0123456789abcdef0123456789abcdef"
		"0123456789abcdef0123456789abcdef0",
	};
	struct spot *p = *state;
	struct called done;
	size_t i;

	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		done = AUDIT(p, "verify", "--head", bad[i]);
		assert_int_equal(done.status, EXIT_FAILED);
		assert_non_null(strstr(done.err, "64 hex digits"));
	}
}

static void
writes_csv(void **state)
{
	struct spot *p = *state;
	struct called done;

	assert_string_equal(AUDIT(p, "list").out, HEADER);
	add(p, "=HYPERLINK(\"x\")", "Saved \"A, B\"");
	add(p, "@b", "-1");
	assert_int_equal(db_run(p->db, NULL,
				"UPDATE audit SET at = 60,"
				" hash = 'h' || number"),
			 OK);
	done = AUDIT(p, "list");
	assert_int_equal(done.status, EXIT_FINE);
	assert_string_equal(done.out, HEADER
			    "\"2\",\"1970-01-01T00:01:00Z\",\"'@b\",\"acc\","
			    "\"192.0.2.0\",\"item.save\",\"id1\",\"'-1\",\"\","
			    "\"aa\",\"h2\"\r\n"
			    "\"1\",\"1970-01-01T00:01:00Z\","
			    "\"'=HYPERLINK(\"\"x\"\")\",\"acc\",\"192.0.2.0\","
			    "\"item.save\",\"id1\",\"Saved \"\"A, B\"\"\",\"\","
			    "\"aa\",\"h1\"\r\n");
}

static size_t
lines_of(const char *text)
{
	size_t lines = 0;

	for (; *text; text++)
		lines += *text == '\n';
	return lines;
}

static void
writes_all_of_many(void **state)
{
	struct spot *p = *state;
	auto_tx tx = NULL;
	int i;

	assert_int_equal(db_begin(p->db, &tx), OK);
	for (i = 0; i < 1000; i++)
		add(p, "Bea", "x");
	assert_int_equal(db_commit(&tx), OK);
	assert_int_equal(lines_of(AUDIT(p, "list").out), 1001);
	add(p, "Bea", "x");
	assert_int_equal(lines_of(AUDIT(p, "list").out), 1002);
}

static void
has_bounds(void **state)
{
	static const struct {
		const char *from, *to;
		size_t lines;
	} rows[] = { { "2025-01-01", "2025-12-31", 3 },
		     { "2025-03-02", "2025-12-31", 2 },
		     { "2025-03-02", "2025-03-02", 2 },
		     { "2025-03-01", "2025-03-01", 2 },
		     { "2025-03-03", "2025-12-31", 1 },
		     { "2025-03-02", "2025-03-01", 1 } };
	struct spot *p = *state;
	size_t i;

	add(p, "Bea", "x");
	add(p, "Bea", "y");
	/* The first and the last second of two days. */
	assert_int_equal(db_run(p->db, NULL,
				"UPDATE audit SET at ="
				" CASE number WHEN 1 THEN"
				" 1740873599 ELSE 1740873600 END"),
			 OK);
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		assert_int_equal(lines_of(AUDIT(p, "list", "--to", rows[i].to,
						"--from", rows[i].from)
						  .out),
				 rows[i].lines);
	assert_int_equal(AUDIT(p, "list", "--to", "yesterday").status,
			 EXIT_FAILED);
	assert_int_equal(AUDIT(p, "list", "--from", "2025-13-01").status,
			 EXIT_FAILED);
}

static void
tells_a_full_disk(void **state)
{
	struct spot *p = *state;
	int kept;

	add(p, "Bea", "x");
	fflush(stdout);
	kept = divert(1, "/dev/full", O_WRONLY);
	{
		const struct conf conf = { .database = p->path,
					   .migrations = migrations_folder() };
		char *words[] = { (char[]){ "audit" }, (char[]){ "list" },
				  NULL };

		assert_int_equal(cmd_audit(&conf, 2, words), EXIT_FAILED);
	}
	clearerr(stdout);
	undivert(1, kept);
	assert_non_null(strstr(fail_last()->text, "standard output"));
}

#define USE(...)                                                               \
	assert_int_equal(CALL(p, cmd_audit, "", __VA_ARGS__).status, EXIT_USAGE)

static void
tells_wrong_use(void **state)
{
	struct spot *p = *state;

	USE("audit");
	USE("audit", "nothing");
	USE("audit", "verify", "--head");
	USE("audit", "verify", "--from", "2025-01-01");
	USE("audit", "list", "--head", "x");
	USE("audit", "heads", "--head", "x");
	USE("audit", "heads", "x");
	USE("audit", "verify", "--heads");
	USE("audit", "list", "--to");
	USE("audit", "list", "2025-01-01", "--to");
}

static void
needs_a_database(void **state)
{
	struct spot *p = *state;

	assert_int_equal(AUDIT(p, "verify").status, EXIT_FAILED);
	assert_int_equal(AUDIT(p, "list").status, EXIT_FAILED);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		test_in(spot_begin, verifies),
		test_in(spot_begin, tells_what_is_wrong),
		test_in(spot_begin, knows_signed_heads),
		test_in(spot_begin, refuses_what_is_no_head),
		test_in(spot_begin, writes_csv),
		test_in(spot_begin, writes_all_of_many),
		test_in(spot_begin, has_bounds),
		test_in(spot_begin, tells_a_full_disk),
		test_in(spot_begin, tells_wrong_use),
		test_in(spot_bare, needs_a_database),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
