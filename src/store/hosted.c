/*
 * Not made yet: see hosted.h.
 */
#include "store/hosted.h"

#include "base/fail.h"

enum result
hosted_get(struct db *db, const struct item_office *o, const char *path,
	   struct hosted *out)
{
	(void)db;
	(void)o;
	(void)path;
	(void)out;
	return fail(INTERNAL, "not made yet");
}

const char *
hosted_path(const char *root, const char *url)
{
	(void)root;
	(void)url;
	return NULL;
}

enum result
hosted_put(struct db *db, const struct item_office *o, const struct item *item)
{
	(void)db;
	(void)o;
	(void)item;
	return fail(INTERNAL, "not made yet");
}

bool
hosted_is_public(const struct item_office *o, enum class_id as,
		 const json_t *doc, bool issues)
{
	(void)o;
	(void)as;
	(void)doc;
	(void)issues;
	return false;
}

enum result
hosted_revocation(struct db *db, struct arena *mem, const char *doc_id,
		  int64_t *at, const char **reason)
{
	(void)db;
	(void)mem;
	(void)doc_id;
	(void)at;
	(void)reason;
	return fail(INTERNAL, "not made yet");
}

enum result
hosted_each(struct db *db, struct arena *mem, hosted_visit *visit, void *data)
{
	(void)db;
	(void)mem;
	(void)visit;
	(void)data;
	return fail(INTERNAL, "not made yet");
}
