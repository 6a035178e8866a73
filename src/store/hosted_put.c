/*
 * What becomes public, and what was revoked: noted in the transaction that
 * publishes or revokes.
 *
 * The SQL that writes the tables hosted and revocation.  Whatever changes
 * here, the files of it are taken from the published tree before the commit
 * (store/tree.h).  Called by version.c and keyring.c.
 */
#include "base/clock.h"
#include "base/str.h"
#include "model/walk.h"
#include "store/hosted.h"
#include "store/tree.h"
#include "store/version.h"

/* ---- Whose document it is */

/* The id of the profile that issues ${doc} (CLR 1.0 §4.1), or NULL. */
static const char *
issuer_of(enum class_id as, const json_t *doc)
{
	const char *property = as == CLR_CLR ? "publisher" : "issuer";

	if (as == CLR_PROFILE)
		return NULL;
	if (as == CLR_ASSERTION) {
		doc = walk_get(doc, as, "achievement");
		as = CLR_ACHIEVEMENT;
	}
	return walk_text(walk_get(doc, as, property), CLR_PROFILE, "id");
}

/* Is it a record of oneself? */
static bool
is_of_issuer(enum class_id as, const json_t *doc, const char *issuer)
{
	return as == CLR_CLR &&
	       streq(walk_text(walk_get(doc, as, "learner"), CLR_PROFILE, "id"),
		     issuer);
}

/* Does profile ${id} issue or publish something published, or have a key? */
static enum result
issues(struct db *db, const char *id, bool *out)
{
	auto_rows rows = NULL;

	TRY(db_query(db, &rows,
		     "SELECT EXISTS (SELECT 1 FROM key WHERE item_id = $1)"
		     " OR EXISTS (SELECT 1 FROM item_link l"
		     " JOIN item i ON i.id = l.item_id"
		     " WHERE l.target_id = $1 AND i.version > 0"
		     " AND (l.property = 'issuer'"
		     " OR l.property = 'publisher' AND NOT EXISTS"
		     " (SELECT 1 FROM item_link s WHERE s.item_id = l.item_id"
		     " AND s.property = 'learner' AND s.target_id = $1)))",
		     T(id)));
	TRY(db_next(rows));
	*out = db_column_number(rows, 0) != 0;
	return OK;
}

/* ---- Files that say something else from now on */

static enum result
drop(const struct item_office *o, const char *folder, const char *name)
{
	return tree_drop(o->tree, o->mem,
			 arena_printf(o->mem, "%s/%s", folder, name));
}

/* The list and the keys of a profile name it. */
static enum result
drop_of_profile(struct db *db, const struct item_office *o, const char *id)
{
	struct keyring_list keys;
	size_t i;

	TRY(drop(o, hosted_folder(CLR_REVOCATION_LIST), id));
	TRY(keyring_list(db, o->mem, id, &keys));
	for (i = 0; i < keys.count; i++)
		TRY(drop(o, hosted_folder(CLR_CRYPTOGRAPHIC_KEY),
			 keys.items[i].id));
	return OK;
}

/* The public sees something new of ${item} at ${path}. */
static enum result
changed(struct db *db, const struct item_office *o, const struct item *item,
	const char *path)
{
	TRY(tree_drop(o->tree, o->mem, path));
	return item->as == CLR_PROFILE ? drop_of_profile(db, o, item->id) : OK;
}

/* ---- Publishing */

/* Does it say itself that it is revoked? */
static bool
says_revoked(enum class_id as, const json_t *doc)
{
	return walk_property(as, "revoked") &&
	       json_is_true(walk_get(doc, as, "revoked"));
}

/* The version in force, ${doc}, stands at its address. */
static enum result
show(struct db *db, const struct item_office *o, const struct item *item,
     const json_t *doc)
{
	const char *path = hosted_path(o->root, item->doc_id);
	long long count;

	TRY(db_run(db, &count,
		   "INSERT INTO hosted"
		   " (path, item_id, number, is_revoked, changed_at)"
		   " VALUES ($1, $2, $3, $5, $4)"
		   " ON CONFLICT (path) DO UPDATE SET number = excluded.number,"
		   " is_revoked = excluded.is_revoked,"
		   " changed_at = CASE"
		   " WHEN hosted.changed_at >= excluded.changed_at"
		   " THEN hosted.changed_at + 1 ELSE excluded.changed_at END"
		   " WHERE hosted.number <> excluded.number",
		   T(path), T(item->id), I(item->version), I(clock_now()),
		   I(says_revoked(item->as, doc))));
	return count > 0 ? changed(db, o, item, path) : OK;
}

