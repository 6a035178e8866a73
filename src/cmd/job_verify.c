/*
 * The job process's task of verifying: what people brought and takes the
 * network, and records behind links (store/checking.h).
 */
#include <string.h>

#include "base/clock.h"
#include "base/str.h"
#include "cmd/cmd.h"
#include "cmd/job.h"
#include "peer/checkup.h"
#include "store/checking.h"
#include "store/record.h"
#include "web/shared.h"

/* How far it is, is told this often. */
#define TELL_MICROS 300000

/* A verification under way: the source it asks, and whom to tell. */
struct watch {
	const struct verify_source *inner;
	struct job *job;
	struct checking *checking;
	int64_t told; /* monotonic */
};

/* ---- Telling how far it is */

static void
tell(struct watch *w)
{
	w->told = clock_micros();
	if (checking_progress(w->job->db, w->checking) != OK)
		fail_clear(); /* it is done all the same */
}

static void
watch_progress(void *data, size_t done, size_t total)
{
	struct watch *w = data;

	w->checking->done = (long long)done;
	w->checking->total = (long long)total;
	if (clock_micros() - w->told > TELL_MICROS)
		tell(w);
}

static void
watch_get(void *data, struct arena *mem, const char *url,
	  struct verify_answer *out)
{
	struct watch *w = data;

	if (!str_starts(url, w->job->conf->base_url)) {
		w->checking->asking = url;
		tell(w);
	}
	w->inner->get(w->inner->data, mem, url, out);
}

static bool
watch_key_life(void *data, const char *url, struct verify_key_life *out)
{
	const struct verify_source *inner = ((struct watch *)data)->inner;

	return inner->key_life(inner->data, url, out);
}

static int64_t
watch_revoked_at(void *data, const char *id)
{
	const struct verify_source *inner = ((struct watch *)data)->inner;

	return inner->revoked_at(inner->data, id);
}

static const char *
watch_known_issuer(void *data, struct arena *mem, const char *id)
{
	const struct verify_source *inner = ((struct watch *)data)->inner;

	return inner->known_issuer(inner->data, mem, id);
}

/* ---- Checking */

/* Check ${ask}, with the network or without. */
static enum result
examine(struct watch *w, struct checkup_ask *ask, bool may_fetch,
	struct checkup *out)
{
	const struct conf *conf = w->job->conf;
	const struct item_office *office = cmd_office(conf, w->job->mem, NULL,
						      w->job->signer);
	const struct verify_source through = {
		.data = w,
		.get = watch_get,
		.key_life = watch_key_life,
		.revoked_at = watch_revoked_at,
		.known_issuer = watch_known_issuer,
		.progress = watch_progress,
	};
	struct source_how how;

	source_defaults(conf, &how);
	how.db = w->job->db;
	how.writer = w->job->db;
	how.office = office;
	how.may_fetch = may_fetch;
	ask->source = source_new(w->job->mem, &how);
	ask->limits = office->limits;
	ask->through = may_fetch ? &through : NULL;
	w->inner = source_verify(ask->source);
	return checkup_run(w->job->mem, ask, out);
}

static void
put_found(struct job *job, const struct checkup *found, struct checking *c)
{
	const struct verify_report *report = &found->report;

	if (found->refused) {
		c->state = CHECKING_FAILED;
		c->error = found->refused;
		return;
	}
	c->state = CHECKING_DONE;
	c->report = verify_text(job->mem, report);
	c->report_len = strlen(c->report);
	if (!str_empty(c->record_id))
		return;
	c->sha256 = report->sha256;
	c->shown = report->doc;
	c->shown_len = report->doc_len;
}

/* What somebody brought. */
static enum result
check_given(struct watch *w)
{
	struct checking *c = w->checking;
	struct checkup_ask ask = {
		.bytes = c->doc,
		.len = c->doc_len,
		.is_url = c->is_url,
		.as_of = c->as_of,
		.with_data = c->with_data,
	};
	struct checkup found;

	if (c->is_url) {
		c->asking = c->doc;
		tell(w);
	}
	TRY(examine(w, &ask, true, &found));
	put_found(w->job, &found, c);
	return OK;
}

/* The bytes that prove a record: its JWS, if it came in one. */
static enum result
read_record(struct job *job, const char *id, struct record *record,
	    struct checkup_ask *ask)
{
	TRY(record_get(job->db, job->mem, id, record));
	TRY(record_doc(job->db, job->mem, record));
	ask->bytes = record->jws ? record->jws : record->doc;
	ask->len = record->jws ? strlen(record->jws) : record->doc_len;
	return OK;
}

/* A record behind a link.  One that is checked wherever it is shown, because
 * that takes no network, needs no report; nor does a revoked one. */
static enum result
check_record(struct watch *w)
{
	struct checking *c = w->checking;
	struct checkup_ask ask = { 0 };
	struct checkup found;
	struct record record;

	TRY(read_record(w->job, c->record_id, &record, &ask));
	c->sha256 = record.sha256;
	c->state = CHECKING_DONE;
	if (record.is_revoked)
		return OK;
	TRY(examine(w, &ask, false, &found));
	if (!found.missing)
		return OK;
	TRY(examine(w, &ask, true, &found));
	put_found(w->job, &found, c);
	return OK;
}

enum result
job_verify(struct job *job)
{
	struct checking c;
	struct watch watch = { .job = job, .checking = &c };
	enum result r;

	TRY(checking_next(job->db, job->mem, &c));
	r = str_empty(c.record_id) ? check_given(&watch) : check_record(&watch);
	if (r == GONE || r == NOT_FOUND)
		return checking_forget(job->db, c.record_id);
	if (r != OK)
		return r;
	r = checking_done(job->db, &c);
	if (r == OK && !str_empty(c.record_id) && c.report)
		shared_renew(job->conf, job->db, c.record_id);
	return r == NOT_FOUND ? OK : r; /* swept away, or deleted, meanwhile */
}
