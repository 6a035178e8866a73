/*
 * Issuers and publishers: see issuer.h.
 *
 * Called by item_whole.c, which writes documents out, and by those that
 * publish and revoke them.
 */
#include "store/issuer.h"

#include <string.h>

#include "base/str.h"
#include "model/edit.h"
#include "model/walk.h"
#include "store/item_whole.h"
#include "store/keyring.h"
#include "store/line.h"

/* The host of ${root}, with its port, as an entry of allowedOrigins. */
static const char *
origin_of(struct arena *mem, const char *root)
{
	const char *host = strstr(root, "//");

	host = host ? host + 2 : root;
	return arena_strndup(mem, host, strcspn(host, "/"));
}

/* Set a member that is not there. */
static void
add(json_t *profile, const char *name, json_t *value)
{
	if (walk_get(profile, CLR_PROFILE, name))
		json_decref(value);
	else
		json_object_set_new(profile, name, value);
}

static json_t *
verification(const struct item_office *o)
{
	return json_pack("{s:s, s:[s], s:[s]}", "type", "Verification",
			 "allowedOrigins", origin_of(o->mem, o->root),
			 "startsWith", o->root);
}

enum result
issuer_complete(struct db *db, const struct item_office *o, const char *item_id,
		json_t *profile)
{
	const char *id = walk_text(profile, CLR_PROFILE, "id");
	struct keyring_key key;
	enum result r = NOT_FOUND;

	if (!o->root)
		return OK;
	if (item_id)
		r = keyring_signing(db, o->mem, item_id, &key);
	if (r != OK && r != NOT_FOUND)
		return r;
	if (r == NOT_FOUND && !str_starts(id, o->root))
		return OK;
	if (r == OK)
		add(profile, "publicKey",
		    json_incref(keyring_doc(o->mem, o->root, &key, false)));
	if (item_id)
		add(profile, "revocationList",
		    json_string(arena_printf(o->mem, "%srevocations/%s",
					     o->root, item_id)));
	add(profile, "verification", verification(o));
	return OK;
}

/* The profile at ${value}: an item's stand-in, or written out. */
static enum result
find_profile(struct db *db, const struct item_office *o, const json_t *value,
	     struct item *out)
{
	const char *id = walk_text(value, CLR_PROFILE, "id");
	const char *name = walk_text(value, CLR_PROFILE, "name");
	enum result r = NOT_FOUND;

	if (edit_item(value))
		return item_get(db, o->mem, edit_item(value), out);
	if (!id)
		return fail(NOT_FOUND, "it does not say who issues it");
	r = item_find(db, o->mem, CLR_PROFILE, id, out);
	if (r != NOT_FOUND)
		return r;
	return fail(NOT_FOUND, "its issuer, %s, is no profile of this office",
		    line_of(o->mem, name ? name : id, ITEM_REASON));
}

enum result
issuer_find(struct db *db, const struct item_office *o, enum class_id as,
	    const json_t *doc, struct item *out)
{
	const char *item;
	json_t *standing;

	if (as == CLR_CLR)
		return find_profile(db, o, walk_get(doc, as, "publisher"), out);
	if (as == CLR_ASSERTION) {
		doc = walk_get(doc, as, "achievement");
		as = CLR_ACHIEVEMENT;
	}
	item = edit_item(doc);
	if (item) {
		TRY(item_whole_standing(db, o, item, &standing));
		doc = standing;
	}
	return find_profile(db, o,
			    walk_property(as, "issuer")
				    ? walk_get(doc, as, "issuer")
				    : NULL,
			    out);
}
