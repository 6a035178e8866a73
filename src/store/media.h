/*
 * Uploaded pictures and files of evidence, by the hash of their bytes.
 */
#ifndef STORE_MEDIA_H
#define STORE_MEDIA_H

#include "store/audit.h"

struct media_file {
	const char *sha256; /* hex; in its address: /media/{sha256} */
	const char *type;
	const char *file; /* name as uploaded */
	const char *bytes;
	size_t len;
	int64_t created_at;
};

/* Keep one; the same bytes are kept once.  ${media}: type, file, bytes, len.
 * OK: *${sha256} in ${mem}. */
enum result
media_put(struct db *db, struct arena *mem, const struct audit_by *by,
	  const struct media_file *media, const char **sha256) CHECKED;

/* With its bytes.  OK, NOT_FOUND. */
enum result
media_get(struct db *db, struct arena *mem, const char *sha256,
	  struct media_file *out) CHECKED;

#endif
