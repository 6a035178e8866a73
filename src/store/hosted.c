/*
 * What anybody may read at its own address: found by its path, and listed.
 *
 * The SQL that reads the tables hosted and revocation; what is written there
 * is hosted_put.c's.  It knows no page and no file: see web/published.h.
 */
#include "store/hosted.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/auto.h"
#include "base/str.h"
#include "crypto/digest.h"
#include "model/jsonmem.h"
#include "model/load.h"
#include "model/walk.h"

/* Paths read at once by visit_all(): struct paths. */
#define AT_ONCE "500"

/* The longest name in a path. */
enum { LONGEST_NAME = 128 };

/* Is profile i hosted, or has it a key? */
#define IS_KNOWN                                                               \
	" (EXISTS (SELECT 1 FROM hosted h WHERE h.item_id = i.id)"             \
	" OR EXISTS (SELECT 1 FROM key k WHERE k.item_id = i.id))"

/* ---- Paths */

char *
hosted_root(struct arena *mem, const char *base_url)
{
	return arena_printf(mem, "%s" HOSTED_PATH, base_url);
}

/* clang-format off */
static const struct folder {
	const char *name;
	enum hosted_kind kind;
} folders[CLASS__MAX] = {
	[CLR_PROFILE] = { "profiles", HOSTED_ITEM },
	[CLR_ACHIEVEMENT] = { "achievements", HOSTED_ITEM },
	[CLR_ASSERTION] = { "assertions", HOSTED_ITEM },
	[CLR_ENDORSEMENT] = { "endorsements", HOSTED_ITEM },
	[CLR_CRYPTOGRAPHIC_KEY] = { "keys", HOSTED_KEY },
	[CLR_REVOCATION_LIST] = { "revocations", HOSTED_REVOCATIONS },
	[CLR_CLR] = { "clrs", HOSTED_NONE },
};
/* clang-format on */

const char *
hosted_folder(enum class_id as)
{
	return folders[as].name;
}

/* The class whose folder ${path} begins with, and the name behind it. */
static enum class_id
class_of(const char *path, const char **name)
{
	size_t len = strcspn(path, "/");
	enum class_id as;

	*name = path + len + (path[len] == '/');
	for (as = CLASS_NONE; as < CLASS__MAX; as++)
		if (folders[as].kind && strlen(folders[as].name) == len &&
		    memcmp(folders[as].name, path, len) == 0)
			return as;
	return CLASS_NONE;
}

bool
hosted_is_path(const char *path)
{
	const char *name;
	size_t len;

	if (class_of(path, &name) == CLASS_NONE)
		return false;
	len = strspn(name, "0123456789abcdefghijklmnopqrstuvwxyz"
			   "ABCDEFGHIJKLMNOPQRSTUVWXYZ-_");
	return len > 0 && len <= LONGEST_NAME && !name[len];
}

const char *
hosted_path(const char *root, const char *url)
{
	if (!root || !url || !str_starts(url, root) ||
	    !hosted_is_path(url + strlen(root)))
		return NULL;
	return url + strlen(root);
}

/* ---- Documents */

/* What is left of a revoked one (CLR 1.0 §2.7). */
static void
make_stub(struct arena *mem, const char *doc_id, struct hosted *out)
{
	json_t *stub = json_pack("{s:s, s:s, s:s, s:b, s:s}", "@context",
				 CLR_CONTEXT, "id", doc_id, "type",
				 walk_class(out->as)->name, "revoked", 1,
				 "revocationReason", out->reason);

	jsonmem_defer(mem, stub);
	out->status = 410;
	out->bytes = jsonmem_text(mem, stub, JSON_COMPACT);
	out->len = strlen(out->bytes);
	out->sha256 = digest_hex(mem, out->bytes, out->len);
}

/* Why it was revoked: as the office said, or as the document itself says,
 * which came so. */
static enum result
read_reason(struct db_rows *rows, struct arena *mem, struct hosted *out)
{
	const char *bytes;
	json_t *doc;
	size_t len;

	out->came_revoked = !db_column_number(rows, 8);
	if (!out->came_revoked) {
		out->reason = db_column_text(rows, 3, mem, NULL);
		return OK;
	}
	bytes = db_column_text(rows, 7, mem, &len);
	TRY(load_stored(mem, bytes, len, &doc));
	out->reason = walk_text(doc, out->as, "revocationReason");
	if (!out->reason)
		out->reason = "";
	return OK;
}

