/*
 * Who may do what: one table of roles and rights, read by the guard.
 */
#ifndef AUTH_RIGHTS_H
#define AUTH_RIGHTS_H

#include <stdbool.h>

/* In rising order of trust; a person has one. */
enum role {
	ROLE_NOBODY,  /* not signed in */
	ROLE_VISITOR, /* not signed in, where the setting demo is on */
	ROLE_LEARNER,
	ROLE_AUDITOR,
	ROLE_REVIEWER,
	ROLE_ISSUER,
	ROLE_EDITOR,
	ROLE_OWNER,
	ROLE__MAX
};

enum right {
	RIGHT_NONE,    /* what anyone may: public pages */
	RIGHT_ACCOUNT, /* one's own account: whoever is signed in */
	RIGHT_READ,    /* see the office's records, items and lists */
	RIGHT_IMPORT,  /* bring in documents */
	RIGHT_SHARE,   /* make and end links; delete imported records */
	RIGHT_EDIT,    /* make and edit profiles, achievements, endorsements */
	RIGHT_AWARD,   /* make and edit assertions and CLRs */
	RIGHT_PUBLISH, /* publish and revoke */
	RIGHT_REVIEW,  /* approve what others want to publish */
	RIGHT_AUDIT,   /* read the audit trail */
	RIGHT_ADMIN,   /* users, mail, settings */
	RIGHT__MAX
};

/* Has ${role} this right? */
bool
rights_has(enum role role, enum right right);

/* "owner"; and back, ROLE_NOBODY for anything that no account may have. */
const char *
rights_role_name(enum role role);
enum role
rights_role_named(const char *name);

/* For people: "Owner", "May do everything, and manage users." */
const char *
rights_role_label(enum role role);
const char *
rights_role_help(enum role role);

/* "edit", for `clarus routes` and tests. */
const char *
rights_name(enum right right);

#endif
