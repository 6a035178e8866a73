/*
 * What a verification found: separate checks, each with its evidence, of a
 * document and of each part in it.  Never a tick alone.
 */
#ifndef VERIFY_REPORT_H
#define VERIFY_REPORT_H

#include <jansson.h>

#include "base/arena.h"
#include "model/rows.h"

/* What a check came to. */
enum verify_outcome {
	VERIFY_PASSED,
	VERIFY_FAILED,
	VERIFY_UNSURE,	   /* could not be checked: nothing is claimed */
	VERIFY_NOT_NEEDED, /* not applicable */
	VERIFY_OUTCOME__MAX
};

/* What all of them come to. */
enum verify_verdict {
	VERDICT_VALID,
	VERDICT_UNVERIFIABLE, /* nothing wrong found, something was missing */
	VERDICT_EXPIRED,
	VERDICT_REVOKED,
	VERDICT_INVALID,
	VERDICT__MAX
};

/*
 * Which check; in the order they are told in.  One row each in report.c:
 * name ("signature"), label for people ("Signature").
 *
 * A part's verdict is the worst of its own checks; those of the parts in it
 * are told beside it.  Failed is invalid, but of CHECK_REVOKED revoked, and
 * of CHECK_DATES expired when its end has passed.  Unsure is unverifiable,
 * but not where the standard calls it a warning (an issuer without a
 * revocation list, a date in the future, CHECK_LINKS), and not of
 * CHECK_ISSUER, which says who, not whether.
 */
enum verify_what {
	CHECK_FORMAT,	 /* it is JSON or a JWS of a class known here */
	CHECK_DATA,	 /* members and types, CLR 1.0 §1 */
	CHECK_HOSTED,	 /* the document at its id (§4.2) */
	CHECK_SIGNATURE, /* §4.3 */
	CHECK_KEY,	 /* the key belongs to the issuer, and when it held */
	CHECK_ORIGIN,	 /* 4.2(2): the id may live where it does */
	CHECK_REVOKED,
	CHECK_DATES,	 /* expired, not yet valid, issued in the future */
	CHECK_RECIPIENT, /* it is this learner's (§4.5) */
	CHECK_ENDORSES,	 /* an endorsement: its claim is about what it hangs
			    on (§4.4) */
	CHECK_LINKS,	 /* optional data validation (§4.6) */
	CHECK_ISSUER,	 /* who the issuer really is: the trust words */
	VERIFY_WHAT__MAX
};

/* What a check rests on. */
struct verify_evidence {
	const char *url;	/* asked, or NULL */
	long status;		/* of HTTP; 0: no answer or nothing asked */
	int64_t at;		/* when it was asked or judged; 0 */
	const char *key;	/* address of the key used, or NULL */
	const char *thumbprint; /* of that key, or NULL */
	const char *alg;	/* "RS256", or NULL */
	const char *server; /* subject of the server's certificate, or NULL */
	const char *detail; /* one more line for those who look, or NULL */
};

struct verify_check {
	enum verify_what what;
	enum verify_outcome outcome;
	const char *words;  /* a sentence for people */
	const char *advice; /* what to do, or NULL */
	struct verify_evidence evidence;
};

/* A document, or a part of one: an assertion or endorsement in it. */
struct verify_part {
	enum class_id as;    /* CLR_CLR, CLR_ASSERTION, CLR_ENDORSEMENT */
	const char *pointer; /* where in the document given; "" for itself */
	const char *id;	     /* its id, or "" */
	const char *name;    /* what people call it, or "" */
	const char *issuer;  /* name of who issued it, or "" */
	const char *issuer_id;
	const char *how; /* "Hosted", "Signed", or "" */
	enum verify_verdict verdict;
	const char *words; /* the verdict as a sentence */
	bool is_outdated;  /* the hosted copy says something else by now */
	struct verify_check *checks; /* all of enum verify_what, in its order */
	size_t checks_count;	     /* VERIFY_WHAT__MAX */
	struct verify_part *parts;
	size_t parts_count;
	size_t unchecked; /* parts in it that were not looked at, because
			     there are more than verify_ask.most_parts */
};

struct verify_report {
	int64_t at;	    /* when it was made */
	int64_t as_of;	    /* judged as of then; the same, or earlier */
	const char *sha256; /* of the bytes given, hex */
	size_t len;
	struct verify_part *items; /* the record; all records of a set */
	size_t count;
	enum verify_verdict verdict; /* the worst of the records themselves:
					a bad part does not make its record
					bad, and is told beside it */
	const char *words; /* sentence first: "Checked just now: signed by
			      Atlas University, not revoked, valid until
			      30 June 2029." */
	const char *doc;   /* the document as it may be shown: the hosted copy
			      where that replaced the one given; JSON text */
	size_t doc_len;
};

/* The names in JSON and addresses: "passed", "failed", "unsure",
 * "not-needed"; "valid", "unverifiable", "expired", "revoked", "invalid";
 * "signature" …; and the label of a check for people. */
const char *
verify_outcome_name(enum verify_outcome outcome);
const char *
verify_verdict_name(enum verify_verdict verdict);
const char *
verify_what_name(enum verify_what what);
const char *
verify_what_label(enum verify_what what);

/*
 * The report as JSON, the same for the page, the API, the command and the
 * receipt.  Without doc.  Released at the end of ${mem}.  A member with
 * nothing in it is left out, but for those marked !.
 *
 * report:
 *   type	! "VerificationReport"
 *   at		! when it was made: "2026-05-01T10:00:00Z"
 *   asOf	the moment it judges, if that is not the same
 *   sha256	! of the bytes given, 64 hexadecimal digits
 *   bytes	! how many they are, a number
 *   verdict	! "valid", "unverifiable", "expired", "revoked", "invalid"
 *   words	! a sentence or more for people
 *   items	! a list of parts: the record, or all records of a set; one
 *		that could not be read has no id, name or issuer
 *
 * part:
 *   class	! "Clr", "Assertion", "Endorsement"; "" for what is none
 *   pointer	! JSON pointer to it in the document given; below a signed
 *		text it goes on in what was signed:
 *		"/signedAssertions/0/endorsements/1"
 *   id		its id, at most 2000 letters of it
 *   name	what people call it
 *   issuer	the name of who issued it, as far as it is known
 *   issuerId
 *   how	"Hosted", "Signed"
 *   verdict	! as above
 *   words	! as above
 *   outdated	true: the hosted copy says something else by now
 *   unchecked	so many parts in it were not looked at, a number
 *   checks	! all twelve, in the order of enum verify_what
 *   parts	the assertions and endorsements in it, a list of parts
 *
 * check:
 *   check	! "format", "data", "hosted", "signature", "key", "origin",
 *		"revoked", "dates", "recipient", "endorses", "links",
 *		"issuer"
 *   label	! of it, for people: "Signature"
 *   outcome	! "passed", "failed", "unsure", "not-needed"
 *   words	! a sentence for people
 *   advice	what to do
 *   evidence	an object of url, status (a number), at, key, thumbprint,
 *		algorithm, server (subject of its certificate), detail
 */
const char *
verify_text(struct arena *mem, const struct verify_report *report);

/* The same, read. */
json_t *
verify_json(struct arena *mem, const struct verify_report *report);

#endif