static enum result
get_item(struct db *db, struct arena *mem, struct hosted *out)
{
	auto_rows rows = NULL;
	enum result r;

	TRY(db_query(db, &rows,
		     "SELECT h.item_id, h.is_revoked, h.changed_at, i.reason,"
		     " i.doc_id, v.sha256, s.jws, v.doc, i.state = 'revoked'"
		     " FROM hosted h"
		     " JOIN item i ON i.id = h.item_id"
		     " JOIN version v ON v.item_id = h.item_id"
		     " AND v.number = h.number"
		     " LEFT JOIN signature s ON s.item_id = h.item_id"
		     " AND s.number = h.number"
		     " WHERE h.path = $1",
		     T(out->path)));
	r = db_next(rows);
	if (r == NOT_FOUND)
		return fail(NOT_FOUND, "%s is not public", out->path);
	if (r != OK)
		return r;
	out->item_id = db_column_text(rows, 0, mem, NULL);
	out->changed_at = db_column_number(rows, 2);
	if (db_column_number(rows, 1)) {
		TRY(read_reason(rows, mem, out));
		make_stub(mem, db_column_text(rows, 4, mem, NULL), out);
		return OK;
	}
	out->sha256 = db_column_text(rows, 5, mem, NULL);
	out->jws = db_column_text(rows, 6, mem, NULL);
	out->bytes = db_column_text(rows, 7, mem, &out->len);
	return OK;
}

/* A document made for the occasion. */
static void
set_doc(struct arena *mem, const json_t *doc, struct hosted *out)
{
	out->bytes = jsonmem_text(mem, doc, JSON_COMPACT);
	out->len = strlen(out->bytes);
	out->sha256 = digest_hex(mem, out->bytes, out->len);
}

/* The last change that its columns tell of. */
static int64_t
key_changed(const struct keyring_key *key)
{
	return key->ended_at > key->created_at ? key->ended_at
					       : key->created_at;
}

static enum result
get_key(struct db *db, const struct item_office *o, const char *id,
	struct hosted *out)
{
	struct keyring_key key;

	TRY(keyring_get(db, o->mem, id, &key));
	out->item_id = key.item_id;
	out->changed_at = key_changed(&key);
	set_doc(o->mem, keyring_doc(o->mem, o->root, &key, true), out);
	return OK;
}

static enum result
add_revoked(struct db *db, struct arena *mem, json_t *ids, struct hosted *out)
{
	auto_rows rows = NULL;
	enum result r;
	int64_t at;

	TRY(db_query(db, &rows,
		     "SELECT doc_id, revoked_at FROM revocation"
		     " WHERE issuer_id = $1 ORDER BY revoked_at, doc_id",
		     T(out->item_id)));
	while ((r = db_next(rows)) == OK) {
		json_array_append_new(
			ids, json_string(db_column_text(rows, 0, mem, NULL)));
		at = db_column_number(rows, 1);
		if (at > out->changed_at)
			out->changed_at = at;
	}
	return r == NOT_FOUND ? OK : r;
}

/* A profile that may have a list. */
struct owner {
	const char *doc_id;
	int64_t at;	   /* when it was last changed for the public */
	bool is_known;	   /* it is hosted, or has a key */
	bool is_published; /* it left the office, within something at least */
};

static enum result
find_owner(struct db *db, struct arena *mem, const char *item_id,
	   struct owner *out)
{
	auto_rows rows = NULL;
	enum result r;

	TRY(db_query(db, &rows,
		     "SELECT i.doc_id, coalesce((SELECT max(h.changed_at)"
		     " FROM hosted h WHERE h.item_id = i.id), i.created_at),"
		     " CASE WHEN" IS_KNOWN " THEN 1 ELSE 0 END, i.version"
		     " FROM item i WHERE i.id = $1 AND i.class = 'Profile'",
		     T(item_id)));
	r = db_next(rows);
	if (r == NOT_FOUND)
		return fail(NOT_FOUND, "%s has no revocation list", item_id);
	if (r != OK)
		return r;
	out->doc_id = db_column_text(rows, 0, mem, NULL);
	out->at = db_column_number(rows, 1);
	out->is_known = db_column_number(rows, 2) != 0;
	out->is_published = db_column_number(rows, 3) > 0;
	return OK;
}

/* Its profile names the list under the same conditions (issuer.h). */
static bool
has_list(const struct item_office *o, const struct owner *owner)
{
	return owner->is_known ||
	       (owner->is_published && str_starts(owner->doc_id, o->root));
}

static enum result
get_list(struct db *db, const struct item_office *o, const char *id,
	 struct hosted *out)
{
	json_t *ids = json_array(), *doc;
	struct owner owner;

