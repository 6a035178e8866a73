/*
 * Any bytes as a document to be verified, with a web that answers with parts
 * of the same bytes.
 *
 * Parts are divided by a line "---".  The first is the document; if it begins
 * with '!', the rest of it is signed.  Each other one is an answer: a line
 * "STATUS URL", then the body.  'KEY' is the key in PEM.  What is promised:
 * no crash, every check with a word, each address asked once, nothing valid
 * without a proof.
 */
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "crypto/jws.h"
#include "model/jsonmem.h"
#include "verify/verify.h"

static const struct load_limits limits = { 1 << 20, 64 };

enum { MOST_ANSWERS = 16, MOST_ASKED = 256 };

struct web {
	const char *answers[MOST_ANSWERS];
	size_t count;
	const char *asked[MOST_ASKED];
	size_t asked_count;
};

static void
get(void *data, struct arena *mem, const char *url, struct verify_answer *out)
{
	struct web *web = data;

	(void)mem;
	for (size_t i = 0; i < web->asked_count; i++)
		if (streq(web->asked[i], url))
			abort();
	if (web->asked_count < MOST_ASKED)
		web->asked[web->asked_count++] = url;
	*out = (struct verify_answer){ .url = url };
	for (size_t i = 0; i < web->count; i++) {
		const char *line = web->answers[i];
		const char *at = strchr(line, ' ');
		size_t len = strlen(url);

		if (!at || strncmp(at + 1, url, len) != 0 ||
		    at[1 + len] != '\n')
			continue;
		out->status = strtol(line, NULL, 10);
		out->body = at + 2 + len;
		out->len = strlen(out->body);
	}
}

/* The key, made once. */
static struct key *
key_of(void)
{
	static struct key *key;

	if (!key && key_new(2048, &key) != OK)
		abort();
	return key;
}

/* ${text} with the key's PEM in the place of 'KEY'. */
static char *
with_key(struct arena *mem, const char *text)
{
	const char *pem = key_pem(key_of(), mem);
	const char *at;
	struct str out;

	str_init(&out, mem);
	for (; (at = strstr(text, "\"KEY\"")); text = at + 5) {
		json_t *json = json_string(pem);

		str_addn(&out, text, (size_t)(at - text));
		str_add(&out, jsonmem_text(mem, json, 0));
		json_decref(json);
	}
	str_add(&out, text);
	return out.s;
}

static void
look_at(const struct verify_part *part)
{
	const struct verify_check *checks = part->checks;
	bool is_proven = checks[CHECK_HOSTED].outcome == VERIFY_PASSED ||
			 checks[CHECK_SIGNATURE].outcome == VERIFY_PASSED;

	if (part->checks_count != VERIFY_WHAT__MAX || str_empty(part->words) ||
	    (part->verdict == VERDICT_VALID && !is_proven))
		abort();
	for (size_t i = 0; i < part->checks_count; i++) {
		if (str_empty(checks[i].words) ||
		    (unsigned)checks[i].outcome >= VERIFY_OUTCOME__MAX)
			abort();
		if (checks[i].outcome == VERIFY_FAILED &&
		    part->verdict < VERDICT_EXPIRED)
			abort();
	}
	for (size_t i = 0; i < part->parts_count; i++)
		look_at(&part->parts[i]);
}

static void
verify(struct arena *mem, struct web *web, const char *doc, bool with_data)
{
	struct verify_source source = { .data = web, .get = get };
	struct verify_ask ask = { .bytes = doc,
				  .len = strlen(doc),
				  .now = 1767225600,
				  .with_data = with_data,
				  .most_parts = 50,
				  .limits = &limits,
				  .source = &source };
	struct verify_report report;
	size_t missing;

	web->asked_count = 0;
	if (verify_run(mem, &ask, &report, &missing) != OK ||
	    report.count == 0 || !verify_json(mem, &report))
		abort();
	for (size_t i = 0; i < report.count; i++)
		look_at(&report.items[i]);
}

int
LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

int
LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
	auto_arena mem = arena_new();
	char *text = with_key(mem,
			      arena_strndup(mem, (const char *)data, size));
	const char *doc = text;
	struct web web = { .count = 0 };
	struct jws_head head = { "JWT", "k" };

	for (char *at = text;
	     (at = strstr(at, "\n---\n")) && web.count < MOST_ANSWERS;) {
		*at = '\0';
		at += strlen("\n---\n");
		web.answers[web.count++] = at;
	}
	if (*doc == '!' && jws_sign(mem, key_of(), &head, doc + 1,
				    strlen(doc + 1), &doc) != OK)
		return 0;
	verify(mem, &web, doc, size % 2 == 1);
	return 0;
}
