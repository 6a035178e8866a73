/*
 * Hashing passwords and comparing them, by libcrypt.  What is too easily
 * guessed is told in password_weak.c; who may try how often is not decided
 * here but in auth/.  Called by auth/login.c, the account pages and
 * `clarus user`.
 */
#include "crypto/password.h"

#include <crypt.h>
#include <stdlib.h>
#include <string.h>

#include <openssl/crypto.h>

#include "base/str.h"
#include "crypto/digest.h"
#include "crypto/password_weak.h"

#define METHOD "$y$" /* yescrypt, crypt(5) */

enum { DEAREST = 11 };

/* libcrypt's working memory; it has held the password. */
static void
work_free(struct crypt_data *work)
{
	OPENSSL_cleanse(work, sizeof(*work));
	free(work);
}

AUTO_TYPE(work, struct crypt_data *, work_free);
#define auto_work AUTO(work)

enum result
password_check(const char *password, const char *email)
{
	size_t len = strlen(password);
	const char *why;

	if (!str_utf8(password, len, NULL))
		return fail(INVALID, "A password is text; this one is not "
				     "UTF-8.");
	if (len < PASSWORD_SHORTEST)
		return fail(INVALID,
			    "A password has at least %d characters. Three or "
			    "four words that do not belong together are a "
			    "good one.",
			    PASSWORD_SHORTEST);
	if (len > PASSWORD_LONGEST)
		return fail(INVALID, "A password has at most %d bytes.",
			    PASSWORD_LONGEST);
	why = password_weak(password, email);
	return why ? fail(INVALID, "%s", why) : OK;
}

/* A new salt and the cost, to be hashed with. */
static enum result
make_setting(long long cost, char out[CRYPT_GENSALT_OUTPUT_SIZE])
{
	if (cost < 0 || !crypt_gensalt_rn(METHOD, (unsigned long)cost, NULL, 0,
					  out, CRYPT_GENSALT_OUTPUT_SIZE))
		return fail(INTERNAL, "libcrypt knows no %s of cost %lld",
			    METHOD, cost);
	return OK;
}

enum result
password_hash(struct arena *mem, const char *password, long long cost,
	      const char **out)
{
	auto_work work = xcalloc(1, sizeof(*work));
	char setting[CRYPT_GENSALT_OUTPUT_SIZE];
	const char *made;

	TRY(make_setting(cost, setting));
	made = crypt_rn(password, setting, work, (int)sizeof(*work));
	if (!made)
		return fail(INTERNAL, "libcrypt makes no hash");
	*out = arena_strdup(mem, made);
	return OK;
}

bool
password_is(const char *password, const char *hash, long long cost)
{
	auto_work work = xcalloc(1, sizeof(*work));
	bool is_possible = !str_empty(hash) &&
			   strlen(password) <= PASSWORD_LONGEST;
	char setting[CRYPT_GENSALT_OUTPUT_SIZE];
	const char *made;

	if (!is_possible && make_setting(cost, setting) != OK)
		return false;
	made = crypt_rn(is_possible ? password : "",
			is_possible ? hash : setting, work, (int)sizeof(*work));
	return is_possible && digest_equal(made, hash);
}

/* The cost that ${setting}'s parameters ("j9T" of "$y$j9T$salt$…") are
 * written for; 0: none that there is. */
static int
cost_of(const char *setting)
{
	char known[CRYPT_GENSALT_OUTPUT_SIZE];
	size_t len = strlen(METHOD);
	int cost;

	if (!str_starts(setting, METHOD))
		return 0;
	len += strcspn(setting + len, "$") + 1;
	for (cost = DEAREST; cost > 0; cost--)
		if (make_setting(cost, known) == OK &&
		    strncmp(setting, known, len) == 0)
			break;
	return cost;
}

bool
password_is_old(const char *hash, long long cost)
{
	char setting[CRYPT_GENSALT_OUTPUT_SIZE];

	return make_setting(cost, setting) == OK &&
	       cost_of(hash) < cost_of(setting);
}
