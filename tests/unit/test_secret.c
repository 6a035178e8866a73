/* Memory for keys: what a child, a core dump and the environment see. */
#include "store_test.h"

#include <sys/prctl.h>
#include <sys/wait.h>

#include <openssl/crypto.h>

#include "crypto/secret.h"

static void
is_empty_in_a_child(void **state)
{
	char *secret = secret_new(100);
	int status;

	(void)state;
	assert_int_equal(secret[0] | secret[99], 0);
	memset(secret, 'x', 100);
	if (fork() == 0)
		_exit(secret[0] | secret[50] | secret[99]);
	assert_true(wait(&status) > 0);
	assert_int_equal(status, 0);
	assert_int_equal(secret[99], 'x');
	secret_free(secret, 100);
	secret_free(NULL, 100);
}

/* The flags of the mapping that holds ${at}, of /proc/self/smaps. */
static const char *
flags_of(struct spot *p, const void *at)
{
	FILE *f = fopen("/proc/self/smaps", "re");
	unsigned long from, to;
	bool is_here = false;
	char line[4096];

	assert_non_null(f);
	while (fgets(line, sizeof(line), f)) {
		if (sscanf(line, "%lx-%lx ", &from, &to) == 2)
			is_here = from <= (uintptr_t)at && (uintptr_t)at < to;
		else if (is_here && str_starts(line, "VmFlags:"))
			break;
	}
	fclose(f);
	assert_true(is_here);
	return arena_strdup(p->mem, line);
}

static void
stands_in_no_core_dump(void **state)
{
	struct spot *p = *state;
	void *secret = secret_new(10);
	const char *flags = flags_of(p, secret);

	assert_non_null(strstr(flags, " dd")); /* do not dump */
	assert_non_null(strstr(flags, " wf")); /* wipe on fork */
#ifndef __SANITIZE_ADDRESS__ /* which makes nothing of mlock() */
	assert_non_null(strstr(flags, " lo")); /* locked */
#endif
	secret_free(secret, 10);
}

static void
takes_a_variable_away(void **state)
{
	char *value;
	const char *kept;

	(void)state;
	assert_null(secret_env("CLARUS_TEST_SECRET"));
	assert_int_equal(setenv("CLARUS_TEST_SECRET", "0123abcd", 1), 0);
	value = getenv("CLARUS_TEST_SECRET");
	kept = secret_env("CLARUS_TEST_SECRET");
	assert_string_equal(kept, "0123abcd");
	assert_null(getenv("CLARUS_TEST_SECRET"));
	assert_memory_equal(value, "\0\0\0\0\0\0\0\0", 8);
	secret_free((void *)(uintptr_t)kept, 9);
}

static void
closes_a_process_off(void **state)
{
	int status;

	(void)state;
	fflush(NULL);
	if (fork() == 0) {
		secret_begin();
		secret_begin();
		_exit(prctl(PR_GET_DUMPABLE) != 0 ||
		      CRYPTO_secure_malloc_initialized() != 1);
	}
	assert_true(wait(&status) > 0);
	assert_int_equal(status, 0);
}

static void
wipes(void **state)
{
	char bytes[4] = "abc";

	(void)state;
	secret_wipe(bytes, sizeof(bytes));
	assert_memory_equal(bytes, "\0\0\0\0", 4);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(is_empty_in_a_child),
		test_in(spot_bare, stands_in_no_core_dump),
		cmocka_unit_test(takes_a_variable_away),
		cmocka_unit_test(closes_a_process_off),
		cmocka_unit_test(wipes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
