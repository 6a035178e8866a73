/*
 * Is it genuine?  The run as a whole: what was given is read, each document
 * in it is checked, and what they come to is put together (CLR 1.0 §4).
 *
 * Called by the page, the API, the command, the wallet and the import; all
 * that is asked of others goes through the source they give.
 */
#include "verify/verify.h"

#include <string.h>

#include "crypto/digest.h"
#include "model/jsonmem.h"
#include "model/walk.h"
#include "verify/verify_job.h"
#include "verify/verify_part.h"
#include "verify/verify_parts.h"
#include "verify/verify_read.h"
#include "verify/verify_words.h"

/* How many parts there will be, for the progress. */
static void
count_parts(struct verify_job *job, const struct verify_given *items,
	    size_t count)
{
	size_t parts = 0;

	if (!job->source->progress)
		return;
	for (size_t i = 0; i < count; i++)
		parts += verify_parts_count(job->mem, items[i].doc,
					    items[i].as);
	if (parts > job->ask->most_parts)
		parts = job->ask->most_parts;
	job->total = count + parts;
	job->source->progress(job->source->data, 0, job->total);
}

/* All records of a set as one document. */
static const json_t *
set_of(struct arena *mem, const json_t *const *docs, size_t count)
{
	json_t *set = json_object();
	json_t *list = json_array();

	json_object_set_new(set, "@context", json_string(CLR_CONTEXT));
	json_object_set_new(set, "type",
			    json_string(walk_class(CLR_CLR_SET)->name));
	json_object_set_new(set, "clrs", list);
	for (size_t i = 0; i < count; i++)
		if (docs[i])
			json_array_append(list, (json_t *)docs[i]);
	jsonmem_defer(mem, set);
	return set;
}

/* What may be shown: the bytes as they came, if they are it. */
static void
show(struct verify_job *job, const struct verify_given *items,
     const json_t *const *docs, struct verify_report *out)
{
	const json_t *doc = docs[0];

	if (out->count > 1)
		doc = set_of(job->mem, docs, out->count);
	if (!doc)
		return;
	if (doc == items[0].doc && items[0].bytes) {
		out->doc = items[0].bytes;
		out->doc_len = items[0].len;
		return;
	}
	out->doc = jsonmem_text(job->mem, doc, JSON_COMPACT);
	out->doc_len = strlen(out->doc);
}

static void
check_all(struct verify_job *job, struct verify_report *out)
{
	struct verify_given *items;
	const json_t **docs;

	verify_read(job->mem, job->ask, &items, &out->count);
	count_parts(job, items, out->count);
	docs = arena_array(job->mem, out->count, sizeof *docs);
	out->items = arena_array(job->mem, out->count, sizeof *out->items);
	for (size_t i = 0; i < out->count; i++) {
		docs[i] = verify_part(job, &items[i], &out->items[i]);
		if (out->items[i].verdict > out->verdict)
			out->verdict = out->items[i].verdict;
	}
	out->words = verify_words_report(job, out);
	show(job, items, docs, out);
}

enum result
verify_run(struct arena *mem, const struct verify_ask *ask,
	   struct verify_report *out, size_t *missing)
{
	struct verify_job job = {
		.mem = mem,
		.ask = ask,
		.source = ask->source,
		.as_of = ask->as_of ? ask->as_of : ask->now,
		.urls = json_object(),
	};

	job.is_past = job.as_of < ask->now;
	*out = (struct verify_report){
		.at = ask->now,
		.as_of = job.as_of,
		.sha256 = digest_hex(mem, ask->bytes, ask->len),
		.len = ask->len,
	};
	check_all(&job, out);
	json_decref(job.urls);
	keys_trim(ask->keys);
	if (missing)
		*missing = job.missing;
	return OK;
}
