/*
 * Tables → the OpenAPI 3.0 document.
 */
#include "web/openapi.h"

#include <string.h>

#include "base/str.h"
#include "model/jsonmem.h"
#include "model/walk.h"
#include "web/service.h"

#define SCHEMAS "#/components/schemas/"
#define ERRORS "OAuthError"

/* ---- Schemas, from the data model */

static json_t *
ref(struct arena *mem, const char *name)
{
	return json_pack("{s:s}", "$ref",
			 arena_printf(mem, SCHEMAS "%s", name));
}

static json_t *
of_list(enum list_id id)
{
	const struct list *list = &model_lists[id];
	const struct term *term;
	json_t *values = json_array();

	for (term = list->terms; term->value; term++)
		json_array_append_new(values, json_string(term->value));
	if (!list->is_extensible)
		return json_pack("{s:s, s:o}", "type", "string", "enum",
				 values);
	return json_pack("{s:[{s:s, s:o}, {s:s, s:s}]}", "anyOf", "type",
			 "string", "enum", values, "type", "string", "pattern",
			 "^ext:");
}

static json_t *
of_kind(struct arena *mem, const struct type *type)
{
	switch (type->kind) {
	case KIND_OBJECT:
		return ref(mem, walk_class((enum class_id)type->of)->name);
	case KIND_TERM:
	case KIND_XTERM:
		return of_list((enum list_id)type->of);
	case KIND_BOOLEAN:
		return json_pack("{s:s}", "type", "boolean");
	case KIND_FLOAT:
		return json_pack("{s:s}", "type", "number");
	case KIND_DATETIME:
		return json_pack("{s:s, s:s}", "type", "string", "format",
				 "date-time");
	case KIND_DATE:
		return json_pack("{s:s, s:s}", "type", "string", "format",
				 "date");
	case KIND_IRI:
	case KIND_URI:
	case KIND_IMAGE:
		return json_pack("{s:s, s:s}", "type", "string", "format",
				 "uri");
	case KIND_JWS:
		return json_pack("{s:s, s:s}", "type", "string", "format",
				 "jws");
	case KIND_ANY:
		return json_pack("{s:[{s:s}, {s:s, s:{s:s}}]}", "anyOf", "type",
				 "string", "type", "array", "items", "type",
				 "string");
	default:
		return json_pack("{s:s}", "type", "string");
	}
}

static json_t *
of_property(struct arena *mem, const struct property *p)
{
	json_t *out = of_kind(mem, &p->type);

	if (p->many == MANY)
		out = json_pack("{s:s, s:o}", "type", "array", "items", out);
	/* Nothing may stand beside a $ref. */
	if (!json_object_get(out, "$ref"))
		json_object_set_new(out, "description", json_string(p->help));
	return out;
}

static json_t *
of_class(struct arena *mem, const struct class *class)
{
	json_t *members = json_object(), *required = json_array(), *out;
	const struct property *p;

	for (p = class->properties; p->name; p++) {
		json_object_set_new(members, p->name, of_property(mem, p));
		if (p->flags & REQUIRED)
			json_array_append_new(required, json_string(p->name));
	}
	out = json_pack("{s:s, s:s, s:o}", "type", "object", "description",
			class->help, "properties", members);
	if (json_array_size(required))
		json_object_set(out, "required", required);
	json_decref(required);
	return out;
}

static json_t *
schemas(struct arena *mem)
{
	json_t *out = json_object();
	int as;

	for (as = CLASS_NONE + 1; as < CLASS__MAX; as++)
		json_object_set_new(
			out, walk_class((enum class_id)as)->name,
			of_class(mem, walk_class((enum class_id)as)));
	json_object_set_new(out, ERRORS,
			    json_pack("{s:s, s:{s:{s:s}, s:{s:s}}, s:[s]}",
				      "type", "object", "properties", "error",
				      "type", "string", "error_description",
				      "type", "string", "required", "error"));
	return out;
}

/* ---- Operations */

static json_t *
content(json_t *schema)
{
	return json_pack("{s:{s:o}}", "application/json", "schema", schema);
}

static json_t *
response(struct arena *mem, const struct openapi_op *op, const char *code)
{
	json_t *out = json_pack("{s:s}", "description", openapi_status(code));
	const enum dialect says = openapi_route(op)->says;
	json_t *schema = NULL;

	if (code[0] == '2' && op->gives != CLASS_NONE)
		schema = ref(mem, walk_class(op->gives)->name);
	else if (code[0] >= '4' && says == SAYS_IMSX)
		schema = ref(mem, walk_class(CLR_STATUS_INFO)->name);
	else if (code[0] >= '4' && says == SAYS_OAUTH)
		schema = ref(mem, ERRORS);
	if (schema)
		json_object_set_new(out, "content", content(schema));
	return out;
}

static json_t *
responses(struct arena *mem, const struct openapi_op *op)
{
	const char *rest = op->statuses, *code;
	json_t *out = json_object();

	while ((code = openapi_word(mem, &rest)))
		json_object_set_new(out, code, response(mem, op, code));
	return out;
}

