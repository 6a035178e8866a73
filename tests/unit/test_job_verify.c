/* The job's task of verifying: what people brought, and records behind
 * links. */
#include "child_test.h"
#include "item_test.h"

#include "cmd/job.h"
#include "store/checking.h"
#include "store/record.h"
#include "store/sample.h"
#include "store/share.h"
#include "web/shared.h"

#define OFFICE "https://office.example"

/* Nobody resolves names here: others cannot be reached. */
static struct conf
settings(struct spot *p)
{
	const char *top = getenv("CLARUS_SRC");
	const char *const further[] = { "--base-url=" OFFICE,
					"--dns-server=127.0.0.1:1",
					arena_printf(p->mem,
						     "--templates=%s/templates",
						     top ? top : "."),
					NULL };

	return conf_of(p, further);
}

static enum result
run(struct spot *p)
{
	const struct conf conf = settings(p);
	struct job job = { .conf = &conf, .db = p->db, .mem = p->mem };

	return job_verify(&job);
}

/* What came of ${doc}, or of what stands at that address. */
static struct checking
verified(struct spot *p, const char *doc, bool is_url)
{
	const struct checking asked = { .doc = doc,
					.doc_len = strlen(doc),
					.is_url = is_url };
	struct checking out;
	const char *id;

	assert_ok(checking_put(p->db, p->mem, &asked, &id));
	assert_ok(run(p));
	assert_ok(checking_get(p->db, p->mem, id, &out));
	return out;
}

static void
nothing_waits(void **state)
{
	assert_int_equal(run(*state), NOT_FOUND);
}

static void
checks_what_somebody_brought(void **state)
{
	struct spot *p = *state;
	struct checking c;

	c = verified(p, "{\"type\":\"Clr\",\"id\":\"urn:1\",\"name\":\"A\"}",
		     false);
	assert_int_equal(c.state, CHECKING_DONE);
	assert_non_null(strstr(c.report, "\"VerificationReport\""));
	assert_int_equal(strlen(c.sha256), 64);
	assert_non_null(strstr(c.shown, "urn:1"));
	c = verified(p, "{\"type\":", false);
	assert_int_equal(c.state, CHECKING_DONE);
	assert_non_null(strstr(c.report, "\"verdict\":\"invalid\""));
}

static void
follows_an_address(void **state)
{
	struct spot *p = *state;
	struct checking c;

	assert_ok(sample_make(p->db, OFFICE));
	c = verified(p, OFFICE SAMPLE_PATH "good", true);
	assert_int_equal(c.state, CHECKING_DONE);
	assert_non_null(strstr(c.report, "\"verdict\":\"valid\""));
	c = verified(p, OFFICE "/records/1", true);
	assert_int_equal(c.state, CHECKING_FAILED);
	assert_null(c.report);
	assert_non_null(strstr(c.error, "one of this office"));
}

/* ---- Records behind links */

/* Import ${doc}; its record. */
static const char *
put_record(struct spot *p, const char *doc, const char *jws)
{
	const struct record_file file = { "", doc, strlen(doc),
					  import_of(p->mem, &doc, 1, jws) };
	struct record_query query = { .limit = 1 };
	struct record_kept kept;
	struct record_list list;

	assert_ok(record_put(p->db, p->mem, &clerk, &file, &kept));
	query.import_id = kept.id;
	assert_ok(record_list(p->db, p->mem, &query, &list));
	return list.items[0].id;
}

static const char *
put_link(struct spot *p, const char *record)
{
	const struct share_new new = { .name = "Atlas", .record_id = record };
	const char *id;

	assert_ok(share_put(p->db, p->mem, &clerk, &new, &id));
	return id;
}

static const char *
page_path(struct spot *p, const char *id)
{
	return arena_printf(p->mem, "%s/tree/%s.record", p->folder, id);
}

/* The page of link ${id} as it is kept; "": it is not. */
static const char *
page(struct spot *p, const char *id)
{
	char *text = arena_alloc(p->mem, 1 << 20);
	FILE *f = fopen(
		arena_printf(p->mem, "%s/tree/%s.record", p->folder, id), "r");

	if (f) {
		assert_true(fread(text, 1, (1 << 20) - 1, f) > 0);
		fclose(f);
	}
	return text;
}

/* Make the page of link ${id} as its maker does. */
static void
prepare(struct spot *p, const char *id)
{
	const struct conf conf = settings(p);
	struct app app;

	assert_ok(web_open(&app, &conf, -1, -1));
	shared_prepare(&app, p->db, id);
	web_close(&app);
}

#define UNCHECKED "has not been checked here yet"
#define OTHERS                                                                 \
	"{\"type\":\"Clr\",\"id\":\"https://a.example/1\",\"name\":\"A\","     \
	"\"learner\":{\"id\":\"urn:l\",\"name\":\"Bea\"},"                     \
	"\"publisher\":{\"id\":\"https://a.example/p\",\"name\":\"P\"},"       \
	"\"verification\":{\"type\":\"Hosted\"}}"

static void
checks_a_record_and_keeps_its_pages_anew(void **state)
{
	struct spot *p = *state;
	const char *record = put_record(p, OTHERS, NULL);
	const char *first = put_link(p, record), *second = put_link(p, record);

	prepare(p, first);
	assert_non_null(strstr(page(p, first), UNCHECKED));
	assert_ok(run(p));
	assert_true(page(p, first)[0] != '\0');
	assert_null(strstr(page(p, first), UNCHECKED));
	assert_string_equal(page(p, second), "");
	assert_int_equal(run(p), NOT_FOUND);
	assert_int_equal(remove(page_path(p, first)), 0);
	assert_int_equal(remove(arena_printf(p->mem, "%s/tree", p->folder)), 0);
}

/* What our own documents prove is checked wherever it is shown. */
static void
needs_no_report_of_our_own(void **state)
{
	struct spot *p = *state;
	struct sample sample;
	struct import import;
	struct record_file file;
	struct record_kept kept;
	struct record_query query = { .limit = 1 };
	struct record_list list;
	const struct load_limits limits = { 1 << 20, 64 };

	assert_ok(sample_make(p->db, OFFICE));
	assert_ok(sample_get(p->db, p->mem, OFFICE, "good", &sample));
	assert_ok(
		import_read(p->mem, sample.doc, sample.len, &limits, &import));
	file = (struct record_file){ "", sample.doc, sample.len, &import };
	assert_ok(record_put(p->db, p->mem, &clerk, &file, &kept));
	query.import_id = kept.id;
	assert_ok(record_list(p->db, p->mem, &query, &list));
	put_link(p, list.items[0].id);
	assert_ok(run(p));
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM checking WHERE"
					  " state = 'done' AND report IS NULL"),
			 1);
}

static void
a_record_may_go_meanwhile(void **state)
{
	struct spot *p = *state;
	const char *record = put_record(p, OTHERS, NULL);

	put_link(p, record);
	assert_ok(db_run(p->db, NULL,
			 "UPDATE record SET deleted_at = 1 WHERE id = $1",
			 T(record)));
	assert_ok(run(p));
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM checking"), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		test_in(spot_begin, nothing_waits),
		test_in(spot_begin, checks_what_somebody_brought),
		test_in(spot_begin, follows_an_address),
		test_in(spot_begin, checks_a_record_and_keeps_its_pages_anew),
		test_in(spot_begin, needs_no_report_of_our_own),
		test_in(spot_begin, a_record_may_go_meanwhile),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
