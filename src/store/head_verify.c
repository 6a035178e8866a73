/*
 * Checking signed heads against the chain of the audit trail and against the
 * office's own keys.  It signs nothing and changes nothing.
 */
#include "store/head.h"

#include <string.h>

#include "base/clock.h"
#include "base/str.h"
#include "crypto/digest.h"
#include "crypto/jws.h"
#include "model/load.h"

/* What the payload of a head takes at most. */
static const struct load_limits limits = { 65536, 8 };

struct check {
	struct db *db;
	struct arena *mem; /* of all */
	struct arena *one; /* emptied after each head */
	struct keyring_list keys;
	struct head_verdict *out;
};

/* A head that does not hold. */
static enum result
wrong(struct check *c, int64_t number, const char *why)
{
	if (!c->out->words)
		c->out->words = arena_printf(c->mem,
					     "the signed head of entry %lld %s",
					     (long long)number, why);
	return OK;
}

/* The office's key that signed ${jws}; NULL: none of them did. */
static const struct keyring_key *
signer_of(struct check *c, const struct jws *jws)
{
	const struct keyring_key *found = NULL;
	size_t i;

	for (i = 0; i < c->keys.count && !found; i++) {
		auto_key key = NULL;

		if (key_read_pem(c->keys.items[i].pem,
				 strlen(c->keys.items[i].pem), &key) == OK &&
		    jws_verify(jws, key) == OK)
			found = &c->keys.items[i];
	}
	fail_clear();
	return found;
}

/* Read what ${jws} states into ${head}. */
static bool
read_statement(struct check *c, const struct jws *jws, struct head *head)
{
	struct moment at;
	const char *time;
	json_t *doc;

	if (!streq(jws->typ, "clarus-head+jwt") ||
	    load_json(c->one, (const char *)jws->payload, jws->payload_len,
		      &limits, &doc) != OK)
		return false;
	head->number = json_integer_value(json_object_get(doc, "number"));
	head->hash = json_string_value(json_object_get(doc, "hash"));
	time = json_string_value(json_object_get(doc, "at"));
	if (!time || clock_parse(time, false, &at) != OK)
		return false;
	head->at = at.epoch;
	return head->number > 0 && head->hash;
}

/* Is entry ${head}->number there, with its hash?  Else why not. */
static enum result
find_entry(struct check *c, const struct head *head, const char **why)
{
	auto_rows rows = NULL;
	enum result r;

	TRY(db_query(c->db, &rows, "SELECT hash FROM audit WHERE number = $1",
		     I(head->number)));
	r = db_next(rows);
	*why = NULL;
	if (r == NOT_FOUND)
		*why = "names an entry that is not there: entries were cut off";
	else if (r == OK &&
		 !digest_equal(head->hash,
			       db_column_text(rows, 0, c->one, NULL)))
		*why = "has another hash than that entry: entries were "
		       "written anew";
	return r == NOT_FOUND ? OK : r;
}

/* A head whose signature and words are right is held against the chain. */
static enum result
hold(struct check *c, const struct head *head, const struct keyring_key *key)
{
	const char *why;

	TRY(find_entry(c, head, &why));
	if (why)
		return wrong(c, head->number, why);
	if (key->untrusted_from && head->at >= key->untrusted_from) {
		c->out->unproven++;
		return OK;
	}
	c->out->heads++;
	if (head->number > c->out->number) {
		c->out->number = head->number;
		c->out->at = head->at;
	}
	return OK;
}

/* Check ${jws}, which is said to be of entry ${number}. */
static enum result
check_one(struct check *c, const char *text, int64_t number,
	  const struct head *row)
{
	const struct keyring_key *key;
	struct head said = { 0 };
	struct jws jws;

	if (!text || jws_open(c->one, text, strlen(text), &jws) != OK ||
	    !(key = signer_of(c, &jws)))
		return wrong(c, number, "is not signed by the office");
	if (!read_statement(c, &jws, &said) || said.number != number ||
	    (row &&
	     (!digest_equal(said.hash, row->hash) || said.at != row->at)))
		return wrong(c, number, "says something else than was signed");
	return hold(c, &said, key);
}

static enum result
check_table(struct check *c)
{
	struct head_list list;
	size_t i;

	TRY(head_list(c->db, c->mem, &list));
	for (i = 0; i < list.count; i++) {
		TRY(check_one(c, list.items[i].jws, list.items[i].number,
			      &list.items[i]));
		arena_reset(c->one);
	}
	return OK;
}

/* Is this head, of a line, in the table too? */
static enum result
check_known(struct check *c, int64_t number, bool *is_known)
{
	auto_rows rows = NULL;
	enum result r;

	TRY(db_query(c->db, &rows, "SELECT 1 FROM head WHERE number = $1",
		     I(number)));
	r = db_next(rows);
	*is_known = r == OK;
	return r == NOT_FOUND ? OK : r;
}

static enum result
check_line(struct check *c, const char *line, size_t len)
{
	json_t *doc = NULL;
	int64_t number;
	bool is_known;

	if (len == 0)
		return OK;
	if (load_json(c->one, line, len, &limits, &doc) != OK)
		return wrong(c, 0, "is a line of the file that is no head");
	number = json_integer_value(json_object_get(doc, "number"));
	TRY(check_known(c, number, &is_known));
	if (is_known)
		return OK;
	TRY(check_one(c, json_string_value(json_object_get(doc, "jws")), number,
		      NULL));
	return wrong(c, number, "was taken out of the database");
}

static enum result
check_lines(struct check *c, const char *lines)
{
	size_t len;

	while (lines && *lines) {
		len = strcspn(lines, "\n");
		TRY(check_line(c, lines, len));
		arena_reset(c->one);
		lines += len + (lines[len] == '\n');
	}
	return OK;
}

enum result
head_verify(struct db *db, struct arena *mem, const char *lines,
	    struct head_verdict *out)
{
	auto_arena one = arena_new();
	struct check c = { .db = db, .mem = mem, .one = one, .out = out };

	*out = (struct head_verdict){ 0 };
	TRY(keyring_list(db, mem, KEYRING_OFFICE, &c.keys));
	TRY(check_table(&c));
	return check_lines(&c, lines);
}
