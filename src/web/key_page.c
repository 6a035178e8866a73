/*
 * Administration: the keys of those who issue, made, replaced, taken out of
 * use, told to be compromised.  What a key is and when it holds is
 * store/keyring.h's; private halves never come here.
 */
#include <string.h>

#include "base/clock.h"
#include "base/str.h"
#include "crypto/key.h"
#include "store/signer.h"
#include "web/gate.h"
#include "web/guard.h"
#include "web/pages.h"

/* Issuers offered at once; more are found by searching. */
enum { OFFERED = 50 };

/* What a key's page says, by its state. */
static const char *const states[] = {
	[KEYRING_SIGNING] = "signing",
	[KEYRING_REPLACED] = "replaced",
	[KEYRING_REVOKED] = "compromised",
};

static const char *
act_path(struct ctx *ctx, const struct keyring_key *key, const char *act)
{
	return web_path(ctx, "/admin/keys/%s/%s", key->id, act);
}

/* Whose key it is, for people. */
static enum result
owner_name(struct ctx *ctx, const struct keyring_key *key, const char **out)
{
	struct item item;

	*out = "The office";
	if (streq(key->item_id, KEYRING_OFFICE))
		return OK;
	TRY(item_get(ctx->db, ctx->mem, key->item_id, &item));
	*out = str_empty(item.name) ? item.doc_id : item.name;
	return OK;
}

static void
fill_key(struct ctx *ctx, struct _hdf *node, const struct keyring_key *key)
{
	const enum keyring_state state = keyring_state(key);
	auto_key public = NULL;

	render_set(node, "id", key->id);
	render_set(node, "state", states[state]);
	render_set_number(node, "bits", key->bits);
	render_set_number(node, "uses", key->uses);
	render_set(node, "reason", key->reason);
	render_set(node, "url", keyring_url(ctx->mem, ctx->app->root, key->id));
	render_set(node, "pem", act_path(ctx, key, "pem"));
	gate_set_time(ctx, node, "made", key->created_at);
	gate_set_time(ctx, node, "ended", key->ended_at);
	web_set_time(ctx, node, "since", key->untrusted_from);
	if (key_read_pem(key->pem, strlen(key->pem), &public) == OK)
		render_set(node, "thumb", key_thumbprint(public, ctx->mem));
	if (state == KEYRING_SIGNING) {
		render_set(node, "rotate", act_path(ctx, key, "rotate"));
		render_set(node, "end", act_path(ctx, key, "end"));
	}
	render_set(node, "revoke", act_path(ctx, key, "revoke"));
}

/* An owner with all its keys, newest first. */
static enum result
fill_owner(struct ctx *ctx, struct _hdf *node, const struct keyring_list *all,
	   const struct keyring_key *first)
{
	const char *name;
	size_t i, count = 0;

	TRY(owner_name(ctx, first, &name));
	render_set(node, "name", name);
	if (streq(first->item_id, KEYRING_OFFICE))
		render_set(node, "office", "1");
	else
		render_set(node, "href",
			   web_item_path(ctx, CLR_PROFILE, first->item_id));
	for (i = 0; i < all->count; i++)
		if (streq(all->items[i].item_id, first->item_id))
			fill_key(ctx, web_nth(ctx, node, "key", count++),
				 &all->items[i]);
	return OK;
}

/* Is there none of the same owner before ${i}? */
static bool
is_first(const struct keyring_list *all, size_t i)
{
	size_t k;

	for (k = 0; k < i; k++)
		if (streq(all->items[k].item_id, all->items[i].item_id))
			return false;
	return true;
}

enum result
key_page(struct ctx *ctx)
{
	struct _hdf *hdf = web_page(ctx, "Keys");
	struct keyring_list all;
	size_t i, owners = 0;

	TRY(keyring_list(ctx->db, ctx->mem, NULL, &all));
	for (i = 0; i < all.count; i++)
		if (is_first(&all, i))
			TRY(fill_owner(
				ctx, web_nth(ctx, hdf, "Keys.owner", owners++),
				&all, &all.items[i]));
	render_set(hdf, "Keys.done", form_get(&ctx->query, "done"));
	return web_render(ctx, 200, "keys.cs", hdf);
}

