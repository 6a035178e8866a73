/*
 * Where a verification gets documents from: see source.h.  Our own are read
 * in source_own.c, those of others asked for in source_ask.c.
 */
#include "peer/source.h"

#include <string.h>

#include "base/str.h"
#include "peer/source_ask.h"
#include "peer/source_known.h"
#include "peer/source_own.h"
#include "store/pinned.h"

struct source {
	struct source_how how;
	struct arena *mem;
	struct verify_source verify;
	struct source_asking *asking;
};

static void
give(const struct source_answer *found, struct verify_answer *out)
{
	const struct answer *a = &found->answer;

	*out = (struct verify_answer){
		.status = a->status,
		.url = str_empty(a->final_url) ? a->url : a->final_url,
		.type = a->type ? a->type : "",
		.body = a->body,
		.len = a->len,
		.at = a->fetched_at,
		.certificate = str_empty(a->certificate) ? NULL
							 : a->certificate,
		.error = str_empty(a->error) ? NULL : a->error,
		.is_missing = found->is_missing,
	};
}

/* Without what stands behind a '#', which no server is told. */
static const char *
without_fragment(struct arena *mem, const char *url)
{
	return arena_strndup(mem, url, strcspn(url, "#"));
}

static void
get(void *data, struct arena *mem, const char *url, struct verify_answer *out)
{
	struct source *s = data;

	url = without_fragment(mem, url);
	if (!source_own_hosted(&s->how, mem, url, out) &&
	    !source_own_sample(&s->how, mem, url, out))
		give(source_ask(s->asking, SOURCE_DOCUMENT, url), out);
}

void
source_get(struct source *s, struct arena *mem, const char *url,
	   struct verify_answer *out)
{
	url = without_fragment(mem, url);
	if (!source_own_hosted(&s->how, mem, url, out) &&
	    !source_own_sample(&s->how, mem, url, out) &&
	    !source_own_shared(&s->how, mem, url, out))
		give(source_ask(s->asking, SOURCE_PAGE, url), out);
}

static bool
key_life(void *data, const char *url, struct verify_key_life *out)
{
	struct source *s = data;

	return source_own_key_life(&s->how, s->mem, url, out);
}

static int64_t
revoked_at(void *data, const char *id)
{
	struct source *s = data;

	return source_own_revoked_at(&s->how, s->mem, id);
}

static const char *
known_issuer(void *data, struct arena *mem, const char *id)
{
	struct source *s = data;
	const struct source_answer *found;
	struct pinned pinned;
	const char *name;

	if (s->how.db && pinned_get(s->how.db, mem, id, &pinned) == OK)
		return arena_printf(mem, "%s knows this issuer: %s",
				    s->how.conf->institution, pinned.note);
	name = source_known_name(mem, id);
	if (!name)
		return NULL;
	found = source_ask(s->asking, SOURCE_TXT, name);
	if (!found->answer.body || !source_known_says(found->answer.body, id))
		return NULL;
	return arena_printf(mem,
			    "The domain %s names this issuer, in the TXT "
			    "record %s.",
			    strchr(name, '.') + 1, name);
}

void
source_defaults(const struct conf *conf, struct source_how *out)
{
	*out = (struct source_how){
		.conf = conf,
		.most = conf->verify_fetches,
		.most_host = conf->verify_host_fetches,
		.most_ms = conf->verify_seconds * 1000,
		.fresh = conf->verify_fresh,
	};
}

struct source *
source_new(struct arena *mem, const struct source_how *how)
{
	struct source *s = arena_alloc(mem, sizeof(*s));

	s->how = *how;
	s->mem = mem;
	s->asking = source_ask_new(mem, &s->how);
	s->verify = (struct verify_source){
		.data = s,
		.get = get,
		.key_life = key_life,
		.revoked_at = revoked_at,
		.known_issuer = known_issuer,
	};
	return s;
}

const struct verify_source *
source_verify(struct source *s)
{
	return &s->verify;
}
