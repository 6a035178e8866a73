/*
 * Evidence and pictures out of a document, for the browser.  What a file
 * says it is counts only if its bytes agree; scripts in it find a page on
 * which nothing is allowed.
 */
#include "web/sheet_file.h"

#include <string.h>

#include "base/uri.h"

#define LOCKED "default-src 'none'; style-src 'unsafe-inline'; sandbox"
/* A browser's own reader of PDF does not start in a sandbox. */
#define LOCKED_PDF                                                             \
	"default-src 'none'; style-src 'unsafe-inline'; "                      \
	"object-src 'self'"

/* What may be shown, and how it is told from something else. */
struct shown {
	const char *type;
	const char *magic; /* first bytes; NULL: must be UTF-8 text */
	size_t magic_len;
	const char *send_as;
	const char *policy;
	bool is_download;
};

static const struct shown shown_types[] = {
	{ "application/pdf", "%PDF-", 5, "application/pdf", LOCKED_PDF, false },
	{ "image/png", "\x89PNG\r\n\x1a\n", 8, "image/png", LOCKED, false },
	{ "image/jpeg", "\xff\xd8\xff", 3, "image/jpeg", LOCKED, false },
	{ "image/gif", "GIF8", 4, "image/gif", LOCKED, false },
	{ "image/svg+xml", NULL, 0, "image/svg+xml", LOCKED, true },
	{ "text/plain", NULL, 0, "text/plain; charset=utf-8", LOCKED, false },
};

static const struct shown unknown = {
	.send_as = "application/octet-stream",
	.policy = LOCKED,
	.is_download = true,
};

static bool
agrees(const struct shown *as, const unsigned char *bytes, size_t len)
{
	if (!as->magic)
		return str_utf8((const char *)bytes, len, NULL);
	return len >= as->magic_len &&
	       memcmp(bytes, as->magic, as->magic_len) == 0;
}

static const struct shown *
shown_as(const char *type, const unsigned char *bytes, size_t len)
{
	size_t i;

	for (i = 0; i < sizeof(shown_types) / sizeof(shown_types[0]); i++)
		if (streq(shown_types[i].type, type) &&
		    agrees(&shown_types[i], bytes, len))
			return &shown_types[i];
	return &unknown;
}

/* RFC 6266: the name in UTF-8; the older form is left out. */
static const char *
disposition(struct ctx *ctx, const struct shown *as, const char *name)
{
	return arena_printf(ctx->mem, "%s; filename*=UTF-8''%s",
			    as->is_download ? "attachment" : "inline",
			    uri_encode(ctx->mem, name));
}

enum result
sheet_file(struct ctx *ctx, const struct view_file *file)
{
	const struct shown *as;
	struct uri_data data;
	unsigned char *bytes;
	size_t len;

	TRY(uri_data(ctx->mem, file->url, &data));
	TRY(uri_data_bytes(ctx->mem, &data, &bytes, &len));
	as = shown_as(data.type, bytes, len);
	response_header(&ctx->res, "Content-Security-Policy", as->policy);
	response_header(&ctx->res, "Content-Disposition",
			disposition(ctx, as, file->name));
	response_header(&ctx->res, "Cache-Control", "private, no-cache");
	response_ready(&ctx->res, 200, as->send_as, (const char *)bytes, len);
	return OK;
}
