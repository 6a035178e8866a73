/*
 * clarus key: keys made, listed, replaced and withdrawn from the command
 * line; the same rules as on the pages.  The audit trail says "clarus key".
 */
#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/str.h"
#include "cmd/cmd.h"
#include "crypto/key.h"
#include "model/jsonmem.h"
#include "store/signer.h"

enum { BITS = 2048, SAME_NAME = 100 };

static const struct audit_by by = { "", "clarus key", "" };

/* A call: its words, and what it works on. */
struct key_run {
	const struct conf *conf;
	struct db *db;
	struct item_office *o;
	const char *word; /* PROFILE or KEY; NULL: none */
	bool is_office, as_jwk;
	long long bits;
	const char *since, *reason;
};

/* The one profile that is called exactly ${name}. */
static enum result
find_named(const struct key_run *k, const char *name, const char **id)
{
	const struct item_query query = { .as = CLR_PROFILE,
					  .text = name,
					  .limit = SAME_NAME };
	struct item_list list;
	size_t i, found = 0;

	TRY(item_list(k->db, k->o->mem, &query, &list));
	for (i = 0; i < list.count; i++) {
		if (!streq(list.items[i].name, name))
			continue;
		*id = list.items[i].id;
		found++;
	}
	if (found == 0)
		return fail(NOT_FOUND,
			    "there is no profile %s: give its item id, its "
			    "document id or its exact name",
			    name);
	if (found > 1)
		return fail(CONFLICT,
			    "%zu profiles are called %s: give the item id of "
			    "one",
			    found, name);
	return OK;
}

/* Whose key is meant: KEYRING_OFFICE, or a profile's item. */
static enum result
find_owner(const struct key_run *k, const char **id)
{
	struct item item;
	enum result r;

	*id = KEYRING_OFFICE;
	if (k->is_office)
		return OK;
	r = keyring_owner(k->db, k->o, k->word, &item);
	if (r == NOT_FOUND)
		r = item_find(k->db, k->o->mem, CLR_PROFILE, k->word, &item);
	if (r == NOT_FOUND)
		return find_named(k, k->word, id);
	*id = item.id;
	return r;
}

static enum result
make(const struct key_run *k, const char *owner, long long bits)
{
	const char *id;

	TRY(signer_make(k->o->signer, k->db, k->o, owner, bits, &id));
	printf("%s\n", id);
	return OK;
}

static enum result
key_make(const struct key_run *k)
{
	struct keyring_key key;
	const char *owner;
	enum result r;

	TRY(find_owner(k, &owner));
	r = keyring_signing(k->db, k->o->mem, owner, &key);
	if (r == OK)
		return fail(CONFLICT,
			    "it signs with key %s already: clarus key rotate "
			    "replaces that",
			    key.id);
	return r == NOT_FOUND ? make(k, owner, k->bits ? k->bits : BITS) : r;
}

static enum result
key_rotate(const struct key_run *k)
{
	struct keyring_key key;
	const char *owner;

	TRY(find_owner(k, &owner));
	TRY(keyring_signing(k->db, k->o->mem, owner, &key));
	return make(k, owner, k->bits ? k->bits : key.bits);
}

static enum result
key_list(const struct key_run *k)
{
	static const char *const states[] = {
		[KEYRING_SIGNING] = "signing",
		[KEYRING_REPLACED] = "replaced",
		[KEYRING_REVOKED] = "revoked",
	};
	struct keyring_list list;
	struct arena *mem = k->o->mem;
	const struct keyring_key *key;
	size_t i;

	TRY(keyring_list(k->db, mem, NULL, &list));
	for (i = 0; i < list.count; i++) {
		key = &list.items[i];
		printf("%s\t%s\t%lld\t%s\t%s\t%s\t%lld\t%s\n", key->id,
		       states[keyring_state(key)], key->bits,
		       clock_iso(mem, key->created_at),
		       key->ended_at ? clock_iso(mem, key->ended_at) : "-",
		       key->untrusted_from ? clock_iso(mem, key->untrusted_from)
					   : "-",
		       key->uses, key->owner);
	}
	return OK;
}

static enum result
key_end(const struct key_run *k)
{
	return keyring_end(k->db, k->o, k->word);
}

/* A day, from its begin, or a time. */
static enum result
read_since(const char *text, int64_t *out)
{
	struct moment at;

	if (clock_parse_date(text, &at) != OK &&
	    clock_parse(text, false, &at) != OK)
		return fail(INVALID,
			    "--since is a day as 2025-12-31 or a time as "
			    "2025-12-31T08:00:00Z");
	*out = at.epoch;
	return OK;
}

