/*
 * Examining the store: one query a table, each row against its own bytes.
 *
 * It changes nothing, and holds one row in memory at a time.  Called by
 * cmd/cmd_verify_store.c; what came from outside is examined when it comes,
 * by model/import.h, not here.
 */
#include "store/examine.h"

#include <string.h>

#include "base/str.h"
#include "crypto/digest.h"
#include "crypto/jws.h"
#include "store/audit.h"
#include "store/item.h"
#include "store/media.h"
#include "store/record_row.h"

/* Stored documents were measured when they were kept. */
static const struct load_limits any_size = { SIZE_MAX / 2, 1000 };

struct examine {
	struct db *db;
	struct arena *mem; /* one row's */
	examine_tell *tell;
	void *data;
	const char *table;
	struct examine_counts *out;
};

static void
tell(struct examine *x, const char *id, const char *words)
{
	const struct examine_fault fault = { x->table, id, words };

	x->out->faults++;
	x->tell(x->data, &fault);
}

/* A text of a row, as it stands there. */
struct bytes {
	const char *s;
	size_t len;
};

static struct bytes
bytes_at(struct examine *x, struct db_rows *rows, int column)
{
	struct bytes b = { 0 };

	b.s = db_column_text(rows, column, x->mem, &b.len);
	return b;
}

static bool
is_hash(struct examine *x, struct bytes b, const char *sha256)
{
	return b.s && streq(digest_hex(x->mem, b.s, b.len), sha256);
}

static bool
is_same(struct bytes a, const void *b, size_t len)
{
	return a.s && a.len == len && memcmp(a.s, b, len) == 0;
}

/* Is it the JSON it was? */
static bool
is_json(struct examine *x, struct bytes b)
{
	json_t *doc;

	return b.s && load_stored(x->mem, b.s, b.len, &doc) == OK;
}

/* Which column of ${row} is not what the document says; NULL: none. */
static const char *
differs(const struct record *row, const struct record *made)
{
	if (!streq(row->clr_id, made->clr_id))
		return "id";
	if (!streq(row->name, made->name))
		return "name";
	if (!streq(row->learner, made->learner))
		return "learner";
	if (!streq(row->publisher, made->publisher))
		return "publisher";
	if (row->issued_on != made->issued_on)
		return "date";
	if (row->assertions != made->assertions)
		return "number of assertions";
	if (row->is_signed != made->is_signed)
		return "form";
	return made->is_revoked && !row->is_revoked ? "state" : NULL;
}

static void
record_columns(struct examine *x, const struct record *row, struct bytes doc,
	       const char *jws)
{
	const struct import_item item = { .bytes = doc.s,
					  .len = doc.len,
					  .jws = jws,
					  .pointer = row->pointer };
	struct import_item read = item;
	struct record made;
	const char *column;
	json_t *json;

	if (load_stored(x->mem, doc.s, doc.len, &json) != OK) {
		tell(x, row->id, "The document is no JSON any more.");
		return;
	}
	read.doc = json;
	record_row_make(x->mem, &read, &made);
	column = differs(row, &made);
	if (column)
		tell(x, row->id,
		     arena_printf(x->mem,
				  "The %s in lists is not the document's.",
				  column));
}

/* Does the signed form hold ${doc}, and stand so in the file it came in? */
static bool
is_signed_form(struct examine *x, struct bytes jws, struct bytes doc,
	       struct bytes file)
{
	struct compact compact;

	return load_compact(x->mem, jws.s, jws.len, &any_size, &compact) ==
		       OK &&
	       is_same(doc, compact.payload_bytes, compact.payload_len) &&
	       (!file.s || memmem(file.s, file.len, jws.s, jws.len));
}

