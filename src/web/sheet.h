/*
 * The sheet of a record: what the office's page and the shared page of a
 * record have in common, and its other forms (JSON, JWS, files).
 */
#ifndef WEB_SHEET_H
#define WEB_SHEET_H

#include "store/record.h"
#include "web/web.h"

/* The forms a record's address answers in, the page first. */
extern const enum media sheet_offers[];

/* Which of them this request prefers; sets Vary: Accept. */
enum media
sheet_wanted(struct ctx *ctx);

/* Fill ${node} with ${record} as a line of a list: .href .learner
 * .publisher .name .assertions .revoked .issued. */
void
sheet_line(struct ctx *ctx, struct _hdf *node, const struct record *record);

/*
 * Fill Doc.* of ${hdf} with ${record}, whose bytes are read if they are not
 * there yet.  ${home} is the address (a path of ours) that the record's
 * files stand under: ${home}/files/0.  *${until}, if asked for, is the last
 * second in which this is what it says.  OK, GONE, BUSY, INTERNAL.
 */
enum result
sheet_fill(struct ctx *ctx, struct _hdf *hdf, struct record *record,
	   const char *home, int64_t *until) CHECKED;

/* Have ${record}->doc be the bytes that stand for it: those that are kept,
 * or, once it was revoked here, the same document saying so and why.
 * OK, GONE, BUSY, INTERNAL. */
enum result
sheet_bytes(struct ctx *ctx, struct record *record) CHECKED;

/* Reply with these bytes as ${media}, with an ETag; or 304. */
enum result
sheet_reply_json(struct ctx *ctx, struct record *record, enum media media)
	CHECKED;

/* Reply with the compact JWS.  NOT_FOUND when it came unsigned. */
enum result
sheet_reply_jws(struct ctx *ctx, struct record *record) CHECKED;

/*
 * Reply with the file number ${n} of the record.  Its type is believed only
 * if its first bytes agree; anything else is a download of plain bytes, and
 * nothing in it can act.  NOT_FOUND.
 */
enum result
sheet_reply_file(struct ctx *ctx, struct record *record, const char *n) CHECKED;

/* An ETag, quoted, of ${parts} that name a version of something. */
const char *
sheet_etag(struct ctx *ctx, const char *parts);

#endif
