/*
 * Where a verification gets documents from: our own from the store, those of
 * others from what was fetched a moment ago or, in a process that may, from
 * the network (http/fetch.h), within a budget.
 */
#ifndef PEER_SOURCE_H
#define PEER_SOURCE_H

#include "base/conf.h"
#include "store/item.h"
#include "verify/verify.h"

struct source;

struct source_how {
	const struct conf *conf;
	struct db *db;	   /* to read */
	struct db *writer; /* to keep answers; NULL: they are not */
	const struct item_office *office;
	bool may_fetch;	   /* this process reaches the network */
	int most;	   /* fetches of a run, */
	int most_host;	   /* and of them from one host */
	long long most_ms; /* of all fetches together */
	int64_t fresh;	   /* an answer so many seconds old is taken as it is */
};

/* The defaults: the settings verify_fetches, verify_host_fetches,
 * verify_seconds, verify_fresh. */
void
source_defaults(const struct conf *conf, struct source_how *out);

/* Made in ${mem} and gone with it. */
struct source *
source_new(struct arena *mem, const struct source_how *how);

/* As verify_run() takes it. */
const struct verify_source *
source_verify(struct source *s);

/* A document that a person named: the address of a share link of ours, of a
 * hosted document of ours, or of anything on the web.  As verify_source.get. */
void
source_get(struct source *s, struct arena *mem, const char *url,
	   struct verify_answer *out);

#endif