static enum result
one_record(struct examine *x, struct db_rows *rows)
{
	struct bytes doc = bytes_at(x, rows, RECORD_ROW_COLUMNS);
	struct bytes jws = bytes_at(x, rows, RECORD_ROW_COLUMNS + 1);
	struct bytes file = bytes_at(x, rows, RECORD_ROW_COLUMNS + 2);
	struct record row;

	record_row_read(rows, 0, x->mem, &row);
	if (!is_hash(x, doc, row.sha256) || doc.len != row.doc_len) {
		tell(x, row.id, "The document is not the one that was kept.");
		return OK;
	}
	record_columns(x, &row, doc, jws.s);
	if (!streq(bytes_at(x, rows, RECORD_ROW_COLUMNS + 3).s,
		   record_row_search(x->mem, &row)))
		tell(x, row.id, "It is not found by what it says.");
	if (jws.s && !is_signed_form(x, jws, doc, file))
		tell(x, row.id,
		     "The signed form is not the one that was kept.");
	return OK;
}

static enum result
one_import(struct examine *x, struct db_rows *rows)
{
	const char *id = db_column_text(rows, 0, x->mem, NULL);
	const char *sha256 = db_column_text(rows, 1, x->mem, NULL);

	if (!is_hash(x, bytes_at(x, rows, 2), sha256))
		tell(x, id, "The file is not the one that was uploaded.");
	return OK;
}

static enum result
one_version(struct examine *x, struct db_rows *rows)
{
	const char *id = arena_printf(x->mem, "%s version %lld",
				      db_column_text(rows, 0, x->mem, NULL),
				      (long long)db_column_number(rows, 1));
	struct bytes doc = bytes_at(x, rows, 3);

	if (!is_hash(x, doc, db_column_text(rows, 2, x->mem, NULL)))
		tell(x, id, "The document is not the one that was published.");
	else if (!is_json(x, doc) || !is_json(x, bytes_at(x, rows, 4)))
		tell(x, id, "The document is no JSON any more.");
	return OK;
}

/* Why the signed form cannot be believed; NULL: it can. */
static const char *
signature_fault(struct examine *x, struct bytes jws, struct bytes pem,
		struct bytes doc)
{
	auto_key key = NULL;
	struct jws parts;

	if (!jws.s || jws_open(x->mem, jws.s, jws.len, &parts) != OK)
		return "The signed form is damaged.";
	if (!is_same(doc, parts.payload, parts.payload_len))
		return "The signed form holds another document.";
	if (!pem.s || key_read_pem(pem.s, pem.len, &key) != OK)
		return "Its key cannot be read.";
	if (jws_verify(&parts, key) != OK)
		return "It is not the signature of its key.";
	return NULL;
}

static enum result
one_signature(struct examine *x, struct db_rows *rows)
{
	const char *id = arena_printf(x->mem, "%s version %lld",
				      db_column_text(rows, 0, x->mem, NULL),
				      (long long)db_column_number(rows, 1));
	const char *fault = signature_fault(x, bytes_at(x, rows, 2),
					    bytes_at(x, rows, 3),
					    bytes_at(x, rows, 4));

	x->out->signatures++;
	if (fault)
		tell(x, id, fault);
	return OK;
}

static enum result
one_item(struct examine *x, struct db_rows *rows)
{
	const char *id = db_column_text(rows, 0, x->mem, NULL);
	const bool is_frozen = db_column_number(rows, 1) != 0;
	struct bytes doc = bytes_at(x, rows, 2);
	struct bytes draft = bytes_at(x, rows, 3);

	if (!is_json(x, doc))
		tell(x, id, "The draft is no JSON any more.");
	else if (is_frozen && !is_same(doc, draft.s, draft.len))
		tell(x, id, "The draft is not the one that was published.");
	return OK;
}

static enum result
one_media(struct examine *x, struct db_rows *rows)
{
	const char *sha256 = db_column_text(rows, 0, x->mem, NULL);
	struct media_file media;
	enum result r = media_get(x->db, x->mem, sha256, &media);

	if (r == BUSY)
		return r;
	if (r != OK ||
	    !streq(digest_hex(x->mem, media.bytes, media.len), sha256))
		tell(x, sha256, "The file is not the one that was uploaded.");
	return OK;
}

static enum result
one_key(struct examine *x, struct db_rows *rows)
{
	const char *id = db_column_text(rows, 0, x->mem, NULL);
	struct bytes pem = bytes_at(x, rows, 2);
	auto_key key = NULL;

	if (!pem.s || key_read_pem(pem.s, pem.len, &key) != OK ||
	    key_bits(key) != db_column_number(rows, 1))
		tell(x, id, "The public half is damaged.");
	return OK;
}

