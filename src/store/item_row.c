/*
 * Items read from the database, written as bytes, named in sentences.  What the columns are made of is in item_index.c.
 * Called by the files of items and versions.
 */
#include "store/item_row.h"

#include "base/str.h"
#include "model/walk.h"
#include "store/line.h"

/* Most letters of a name in a sentence. */
enum { LONGEST_SAID = 80 };

void
item_row_read(struct db_rows *rows, int column, struct arena *mem,
	      struct item *out)
{
	int c = column;

	*out = (struct item){ .id = db_column_text(rows, c, mem, NULL) };
	out->as = walk_class_named(db_column_text(rows, c + 1, mem, NULL));
	out->doc_id = db_column_text(rows, c + 2, mem, NULL);
	out->state = item_state_named(db_column_text(rows, c + 3, mem, NULL));
	out->version = db_column_number(rows, c + 4);
	out->is_changed = db_column_number(rows, c + 5) != 0;
	out->is_stale = db_column_number(rows, c + 6) != 0;
	out->revision = db_column_number(rows, c + 7);
	out->name = db_column_text(rows, c + 8, mem, NULL);
	out->about = db_column_text(rows, c + 9, mem, NULL);
	out->kind = db_column_text(rows, c + 10, mem, NULL);
	out->term = db_column_text(rows, c + 11, mem, NULL);
	out->issued_on = db_column_number(rows, c + 12);
	out->expires = db_column_number(rows, c + 13);
	out->errors = db_column_number(rows, c + 14);
	out->warnings = db_column_number(rows, c + 15);
	out->reason = db_column_text(rows, c + 16, mem, NULL);
	out->asked_by = db_column_text(rows, c + 17, mem, NULL);
	out->created_at = db_column_number(rows, c + 18);
	out->updated_at = db_column_number(rows, c + 19);
	out->updated_by = db_column_text(rows, c + 20, mem, NULL);
}

/* ${doc} with ${digits} digits of a number that is no integer. */
static char *
dump(struct arena *mem, const json_t *doc, size_t digits, size_t *len)
{
	const size_t flags = JSON_COMPACT | JSON_REAL_PRECISION(digits);
	char *bytes;

	*len = json_dumpb(doc, NULL, 0, flags);
	bytes = arena_raw(mem, *len + 1);
	json_dumpb(doc, bytes, *len, flags);
	bytes[*len] = '\0';
	return bytes;
}

char *
item_row_bytes(struct arena *mem, const json_t *doc, size_t *len)
{
	/* 0.1 needs 15 digits to be itself again; a few need 17. */
	char *bytes = dump(mem, doc, 15, len);
	json_auto_t *again = json_loadb(bytes, *len, 0, NULL);

	if (json_equal(doc, again))
		return bytes;
	return dump(mem, doc, 17, len);
}

/* What the class is called in the middle of a sentence. */
static char *
label_of(struct arena *mem, enum class_id as)
{
	char *label = arena_strdup(mem, walk_class(as)->label);

	label[0] = (char)(label[0] | 0x20);
	return label;
}

char *
item_row_said(struct arena *mem, const struct item *item)
{
	if (!str_empty(item->name))
		return arena_printf(mem, "“%s”",
				    line_of(mem, item->name, LONGEST_SAID));
	return item_row_said_fully(mem, item);
}

char *
item_row_said_fully(struct arena *mem, const struct item *item)
{
	const char *label = label_of(mem, item->as);

	if (!str_empty(item->name))
		return arena_printf(mem, "the %s “%s”", label,
				    line_of(mem, item->name, LONGEST_SAID));
	return arena_printf(mem, "the %s %s", label,
			    line_of(mem, item->doc_id, LONGEST_SAID));
}

enum result
item_row_tell(struct db *db, const struct item_office *o,
	      const struct item *item, const struct item_row_change *change)
{
	const char *reason = change->reason;
	const struct audit_event event = {
		.action = change->action,
		.target = item->id,
		.words = arena_printf(
			o->mem, "%s “%s”%s%s", walk_class(item->as)->label,
			str_empty(item->name) ? item->doc_id : item->name,
			reason ? ": " : "", reason ? reason : ""),
		.before = change->before,
		.after = change->after,
	};

	return audit_add(db, o->by, &event);
}

enum result
item_row_open(struct db *db, const struct item_office *o, const char *id,
	      long long revision, struct item *out)
{
	TRY(item_get(db, o->mem, id, out));
	if (out->state == ITEM_REVOKED)
		return fail(GONE, "%s was revoked.",
			    item_row_said(o->mem, out));
	if (out->revision != revision)
		return fail(CONFLICT, "%s was changed by %s meanwhile.",
			    item_row_said(o->mem, out), out->updated_by);
	return OK;
}
