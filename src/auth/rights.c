/*
 * The one table of roles and rights.  Nothing else decides by a role's
 * name: the guard asks rights_has(), pages show the words here.
 */
#include "auth/rights.h"

#include <stddef.h>

#include "base/str.h"

#define R(right) (1U << RIGHT_##right)

/* clang-format off */
static const struct {
	const char *name;
	const char *label;
	const char *help;
	unsigned rights;
} roles[] = {
	[ROLE_NOBODY] = { "nobody", "Nobody",
		"Sees public pages.",
		R(NONE) },
	[ROLE_VISITOR] = { "visitor", "Visitor",
		"May try out importing and sharing, without an account.",
		R(NONE) | R(READ) | R(IMPORT) | R(SHARE) },
	[ROLE_LEARNER] = { "learner", "Learner",
		"Has an account, and sees what is shared with everybody.",
		R(NONE) | R(ACCOUNT) },
	[ROLE_AUDITOR] = { "auditor", "Auditor",
		"May read everything and the audit trail, and change nothing.",
		R(NONE) | R(ACCOUNT) | R(READ) | R(AUDIT) },
	[ROLE_REVIEWER] = { "reviewer", "Reviewer",
		"May read everything, and approve what others want to "
		"publish.",
		R(NONE) | R(ACCOUNT) | R(READ) | R(REVIEW) },
	[ROLE_ISSUER] = { "issuer", "Issuer",
		"May award achievements, publish and revoke, and share "
		"records.",
		R(NONE) | R(ACCOUNT) | R(READ) | R(SHARE) | R(AWARD) |
		R(PUBLISH) },
	[ROLE_EDITOR] = { "editor", "Editor",
		"May make and edit everything, import, publish and share.",
		R(NONE) | R(ACCOUNT) | R(READ) | R(IMPORT) | R(SHARE) |
		R(EDIT) | R(AWARD) | R(PUBLISH) },
	[ROLE_OWNER] = { "owner", "Owner",
		"May do everything, and manage users.",
		R(NONE) | R(ACCOUNT) | R(READ) | R(IMPORT) | R(SHARE) |
		R(EDIT) | R(AWARD) | R(PUBLISH) | R(REVIEW) | R(AUDIT) |
		R(ADMIN) },
};
/* clang-format on */

_Static_assert(sizeof(roles) / sizeof(roles[0]) == ROLE__MAX,
	       "each role has a row");

static const char *const names[] = {
	[RIGHT_NONE] = "none",	   [RIGHT_ACCOUNT] = "account",
	[RIGHT_READ] = "read",	   [RIGHT_IMPORT] = "import",
	[RIGHT_SHARE] = "share",   [RIGHT_EDIT] = "edit",
	[RIGHT_AWARD] = "award",   [RIGHT_PUBLISH] = "publish",
	[RIGHT_REVIEW] = "review", [RIGHT_AUDIT] = "audit",
	[RIGHT_ADMIN] = "admin",
};

_Static_assert(sizeof(names) / sizeof(names[0]) == RIGHT__MAX,
	       "each right has a name");

bool
rights_has(enum role role, enum right right)
{
	return (unsigned)role < ROLE__MAX && (unsigned)right < RIGHT__MAX &&
	       (roles[role].rights & 1U << right) != 0;
}

const char *
rights_role_name(enum role role)
{
	return roles[role].name;
}

enum role
rights_role_named(const char *name)
{
	enum role role;

	for (role = ROLE_LEARNER; role < ROLE__MAX; role++)
		if (streq(roles[role].name, name))
			return role;
	return ROLE_NOBODY;
}

const char *
rights_role_label(enum role role)
{
	return roles[role].label;
}

const char *
rights_role_help(enum role role)
{
	return roles[role].help;
}

const char *
rights_name(enum right right)
{
	return names[right];
}
