/*
 * What was uploaded → the CLRs in it.
 *
 * Finds out what a file is by its first bytes and unwraps it until there
 * are CLRs; each is checked as leniently as the field needs (CLR 1.0
 * appendix).  Signatures are not verified here and nothing is stored.
 * Called by the wallet's import, by peers and by the command line.
 */
#include "model/import.h"

#include <string.h>

#include "base/str.h"
#include "model/import_html.h"
#include "model/import_words.h"
#include "model/walk.h"

/* Problems kept for one CLR or the wrapping, and for all CLRs. */
#define KEPT_PROBLEMS 500
#define KEPT_IN_ALL 10000

/* Documents and signed texts looked at in one file (G-8: bound the work). */
#define MOST_PARTS 10000

/* One import under way. */
struct job {
	struct arena *mem;
	const struct load_limits *limits;
	struct import *out;
	size_t cap;
	size_t parts;		   /* looked at so far */
	size_t room;		   /* for problems of CLRs */
	struct import_script jose; /* the signed copy in a page */
};

/* A document met on the way, and where. */
struct found {
	const json_t *doc;
	const char *bytes;
	size_t len;
	const char *jws;
	const char *pointer;
};

/* clang-format off */
static const struct {
	const char *name;
	const char *words;
} forms[IMPORT_FORM__MAX] = {
	[IMPORT_CLR] = { "clr", "a learner record" },
	[IMPORT_CLR_SET] = { "clr-set", "a set of learner records" },
	[IMPORT_CLR_PAYLOAD] = { "clr-payload",
				 "a learner record sent from system to "
				 "system" },
	[IMPORT_JWS] = { "jws", "a signed learner record" },
	[IMPORT_HTML] = { "html", "a page with an embedded record" },
	[IMPORT_CREDENTIAL] = { "credential",
				"a verifiable credential around a learner "
				"record" },
};
/* clang-format on */

const char *
import_form_name(enum import_form form)
{
	return forms[form].name;
}

const char *
import_form_words(enum import_form form)
{
	return forms[form].words;
}

const char *
import_form_said(const char *name)
{
	size_t i;

	for (i = 0; i < IMPORT_FORM__MAX; i++)
		if (streq(forms[i].name, name))
			return forms[i].words;
	return "a document";
}

/* Tell of the wrapping. */
static void
tell(struct job *job, enum severity severity, const char *pointer,
     const char *words)
{
	problems_add(&job->out->problems, severity, "F", pointer, "%s", words);
}

/* Leave out the white space around a text. */
static void
trim(const char **s, size_t *len)
{
	static const char space[] = { ' ', '\t', '\r', '\n' };

	while (*len > 0 && memchr(space, **s, sizeof space))
		++*s, --*len;
	while (*len > 0 && memchr(space, (*s)[*len - 1], sizeof space))
		--*len;
}

static struct import_item *
new_item(struct job *job)
{
	struct import *out = job->out;
	struct import_item *items;

	if (out->count == job->cap) {
		job->cap = job->cap ? job->cap * 2 : 4;
		items = arena_array(job->mem, job->cap, sizeof *items);
		if (out->count > 0)
			memcpy(items, out->items, out->count * sizeof *items);
		out->items = items;
	}
	return &out->items[out->count++];
}

/* A page may carry the JWS of its record: it is the record's own only
 * if it holds the same. */
static void
adopt_jose(struct job *job, struct import_item *item)
{
	const char *jws = job->jose.bytes;
	size_t len = job->jose.len;
	struct compact compact;

	trim(&jws, &len);
	if (len == 0 || item->jws)
		return;
	if (load_compact(job->mem, jws, len, job->limits, &compact) != OK ||
	    !json_equal(compact.payload, item->doc)) {
		tell(job, PROBLEM_WARNING, "",
		     "The signed text in the page "
		     "does not hold the same record, and was left out.");
		return;
	}
	item->jws = arena_strndup(job->mem, jws, len);
	item->bytes = compact.payload_bytes;
	item->len = compact.payload_len;
}

static void
take_clr(struct job *job, const struct found *found)
{
	struct import_item *item = new_item(job);
	const json_t *verification;

	*item = (struct import_item){
		.doc = found->doc,
		.bytes = found->bytes,
		.len = found->len,
		.jws = found->jws,
		.pointer = found->pointer,
	};
	adopt_jose(job, item);
	problems_init(&item->problems, job->mem,
		      job->room < KEPT_PROBLEMS ? job->room : KEPT_PROBLEMS);
	check_doc(item->doc, CLR_CLR, CHECK_LENIENT, "", job->limits,
		  &item->problems);
	verification = walk_get(item->doc, CLR_CLR, "verification");
	if (!item->jws &&
	    streq(walk_text(verification, CLR_VERIFICATION, "type"), "Signed"))
		problems_add(&item->problems, PROBLEM_WARNING, "Q-19",
			     "/verification",
			     "The record says it is signed, "
			     "but came without a signature: shown as not "
			     "verified.");
	job->room -= item->problems.count;
}

