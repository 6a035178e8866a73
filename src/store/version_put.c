/*
 * Publishing: parts first, then the whole, frozen, signed and kept.
 *
 * The SQL that writes the table version, and what publishing changes in
 * item.  What is frozen is written out by item_whole.c, signed by
 * version_proof.c, read as a record by record.c, and made public by
 * hosted_put.c.
 */
#include "store/version_put.h"

#include <string.h>

#include "base/clock.h"
#include "base/str.h"
#include "crypto/digest.h"
#include "model/assemble.h"
#include "model/import.h"
#include "model/walk.h"
#include "store/hosted.h"
#include "store/issuer.h"
#include "store/item_row.h"
#include "store/item_whole.h"
#include "store/record.h"
#include "store/record_row.h"
#include "store/version_proof.h"

/* Problems looked for before one is told. */
enum { MOST_PROBLEMS = 100 };

/* A version on its way in. */
struct release {
	struct item item;
	enum version_proof proof, parts; /* as in struct version_new */
	bool is_renewed;	/* the draft is that of the version before */
	bool is_signed;		/* with … */
	struct keyring_key key; /* … this one */
	struct version before;	/* the last; number 0 if there is none */
	json_t *draft, *whole;
	const char *doc, *draft_bytes, *jws;
	size_t doc_len, draft_len;
	const char *sha256;
	const char *record_id;
	int64_t now;
};

static enum result
publish(struct db *db, const struct item_office *o, struct release *release);

/* ---- Parts */

/* The items in the draft that never were published. */
static enum result
find_parts(struct db *db, const struct item_office *o,
	   const struct release *release, struct item_list *out)
{
	struct assemble_links links;
	struct item part;
	size_t i;

	assemble_links(o->mem, release->item.as, release->draft, &links);
	*out = (struct item_list){
		.items = arena_array(o->mem, links.count, sizeof(*out->items)),
	};
	for (i = 0; i < links.count; i++) {
		TRY(item_get(db, o->mem, links.items[i].item, &part));
		if (part.version == 0)
			out->items[out->count++] = part;
	}
	return OK;
}

static enum result
publish_part(struct db *db, const struct item_office *o,
	     const struct release *release, const char *id)
{
	struct release part = { .now = release->now, .parts = release->parts };

	TRY(item_get(db, o->mem, id, &part.item));
	if (part.item.version > 0) /* it was a part of another part, too */
		return OK;
	TRY(version_proof_part(db, o, &part.item, part.parts, &part.proof));
	return publish(db, o, &part);
}

/* Endorsements first, as they are signed first (CLR 1.0 §4.3). */
static enum result
publish_parts(struct db *db, const struct item_office *o,
	      const struct release *release)
{
	struct item_list parts;
	int is_other;
	size_t i;

	TRY(find_parts(db, o, release, &parts));
	for (is_other = 0; is_other < 2; is_other++)
		for (i = 0; i < parts.count; i++)
			if ((parts.items[i].as != CLR_ENDORSEMENT) == is_other)
				TRY(publish_part(db, o, release,
						 parts.items[i].id));
	return OK;
}

/* ---- Freezing */

/* Have the draft say what was chosen, and know the key it is signed with.  A
 * draft that says Signed by itself is, if there is a key. */
static enum result
choose_proof(struct db *db, const struct item_office *o,
	     struct release *release)
{
	const struct item *item = &release->item;
	enum version_proof proof = release->proof;
	struct keyring_key *key = &release->key;
	enum result r;

	if (!version_proof_applies(item->as))
		return OK;
	TRY(version_proof_check(db, o, item, release->draft, proof));
	if (proof == VERSION_AS_DRAFT)
		proof = version_proof_of(item->as, release->draft);
	if (proof == VERSION_SIGNED) {
		r = version_proof_key(db, o, item, release->draft, key);
		if (r != OK && r != INVALID)
			return r;
		release->is_signed = r == OK;
	}
	if (release->proof != VERSION_AS_DRAFT || release->is_signed)
		version_proof_write(o, release->draft, proof,
				    release->is_signed ? key : NULL);
	return OK;
}

