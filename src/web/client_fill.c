/*
 * Between struct client and the pages of administration.
 */
#include "web/client_fill.h"

#include "base/uri.h"
#include "web/gate.h"

enum { MOST_RATE = 1000000 };

static const char *
or_null(const char *text)
{
	return str_empty(text) ? NULL : text;
}

void
client_fill(struct ctx *ctx, struct _hdf *line, const struct client *client)
{
	render_set(line, "id", client->id);
	render_set(line, "href",
		   web_path(ctx, "/admin/clients/%s", client->id));
	render_set(line, "name", client->name);
	render_set(line, "host", uri_host(ctx->mem, client->uri));
	render_set(line, "state", client_state_name(client->state));
	render_set(line, "itself", client->is_registered ? "1" : NULL);
	render_set(line, "by", or_null(client->created_by));
	gate_set_time(ctx, line, "made", client->created_at);
	gate_set_time(ctx, line, "used", client->used_at);
}

void
client_fill_scopes(struct ctx *ctx, struct _hdf *hdf, scope_set set)
{
	struct _hdf *line;
	enum scope scope;

	for (scope = SCOPE_NONE + 1; scope < SCOPE__MAX; scope++) {
		line = web_nth(ctx, hdf, "scope", scope);
		render_set(line, "name", scope_name(scope));
		render_set(line, "words", scope_words(scope));
		render_set(line, "chosen", set & 1U << scope ? "1" : NULL);
	}
}

scope_set
client_fill_chosen(const struct ctx *ctx)
{
	scope_set set = 0;
	size_t i;

	for (i = 0; i < ctx->form.count; i++)
		if (streq(ctx->form.fields[i].name, "scope"))
			set |= 1U << scope_named(ctx->form.fields[i].value);
	return set & ~(1U << SCOPE_NONE);
}

enum result
client_fill_rate(const struct ctx *ctx, long long *rate)
{
	const char *text = form_text(&ctx->form, "rate");

	*rate = 0;
	if (!str_empty(text) && str_number(text, MOST_RATE, rate) != OK)
		return fail(INVALID,
			    "Requests a minute are a number from 0 to %d.",
			    MOST_RATE);
	return OK;
}
