/*
 * Uploaded files, each kept once, under the hash of its bytes.
 *
 * The SQL of the table media.  The bytes stand there as base64url, for the
 * database holds texts.  What a file may be is decided by who takes it in.
 */
#include "store/media.h"

#include "base/b64.h"
#include "base/clock.h"
#include "base/str.h"
#include "crypto/digest.h"
#include "store/line.h"

enum { MOST_NAME = 200 };

static enum result
is_kept(struct db *db, const char *sha256, bool *is_there)
{
	auto_rows rows = NULL;
	enum result r;

	TRY(db_query(db, &rows, "SELECT 1 FROM media WHERE sha256 = $1",
		     T(sha256)));
	r = db_next(rows);
	*is_there = r == OK;
	return r == NOT_FOUND ? OK : r;
}

static enum result
insert(struct db *db, struct arena *mem, const struct media_file *media,
       const char *file)
{
	return db_run(db, NULL,
		      "INSERT INTO media (sha256, type, file, len, created_at,"
		      " body) VALUES ($1, $2, $3, $4, $5, $6)",
		      T(media->sha256), T(line_of(mem, media->type, MOST_NAME)),
		      T(file), I(media->len), I(clock_now()),
		      T(b64url_encode(mem, media->bytes, media->len)));
}

enum result
media_put(struct db *db, struct arena *mem, const struct audit_by *by,
	  const struct media_file *media, const char **sha256)
{
	struct media_file kept = *media;
	const char *file = line_of(mem, media->file, MOST_NAME);
	struct audit_event event = { .action = "media.put" };
	auto_tx tx = NULL;
	bool is_there;

	kept.sha256 = digest_hex(mem, media->bytes, media->len);
	event.target = event.after = kept.sha256;
	event.words = arena_printf(mem, "Uploaded %s, %zu bytes",
				   file[0] ? file : "a file", media->len);
	TRY(db_join(db, &tx));
	TRY(is_kept(db, kept.sha256, &is_there));
	if (!is_there) {
		TRY(insert(db, mem, &kept, file));
		TRY(audit_add(db, by, &event));
	}
	TRY(db_commit(&tx));
	*sha256 = kept.sha256;
	return OK;
}

enum result
media_get(struct db *db, struct arena *mem, const char *sha256,
	  struct media_file *out)
{
	unsigned char *bytes;
	auto_rows rows = NULL;
	const char *body;
	size_t len;
	enum result r;

	TRY(db_query(db, &rows,
		     "SELECT sha256, type, file, created_at, body FROM media"
		     " WHERE sha256 = $1",
		     T(sha256)));
	r = db_next(rows);
	if (r == NOT_FOUND)
		return fail(NOT_FOUND, "there is no file %s", sha256);
	if (r != OK)
		return r;
	*out = (struct media_file){
		.sha256 = db_column_text(rows, 0, mem, NULL),
		.type = db_column_text(rows, 1, mem, NULL),
		.file = db_column_text(rows, 2, mem, NULL),
		.created_at = db_column_number(rows, 3),
	};
	body = db_column_text(rows, 4, mem, &len);
	if (b64url_decode(mem, body, len, &bytes, &out->len) != OK)
		return fail(INTERNAL, "the file %s is damaged", sha256);
	out->bytes = (const char *)bytes;
	return OK;
}
