/*
 * The answers of shareable links: made, kept, found again.  Who may read
 * one was decided by opening the link; how it is sent is in share_page.c.
 */
#include "web/shared.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/uri.h"
#include "page/qr.h"
#include "store/checking.h"
#include "web/cache.h"
#include "web/shared_checks.h"
#include "web/sheet.h"

static const char *const names[SHARED__MAX] = {
	[SHARED_RECORD] = "record",
	[SHARED_SUMMARY] = "summary",
	[SHARED_JSON] = "json",
};

/* ---- What an answer is made of */

static enum result
fill_share(struct ctx *ctx, struct _hdf *hdf, const struct share_opened *link)
{
	const struct share *share = &link->share;
	const char *url = web_url(ctx, "/s/%s", share->id);
	struct share_code code = link->code;

	render_set(hdf, "Page.url", url);
	render_set(hdf, "Page.json", url);
	render_set(hdf, "Share.url", url);
	if (link->record.is_signed)
		render_set(hdf, "Share.jws",
			   web_path(ctx, "/s/%s/jws", share->id));
	render_set(hdf, "Share.json", web_path(ctx, "/s/%s", share->id));
	render_set(hdf, "Share.checks",
		   web_path(ctx, "/s/%s/checks", share->id));
	render_set(hdf, "Share.verify",
		   web_path(ctx, "/verify?url=%s", uri_encode(ctx->mem, url)));
	web_set_time(ctx, hdf, "Share.created", share->created_at);
	if (!streq(code.url, url)) /* drawn before the address changed */
		TRY(qr_path(ctx->mem, url, &code.path, &code.size));
	render_set(hdf, "Share.qr.path", code.path);
	render_set_number(hdf, "Share.qr.size", code.size);
	return OK;
}

/* What a page calls a record that says no name. */
static const char *
or_clr(const char *name)
{
	return str_empty(name) ? "Comprehensive Learner Record" : name;
}

static enum result
render_share(struct ctx *ctx, struct share_opened *link, struct str *out,
	     int64_t *until)
{
	struct record *record = &link->record;
	const char *path = web_path(ctx, "/s/%s", link->share.id);
	const char *name = or_clr(record->name);
	struct _hdf *hdf = web_public_page(ctx, or_clr(record->learner));

	render_set(hdf, "Page.description",
		   arena_printf(ctx->mem, "%s, published by %s", name,
				record->publisher));
	TRY(fill_share(ctx, hdf, link));
	TRY(sheet_fill(ctx, hdf, record, path, until));
	TRY(shared_checks_fill(ctx, hdf, link, until));
	return render_page(ctx->app->render, "share.cs", hdf, out);
}

static enum result
write_bytes(struct ctx *ctx, enum shared_form form, struct share_opened *link,
	    struct str *out, int64_t *until)
{
	struct record *record = &link->record;

	if (form != SHARED_JSON)
		return render_share(ctx, link, out, until);
	TRY(sheet_bytes(ctx, record));
	str_addn(out, record->doc, record->doc_len);
	*until = INT64_MAX;
	return OK;
}

/* ---- What is kept: the last second it holds, its ETag, the bytes */

#define UNTIL_LEN 20
#define HEAD_LEN (UNTIL_LEN + SHARED_ETAG)

static enum result
make(struct ctx *ctx, enum shared_form form, struct share_opened *link,
     struct str *out)
{
	char head[HEAD_LEN + 1];
	int64_t until;

	str_init(out, ctx->mem);
	str_addf(out, "%*s", (int)HEAD_LEN, "");
	TRY(write_bytes(ctx, form, link, out, &until));
	snprintf(head, sizeof(head), "%020" PRId64 "\"%016" PRIx64 "\"", until,
		 str_sum(out->s + HEAD_LEN, out->len - HEAD_LEN));
	memcpy(out->s, head, HEAD_LEN);
	return OK;
}

static void
read_kept(const char *kept, size_t len, struct shared *out)
{
	*out = (struct shared){ .bytes = kept + HEAD_LEN,
				.len = len - HEAD_LEN };
	memcpy(out->etag, kept + UNTIL_LEN, SHARED_ETAG);
}

/* Is it there, and does it hold still?  Then ${out}. */
static bool
read_valid(const char *kept, size_t len, struct shared *out)
{
	if (!kept || len < HEAD_LEN || strtoll(kept, NULL, 10) < clock_now())
		return false;
	read_kept(kept, len, out);
	return true;
}

enum result
shared_state(struct ctx *ctx, const struct share_opened *link,
	     struct shared_state *out)
{
	const struct record *record = &link->record;

	*out = (struct shared_state){ .is_revoked = record->is_revoked,
				      .withdrawals = link->withdrawals };
	memcpy(out->sha256, record->sha256, sizeof(out->sha256) - 1);
	return checking_last(ctx->db, record->id, record->sha256,
			     &out->checked_at);
}

/* What the answer is made of: the form, the link, its record and how it was
 * checked, and with the version templates, program and settings. */
static const char *
key_of(struct ctx *ctx, enum shared_form form, const char *id,
       const struct shared_state *state)
{
	return arena_printf(ctx->mem, "%s %s %s %d %lld %lld %s", names[form],
			    id, state->sha256, state->is_revoked,
			    (long long)state->withdrawals,
			    (long long)state->checked_at, ctx->app->version);
}

