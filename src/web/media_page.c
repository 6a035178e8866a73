/*
 * Uploaded pictures and files.  Their bytes are a stranger's: whatever they
 * are, nothing in them can act here.
 */
#include "base/uri.h"
#include "store/media.h"
#include "web/pages.h"
#include "web/sheet.h"

#define LOCKED "default-src 'none'; style-src 'unsafe-inline'; sandbox"
/* A browser's own reader of PDF does not start in a sandbox. */
#define LOCKED_PDF                                                             \
	"default-src 'none'; style-src 'unsafe-inline'; object-src 'self'"

/* Types that are shown in the browser; all else, and SVG, which can hold
 * scripts, is a download (an <img> shows it all the same). */
static bool
is_shown(const char *type)
{
	static const char *const shown[] = { "image/png", "image/jpeg",
					     "image/gif", "application/pdf" };
	size_t i;

	for (i = 0; i < sizeof(shown) / sizeof(shown[0]); i++)
		if (streq(shown[i], type))
			return true;
	return false;
}

static void
set_headers(struct ctx *ctx, const struct media_file *file)
{
	const char *name = str_empty(file->file) ? "file" : file->file;

	response_header(&ctx->res, "Content-Security-Policy",
			streq(file->type, "application/pdf") ? LOCKED_PDF
							     : LOCKED);
	response_header(
		&ctx->res, "Content-Disposition",
		arena_printf(ctx->mem, "%s; filename*=UTF-8''%s",
			     is_shown(file->type) ? "inline" : "attachment",
			     uri_encode(ctx->mem, name)));
}

enum result
media_page(struct ctx *ctx)
{
	const char *sha256 = ctx->params[0];
	struct media_file file;

	/* The bytes of an address never change. */
	response_header(&ctx->res, "Cache-Control",
			"public, max-age=31536000, immutable");
	if (response_not_modified(&ctx->res, sheet_etag(ctx, sha256),
				  request_header(&ctx->req, "If-None-Match")))
		return OK;
	TRY(media_get(ctx->db, ctx->mem, sha256, &file));
	set_headers(ctx, &file);
	response_ready(&ctx->res, 200, file.type, file.bytes, file.len);
	return OK;
}
