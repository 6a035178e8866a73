/*
 * A record as a row: made of a document, read from the database.
 * For the files of this folder; others use record.h.
 */
#ifndef STORE_RECORD_ROW_H
#define STORE_RECORD_ROW_H

#include "store/record.h"

/* The columns of a record without its bytes, of the table named "r", and
 * how many they are. */
#define RECORD_ROW                                                             \
	"r.id, r.import_id, r.pointer, r.clr_id, r.name, r.learner,"           \
	" r.publisher, r.sha256, r.issued_on, r.created_at,"                   \
	" r.assertions, r.errors, r.warnings, r.is_revoked,"                   \
	" r.is_signed, r.doc_len"
#define RECORD_ROW_COLUMNS 16

/* Read those columns of the current row, the first at ${column}. */
void
record_row_read(struct db_rows *rows, int column, struct arena *mem,
		struct record *out);

/*
 * What is kept of ${item}: bytes, digest, counts, and of the document what
 * lists show.  A learner without a name is called by given and family name.
 * Texts live in ${mem} or are the item's; id and import_id are not set.
 */
void
record_row_make(struct arena *mem, const struct import_item *item,
		struct record *out);

/* What a profile is called: its name, or given and family name, or one of
 * them; NULL. */
const char *
record_row_person(struct arena *mem, const json_t *profile);

/* A moment as a document states it; 0 if it does not (NULL), or not
 * readably. */
int64_t
record_row_moment(const char *text);

/* The search_text() of a record. */
char *
record_row_search(struct arena *mem, const struct record *record);

#endif
