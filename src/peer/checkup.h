/*
 * One verification from beginning to end: the document is got if only its
 * address is known, the engine runs, and the report is put into the form in
 * which it is kept and told.  For the page, the API, the job process and the
 * command alike.
 */
#ifndef PEER_CHECKUP_H
#define PEER_CHECKUP_H

#include "peer/source.h"

/* So many assertions and endorsements of one document are checked. */
enum { CHECKUP_MOST_PARTS = 2000 };

struct checkup_ask {
	const char *bytes; /* the document; or its address, a NUL follows */
	size_t len;
	bool is_url;
	int64_t as_of; /* 0: now */
	bool with_data;
	const struct load_limits *limits;
	struct source *source;
	struct keys *keys; /* as verify_run() takes them, or NULL */
	const struct verify_source *through; /* asked instead of ${source}'s
						own, if not NULL */
};

struct checkup {
	size_t missing;	     /* questions that only the network answers: ask
				again where it can be reached */
	const char *refused; /* there was nothing to check, and why, for
				people; NULL: there is a report */
	struct verify_report report;
};

/* OK, whatever was found, in ${mem}. */
enum result
checkup_run(struct arena *mem, const struct checkup_ask *ask,
	    struct checkup *out) CHECKED;

#endif
