/*
 * Is it genuine?  One engine for the page, the API, the command, the wallet
 * and the import (CLR 1.0 §4).  It asks no network and no database itself:
 * who calls it gives it a source of documents.
 */
#ifndef VERIFY_VERIFY_H
#define VERIFY_VERIFY_H

#include "crypto/keys.h"
#include "model/load.h"
#include "verify/report.h"

/* An answer to a question for a document. */
struct verify_answer {
	long status;	  /* of HTTP; 0: no answer */
	const char *url;  /* where it came from, after redirects */
	const char *type; /* media type, or "" */
	const char *body; /* UTF-8; a NUL follows; NULL: none */
	size_t len;
	int64_t at;		 /* when it was got */
	const char *certificate; /* subject of the server's, or NULL */
	const char *error;	 /* why there is no answer, for people */
	bool is_missing;	 /* not asked yet: the source may not reach the
			    network here */
};

/* What is known of a key beside its document: of our own, and of pinned
 * ones.  Times 0: none. */
struct verify_key_life {
	int64_t begins, ends, untrusted_from;
};

/* Where documents come from; the same URL is asked once a run. */
struct verify_source {
	void *data;
	/*
	 * The document at ${url}, which is http or https; an answer always,
	 * in ${mem}.  Asked for as JSON (Accept of CLR 1.0 §2.6).  It answers
	 * for plain http only where its settings say that this may be
	 * believed (a test on the machine itself): what it answers for is
	 * taken as if it had come over https.
	 */
	void (*get)(void *data, struct arena *mem, const char *url,
		    struct verify_answer *out);
	/* The life of the key with this address; false: nothing known.  True
	 * means as well that the key is one of those that the office knows by
	 * address, whether or not its owner's profile still names it. */
	bool (*key_life)(void *data, const char *url,
			 struct verify_key_life *out);
	/* When ${id} was revoked, as our own lists know; 0: unknown. */
	int64_t (*revoked_at)(void *data, const char *id);
	/* How one knows that the issuer ${id} is who it says beside what its
	 * own domain proves: pinned by the institution, named in DNS.  Words
	 * for people in ${mem}; NULL: one does not. */
	const char *(*known_issuer)(void *data, struct arena *mem,
				    const char *id);
	/* So many parts of so many are checked; may be NULL, as the three
	 * above. */
	void (*progress)(void *data, size_t done, size_t total);
};

struct verify_ask {
	const char *bytes; /* JSON (Clr, ClrSet, ClrPayload, Assertion,
			      Endorsement, an Open Badge 2.0 assertion), a JWS
			      of one, or a page that holds one */
	size_t len;
	int64_t now;
	int64_t as_of;	   /* 0: now */
	bool with_data;	   /* optional data validation (§4.6) too */
	size_t most_parts; /* assertions and endorsements checked; what is
			      over is told as "could not check" */
	const struct load_limits *limits;
	const struct verify_source *source;
	struct keys *keys; /* those read before, which this run may use and
			      add to; NULL: it reads its own */
};

/*
 * Check it.  OK, whatever is found: ${out}, in ${mem}.  What cannot be read
 * at all is a report with CHECK_FORMAT failed and the verdict invalid.
 * *${missing} (may be NULL): how many questions the source could not ask
 * here (is_missing); if any, call again where it can.
 */
enum result
verify_run(struct arena *mem, const struct verify_ask *ask,
	   struct verify_report *out, size_t *missing) CHECKED;

#endif
