/*
 * Administration: the issuers that the institution knows to be who they say
 * they are.  What a verification makes of it is said by peer/source.c.
 */
#include <ctype.h>

#include "base/uri.h"
#include "store/pinned.h"
#include "web/guard.h"
#include "web/pages.h"

#define HERE "/admin/issuers"

static void
fill_issuer(struct ctx *ctx, struct _hdf *line, const struct pinned *p)
{
	const char *id = uri_encode(ctx->mem, p->issuer);

	render_set(line, "name", p->name);
	render_set(line, "note", p->note);
	render_set(line, "id", p->issuer);
	render_set(line, "host", uri_host(ctx->mem, p->issuer));
	render_set(line, "by", p->created_by);
	web_set_time(ctx, line, "at", p->created_at);
	render_set(line, "change", web_path(ctx, HERE "?id=%s#add", id));
	render_set(line, "remove", web_path(ctx, HERE "/remove?id=%s", id));
}

/* The list, and the form with what ${typed} says. */
static enum result
new_issuers(struct ctx *ctx, const struct pinned *typed, struct _hdf **out)
{
	struct _hdf *hdf = web_page(ctx, "Known issuers");
	struct pinned_list list;
	size_t i;

	TRY(pinned_list(ctx->db, ctx->mem, &list));
	for (i = 0; i < list.count; i++)
		fill_issuer(ctx, web_nth(ctx, hdf, "Issuers.item", i),
			    &list.items[i]);
	render_set(hdf, "Issuers.token", guard_token(ctx));
	render_set(hdf, "Issuers.action", web_path(ctx, HERE));
	render_set(hdf, "Issuers.typed.id", typed->issuer);
	render_set(hdf, "Issuers.typed.name", typed->name);
	render_set(hdf, "Issuers.typed.note", typed->note);
	*out = hdf;
	return OK;
}

/* What a form's field says, without the blanks around it. */
static const char *
trimmed(struct ctx *ctx, const struct form *form, const char *name)
{
	const char *s = form_text(form, name);
	size_t len;

	while (isspace((unsigned char)*s))
		s++;
	for (len = strlen(s); len && isspace((unsigned char)s[len - 1]); len--)
		;
	return arena_strndup(ctx->mem, s, len);
}

static struct pinned
read_form(struct ctx *ctx, const struct form *form)
{
	return (struct pinned){
		.issuer = trimmed(ctx, form, "id"),
		.name = trimmed(ctx, form, "name"),
		.note = trimmed(ctx, form, "note"),
	};
}

/* With ?id= the form begins with what is known of it, or is given. */
enum result
issuer_page(struct ctx *ctx)
{
	struct pinned typed = read_form(ctx, &ctx->query);
	struct _hdf *hdf;
	enum result r = OK;

	if (!str_empty(typed.issuer))
		r = pinned_get(ctx->db, ctx->mem, typed.issuer, &typed);
	if (r != OK && r != NOT_FOUND)
		return r;
	TRY(new_issuers(ctx, &typed, &hdf));
	if (form_get(&ctx->query, "done"))
		render_set(hdf, "Issuers.done", "1");
	return web_render(ctx, 200, "issuers.cs", hdf);
}

/* What was typed, with what is wrong in it. */
static enum result
reply_refused(struct ctx *ctx, const struct pinned *typed,
	      enum pinned_member bad)
{
	static const char *const members[] = {
		[PINNED_BAD_ISSUER] = "Issuers.bad.id",
		[PINNED_BAD_NAME] = "Issuers.bad.name",
		[PINNED_BAD_NOTE] = "Issuers.bad.note",
	};
	const char *text = arena_strdup(ctx->mem, fail_last()->text);
	struct _hdf *hdf;

	TRY(new_issuers(ctx, typed, &hdf));
	render_set(hdf, "Problem.text", text);
	render_set(hdf, members[bad], text);
	return web_render(ctx, 422, "issuers.cs", hdf);
}

static enum result
reply_done(struct ctx *ctx)
{
	response_see_other(&ctx->res, web_path(ctx, HERE "?done=1"));
	return OK;
}

enum result
issuer_page_post(struct ctx *ctx)
{
	const struct pinned typed = read_form(ctx, &ctx->form);
	enum pinned_member bad = pinned_check(&typed);

	if (bad != PINNED_FINE)
		return reply_refused(ctx, &typed, bad);
	TRY(pinned_put(ctx->db, &ctx->by, &typed));
	return reply_done(ctx);
}

/* The issuer that ?id= names. */
static enum result
find_issuer(struct ctx *ctx, struct pinned *out)
{
	return pinned_get(ctx->db, ctx->mem, form_text(&ctx->query, "id"), out);
}

enum result
issuer_page_remove(struct ctx *ctx)
{
	const char *title = "Take this issuer off the list?";
	struct pinned p;
	struct _hdf *hdf;

	TRY(find_issuer(ctx, &p));
	hdf = web_page(ctx, title);
	render_set(hdf, "Confirm.title", title);
	render_set(hdf, "Confirm.words",
		   arena_printf(ctx->mem,
				"From the next check on, records of %s are "
				"shown as confirmed only if its own domain "
				"proves who it is. Nothing becomes invalid by "
				"it.",
				p.name));
	render_set(hdf, "Confirm.action",
		   web_path(ctx, HERE "/remove?id=%s",
			    uri_encode(ctx->mem, p.issuer)));
	render_set(hdf, "Confirm.button", "Take it off");
	render_set(hdf, "Confirm.back", web_path(ctx, HERE));
	render_set(hdf, "Confirm.token", guard_token(ctx));
	return web_render(ctx, 200, "confirm.cs", hdf);
}

enum result
issuer_page_remove_post(struct ctx *ctx)
{
	TRY(pinned_del(ctx->db, &ctx->by, form_text(&ctx->query, "id")));
	return reply_done(ctx);
}
