/*
 * The page of a hosted document: its content as a sheet, how one can check
 * it, and the document for machines.  Who asks for it and where it is kept
 * is not known here: see hosted_api.c and published.c.
 */
#include "web/hosted_page.h"

#include "base/uri.h"
#include "crypto/key.h"
#include "model/walk.h"
#include "page/embed.h"
#include "store/version.h"
#include "web/item_look.h"

/* Ids of a list that the page shows; the document has all. */
#define MOST_IDS 1000

/* One page being made. */
struct making {
	struct ctx *ctx;
	struct _hdf *hdf;
	const struct hosted *doc;
	const char *url;   /* the address that is its id */
	const char *files; /* how its files are asked for; "": they cannot be */
	int64_t until;
};

/* ---- Keys */

static const char *
state_name(enum keyring_state state)
{
	static const char *const names[] = {
		[KEYRING_SIGNING] = "signs",
		[KEYRING_REPLACED] = "replaced",
		[KEYRING_REVOKED] = "revoked",
	};

	return names[state];
}

static const char *
thumbprint(struct arena *mem, const struct keyring_key *key)
{
	auto_key read = NULL;

	if (key_read_pem(key->pem, strlen(key->pem), &read) != OK)
		return NULL;
	return key_thumbprint(read, mem);
}

static void
fill_key(struct making *m, struct _hdf *node, const struct keyring_key *key)
{
	struct ctx *ctx = m->ctx;

	render_set(node, "state", state_name(keyring_state(key)));
	render_set(node, "href",
		   keyring_url(ctx->mem, ctx->app->root, key->id));
	render_set(node, "thumbprint", thumbprint(ctx->mem, key));
	render_set_number(node, "bits", key->bits);
	render_set(node, "reason", key->reason);
	render_set(node, "pem", key->pem);
	web_set_time(ctx, node, "created", key->created_at);
	web_set_time(ctx, node, "ended", key->ended_at);
	web_set_time(ctx, node, "untrusted", key->untrusted_from);
}

/* The keys of a profile, and its list of what was revoked. */
static enum result
fill_trust(struct making *m)
{
	struct ctx *ctx = m->ctx;
	struct keyring_list keys;
	size_t i;

	TRY(keyring_list(ctx->db, ctx->mem, m->doc->item_id, &keys));
	for (i = 0; i < keys.count; i++)
		fill_key(m, web_nth(ctx, m->hdf, "Hosted.keys", i),
			 &keys.items[i]);
	render_set(m->hdf, "Hosted.list",
		   arena_printf(ctx->mem, "%s%s/%s", ctx->app->root,
				hosted_folder(CLR_REVOCATION_LIST),
				m->doc->item_id));
	return OK;
}

/* ---- Whose key or list it is */

/* The name that the published profile ${item_id} says; NULL: it is not
 * public, or says none. */
static enum result
owner_name(struct ctx *ctx, const struct item *profile, const char **name)
{
	struct item_office office = web_office(ctx);
	const char *path = hosted_path(office.root, profile->doc_id);
	struct hosted doc;
	json_t *json;
	enum result r;

	*name = NULL;
	if (!path)
		return OK;
	r = hosted_get(ctx->db, &office, path, &doc);
	if (r != OK || doc.status != 200)
		return r == NOT_FOUND ? OK : r;
	TRY(load_stored(ctx->mem, doc.bytes, doc.len, &json));
	*name = walk_text(json, CLR_PROFILE, "name");
	return OK;
}

static enum result
fill_owner(struct making *m)
{
	struct ctx *ctx = m->ctx;
	struct item profile;
	const char *name;

	if (str_empty(m->doc->item_id)) {
		render_set(m->hdf, "Hosted.office", "1");
		return OK;
	}
	TRY(item_get(ctx->db, ctx->mem, m->doc->item_id, &profile));
	TRY(owner_name(ctx, &profile, &name));
	render_set(m->hdf, "Hosted.owner.name", name);
	render_set(m->hdf, "Hosted.owner.id", profile.doc_id);
	if (name)
		render_set(m->hdf, "Hosted.owner.href", profile.doc_id);
	return OK;
}

/* ---- One form each */

static const char *
title_or_label(const struct making *m, const char *title)
{
	return str_empty(title) ? walk_class(m->doc->as)->label : title;
}

/* What the browser's tab says. */
static const char *
title_of(const struct making *m, const json_t *json)
{
	enum class_id as = m->doc->as;

	if (as == CLR_ASSERTION) {
		json = walk_get(json, as, "achievement");
		as = CLR_ACHIEVEMENT;
	}
	if (as == CLR_ENDORSEMENT)
		return title_or_label(m, NULL);
	return title_or_label(m, walk_text(json, as, "name"));
}

/* Whose it is, as the document says; nothing is guessed from a hash. */
static void
fill_recipient(struct making *m, const json_t *json)
{
	const json_t *recipient = walk_get(json, CLR_ASSERTION, "recipient");
	bool is_hashed = json_is_true(
		walk_get(recipient, CLR_IDENTITY, "hashed"));
	const char *identity = walk_text(recipient, CLR_IDENTITY, "identity");

	render_set(m->hdf, "Hosted.recipient.type",
		   walk_text(recipient, CLR_IDENTITY, "type"));
	render_set(m->hdf, "Hosted.recipient.identity",
		   is_hashed ? NULL : identity);
}