/* Refuse what has errors, with the first of them. */
static enum result
check(struct db *db, const struct item_office *o, const struct release *release)
{
	struct problems problems;
	size_t i;

	problems_init(&problems, o->mem, MOST_PROBLEMS);
	TRY(item_check(db, o, release->item.as, release->draft, &problems));
	if (problems.errors == 0)
		return OK;
	for (i = 0; i + 1 < problems.count; i++)
		if (problems.items[i].severity == PROBLEM_ERROR)
			break;
	return fail(INVALID, "%s cannot be published yet: %s",
		    item_row_said(o->mem, &release->item),
		    problems.items[i].words);
}

/* A new version of a record says when it was issued, unless its draft was
 * changed to say otherwise. */
static enum result
set_issued(const struct item_office *o, struct release *release)
{
	json_t *before;

	if (release->item.as != CLR_CLR)
		return OK;
	TRY(load_stored(o->mem, release->before.draft,
			release->before.draft_len, &before));
	if (json_equal(json_object_get(before, "issuedOn"),
		       json_object_get(release->draft, "issuedOn")))
		json_object_set_new(
			release->draft, "issuedOn",
			json_string(clock_iso(o->mem, release->now)));
	return OK;
}

/* The whole document as bytes. */
static enum result
write_out(struct db *db, const struct item_office *o, struct release *release)
{
	const struct item_whole_draft draft = { release->item.as,
						release->item.id,
						release->draft };

	TRY(item_whole_draft(db, o, &draft, true, &release->whole));
	release->doc = item_row_bytes(o->mem, release->whole,
				      &release->doc_len);
	return load_size(release->doc_len, o->limits);
}

/* Is the version before signed as this one would be? */
static enum result
is_signed_so(struct db *db, const struct item_office *o,
	     const struct release *release, bool *is_so)
{
	const struct item *item = &release->item;
	struct version_proof_mark mark;
	enum result r = OK;

	*is_so = !release->is_signed;
	if (!release->is_signed)
		return OK;
	r = version_proof_mark(db, o->mem, item->id, item->version, &mark);
	*is_so = r == OK && streq(mark.key_id, release->key.id);
	return r == NOT_FOUND ? OK : r;
}

/* There was a version before, and this one differs from it. */
static enum result
compare(struct db *db, const struct item_office *o, struct release *release)
{
	const long long number = release->item.version;
	struct version *before = &release->before;
	bool is_same;

	TRY(version_get(db, o->mem, release->item.id, number, before));
	TRY(is_signed_so(db, o, release, &is_same));
	if (is_same && before->doc_len == release->doc_len &&
	    memcmp(before->doc, release->doc, before->doc_len) == 0)
		return fail(CONFLICT, "Nothing changed since version %lld.",
			    number);
	TRY(set_issued(o, release));
	return write_out(db, o, release);
}

/* The bytes to be frozen, if they are others than those of the version
 * before. */
static enum result
freeze(struct db *db, const struct item_office *o, struct release *release)
{
	TRY(write_out(db, o, release));
	if (release->item.version > 0)
		TRY(compare(db, o, release));
	release->draft_bytes = item_row_bytes(o->mem, release->draft,
					      &release->draft_len);
	release->sha256 = digest_hex(o->mem, release->doc, release->doc_len);
	return OK;
}

/* ---- Keeping */

static enum result
put_version(struct db *db, const struct item_office *o,
	    const struct release *release)
{
	const struct item *item = &release->item;

	TRY(db_run(db, NULL,
		   "UPDATE version SET state = 'superseded'"
		   " WHERE item_id = $1 AND state = 'published'",
		   T(item->id)));
	return db_run(db, NULL,
		      "INSERT INTO version (item_id, number, state, sha256,"
		      " published_at, published_by, record_id, draft, doc)"
		      " VALUES ($1, $2, 'published', $3, $4, $5, NULL, $6, $7)",
		      T(item->id), I(item->version + 1), T(release->sha256),
		      I(release->now), T(o->by->name),
		      TN(release->draft_bytes, release->draft_len),
		      TN(release->doc, release->doc_len));
}

