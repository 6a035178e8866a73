/*
 * The job process's task of fetching what a page asked for: store/fetched.h.
 */
#include "base/str.h"
#include "cmd/job.h"
#include "http/fetch.h"
#include "store/fetched.h"

/* Of what pages ask for: an entry of a framework. */
#define MOST_BYTES (1024 * 1024)
#define TIMEOUT_MS 10000
#define OWN_WHY                                                                \
	"The address is one of this office: link to what it has published."

/* Why an answer that came cannot be used; NULL: it can. */
static const char *
refusal(struct arena *mem, const struct fetch_reply *reply)
{
	if (reply->status < 200 || reply->status > 299)
		return arena_printf(mem, "The server answered with status %ld.",
				    reply->status);
	if (!str_utf8(reply->body, reply->len, NULL))
		return "The answer is no text.";
	return NULL;
}

enum result
job_fetch(struct job *job)
{
	struct fetch_reply reply;
	struct fetched asked;
	enum result r;

	TRY(fetched_next(job->db, job->mem, &asked));
	r = fetch_get(job->mem,
		      &(struct fetch_ask){ .url = asked.url,
					   .accept = "application/json",
					   .own = job->conf->base_url,
					   .own_why = OWN_WHY,
					   .allow = job->conf->fetch_allow,
					   .dns = job->conf->dns_server,
					   .max_bytes = MOST_BYTES,
					   .timeout_ms = TIMEOUT_MS },
		      &reply);
	asked.error = r == OK ? refusal(job->mem, &reply)
			      : arena_strdup(job->mem, fail_last()->text);
	asked.state = asked.error ? FETCHED_FAILED : FETCHED_DONE;
	if (!asked.error) {
		asked.error = "";
		asked.type = reply.type;
		asked.body = reply.body;
		asked.body_len = reply.len;
	}
	return fetched_done(job->db, &asked);
}
