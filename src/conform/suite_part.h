/*
 * What the parts of the suite share.  For the files of this folder.
 */
#ifndef CONFORM_SUITE_PART_H
#define CONFORM_SUITE_PART_H

#include "conform/suite.h"
#include "http/fetch.h"
#include "model/load.h"
#include "model/rows.h"

/* The scopes of CLR 1.0 §2.1, and none of them known. */
enum suite_scope { MAY_READ, MAY_REPLACE, MAY_DELETE, SUITE_SCOPE__MAX };
extern const char *const suite_scopes[SUITE_SCOPE__MAX];

/* So many records are posted, so that there is something to page through. */
enum { SUITE_POSTS = 3 };

/* A record that the suite has posted. */
struct suite_post {
	const char *id;
	const json_t *doc;
	const char *location; /* as the Provider says, or by its id */
	bool stands;
};

/* The run. */
struct suite_run {
	struct arena *mem;
	const struct suite_ask *ask;
	struct suite *out;
	struct load_limits limits;
	const char *root; /* service root, no slash at the end */
	const char *authorize, *token;
	const char *tokens[SUITE_SCOPE__MAX]; /* NULL: not to be had */
	bool is_mixed;			      /* one token is all of them */
	struct suite_post posts[SUITE_POSTS];
	const json_t *read; /* a ClrSet that was read; NULL */
};

/* A question. */
struct suite_call {
	const char *method; /* NULL: GET */
	const char *url;
	const char *token;	   /* a bearer; NULL */
	const char *authorization; /* the whole header instead; NULL */
	const char *accept;	   /* NULL: as a Consumer's */
	const char *type, *body;   /* NULL: none */
};

/* And what was answered. */
struct suite_answer {
	const char *method, *url;
	long status; /* 0: nothing */
	struct fetch_reply reply;
	json_t *json; /* the body, if it is JSON; NULL */
};

void
suite_send(struct suite_run *run, const struct suite_call *call,
	   struct suite_answer *out);

/* The header ${name} of the answer, or NULL. */
const char *
suite_header(const struct suite_run *run, const struct suite_answer *answer,
	     const char *name);

/* Note that ${holds} is so, or is not, of what ${words} says must be. */
bool
suite_expect(struct suite_run *run, enum suite_check check, bool holds,
	     const struct suite_answer *answer, const char *words);

/* Note anything; ${answer} may be NULL. */
void
suite_note(struct suite_run *run, enum suite_check check,
	   enum suite_outcome outcome, const struct suite_answer *answer,
	   const char *words);

/* Note of a document of class ${as} whether all that is required is there
 * (${required}) and whether it has extensions (${extension}). */
void
suite_document(struct suite_run *run, const struct suite_answer *answer,
	       enum class_id as, const enum suite_check of[2]);

/* Note what became of ${sent} in ${got}. */
void
suite_kept(struct suite_run *run, enum suite_check check,
	   const struct suite_answer *answer, const json_t *sent,
	   const json_t *got);

/* That an answer without a token, or with a wrong one, refuses: 401 that asks
 * for a bearer.  For a token without the scope: 403. */
void
suite_refuses(struct suite_run *run, enum suite_check check,
	      const struct suite_call *call);
void
suite_forbids(struct suite_run *run, enum suite_check check,
	      const struct suite_call *call, enum suite_scope with);

/* The parts, in this order. */
void
suite_grants(struct suite_run *run);
void
suite_writes(struct suite_run *run);
void
suite_reads(struct suite_run *run);
void
suite_proofs(struct suite_run *run);
void
suite_deletes(struct suite_run *run);

#endif
