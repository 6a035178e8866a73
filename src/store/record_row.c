/*
 * The index extractor: the few values of a document that are kept in
 * columns, and those columns read back.  What they mean is in
 * db/migrations.  Called by record.c and share.c.
 */
#include "store/record_row.h"

#include "base/clock.h"
#include "base/str.h"
#include "crypto/digest.h"
#include "model/walk.h"
#include "store/search.h"

void
record_row_read(struct db_rows *rows, int column, struct arena *mem,
		struct record *out)
{
	const char **const texts[] = { &out->id,	&out->import_id,
				       &out->pointer,	&out->clr_id,
				       &out->name,	&out->learner,
				       &out->publisher, &out->sha256 };
	size_t i;

	*out = (struct record){ 0 };
	for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		*texts[i] = db_column_text(rows, column++, mem, NULL);
	out->issued_on = db_column_number(rows, column++);
	out->created_at = db_column_number(rows, column++);
	out->assertions = db_column_number(rows, column++);
	out->errors = db_column_number(rows, column++);
	out->warnings = db_column_number(rows, column++);
	out->is_revoked = db_column_number(rows, column++) != 0;
	out->is_signed = db_column_number(rows, column++) != 0;
	out->doc_len = (size_t)db_column_number(rows, column);
}

const char *
record_row_person(struct arena *mem, const json_t *profile)
{
	const char *name = walk_text(profile, CLR_PROFILE, "name");
	const char *given = walk_text(profile, CLR_PROFILE, "givenName");
	const char *family = walk_text(profile, CLR_PROFILE, "familyName");

	if (name)
		return name;
	if (given && family)
		return arena_printf(mem, "%s %s", given, family);
	return given ? given : family;
}

int64_t
record_row_moment(const char *text)
{
	struct moment at;

	if (!text || (clock_parse(text, true, &at) != OK &&
		      clock_parse_date(text, &at) != OK))
		return 0;
	return at.is_unknown ? 0 : at.epoch;
}

void
record_row_make(struct arena *mem, const struct import_item *item,
		struct record *out)
{
	const json_t *doc = item->doc;
	const json_t *learner = walk_get(doc, CLR_CLR, "learner");
	const json_t *publisher = walk_get(doc, CLR_CLR, "publisher");
	const char *id = walk_text(doc, CLR_CLR, "id");

	*out = (struct record){
		.pointer = item->pointer,
		.clr_id = id ? id : "",
		.name = search_cut(mem, walk_text(doc, CLR_CLR, "name"),
				   RECORD_TEXT),
		.learner = search_cut(mem, record_row_person(mem, learner),
				      RECORD_TEXT),
		.publisher = search_cut(
			mem, walk_text(publisher, CLR_PROFILE, "name"),
			RECORD_TEXT),
		.sha256 = digest_hex(mem, item->bytes, item->len),
		.doc = item->bytes,
		.doc_len = item->len,
		.jws = item->jws,
		.is_signed = item->jws != NULL,
		.issued_on = record_row_moment(
			walk_text(doc, CLR_CLR, "issuedOn")),
		.assertions = (long long)(walk_count(doc, CLR_CLR,
						     "assertions") +
					  walk_count(doc, CLR_CLR,
						     "signedAssertions")),
		.errors = (long long)item->problems.errors,
		.warnings = (long long)item->problems.warnings,
		.is_revoked = json_is_true(walk_get(doc, CLR_CLR, "revoked")),
	};
}

char *
record_row_search(struct arena *mem, const struct record *record)
{
	const char *parts[] = { record->learner, record->publisher,
				record->name,
				search_cut(mem, record->clr_id, RECORD_TEXT) };

	return search_text(mem, parts, sizeof(parts) / sizeof(parts[0]));
}