/* Look at each row with ${one}. */
static enum result
each(struct examine *x, const char *table, struct db_rows *rows,
     enum result (*one)(struct examine *, struct db_rows *))
{
	enum result r;

	x->table = table;
	while ((r = db_next(rows)) == OK) {
		x->out->rows++;
		TRY(one(x, rows));
		arena_reset(x->mem);
	}
	return r == NOT_FOUND ? OK : r;
}

static enum result
look_at_records(struct examine *x)
{
	auto_rows records = NULL;
	auto_rows imports = NULL;

	TRY(db_query(x->db, &records,
		     "SELECT " RECORD_ROW ", r.doc, r.jws,"
		     " CASE WHEN r.jws IS NULL THEN NULL ELSE i.doc END,"
		     " r.search FROM record r"
		     " JOIN import i ON i.id = r.import_id"
		     " WHERE r.deleted_at = 0"));
	TRY(each(x, "record", records, one_record));
	/* A file that is nothing but its record is kept there; what a client
	 * posted is its record, and has no hash of its own. */
	TRY(db_query(x->db, &imports,
		     "SELECT i.id, i.sha256, coalesce(i.doc, r.doc)"
		     " FROM import i LEFT JOIN record r"
		     " ON r.import_id = i.id AND r.position = 0"
		     " AND r.deleted_at = 0 WHERE i.deleted_at = 0"
		     " AND i.sha256 IS NOT NULL"));
	return each(x, "import", imports, one_import);
}

static enum result
look_at_versions(struct examine *x)
{
	auto_rows versions = NULL;
	auto_rows signatures = NULL;

	TRY(db_query(x->db, &versions,
		     "SELECT item_id, number, sha256, doc, draft"
		     " FROM version"));
	TRY(each(x, "version", versions, one_version));
	TRY(db_query(x->db, &signatures,
		     "SELECT s.item_id, s.number, s.jws, k.pem, v.doc"
		     " FROM signature s LEFT JOIN key k ON k.id = s.key_id"
		     " LEFT JOIN version v ON v.item_id = s.item_id"
		     " AND v.number = s.number"));
	return each(x, "signature", signatures, one_signature);
}

static enum result
look_at_items(struct examine *x)
{
	auto_rows items = NULL;
	auto_rows keys = NULL;
	auto_rows media = NULL;

	TRY(db_query(x->db, &items,
		     "SELECT i.id, CASE WHEN i.version > 0"
		     " AND i.is_changed = 0 AND i.state = 'published'"
		     " THEN 1 ELSE 0 END, i.doc, v.draft FROM item i"
		     " LEFT JOIN version v ON v.item_id = i.id"
		     " AND v.number = i.version"));
	TRY(each(x, "item", items, one_item));
	TRY(db_query(x->db, &keys, "SELECT id, bits, pem FROM key"));
	TRY(each(x, "key", keys, one_key));
	TRY(db_query(x->db, &media, "SELECT sha256 FROM media"));
	return each(x, "media", media, one_media);
}

static enum result
look_at_audit(struct examine *x)
{
	struct audit_verdict verdict;

	x->table = "audit";
	TRY(audit_verify(x->db, x->mem, NULL, &verdict));
	x->out->rows += verdict.entries;
	if (verdict.bad)
		tell(x, arena_printf(x->mem, "%lld", (long long)verdict.bad),
		     verdict.words);
	return OK;
}

enum result
examine_store(struct db *db, examine_tell *told, void *data,
	      struct examine_counts *out)
{
	auto_arena mem = arena_new();
	struct examine x = {
		.db = db, .mem = mem, .tell = told, .data = data, .out = out
	};

	*out = (struct examine_counts){ 0 };
	x.table = "database";
	if (db_integrity(db) != OK)
		tell(&x, "", arena_strdup(mem, fail_last()->text));
	TRY(look_at_records(&x));
	TRY(look_at_versions(&x));
	TRY(look_at_items(&x));
	return look_at_audit(&x);
}
