/*
 * The conformance suite of CLR 1.0: the guide's features and grant flows as
 * checks with the ids of CLR 1.0 §7, asked of a Provider over the network.
 */
#ifndef CONFORM_SUITE_H
#define CONFORM_SUITE_H

#include <stdbool.h>

#include <jansson.h>

#include "base/arena.h"

/* clang-format off */
/* Every check: its name here, its id, its feature, may it be left out, and
 * what it asks for. */
#define SUITE_CHECKS(X) \
	X(PS_1, "PS-1", PS, false, "The code flow, client credentials, or both are offered.") \
	X(PS_2, "PS-2", PS, true, "The authorization endpoint answers GET.") \
	X(PS_3, "PS-3", PS, true, "The token endpoint answers POST with a code.") \
	X(PS_4, "PS-4", PS, true, "The token endpoint answers POST with client credentials.") \
	X(SPR_1, "SPR-1", SPR, false, "The security of a Provider is met.") \
	X(SPR_2, "SPR-2", SPR, false, "getClrs is answered.") \
	X(SPR_3, "SPR-3", SPR, false, "getClrs needs a token with the fitting scope.") \
	X(SPR_4, "SPR-4", SPR, false, "All required members are there.") \
	X(SPR_5, "SPR-5", SPR, false, "All optional members are handled.") \
	X(SPR_6, "SPR-6", SPR, true, "Pages come with their headers.") \
	X(SPR_X, "SPR-X", SPR, false, "No extension members are sent.") \
	X(SPW_1, "SPW-1", SPW, false, "The security of a Provider is met.") \
	X(SPW_2, "SPW-2", SPW, false, "postClr is answered.") \
	X(SPW_3, "SPW-3", SPW, true, "deleteClr is answered.") \
	X(SPW_4, "SPW-4", SPW, false, "Writing needs a token with the fitting scope.") \
	X(SPW_5, "SPW-5", SPW, false, "All required members are there, and asked for.") \
	X(SPW_6, "SPW-6", SPW, false, "All optional members are handled.") \
	X(SPW_X, "SPW-X", SPW, false, "No extension members are sent.") \
	X(VP_1, "VP-1", VP, false, "The security of a Provider is met.") \
	X(VP_2, "VP-2", VP, false, "getAssertion is answered.") \
	X(VP_3, "VP-3", VP, false, "getClr is answered.") \
	X(VP_4, "VP-4", VP, false, "getEndorsement is answered.") \
	X(VP_5, "VP-5", VP, false, "getKey is answered.") \
	X(VP_6, "VP-6", VP, false, "getRevocationList is answered.") \
	X(VP_7, "VP-7", VP, false, "getClr alone needs a token with the fitting scope.") \
	X(VP_8, "VP-8", VP, false, "All required members are there.") \
	X(VP_9, "VP-9", VP, false, "All optional members are handled.") \
	X(VP_X, "VP-X", VP, false, "No extension members are sent.")
/* clang-format on */

#define SUITE_ENUM(name, id, feature, may, words) name,
enum suite_check { SUITE_CHECKS(SUITE_ENUM) SUITE__MAX };
#undef SUITE_ENUM

enum suite_feature { PS, SPR, SPW, VP, SUITE_FEATURE__MAX };

/* The worst of what was found is a check's, and a feature's. */
enum suite_outcome {
	SUITE_NONE, /* nothing was found out yet */
	SUITE_PASSED,
	SUITE_NOT_OFFERED, /* and it may be left out */
	SUITE_NOT_DONE,	   /* something for asking was missing */
	SUITE_FAILED,
	SUITE_OUTCOME__MAX
};

/* "passed", "not offered", "not done", "failed". */
const char *
suite_outcome_name(enum suite_outcome outcome);

struct suite_row {
	const char *id;
	enum suite_feature feature;
	bool is_may;
	const char *words;
};
extern const struct suite_row suite_rows[SUITE__MAX];

/* "Service Provider (Read)". */
const char *
suite_feature_name(enum suite_feature feature);

/* What was asked and what it told. */
struct suite_finding {
	enum suite_outcome outcome;
	const char *words;
	const char *method, *url; /* NULL: no request */
	long status;		  /* 0: no answer */
	struct suite_finding *next;
};

struct suite_result {
	enum suite_outcome outcome;
	struct suite_finding *first, **last;
};

/* Send the person's browser to ${url} and wait for where it is sent back to:
 * *${back} in ${mem}, the whole address.  OK, or why not. */
typedef enum result
suite_consent(void *data, struct arena *mem, const char *url,
	      const char **back);

struct suite_ask {
	const char *base;      /* the service root is ${base}/ims/clr/v1p0 */
	const char *authorize; /* the endpoints, where the discovery */
	const char *token;     /* document does not say them; NULL */
	const char *client_id, *client_secret; /* NULL: none */
	const char *bearer;	      /* a token that is there already; NULL */
	bool may_write;		      /* records may be posted and deleted */
	const char *const *documents; /* more addresses to ask without a */
	size_t documents_count;	      /* token, for VP */
	const char *redirect_uri;     /* for ${consent} */
	suite_consent *consent;	      /* NULL: no person is there */
	void *data;
	const char *allow;    /* as in http/fetch.h */
	long long timeout_ms; /* of one request */
};

struct suite {
	struct suite_result results[SUITE__MAX];
	size_t requests;
};

/* Ask for everything, in ${mem}.  It takes as long as the Provider does. */
void
suite_run(struct arena *mem, const struct suite_ask *ask, struct suite *out);

/* What a feature's checks come to: SUITE_NOT_OFFERED when its operation is
 * not; what need not be offered does not count. */
enum suite_outcome
suite_feature_outcome(const struct suite *suite, enum suite_feature feature);

/* As JSON: {"base", "at", "outcome", "requests", "features": [{"id", "name",
 * "outcome", "checks": [{"id", "words", "outcome", "findings": [{"outcome",
 * "words", "method", "url", "status"}]}]}]}.  Released at the end of
 * ${mem}. */
json_t *
suite_json(struct arena *mem, const char *base, const struct suite *suite);

#endif
