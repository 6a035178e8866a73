/*
 * getClrs (CLR 1.0 §2.2, §2.3): the records that a token is good for, a page
 * at a time.
 *
 * A page is bounded by number and by bytes, so that it takes as much memory
 * whoever asks.  Whether it is unchanged is known from two numbers, before
 * any record is looked at.
 */
#include <inttypes.h>
#include <string.h>

#include "base/clock.h"
#include "base/uri.h"
#include "store/holding_list.h"
#include "web/clr_reader.h"
#include "web/pages.h"

/* Records on a page when nothing is asked for. */
#define PAGE 100

/* Room for what stands around the records. */
enum { AROUND = 1024 };

/* No list is longer; sums of two of it fit. */
#define MOST 1000000000000LL

/* Other parameters stand in the links up to this length together: longer
 * headers do not come through every web server. */
#define OTHERS 512

static const enum media offers[] = { MEDIA_JSON, MEDIA_LD_JSON, MEDIA__MAX };

/* What is asked for, and what there is. */
struct listing {
	struct holding_reader reader;
	struct holding_query query;
	struct holding_mark mark;
	struct holding_list page;
	enum media media;
};

/* ---- The query */

/* The only parameter of this name, or NULL. */
static enum result
read_once(struct ctx *ctx, const char *name, const char **value)
{
	const struct field *field;

	*value = NULL;
	for (size_t i = 0; i < ctx->query.count; i++) {
		field = &ctx->query.fields[i];
		if (!streq(field->name, name))
			continue;
		if (*value)
			return fail(INVALID, "%s must stand there once.", name);
		*value = field->value;
	}
	return OK;
}

static enum result
read_number(struct ctx *ctx, const char *name, long long min, long long *out)
{
	const char *value;

	TRY(read_once(ctx, name, &value));
	if (!value)
		return OK;
	if (str_number(value, MOST, out) != OK || *out < min)
		return fail(INVALID, "%s must be a whole number, %lld or more.",
			    name, min);
	return OK;
}

/* Our own: what changed at that moment or later.  A '+' of its zone that was
 * not encoded is a blank by now. */
static enum result
read_since(struct ctx *ctx, int64_t *out)
{
	struct moment at;
	const char *value;
	char *text, *blank;

	TRY(read_once(ctx, "since", &value));
	if (!value)
		return OK;
	text = arena_strdup(ctx->mem, value);
	blank = strchr(text, ' ');
	if (blank)
		*blank = '+';
	if (clock_parse(text, false, &at) != OK)
		return fail(INVALID, "since must be a date and time, such as "
				     "2026-01-31T12:00:00Z.");
	*out = at.epoch;
	return OK;
}

static enum result
read_query(struct ctx *ctx, struct listing *l)
{
	const long long most = ctx->app->conf->answer_records;

	ctx->is_query_wrong = true;
	l->query.limit = PAGE;
	TRY(read_number(ctx, "limit", 1, &l->query.limit));
	TRY(read_number(ctx, "offset", 0, &l->query.offset));
	TRY(read_since(ctx, &l->query.since));
	ctx->is_query_wrong = false;
	if (l->query.limit > most)
		l->query.limit = most;
	return OK;
}

/* ---- Headers */

/* All parameters but those of the page, "a=1&" each. */
static const char *
other_parameters(struct ctx *ctx)
{
	const struct field *field;
	struct str text;

	str_init(&text, ctx->mem);
	for (size_t i = 0; i < ctx->query.count; i++) {
		field = &ctx->query.fields[i];
		if (streq(field->name, "limit") || streq(field->name, "offset"))
			continue;
		str_addf(&text, "%s=%s&", uri_encode(ctx->mem, field->name),
			 uri_encode(ctx->mem, field->value));
	}
	if (text.len <= OTHERS)
		return text.s;
	field = form_find(&ctx->query, "since");
	return field ? arena_printf(ctx->mem, "since=%s&",
				    uri_encode(ctx->mem, field->value))
		     : "";
}

static void
add_link(struct ctx *ctx, struct str *out, const struct listing *l,
	 const char *rel, long long offset)
{
	str_addf(out, "%s<%sclrs?%slimit=%lld&offset=%lld>; rel=\"%s\"",
		 out->len ? ", " : "", ctx->app->root, other_parameters(ctx),
		 l->query.limit, offset, rel);
}

/* The page before and the last one; the first; the next if there is more
 * behind what this page holds. */
