/*
 * What some classes say besides the rows of their table: shapes that let
 * a template make a sentence of an association or a link of an alignment.
 * What is said here is told, so view.c does not list it again.
 */
#include "base/str.h"
#include "model/walk.h"
#include "page/view_fill.h"

/* A property's value under a name of its own, and told. */
static void
say(struct view_fill *f, const char *property, const char *as,
    const struct view_at *at)
{
	const struct property *p = walk_property(f->as, property);
	const json_t *value = walk_value(f->object, p);
	struct view_at member = { at, property, VIEW_NO_INDEX };

	if (value == NULL || json_is_object(value) || json_is_array(value))
		return;
	view_value(f->v, data_child(f->node, as), p, value, &member);
	view_fill_tell(f, value);
}

/* "is part of" "Associate of Arts". */
static void
association(struct view_fill *f, const struct view_at *at)
{
	const json_t *title = walk_get(f->object, CLR_ASSOCIATION, "title");

	say(f, "associationType", "verb", at);
	say(f, "targetId", "target", at);
	if (json_is_string(title)) {
		data_text(f->node, "title", json_string_value(title));
		view_fill_tell(f, title);
	}
}

static void
alignment(struct view_fill *f, const struct view_at *at)
{
	say(f, "targetUrl", "target", at);
}

static void
artifact(struct view_fill *f, const struct view_at *at)
{
	say(f, "url", "target", at);
}

/* Who, when, and of what: the claim's own shapes stand in .claim. */
static void
endorsement(struct view_fill *f, const struct view_at *at)
{
	struct view_at claim_at = { at, "claim", VIEW_NO_INDEX };
	struct view_at issuer_at = { at, "issuer", VIEW_NO_INDEX };
	const json_t *claim = walk_get(f->object, f->as, "claim");
	const json_t *issuer = walk_get(f->object, f->as, "issuer");

	say(f, "issuedOn", "issued", at);
	if (json_is_object(claim)) {
		view_fill_object(f->v, data_child(f->node, "claim"),
				 CLR_ENDORSEMENT_CLAIM, claim, &claim_at);
		view_fill_tell(f, claim);
	}
	if (json_is_object(issuer)) {
		view_people_link(f->v, data_child(f->node, "issuer"),
				 CLR_ENDORSEMENT_PROFILE, issuer, &issuer_at);
		view_fill_tell(f, issuer);
	}
	data_flag(f->node, "revoked",
		  json_is_true(walk_get(f->object, f->as, "revoked")));
}

void
view_class(struct view_fill *f, const struct view_at *at)
{
	switch (f->as) {
	case CLR_ASSOCIATION:
		association(f, at);
		break;
	case CLR_ALIGNMENT:
		alignment(f, at);
		break;
	case CLR_ARTIFACT:
		artifact(f, at);
		break;
	case CLR_ENDORSEMENT:
		endorsement(f, at);
		break;
	default:
		break;
	}
}
