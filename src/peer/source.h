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
	struct db *db;	   /* to read; NULL: there is no office, only others'
			      documents are known and nothing is kept */
	struct db *writer; /* to keep answers; NULL: they are not */
	const struct item_office *office; /* NULL with db alone */
	bool may_fetch;			  /* this process reaches the network */
	long long most;	     /* fetches of a run, redirects not counted, */
	long long most_host; /* and of them from one host */
	long long most_ms;   /* of all fetches together */
	int64_t fresh;	     /* an answer not so many seconds old is taken as it
			  is; 0: none is */
};

/* The defaults: the settings verify_fetches, verify_host_fetches,
 * verify_seconds, verify_fresh; all else is empty. */
void
source_defaults(const struct conf *conf, struct source_how *out);

/* For one run, made in ${mem} and gone with it, as are the texts of its
 * answers.  One run fetches at most 32 MiB. */
struct source *
source_new(struct arena *mem, const struct source_how *how);

/*
 * As verify_run() takes it; its member progress is NULL, for the caller to
 * put its own in a copy.  A document of our own is answered without the
 * network as its address would answer: 200, 410 with the stub, or 404; it has
 * no certificate, and its url is the one asked for.  What may not be asked
 * for because a limit is reached, or could not be had, has status 0 and says
 * why.  known_issuer() may look into DNS; where that may not be asked, what
 * was found within the last day counts.
 */
const struct verify_source *
source_verify(struct source *s);

/*
 * A document that a person named: the address of a share link of ours (the
 * record behind it, signed if it came signed; 404 or 410 if the link does
 * not work), of a hosted document of ours, or of anything on the web, where
 * a page that holds a record is taken as well.  As verify_source.get.
 */
void
source_get(struct source *s, struct arena *mem, const char *url,
	   struct verify_answer *out);

#endif
