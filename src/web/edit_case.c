/*
 * Alignments from CASE servers.  The job process fetches, for it alone
 * reaches the network; here one waits for it, a few seconds at most.
 */
#include "web/edit_case.h"

#include <string.h>
#include <time.h>

#include "base/uri.h"
#include "store/fetched.h"

/* How long the page waits, and how often it looks. */
#define WAIT_MS 4000
#define LOOK_MS 50

static const char *
text_of(const json_t *object, const char *member)
{
	const char *text = json_string_value(json_object_get(object, member));

	return str_empty(text) ? NULL : text;
}

static void
set_text(json_t *object, const char *member, const char *text)
{
	if (text)
		json_object_set_new(object, member, json_string(text));
}

/* Is it an address of the web?  An entry's own is not believed otherwise. */
static bool
is_of_web(const char *uri)
{
	return uri && uri_is_absolute(uri, false) &&
	       (uri_has_scheme(uri, "https") || uri_has_scheme(uri, "http"));
}

bool
edit_case_fill(json_t *alignment, const json_t *entry, const char *url)
{
	const json_t *within = json_object_get(entry, "CFItem");
	const json_t *item = json_is_object(within) ? within : entry;
	const char *statement = text_of(item, "fullStatement");
	const char *name = text_of(item, "abbreviatedStatement");
	const char *uri = text_of(item, "uri");

	if (!statement)
		return false;
	set_text(alignment, "targetName", name ? name : statement);
	set_text(alignment, "targetCode", text_of(item, "humanCodingScheme"));
	set_text(alignment, "targetDescription", statement);
	set_text(alignment, "targetFramework",
		 text_of(json_object_get(item, "CFDocumentURI"), "title"));
	set_text(alignment, "targetUrl", is_of_web(uri) ? uri : url);
	set_text(alignment, "targetType", "CFItem");
	return true;
}

/* Wait until the job process has been there. */
static enum result
wait_for(struct ctx *ctx, const char *id, struct fetched *out)
{
	const struct timespec nap = { 0, LOOK_MS * 1000000L };
	int waited;

	for (waited = 0; waited < WAIT_MS; waited += LOOK_MS) {
		TRY(fetched_get(ctx->db, ctx->mem, id, out));
		if (out->state != FETCHED_WAITING)
			return OK;
		nanosleep(&nap, NULL);
	}
	return OK;
}

/* What came, as JSON; NULL: the reason is told at ${at}. */
static enum result
fetch(struct desk *desk, const char *url, const char *at, json_t **entry)
{
	struct ctx *ctx = desk->ctx;
	struct fetched fetched;
	const char *id;

	*entry = NULL;
	TRY(fetched_put(ctx->db, ctx->mem, url, &id));
	TRY(wait_for(ctx, id, &fetched));
	if (fetched.state == FETCHED_WAITING)
		desk_refuse(desk, at,
			    "%s has not answered yet. Try again, or "
			    "fill the fields in yourself.",
			    uri_host(ctx->mem, url));
	else if (fetched.state == FETCHED_FAILED)
		desk_refuse(desk, at, "The entry could not be fetched: %s",
			    fetched.error);
	else if (!fetched.body ||
		 load_json(ctx->mem, fetched.body, fetched.body_len,
			   &ctx->app->limits, entry) != OK)
		desk_refuse(desk, at,
			    "What %s answers is no JSON. Is it the "
			    "address of the entry's data?",
			    uri_host(ctx->mem, url));
	return OK;
}

enum result
edit_case(struct desk *desk, const char *pointer)
{
	struct arena *mem = desk->ctx->mem;
	const char *at = arena_printf(mem, "%s/targetUrl", pointer);
	json_t *alignment = desk_at(mem, desk->doc, pointer);
	const char *url = text_of(alignment, "targetUrl");
	json_t *entry;

	desk->open = pointer;
	if (!url || !uri_host(mem, url)) {
		desk_refuse(desk, at,
			    "Paste the web address of the entry "
			    "here first.");
		return OK;
	}
	TRY(fetch(desk, url, at, &entry));
	if (entry && !edit_case_fill(alignment, entry, url))
		desk_refuse(desk, at,
			    "That page is no entry of a framework "
			    "(a CFItem of CASE 1.0).");
	return OK;
}
