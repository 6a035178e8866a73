/*
 * clarus sign: publish items, signed or hosted, by hand or by script.  The
 * same rules as on the pages; the audit trail says "clarus sign".
 */
#include <stdio.h>

#include "base/str.h"
#include "cmd/cmd.h"
#include "model/walk.h"
#include "store/signer.h"
#include "store/version_proof.h"

/* More drafts than this are done by calling it again. */
enum { MOST = 100000 };

static const struct audit_by by = { "", "clarus sign", "" };

/* In the order in which they are signed (CLR 1.0 §4.3). */
static const enum class_id classes[] = { CLR_ENDORSEMENT, CLR_ASSERTION,
					 CLR_CLR };
#define CLASSES (sizeof(classes) / sizeof(classes[0]))

/* What an item's document may be found by besides. */
static const enum class_id named[] = { CLR_ENDORSEMENT, CLR_ASSERTION, CLR_CLR,
				       CLR_ACHIEVEMENT, CLR_PROFILE };
#define NAMED (sizeof(named) / sizeof(named[0]))

/* A call: its words, and what it works on. */
struct sign_run {
	struct db *db;
	struct item_office o; /* its memory is one item's */
	enum version_proof proof;
	bool takes_drafts;
	enum class_id as; /* of the drafts; CLASS_NONE: each */
	int status;
};

/* The item with id or document id ${word}. */
static enum result
find(const struct sign_run *s, const char *word, struct item *out)
{
	enum result r = item_get(s->db, s->o.mem, word, out);
	size_t i;

	for (i = 0; r == NOT_FOUND && i < NAMED; i++)
		r = item_find(s->db, s->o.mem, named[i], word, out);
	if (r == NOT_FOUND)
		return fail(NOT_FOUND,
			    "there is no item %s: give its id or "
			    "that of its document",
			    word);
	return r;
}

static enum result
publish(const struct sign_run *s, const struct item *item)
{
	const struct version_new new = { .item_id = item->id,
					 .revision = item->revision,
					 .proof = s->proof,
					 .parts = s->proof };
	struct version version;
	long long number;

	TRY(version_put(s->db, &s->o, &new, &number));
	TRY(version_get(s->db, s->o.mem, item->id, number, &version));
	printf("%s\t%lld\t%s\t%s\n", item->id, number,
	       version.record_id ? version.record_id : "-", item->name);
	return OK;
}

/* One item; what is wrong with it is said, and stops no other. */
static void
take(struct sign_run *s, const char *word)
{
	struct item item;
	enum result r;

	r = find(s, word, &item);
	/* It may have been a part of another one before it. */
	if (r == OK && !(s->takes_drafts && item.version > 0))
		r = publish(s, &item);
	if (r != OK) {
		fprintf(stderr, "%s: %s\n", word, fail_last()->text);
		s->status = EXIT_FAILED;
	}
	arena_reset(s->o.mem);
}

/* All drafts of class ${as}; of endorsements those that are given here, for
 * what others said is theirs. */
static enum result
take_class(struct sign_run *s, struct arena *mem, enum class_id as)
{
	const struct item_query query = {
		.as = as,
		.state = item_state_name(ITEM_DRAFT),
		.kind = as == CLR_ENDORSEMENT ? "given" : NULL,
		.limit = MOST,
	};
	struct item_list list;
	size_t i;

	TRY(item_list(s->db, mem, &query, &list));
	for (i = 0; i < list.count; i++)
		take(s, list.items[i].id);
	return OK;
}

static enum result
take_drafts(struct sign_run *s)
{
	auto_arena mem = arena_new();
	size_t i;

	for (i = 0; i < CLASSES; i++)
		if (s->as == CLASS_NONE || s->as == classes[i])
			TRY(take_class(s, mem, classes[i]));
	return OK;
}

/* Is ${name} the name of a class that can be signed? */
static bool
read_class(struct sign_run *s, const char *name)
{
	s->as = walk_class_named(name);
	return version_proof_applies(s->as);
}

/* The options; the items are left at the front of ${argv}, and counted.
 * -1: wrong words. */
static int
read_words(struct sign_run *s, int argc, char *argv[])
{
	int i, count = 0;

	for (i = 1; i < argc; i++) {
		if (streq(argv[i], "--all-drafts"))
			s->takes_drafts = true;
		else if (streq(argv[i], "--hosted"))
			s->proof = VERSION_HOSTED;
		else if (!str_starts(argv[i], "--"))
			argv[1 + count++] = argv[i];
		else if (!streq(argv[i], "--as") || ++i == argc ||
			 !read_class(s, argv[i]))
			return -1;
	}
	if (s->takes_drafts ? count > 0 : count == 0 || s->as != CLASS_NONE)
		return -1;
	return count;
}

static enum result
open_all(const struct conf *conf, struct db **db)
{
	if (conf->review)
		return fail(FORBIDDEN,
			    "the setting review is on: whatever is published "
			    "is approved by a second person, on its page");
	return cmd_open(conf, db);
}

int
cmd_sign(const struct conf *conf, int argc, char *argv[])
{
	auto_arena mem = arena_new(), one = arena_new();
	auto_signer signer = signer_here(conf);
	struct sign_run s = { .proof = VERSION_SIGNED, .status = EXIT_FINE };
	auto_db db = NULL;
	int i, count = read_words(&s, argc, argv);

	if (count < 0)
		return cmd_usage(argv[0]);
	if (open_all(conf, &db) != OK)
		return cmd_failed(argv[0]);
	s.db = db;
	s.o = *cmd_office(conf, mem, &by, signer);
	s.o.mem = one;
	for (i = 0; i < count; i++)
		take(&s, argv[1 + i]);
	if (s.takes_drafts && take_drafts(&s) != OK)
		return cmd_failed(argv[0]);
	return s.status;
}