	jsonmem_defer(o->mem, ids);
	out->item_id = id;
	TRY(find_owner(db, o->mem, id, &owner));
	if (!has_list(o, &owner))
		return fail(NOT_FOUND, "%s has no revocation list", id);
	out->changed_at = owner.at;
	TRY(add_revoked(db, o->mem, ids, out));
	doc = json_pack("{s:s, s:s+, s:s, s:s, s:O}", "@context", CLR_CONTEXT,
			"id", o->root, out->path, "type",
			walk_class(out->as)->name, "issuer", owner.doc_id,
			"revokedAssertions", ids);
	jsonmem_defer(o->mem, doc);
	set_doc(o->mem, doc, out);
	return OK;
}

static enum result
get_set(struct db *db, const struct item_office *o, struct hosted *out)
{
	struct keyring_list keys;
	int64_t at;
	json_t *set;
	size_t i;

	out->kind = HOSTED_JWKS;
	out->item_id = KEYRING_OFFICE;
	TRY(keyring_list(db, o->mem, NULL, &keys));
	for (i = 0; i < keys.count; i++) {
		at = key_changed(&keys.items[i]);
		if (at > out->changed_at)
			out->changed_at = at;
	}
	TRY(keyring_jwks(db, o->mem, o->root, &set));
	set_doc(o->mem, set, out);
	return OK;
}

enum result
hosted_get(struct db *db, const struct item_office *o, const char *path,
	   struct hosted *out)
{
	const char *name;

	*out = (struct hosted){ .path = path, .status = 200, .reason = "" };
	if (streq(path, HOSTED_JWKS_PATH))
		return get_set(db, o, out);
	if (!hosted_is_path(path))
		return fail(NOT_FOUND, "nothing is public at %s", path);
	out->as = class_of(path, &name);
	out->kind = folders[out->as].kind;
	switch (out->kind) {
	case HOSTED_KEY:
		return get_key(db, o, name, out);
	case HOSTED_REVOCATIONS:
		return get_list(db, o, name, out);
	default:
		return get_item(db, o->mem, out);
	}
}

/* ---- What is public */

static bool
says_hosted(enum class_id as, const json_t *doc)
{
	return streq(walk_text(walk_get(doc, as, "verification"),
			       CLR_VERIFICATION, "type"),
		     "Hosted");
}

bool
hosted_is_public(const struct item_office *o, enum class_id as,
		 const json_t *doc, bool issues)
{
	const char *path = hosted_path(o->root, walk_text(doc, as, "id"));
	const char *name;

	if (!path || class_of(path, &name) != as)
		return false;
	switch (as) {
	case CLR_ACHIEVEMENT:
		return true;
	case CLR_ASSERTION:
	case CLR_ENDORSEMENT:
		return says_hosted(as, doc);
	case CLR_PROFILE:
		return issues;
	default:
		return false;
	}
}

enum result
hosted_revocation(struct db *db, struct arena *mem, const char *doc_id,
		  int64_t *at, const char **reason)
{
	auto_rows rows = NULL;
	enum result r;

	TRY(db_query(db, &rows,
		     "SELECT revoked_at, reason FROM revocation"
		     " WHERE doc_id = $1 ORDER BY revoked_at LIMIT 1",
		     T(doc_id)));
	r = db_next(rows);
	if (r == NOT_FOUND)
		return fail(NOT_FOUND, "%s is on no list", doc_id);
	if (r != OK)
		return r;
	*at = db_column_number(rows, 0);
	*reason = db_column_text(rows, 1, mem, NULL);
	return OK;
}

/* ---- All of them */

struct paths {
	const char *items[500];
	size_t count;
};

static enum result
read_paths(struct db_rows *rows, struct arena *mem, struct paths *out)
{
	enum result r;

	out->count = 0;
	while ((r = db_next(rows)) == OK)
		out->items[out->count++] = db_column_text(rows, 0, mem, NULL);
	return r == NOT_FOUND ? OK : r;
}

/* A walk through all paths. */
struct walk {
	struct db *db;
	const char *root;
	hosted_visit *visit;
	void *data;
};

typedef enum result
reader(const struct walk *w, struct arena *mem, const char *after,
       struct paths *out);

static enum result
read_items(const struct walk *w, struct arena *mem, const char *after,
	   struct paths *out)
{
	auto_rows rows = NULL;

	TRY(db_query(w->db, &rows,
		     "SELECT path FROM hosted WHERE path > $1"
		     " ORDER BY path LIMIT " AT_ONCE,
		     T(after)));
	return read_paths(rows, mem, out);
}

/* Keys; and the lists, as has_list() says. */
static enum result
read_trust(const struct walk *w, struct arena *mem, const char *after,
	   struct paths *out)
{
	auto_rows rows = NULL;

