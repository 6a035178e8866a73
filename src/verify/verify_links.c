/*
 * Optional data validation (CLR 1.0 §4.6): does what it links to exist?
 *
 * Where links stand is said by the tables of the model.  Alignments and
 * associations are not followed, nor is what belongs to a part of its own.
 * Called for each document under check.
 */
#include "verify/verify_links.h"

#include "base/str.h"
#include "model/walk.h"
#include "verify/verify_words.h"

/* So many findings are told. */
#define MOST_TOLD 5

struct search {
	struct verify_subject *x;
	size_t asked, bad, over;
	struct str told;
	int depth;
};

/* Is what ${asked} brought of the kind that is expected? */
static const char *
what_is_wrong(struct search *s, const struct verify_asked *asked, bool is_image)
{
	const struct verify_answer *answer = &asked->answer;

	if (answer->status != 200)
		return verify_job_why(s->x->job, asked);
	if (is_image && !str_empty(answer->type) &&
	    !str_starts(answer->type, "image/"))
		return "it is no picture";
	return NULL;
}

static void
try_link(struct search *s, const char *url, bool is_image)
{
	struct verify_job *job = s->x->job;
	const char *wrong;

	if (!verify_job_is_web(url))
		return;
	if (!json_object_get(job->urls, url) && job->links++ >= VERIFY_LINKS) {
		s->over++;
		return;
	}
	s->asked++;
	wrong = what_is_wrong(s, verify_job_get(job, url), is_image);
	if (wrong && s->bad++ < MOST_TOLD)
		str_addf(&s->told, "%s%s: %s.", s->told.len ? " " : "",
			 verify_words_cut(job->mem, url, VERIFY_NAME), wrong);
}

/* Are links of this property followed? */
static bool
is_link(const struct property *p)
{
	return (p->type.kind == KIND_IRI || p->type.kind == KIND_URI ||
		p->type.kind == KIND_IMAGE) &&
	       !streq(p->name, "id");
}

/* Classes that are not gone into: parts of their own, what names entries
 * elsewhere or within the document, and the proofs. */
static bool
is_closed(enum class_id as)
{
	switch (as) {
	case CLR_ASSERTION:
	case CLR_ENDORSEMENT:
	case CLR_ALIGNMENT:
	case CLR_ASSOCIATION:
	case CLR_RESULT:
	case CLR_RESULT_DESCRIPTION:
	case CLR_VERIFICATION:
	case CLR_CRYPTOGRAPHIC_KEY:
		return true;
	default:
		return false;
	}
}

/* Classes whose id, if it is an address, leads to them. */
static bool
has_own_page(enum class_id as)
{
	return as == CLR_ACHIEVEMENT || as == CLR_PROFILE ||
	       as == CLR_ENDORSEMENT_PROFILE || as == CLR_CRITERIA ||
	       as == CLR_EVIDENCE;
}

static void
go_through(struct search *s, const json_t *doc, enum class_id as);

static void
go_into(struct search *s, const json_t *value, const struct property *p)
{
	size_t count = json_is_array(value) ? json_array_size(value) : 1;

	for (size_t i = 0; i < count; i++) {
		const json_t *item = json_is_array(value)
					     ? json_array_get(value, i)
					     : value;

		if (p->type.kind == KIND_OBJECT &&
		    !is_closed((enum class_id)p->type.of))
			go_through(s, item, (enum class_id)p->type.of);
		else if (is_link(p) && json_is_string(item))
			try_link(s, json_string_value(item),
				 p->type.kind == KIND_IMAGE &&
					 streq(p->name, "image"));
	}
}

static void
go_through(struct search *s, const json_t *doc, enum class_id as)
{
	const struct property *p = walk_class(as)->properties;
	const char *id = verify_job_id(doc);

	if (s->depth++ < s->x->job->ask->limits->max_depth) {
		if (id && has_own_page(as))
			try_link(s, id, false);
		for (; json_is_object(doc) && p->name; p++) {
			const json_t *value = walk_value(doc, p);

			if (value)
				go_into(s, value, p);
		}
	}
	s->depth--;
}

void
verify_links(struct verify_subject *x)
{
	struct search s = { .x = x };
	struct verify_check *check;

	if (!x->job->ask->with_data)
		return;
	str_init(&s.told, x->job->mem);
	go_through(&s, x->doc, x->as);
	if (s.over > 0)
		str_addf(&s.told,
			 "%s%zu more were not asked for: at most %d "
			 "are.",
			 s.told.len ? " " : "", s.over, VERIFY_LINKS);
	if (s.asked == 0 && s.over == 0)
		return;
	if (s.bad == 0 && s.over == 0)
		check = verify_job_say(
			x, CHECK_LINKS, VERIFY_PASSED,
			s.asked == 1 ? "The page it links to is there."
				     : "All pages it links to are "
				       "there.");
	else if (s.bad == 0)
		check = verify_job_say(x, CHECK_LINKS, VERIFY_UNSURE,
				       "Not all pages it links to were asked "
				       "for.");
	else
		check = verify_job_say(x, CHECK_LINKS, VERIFY_UNSURE,
				       "%zu of %zu pages it links to could not "
				       "be had.",
				       s.bad, s.asked);
	check->evidence.detail = s.told.len ? s.told.s : NULL;
}