/* The item is published as this version.  A renewed one goes on being what
 * it is, whatever its draft says meanwhile. */
static enum result
put_item(struct db *db, const struct item_office *o,
	 const struct release *release)
{
	const struct item *item = &release->item;
	const char *issued = json_string_value(
		json_object_get(release->draft, "issuedOn"));

	if (release->is_renewed)
		return db_run(db, NULL,
			      "UPDATE item SET version = $2 WHERE id = $1",
			      T(item->id), I(item->version + 1));
	return db_run(db, NULL,
		      "UPDATE item SET state = 'published', version = $2,"
		      " is_changed = 0, is_stale = 0, errors = 0, reason = '',"
		      " asked_by = '', revision = revision + 1,"
		      " updated_at = $3, updated_by = $4, issued_on = $5,"
		      " doc = $6 WHERE id = $1",
		      T(item->id), I(item->version + 1), I(release->now),
		      T(o->by->name), I(record_row_moment(issued)),
		      TN(release->draft_bytes, release->draft_len));
}

/* Sign what was kept, and tell. */
static enum result
sign(struct db *db, const struct item_office *o, struct release *release)
{
	const struct version version = {
		.item_id = release->item.id,
		.number = release->item.version + 1,
		.published_at = release->now,
		.doc = release->doc,
		.doc_len = release->doc_len,
	};
	const struct item_row_change change = {
		.action = "item.sign",
		.after = release->sha256,
		.reason = arena_printf(o->mem, "with key %s", release->key.id),
	};

	TRY(version_proof_sign(db, o, &release->key, &version, &release->jws));
	return item_row_tell(db, o, &release->item, &change);
}

/* A record of the frozen CLR; the same if it was imported before. */
static enum result
put_record(struct db *db, const struct item_office *o, struct release *release)
{
	const char *jws = release->jws;
	auto_rows rows = NULL;
	struct record_file file = { .name = "",
				    .bytes = jws ? jws : release->doc,
				    .len = jws ? strlen(jws)
					       : release->doc_len };
	struct record_kept kept;
	struct import import;

	if (release->item.as != CLR_CLR)
		return OK;
	TRY(import_read(o->mem, file.bytes, file.len, o->limits, &import));
	file.import = &import;
	TRY(record_put(db, o->mem, NULL, &file, &kept));
	TRY(db_query(db, &rows,
		     "SELECT id FROM record WHERE import_id = $1"
		     " AND deleted_at = 0 ORDER BY position LIMIT 1",
		     T(kept.id)));
	TRY(db_next(rows));
	release->record_id = db_column_text(rows, 0, o->mem, NULL);
	return db_run(db, NULL,
		      "UPDATE version SET record_id = $3"
		      " WHERE item_id = $1 AND number = $2",
		      T(release->item.id), I(release->item.version + 1),
		      T(release->record_id));
}

enum result
version_put_spread(struct db *db, const char *id)
{
	return db_run(db, NULL,
		      "WITH RECURSIVE holder (id) AS (SELECT $1 UNION"
		      " SELECT l.item_id FROM item_link l"
		      " JOIN holder h ON l.target_id = h.id"
		      " WHERE l.property NOT IN ('recipient', 'claim')"
		      " AND (h.id = $1 OR NOT EXISTS (SELECT 1"
		      " FROM signature s JOIN item i ON i.id = s.item_id"
		      " AND i.version = s.number WHERE s.item_id = h.id"
		      " AND i.state <> 'revoked')))"
		      " UPDATE item SET is_stale = 1 WHERE is_stale = 0"
		      " AND version > 0 AND state <> 'revoked' AND id <> $1"
		      " AND (class = 'Clr' OR EXISTS (SELECT 1"
		      " FROM signature s WHERE s.item_id = item.id"
		      " AND s.number = item.version))"
		      " AND id IN (SELECT id FROM holder)",
		      T(id));
}

