/*
 * Reading what is to be verified out of a request.  Nothing is checked here
 * but whether there is something that could be: what it is, the verifier
 * finds out.  Called by verify_page.c and verify_api.c.
 */
#include "web/verify_given.h"

#include <string.h>

#include "base/clock.h"
#include "base/uri.h"
#include "web/guard.h"

/* The body of a request that names an address alone is smaller. */
#define LONGEST_NAMING 16384

#define DAY 86400

/* ---- When */

enum result
verify_given_date(const char *text, int64_t *out)
{
	const int64_t now = clock_now();
	struct moment at;

	*out = 0;
	if (str_empty(text))
		return OK;
	if (clock_parse_date(text, &at) == OK)
		at.epoch += DAY - 1;
	else if (clock_parse(text, false, &at) != OK)
		return fail(INVALID,
			    "“%.40s” is no date. Write it as "
			    "2025-12-31.",
			    text);
	if (at.epoch >= now + DAY)
		return fail(INVALID, "What a later day will bring cannot be "
				     "judged: choose today or an earlier "
				     "date.");
	*out = at.epoch >= now ? 0 : at.epoch;
	return OK;
}

/* ---- What */

/* Files that people try, and why they are no use yet. */
static const struct {
	const char *begins;
	const char *words;
} kinds[] = {
	{ "\x89PNG\r\n\x1a\n",
	  "This is a picture. A badge baked into a picture cannot be checked "
	  "here yet. Give the badge's address or its JSON instead." },
	{ "<svg",
	  "This is a drawing (SVG). A badge baked into a picture cannot be "
	  "checked here yet. Give the badge's address or its JSON instead." },
	{ "\xff\xd8\xff",
	  "This is a photograph. Give the record's file or its address "
	  "instead." },
	{ "%PDF-",
	  "This is a PDF, which is a picture of a record and proves nothing. "
	  "Give the record's file (JSON, JWS, HTML) or its address "
	  "instead." },
	{ "PK\x03\x04",
	  "This is a ZIP file. Unpack it, and give one document of it." },
};

static bool
begins(const char *s, size_t len, const char *with)
{
	size_t n = strlen(with);

	return len >= n && memcmp(s, with, n) == 0;
}

/* An SVG file begins with a declaration of XML as often as not. */
static bool
is_drawing(const char *s, size_t len)
{
	return begins(s, len, "<?xml") &&
	       memmem(s, len < 4096 ? len : 4096, "<svg", 4);
}

