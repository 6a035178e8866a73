/*
 * Keys: whose they are, which one signs, which are believed.
 *
 * The SQL of the table key.  Private halves pass through here sealed; they
 * are opened by signer_safe.c, and destroyed here as soon as they sign no
 * more.  Keys as documents are in keyring_doc.c.
 */
#include "store/keyring.h"

#include "base/clock.h"
#include "base/log.h"
#include "base/rand.h"
#include "base/str.h"
#include "crypto/digest.h"
#include "store/hosted.h"
#include "store/item_row.h"
#include "store/line.h"
#include "store/record.h"
#include "store/tree.h"
#include "store/version.h"

#define KEY_ROW                                                                \
	"k.id, k.item_id, k.owner, k.bits, k.created_at, k.ended_at,"          \
	" k.untrusted_from, k.reason, k.pem"
enum { KEY_ROW_COLUMNS = 9 };

enum keyring_state
keyring_state(const struct keyring_key *key)
{
	if (key->untrusted_from)
		return KEYRING_REVOKED;
	return key->ended_at ? KEYRING_REPLACED : KEYRING_SIGNING;
}

static void
read_key(struct db_rows *rows, struct arena *mem, struct keyring_key *out)
{
	*out = (struct keyring_key){
		.id = db_column_text(rows, 0, mem, NULL),
		.item_id = db_column_text(rows, 1, mem, NULL),
		.owner = db_column_text(rows, 2, mem, NULL),
		.bits = db_column_number(rows, 3),
		.created_at = db_column_number(rows, 4),
		.ended_at = db_column_number(rows, 5),
		.untrusted_from = db_column_number(rows, 6),
		.reason = db_column_text(rows, 7, mem, NULL),
		.pem = db_column_text(rows, 8, mem, NULL),
	};
}

static enum result
count_keys(struct db *db, const char *item_id, size_t *count)
{
	auto_rows rows = NULL;

	TRY(db_query(db, &rows,
		     "SELECT count(*) FROM key WHERE $1 = 1 OR item_id = $2",
		     I(!item_id), T(item_id ? item_id : "")));
	TRY(db_next(rows));
	*count = (size_t)db_column_number(rows, 0);
	return OK;
}

enum result
keyring_list(struct db *db, struct arena *mem, const char *item_id,
	     struct keyring_list *out)
{
	auto_rows rows = NULL;
	struct keyring_key *key;
	size_t most;
	enum result r;

	*out = (struct keyring_list){ 0 };
	TRY(count_keys(db, item_id, &most));
	out->items = arena_array(mem, most, sizeof(*out->items));
	TRY(db_query(db, &rows,
		     "SELECT " KEY_ROW ", (SELECT count(*) FROM signature s"
		     " WHERE s.key_id = k.id) FROM key k"
		     " WHERE $1 = 1 OR k.item_id = $2"
		     " ORDER BY k.created_at DESC, k.ended_at, k.id LIMIT $3",
		     I(!item_id), T(item_id ? item_id : ""), I(most)));
	while ((r = db_next(rows)) == OK) {
		key = &out->items[out->count++];
		read_key(rows, mem, key);
		key->uses = db_column_number(rows, KEY_ROW_COLUMNS);
	}
	return r == NOT_FOUND ? OK : r;
}

/* The one row there is, with its sealed half. */
static enum result
read_whole(struct db_rows *rows, struct arena *mem, struct keyring_key *out)
{
	TRY(db_next(rows));
	read_key(rows, mem, out);
	out->sealed = db_column_text(rows, KEY_ROW_COLUMNS, mem, NULL);
	return OK;
}

enum result
keyring_get(struct db *db, struct arena *mem, const char *id,
	    struct keyring_key *out)
{
	auto_rows rows = NULL;
	enum result r;

	TRY(db_query(db, &rows,
		     "SELECT " KEY_ROW ", k.sealed FROM key k WHERE k.id = $1",
		     T(id)));
	r = read_whole(rows, mem, out);
	return r == NOT_FOUND ? fail(NOT_FOUND, "There is no key %s.", id) : r;
}

enum result
keyring_signing(struct db *db, struct arena *mem, const char *item_id,
		struct keyring_key *out)
{
	auto_rows rows = NULL;
	enum result r;

	TRY(db_query(db, &rows,
		     "SELECT " KEY_ROW ", k.sealed FROM key k"
		     " WHERE k.item_id = $1 AND k.ended_at = 0",
		     T(item_id)));
	r = read_whole(rows, mem, out);
	return r == NOT_FOUND ? fail(NOT_FOUND, "It has no key that signs.")
			      : r;
}