static enum result
fill_item(struct making *m, const json_t *json)
{
	/* The sheet's only thing, so its heading is the page's. */
	static const char *const places[CLASS__MAX] = {
		[CLR_ASSERTION] = "Doc.assertion.0",
		[CLR_ACHIEVEMENT] = "Doc.other.0",
	};
	const char *place = places[m->doc->as];

	m->until = item_look_fill(m->ctx, m->hdf, m->doc->as, json, m->files);
	render_set(m->hdf, "Page.title", title_of(m, json));
	render_set(m->hdf, "Hosted.title", title_of(m, json));
	if (place) {
		render_set(render_node(m->hdf, place), "heading", "1");
		render_set(render_node(m->hdf, place), "below", "2");
	}
	if (m->doc->as == CLR_ASSERTION)
		fill_recipient(m, json);
	return m->doc->as == CLR_PROFILE ? fill_trust(m) : OK;
}

static enum result
fill_list(struct making *m, const json_t *json)
{
	const json_t *ids = walk_get(json, m->doc->as, "revokedAssertions");
	size_t i, count = json_array_size(ids);
	json_t *id;

	render_set_number(m->hdf, "Hosted.count", (int64_t)count);
	if (count > MOST_IDS)
		render_set_number(m->hdf, "Hosted.shown", MOST_IDS);
	json_array_foreach (ids, i, id) {
		if (i == MOST_IDS)
			break;
		render_set(web_nth(m->ctx, m->hdf, "Hosted.ids", i), "id",
			   json_string_value(id));
	}
	return fill_owner(m);
}

static enum result
fill_key_page(struct making *m)
{
	struct keyring_key key;

	TRY(keyring_get(m->ctx->db, m->ctx->mem, strchr(m->doc->path, '/') + 1,
			&key));
	fill_key(m, render_node(m->hdf, "Hosted.key"), &key);
	return fill_owner(m);
}

static enum result
fill_form(struct making *m)
{
	const char *form = m->doc->status == 200 ? hosted_folder(m->doc->as)
						 : "revoked";
	json_t *json;

	render_set(m->hdf, "Hosted.form", form);
	render_set(m->hdf, "Hosted.reason", m->doc->reason);
	TRY(load_stored(m->ctx->mem, m->doc->bytes, m->doc->len, &json));
	if (m->doc->status != 200) {
		if (!m->doc->came_revoked)
			web_set_time(m->ctx, m->hdf, "Hosted.since",
				     m->doc->changed_at);
		return OK;
	}
	switch (m->doc->kind) {
	case HOSTED_KEY:
		return fill_key_page(m);
	case HOSTED_REVOCATIONS:
		return fill_list(m, json);
	default:
		return fill_item(m, json);
	}
}

/* ---- The whole */

static void
fill_ways(struct making *m, enum hosted_page_at at)
{
	struct ctx *ctx = m->ctx;

	render_set(m->hdf, "Page.url", m->url);
	render_set(m->hdf, "Page.json", m->url);
	render_set(m->hdf, "Hosted.url", m->url);
	render_set(m->hdf, "Hosted.label", walk_class(m->doc->as)->label);
	if (at == HOSTED_PAGE_ARCHIVE) {
		render_set(m->hdf, "Hosted.archive", "1");
		render_set(m->hdf, "Hosted.json",
			   web_path(ctx, HOSTED_PATH "%s.json", m->doc->path));
		return;
	}
	render_set(m->hdf, "Hosted.json",
		   web_path(ctx, HOSTED_PATH "%s?as=json", m->doc->path));
	render_set(
		m->hdf, "Hosted.check",
		web_path(ctx, "/verify?url=%s", uri_encode(ctx->mem, m->url)));
}

/* The document itself for machines (CLR 1.0 §5.1 R-2), not the record that
 * item_look_fill() had to make around it. */
static void
fill_json(struct making *m)
{
	struct str json;

	str_init(&json, m->ctx->mem);
	embed_json(&json, m->doc->bytes, m->doc->len);
	render_set(m->hdf, "Doc.json", json.s);
	render_set(m->hdf, "Doc.schema", "");
	render_set(m->hdf, "Doc.jws", NULL);
}

enum result
hosted_page(struct ctx *ctx, const struct hosted *doc, enum hosted_page_at at,
	    struct str *out, int64_t *until)
{
	struct making m = {
		.ctx = ctx,
		.hdf = web_public_page(ctx, walk_class(doc->as)->label),
		.doc = doc,
		.url = arena_printf(ctx->mem, "%s%s", ctx->app->root,
				    doc->path),
		.files = at == HOSTED_PAGE_OFFICE
				 ? web_path(ctx,
					    HOSTED_PATH "%s?file=", doc->path)
				 : "",
		.until = INT64_MAX,
	};

	TRY(fill_form(&m));
	fill_ways(&m, at);
	fill_json(&m);
	TRY(render_page(ctx->app->render, "hosted.cs", m.hdf, out));
	*until = m.until;
	return OK;
}
