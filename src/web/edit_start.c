/*
 * What a new item begins with, so that a form is half filled before
 * anybody types: dates, who issues, who earned it.
 */
#include "web/edit_start.h"

#include "base/clock.h"
#include "base/rand.h"
#include "crypto/digest.h"
#include "model/edit.h"
#include "model/jsonmem.h"
#include "model/walk.h"

/* Random bytes of a salt. */
#define SALT_BYTES 16

/* Is a profile made for the member of another form that names who issues or
 * publishes?  Said by the form itself, or by the address it is begun at. */
static bool
is_for_issuer(const struct ctx *ctx)
{
	static const char *const members[] = { "/issuer", "/publisher",
					       "/source", "/parentOrg" };
	const char *at = form_get(&ctx->form, "at");
	size_t i;

	if (str_empty(at))
		at = form_get(&ctx->query, "at");
	for (i = 0; i < sizeof(members) / sizeof(members[0]); i++)
		if (at && str_ends(at, members[i]))
			return true;
	return false;
}

/* The first profile of an office is the institution's own, as its home page
 * asks for. */
static bool
is_first(struct ctx *ctx)
{
	const struct item_query query = { .as = CLR_PROFILE };
	struct item_list list;

	return item_list(ctx->db, ctx->mem, &query, &list) == OK && !list.total;
}

json_t *
edit_start_base(struct ctx *ctx, enum class_id as)
{
	bool issues = as == CLR_PROFILE &&
		      (is_for_issuer(ctx) || is_first(ctx));

	return edit_new(ctx->mem, as,
			issues ? web_new_issuer_id(ctx) : web_new_id(ctx, as));
}

static enum result
set(struct desk *desk, const char *pointer, json_t *value)
{
	jsonmem_defer(desk->ctx->mem, value);
	return edit_set(desk->ctx->mem, desk->as, desk->doc, pointer, value);
}

static enum result
set_item(struct desk *desk, const char *pointer, const char *id)
{
	return edit_set(desk->ctx->mem, desk->as, desk->doc, pointer,
			edit_item_new(desk->ctx->mem, id));
}

/* What the newest item of a class holds as ${property}; NULL: nothing. */
static enum result
last_used(struct ctx *ctx, enum class_id as, const char *property,
	  const char **id)
{
	const struct item_query query = { .as = as, .limit = 1 };
	struct item_list list, held;

	*id = NULL;
	TRY(item_list(ctx->db, ctx->mem, &query, &list));
	if (!list.count)
		return OK;
	TRY(item_holds(ctx->db, ctx->mem, list.items[0].id, property, &held));
	if (held.count)
		*id = held.items[0].id;
	return OK;
}

/* The member of each class that names who answers for it. */
static enum result
offer_author(struct desk *desk)
{
	static const char *const members[CLASS__MAX] = {
		[CLR_CLR] = "publisher",
		[CLR_ACHIEVEMENT] = "issuer",
		[CLR_ENDORSEMENT] = "issuer",
	};
	const char *member = members[desk->as], *id;

	if (!member)
		return OK;
	TRY(last_used(desk->ctx, desk->as, member, &id));
	if (!id && desk->as == CLR_CLR)
		TRY(last_used(desk->ctx, CLR_ACHIEVEMENT, "issuer", &id));
	if (!id)
		return OK;
	return set_item(desk, arena_printf(desk->ctx->mem, "/%s", member), id);
}

static enum result
offer_date(struct desk *desk)
{
	if (!walk_property(desk->as, "issuedOn") ||
	    json_object_get(desk->doc, "issuedOn"))
		return OK;
	return set(desk, "/issuedOn",
		   json_string(clock_iso(desk->ctx->mem, clock_now())));
}

/* The item that ?${name}= names, if there is one. */
static enum result
asked(struct desk *desk, const char *name, struct item *item, bool *is_there)
{
	const char *id = form_get(&desk->ctx->query, name);
	enum result r;

	*is_there = false;
	if (str_empty(id))
		return OK;
	r = item_get(desk->ctx->db, desk->ctx->mem, id, item);
	*is_there = r == OK;
	return r == NOT_FOUND ? OK : r;
}

static enum result
offer_learner(struct desk *desk)
{
	struct item item;
	bool is_there;

	TRY(asked(desk, "learner", &item, &is_there));
	if (!is_there || item.as != CLR_PROFILE)
		return OK;
	if (desk->as == CLR_ASSERTION)
		return edit_start_recipient(desk, "/recipient", item.id, false);
	if (desk->as == CLR_CLR)
		return set_item(desk, "/learner", item.id);
	return OK;
}

static enum result
offer_asked(struct desk *desk)
{
	struct item item;
	bool is_there;

	TRY(asked(desk, "achievement", &item, &is_there));
	if (is_there && item.as == CLR_ACHIEVEMENT && desk->as == CLR_ASSERTION)
		TRY(set_item(desk, "/achievement", item.id));
	TRY(asked(desk, "for", &item, &is_there));
	if (is_there && desk->as == CLR_ENDORSEMENT)
		TRY(set(desk, "/claim/id", json_string(item.doc_id)));
	return offer_learner(desk);
}

enum result
edit_start_offer(struct desk *desk)
{
	TRY(offer_date(desk));
	TRY(offer_author(desk));
	return offer_asked(desk);
}

/* "sha256$" and the hash of e-mail and salt (Open Badges 2.0, Identity). */
static json_t *
hidden_email(struct arena *mem, const char *email)
{
	unsigned char bytes[SALT_BYTES];
	const char *salt, *text;

	rand_bytes(bytes, sizeof(bytes));
	salt = arena_strndup(mem, digest_hex(mem, bytes, sizeof(bytes)),
			     2 * (size_t)SALT_BYTES);
	text = arena_printf(mem, "%s%s", email, salt);
	return json_pack("{s:s, s:s+, s:b, s:s}", "type", "email", "identity",
			 "sha256$", digest_hex(mem, text, strlen(text)),
			 "hashed", 1, "salt", salt);
}

enum result
edit_start_recipient(struct desk *desk, const char *pointer, const char *id,
		     bool hides_email)
{
	struct item_office office = web_office(desk->ctx);
	struct arena *mem = desk->ctx->mem;
	const char *email;
	struct item item;
	json_t *doc;

	TRY(item_get(desk->ctx->db, mem, id, &item));
	if (item.as != CLR_PROFILE)
		return fail(NOT_FOUND, "profile %s", id);
	if (!hides_email)
		return set(desk, pointer,
			   json_pack("{s:s, s:s, s:b}", "type", "id",
				     "identity", item.doc_id, "hashed", 0));
	TRY(item_json(&office, &item, &doc));
	email = walk_text(doc, CLR_PROFILE, "email");
	if (!email)
		return fail(INVALID,
			    "%s has no e-mail address. Add one to the profile, "
			    "or do not hide it.",
			    str_empty(item.name) ? "This profile" : item.name);
	return set(desk, pointer, hidden_email(mem, email));
}