enum result
keyring_owner(struct db *db, const struct item_office *o, const char *item_id,
	      struct item *out)
{
	TRY(item_get(db, o->mem, item_id, out));
	if (out->as != CLR_PROFILE)
		return fail(NOT_FOUND, "%s is no profile.",
			    item_row_said(o->mem, out));
	return OK;
}

enum result
keyring_signed_since(struct db *db, const char *id, int64_t from,
		     long long *count)
{
	auto_rows rows = NULL;

	TRY(db_query(db, &rows,
		     "SELECT count(*) FROM signature s"
		     " JOIN item i ON i.id = s.item_id AND i.version = s.number"
		     " WHERE s.key_id = $1 AND s.signed_at >= $2"
		     " AND i.state <> 'revoked'",
		     T(id), I(from)));
	TRY(db_next(rows));
	*count = db_column_number(rows, 0);
	return OK;
}

/* A change of a key, for the audit trail. */
struct change {
	const char *action;
	const struct keyring_key *key;
	const char *more; /* added to the words, or "" */
};

static enum result
tell(struct db *db, const struct item_office *o, const struct change *change)
{
	const struct keyring_key *key = change->key;
	const char *owner = "the office", *sha256;
	struct audit_event event = {
		.action = change->action,
		.target = key->id,
	};
	struct item item;

	if (!streq(key->item_id, KEYRING_OFFICE)) {
		TRY(item_get(db, o->mem, key->item_id, &item));
		owner = item_row_said(o->mem, &item);
	}
	sha256 = digest_hex(o->mem, key->pem, strlen(key->pem));
	event.words = arena_printf(o->mem, "Key of %s, %lld bits%s", owner,
				   key->bits, change->more);
	event.before = key->ended_at ? sha256 : NULL;
	event.after = key->ended_at ? NULL : sha256;
	return audit_add(db, o->by, &event);
}

/* Take out of the published tree what says something about ${key}: its own
 * document, with the set of all keys, and its owner's profile. */
static enum result
drop(const struct item_office *o, const struct keyring_key *key)
{
	const char *profile;

	if (!o->tree)
		return OK;
	TRY(tree_drop(o->tree, o->mem,
		      arena_printf(o->mem, "keys/%s", key->id)));
	profile = hosted_path(o->root, key->owner);
	return profile ? tree_drop(o->tree, o->mem, profile) : OK;
}

/* From ${now} on it signs no more, and nobody can make it sign again. */
static enum result
retire(struct db *db, const struct item_office *o,
       const struct keyring_key *key, int64_t now)
{
	TRY(db_run(db, NULL,
		   "UPDATE key SET ended_at = $2, sealed = NULL"
		   " WHERE id = $1 AND ended_at = 0",
		   T(key->id), I(now)));
	return drop(o, key);
}

/* The profile is there, and is who the key says. */
static enum result
check_owner(struct db *db, const struct item_office *o,
	    const struct keyring_key *key)
{
	struct item item;

	if (streq(key->item_id, KEYRING_OFFICE))
		return OK;
	TRY(keyring_owner(db, o, key->item_id, &item));
	if (!streq(item.doc_id, key->owner))
		return fail(INTERNAL, "the key of %s is said to be %s's",
			    item.doc_id, key->owner);
	if (item.state == ITEM_REVOKED)
		return fail(GONE, "%s was revoked.",
			    item_row_said(o->mem, &item));
	return OK;
}

/* A published profile that has a key is public, and says the key it signs
 * with now.  One that is too large to be published anew stays as it is: that
 * must not keep anybody from taking a key out of use. */
static enum result
say(struct db *db, const struct item_office *o, const struct keyring_key *key)
{
	struct item item;
	enum result r;

	if (streq(key->item_id, KEYRING_OFFICE))
		return OK;
	r = version_put_profile(db, o, key->item_id);
	if (r == TOO_BIG) {
		log_line(LOG_WARNING, "%s cannot tell of its keys: %s",
			 key->owner, fail_last()->text);
		fail_clear();
	} else if (r != OK) {
		return r;
	}
	TRY(keyring_owner(db, o, key->item_id, &item));
	return hosted_put(db, o, &item);
}

