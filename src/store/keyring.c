/*
 * Not made yet: see keyring.h.
 */
#include "store/keyring.h"

#include "base/fail.h"

enum keyring_state
keyring_state(const struct keyring_key *key)
{
	(void)key;
	return 0;
}

enum result
keyring_list(struct db *db, struct arena *mem, const char *item_id,
	     struct keyring_list *out)
{
	(void)db;
	(void)mem;
	(void)item_id;
	(void)out;
	return fail(INTERNAL, "not made yet");
}

enum result
keyring_get(struct db *db, struct arena *mem, const char *id,
	    struct keyring_key *out)
{
	(void)db;
	(void)mem;
	(void)id;
	(void)out;
	return fail(INTERNAL, "not made yet");
}

enum result
keyring_signing(struct db *db, struct arena *mem, const char *item_id,
		struct keyring_key *out)
{
	(void)db;
	(void)mem;
	(void)item_id;
	(void)out;
	return fail(INTERNAL, "not made yet");
}

enum result
keyring_put(struct db *db, const struct item_office *o,
	    const struct keyring_key *key, const char **id)
{
	(void)db;
	(void)o;
	(void)key;
	(void)id;
	return fail(INTERNAL, "not made yet");
}

enum result
keyring_end(struct db *db, const struct item_office *o, const char *id)
{
	(void)db;
	(void)o;
	(void)id;
	return fail(INTERNAL, "not made yet");
}

enum result
keyring_revoke(struct db *db, const struct item_office *o, const char *id,
	       int64_t from, const char *reason)
{
	(void)db;
	(void)o;
	(void)id;
	(void)from;
	(void)reason;
	return fail(INTERNAL, "not made yet");
}

const char *
keyring_url(struct arena *mem, const char *root, const char *id)
{
	(void)mem;
	(void)root;
	(void)id;
	return NULL;
}

json_t *
keyring_doc(struct arena *mem, const char *root, const struct keyring_key *key,
	    bool is_root)
{
	(void)mem;
	(void)root;
	(void)key;
	(void)is_root;
	return NULL;
}

enum result
keyring_jwks(struct db *db, struct arena *mem, const char *root, json_t **out)
{
	(void)db;
	(void)mem;
	(void)root;
	(void)out;
	return fail(INTERNAL, "not made yet");
}