static void
set_links(struct ctx *ctx, const struct listing *l)
{
	const long long total = l->mark.total, limit = l->query.limit;
	const long long offset = l->query.offset;
	const long long next = offset + (long long)l->page.count;
	struct str links;

	str_init(&links, ctx->mem);
	if (next < total)
		add_link(ctx, &links, l, "next", next);
	add_link(ctx, &links, l, "last",
		 total ? (total - 1) / limit * limit : 0);
	add_link(ctx, &links, l, "first", 0);
	if (offset > 0)
		add_link(ctx, &links, l, "prev",
			 offset > limit ? offset - limit : 0);
	response_header(&ctx->res, "Link", links.s);
}

/* Every page is the same as long as these are; who reads is part of it, for
 * one address answers each as it may. */
static bool
is_unchanged(struct ctx *ctx, const struct listing *l)
{
	const struct conf *conf = ctx->app->conf;
	const char *of = arena_printf(
		ctx->mem, "%s\n%s\n%d\n%lld %lld %lld\n%lld %lld\n%d %d %lld",
		l->reader.account_id,
		l->reader.account_id[0] ? "" : l->reader.client_id,
		l->reader.reaches_all, l->query.limit, l->query.offset,
		(long long)l->query.since, l->mark.total,
		(long long)l->mark.number, (int)l->media, conf->certification,
		conf->answer_bytes);
	const char *etag = arena_printf(ctx->mem, "W/\"%016" PRIx64 "\"",
					str_sum(of, strlen(of)));

	return response_not_modified(
		&ctx->res, etag, request_header(&ctx->req, "If-None-Match"));
}

/* ---- The page */

/* About so long is what is sent of it: a signed one is a third longer than
 * what it holds. */
static size_t
sent_len(const struct holding *h)
{
	return h->is_signed ? h->doc_len + h->doc_len / 3 : h->doc_len;
}

/* As many as fit; the room for them. */
static void
bound_page(struct ctx *ctx, struct listing *l)
{
	const size_t most = (size_t)ctx->app->conf->answer_bytes;
	size_t i, len, sum = 0;

	for (i = 0; i < l->page.count; i++) {
		len = sent_len(&l->page.items[i]);
		if (i > 0 && sum + len > most)
			break;
		sum += len;
	}
	l->page.count = i;
	str_reserve(&ctx->res.body, sum + sum / 8 + AROUND);
}

/* Those that are signed, or those that are not, as an array.  One that was
 * deleted meanwhile is left out. */
static enum result
write_array(struct ctx *ctx, const struct listing *l, const char *name,
	    bool is_signed)
{
	struct str *out = &ctx->res.body;
	auto_arena scratch = arena_new();
	struct holding_bytes bytes;
	const char *before = "";
	enum result r;

	str_addf(out, ",\"%s\":[", name);
	for (size_t i = 0; i < l->page.count; i++) {
		const struct holding *h = &l->page.items[i];

		if (h->is_signed != is_signed)
			continue;
		arena_reset(scratch);
		r = clr_reader_bytes(
			ctx, scratch, h,
			is_signed ? HOLDING_JWS : clr_reader_form(ctx), &bytes);
		if (r == NOT_FOUND)
			continue;
		if (r != OK)
			return r;
		str_addf(out, "%s%s", before, is_signed ? "\"" : "");
		str_addn(out, bytes.s, bytes.len);
		str_add(out, is_signed ? "\"" : "");
		before = ",";
	}
	str_addc(out, ']');
	return OK;
}

static enum result
write_page(struct ctx *ctx, const struct listing *l)
{
	struct str *out = &ctx->res.body;

	response_text(&ctx->res, 200, media_type(l->media), "");
	str_add(out, "{\"@context\":\"" CLR_CONTEXT "\",\"type\":\"ClrSet\"");
	TRY(write_array(ctx, l, "clrs", false));
	TRY(write_array(ctx, l, "signedClrs", true));
	str_addc(out, '}');
	return OK;
}

enum result
clr_list_api(struct ctx *ctx)
{
	struct listing l = { .reader = clr_reader(ctx) };

	clr_reader_headers(ctx);
	l.query.reader = &l.reader;
	l.media = accept_best(request_header(&ctx->req, "Accept"), offers);
	TRY(read_query(ctx, &l));
	TRY(holding_list_mark(ctx->db, &l.query, &l.mark));
	response_header(&ctx->res, "X-Total-Count",
			arena_printf(ctx->mem, "%lld", l.mark.total));
	if (is_unchanged(ctx, &l))
		return OK;
	TRY(holding_list(ctx->db, ctx->mem, &l.query, &l.page));
	bound_page(ctx, &l);
	set_links(ctx, &l);
	return write_page(ctx, &l);
}