static enum result
check_kind(const char *s, size_t len)
{
	size_t i;

	if (is_drawing(s, len))
		return fail(INVALID, "%s", kinds[1].words);
	for (i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (begins(s, len, kinds[i].begins))
			return fail(INVALID, "%s", kinds[i].words);
	return OK;
}

static const char spaces[] = " \t\r\n";

/* ${text} of ${len} bytes without the white space around it. */
static void
trim(const char **text, size_t *len)
{
	while (*len && strchr(spaces, (*text)[0])) {
		(*text)++;
		(*len)--;
	}
	while (*len && strchr(spaces, (*text)[*len - 1]))
		(*len)--;
}

static bool
is_address(const char *text, size_t len)
{
	return (begins(text, len, "https://") ||
		begins(text, len, "http://")) &&
	       strcspn(text, spaces) >= len;
}

static enum result
take_address(struct ctx *ctx, const char *url, struct verify_given *out)
{
	if (!uri_is_absolute(url, false) || !uri_host(ctx->mem, url))
		return fail(INVALID,
			    "“%.200s” is no address of the web. It begins "
			    "with https:// and has no blanks.",
			    url);
	out->bytes = url;
	out->len = strlen(url);
	out->is_url = true;
	out->source = url;
	return OK;
}

/* A text is a document, or the address of one. */
static enum result
take_text(struct ctx *ctx, const char *text, size_t len,
	  struct verify_given *out)
{
	trim(&text, &len);
	if (is_address(text, len))
		return take_address(ctx, arena_strndup(ctx->mem, text, len),
				    out);
	TRY(check_kind(text, len));
	out->bytes = text;
	out->len = len;
	return OK;
}

/* ---- The form of the page */

static enum result
take_file(const struct field *file, struct verify_given *out)
{
	out->source = file->file ? file->file : "";
	if (!file->len)
		return fail(INVALID, "The file is empty.");
	TRY(check_kind(file->value, file->len));
	out->bytes = file->value;
	out->len = file->len;
	return OK;
}

/* Browsers send an empty part for a file input left empty. */
static bool
is_chosen(const struct field *file)
{
	return file && (file->len > 0 || !str_empty(file->file));
}

enum result
verify_given_form(struct ctx *ctx, struct verify_given *out)
{
	const struct field *file = form_find(&ctx->form, "file");
	const struct field *text = form_find(&ctx->form, "text");
	size_t blanks = text ? strspn(text->value, spaces) : 0;
	bool has_text = text && blanks < text->len;

	*out = (struct verify_given){ .source = "" };
	out->with_data = !str_empty(form_get(&ctx->form, "data"));
	TRY(verify_given_date(form_get(&ctx->form, "as_of"), &out->as_of));
	if (is_chosen(file) && has_text)
		return fail(INVALID, "Something was pasted and a file was "
				     "chosen. Give one of them.");
	if (is_chosen(file))
		return take_file(file, out);
	if (has_text)
		return take_text(ctx, text->value, text->len, out);
	return fail(INVALID, "Nothing was sent. Paste a record or an address, "
			     "or choose a file.");
}

/* ---- A program's request */

static bool
is_taken(const char *type)
{
	static const char *const types[] = {
		"application/json",	 "application/jose", "application/jwt",
		"application/xhtml+xml", "text/html",	     "text/plain",
	};
	size_t i;

	if (!type || str_ends(type, "+json"))
		return true;
	for (i = 0; i < sizeof(types) / sizeof(types[0]); i++)
		if (streq(type, types[i]))
			return true;
	return false;
}

/* Is ${json} no document, but an object that names one? */
static bool
is_naming(const json_t *json)
{
	const char *name;
	json_t *value;

	if (!json_is_string(json_object_get(json, "url")))
		return false;
	json_object_foreach ((json_t *)(uintptr_t)json, name, value)
		if (!streq(name, "url") && !streq(name, "as_of") &&
		    !streq(name, "data"))
			return false;
	return true;
}

static enum result
take_naming(struct ctx *ctx, const json_t *json, struct verify_given *out)
{
	const json_t *when = json_object_get(json, "as_of");

	if (json_is_true(json_object_get(json, "data")))
		out->with_data = true;
	if (when && !json_is_string(when))
		return fail(INVALID, "as_of is a date in quotes: "
				     "\"2025-12-31\".");
	if (when)
		TRY(verify_given_date(json_string_value(when), &out->as_of));
	return take_address(
		ctx, json_string_value(json_object_get(json, "url")), out);
}

/* The body as JSON that may name an address; NULL: it is a document. */
static json_t *
naming(struct ctx *ctx)
{
	const struct request *req = &ctx->req;
	json_t *json;

	if (req->body_len > LONGEST_NAMING ||
	    !memmem(req->body, req->body_len, "\"url\"", 5) ||
	    load_json(ctx->mem, req->body, req->body_len, &ctx->app->limits,
		      &json) != OK)
		return NULL;
	return is_naming(json) ? json : NULL;
}

static enum result
take_body(struct ctx *ctx, struct verify_given *out)
{
	const json_t *json;

	if (!is_taken(ctx->req.type))
		return fail(BAD_TYPE,
			    "Send a document as application/json, "
			    "application/jose, text/html or text/plain, not "
			    "as %s.",
			    ctx->req.type);
	json = naming(ctx);
	if (json)
		return take_naming(ctx, json, out);
	if (strspn(ctx->req.body, spaces) >= ctx->req.body_len)
		return fail(INVALID, "Nothing was sent. The body is the "
				     "document, or {\"url\": \"https://…\"}.");
	return take_text(ctx, ctx->req.body, ctx->req.body_len, out);
}

/* A form names an address as url, or is that of the page. */
static enum result
take_form(struct ctx *ctx, struct verify_given *out)
{
	const char *url = form_get(&ctx->form, "url");

	if (!url)
		return verify_given_form(ctx, out);
	out->with_data = !str_empty(form_get(&ctx->form, "data"));
	TRY(verify_given_date(form_get(&ctx->form, "as_of"), &out->as_of));
	return take_address(ctx, url, out);
}

enum result
verify_given_body(struct ctx *ctx, struct verify_given *out)
{
	const char *data = form_get(&ctx->query, "data");
	int64_t as_of;

	*out = (struct verify_given){ .source = "" };
	TRY(guard_is_form(ctx) ? take_form(ctx, out) : take_body(ctx, out));
	if (!str_empty(data) && !streq(data, "0"))
		out->with_data = true;
	TRY(verify_given_date(form_get(&ctx->query, "as_of"), &as_of));
	if (as_of)
		out->as_of = as_of;
	return OK;
}
