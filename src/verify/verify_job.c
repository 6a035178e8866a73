/*
 * What the files of the verifier share: asking each address once, and
 * writing down what a check came to.
 *
 * It judges nothing.  Called by the other files of the verifier alone.
 */
#include "verify/verify_job.h"

#include <string.h>

#include "base/str.h"
#include "base/uri.h"
#include "model/room.h"
#include "verify/verify_words.h"

/* A source that knows nothing of an address. */
static void
ask_source(struct verify_job *job, struct verify_asked *asked)
{
	const struct verify_source *source = job->source;
	struct verify_answer *answer = &asked->answer;

	source->get(source->data, job->mem, asked->url, answer);
	if (answer->is_missing) {
		answer->status = 0;
		job->missing++;
	}
	if (str_empty(answer->url))
		answer->url = asked->url;
}

struct verify_asked *
verify_job_get(struct verify_job *job, const char *url)
{
	const json_t *at = json_object_get(job->urls, url);
	struct verify_asked *asked;

	if (at)
		return job->asked[json_integer_value(at)];
	asked = arena_alloc(job->mem, sizeof *asked);
	asked->url = url;
	ask_source(job, asked);
	json_object_set_new(job->urls, url,
			    json_integer((json_int_t)job->asked_count));
	job->asked = room_more(job->mem, job->asked, job->asked_count,
			       sizeof *job->asked);
	job->asked[job->asked_count++] = asked;
	return asked;
}

const json_t *
verify_job_doc(struct verify_job *job, struct verify_asked *asked)
{
	const struct verify_answer *answer = &asked->answer;
	json_t *doc = NULL;

	if (asked->is_read || answer->status != 200 || !answer->body)
		return asked->doc;
	asked->is_read = true;
	if (load_json(job->mem, answer->body, answer->len, job->ask->limits,
		      &doc) != OK)
		asked->error = arena_strdup(job->mem, fail_last()->text);
	else if (!json_is_object(doc))
		asked->error = "it is no JSON object";
	else
		asked->doc = doc;
	return asked->doc;
}

/* What people make of a status that is no success. */
static const char *
status_words(long status)
{
	switch (status) {
	case 401:
	case 403:
		return "it answers only with authorization";
	case 404:
		return "it answers that there is nothing";
	case 410:
		return "it answers that this was taken back";
	case 429:
	case 503:
		return "it is busy";
	default:
		return status >= 500 ? "it has a fault" : "it does not answer";
	}
}

const char *
verify_job_why(struct verify_job *job, const struct verify_asked *asked)
{
	const struct verify_answer *answer = &asked->answer;
	const char *why = answer->error;
	size_t len;

	if (answer->is_missing)
		return "it has not been asked yet";
	if (answer->status == 200)
		return "what it answers is not this document";
	if (answer->status != 0)
		return arena_printf(job->mem, "%s (%ld)",
				    status_words(answer->status),
				    answer->status);
	if (str_empty(why))
		return "it could not be reached";
	len = strlen(why);
	while (len > 0 && strchr(". \n", why[len - 1]))
		len--;
	return arena_strndup(job->mem, why, len);
}

struct verify_check *
verify_job_check(const struct verify_subject *x, enum verify_what what)
{
	return &x->part->checks[what];
}

struct verify_check *
verify_job_say(struct verify_subject *x, enum verify_what what,
	       enum verify_outcome outcome, const char *fmt, ...)
{
	struct verify_check *check = verify_job_check(x, what);
	va_list ap;

	va_start(ap, fmt);
	*check = (struct verify_check){
		.what = what,
		.outcome = outcome,
		.words = arena_vprintf(x->job->mem, fmt, ap),
	};
	va_end(ap);
	return check;
}

void
verify_job_rests(struct verify_check *check, const struct verify_asked *asked)
{
	const struct verify_answer *answer = &asked->answer;

	check->evidence.url = asked->url;
	check->evidence.status = answer->status;
	check->evidence.at = answer->at;
	check->evidence.server = answer->certificate;
}

const char *
verify_job_text(const json_t *json, const char *name)
{
	const char *s = json_string_value(json_object_get(json, name));

	return str_empty(s) ? NULL : s;
}

bool
verify_job_is_web(const char *url)
{
	return (uri_has_scheme(url, "https") || uri_has_scheme(url, "http")) &&
	       strnlen(url, VERIFY_URL + 1) <= VERIFY_URL;
}

const char *
verify_job_id(const json_t *json)
{
	const json_t *id = json_is_string(json) ? json
						: json_object_get(json, "id");
	size_t len = json_string_length(id);

	return len > 0 && len <= VERIFY_URL ? json_string_value(id) : NULL;
}
