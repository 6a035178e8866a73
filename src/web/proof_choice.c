/*
 * The choice between Signed, Hosted and nothing: see proof_choice.h.  What
 * can be is judged by store/version_proof.h; here it becomes a list for
 * people.  Called by the pages that publish.
 */
#include "web/proof_choice.h"

#include "store/issuer.h"
#include "store/version_proof.h"

/* Of more items the first ones tell what can be; each says for itself when
 * it is published. */
#define LOOKED_AT 1000

/* In the order in which they are offered. */
static const enum version_proof order[] = { VERSION_SIGNED, VERSION_HOSTED,
					    VERSION_NO_PROOF,
					    VERSION_AS_DRAFT };
#define OPTIONS (sizeof(order) / sizeof(order[0]))

/* What is found out about the items. */
struct look {
	struct ctx *ctx;
	const struct proof_choice *choice;
	struct item_office office;
	const char *why[OPTIONS]; /* by enum version_proof; NULL: it can */
	size_t count;
	enum version_proof says; /* all of them; VERSION_AS_DRAFT: not one */
	bool has_clr, has_other; /* than an endorsement */
	bool lacks_key;		 /* one of the office's does */
	bool is_ours;		 /* the issuer of the one looked at */
	const char *issuer;	 /* "": several */
};

/* An endorsement given here says Hosted because its form begins so. */
static bool
says_by_form(const struct item *item, enum version_proof says)
{
	return item->as == CLR_ENDORSEMENT && says == VERSION_HOSTED &&
	       streq(item->kind, "given") && item->version == 0;
}

static enum result
look_at_issuer(struct look *look, const struct item *item, const json_t *draft)
{
	struct item issuer;
	enum result r;

	r = issuer_find(look->ctx->db, &look->office, item->as, draft, &issuer);
	if (r != OK && r != NOT_FOUND)
		return r;
	look->is_ours = r == OK;
	if (r == NOT_FOUND ||
	    (look->issuer && !streq(look->issuer, issuer.name)))
		look->issuer = "";
	else
		look->issuer = issuer.name;
	return OK;
}

/* Can ${item} have ${proof}?  The first reason against it is kept. */
static enum result
try_proof(struct look *look, const struct item *item, const json_t *draft,
	  enum version_proof proof)
{
	bool keeps = look->choice->is_parts && item->as == CLR_ENDORSEMENT &&
		     proof != VERSION_SIGNED;
	enum result r;

	if (keeps || look->why[proof])
		return OK;
	r = version_proof_check(look->ctx->db, &look->office, item, draft,
				proof);
	if (r != INVALID)
		return r;
	look->why[proof] = arena_strdup(look->ctx->mem, fail_last()->text);
	look->lacks_key |= proof == VERSION_SIGNED && look->is_ours;
	return OK;
}

/* Items of lists come without bytes. */
static enum result
read_draft(struct look *look, const struct item *item, json_t **draft)
{
	struct item whole = *item;

	if (!item->doc)
		TRY(item_get(look->ctx->db, look->ctx->mem, item->id, &whole));
	return item_json(&look->office, &whole, draft);
}

static enum result
look_at(struct look *look, const struct item *item)
{
	enum version_proof says;
	json_t *draft;
	size_t i;

	if (!version_proof_applies(item->as))
		return OK;
	TRY(read_draft(look, item, &draft));
	says = version_proof_of(item->as, draft);
	if (says_by_form(item, says))
		says = VERSION_NO_PROOF;
	if (look->choice->is_parts && says != VERSION_NO_PROOF)
		return OK;
	if (look->count++ == 0)
		look->says = says;
	else if (look->says != says)
		look->says = VERSION_AS_DRAFT;
	look->has_clr |= item->as == CLR_CLR;
	look->has_other |= item->as != CLR_ENDORSEMENT;
	TRY(look_at_issuer(look, item, draft));
	for (i = 0; i < OPTIONS; i++)
		TRY(try_proof(look, item, draft, order[i]));
	return OK;
}

/* Is it offered, be it as what cannot be? */
static bool
is_offered(const struct look *look, enum version_proof proof)
{
	if (proof == VERSION_NO_PROOF)
		return look->has_other;
	/* What came from elsewhere can go on saying what it says. */
	if (proof == VERSION_AS_DRAFT)
		return look->says == VERSION_AS_DRAFT ||
		       (look->says != VERSION_NO_PROOF &&
			look->why[look->says]);
	return true;
}

static bool
can_be(const struct look *look, enum version_proof proof)
{
	return is_offered(look, proof) && !look->why[proof];
}

static enum version_proof
chosen(const struct look *look)
{
	const char *said = form_get(&look->ctx->form, look->choice->name);

	if (said && can_be(look, version_proof_named(said)))
		return version_proof_named(said);
	if (is_offered(look, VERSION_AS_DRAFT))
		return VERSION_AS_DRAFT;
	if (look->says != VERSION_NO_PROOF)
		return look->says;
	if (can_be(look, VERSION_SIGNED))
		return VERSION_SIGNED;
	if (can_be(look, VERSION_HOSTED) && !look->has_clr)
		return VERSION_HOSTED;
	return can_be(look, VERSION_NO_PROOF) ? VERSION_NO_PROOF
					      : VERSION_AS_DRAFT;
}

static void
fill_option(const struct look *look, struct _hdf *node,
	    enum version_proof proof)
{
	const char *name = version_proof_name(proof);

	render_set(node, "slug", proof ? name : "draft");
	render_set(node, "value", name);
	render_set(node, "why", look->why[proof]);
	if (look->has_clr)
		render_set(node, "clr", "1");
	if (look->why[proof] && proof == VERSION_SIGNED && look->lacks_key &&
	    web_may(look->ctx, RIGHT_ADMIN))
		render_set(node, "keys", web_path(look->ctx, "/admin/keys"));
	if (proof == chosen(look))
		render_set(node, "chosen", "1");
}

enum result
proof_choice_fill(struct ctx *ctx, struct _hdf *hdf,
		  const struct proof_choice *choice)
{
	struct look look = { .ctx = ctx,
			     .choice = choice,
			     .office = web_office(ctx) };
	struct _hdf *node;
	size_t i, count = 0;

	for (i = 0; i < choice->items->count && i < LOOKED_AT; i++)
		TRY(look_at(&look, &choice->items->items[i]));
	if (!look.count)
		return OK;
	node = render_node(hdf,
			   arena_printf(ctx->mem, "Proof.%s", choice->name));
	render_set_number(node, "count", (int64_t)look.count);
	render_set(node, "name", choice->name);
	render_set(node, "issuer", look.issuer);
	for (i = 0; i < OPTIONS; i++)
		if (is_offered(&look, order[i]))
			fill_option(&look,
				    web_nth(ctx, node, "option", count++),
				    order[i]);
	return OK;
}

enum version_proof
proof_choice_read(struct ctx *ctx, const char *name)
{
	return version_proof_named(form_get(&ctx->form, name));
}