static enum result
insert(struct db *db, const struct keyring_key *key)
{
	return db_run(db, NULL,
		      "INSERT INTO key (id, item_id, owner, bits, created_at,"
		      " ended_at, untrusted_from, reason, pem, sealed)"
		      " VALUES ($1, $2, $3, $4, $5, 0, 0, '', $6, $7)",
		      T(key->id), T(key->item_id), T(key->owner), I(key->bits),
		      I(key->created_at), T(key->pem), T(key->sealed));
}

enum result
keyring_put(struct db *db, const struct item_office *o,
	    const struct keyring_key *key, const char **id)
{
	struct keyring_key made = *key, before;
	struct change change = { "key.new", &made, "" };
	auto_tx tx = NULL;
	enum result r;

	made.id = rand_id(o->mem);
	made.created_at = clock_now();
	made.ended_at = 0;
	TRY(db_join(db, &tx));
	TRY(check_owner(db, o, &made));
	r = keyring_signing(db, o->mem, made.item_id, &before);
	if (r == OK) {
		TRY(retire(db, o, &before, made.created_at));
		change.action = "key.rotate";
		change.more = arena_printf(o->mem, ", in the place of key %s",
					   before.id);
	} else if (r != NOT_FOUND) {
		return r;
	}
	TRY(insert(db, &made));
	TRY(drop(o, &made));
	TRY(say(db, o, &made));
	TRY(tell(db, o, &change));
	TRY(db_commit(&tx));
	*id = made.id;
	return OK;
}

enum result
keyring_end(struct db *db, const struct item_office *o, const char *id)
{
	struct change change = { "key.end", NULL, ", signs no more" };
	struct keyring_key key;
	auto_tx tx = NULL;

	TRY(db_join(db, &tx));
	TRY(keyring_get(db, o->mem, id, &key));
	if (key.ended_at)
		return fail(CONFLICT, "This key signs no more already.");
	key.ended_at = clock_now();
	TRY(retire(db, o, &key, key.ended_at));
	TRY(say(db, o, &key));
	change.key = &key;
	TRY(tell(db, o, &change));
	return db_commit(&tx);
}

enum result
keyring_may_revoke(const struct keyring_key *key, int64_t from,
		   const char *reason)
{
	TRY(line_reason(reason, ITEM_REASON));
	if (from <= 0 || from > clock_now())
		return fail(INVALID,
			    "Say since when the key is compromised: a time "
			    "that is not in the future.");
	if (key->untrusted_from && from >= key->untrusted_from)
		return fail(CONFLICT,
			    "This key is known to be compromised since that "
			    "time or an earlier one.");
	return OK;
}

/* What was signed with it since then, and is in force, is to be signed
 * anew. */
static enum result
mark_signed(struct db *db, const struct keyring_key *key)
{
	return db_run(db, NULL,
		      "UPDATE item SET is_changed = 1 WHERE state <> 'revoked'"
		      " AND EXISTS (SELECT 1 FROM signature s"
		      " WHERE s.item_id = item.id AND s.number = item.version"
		      " AND s.key_id = $1 AND s.signed_at >= $2)",
		      T(key->id), I(key->untrusted_from));
}

static enum result
revoke(struct db *db, const struct item_office *o, struct keyring_key *key)
{
	struct change change = { "key.revoke", key, NULL };

	if (!key->ended_at)
		key->ended_at = clock_now();
	TRY(retire(db, o, key, key->ended_at));
	TRY(db_run(db, NULL,
		   "UPDATE key SET untrusted_from = $2, reason = $3,"
		   " sealed = NULL WHERE id = $1",
		   T(key->id), I(key->untrusted_from), T(key->reason)));
	TRY(mark_signed(db, key));
	TRY(say(db, o, key));
	TRY(record_withdrawn(db));
	change.more = arena_printf(o->mem, ", compromised since %s: %s",
				   clock_iso(o->mem, key->untrusted_from),
				   key->reason);
	return tell(db, o, &change);
}

enum result
keyring_revoke(struct db *db, const struct item_office *o, const char *id,
	       int64_t from, const char *reason)
{
	struct keyring_key key;
	auto_tx tx = NULL;

	TRY(db_join(db, &tx));
	TRY(keyring_get(db, o->mem, id, &key));
	TRY(keyring_may_revoke(&key, from, reason));
	key.untrusted_from = from;
	key.reason = reason;
	TRY(revoke(db, o, &key));
	TRY(db_commit(&tx));
	/* The revocation stands whether or not the log can be emptied now. */
	if (db_scrub(db) != OK)
		fail_clear();
	return OK;
}