/* ---- The tree */

static const char *
file_of(struct arena *mem, const char *id, enum shared_form form)
{
	return arena_printf(mem, "%s.%s", id, names[form]);
}

void
shared_drop(struct shelf *shelf, struct arena *mem, const char *id)
{
	enum shared_form form;

	for (form = SHARED_RECORD; form < SHARED_JSON; form++)
		if (shelf_drop(shelf, file_of(mem, id, form)) == INTERNAL)
			log_line(LOG_ERROR, "a page of the link %s stays: %s",
				 id, fail_last()->text);
}

/* Documents are not kept there: the database has them.  One whose link was
 * withdrawn meanwhile does not stay. */
static void
put_tree(struct ctx *ctx, enum shared_form form, const char *key,
	 const struct str *made, const char *id)
{
	struct shelf *shelf = ctx->app->shelf;
	struct share_opened now;

	if (form == SHARED_JSON)
		return;
	if (shelf_put(shelf, file_of(ctx->mem, id, form), key, made->s,
		      made->len) != OK)
		log_line(LOG_WARNING, "a page is not kept: %s",
			 fail_last()->text);
	if (share_open(ctx->db, ctx->mem, id, NULL, &now) != OK)
		shared_drop(shelf, ctx->mem, id);
}

/* May a page stay?  Yes, as long as its link works. */
static bool
is_wanted(void *data, const char *name)
{
	auto_arena mem = arena_new();
	char *id = arena_strndup(mem, name, strcspn(name, "."));
	struct share_opened link;
	enum result r = share_open(data, mem, id, NULL, &link);

	return r != GONE && r != NOT_FOUND;
}

void
shared_tidy(const struct conf *conf, struct db *db)
{
	auto_shelf shelf = shelf_new(conf->data_dir, (size_t)conf->tree_bytes);

	if (shelf_tidy(shelf, is_wanted, db) != OK)
		log_line(LOG_WARNING, "%s", fail_last()->text);
}

/* ---- Finding */

bool
shared_known(struct ctx *ctx, enum shared_form form, const char *id,
	     const struct shared_state *state, struct shared *out)
{
	size_t len = 0;
	const char *kept = cache_get(ctx->app->cache,
				     key_of(ctx, form, id, state), &len);

	return read_valid(kept, len, out);
}

static bool
find_in_tree(struct ctx *ctx, enum shared_form form, const char *id,
	     const char *key, struct shared *out)
{
	const char *kept;
	size_t len = 0;

	if (form == SHARED_JSON)
		return false;
	kept = shelf_get(ctx->app->shelf, ctx->mem, file_of(ctx->mem, id, form),
			 key, &len);
	if (!read_valid(kept, len, out))
		return false;
	cache_put(ctx->app->cache, key, kept, len);
	return true;
}

enum result
shared_get(struct ctx *ctx, enum shared_form form, struct share_opened *link,
	   const struct shared_state *state, struct shared *out)
{
	const char *id = link->share.id;
	const char *key = key_of(ctx, form, id, state);
	struct str made;

	if (shared_known(ctx, form, id, state, out) ||
	    find_in_tree(ctx, form, id, key, out))
		return OK;
	TRY(make(ctx, form, link, &made));
	cache_put(ctx->app->cache, key, made.s, made.len);
	put_tree(ctx, form, key, &made, id);
	read_kept(made.s, made.len, out);
	return OK;
}

static enum result
prepare(struct ctx *ctx, const char *id)
{
	struct share_opened link;
	struct shared_state state;
	struct str made;

	TRY(share_open(ctx->db, ctx->mem, id, NULL, &link));
	TRY(shared_state(ctx, &link, &state));
	TRY(make(ctx, SHARED_RECORD, &link, &made));
	put_tree(ctx, SHARED_RECORD, key_of(ctx, SHARED_RECORD, id, &state),
		 &made, id);
	return OK;
}

void
shared_prepare(struct app *app, struct db *db, const char *id)
{
	struct ctx ctx = { .app = app, .mem = app->mem, .db = db };

	form_init(&ctx.query, ctx.mem);
	if (prepare(&ctx, id) != OK)
		log_line(LOG_WARNING, "the page of %s is not prepared: %s", id,
			 fail_last()->text);
}

/* Those that were given up by the tree, for want of room, stay so. */
static void
renew(struct app *app, struct db *db, const struct share_list *links)
{
	size_t i;

	for (i = 0; i < links->count; i++) {
		const struct share *link = &links->items[i];

		if (!link->deleted_at &&
		    shelf_has(app->shelf,
			      file_of(app->mem, link->id, SHARED_RECORD)))
			shared_prepare(app, db, link->id);
		arena_reset(app->mem);
	}
}

void
shared_renew(const struct conf *conf, struct db *db, const char *record_id)
{
	auto_arena mem = arena_new();
	struct share_list links = { 0 };
	enum result r = share_list(db, mem, record_id, &links);
	struct app app;

	if (r == OK && links.count == 0)
		return;
	if (web_open(&app, conf, -1, -1) == OK && r == OK)
		renew(&app, db, &links);
	else
		log_line(LOG_WARNING, "pages of links are not made anew: %s",
			 fail_last()->text);
	web_close(&app);
}
