/* Batches: many items published, one after the other, watched. */
#include "signing_test.h"

#include <sys/wait.h>

#include "store/batch.h"

static struct batch
get_batch(struct spot *p, const char *id)
{
	struct batch batch;

	assert_ok(batch_get(p->db, p->mem, id, &batch));
	return batch;
}

static const char *
ask(struct spot *p, const char *how, const char *const ids[], size_t count)
{
	const struct item_office o = signing_office(p);
	const struct batch batch = { .kind = "publish", .how = how };
	const char *id = NULL;

	assert_ok(batch_put(p->db, &o, &batch, ids, count, &id));
	return id;
}

/* ${count} more awards of the office. */
static const char **
put_awards(struct spot *p, const struct office_items *i, size_t count)
{
	const char **ids = arena_array(p->mem, count, sizeof(*ids));

	for (size_t n = 0; n < count; n++)
		ids[n] = put_doc(p, CLR_ASSERTION,
				 json_of(p,
					 "{'id':'" ROOT "assertions/%zu',"
					 "'type':'Assertion','achievement':"
					 "{'$item':'%s'},'issuedOn':"
					 "'2024-05-31T12:00:00Z','recipient':"
					 "{'type':'id','identity':'urn:p:maya',"
					 "'hashed':false}}",
					 n, i->course));
	return ids;
}

static void
publishes_a_few_at_a_time(void **state)
{
	struct spot *p = *state;
	const struct item_office o = signing_office(p);
	const struct office_items i = put_signing_office(p);
	const char **ids = put_awards(p, &i, 5);
	struct batch batch;
	const char *id;

	put_key(p, i.college);
	assert_int_equal(batch_work(p->db, &o, 3), NOT_FOUND);
	id = ask(p, "signed", ids, 5);
	batch = get_batch(p, id);
	assert_string_equal(batch.kind, "publish");
	assert_string_equal(batch.how, "signed");
	assert_string_equal(batch.by.name, "Maria Reyes");
	assert_int_equal(batch.total, 5);
	assert_int_equal(batch.done, 0);
	assert_int_equal(batch.done_at, 0);
	assert_ok(batch_work(p->db, &o, 3));
	batch = get_batch(p, id);
	assert_int_equal(batch.done, 3);
	assert_int_equal(batch.done_at, 0);
	assert_non_null(jws_of(p, ids[2]));
	assert_int_equal(get_item(p, ids[3]).version, 0);
	assert_ok(batch_work(p->db, &o, 3));
	batch = get_batch(p, id);
	assert_int_equal(batch.done, 5);
	assert_int_equal(batch.failed, 0);
	assert_true(batch.done_at > 1700000000);
	assert_int_equal(batch_work(p->db, &o, 3), NOT_FOUND);
	/* as the one who asked */
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM audit WHERE"
					  " action = 'item.publish'"
					  " AND account_id = 'acc1'"),
			 7);
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM audit WHERE"
					  " action = 'batch.put'"),
			 1);
}

static void
goes_on_past_failures(void **state)
{
	struct spot *p = *state;
	const struct item_office o = signing_office(p);
	const struct office_items i = put_signing_office(p);
	const char *const ids[] = { i.award, i.college, "none", i.clr };
	struct batch_items failed;
	struct batch batch;
	const char *id, *again;

	id = ask(p, "signed", ids, 4);
	assert_int_equal(batch_again(p->db, &o, id, &again), INVALID);
	assert_ok(batch_work(p->db, &o, 10));
	batch = get_batch(p, id);
	assert_int_equal(batch.done, 4);
	assert_int_equal(batch.failed, 3);
	assert_ok(batch_failed(p->db, p->mem, id, 10, &failed));
	assert_int_equal(failed.count, 3);
	assert_string_equal(failed.items[0].item_id, i.award);
	assert_string_equal(failed.items[0].name, "Carpentry I");
	assert_int_equal(failed.items[0].as, CLR_ASSERTION);
	assert_string_equal(failed.items[0].state, "failed");
	assert_string_equal(failed.items[0].words,
			    "Alder College has no key yet. Make one under "
			    "Administration, Keys, or choose Hosted.");
	assert_string_equal(failed.items[1].name, "");
	assert_int_equal(failed.items[1].as, CLASS_NONE);
	assert_ok(batch_failed(p->db, p->mem, id, 1, &failed));
	assert_int_equal(failed.count, 1);
	/* With a key it can be: those that failed, again. */
	put_key(p, i.college);
	assert_ok(batch_again(p->db, &o, id, &again));
	assert_int_equal(get_batch(p, again).total, 3);
	assert_string_equal(get_batch(p, again).how, "signed");
	assert_ok(batch_work(p->db, &o, 10));
	assert_int_equal(get_batch(p, again).failed, 1);
	assert_non_null(jws_of(p, i.clr));
	assert_int_equal(get_batch(p, id).failed, 3);
}

