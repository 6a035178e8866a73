/*
 * The operations for other systems, as documents describe them: one row an
 * operation, beside its row of the table of routes, which has its address,
 * scopes, dialect and first words.  The page /docs and the OpenAPI document
 * are made from these two and from the data model, and repeat nothing.
 */
#ifndef WEB_OPENAPI_H
#define WEB_OPENAPI_H

#include <jansson.h>

#include "model/rows.h"
#include "web/web.h"

/* A parameter: of the path, the query, or a form. */
struct openapi_param {
	const char *name;
	const char *in;	  /* "path", "query", "form" */
	const char *type; /* of JSON Schema: "string", "integer" */
	bool is_required;
	const char *words;
};

struct openapi_op {
	enum method method;
	const char *path; /* with the method: its row of web_routes */
	const char *id;	  /* "getClrs" */
	const char *group;
	const char *params;	    /* names, a blank between; NULL */
	enum class_id takes, gives; /* CLASS_NONE: no class of the model */
	const char *statuses;	    /* "200 304", a blank between */
	const char *words;	    /* sentences; NULL */
	const char *example; /* a command; $BASE is the service, $TOKEN … */
};

extern const struct openapi_op openapi_ops[];
extern const size_t openapi_ops_count;

/* By its name; NULL: no such one. */
const struct openapi_param *
openapi_param(const char *name);

/* Where it stands in an operation: what is in a form where there is one is in
 * the query of a GET. */
const char *
openapi_in(const struct openapi_op *op, const struct openapi_param *param);

/* Of an operation; NULL: there is none, which the tests refuse. */
const struct route *
openapi_route(const struct openapi_op *op);

/* What a status tells, for people; NULL: an unknown one. */
const char *
openapi_status(const char *code);

/* The next word of *${text}, in ${mem}; NULL: the end. */
const char *
openapi_word(struct arena *mem, const char **text);

/* The whole OpenAPI 3.0 document for the service at ${base_url}; released at
 * the end of ${mem}. */
json_t *
openapi_doc(struct arena *mem, const char *base_url);

#endif
