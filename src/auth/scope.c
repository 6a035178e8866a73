/*
 * The table of scopes, and lists of them read and written.  Which client may
 * have which, and what a token was given, is kept as such lists; called by
 * web/ and auth/.
 */
#include "auth/scope.h"

#include <string.h>

#include "base/str.h"

#define CLR_SCOPE "https://purl.imsglobal.org/spec/clr/v1p0/scope/"

/* clang-format off */
static const struct {
	const char *name, *words;
} rows[SCOPE__MAX] = {
	[SCOPE_NONE] = { "", "" },
	[SCOPE_CLR_READ] = { CLR_SCOPE "readonly",
		"Read your learner records" },
	[SCOPE_CLR_REPLACE] = { CLR_SCOPE "replace",
		"Add learner records, and replace those it added" },
	[SCOPE_CLR_DELETE] = { CLR_SCOPE "delete",
		"Delete learner records that applications added" },
	[SCOPE_OFFLINE] = { "offline_access",
		"Go on doing so when you are not here" },
};
/* clang-format on */

const char *
scope_name(enum scope scope)
{
	return rows[scope].name;
}

const char *
scope_words(enum scope scope)
{
	return rows[scope].words;
}

bool
scope_is_offered(enum scope scope)
{
	return strchr(rows[scope].name, ':') != NULL;
}

/* Of the characters a scope is made of: %x21 / %x23-5B / %x5D-7E. */
static bool
is_scope(const char *s, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++)
		if (s[i] < '!' || s[i] > '~' || s[i] == '"' || s[i] == '\\')
			return false;
	return len > 0;
}

/* The scope whose name the ${len} bytes at ${s} are; SCOPE_NONE. */
static enum scope
find(const char *s, size_t len)
{
	enum scope scope;

	for (scope = SCOPE_NONE + 1; scope < SCOPE__MAX; scope++)
		if (strlen(rows[scope].name) == len &&
		    memcmp(rows[scope].name, s, len) == 0)
			return scope;
	return SCOPE_NONE;
}

enum result
scope_read(const char *text, scope_set *out, size_t *unknown)
{
	enum scope scope;
	size_t len;

	*out = 0;
	if (unknown)
		*unknown = 0;
	for (; text && *text; text += len) {
		text += strspn(text, " ");
		len = strcspn(text, " ");
		if (len == 0)
			break;
		if (!is_scope(text, len))
			return fail(INVALID, "scope has a character that no "
					     "scope has");
		scope = find(text, len);
		if (scope != SCOPE_NONE)
			*out |= 1U << scope;
		else if (unknown)
			++*unknown;
	}
	return OK;
}

enum scope
scope_named(const char *word)
{
	enum scope scope;
	const char *part;

	for (scope = SCOPE_NONE + 1; scope < SCOPE__MAX; scope++) {
		part = strrchr(rows[scope].name, '/');
		if (streq(rows[scope].name, word) ||
		    (part && streq(part + 1, word)))
			return scope;
	}
	return SCOPE_NONE;
}

char *
scope_text(struct arena *mem, scope_set set)
{
	enum scope scope;
	struct str text;

	str_init(&text, mem);
	for (scope = SCOPE_NONE + 1; scope < SCOPE__MAX; scope++) {
		if (!(set & 1U << scope))
			continue;
		if (text.len)
			str_addc(&text, ' ');
		str_add(&text, rows[scope].name);
	}
	return text.s;
}
