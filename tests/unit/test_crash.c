/*
 * Killed at any moment, the store has every record it acknowledged, to the
 * byte, and none by halves.
 */
#include "store_test.h"

#include <signal.h>
#include <sys/wait.h>

#include "base/rand.h"
#include "store/share.h"

enum { ROUNDS = 20, LONGEST_MS = 60 };

/* Of a record: which it is, and the import it was acknowledged under. */
struct receipt {
	int number;
	char import[RAND_ID_LEN + 1];
};

/* The document of a number: of many lengths, over many pages. */
static char *
doc_of(struct arena *mem, int number)
{
	size_t i, filling = (size_t)(number * 7919 % 30000);
	struct str b;

	str_init(&b, mem);
	str_addf(&b, "{\"id\":\"urn:%d\", \"name\":\"", number);
	for (i = 0; i < filling; i++)
		str_addc(&b, (char)('a' + (i * 31 + (size_t)number) % 26));
	str_add(&b, "\"}");
	return b.s;
}

static enum result
put(struct db *db, struct arena *mem, int number, struct receipt *out)
{
	const char *doc = doc_of(mem, number);
	const struct record_file file = { .name = "",
					  .bytes = doc,
					  .len = strlen(doc),
					  .import = import_of(mem, &doc, 1,
							      NULL) };
	struct record_kept kept;

	TRY(record_put(db, mem, &clerk, &file, &kept));
	*out = (struct receipt){ .number = number };
	memcpy(out->import, kept.id, RAND_ID_LEN);
	return OK;
}

/* Write records from ${number} on, for ever; never returns. */
static void
write_records(const char *path, int number, int to)
{
	struct arena *mem = arena_new();
	struct receipt receipt;
	struct db *db = NULL;

	if (db_open(path, DB_READ_WRITE, false, &db) != OK)
		_exit(1);
	for (;; number++) {
		if (put(db, mem, number, &receipt) != OK)
			_exit(1);
		if (write(to, &receipt, sizeof(receipt)) < 0)
			_exit(1);
		arena_reset(mem);
	}
}

/* Start a writer, kill it, and add its receipts to the list. */
static size_t
round_of(struct spot *p, int number, struct receipt *receipts)
{
	size_t count = 0;
	unsigned int wait;
	int fds[2], status;
	pid_t child;

	rand_bytes(&wait, sizeof(wait));
	assert_int_equal(pipe(fds), 0);
	child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		close(fds[0]);
		write_records(p->path, number, fds[1]);
	}
	close(fds[1]);
	usleep(5000 + wait % (LONGEST_MS * 1000));
	assert_int_equal(kill(child, SIGKILL), 0);
	while (count < 10000 &&
	       read(fds[0], &receipts[count], sizeof(*receipts)) ==
		       (ssize_t)sizeof(*receipts))
		count++;
	close(fds[0]);
	assert_true(waitpid(child, &status, 0) == child);
	assert_true(WIFSIGNALED(status));
	return count;
}

static void
check_receipt(struct spot *p, const struct receipt *receipt)
{
	const struct record_query query = { .import_id = receipt->import,
					    .limit = 2 };
	char *doc = doc_of(p->mem, receipt->number);
	struct record_list list;

	assert_int_equal(record_list(p->db, p->mem, &query, &list), OK);
	assert_int_equal(list.count, 1);
	assert_int_equal(record_doc(p->db, p->mem, &list.items[0]), OK);
	assert_int_equal(list.items[0].doc_len, strlen(doc));
	assert_memory_equal(list.items[0].doc, doc, strlen(doc));
}

static void
loses_nothing(void **state)
{
	struct spot *p = *state;
	struct receipt *receipts = xcalloc(10000, sizeof(*receipts));
	size_t i, count, all = 0;
	int round;

	spot_close(p);
	for (round = 0; round < ROUNDS; round++) {
		count = round_of(p, round * 10000, receipts);
		all += count;
		spot_open(p);
		assert_int_equal(db_integrity(p->db), OK);
		for (i = 0; i < count; i++)
			check_receipt(p, &receipts[i]);
		assert_int_equal(
			number_of(p->db,
				  "SELECT count(*) FROM import"
				  " WHERE NOT EXISTS (SELECT 1 FROM record"
				  " WHERE import_id = import.id)"),
			0);
		spot_close(p);
	}
	assert_true(all > 0);
	free(receipts);
}

/* Delete record ${id} in another process, killed after ${wait} µs. */
static void
delete_and_kill(struct spot *p, const char *id, unsigned int wait)
{
	struct db *db = NULL;
	pid_t child;
	bool is_good;

	spot_close(p);
	child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		is_good = db_open(p->path, DB_READ_WRITE, false, &db) == OK &&
			  record_del(db, &clerk, id) == OK;
		db_close(db);
		_exit(is_good ? 0 : 1);
	}
	usleep(wait);
	kill(child, SIGKILL);
	assert_true(waitpid(child, NULL, 0) == child);
	spot_open(p);
}

/* Every record is whole or gone, and so are its link and the counter. */
static void
check_deletions(struct db *db)
{
	long long gone = number_of(db, "SELECT count(*) FROM record"
				       " WHERE deleted_at > 0 AND doc IS NULL");

	assert_int_equal(number_of(db, "SELECT count(*) FROM record WHERE"
				       " (deleted_at > 0) <> (doc IS NULL)"),
			 0);
	assert_int_equal(number_of(db, "SELECT count(*) FROM share"
				       " WHERE deleted_at > 0"),
			 gone);
	assert_int_equal(number_of(db, "SELECT value FROM counter"), gone);
	assert_int_equal(db_integrity(db), OK);
}

static void
deletes_wholly_or_not(void **state)
{
	struct spot *p = *state;
	struct receipt receipt = { 0 };
	const struct record_query query = { .import_id = receipt.import,
					    .limit = 1 };
	struct share_new new = { .name = "a" };
	struct record_list list;
	const char *link;
	unsigned int i;

	for (i = 0; i < ROUNDS; i++) {
		assert_int_equal(put(p->db, p->mem, (int)i, &receipt), OK);
		assert_int_equal(record_list(p->db, p->mem, &query, &list), OK);
		new.record_id = list.items[0].id;
		assert_int_equal(share_put(p->db, p->mem, &clerk, &new, &link),
				 OK);
		delete_and_kill(p, list.items[0].id, i * 400);
		check_deletions(p->db);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		test_in(spot_begin, loses_nothing),
		test_in(spot_begin, deletes_wholly_or_not),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