/* Nothing of it is public any more. */
static enum result
hide(struct db *db, const struct item_office *o, const struct item *item)
{
	const char *path = hosted_path(o->root, item->doc_id);
	long long count;

	TRY(db_run(db, &count, "DELETE FROM hosted WHERE item_id = $1",
		   T(item->id)));
	return count > 0 && path ? changed(db, o, item, path) : OK;
}

static enum result
read_version(struct db *db, const struct item_office *o,
	     const struct item *item, long long number, json_t **doc)
{
	struct version version;

	TRY(version_get(db, o->mem, item->id, number, &version));
	return load_stored(o->mem, version.doc, version.doc_len, doc);
}

/* ${item} as its version in force says; *${doc} is that. */
static enum result
put(struct db *db, const struct item_office *o, const struct item *item,
    json_t **doc)
{
	bool is_issuer = false;

	TRY(read_version(db, o, item, item->version, doc));
	if (item->as == CLR_PROFILE)
		TRY(issues(db, item->id, &is_issuer));
	if (hosted_is_public(o, item->as, *doc, is_issuer))
		return show(db, o, item, *doc);
	return hide(db, o, item);
}

/* Whoever issues what is published can be asked who they are. */
static enum result
put_issuer(struct db *db, const struct item_office *o, enum class_id as,
	   const json_t *doc)
{
	const char *id = issuer_of(as, doc);
	struct item profile;
	enum result r;
	json_t *shown;

	if (!id || is_of_issuer(as, doc, id))
		return OK;
	r = item_find(db, o->mem, CLR_PROFILE, id, &profile);
	if (r == NOT_FOUND) /* somebody else's */
		return OK;
	if (r != OK || profile.version == 0 || profile.state == ITEM_REVOKED)
		return r;
	return put(db, o, &profile, &shown);
}

/* ---- Revoking */

static enum result
put_revocation(struct db *db, const struct item_office *o,
	       const struct item *item, const char *issuer)
{
	struct item profile;
	enum result r;

	r = item_find(db, o->mem, CLR_PROFILE, issuer, &profile);
	if (r != OK)
		return r == NOT_FOUND ? OK : r;
	TRY(db_run(db, NULL,
		   "INSERT INTO revocation"
		   " (issuer_id, doc_id, item_id, revoked_at, reason)"
		   " VALUES ($1, $2, $3, $4, $5)"
		   " ON CONFLICT (issuer_id, doc_id) DO UPDATE"
		   " SET reason = excluded.reason",
		   T(profile.id), T(item->doc_id), T(item->id), I(clock_now()),
		   T(item->reason)));
	return drop(o, hosted_folder(CLR_REVOCATION_LIST), profile.id);
}

/* On the lists of all that any of its versions names as its issuer, so that
 * a copy of each finds it there. */
static enum result
tell_issuers(struct db *db, const struct item_office *o,
	     const struct item *item)
{
	const char *issuer;
	long long number;
	json_t *doc;

	if (item->as == CLR_PROFILE || item->as == CLR_ACHIEVEMENT)
		return OK;
	for (number = item->version; number > 0; number--) {
		TRY(read_version(db, o, item, number, &doc));
		issuer = issuer_of(item->as, doc);
		if (issuer)
			TRY(put_revocation(db, o, item, issuer));
	}
	return OK;
}

static enum result
revoke(struct db *db, const struct item_office *o, const struct item *item)
{
	const char *path = hosted_path(o->root, item->doc_id);
	long long count;

	TRY(tell_issuers(db, o, item));
	TRY(db_run(db, &count,
		   "UPDATE hosted SET is_revoked = 1, changed_at = CASE"
		   " WHEN changed_at >= $2 THEN changed_at + 1 ELSE $2 END"
		   " WHERE item_id = $1 AND is_revoked = 0",
		   T(item->id), I(clock_now())));
	return count > 0 && path ? changed(db, o, item, path) : OK;
}

enum result
hosted_put(struct db *db, const struct item_office *o, const struct item *item)
{
	struct item now;
	json_t *doc;

	TRY(item_get(db, o->mem, item->id, &now));
	if (now.version == 0)
		return OK;
	if (now.state == ITEM_REVOKED)
		return revoke(db, o, &now);
	TRY(put(db, o, &now, &doc));
	return put_issuer(db, o, now.as, doc);
}