static void
take_doc(struct job *job, const struct found *found);

/* A JWS at ${pointer}; ${len} bytes at ${jws}. */
static void
take_jws(struct job *job, const char *jws, size_t len, const char *pointer)
{
	struct compact compact;
	struct found found;
	size_t before = job->out->count;

	if (load_compact(job->mem, jws, len, job->limits, &compact) != OK) {
		tell(job, PROBLEM_ERROR, pointer, fail_last()->text);
		return;
	}
	found = (struct found){ compact.payload, compact.payload_bytes,
				compact.payload_len,
				arena_strndup(job->mem, jws, len), pointer };
	take_doc(job, &found);
	if (walk_guess(compact.payload) != CLR_CLR && job->out->count > before)
		tell(job, PROBLEM_WARNING, pointer,
		     "The signature covers the "
		     "wrapping, not each record: each record is taken as not "
		     "signed.");
}

/* What stands at ${pointer} of ${bytes}: a document or a JWS. */
static void
take_value(struct job *job, const json_t *value, const char *bytes, size_t len,
	   const char *pointer)
{
	struct found part = { value, bytes, len, NULL, pointer };

	if (job->parts++ >= MOST_PARTS)
		return;
	if (json_is_object(value))
		take_doc(job, &part);
	else if (json_is_string(value))
		take_jws(job, json_string_value(value),
			 json_string_length(value), pointer);
}

/* The elements of an array, written as the ${len} bytes at ${bytes}. */
static void
take_items(struct job *job, const json_t *list, const char *bytes, size_t len,
	   const char *pointer)
{
	struct load_items items = { bytes, bytes + len };
	const char *part;
	size_t part_len;

	for (size_t i = 0;
	     job->parts <= MOST_PARTS && load_next(&items, &part, &part_len);
	     i++)
		take_value(job, json_array_get(list, i), part, part_len,
			   walk_pointer_at(job->mem, pointer, i));
}

/* Member ${name} of ${found}: one document or JWS, or an array of them. */
static void
take_member(struct job *job, const struct found *found, const char *name)
{
	const json_t *value = json_object_get(found->doc, name);
	const char *pointer = walk_pointer(job->mem, found->pointer, name);
	const char *bytes;
	size_t len;

	if (!value ||
	    load_slice(found->bytes, found->len,
		       walk_pointer(job->mem, "", name), &bytes, &len) != OK)
		return;
	if (json_is_array(value))
		take_items(job, value, bytes, len, pointer);
	else
		take_value(job, value, bytes, len, pointer);
}

/* Tell that ${found} is no record, and what it is instead. */
static void
refuse(struct job *job, const struct found *found)
{
	tell(job, PROBLEM_ERROR, found->pointer,
	     import_words_document(job->mem, found->doc));
}

/* A wrapping of class ${id} around the members ${plain} and ${jws}. */
static void
take_wrapping(struct job *job, const struct found *found, enum class_id id,
	      const char *plain, const char *jws)
{
	size_t before = job->out->count + job->out->problems.errors;

	check_wrapping(found->doc, id, found->pointer, job->limits,
		       &job->out->problems);
	take_member(job, found, plain);
	take_member(job, found, jws);
	if (job->out->count + job->out->problems.errors == before)
		tell(job, PROBLEM_ERROR, found->pointer,
		     id == CLR_CLR_SET ? "The set of records is empty."
				       : "The parcel holds no record.");
}

static void
take_doc(struct job *job, const struct found *found)
{
	enum class_id id = walk_guess(found->doc);

	if (json_object_get(found->doc, "credentialSubject") &&
	    !import_words_foreign(found->doc))
		take_member(job, found, "credentialSubject");
	else if (id == CLR_CLR)
		take_clr(job, found);
	else if (id == CLR_CLR_SET)
		take_wrapping(job, found, id, "clrs", "signedClrs");
	else if (id == CLR_CLR_PAYLOAD)
		take_wrapping(job, found, id, "clr", "signedClr");
	else
		refuse(job, found);
}

/* The form of a whole file that is ${doc}. */
static enum import_form
form_of(const json_t *doc)
{
	if (json_object_get(doc, "credentialSubject"))
		return IMPORT_CREDENTIAL;
	if (json_is_string(doc))
		return IMPORT_JWS;
	switch (walk_guess(doc)) {
	case CLR_CLR_SET:
		return IMPORT_CLR_SET;
	case CLR_CLR_PAYLOAD:
		return IMPORT_CLR_PAYLOAD;
	default:
		return json_is_array(doc) ? IMPORT_CLR_SET : IMPORT_CLR;
	}
}

