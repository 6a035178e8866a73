/*
 * Publishing an item, having it reviewed, taking it back: what would be
 * frozen is shown and checked first.  Who may press which button depends on
 * rights, on the state, and on the setting review; store/version.h does it.
 */
#include "store/version_drafts.h"
#include "store/version_proof.h"
#include "web/by_class.h"
#include "web/guard.h"
#include "web/item_line.h"
#include "web/notes.h"
#include "web/pages.h"
#include "web/proof_choice.h"
#include "web/state.h"

/* Problems shown of one item. */
#define MOST_PROBLEMS 200

/* Is its draft, or something in it, newer than what was published? */
static bool
is_newer(const struct item *item)
{
	return item->state != ITEM_PUBLISHED || item->is_changed ||
	       item->is_stale;
}

/* What is verified itself can be proved in another way, or signed again. */
static bool
is_publishable(const struct item *item)
{
	return item->state != ITEM_REVOKED &&
	       (is_newer(item) || version_proof_applies(item->as));
}

/* With the setting review, whoever asked cannot be the one who approves. */
static bool
may_approve(const struct ctx *ctx, const struct item *item)
{
	return item->state == ITEM_REVIEW && web_may(ctx, RIGHT_REVIEW) &&
	       ctx->account && !streq(ctx->account->id, item->asked_by);
}

static bool
may_publish(const struct ctx *ctx, const struct item *item)
{
	if (!is_publishable(item))
		return false;
	if (ctx->app->conf->review)
		return may_approve(ctx, item);
	return web_may(ctx, RIGHT_PUBLISH) || may_approve(ctx, item);
}

static bool
may_ask(const struct ctx *ctx, const struct item *item)
{
	return is_publishable(item) && item->state != ITEM_REVIEW &&
	       web_may(ctx, web_making(item->as)) && !may_publish(ctx, item);
}

/* The drafts of one class among ${drafts}; nothing if there are none. */
static void
fill_class(struct ctx *ctx, struct _hdf *hdf, const struct item_list *drafts,
	   enum class_id as)
{
	struct item_list some = { 0 };
	size_t i;

	some.items = arena_array(ctx->mem, drafts->count + 1,
				 sizeof(*some.items));
	for (i = 0; i < drafts->count; i++)
		if (drafts->items[i].as == as)
			some.items[some.count++] = drafts->items[i];
	if (some.count)
		item_line_all(ctx, by_class_group(ctx, hdf, as, some.count),
			      "draft", &some);
}

/* How it can be proved, and what is published with it. */
static enum result
fill_proofs(struct ctx *ctx, struct _hdf *hdf, const struct item *item,
	    const struct item_list *drafts)
{
	struct item one = *item;
	const struct item_list list = { .items = &one, .count = 1 };
	const struct proof_choice own = { "proof", &list, false };
	const struct proof_choice parts = { "parts", drafts, true };

	TRY(proof_choice_fill(ctx, hdf, &own));
	return proof_choice_fill(ctx, hdf, &parts);
}

static enum result
fill_drafts(struct ctx *ctx, struct _hdf *hdf, const struct item *item)
{
	struct item_office office = web_office(ctx);
	struct item_list drafts;
	size_t i;

	TRY(version_drafts(ctx->db, &office, item, &drafts));
	if (may_publish(ctx, item))
		TRY(fill_proofs(ctx, hdf, item, &drafts));
	if (!drafts.count)
		return OK;
	render_set_number(hdf, "Publish.drafts", drafts.total);
	for (i = 0; i < BY_CLASS_COUNT; i++)
		fill_class(ctx, render_node(hdf, "Publish"), &drafts,
			   by_class_order[i]);
	return OK;
}

/* The words of Lang.proof.now for the version in force that is signed. */
static enum result
signed_now(struct ctx *ctx, const struct version_proof_mark *mark,
	   const char **slug)
{
	struct keyring_key key;

	TRY(keyring_get(ctx->db, ctx->mem, mark->key_id, &key));
	*slug = "signed";
	if (keyring_state(&key) != KEYRING_SIGNING)
		*slug = "replaced";
	if (key.untrusted_from && mark->signed_at >= key.untrusted_from)
		*slug = "revoked";
	return OK;
}