static enum result
key_revoke(const struct key_run *k)
{
	long long count;
	int64_t since = 0;

	TRY(read_since(k->since, &since));
	TRY(keyring_signed_since(k->db, k->word, since, &count));
	TRY(keyring_revoke(k->db, k->o, k->word, since, k->reason));
	printf("%lld %s signed with it since then %s to be signed again\n",
	       count, count == 1 ? "document" : "documents",
	       count == 1 ? "is" : "are");
	return OK;
}

static enum result
key_export(const struct key_run *k)
{
	struct keyring_key row;
	auto_key key = NULL;
	json_t *jwk;

	TRY(keyring_get(k->db, k->o->mem, k->word, &row));
	if (!k->as_jwk) {
		fputs(row.pem, stdout);
		return OK;
	}
	TRY(key_read_pem(row.pem, strlen(row.pem), &key));
	jwk = keyring_jwk(k->o->mem, k->o->root, &row, key);
	printf("%s\n", jsonmem_text(k->o->mem, jwk, JSON_COMPACT));
	return OK;
}

/* What a call takes: PROFILE or --office, KEY; options that it may have, and
 * those it must. */
enum { PROFILE = 1, KEY = 2, TAKES_BITS = 4, TAKES_JWK = 8, NEEDS_WHY = 16 };

static const struct {
	const char *name;
	enum result (*run)(const struct key_run *k);
	unsigned takes;
} calls[] = {
	{ "new", key_make, PROFILE | TAKES_BITS },
	{ "list", key_list, 0 },
	{ "rotate", key_rotate, PROFILE | TAKES_BITS },
	{ "end", key_end, KEY },
	{ "revoke", key_revoke, KEY | NEEDS_WHY },
	{ "export-public", key_export, KEY | TAKES_JWK },
};

enum { CALLS = sizeof(calls) / sizeof(calls[0]) };

/* Take the option ${name} and its value; false: there is no such. */
static bool
read_valued(struct key_run *k, const char *name, const char *value)
{
	if (streq(name, "--since"))
		k->since = value;
	else if (streq(name, "--reason"))
		k->reason = value;
	else
		return streq(name, "--bits") &&
		       str_number(value, 1000000, &k->bits) == OK;
	return true;
}

/* Sort the words behind "key CALL"; false: one too many, or unknown. */
static bool
read_words(struct key_run *k, int argc, char *argv[])
{
	int i;

	for (i = 2; i < argc; i++) {
		if (streq(argv[i], "--office"))
			k->is_office = true;
		else if (streq(argv[i], "--jwk"))
			k->as_jwk = true;
		else if (!str_starts(argv[i], "--") && !k->word)
			k->word = argv[i];
		else if (i + 1 == argc || !read_valued(k, argv[i], argv[i + 1]))
			return false;
		else
			i++;
	}
	return true;
}

/* Do the words fit what the call takes? */
static bool
fits(const struct key_run *k, unsigned takes)
{
	const bool has_word = k->word != NULL;

	if (takes & PROFILE ? has_word == k->is_office : k->is_office)
		return false;
	if (!(takes & PROFILE) && has_word != ((takes & KEY) != 0))
		return false;
	if ((k->bits && !(takes & TAKES_BITS)) ||
	    (k->as_jwk && !(takes & TAKES_JWK)))
		return false;
	return takes & NEEDS_WHY ? k->since && k->reason
				 : !k->since && !k->reason;
}

static size_t
find_call(const struct key_run *k, const char *name)
{
	size_t i;

	for (i = 0; i < CALLS; i++)
		if (streq(calls[i].name, name) && fits(k, calls[i].takes))
			break;
	return i;
}

int
cmd_key(const struct conf *conf, int argc, char *argv[])
{
	auto_arena mem = arena_new();
	auto_signer signer = signer_here(conf);
	auto_db db = NULL;
	struct key_run k = { .conf = conf };
	enum result r;
	size_t call;

	if (argc < 2 || !read_words(&k, argc, argv))
		return cmd_usage(argv[0]);
	call = find_call(&k, argv[1]);
	if (call == CALLS)
		return cmd_usage(argv[0]);
	k.o = cmd_office(conf, mem, &by, signer);
	r = cmd_open(conf, &db);
	k.db = db;
	if (r == OK)
		r = calls[call].run(&k);
	return r == OK ? EXIT_FINE : cmd_failed(argv[0]);
}