static enum result
find_key(struct ctx *ctx, struct keyring_key *key)
{
	return keyring_get(ctx->db, ctx->mem, ctx->params[0], key);
}

enum result
key_page_pem(struct ctx *ctx)
{
	struct keyring_key key;

	TRY(find_key(ctx, &key));
	response_text(&ctx->res, 200, "application/x-pem-file", key.pem);
	response_header(&ctx->res, "Cache-Control", "private, no-store");
	response_header(&ctx->res, "Content-Disposition",
			arena_printf(ctx->mem,
				     "attachment; filename=\"%s.pem\"",
				     key.id));
	return OK;
}

static enum result
done(struct ctx *ctx, const char *what)
{
	response_see_other(&ctx->res,
			   web_path(ctx, "/admin/keys?done=%s", what));
	return OK;
}

/* ---- A new one */

/* The form, with those who issue and have no key; ${problem} or NULL. */
static enum result
reply_new(struct ctx *ctx, const char *problem)
{
	const char *text = form_get(&ctx->query, "q");
	struct _hdf *hdf = web_page(ctx, "Make a key");
	struct keyring_key office;
	struct item_list list;
	enum result r;
	size_t i;

	TRY(keyring_keyless(ctx->db, ctx->mem, text, OFFERED, &list));
	for (i = 0; i < list.count; i++) {
		struct _hdf *line = web_nth(ctx, hdf, "Keys.item", i);

		render_set(line, "id", list.items[i].id);
		render_set(line, "name", list.items[i].name);
		render_set(line, "about", list.items[i].doc_id);
	}
	r = keyring_signing(ctx->db, ctx->mem, KEYRING_OFFICE, &office);
	if (r != OK && r != NOT_FOUND)
		return r;
	render_set(hdf, "Keys.office", r == NOT_FOUND ? "1" : NULL);
	render_set(hdf, "Keys.q", text);
	if (list.total > (long long)list.count)
		render_set_number(hdf, "Keys.more",
				  list.total - (long long)list.count);
	render_set(hdf, "Keys.token", guard_token(ctx));
	render_set(hdf, "Problem.text", problem);
	return web_render(ctx, problem ? 422 : 200, "keys_new.cs", hdf);
}

enum result
key_page_new(struct ctx *ctx)
{
	return reply_new(ctx, NULL);
}

/* Whose key is asked for: a profile's item; "office".  OK: *${id}. */
static enum result
read_owner(struct ctx *ctx, const char **id)
{
	const char *item = form_text(&ctx->form, "item");
	struct keyring_key key;
	enum result r;

	if (str_empty(item))
		return fail(INVALID, "Choose whose key it is.");
	*id = streq(item, "office") ? KEYRING_OFFICE : item;
	r = keyring_signing(ctx->db, ctx->mem, *id, &key);
	if (r == OK)
		return fail(CONFLICT, "It has a key that signs already.");
	return r == NOT_FOUND ? OK : r;
}

enum result
key_page_new_post(struct ctx *ctx)
{
	struct item_office office = web_office(ctx);
	const char *owner = NULL, *id;
	long long bits;
	enum result r;

	if (str_number(form_text(&ctx->form, "bits"), KEY_MOST, &bits) != OK)
		bits = 0; /* as wrong as any */
	r = read_owner(ctx, &owner);
	if (r == OK)
		r = signer_make(ctx->app->signer, ctx->db, &office, owner, bits,
				&id);
	if (r == INVALID)
		return reply_new(ctx,
				 arena_strdup(ctx->mem, fail_last()->text));
	return r == OK ? done(ctx, "made") : r;
}

/* ---- Changes of one that is there: each asked once more */

/* The page that asks for ${act}, with the key and its owner. */
static enum result
new_question(struct ctx *ctx, const struct keyring_key *key, const char *act,
	     struct _hdf **out)
{
	struct _hdf *hdf = web_page(ctx, "Keys");
	const char *name;

	TRY(owner_name(ctx, key, &name));
	fill_key(ctx, render_node(hdf, "Keys.key"), key);
	render_set(hdf, "Keys.name", name);
	render_set(hdf, "Keys.act", act);
	render_set(hdf, "Keys.action", act_path(ctx, key, act));
	render_set(hdf, "Keys.token", guard_token(ctx));
	*out = hdf;
	return OK;
}

