/*
 * Asking for endorsements, and what becomes of it.  The documents are
 * ordinary items (item.h); the link in the mail is a ticket.
 */
#include "store/endorse.h"

#include <jansson.h>
#include <string.h>

#include "base/clock.h"
#include "base/rand.h"
#include "base/str.h"
#include "base/uri.h"
#include "model/edit.h"
#include "model/walk.h"
#include "store/line.h"

/* What can be endorsed (CLR 1.0 §1.3, Endorsement). */
static const enum class_id targets[] = { CLR_ACHIEVEMENT, CLR_ASSERTION,
					 CLR_PROFILE, CLR_CLR };

static void
set_text(json_t *object, const char *name, const char *text)
{
	if (!str_empty(text))
		json_object_set_new(object, name, json_string(text));
}

static enum result
check_who(const struct endorse_who *who)
{
	if (str_empty(who->name) || str_points(who->name) > ENDORSE_NAME)
		return fail(INVALID,
			    "A name is needed, of at most %d "
			    "characters.",
			    ENDORSE_NAME);
	if (!line_is(who->name))
		return fail(INVALID, "The name is one line of text.");
	return OK;
}

/* The endorsement as it is asked for: of what, by whom, nothing said yet. */
static json_t *
asked_for(struct arena *mem, const struct item *target,
	  const struct endorse_asking *asking)
{
	const struct endorse_who *who = &asking->who;
	json_t *doc = edit_new(mem, CLR_ENDORSEMENT, asking->doc_id);
	json_t *issuer = json_object(), *claim = json_object();

	json_object_set_new(claim, "id", json_string(target->doc_id));
	set_text(claim, "type", walk_class(CLR_ENDORSEMENT_CLAIM)->name);
	json_object_set_new(doc, "claim", claim);
	json_object_set_new(issuer, "id", json_string(rand_urn(mem)));
	set_text(issuer, "type", walk_class(CLR_ENDORSEMENT_PROFILE)->name);
	set_text(issuer, "name", who->name);
	set_text(issuer, "email", who->email);
	json_object_set_new(doc, "issuer", issuer);
	set_text(doc, "issuedOn", clock_iso(mem, clock_now()));
	if (!json_object_get(doc, "verification"))
		json_object_set_new(doc, "verification",
				    json_pack("{s:s}", "type", "Signed"));
	return doc;
}

enum result
endorse_ask(struct db *db, const struct item_office *o,
	    const struct item *target, const struct endorse_asking *asking,
	    const char **id)
{
	const struct endorse_who *who = &asking->who;
	const struct mail_letter *letter = &asking->letter;
	struct ticket ticket = { .kind = TICKET_ENDORSE, .account_id = "" };
	const char *secret;
	auto_tx tx = NULL;

	TRY(check_who(who));
	if (str_empty(who->email) || !uri_is_mailbox(who->email) ||
	    !line_is(who->email))
		return fail(INVALID, "Give the e-mail address of the person "
				     "who is asked.");
	if (target->state == ITEM_REVOKED)
		return fail(GONE, "It was revoked.");
	TRY(db_join(db, &tx));
	TRY(item_put(db, o, CLR_ENDORSEMENT, asked_for(o->mem, target, asking),
		     "asked", id));
	ticket.about = *id;
	TRY(ticket_put(db, o->mem, &ticket, letter->seconds, &secret));
	TRY(mail_put_letter(db, o->mem, who->email, letter, secret));
	return db_commit(&tx);
}

enum result
endorse_get(struct db *db, const struct item_office *o, const char *id,
	    struct item *endorsement, struct item *target)
{
	const char *doc_id = NULL;
	enum result r;
	json_t *doc;
	size_t i;