/* ---- The profile of whoever signs */

/* Does version ${before} of a profile say the same key that it signs with
 * now, or one that its draft has in its own words? */
static enum result
says_key(struct db *db, const struct item_office *o,
	 const struct version *before, bool *is_so)
{
	const char *now = NULL, *said;
	struct keyring_key key;
	json_t *doc;
	enum result r;

	TRY(load_stored(o->mem, before->draft, before->draft_len, &doc));
	*is_so = walk_get(doc, CLR_PROFILE, "publicKey") != NULL;
	if (*is_so)
		return OK;
	TRY(load_stored(o->mem, before->doc, before->doc_len, &doc));
	said = walk_text(walk_get(doc, CLR_PROFILE, "publicKey"),
			 CLR_CRYPTOGRAPHIC_KEY, "id");
	r = keyring_signing(db, o->mem, before->item_id, &key);
	if (r == OK)
		now = keyring_url(o->mem, o->root, key.id);
	*is_so = now ? streq(now, said) : !said;
	return r == NOT_FOUND ? OK : r;
}

enum result
version_put_profile(struct db *db, const struct item_office *o,
		    const char *item_id)
{
	struct release release = { .now = clock_now(), .is_renewed = true };
	struct version before;
	auto_tx tx = NULL;
	bool is_so;

	TRY(db_join(db, &tx));
	TRY(item_get(db, o->mem, item_id, &release.item));
	if (release.item.version == 0 || release.item.state == ITEM_REVOKED)
		return db_commit(&tx);
	TRY(version_get(db, o->mem, item_id, 0, &before));
	TRY(says_key(db, o, &before, &is_so));
	if (is_so)
		return db_commit(&tx);
	TRY(load_stored(o->mem, before.draft, before.draft_len,
			&release.draft));
	TRY(publish(db, o, &release));
	return db_commit(&tx);
}

/* Whoever verifies a signature fetches the profile, which must say the key. */
static enum result
renew_issuer(struct db *db, const struct item_office *o,
	     const struct release *release)
{
	if (!release->is_signed)
		return OK;
	return version_put_profile(db, o, release->key.item_id);
}

/* ---- All of it */

static enum result
keep(struct db *db, const struct item_office *o, struct release *release)
{
	struct item_row_change change = { .action = "item.publish",
					  .before = release->before.sha256,
					  .after = release->sha256 };

	TRY(put_version(db, o, release));
	TRY(put_item(db, o, release));
	TRY(item_row_tell(db, o, &release->item, &change));
	if (release->is_signed)
		TRY(sign(db, o, release));
	TRY(put_record(db, o, release));
	return hosted_put(db, o, &release->item);
}

/* Publish ${release->item}, and its parts before it. */
static enum result
publish(struct db *db, const struct item_office *o, struct release *release)
{
	if (!release->is_renewed) {
		TRY(item_json(o, &release->item, &release->draft));
		TRY(choose_proof(db, o, release));
		TRY(publish_parts(db, o, release));
		TRY(renew_issuer(db, o, release));
		TRY(check(db, o, release));
	}
	TRY(freeze(db, o, release));
	TRY(keep(db, o, release));
	return release->is_renewed ? OK
				   : version_put_spread(db, release->item.id);
}

enum result
version_put(struct db *db, const struct item_office *o,
	    const struct version_new *new, long long *number)
{
	struct release release = { .now = clock_now(),
				   .proof = new->proof,
				   .parts = new->parts };
	auto_tx tx = NULL;

	TRY(db_join(db, &tx));
	TRY(item_row_open(db, o, new->item_id, new->revision, &release.item));
	TRY(publish(db, o, &release));
	TRY(db_commit(&tx));
	*number = release.item.version + 1;
	return OK;
}
