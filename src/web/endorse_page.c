/*
 * Endorsements: asking somebody by mail, their answer without an account,
 * and accepting or declining it.
 */
#include "base/uri.h"
#include "store/endorse.h"
#include "web/guard.h"
#include "web/item_look.h"
#include "web/pages.h"

/* Characters of the words that go with a request. */
#define MESSAGE 2000

static enum result
look(struct ctx *ctx, struct _hdf *hdf, const struct item *item)
{
	struct item_office office = web_office(ctx);
	json_t *whole;

	TRY(item_whole(ctx->db, &office, item, true, &whole));
	item_look_fill(ctx, hdf, item->as, whole, "");
	return OK;
}

/* The form that asks; ${problem} is why it could not be sent, or NULL. */
static enum result
reply_ask(struct ctx *ctx, const struct item *item, const char *problem)
{
	const char *home = web_item_path(ctx, item->as, item->id);
	struct _hdf *hdf = web_page(ctx, arena_printf(ctx->mem,
						      "Ask for an endorsement "
						      "of %s",
						      item->name));

	render_set(hdf, "Endorse.name", item->name);
	render_set(hdf, "Endorse.about", item->about);
	render_set(hdf, "Endorse.back", home);
	render_set(hdf, "Endorse.action",
		   arena_printf(ctx->mem, "%s/endorse", home));
	render_set(hdf, "Endorse.give",
		   web_path(ctx, "/endorsements/new?for=%s", item->id));
	render_set(hdf, "Endorse.token", guard_token(ctx));
	render_set(hdf, "Endorse.who", form_text(&ctx->form, "name"));
	render_set(hdf, "Endorse.email", form_text(&ctx->form, "email"));
	render_set(hdf, "Endorse.message", form_text(&ctx->form, "message"));
	render_set(hdf, "Endorse.problem", problem);
	return web_render(ctx, problem ? 422 : 200, "endorse_ask.cs", hdf);
}

enum result
endorse_page_ask(struct ctx *ctx)
{
	struct item item;

	TRY(web_item(ctx, &item));
	if (item.as == CLR_ENDORSEMENT)
		return fail(CONFLICT, "An endorsement is not endorsed.");
	return reply_ask(ctx, &item, NULL);
}

/* The letter to who is asked to endorse ${item}. */
static struct mail_letter
letter_to(struct ctx *ctx, const char *name, const struct item *item)
{
	const struct conf *conf = ctx->app->conf;
	const char *message = form_text(&ctx->form, "message");

	return (struct mail_letter){
		.subject = arena_printf(ctx->mem,
					"%s asks you for an endorsement",
					conf->institution),
		.before = arena_printf(
			ctx->mem,
			"Dear %s,\n\n"
			"%s asks you to say something in support of:\n\n"
			"    %s\n    %s\n\n%s%s"
			"You need no account. Open this page to see what it is "
			"and to write a few\nsentences:\n\n",
			name, conf->institution, item->name, item->about,
			message, *message ? "\n\n" : ""),
		.link = web_url(ctx, "/endorse/"),
		.after = "\n\nThe link is yours alone and works once, for 60 "
			 "days.\n",
		.seconds = ENDORSE_SECONDS,
		.is_kept = str_empty(conf->smtp),
	};
}

enum result
endorse_page_ask_post(struct ctx *ctx)
{
	struct item_office office = web_office(ctx);
	struct endorse_asking asking = {
		.who = { .name = form_text(&ctx->form, "name"),
			 .email = form_text(&ctx->form, "email") },
		.doc_id = web_new_id(ctx, CLR_ENDORSEMENT),
	};
	struct item item;
	const char *id;
	enum result r;

	TRY(web_item(ctx, &item));
	if (str_points(form_text(&ctx->form, "message")) > MESSAGE)
		return reply_ask(ctx, &item, "The words to them are too long.");
	asking.letter = letter_to(ctx, asking.who.name, &item);
	r = endorse_ask(ctx->db, &office, &item, &asking, &id);
	if (r == INVALID)
		return reply_ask(ctx, &item,
				 arena_strdup(ctx->mem, fail_last()->text));
	if (r != OK)
		return r;
	response_see_other(
		&ctx->res,
		arena_printf(ctx->mem, "%s?notice=asked",
			     web_item_path(ctx, CLR_ENDORSEMENT, id)));
	return OK;
}

