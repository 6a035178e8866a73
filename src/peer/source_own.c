/*
 * Our own documents, read from the store as their addresses would answer.
 * No network here.
 */
#include "peer/source_own.h"

#include "base/clock.h"
#include "base/str.h"
#include "store/hosted.h"
#include "store/sample.h"
#include "store/share.h"

#define TYPE_JSON "application/json"
#define TYPE_JOSE "application/jose"

/* An answer without a document. */
static void
answer_without(struct arena *mem, long status, const char *error,
	       struct verify_answer *out)
{
	out->status = status;
	out->error = arena_strdup(mem, error);
}

static void
answer_with(const char *type, const char *body, size_t len,
	    struct verify_answer *out)
{
	out->status = 200;
	out->type = type;
	out->body = body;
	out->len = len;
}

static void
begin(const char *url, struct verify_answer *out)
{
	*out = (struct verify_answer){
		.url = url,
		.type = "",
		.at = clock_now(),
	};
}

bool
source_own_hosted(const struct source_how *how, struct arena *mem,
		  const char *url, struct verify_answer *out)
{
	struct item_office office;
	struct hosted hosted;
	const char *path;
	enum result r;

	if (!how->db || !str_starts(url, how->office->root))
		return false;
	begin(url, out);
	office = *how->office;
	office.mem = mem;
	path = hosted_path(office.root, url);
	r = path ? hosted_get(how->db, &office, path, &hosted) : NOT_FOUND;
	if (r == NOT_FOUND) {
		answer_without(mem, 404,
			       "Nothing is published at this address here.",
			       out);
	} else if (r != OK) {
		answer_without(mem, 0,
			       "It could not be read here now. Try again "
			       "later.",
			       out);
	} else {
		answer_with(TYPE_JSON, hosted.bytes, hosted.len, out);
		out->status = hosted.status;
	}
	return true;
}

bool
source_own_sample(const struct source_how *how, struct arena *mem,
		  const char *url, struct verify_answer *out)
{
	const char *base = how->conf->base_url, *at = url + strlen(base);
	struct sample sample;

	if (!how->db || !str_starts(url, base) || !str_starts(at, SAMPLE_PATH))
		return false;
	begin(url, out);
	if (sample_get(how->db, mem, base, at + strlen(SAMPLE_PATH), &sample) ==
	    OK)
		answer_with(sample.type, sample.doc, sample.len, out);
	else
		answer_without(mem, 404, "There is no such sample here.", out);
	return true;
}

/* The id in the address of a share link of ours; NULL: it is none. */
static const char *
share_id(const struct source_how *how, struct arena *mem, const char *url)
{
	size_t len = strlen(how->conf->base_url);
	const char *at = url + len;

	if (!str_starts(url, how->conf->base_url) || !str_starts(at, "/s/"))
		return NULL;
	at += strlen("/s/");
	return arena_strndup(mem, at, strcspn(at, "/?#"));
}

static enum result
open_share(const struct source_how *how, struct arena *mem, const char *id,
	   struct record *out)
{
	struct share_opened opened;

	TRY(share_open(how->db, mem, id, NULL, &opened));
	*out = opened.record;
	return record_doc(how->db, mem, out);
}

bool
source_own_shared(const struct source_how *how, struct arena *mem,
		  const char *url, struct verify_answer *out)
{
	const char *id = how->db ? share_id(how, mem, url) : NULL;
	struct record record;
	enum result r;

	if (!id)
		return false;
	begin(url, out);
	r = open_share(how, mem, id, &record);
	if (r == NOT_FOUND)
		answer_without(mem, 404, "There is no such link here.", out);
	else if (r == GONE)
		answer_without(mem, 410,
			       "This link was ended by who made it. Ask for a "
			       "new one.",
			       out);
	else if (r != OK)
		answer_without(mem, 0,
			       "It could not be read here now. Try again "
			       "later.",
			       out);
	else if (record.jws)
		answer_with(TYPE_JOSE, record.jws, strlen(record.jws), out);
	else
		answer_with(TYPE_JSON, record.doc, record.doc_len, out);
	return true;
}

bool
source_own_key_life(const struct source_how *how, struct arena *mem,
		    const char *url, struct verify_key_life *out)
{
	static const char folder[] = "keys/";
	struct keyring_key key;
	const char *path;

	if (!how->db)
		return false;
	path = hosted_path(how->office->root, url);
	if (!path || !str_starts(path, folder) ||
	    keyring_get(how->db, mem, path + sizeof(folder) - 1, &key) != OK)
		return false;
	*out = (struct verify_key_life){
		.begins = key.created_at,
		.ends = key.ended_at,
		.untrusted_from = key.untrusted_from,
	};
	return true;
}

int64_t
source_own_revoked_at(const struct source_how *how, struct arena *mem,
		      const char *id)
{
	const char *reason;
	int64_t at;

	if (!how->db || hosted_revocation(how->db, mem, id, &at, &reason) != OK)
		return 0;
	return at;
}
