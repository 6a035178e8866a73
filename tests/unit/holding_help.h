/*
 * For the tests of what is read and posted with tokens: records of small
 * documents, and readers.  Include after item_test.h.
 */
#ifndef TESTS_UNIT_HOLDING_HELP_H
#define TESTS_UNIT_HOLDING_HELP_H

#include "store/account.h"
#include "store/holding.h"
#include "store/record.h"

#define ROOT "https://office.example/ims/clr/v1p0/"

static const struct holding_reader client_a
	__attribute__((unused)) = { "", "a", false };
static const struct holding_reader client_b
	__attribute__((unused)) = { "", "b", false };
static const struct holding_reader everything
	__attribute__((unused)) = { "", "c", true };

/* A record that can be sent as it is; ${more} are further members, each with
 * a comma before it, and the learner's address is ${email}. */
HELPER const char *
clr_text(struct spot *p, const char *id, const char *email, const char *more)
{
	char *s = arena_printf(
		p->mem,
		"{'@context':'" CLR_CONTEXT "','id':'%s','type':'Clr',"
		"'issuedOn':'2024-05-01T00:00:00Z','learner':{'id':'urn:l:1',"
		"'type':'Profile','name':'Bea Moss','email':'%s'},"
		"'publisher':{'id':'urn:p:1','type':'Profile','name':'P'}%s}",
		id, email, more);

	for (char *c = s; *c; c++)
		if (*c == '\'')
			*c = '"';
	return s;
}

/* A client of the staff's, or one that registered itself. */
HELPER void
know_client(struct spot *p, const char *id, bool is_registered)
{
	assert_ok(db_run(p->db, NULL,
			 "INSERT INTO client (id, secret_sha256, manage_sha256,"
			 " state, name, uri, logo_uri, tos_uri, policy_uri,"
			 " software_id, software_version, auth_method, grants,"
			 " scope, reach, rate, created_at, created_by, used_at,"
			 " search) VALUES ($1, '', $2, 'active', '', '', '',"
			 " '', '', '', '', '', '', '', 'own', 0, 0, '', 0, '')",
			 T(id), T(is_registered ? "x" : NULL)));
}

/* The staff imports it, signed if there is a ${jws}; its record. */
HELPER const char *
import_text(struct spot *p, const char *text, const char *jws)
{
	struct import *import = import_of(p->mem, &text, 1, jws);
	const struct record_file file = {
		.name = "",
		.bytes = jws ? jws : text,
		.len = strlen(jws ? jws : text),
		.import = import,
	};
	struct record_kept kept;

	/* Something was noticed, so it is looked at. */
	import->items[0].problems.warnings = 1;
	assert_ok(record_put(p->db, p->mem, &clerk, &file, &kept));
	assert_non_null(kept.record_id);
	return kept.record_id;
}

HELPER const char *
account_of(struct spot *p, const char *email)
{
	const struct account account = { .email = email,
					 .name = "Bea Moss",
					 .role = "learner" };
	const char *id = NULL;

	assert_ok(account_put(p->db, p->mem, &clerk, &account, &id));
	return id;
}

/* The state of a record's row; "none". */
HELPER const char *
state_of(struct spot *p, const char *record_id)
{
	static const char *const names[] = { "listed", "revoked", "older",
					     "unfit" };
	struct holding h;
	enum result r = holding_get(p->db, p->mem, record_id, &h);

	if (r == NOT_FOUND)
		return "none";
	assert_int_equal(r, OK);
	return names[h.state];
}

HELPER enum result
find_held(struct spot *p, const struct holding_reader *reader, const char *name,
	  struct holding *out)
{
	const struct holding_ask ask = { reader, name, ROOT };

	return holding_find(p->db, p->mem, &ask, out);
}

#endif
