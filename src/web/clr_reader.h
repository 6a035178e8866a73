/*
 * What the endpoints of learner records have in common: who reads, the
 * record that an address means, headers.
 */
#ifndef WEB_CLR_READER_H
#define WEB_CLR_READER_H

#include "store/holding.h"
#include "web/web.h"

/* Who reads or writes, by the token of this request. */
struct holding_reader
clr_reader(const struct ctx *ctx);

/* The record that the path names (CLR 1.0 §2.5).  OK, NOT_FOUND,
 * FORBIDDEN. */
enum result
clr_reader_find(struct ctx *ctx, struct holding *out) CHECKED;

/* In which form an unsigned record leaves, by the setting certification. */
enum holding_form
clr_reader_form(const struct ctx *ctx);

/* The bytes in the form ${form}; as kept, but of an unsigned record with
 * "@context", which every document has on its own (CLR 1.0 G-3).  In
 * ${mem}. */
enum result
clr_reader_bytes(struct ctx *ctx, struct arena *mem, const struct holding *h,
		 enum holding_form form, struct holding_bytes *out) CHECKED;

/* Headers of what takes a token: for nobody else, kept by nobody. */
void
clr_reader_headers(struct ctx *ctx);

#endif