/* How the version in force is proved. */
static enum result
fill_now(struct ctx *ctx, struct _hdf *hdf, const struct item *item)
{
	struct version_proof_mark mark;
	struct version version;
	const char *slug;
	enum result r;
	json_t *doc;

	if (!item->version || !version_proof_applies(item->as))
		return OK;
	r = version_proof_mark(ctx->db, ctx->mem, item->id, item->version,
			       &mark);
	if (r == OK) {
		render_set(hdf, "Publish.signed", "1");
		TRY(signed_now(ctx, &mark, &slug));
	} else if (r == NOT_FOUND) {
		TRY(version_get(ctx->db, ctx->mem, item->id, 0, &version));
		TRY(load_stored(ctx->mem, version.doc, version.doc_len, &doc));
		slug = version_proof_of(item->as, doc) == VERSION_HOSTED
			       ? "hosted"
			       : "none";
	} else {
		return r;
	}
	render_set(hdf, "Publish.now", slug);
	return OK;
}

/* How far a review is, in the words of Lang.publish. */
static void
fill_review(struct ctx *ctx, struct _hdf *hdf, const struct item *item)
{
	if (item->state == ITEM_REVIEW) {
		render_set(hdf, "Publish.asked.by", item->updated_by);
		web_set_time(ctx, hdf, "Publish.asked.at", item->updated_at);
		if (ctx->account && streq(ctx->account->id, item->asked_by))
			render_set(hdf, "Publish.asked.self", "1");
	} else if (item->state != ITEM_REVOKED) {
		render_set(hdf, "Publish.returned", item->reason);
	}
}

static void
fill_item(struct ctx *ctx, struct _hdf *hdf, const struct item *item)
{
	const char *path = web_item_path(ctx, item->as, item->id);

	state_fill(render_node(hdf, "Publish"), item);
	render_set(hdf, "Publish.name", item->name);
	render_set(hdf, "Publish.about", item->about);
	render_set(hdf, "Publish.href", path);
	render_set(hdf, "Publish.action",
		   arena_printf(ctx->mem, "%s/publish", path));
	render_set(hdf, "Publish.versions",
		   arena_printf(ctx->mem, "%s/versions", path));
	if (web_may(ctx, web_making(item->as)))
		render_set(hdf, "Publish.edit",
			   arena_printf(ctx->mem, "%s/edit", path));
	render_set_number(hdf, "Publish.revision", item->revision);
	render_set_number(hdf, "Publish.number", item->version + 1);
	if (item->version)
		render_set_number(hdf, "Publish.last", item->version);
	render_set(hdf, "Publish.token", guard_token(ctx));
}

/* What is wrong with it, and what may be done with it. */
static enum result
fill_checked(struct ctx *ctx, struct _hdf *hdf, const struct item *item)
{
	struct item_office office = web_office(ctx);
	struct problems problems;
	json_t *draft;

	problems_init(&problems, ctx->mem, MOST_PROBLEMS);
	TRY(item_json(&office, item, &draft));
	TRY(item_check(ctx->db, &office, item->as, draft, &problems));
	notes_fill(ctx, hdf, "Publish", &problems);
	if (problems.errors)
		render_set_number(hdf, "Publish.errors",
				  (int64_t)problems.errors);
	else if (may_publish(ctx, item))
		render_set(hdf, "Publish.may", "1");
	else if (may_ask(ctx, item))
		render_set(hdf, "Publish.may_ask", "1");
	if (may_approve(ctx, item))
		render_set(hdf, "Publish.may_return", "1");
	return OK;
}

/* The page that asks; ${problem} is why what was sent could not be done, or
 * NULL. */
static enum result
reply_page(struct ctx *ctx, const struct item *item, const char *problem)
{
	struct _hdf *hdf = web_page(
		ctx, arena_printf(ctx->mem, "Publish: %s", item->name));

	fill_item(ctx, hdf, item);
	fill_review(ctx, hdf, item);
	TRY(fill_now(ctx, hdf, item));
	if (is_publishable(item))
		TRY(fill_drafts(ctx, hdf, item));
	else
		render_set(hdf, "Publish.nothing", "1");
	if (is_publishable(item) && !is_newer(item))
		render_set(hdf, "Publish.again", "1");
	TRY(fill_checked(ctx, hdf, item));
	render_set(hdf, "Publish.refused", problem);
	return web_render(ctx, problem ? 422 : 200, "publish.cs", hdf);
}

enum result
publish_page(struct ctx *ctx)
{
	struct item item;

	TRY(web_item(ctx, &item));
	return reply_page(ctx, &item, NULL);
}

