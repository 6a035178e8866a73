/*
 * What the files of the verifier share: one run, and one document in it.
 * Of no interest to the callers of verify.h.
 */
#ifndef VERIFY_VERIFY_JOB_H
#define VERIFY_VERIFY_JOB_H

#include "crypto/key.h"
#include "verify/verify.h"

/* The longest id or address, and the longest name, that a report repeats. */
enum { VERIFY_ID = 2000, VERIFY_NAME = 120 };

/* The longest address that is asked, or id that is compared for every part:
 * hostile ones of megabytes make no run of hours. */
enum { VERIFY_URL = 8192 };

/* Clocks differ (CLR 1.0 §4.5): so many seconds past its end a document is
 * not expired yet; so many ahead it is not in the future. */
enum { VERIFY_SKEW = 60, VERIFY_AHEAD = 5 * 60 };

/* An address that was asked, once a run. */
struct verify_asked {
	const char *url;
	struct verify_answer answer;
	bool is_read;		/* doc was tried */
	const json_t *doc;	/* the answer as JSON; NULL: it is none */
	const char *error;	/* why it is none */
	bool is_key_read;	/* key was tried */
	const struct key *key;	/* of the key document there; NULL */
	const char *key_error;	/* why there is none */
	const char *thumbprint; /* of the key */
	size_t lookups;		/* in the revocation list there */
	json_t *revoked;	/* id → its entry, once it pays; NULL */
};

/* One run. */
struct verify_job {
	struct arena *mem;
	const struct verify_ask *ask;
	const struct verify_source *source;
	int64_t as_of;
	bool is_past; /* judged as of an earlier time than now */
	json_t *urls; /* URL → index in asked */
	struct verify_asked **asked;
	size_t asked_count;
	size_t missing;		   /* addresses that could not be asked here */
	size_t done, total;	   /* parts; for the progress */
	size_t parts;		   /* assertions and endorsements so far */
	size_t links;		   /* addresses asked for their own sake */
	const char *pem;	   /* the last key read out of a document … */
	const struct key *pem_key; /* … and what it was */
};

/* How a document says it is proven. */
enum verify_how { HOW_NONE, HOW_HOSTED, HOW_SIGNED };

/* Who the issuer of a document is (CLR 1.0 §4.1). */
struct verify_issuer {
	const char *id;	  /* or NULL */
	const char *name; /* as the profile that counts gives it, or NULL */
	const json_t *embedded; /* the profile in the document, or NULL */
	const json_t *served;	/* the profile at its own address, or NULL */
	const struct verify_asked *asked; /* for it, or NULL */
	bool is_web;			  /* its id is an address of the web */
};

/* One document under check, alone or in another. */
struct verify_subject {
	struct verify_job *job;
	struct verify_part *part;	     /* what is found goes here */
	const struct verify_subject *within; /* the document it is a part of;
						NULL: it was given itself */
	enum class_id as;
	const json_t *given; /* as it came; NULL: it could not be read */
	const json_t *doc;   /* as it is judged: the hosted copy, once that
				was got */
	const json_t *shown; /* as it may be shown: with the hosted copies of
				the assertions in it */
	const char *jws;     /* what it came in, or NULL */
	const char *on;	     /* of an endorsement: the id of what it hangs
				on, or NULL */
	json_t *targets;     /* of an endorsement of a record: the ids that
				it may be about; NULL: ${on} alone */
	const char *about;   /* of an endorsement: what that is called */
	enum verify_how how;
	struct verify_issuer issuer;
	struct verify_asked *hosted; /* the answer at its id, or NULL */
	const char *key_url;	     /* of the key that was taken, or NULL */
	bool is_gone;	       /* its address answers that it was revoked */
	bool is_key_confirmed; /* by its own document */
	bool has_proof;	       /* the issuer's own, and good */
	bool is_expired;
	const struct moment *expires;	 /* NULL: never */
	bool is_minor[VERIFY_WHAT__MAX]; /* unsure, and no harm */
};

/* The answer at ${url}; asked for the first time it is needed. */
struct verify_asked *
verify_job_get(struct verify_job *job, const char *url);

/* The same as JSON; NULL: there is no answer with status 200, or it is no
 * JSON (asked->error). */
const json_t *
verify_job_doc(struct verify_job *job, struct verify_asked *asked);

/* Why ${asked} brought no document, as the end of a sentence: "it answers
 * that there is nothing (404)". */
const char *
verify_job_why(struct verify_job *job, const struct verify_asked *asked);

/* Say what a check of ${x} came to; the sentence as of printf.  What it
 * rests on can be added to what is returned. */
struct verify_check *
verify_job_say(struct verify_subject *x, enum verify_what what,
	       enum verify_outcome outcome, const char *fmt, ...) PRINTF(4, 5);
struct verify_check *
verify_job_check(const struct verify_subject *x, enum verify_what what);

/* The answer that a check rests on. */
void
verify_job_rests(struct verify_check *check, const struct verify_asked *asked);

/* The text of member ${name} of ${json}, or NULL. */
const char *
verify_job_text(const json_t *json, const char *name);

/* Is it an address of the web that can be asked: http or https, and no longer
 * than VERIFY_URL? */
bool
verify_job_is_web(const char *url);

/* The id of an object, or of what stands in its place as a bare text; one
 * longer than VERIFY_URL is none. */
const char *
verify_job_id(const json_t *json);

#endif
