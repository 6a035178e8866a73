/*
 * The tables of operations, parameters and statuses.
 */
#include <string.h>

#include "base/str.h"
#include "store/hosted.h"
#include "web/openapi.h"
#include "web/service.h"

#define CLR HOSTED_PATH
#define BEARER "-H \"Authorization: Bearer $TOKEN\" "
#define READS "200 304 400 401 403 421 429 503"
#define WRITES "400 401 403 405 413 415 421 429 503"

#define TOKENS "Getting a token"
#define RECORDS "Learner records"
#define HOSTED "Hosted documents"
#define PROOF "Verification"

/* clang-format off */
const struct openapi_op openapi_ops[] = {
	{ METHOD_GET, CLR "discovery", "getDiscoveryDocument", TOKENS, NULL,
	  CLASS_NONE, CLR_DISCOVERY_DOCUMENT, "200 304 421",
	  "Where tokens are had, and which scopes there are (CLR 1.0). No token.",
	  "curl \"$BASE" CLR "discovery\"" },
	{ METHOD_GET, SERVICE_METADATA, "getMetadata",
	  TOKENS, NULL, CLASS_NONE, CLASS_NONE, "200",
	  "The same in the words of RFC 8414, with the addresses for revoking and asking about tokens.",
	  "curl \"$BASE" SERVICE_METADATA "\"" },
	{ METHOD_POST, SERVICE_REGISTER, "register", TOKENS, NULL,
	  CLASS_NONE, CLASS_NONE, "201 400 401 403 413 415 429 503",
	  "An application that acts for people registers itself with JSON: client_name, client_uri, logo_uri, tos_uri, policy_uri, software_id, software_version, redirect_uris. The office may have closed this, or look at each one first.", NULL },
	{ METHOD_GET, SERVICE_REGISTER "/{client}", "getRegistration", TOKENS,
	  "client", CLASS_NONE, CLASS_NONE, "200 401 429",
	  "With the registration_access_token that came with it.", NULL },
	{ METHOD_PUT, SERVICE_REGISTER "/{client}", "replaceRegistration",
	  TOKENS, "client", CLASS_NONE, CLASS_NONE, "200 400 401 413 415 429 503",
	  NULL, NULL },
	{ METHOD_DELETE, SERVICE_REGISTER "/{client}", "deleteRegistration",
	  TOKENS, "client", CLASS_NONE, CLASS_NONE, "204 401 429 503",
	  "All that was granted to it ends.", NULL },
	{ METHOD_GET, SERVICE_AUTHORIZE, "authorize", TOKENS,
	  "response_type client_id redirect_uri scope state code_challenge code_challenge_method",
	  CLASS_NONE, CLASS_NONE, "200 303 400",
	  "A page: send the person's browser there. They sign in, are asked, and come back to redirect_uri with code, scope, state and iss.", NULL },
	{ METHOD_POST, SERVICE_TOKEN, "getToken", TOKENS,
	  "grant_type scope code code_verifier refresh_token", CLASS_NONE, CLASS_NONE,
	  "200 400 401 413 415 429 503",
	  "The client is named by Basic, or by client_id and client_secret in the form. Tokens are opaque; a refresh token is good once.",
	  "curl -u \"$CLIENT:$SECRET\" -d grant_type=client_credentials \"$BASE" SERVICE_TOKEN "\"" },
	{ METHOD_POST, SERVICE_INTROSPECT, "introspectToken", TOKENS, "token",
	  CLASS_NONE, CLASS_NONE, "200 400 401 413 415 429 503",
	  "What a token is good for, by whom and until when.",
	  "curl -u \"$CLIENT:$SECRET\" -d \"token=$TOKEN\" \"$BASE" SERVICE_INTROSPECT "\"" },
	{ METHOD_POST, SERVICE_REVOKE, "revokeToken", TOKENS, "token",
	  CLASS_NONE, CLASS_NONE, "200 400 401 413 415 429 503",
	  "A refresh token ends with all that came of it. An unknown token is answered with 200 too.", NULL },

	{ METHOD_GET, CLR "clrs", "getClrs", RECORDS, "limit offset since",
	  CLASS_NONE, CLR_CLR_SET, READS,
	  "The newest first, those without a signature in clrs and signed ones, as they were signed, in signedClrs. X-Total-Count counts all; Link leads to the first, previous, next and last page. To ask again at little cost, send the ETag of the last answer as If-None-Match.",
	  "curl " BEARER "\"$BASE" CLR "clrs?limit=10\"" },
	{ METHOD_POST, CLR "clrs", "postClr", RECORDS, NULL, CLR_CLR_PAYLOAD,
	  CLR_CLR_PAYLOAD, "200 201 304 " WRITES,
	  "Either clr or signedClr. A record of the same id that you posted is replaced as a whole; one that is not changed is answered with 304; one of somebody else with 403.",
	  "curl " BEARER "-H \"Content-Type: application/json\" --data-binary @payload.json \"$BASE" CLR "clrs\"" },
	{ METHOD_GET, CLR "clrs/{clr}", "getClr", RECORDS, "clr", CLASS_NONE,
	  CLR_CLR, "200 304 400 401 403 404 410 421 429 503",
	  "A record that is kept signed is answered as JSON, or as it was signed with Accept: application/jose.",
	  "curl " BEARER "\"$BASE" CLR "clrs/$ID\"" },
	{ METHOD_DELETE, CLR "clrs/{clr}", "deleteClr", RECORDS, "clr",
	  CLASS_NONE, CLASS_NONE, "204 400 401 403 404 405 421 429 503",
	  "Only what you posted yourself.",
	  "curl -X DELETE " BEARER "\"$BASE" CLR "clrs/$ID\"" },

	{ METHOD_GET, HOSTED_PATH "{folder}/{document}", "getHosted", HOSTED,
	  "folder document", CLASS_NONE, CLASS_NONE, "200 304 404 410",
	  "Assertions, endorsements, keys, lists of revocations, profiles and achievements at the addresses that are their ids. No token; any page may read them. With Accept: text/html it is a page for people.", NULL },
	{ METHOD_GET, "/" HOSTED_JWKS_PATH ".json", "getKeys", HOSTED, NULL,
	  CLASS_NONE, CLASS_NONE, "200 304",
	  "Every key that records are signed with, as a JWK set.",
	  "curl \"$BASE/" HOSTED_JWKS_PATH ".json\"" },

	{ METHOD_POST, "/api/verify", "verify", PROOF, NULL, CLASS_NONE,
	  CLASS_NONE, "200 202 400 413 415 422 429 503",
	  "The body is the document: JSON, a signed text, a page that holds one; or {\"url\": …}. The answer tells each check with what it rests on. 202: others have to be asked first; Location says where to ask again.",
	  "curl -H \"Content-Type: application/json\" --data-binary @record.json \"$BASE/api/verify\"" },
	{ METHOD_GET, "/api/verify/{checking}", "getVerification", PROOF,
	  "checking", CLASS_NONE, CLASS_NONE, "200 202 404 422", NULL, NULL },
};

