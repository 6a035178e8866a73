/*
 * What a new item begins with.
 */
#ifndef WEB_EDIT_START_H
#define WEB_EDIT_START_H

#include "web/desk.h"

/* The document that the form of a new item is laid over: what no form may
 * leave out.  Released at the end of the request. */
json_t *
edit_start_base(struct ctx *ctx, enum class_id as);

/*
 * Offer in ${desk}->doc, for a form shown the first time: today's date, the
 * issuer or publisher used most recently, and what the query names
 * (?achievement=ITEM &learner=ITEM &for=ITEM).  An item that is not there
 * is passed over.  OK, BUSY, INTERNAL.
 */
enum result
edit_start_offer(struct desk *desk) CHECKED;

/*
 * Set the recipient at ${pointer} to the learner with profile ${item}: by
 * the profile's id, or by the hash of its e-mail address with a new salt.
 * OK.  NOT_FOUND: no such profile.  INVALID: it has no e-mail address.
 */
enum result
edit_start_recipient(struct desk *desk, const char *pointer, const char *item,
		     bool hides_email) CHECKED;

#endif
