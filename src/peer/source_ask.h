/*
 * What others answer in one run: kept from before, or asked for within a
 * budget.  For source.c alone.
 */
#ifndef PEER_SOURCE_ASK_H
#define PEER_SOURCE_ASK_H

#include "peer/source.h"
#include "store/answer.h"

struct source_asking;

/* ${how} is borrowed. */
struct source_asking *
source_ask_new(struct arena *mem, const struct source_how *how);

struct source_answer {
	struct answer answer; /* status 0: none; its error says why */
	bool is_missing;      /* it may not be asked for here */
};

/* What is asked for: a document, a document or a page that holds one, the
 * TXT records of a name of DNS (status 200 or 404). */
enum source_form { SOURCE_DOCUMENT, SOURCE_PAGE, SOURCE_TXT };

/* The answer to ${url}, or of the name in DNS ${url}.  The same is asked once
 * a run.  Lives as long as ${asking}. */
const struct source_answer *
source_ask(struct source_asking *asking, enum source_form form,
	   const char *url);

#endif