/* What the link leads to; one that is used up or past its end has a page of
 * its own, and then *${ticket} is empty. */
static enum result
open_ticket(struct ctx *ctx, struct ticket *ticket)
{
	enum result r = ticket_get(ctx->db, ctx->mem, TICKET_ENDORSE,
				   ctx->params[0], ticket);
	struct _hdf *hdf;

	if (r != NOT_FOUND && r != GONE)
		return r;
	*ticket = (struct ticket){ 0 };
	hdf = web_page(ctx, "This link is no longer good");
	return web_render(ctx, r == GONE ? 410 : 404, "endorse_used.cs", hdf);
}

/* The page for who was asked: what is endorsed, and the form. */
static enum result
reply_give(struct ctx *ctx, const char *ticket_about, const char *problem)
{
	struct item_office office = web_office(ctx);
	struct item endorsement, target;
	const char *name, *said = form_get(&ctx->form, "comment");
	struct _hdf *hdf;

	TRY(endorse_get(ctx->db, &office, ticket_about, &endorsement, &target));
	name = form_get(&ctx->form, "name");
	hdf = web_page(ctx, arena_printf(ctx->mem, "Endorse %s", target.name));
	render_set(hdf, "Endorse.name", target.name);
	render_set(hdf, "Endorse.about", target.about);
	render_set(hdf, "Endorse.action",
		   web_path(ctx, "/endorse/%s", ctx->params[0]));
	render_set(hdf, "Endorse.who", name ? name : endorsement.name);
	render_set(hdf, "Endorse.comment", said);
	render_set(hdf, "Endorse.problem", problem);
	render_set(hdf, "Endorse.token", guard_token(ctx));
	TRY(look(ctx, hdf, &target));
	return web_render(ctx, problem ? 422 : 200, "endorse_give.cs", hdf);
}

enum result
endorse_page_give(struct ctx *ctx)
{
	struct ticket ticket;

	TRY(open_ticket(ctx, &ticket));
	return ticket.about ? reply_give(ctx, ticket.about, NULL) : OK;
}

enum result
endorse_page_give_post(struct ctx *ctx)
{
	struct item_office office = web_office(ctx);
	struct endorse_who who = { .name = form_text(&ctx->form, "name") };
	struct ticket ticket;
	struct _hdf *hdf;
	enum result r;

	TRY(open_ticket(ctx, &ticket));
	if (!ticket.about)
		return OK;
	if (!form_get(&ctx->form, "confirm"))
		return reply_give(ctx, ticket.about,
				  "Tick the box to confirm that these are "
				  "your own words.");
	if (!ctx->account)
		ctx->by.name = arena_printf(ctx->mem, "%s (by a link)",
					    who.name);
	r = endorse_give(ctx->db, &office, ctx->params[0], &who,
			 form_text(&ctx->form, "comment"));
	if (r == INVALID)
		return reply_give(ctx, ticket.about,
				  arena_strdup(ctx->mem, fail_last()->text));
	if (r != OK)
		return r;
	hdf = web_page(ctx, "Thank you");
	return web_render(ctx, 200, "endorse_done.cs", hdf);
}

enum result
endorse_page_decide(struct ctx *ctx)
{
	struct item_office office = web_office(ctx);
	const char *what = form_text(&ctx->form, "do"), *id = ctx->params[0];

	if (streq(what, "accept"))
		TRY(endorse_accept(ctx->db, &office, id));
	else if (streq(what, "decline"))
		TRY(endorse_decline(ctx->db, &office, id,
				    form_text(&ctx->form, "reason")));
	else
		return fail(INVALID, "do is accept or decline.");
	response_see_other(
		&ctx->res,
		arena_printf(ctx->mem, "%s?notice=%s",
			     web_item_path(ctx, CLR_ENDORSEMENT, id),
			     streq(what, "accept") ? "accepted" : "declined"));
	return OK;
}