static const struct openapi_param params[] = {
	{ "limit", "query", "integer", false, "Records a page; 100 if it is not given." },
	{ "offset", "query", "integer", false, "How many to pass over, 0 if it is not given." },
	{ "since", "query", "string", false, "A date and time: only what was posted, published or changed since. Ours, not of CLR 1.0." },
	{ "clr", "path", "string", true, "The record: the last part of its Location, or its id, percent-encoded." },
	{ "folder", "path", "string", true, "The kind: assertions, endorsements, keys, revocations, profiles, achievements." },
	{ "document", "path", "string", true, "The rest of its id." },
	{ "checking", "path", "string", true, "From Location of the 202." },
	{ "client", "path", "string", true, "The client_id." },
	{ "response_type", "query", "string", true, "code" },
	{ "client_id", "query", "string", true, "Who asks." },
	{ "redirect_uri", "query", "string", true, "One of those registered, to the letter." },
	{ "state", "query", "string", false, "Comes back as it was." },
	{ "code_challenge", "query", "string", true, "BASE64URL(SHA-256(code_verifier)) (RFC 7636)." },
	{ "code_challenge_method", "query", "string", true, "S256" },
	{ "grant_type", "form", "string", true, "client_credentials, authorization_code or refresh_token." },
	{ "scope", "form", "string", false, "A blank between them; none: all that the client has." },
	{ "code", "form", "string", false, "With authorization_code: what the browser brought, with the redirect_uri it came to." },
	{ "code_verifier", "form", "string", false, "With authorization_code: what the challenge was made of." },
	{ "refresh_token", "form", "string", false, "With refresh_token." },
	{ "token", "form", "string", true, "An access token or a refresh token." },
};

static const struct {
	const char *code, *words;
} statuses[] = {
	{ "200", "Done." },
	{ "201", "It is new here." },
	{ "202", "It is being done; ask again at Location after Retry-After seconds." },
	{ "204", "Done, and there is nothing to say." },
	{ "303", "On to the page where people sign in, or back to the application." },
	{ "304", "Nothing has changed." },
	{ "400", "The request is wrong; the answer says what." },
	{ "401", "There is no token, or it is not good (any more): WWW-Authenticate says what is asked for." },
	{ "403", "The token has not the scope, or it is not yours." },
	{ "404", "There is nothing here, or nothing for you." },
	{ "405", "Not with this method: see Allow." },
	{ "410", "It was revoked; the answer says why." },
	{ "413", "It is too big; the answer says how big it may be." },
	{ "415", "That type of content is not taken." },
	{ "421", "This host is not the one the service speaks for." },
	{ "422", "There was nothing that could be checked; the answer says why." },
	{ "429", "Too many requests: wait Retry-After seconds." },
	{ "503", "Busy: nothing was lost, try again after Retry-After seconds." },
};
/* clang-format on */

const size_t openapi_ops_count = sizeof(openapi_ops) / sizeof(openapi_ops[0]);

const struct openapi_param *
openapi_param(const char *name)
{
	size_t i;

	for (i = 0; i < sizeof(params) / sizeof(params[0]); i++)
		if (streq(params[i].name, name))
			return &params[i];
	return NULL;
}

const char *
openapi_in(const struct openapi_op *op, const struct openapi_param *param)
{
	return streq(param->in, "form") && op->method == METHOD_GET ? "query"
								    : param->in;
}

const char *
openapi_status(const char *code)
{
	size_t i;

	for (i = 0; i < sizeof(statuses) / sizeof(statuses[0]); i++)
		if (streq(statuses[i].code, code))
			return statuses[i].words;
	return NULL;
}

const struct route *
openapi_route(const struct openapi_op *op)
{
	size_t i;

	for (i = 0; i < web_routes_count; i++)
		if (web_routes[i].row.method == op->method &&
		    streq(web_routes[i].row.pattern, op->path))
			return &web_routes[i];
	return NULL;
}

const char *
openapi_word(struct arena *mem, const char **text)
{
	const char *at = *text;
	size_t len;

	if (str_empty(at))
		return NULL;
	at += strspn(at, " ");
	len = strcspn(at, " ");
	*text = at + len;
	return len ? arena_strndup(mem, at, len) : NULL;
}