static enum result
read_json(struct job *job, const char *bytes, size_t len)
{
	const char *part;
	size_t part_len;
	json_t *doc;
	enum result result = load_json(job->mem, bytes, len, job->limits, &doc);

	if (result == OK)
		result = load_slice(bytes, len, "", &part, &part_len);
	if (result != OK)
		return result;
	job->out->form = form_of(doc);
	if (json_is_array(doc)) {
		tell(job, PROBLEM_WARNING, "",
		     "This is a bare list, not a "
		     "set of records: each of its records is taken.");
		take_items(job, doc, part, part_len, "");
	} else {
		take_value(job, doc, part, part_len, "");
	}
	return OK;
}

static enum result
read_html(struct job *job, const char *bytes, size_t len)
{
	struct import_html page;
	enum result result = import_html_find(job->mem, bytes, len, job->limits,
					      &page);
	const char *part;
	size_t part_len;

	if (result == OK)
		result = load_slice(page.record.bytes, page.record.len, "",
				    &part, &part_len);
	if (result != OK)
		return result;
	job->out->form = IMPORT_HTML;
	job->jose = page.jws;
	take_value(job, page.doc, part, part_len, "");
	return OK;
}

/* Of those that a JWS is written in? */
static const bool is_letter[256] = {
	['a' ... 'z'] = true, ['A' ... 'Z'] = true, ['0' ... '9'] = true,
	['-'] = true,	      ['_'] = true,
};

/* A JWS is three runs of letters with dots between; its own reader says
 * what is wrong with their content. */
static enum result
read_text(struct job *job, const char *bytes, size_t len)
{
	size_t dots = 0;

	for (size_t i = 0; i < len; i++) {
		if (bytes[i] == '.')
			dots++;
		else if (!is_letter[(unsigned char)bytes[i]])
			return fail(INVALID, "%s",
				    import_words_file(bytes, len));
	}
	if (dots != 2)
		return fail(INVALID, "%s", import_words_file(bytes, len));
	job->out->form = IMPORT_JWS;
	take_jws(job, bytes, len, "");
	return OK;
}

static enum result
read_any(struct job *job, const char *bytes, size_t len)
{
	bool has_bom = len >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0;
	const char *text = has_bom ? bytes + 3 : bytes;
	size_t text_len = has_bom ? len - 3 : len;

	trim(&text, &text_len);
	if (text_len == 0 && has_bom)
		return fail(INVALID, "The file holds nothing but a byte order "
				     "mark.");
	if (text_len == 0)
		return fail(INVALID, "The file is empty.");
	if (*text == '<')
		return read_html(job, text, text_len);
	if (*text == '{' || *text == '[' || *text == '"')
		return read_json(job, bytes, len);
	return read_text(job, text, text_len);
}

/* Why nothing was found: the first thing told. */
static enum result
refuse_all(const struct import *out)
{
	for (size_t i = 0; i < out->problems.count; i++)
		if (out->problems.items[i].severity == PROBLEM_ERROR)
			return fail(INVALID, "%s",
				    out->problems.items[i].words);
	return fail(INVALID, "There is no learner record in %s.",
		    import_form_words(out->form));
}

/* A record given plain and signed is both items; the reader is told. */
static void
tell_twins(struct job *job)
{
	const struct import *out = job->out;
	json_auto_t *plain = json_object();

	for (size_t i = 0; i < out->count; i++) {
		const char *id = walk_text(out->items[i].doc, CLR_CLR, "id");

		if (id && !out->items[i].jws)
			json_object_set_new(plain, id, json_true());
	}
	for (size_t i = 0; i < out->count; i++) {
		const char *id = walk_text(out->items[i].doc, CLR_CLR, "id");

		if (id && out->items[i].jws && json_object_get(plain, id))
			problems_add(&job->out->problems, PROBLEM_WARNING,
				     "D-9", out->items[i].pointer,
				     "The same "
				     "record comes plain and signed: both are "
				     "taken.");
	}
}

enum result
import_read(struct arena *mem, const char *bytes, size_t len,
	    const struct load_limits *limits, struct import *out)
{
	struct job job = {
		.mem = mem, .limits = limits, .out = out, .room = KEPT_IN_ALL
	};
	enum result result = load_size(len, limits);

	*out = (struct import){ 0 };
	problems_init(&out->problems, mem, KEPT_PROBLEMS);
	if (result == OK)
		result = read_any(&job, bytes, len);
	if (result == OK && job.parts > MOST_PARTS)
		result = fail(TOO_BIG,
			      "The file holds more than %d records. "
			      "Divide it.",
			      MOST_PARTS);
	if (result == OK && out->count == 0)
		result = refuse_all(out);
	if (result != OK)
		return result;
	tell_twins(&job);
	out->is_wrapped = out->count != 1 || out->items[0].pointer[0] ||
			  (out->form != IMPORT_CLR && out->form != IMPORT_JWS);
	return OK;
}
