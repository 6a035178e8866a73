/*
 * For the tests of what is public: the office of signing_test.h with a
 * published tree, and what stands in both.
 */
#ifndef TESTS_UNIT_HOSTED_TEST_H
#define TESTS_UNIT_HOSTED_TEST_H

#include "signing_test.h"

#include <ftw.h>

#include "store/hosted.h"
#include "store/tree.h"

#define PROFILE "profiles/" UUID "1"
#define COURSE "achievements/" UUID "2"
#define AWARD "assertions/" UUID "3"
#define ENDORSEMENT "endorsements/" UUID "5"

static char hosted_tree[256];

static inline int
hosted_unlink(const char *path, const struct stat *st, int kind, struct FTW *at)
{
	(void)st;
	(void)kind;
	(void)at;
	return remove(path);
}

HELPER int
hosted_begin(void **state)
{
	const char *tmp = getenv("TMPDIR");

	snprintf(hosted_tree, sizeof(hosted_tree), "%s/clarus-public-XXXXXX",
		 str_empty(tmp) ? "/tmp" : tmp);
	assert_non_null(mkdtemp(hosted_tree));
	return spot_begin(state);
}

HELPER int
hosted_end(void **state)
{
	assert_int_equal(
		nftw(hosted_tree, hosted_unlink, 16, FTW_DEPTH | FTW_PHYS), 0);
	return spot_end(state);
}

#define test_hosted(f)                                                         \
	cmocka_unit_test_setup_teardown(f, hosted_begin, hosted_end)

HELPER struct item_office
hosted_office(struct spot *p)
{
	struct item_office o = signing_office(p);

	o.tree = hosted_tree;
	return o;
}

/* What stands at ${path}; NOT_FOUND: nothing. */
HELPER enum result
get_hosted(struct spot *p, const char *path, struct hosted *out)
{
	const struct item_office o = hosted_office(p);

	return hosted_get(p->db, &o, path, out);
}

HELPER bool
is_hosted(struct spot *p, const char *path)
{
	struct hosted doc;
	enum result r = get_hosted(p, path, &doc);

	assert_true(r == OK || r == NOT_FOUND);
	return r == OK;
}

/* Publish ${id} in the office with a tree. */
HELPER void
publish_here(struct spot *p, const char *id, enum version_proof proof)
{
	const struct item_office o = hosted_office(p);
	const struct version_new new = { .item_id = id,
					 .revision = get_item(p, id).revision,
					 .proof = proof,
					 .parts = proof };
	long long number;

	assert_ok(version_put(p->db, &o, &new, &number));
}

HELPER void
revoke_here(struct spot *p, const char *id, const char *reason)
{
	const struct item_office o = hosted_office(p);

	assert_ok(version_revoke(p->db, &o, id, reason));
}

/* A file of ${path} with a few bytes. */
HELPER void
put_file(struct spot *p, const char *path, enum tree_form form)
{
	struct tree_file file = {
		.path = path, .form = form, .bytes = "bytes", .len = 5
	};

	assert_ok(tree_write(hosted_tree, p->mem, &file));
	assert_ok(tree_place(hosted_tree, &file));
	assert_true(tree_has(hosted_tree, path, form));
}

#endif
