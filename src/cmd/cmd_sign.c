/*
 * clarus sign: items published, and signed or hosted, from the command line;
 * the same rules as on the pages.  The audit trail says "clarus sign".
 */
#include <stdio.h>

#include "base/str.h"
#include "cmd/cmd.h"
#include "model/walk.h"
#include "store/keyring.h"
#include "store/signer.h"
#include "store/version.h"

/* Drafts read at once. */
enum { AT_ONCE = 200 };

static const struct audit_by by = { "", "clarus sign", "" };

/* The classes that say how they can be checked. */
static const enum class_id signable[] = { CLR_ENDORSEMENT, CLR_ASSERTION,
					  CLR_CLR };

enum { SIGNABLE = sizeof(signable) / sizeof(signable[0]) };

/* A call: what is published, how, and what became of it. */
struct sign_run {
	const struct conf *conf;
	struct db *db;
	struct signer *signer;
	char **words;
	int count;
	enum class_id drafts; /* all drafts of this class; CLASS_NONE */
	enum version_proof proof;
	int failed;
};

/* One item's own memory, so that thousands take no more than one. */
struct one {
	struct arena *mem;
	struct item_office *o;
};

static enum result
find(const struct sign_run *s, const struct one *one, const char *word,
     struct item *out)
{
	enum result r = item_get(s->db, one->mem, word, out);
	size_t i;

	for (i = 0; r == NOT_FOUND && i < SIGNABLE; i++)
		r = item_find(s->db, one->mem, signable[i], word, out);
	if (r == NOT_FOUND)
		return fail(NOT_FOUND,
			    "there is no record, assertion or endorsement %s: "
			    "give its item id or its document id",
			    word);
	return r;
}

static enum result
publish(const struct sign_run *s, const struct one *one, const char *word)
{
	struct version_new new = { .proof = s->proof, .parts = s->proof };
	struct version version;
	struct item item;
	long long number;

	TRY(find(s, one, word, &item));
	new.item_id = item.id;
	new.revision = item.revision;
	TRY(version_put(s->db, one->o, &new, &number));
	TRY(version_get(s->db, one->mem, item.id, number, &version));
	printf("%s\t%lld\t%s\t%s\n", item.id, number,
	       version.record_id ? version.record_id : "-", item.name);
	return OK;
}

/* Publish what ${word} names; a failure is told, and the rest goes on. */
static void
publish_one(struct sign_run *s, const char *word)
{
	auto_arena mem = arena_new();
	struct one one = { mem, cmd_office(s->conf, mem, &by, s->signer) };

	if (publish(s, &one, word) == OK)
		return;
	fprintf(stderr, "clarus sign: %s: %s\n", word, fail_last()->text);
	s->failed++;
}

/* All drafts of a class; those that fail stay where they are in the list. */
static enum result
publish_drafts(struct sign_run *s)
{
	struct item_query query = { .as = s->drafts,
				    .state = item_state_name(ITEM_DRAFT),
				    .sort = ITEM_BY_NAME,
				    .limit = AT_ONCE };
	struct item_list list;
	size_t i;

	do {
		auto_arena mem = arena_new();

		query.offset = s->failed;
		TRY(item_list(s->db, mem, &query, &list));
		for (i = 0; i < list.count; i++)
			publish_one(s, list.items[i].id);
	} while (list.count > 0);
	return OK;
}

static enum result
run(struct sign_run *s)
{
	auto_signer signer = signer_here(s->conf);
	auto_db db = NULL;
	int i;

	TRY(cmd_open(s->conf, &db));
	s->db = db;
	s->signer = signer;
	if (s->drafts != CLASS_NONE)
		return publish_drafts(s);
	for (i = 0; i < s->count; i++)
		publish_one(s, s->words[i]);
	return OK;
}

static bool
is_signable(enum class_id as)
{
	size_t i;

	for (i = 0; i < SIGNABLE; i++)
		if (signable[i] == as)
			return true;
	return false;
}

/* Sort the words; what names an item stays in s->words.  False: they make
 * no sense. */
static bool
read_words(struct sign_run *s, int argc, char *argv[])
{
	int i;

	s->words = argv + 1;
	s->proof = VERSION_SIGNED;
	for (i = 1; i < argc; i++) {
		if (streq(argv[i], "--hosted"))
			s->proof = VERSION_HOSTED;
		else if (streq(argv[i], "--drafts") && i + 1 < argc)
			s->drafts = walk_class_named(argv[++i]);
		else if (!str_starts(argv[i], "--"))
			s->words[s->count++] = argv[i];
		else
			return false;
	}
	if (s->count)
		return s->drafts == CLASS_NONE;
	return is_signable(s->drafts);
}

int
cmd_sign(const struct conf *conf, int argc, char *argv[])
{
	struct sign_run s = { .conf = conf };

	if (!read_words(&s, argc, argv))
		return cmd_usage(argv[0]);
	if (run(&s) != OK)
		return cmd_failed(argv[0]);
	return s.failed ? EXIT_FAILED : EXIT_FINE;
}