static void
refuses_none_and_too_many(void **state)
{
	struct spot *p = *state;
	const struct item_office o = signing_office(p);
	const struct batch batch = { .kind = "publish", .how = "" };
	const char **ids = arena_array(p->mem, BATCH_MOST + 1, sizeof(*ids));
	struct batch_items failed;
	struct batch got;
	const char *id;

	assert_fails(batch_put(p->db, &o, &batch, ids, 0, &id), INVALID,
		     "Choose at least one item.");
	assert_int_equal(batch_put(p->db, &o, &batch, ids, BATCH_MOST + 1, &id),
			 INVALID);
	assert_int_equal(batch_get(p->db, p->mem, "none", &got), NOT_FOUND);
	assert_int_equal(batch_again(p->db, &o, "none", &id), NOT_FOUND);
	assert_ok(batch_failed(p->db, p->mem, "none", 5, &failed));
	assert_int_equal(failed.count, 0);
	for (size_t n = 0; n <= BATCH_MOST; n++)
		ids[n] = "none";
	assert_ok(batch_put(p->db, &o, &batch, ids, BATCH_MOST, &id));
	assert_int_equal(get_batch(p, id).total, BATCH_MOST);
}

/* What is our own fault is told in other words, and kept back no more. */
static void
outlives_what_breaks(void **state)
{
	struct spot *p = *state;
	const struct item_office o = signing_office(p);
	const struct office_items i = put_signing_office(p);
	const char *const ids[] = { i.award, i.course };
	struct batch_items failed;
	const char *id;

	put_key(p, i.college);
	assert_ok(db_run(p->db, NULL, "UPDATE key SET sealed = 'broken'"));
	id = ask(p, "signed", ids, 2);
	assert_ok(batch_work(p->db, &o, 10));
	assert_int_equal(get_batch(p, id).failed, 1);
	assert_ok(batch_failed(p->db, p->mem, id, 10, &failed));
	assert_null(strstr(failed.items[0].words, "master"));
	assert_true(str_starts(failed.items[0].words, "Something went wrong"));
	assert_int_equal(get_item(p, i.course).version, 1);
	assert_ok(db_run(p->db, NULL, "DROP TABLE batch_item"));
	assert_int_equal(batch_work(p->db, &o, 1), NOT_FOUND);
	assert_ok(db_run(p->db, NULL, "UPDATE batch SET done_at = 0"));
	assert_int_equal(batch_work(p->db, &o, 1), INTERNAL);
}

/* Several processes at it do each item once. */
static void
does_each_once(void **state)
{
	struct spot *p = *state;
	const struct office_items i = put_signing_office(p);
	const char **ids = put_awards(p, &i, 40);
	const char *id = ask(p, "hosted", ids, 40);
	enum result r;
	int n, status;

	spot_close(p);
	for (n = 0; n < 3; n++) {
		if (fork() != 0)
			continue;
		spot_open(p);
		do {
			const struct item_office o = signing_office(p);

			r = batch_work(p->db, &o, 2);
		} while (r == OK || r == BUSY);
		_exit(r == NOT_FOUND ? 0 : 1);
	}
	for (n = 0; n < 3; n++) {
		assert_true(wait(&status) > 0);
		assert_int_equal(status, 0);
	}
	spot_open(p);
	assert_int_equal(get_batch(p, id).done, 40);
	assert_int_equal(get_batch(p, id).failed, 0);
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM version"
					  " JOIN item ON id = item_id"
					  " WHERE class = 'Assertion'"),
			 40);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		test_in(spot_begin, publishes_a_few_at_a_time),
		test_in(spot_begin, goes_on_past_failures),
		test_in(spot_begin, refuses_none_and_too_many),
		test_in(spot_begin, outlives_what_breaks),
		test_in(spot_begin, does_each_once),
	};

	return cmocka_run_group_tests(tests, NULL, signing_end);
}