/* To the item's page, which tells what was done. */
static enum result
done(struct ctx *ctx, const struct item *item, const char *notice)
{
	response_see_other(&ctx->res,
			   arena_printf(ctx->mem, "%s?notice=%s",
					web_item_path(ctx, item->as, item->id),
					notice));
	return OK;
}

static enum result
publish(struct ctx *ctx, const struct item *item, long long revision)
{
	struct item_office office = web_office(ctx);
	const struct version_new new = {
		.item_id = item->id,
		.revision = revision,
		.proof = proof_choice_read(ctx, "proof"),
		.parts = proof_choice_read(ctx, "parts"),
	};
	long long number;
	enum result r;

	if (!may_publish(ctx, item))
		return fail(FORBIDDEN, "Your role does not include this.");
	r = version_put(ctx->db, &office, &new, &number);
	if (r == INVALID ||
	    (r == CONFLICT && revision == item->revision && !is_newer(item)))
		return reply_page(ctx, item,
				  arena_strdup(ctx->mem, fail_last()->text));
	return r == OK ? done(ctx, item, "published") : r;
}

static enum result
ask(struct ctx *ctx, const struct item *item, long long revision)
{
	struct item_office office = web_office(ctx);

	if (!may_ask(ctx, item))
		return fail(FORBIDDEN, "Your role does not include this.");
	TRY(version_ask(ctx->db, &office, item->id, revision));
	return done(ctx, item, "asked");
}

static enum result
give_back(struct ctx *ctx, const struct item *item)
{
	struct item_office office = web_office(ctx);
	const char *reason = form_get(&ctx->form, "reason");
	enum result r;

	if (!may_approve(ctx, item))
		return fail(FORBIDDEN, "Your role does not include this.");
	r = version_return(ctx->db, &office, item->id, reason ? reason : "");
	if (r == INVALID)
		return reply_page(ctx, item,
				  arena_strdup(ctx->mem, fail_last()->text));
	return r == OK ? done(ctx, item, "returned") : r;
}

enum result
publish_page_post(struct ctx *ctx)
{
	const char *what = form_get(&ctx->form, "do");
	const char *rev = form_get(&ctx->form, "rev");
	long long revision = 0;
	struct item item;

	if (!rev || str_number(rev, INT64_MAX, &revision) != OK)
		return fail(INVALID, "The form does not say which revision it "
				     "is of (rev). Open the page again.");
	TRY(web_item(ctx, &item));
	if (streq(what, "publish"))
		return publish(ctx, &item, revision);
	if (streq(what, "ask"))
		return ask(ctx, &item, revision);
	if (streq(what, "return"))
		return give_back(ctx, &item);
	return fail(INVALID, "do is publish, ask or return.");
}

static enum result
reply_revoke(struct ctx *ctx, const struct item *item, const char *problem)
{
	struct item_list held;
	struct _hdf *hdf;

	TRY(item_held_by(ctx->db, ctx->mem, item->id, 1, &held));
	hdf = web_page(ctx, arena_printf(ctx->mem, "Revoke: %s", item->name));
	fill_item(ctx, hdf, item);
	render_set(hdf, "Publish.action",
		   arena_printf(ctx->mem, "%s/revoke",
				web_item_path(ctx, item->as, item->id)));
	if (held.total)
		render_set_number(hdf, "Publish.held", held.total);
	render_set(hdf, "Publish.problem", problem);
	render_set(hdf, "Publish.reason", form_get(&ctx->form, "reason"));
	return web_render(ctx, problem ? 422 : 200, "revoke.cs", hdf);
}

enum result
publish_page_revoke(struct ctx *ctx)
{
	struct item item;

	TRY(web_item(ctx, &item));
	if (!item.version)
		return fail(CONFLICT, "It was never published: delete the "
				      "draft instead.");
	if (item.state == ITEM_REVOKED)
		return fail(CONFLICT, "It was revoked before.");
	return reply_revoke(ctx, &item, NULL);
}

enum result
publish_page_revoke_post(struct ctx *ctx)
{
	struct item_office office = web_office(ctx);
	const char *reason = form_get(&ctx->form, "reason");
	struct item item;
	enum result r;

	TRY(web_item(ctx, &item));
	r = version_revoke(ctx->db, &office, item.id, reason ? reason : "");
	if (r == INVALID)
		return reply_revoke(ctx, &item,
				    arena_strdup(ctx->mem, fail_last()->text));
	return r == OK ? done(ctx, &item, "revoked") : r;
}
