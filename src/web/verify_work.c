/*
 * How a request has something verified.  The worker reaches no network: what
 * takes it is a row for the job process.  Called by verify_page.c,
 * verify_api.c and the shared page.
 */
#include "web/verify_work.h"

#include <string.h>
#include <time.h>

#include "store/store.h"
#include "web/bounds.h"

/* How long a request waits, and how often it looks. */
#define WAIT_MS 4000
#define LOOK_MS 50

/* So many workers may wait at once; there are at least four, as a rule. */
#define WAITING_MOST 2

enum result
verify_work_may(struct ctx *ctx)
{
	long long most = ctx->app->conf->verify_rate;
	int wait;

	if (bounds_may(ctx->app->bounds, request_address(&ctx->req), most,
		       &wait))
		return OK;
	response_header(&ctx->res, "Retry-After",
			arena_printf(ctx->mem, "%d", wait));
	return fail(TOO_OFTEN,
		    "From one address %lld documents a minute are verified. "
		    "Try again in %d seconds.",
		    most, wait);
}

/* A source without the network, of answers at most ${fresh} seconds old; -1:
 * as the settings say. */
static struct source *
source_here(struct ctx *ctx, int64_t fresh)
{
	struct item_office *office = arena_alloc(ctx->mem, sizeof(*office));
	struct source_how how;

	*office = web_office(ctx);
	source_defaults(ctx->app->conf, &how);
	how.db = ctx->db;
	how.office = office;
	if (fresh >= 0)
		how.fresh = fresh;
	return source_new(ctx->mem, &how);
}

const struct verify_source *
verify_work_kept(struct ctx *ctx)
{
	return source_verify(source_here(ctx, CHECKING_DAYS * (int64_t)86400));
}

/* One check, for store_look(). */
struct work {
	struct arena *mem;
	struct checkup_ask ask;
	struct checkup *out;
};

static enum result
run(void *data)
{
	struct work *work = data;

	return checkup_run(work->mem, &work->ask, work->out);
}

enum result
verify_work_here(struct ctx *ctx, const struct verify_given *given,
		 struct checkup *out)
{
	struct work work = { ctx->mem,
			     {
				     .bytes = given->bytes,
				     .len = given->len,
				     .is_url = given->is_url,
				     .as_of = given->as_of,
				     .with_data = given->with_data,
				     .limits = &ctx->app->limits,
				     .source = source_here(ctx, -1),
				     .keys = ctx->app->keys,
			     },
			     out };

	return store_look(ctx->db, run, &work);
}

bool
verify_work_is_for_job(struct ctx *ctx, const struct checkup *done)
{
	return done->missing && ctx->app->has_job;
}

/* What was found, to be kept. */
static void
put_done(struct ctx *ctx, const struct checkup *done, struct checking *c)
{
	const struct verify_report *report = &done->report;

	c->state = CHECKING_DONE;
	if (done->refused) {
		c->state = CHECKING_FAILED;
		c->error = done->refused;
		return;
	}
	c->sha256 = report->sha256;
	c->report = verify_text(ctx->mem, report);
	c->report_len = strlen(c->report);
	c->shown = report->doc;
	c->shown_len = report->doc_len;
}

/* What is no text can be checked, but not kept. */
static bool
is_text(const struct verify_given *given)
{
	return str_utf8(given->bytes, given->len, NULL) &&
	       !memchr(given->bytes, '\0', given->len);
}

enum result
verify_work_keep(struct ctx *ctx, const struct verify_given *given,
		 const struct checkup *done, const char **id)
{
	struct checking checking = {
		.as_of = given->as_of,
		.with_data = given->with_data,
		.source = given->source,
		.is_url = given->is_url,
	};
	struct db *db;

	if (!done || is_text(given)) {
		checking.doc = given->bytes;
		checking.doc_len = given->len;
	}
	if (done)
		put_done(ctx, done, &checking);
	TRY(web_writer(ctx, &db));
	return checking_put(db, ctx->mem, &checking, id);
}

static enum result
wait_for(struct ctx *ctx, const char *id)
{
	const struct timespec nap = { 0, LOOK_MS * 1000000L };
	bool waits = true;
	int waited;

	for (waited = 0; waits && waited < WAIT_MS; waited += LOOK_MS) {
		TRY(checking_waits(ctx->db, id, &waits));
		if (waits)
			nanosleep(&nap, NULL);
	}
	return OK;
}

enum result
verify_work_wait(struct ctx *ctx, const char *id)
{
	enum result r;

	if (!ctx->app->has_job || !bounds_wait(ctx->app->bounds, WAITING_MOST))
		return OK;
	r = wait_for(ctx, id);
	bounds_leave(ctx->app->bounds);
	return r;
}
