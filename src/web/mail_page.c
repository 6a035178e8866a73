/*
 * The outbox: mail sent, waiting, failed, kept.  Where no mail server is
 * set, this is where an owner reads what would have been sent.
 */
#include "store/mail.h"
#include "web/gate.h"
#include "web/guard.h"
#include "web/pages.h"

#define PAGE 50

static void
fill_mail(struct ctx *ctx, struct _hdf *line, const struct mail *m)
{
	render_set(line, "href", web_path(ctx, "/admin/mail/%s", m->id));
	render_set(line, "to", m->to);
	render_set(line, "subject", m->subject);
	render_set(line, "state", mail_state_name(m->state));
	render_set_number(line, "tries", m->tries);
	render_set(line, "error", str_empty(m->error) ? NULL : m->error);
	gate_set_time(ctx, line, "made", m->created_at);
	gate_set_time(ctx, line, "sent", m->sent_at);
	if (m->state == MAIL_WAITING && m->tries)
		gate_set_time(ctx, line, "next", m->next_at);
}

enum result
mail_page(struct ctx *ctx)
{
	struct web_pager pager = { .query = "/admin/mail?", .size = PAGE };
	struct mail_list list;
	struct _hdf *hdf;
	size_t i;

	TRY(web_page_number(ctx, &pager.page));
	TRY(mail_list(ctx->db, ctx->mem, PAGE, (pager.page - 1) * PAGE, &list));
	pager.count = (long long)list.count;
	pager.total = list.total;
	hdf = web_page(ctx, "Outbox");
	web_set_pager(ctx, hdf, &pager);
	render_set(hdf, "Mail.smtp", ctx->app->conf->smtp);
	for (i = 0; i < list.count; i++)
		fill_mail(ctx, web_nth(ctx, hdf, "Mail.item", i),
			  &list.items[i]);
	return web_render(ctx, 200, "outbox.cs", hdf);
}

/* The text by lines; one that is an address of ours can be followed. */
static void
fill_lines(struct ctx *ctx, struct _hdf *hdf, const char *body)
{
	const char *base = ctx->app->conf->base_url, *line;
	struct _hdf *node;
	size_t i, len;

	for (i = 0; *body; i++) {
		len = strcspn(body, "\n");
		line = arena_strndup(ctx->mem, body, len);
		node = web_nth(ctx, hdf, "Mail.line", i);
		render_set(node, "text", line);
		if (str_starts(line, base) && line[strlen(base)] == '/')
			render_set(node, "href", line);
		body += len + (body[len] == '\n');
	}
}

enum result
mail_page_one(struct ctx *ctx)
{
	struct mail mail;
	struct _hdf *hdf;
	bool has_smtp = !str_empty(ctx->app->conf->smtp);

	TRY(mail_get(ctx->db, ctx->mem, ctx->params[0], &mail));
	hdf = web_page(ctx, mail.subject);
	fill_mail(ctx, render_node(hdf, "Mail.one"), &mail);
	fill_lines(ctx, hdf, mail.body);
	if (has_smtp && (mail.state == MAIL_FAILED || mail.state == MAIL_KEPT))
		render_set(hdf, "Mail.token", guard_token(ctx));
	return web_render(ctx, 200, "letter.cs", hdf);
}

enum result
mail_page_again(struct ctx *ctx)
{
	const char *id = ctx->params[0];
	struct mail mail;

	TRY(mail_get(ctx->db, ctx->mem, id, &mail));
	if (str_empty(ctx->app->conf->smtp))
		return fail(CONFLICT, "No mail server is set (setting smtp), "
				      "so nothing can be sent.");
	TRY(mail_again(ctx->db, id));
	response_see_other(&ctx->res, web_path(ctx, "/admin/mail/%s", id));
	return OK;
}