	TRY(item_get(db, o->mem, id, endorsement));
	if (endorsement->as != CLR_ENDORSEMENT)
		return fail(NOT_FOUND, "there is no endorsement %s", id);
	TRY(item_json(o, endorsement, &doc));
	doc_id = walk_text(walk_get(doc, CLR_ENDORSEMENT, "claim"),
			   CLR_ENDORSEMENT_CLAIM, "id");
	for (i = 0; doc_id && i < sizeof(targets) / sizeof(targets[0]); i++) {
		r = item_find(db, o->mem, targets[i], doc_id, target);
		if (r == OK)
			return item_get(db, o->mem, target->id, target);
		if (r != NOT_FOUND)
			return r;
	}
	return fail(NOT_FOUND, "what %s endorses is not here", id);
}

/* ${doc} with what was said. */
static void
say(struct arena *mem, json_t *doc, const struct endorse_who *who,
    const char *comment)
{
	json_t *issuer = json_object_get(doc, "issuer");

	set_text(issuer, "name", who->name);
	json_object_del(issuer, "email"); /* it was for asking, not for all */
	set_text(json_object_get(doc, "claim"), "endorsementComment", comment);
	set_text(doc, "issuedOn", clock_iso(mem, clock_now()));
}

/* Save ${doc} as ${item}'s, and make it another kind. */
static enum result
save_as(struct db *db, const struct item_office *o, const char *id,
	const json_t *doc, const char *kind)
{
	struct item item;

	TRY(item_get(db, o->mem, id, &item));
	TRY(item_save(db, o, id, item.revision, doc));
	TRY(item_get(db, o->mem, id, &item));
	return item_turn(db, o, &item, kind, "");
}

enum result
endorse_give(struct db *db, const struct item_office *o, const char *secret,
	     const struct endorse_who *who, const char *comment)
{
	struct ticket ticket;
	auto_tx tx = NULL;
	struct item item;
	json_t *doc;

	TRY(check_who(who));
	if (str_empty(comment) || comment[strspn(comment, " \r\n\t")] == '\0')
		return fail(INVALID, "Write what you want to say in support.");
	if (strlen(comment) > ENDORSE_COMMENT)
		return fail(INVALID, "The comment has at most %d bytes.",
			    ENDORSE_COMMENT);
	TRY(db_join(db, &tx));
	TRY(ticket_take(db, o->mem, TICKET_ENDORSE, secret, &ticket));
	TRY(item_get(db, o->mem, ticket.about, &item));
	TRY(item_json(o, &item, &doc));
	say(o->mem, doc, who, comment);
	TRY(save_as(db, o, item.id, doc, "received"));
	return db_commit(&tx);
}

static enum result
add_to(struct db *db, const struct item_office *o, const struct item *target,
       const char *id)
{
	struct item item;
	json_t *doc, *list;

	TRY(item_get(db, o->mem, target->id, &item));
	TRY(item_json(o, &item, &doc));
	list = json_object_get(doc, "endorsements");
	if (!json_is_array(list)) {
		list = json_array();
		json_object_set_new(doc, "endorsements", list);
	}
	json_array_append(list, edit_item_new(o->mem, id));
	return item_save(db, o, item.id, item.revision, doc);
}

enum result
endorse_accept(struct db *db, const struct item_office *o, const char *id)
{
	struct item endorsement, target;
	auto_tx tx = NULL;

	TRY(db_join(db, &tx));
	TRY(endorse_get(db, o, id, &endorsement, &target));
	if (!streq(endorsement.kind, "received"))
		return fail(CONFLICT, "Only an endorsement that was received "
				      "can be accepted.");
	TRY(item_turn(db, o, &endorsement, "given", ""));
	TRY(add_to(db, o, &target, id));
	return db_commit(&tx);
}

enum result
endorse_decline(struct db *db, const struct item_office *o, const char *id,
		const char *reason)
{
	struct item item;

	if (str_empty(reason) || str_points(reason) > ITEM_REASON)
		return fail(INVALID,
			    "Give a reason, of at most %d "
			    "characters.",
			    ITEM_REASON);
	TRY(item_get(db, o->mem, id, &item));
	if (item.as != CLR_ENDORSEMENT || !streq(item.kind, "received"))
		return fail(CONFLICT, "Only an endorsement that was received "
				      "can be declined.");
	return item_turn(db, o, &item, "declined", reason);
}