static json_t *
parameter(const struct openapi_op *op, const struct openapi_param *p)
{
	return json_pack("{s:s, s:s, s:s, s:b, s:{s:s}}", "name", p->name, "in",
			 openapi_in(op, p), "description", p->words, "required",
			 (int)p->is_required, "schema", "type", p->type);
}

/* The fields of a form are a body. */
static void
add_field(json_t *op, const struct openapi_param *p)
{
	static const char type[] = "application/x-www-form-urlencoded";
	json_t *body = json_object_get(op, "requestBody"), *schema;

	if (!body) {
		body = json_pack("{s:b, s:{s:{s:{s:s, s:{}, s:[]}}}}",
				 "required", 1, "content", type, "schema",
				 "type", "object", "properties", "required");
		json_object_set_new(op, "requestBody", body);
	}
	schema = json_object_get(
		json_object_get(json_object_get(body, "content"), type),
		"schema");
	json_object_set_new(json_object_get(schema, "properties"), p->name,
			    json_pack("{s:s, s:s}", "type", p->type,
				      "description", p->words));
	if (p->is_required)
		json_array_append_new(json_object_get(schema, "required"),
				      json_string(p->name));
}

static void
add_params(struct arena *mem, json_t *out, const struct openapi_op *op)
{
	const char *rest = op->params, *name;
	json_t *list = json_array();

	while ((name = openapi_word(mem, &rest))) {
		const struct openapi_param *p = openapi_param(name);

		if (streq(openapi_in(op, p), "form"))
			add_field(out, p);
		else
			json_array_append_new(list, parameter(op, p));
	}
	if (json_array_size(list))
		json_object_set(out, "parameters", list);
	json_decref(list);
}

/* Which tokens, by which scopes. */
static void
add_security(json_t *out, const struct route *route)
{
	json_t *scopes = json_array();
	enum scope scope;

	for (scope = SCOPE_NONE + 1; scope < SCOPE__MAX; scope++)
		if (route->scopes & 1U << scope)
			json_array_append_new(scopes,
					      json_string(scope_name(scope)));
	if (route->scopes)
		json_object_set_new(out, "security",
				    json_pack("[{s:O}]", "oauth2", scopes));
	json_decref(scopes);
}

static json_t *
operation(struct arena *mem, const struct openapi_op *op)
{
	const struct route *route = openapi_route(op);
	json_t *out = json_pack("{s:s, s:s, s:[s]}", "operationId", op->id,
				"summary", route->help, "tags", op->group);

	if (op->words)
		json_object_set_new(out, "description", json_string(op->words));
	add_params(mem, out, op);
	if (op->takes != CLASS_NONE)
		json_object_set_new(
			out, "requestBody",
			json_pack("{s:b, s:o}", "required", 1, "content",
				  content(ref(mem,
					      walk_class(op->takes)->name))));
	json_object_set_new(out, "responses", responses(mem, op));
	add_security(out, route);
	return out;
}

static const char *
lower(struct arena *mem, const char *method)
{
	char *out = arena_strdup(mem, method), *c;

	for (c = out; *c; c++)
		*c = (char)(*c | 0x20);
	return out;
}

static json_t *
paths(struct arena *mem)
{
	json_t *out = json_object(), *path;
	size_t i;

	for (i = 0; i < openapi_ops_count; i++) {
		const struct openapi_op *op = &openapi_ops[i];

		path = json_object_get(out, op->path);
		if (!path) {
			path = json_object();
			json_object_set_new(out, op->path, path);
		}
		json_object_set_new(path,
				    lower(mem, request_method_name(op->method)),
				    operation(mem, op));
	}
	return out;
}

/* ---- The whole */

static json_t *
security(struct arena *mem, const char *base_url)
{
	const char *token = arena_printf(mem, "%s" SERVICE_TOKEN, base_url);
	json_t *scopes = json_object();
	enum scope scope;

	for (scope = SCOPE_NONE + 1; scope < SCOPE__MAX; scope++)
		json_object_set_new(scopes, scope_name(scope),
				    json_string(scope_words(scope)));
	return json_pack("{s:{s:s, s:{s:{s:s, s:s, s:s, s:O}, s:{s:s, s:o}}}}",
			 "oauth2", "type", "oauth2", "flows",
			 "authorizationCode", "authorizationUrl",
			 arena_printf(mem, "%s" SERVICE_AUTHORIZE, base_url),
			 "tokenUrl", token, "refreshUrl", token, "scopes",
			 scopes, "clientCredentials", "tokenUrl", token,
			 "scopes", scopes);
}

json_t *
openapi_doc(struct arena *mem, const char *base_url)
{
	json_t *out = json_pack(
		"{s:s, s:{s:s, s:s, s:s}, s:[{s:s}], s:o, s:{s:o, s:o}}",
		"openapi", "3.0.3", "info", "title", "Clarus", "version",
		"v1p0", "description",
		"Comprehensive Learner Records (CLR 1.0), for other systems.",
		"servers", "url", base_url, "paths", paths(mem), "components",
		"schemas", schemas(mem), "securitySchemes",
		security(mem, base_url));

	jsonmem_defer(mem, out);
	return out;
}
