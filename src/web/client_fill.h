/*
 * A client on the pages of administration, and what their forms say of one.
 */
#ifndef WEB_CLIENT_FILL_H
#define WEB_CLIENT_FILL_H

#include "auth/scope.h"
#include "store/client.h"
#include "web/web.h"

/* Fill ${line} with what a list and a page of it show. */
void
client_fill(struct ctx *ctx, struct _hdf *line, const struct client *client);

/* Fill ${hdf}.scope.N with each scope there is, those of ${set} chosen. */
void
client_fill_scopes(struct ctx *ctx, struct _hdf *hdf, scope_set set);

/* The scopes that the form's fields "scope" choose. */
scope_set
client_fill_chosen(const struct ctx *ctx);

/* The field "rate": requests a minute, "" being 0.  OK, INVALID. */
enum result
client_fill_rate(const struct ctx *ctx, long long *rate) CHECKED;

#endif