	TRY(db_query(w->db, &rows,
		     "SELECT path FROM (SELECT 'keys/' || id AS path FROM key"
		     " UNION SELECT 'revocations/' || item_id FROM key"
		     " WHERE item_id <> ''"
		     " UNION SELECT 'revocations/' || item_id FROM hosted"
		     " WHERE path > 'profiles/' AND path < 'profiles0'"
		     " UNION SELECT 'revocations/' || id FROM item"
		     " WHERE class = 'Profile' AND version > 0"
		     " AND substr(doc_id, 1, length($2)) = $2) p"
		     " WHERE path > $1 ORDER BY path LIMIT " AT_ONCE,
		     T(after), T(w->root)));
	return read_paths(rows, mem, out);
}

static enum result
visit_all(const struct walk *w, reader *read)
{
	auto_arena mem = arena_new(), next = arena_new();
	struct paths paths = { 0 };
	const char *after = "";
	struct arena *spare;
	size_t i;

	for (;;) {
		TRY(read(w, mem, after, &paths));
		for (i = 0; i < paths.count; i++)
			TRY(w->visit(w->data, paths.items[i]));
		if (paths.count == 0)
			return OK;
		after = paths.items[paths.count - 1];
		spare = mem; /* ${after} stands in it */
		mem = next;
		next = spare;
		arena_reset(mem);
	}
}

enum result
hosted_each_trust(struct db *db, const char *root, hosted_visit *visit,
		  void *data)
{
	const struct walk w = { db, root, visit, data };

	TRY(visit(data, HOSTED_JWKS_PATH));
	return visit_all(&w, read_trust);
}

enum result
hosted_each(struct db *db, const char *root, hosted_visit *visit, void *data)
{
	const struct walk w = { db, root, visit, data };

	TRY(hosted_each_trust(db, root, visit, data));
	return visit_all(&w, read_items);
}

enum result
hosted_since(struct db *db, struct arena *mem, struct hosted_cursor *at,
	     const char **path)
{
	auto_rows rows = NULL;
	enum result r;

	TRY(db_query(db, &rows,
		     "SELECT changed_at, path FROM hosted WHERE is_revoked = 0"
		     " AND (changed_at > $1 OR changed_at = $1 AND path > $2)"
		     " ORDER BY changed_at, path LIMIT 1",
		     I(at->changed_at), T(at->path)));
	r = db_next(rows);
	if (r != OK)
		return r;
	at->changed_at = db_column_number(rows, 0);
	*path = db_column_text(rows, 1, mem, NULL);
	snprintf(at->path, sizeof(at->path), "%s", *path);
	return OK;
}

enum result
hosted_row(struct db *db, const char *path, struct hosted_row *out)
{
	auto_rows rows = NULL;
	enum result r;

	TRY(db_query(db, &rows,
		     "SELECT changed_at, is_revoked FROM hosted"
		     " WHERE path = $1",
		     T(path)));
	r = db_next(rows);
	if (r == NOT_FOUND)
		return fail(NOT_FOUND, "%s is not public", path);
	if (r != OK)
		return r;
	out->changed_at = db_column_number(rows, 0);
	out->is_revoked = db_column_number(rows, 1) != 0;
	return OK;
}

/* ---- While nothing changes */

/* What pages tell of keys beside the document. */
static enum result
add_keys(struct db *db, struct arena *mem, const char *item_id,
	 struct str *mark)
{
	struct keyring_list keys;
	struct keyring_key *k;
	size_t i;

	TRY(keyring_list(db, mem, item_id, &keys));
	for (i = 0; i < keys.count; i++) {
		k = &keys.items[i];
		str_addf(mark, "\n%s %" PRId64 " %" PRId64 " %s", k->id,
			 k->ended_at, k->untrusted_from, k->reason);
	}
	return OK;
}

enum result
hosted_mark(struct db *db, const struct item_office *o, const char *path,
	    const char **mark)
{
	struct hosted doc;
	struct owner owner = { 0 };
	struct str text;

	TRY(hosted_get(db, o, path, &doc));
	str_init(&text, o->mem);
	if (doc.kind == HOSTED_KEY && !str_empty(doc.item_id))
		TRY(find_owner(db, o->mem, doc.item_id, &owner));
	str_addf(&text, "%d %s %" PRId64 " %" PRId64, doc.status, doc.sha256,
		 doc.changed_at, owner.at);
	if (doc.kind == HOSTED_KEY || doc.as == CLR_PROFILE)
		TRY(add_keys(db, o->mem, doc.item_id, &text));
	*mark = text.s;
	return OK;
}

enum result
hosted_while(struct db *db, const struct item_office *o,
	     const struct hosted_while *what)
{
	const char *now;
	auto_tx tx = NULL;

	/* Left without a commit: there is nothing to undo. */
	TRY(db_begin(db, &tx));
	TRY(hosted_mark(db, o, what->path, &now));
	if (!streq(now, what->mark))
		return fail(CONFLICT, "%s changed meanwhile", what->path);
	return what->act(what->data);
}
