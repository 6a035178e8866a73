/* Passwords that are guessed first, each with the rule that finds it. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#undef fail

#include "base/str.h"
#include "crypto/password.h"
#include "crypto/password_weak.h"

#define EMAIL "bea.moss@example.org"

static void
finds(const char *const passwords[], size_t count, const char *words)
{
	const char *why;
	size_t i;

	for (i = 0; i < count; i++) {
		why = password_weak(passwords[i], EMAIL);
		if (!why || !strstr(why, words))
			print_error("%s: %s\n", passwords[i], why ? why : "-");
		assert_non_null(why);
		assert_non_null(strstr(why, words));
	}
}
#define FINDS(list, words) finds(list, sizeof(list) / sizeof(list[0]), words)

static void
finds_the_address(void **state)
{
	static const char *const list[] = {
		EMAIL,	    "BEA.MOSS@Example.Org", "bea.moss",
		"Bea.Moss", "bea.moss2024",	    "!!bea.moss!!"
	};

	(void)state;
	FINDS(list, "e-mail address");
	assert_null(password_weak("bea.moss and the tree", EMAIL));
	/* Too short to say anything; no address at all; one without an @. */
	assert_null(password_weak("ab tree lamp", "ab@example.org"));
	assert_null(password_weak("bea.moss", NULL));
	assert_null(password_weak("bea.moss", "bea.moss.x"));
}

static void
finds_what_is_repeated(void **state)
{
	static const char *const list[] = {
		"aaaaaaaa",
		"        ",
		"abcabcabc",
		"xyxyxyxy",
		"A1b2a1B2",
		"k9!fk9!fk9",
		"\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9"
	};

	(void)state;
	FINDS(list, "again and again");
}

static void
finds_neighbours(void **state)
{
	static const char *const list[] = {
		"12345678",   "87654321",      "0123456789", "0987654321",
		"abcdefgh",   "hgfedcba",      "qwertyui",   "qwerty12",
		"asdf1234",   "Qwertz123",     "azertyuiop", "1qaz2wsx3edc",
		"abc12345",   "aaaabbbb1",     "zxcvbnm,./", "qwe123asd",
		"!@#$%^&*()", "xx12345678",    "poiuytrewq", "mnbvcxz1",
		"11112222",   "abcdefghijkl!", "qsdfghjklm", "yxcvbnm1",
	};

	(void)state;
	FINDS(list, "neighbours");
}

static void
finds_common_ones(void **state)
{
	static const char *const list[] = {
		"password",	 "PASSWORD",   "Password1",   "P@ssw0rd",
		"p@$$w0rd2024!", "passw0rd!",  "Summer2024!", "1welcome1",
		"adm1n123",	 "iloveyou2",  "liverpool",   "Liverpool1892",
		"letmein!",	 "trustno1",   "w3lc0me1",    "dragon12345678",
		"monkeymonkey",	 "sunshine99", "1q2w3e4r",    "changeme",
		"Clarus2025",	 "l0ve1990",   "pr1ncess",    "f00tba11",
	};

	(void)state;
	FINDS(list, "tried first");
}

static void
leaves_the_rest(void **state)
{
	static const char *const list[] = {
		"correct horse battery staple",
		"Kj3#pQ9x",
		"dragon123456789x", /* beyond what is around a word */
		"dragon 4 the lamp",
		"hijkXq9!",
		"passwordless lamp",
		"abcd4x9k",
		"\xe5\xaf\x86\xe7\xa0\x81\xe5\xad\x97\xe7\xac\xa6",
		"\xc3\xa9t\xc3\xa9 2024",
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(list) / sizeof(list[0]); i++) {
		const char *why = password_weak(list[i], EMAIL);

		if (why)
			print_error("%s: %s\n", list[i], why);
		assert_null(why);
	}
}

static void
survives_any_length(void **state)
{
	char text[PASSWORD_LONGEST + 1];
	size_t len;

	(void)state;
	for (len = 1; len <= PASSWORD_LONGEST; len++) {
		memset(text, '0', len);
		text[len] = '\0';
		assert_non_null(password_weak(text, text));
		assert_non_null(password_weak(text, NULL));
		memset(text, '\xff', len);
		assert_non_null(password_weak(text, NULL));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_the_address),
		cmocka_unit_test(finds_what_is_repeated),
		cmocka_unit_test(finds_neighbours),
		cmocka_unit_test(finds_common_ones),
		cmocka_unit_test(leaves_the_rest),
		cmocka_unit_test(survives_any_length),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