/* The key that the path names, if it signs. */
static enum result
find_signing(struct ctx *ctx, struct keyring_key *key)
{
	TRY(find_key(ctx, key));
	if (keyring_state(key) != KEYRING_SIGNING)
		return fail(CONFLICT, "This key signs no more already.");
	return OK;
}

static enum result
ask(struct ctx *ctx, const char *act)
{
	struct keyring_key key;
	struct _hdf *hdf;

	TRY(find_signing(ctx, &key));
	TRY(keyring_signed_since(ctx->db, key.id, 0, &key.uses));
	TRY(new_question(ctx, &key, act, &hdf));
	return web_render(ctx, 200, "keys_ask.cs", hdf);
}

enum result
key_page_rotate(struct ctx *ctx)
{
	return ask(ctx, "rotate");
}

enum result
key_page_rotate_post(struct ctx *ctx)
{
	struct item_office office = web_office(ctx);
	struct keyring_key key;
	const char *id;

	TRY(find_signing(ctx, &key));
	TRY(signer_make(ctx->app->signer, ctx->db, &office, key.item_id,
			key.bits, &id));
	return done(ctx, "rotated");
}

enum result
key_page_end(struct ctx *ctx)
{
	return ask(ctx, "end");
}

enum result
key_page_end_post(struct ctx *ctx)
{
	struct item_office office = web_office(ctx);

	TRY(keyring_end(ctx->db, &office, ctx->params[0]));
	return done(ctx, "ended");
}

/* ---- Compromised */

/* What the form says, as it was typed. */
struct typed {
	const char *since, *reason;
	int64_t from; /* begin of that day */
};

static enum result
read_typed(struct ctx *ctx, const struct keyring_key *key, struct typed *out)
{
	struct moment day;

	out->since = form_text(&ctx->form, "since");
	out->reason = form_text(&ctx->form, "reason");
	if (clock_parse_date(out->since, &day) != OK)
		return fail(INVALID,
			    "Say since which day the key is compromised, as "
			    "2026-03-01.");
	out->from = day.epoch;
	return keyring_may_revoke(key, out->from, out->reason);
}

/* The form; with ${problem}, or, when all is well (${is_sure}), with what it
 * would do. */
static enum result
reply_revoke(struct ctx *ctx, const struct keyring_key *key,
	     const struct typed *typed, bool is_sure)
{
	const char *problem = NULL;
	struct _hdf *hdf;
	long long count;

	if (typed && !is_sure)
		problem = arena_strdup(ctx->mem, fail_last()->text);
	TRY(new_question(ctx, key, "revoke", &hdf));
	render_set(hdf, "Problem.text", problem);
	if (typed) {
		render_set(hdf, "Keys.since", typed->since);
		render_set(hdf, "Keys.reason", typed->reason);
	}
	if (is_sure) {
		TRY(keyring_signed_since(ctx->db, key->id, typed->from,
					 &count));
		render_set(hdf, "Keys.sure", "1");
		render_set_number(hdf, "Keys.count", count);
		web_set_time(ctx, hdf, "Keys.from", typed->from);
	}
	return web_render(ctx, problem ? 422 : 200, "keys_revoke.cs", hdf);
}

enum result
key_page_revoke(struct ctx *ctx)
{
	struct keyring_key key;

	TRY(find_key(ctx, &key));
	return reply_revoke(ctx, &key, NULL, false);
}

enum result
key_page_revoke_post(struct ctx *ctx)
{
	struct item_office office = web_office(ctx);
	struct keyring_key key;
	struct typed typed;
	enum result r;

	TRY(find_key(ctx, &key));
	r = read_typed(ctx, &key, &typed);
	if (r == INVALID)
		return reply_revoke(ctx, &key, &typed, false);
	if (r != OK)
		return r;
	if (!streq(form_text(&ctx->form, "do"), "revoke"))
		return reply_revoke(ctx, &key, &typed, true);
	TRY(keyring_revoke(ctx->db, &office, key.id, typed.from, typed.reason));
	return done(ctx, "revoked");
}
