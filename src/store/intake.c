/*
 * The parts of an imported record become items.
 *
 * A record is taken apart by model/assemble_apart.c; here each part finds
 * the item it is, or becomes one.  What differs from its item stays in the
 * record as it came, or replaces the item's draft, as the person chose; so
 * the record, published untouched, is again what came.  The record's bytes
 * are kept by record.c, not here.
 */
#include "store/intake.h"

#include <string.h>

#include "base/str.h"
#include "model/assemble.h"
#include "model/jsonmem.h"
#include "model/walk.h"
#include "store/item_link.h"
#include "store/item_row.h"
#include "store/item_whole.h"
#include "store/line.h"
#include "store/record_row.h"

/* A record on its way in. */
struct job {
	struct db *db;
	struct item_office o; /* its recipient is the record's learner */
	struct assemble_parts apart;
	const char **ids; /* of the items; NULL: stays where it is */
	struct intake *out;
};

/* What a list calls part ${part}. */
static const char *
name_of(const struct job *job, const struct assemble_part *part)
{
	struct arena *mem = job->o.mem;
	const json_t *inner;

	switch (part->as) {
	case CLR_PROFILE:
		return line_of(mem, record_row_person(mem, part->whole), 300);
	case CLR_ASSERTION:
		inner = walk_get(part->whole, CLR_ASSERTION, "achievement");
		return line_of(mem, walk_text(inner, CLR_ACHIEVEMENT, "name"),
			       300);
	case CLR_ENDORSEMENT:
		inner = walk_get(part->whole, CLR_ENDORSEMENT, "issuer");
		return line_of(mem, record_row_person(mem, inner), 300);
	default:
		return line_of(mem, walk_text(part->whole, part->as, "name"),
			       300);
	}
}

/* Take the record apart; nothing is decided yet. */
static enum result
take_apart(struct job *job, const json_t *doc)
{
	struct arena *mem = job->o.mem;
	const struct assemble_part *part;
	size_t i;

	TRY(assemble_apart(mem, CLR_CLR, doc, &job->apart));
	job->ids = arena_array(mem, job->apart.count, sizeof(*job->ids));
	*job->out = (struct intake){
		.count = job->apart.count,
		.parts = arena_array(mem, job->apart.count,
				     sizeof(*job->out->parts)),
	};
	for (i = 0; i < job->apart.count; i++) {
		part = &job->apart.items[i];
		job->out->parts[i] = (struct intake_part){
			.as = part->as,
			.doc_id = part->id,
			.name = name_of(job, part),
			.seen = part->seen,
		};
	}
	return OK;
}

/* Is ${doc}, members in their order, the document of ${item} as it stands
 * in others? */
static enum result
is_item(struct job *job, const struct item *item, const json_t *doc,
	bool *is_same)
{
	size_t len, other_len;
	const char *bytes, *other;
	json_t *standing;

	TRY(item_whole_standing(job->db, &job->o, item->id, &standing));
	bytes = item_row_bytes(job->o.mem, doc, &len);
	other = item_row_bytes(job->o.mem, standing, &other_len);
	*is_same = len == other_len && memcmp(bytes, other, len) == 0;
	return OK;
}

/* What becomes of part ${i}, the document of which is ${doc} with items in
 * the place of its parts; ${item} is the one it differs from. */
static enum result
judge(struct job *job, size_t i, const json_t *doc, struct item *item)
{
	struct intake_part *part = &job->out->parts[i];
	bool is_same;
	enum result r;

	r = item_find(job->db, job->o.mem, part->as, part->doc_id, item);
	part->fate = INTAKE_NEW;
	if (r != OK)
		return r == NOT_FOUND ? OK : r;
	part->item_id = item->id;
	TRY(is_item(job, item, doc, &is_same));
	part->fate = is_same ? INTAKE_SAME : INTAKE_DIFFERS;
	return OK;
}

static void
count(struct intake *out)
{
	size_t i;

	out->makes = out->same = out->differs = 0;
	for (i = 0; i < out->count; i++) {
		out->makes += out->parts[i].fate == INTAKE_NEW;
		out->same += out->parts[i].fate == INTAKE_SAME;
		out->differs += out->parts[i].fate == INTAKE_DIFFERS;
	}
}

/* The part whose place ${value} holds, and which stays there; else NULL. */
static const struct assemble_part *
kept_part(const struct job *job, const json_t *value)
{
	const char *item = edit_item(value);
	long long number;

	if (!item || *item != '#' ||
	    str_number(item + 1, (long long)job->apart.count, &number) != OK)
		return NULL;
	return job->ids[number] ? NULL : &job->apart.items[number];
}

/* Write out, in ${doc}, the parts that stay where they are. */
static void
write_kept(const struct job *job, json_t *doc)
{
	const struct assemble_part *kept;
	const char *name;
	json_t *value;
	size_t i;

	json_object_foreach (doc, name, value) {
		kept = kept_part(job, value);
		if (kept)
			json_object_set_new(doc, name,
					    json_deep_copy(kept->whole));
		else
			write_kept(job, value);
	}
	json_array_foreach (doc, i, value) {
		kept = kept_part(job, value);
		if (kept)
			json_array_set_new(doc, i, json_deep_copy(kept->whole));
		else
			write_kept(job, value);
	}
}

/* What becomes of part ${i} if those in it that differ are replaced, or if
 * they stay: the same if either is. */
static enum result
foresee(struct job *job, size_t i, const char *const replaced[])
{
	json_t *doc = job->apart.items[i].doc, *kept = json_deep_copy(doc);
	struct item item;

	jsonmem_defer(job->o.mem, kept);
	write_kept(job, kept);
	assemble_name(kept, job->ids, job->apart.count);
	TRY(judge(job, i, kept, &item));
	if (job->out->parts[i].fate != INTAKE_DIFFERS)
		return OK;
	assemble_name(doc, replaced, job->apart.count);
	return judge(job, i, doc, &item);
}

enum result
intake_look(struct db *db, const struct item_office *o, const json_t *doc,
	    struct intake *out)
{
	struct job job = { .db = db, .o = *o, .out = out };
	const struct intake_part *part;
	const char **replaced;
	size_t i;

	TRY(take_apart(&job, doc));
	replaced = arena_array(o->mem, out->count, sizeof(*replaced));
	for (i = 0; i < out->count; i++) {
		TRY(foresee(&job, i, replaced));
		/* A new part has no id yet: a word that is none. */
		part = &out->parts[i];
		replaced[i] = part->item_id ? part->item_id : "new";
		if (part->fate != INTAKE_DIFFERS)
			job.ids[i] = replaced[i];
	}
	count(out);
	return OK;
}

/* Make the item, or find it, or change it; job->ids[${i}] is which. */
static enum result
settle(struct job *job, size_t i, enum intake_choice choice)
{
	struct intake_part *part = &job->out->parts[i];
	json_t *doc = job->apart.items[i].doc;
	struct item item;

	write_kept(job, doc);
	assemble_name(doc, job->ids, job->apart.count);
	TRY(judge(job, i, doc, &item));
	if (part->fate == INTAKE_NEW)
		TRY(item_put(job->db, &job->o, part->as, doc,
			     part->as == CLR_ENDORSEMENT ? "received" : NULL,
			     &part->item_id));
	if (part->fate == INTAKE_DIFFERS && choice == INTAKE_REPLACE &&
	    item.state != ITEM_REVOKED)
		TRY(item_save(job->db, &job->o, item.id, item.revision, doc));
	else if (part->fate == INTAKE_DIFFERS)
		return OK;
	job->ids[i] = part->item_id;
	return OK;
}

/* A recipient or a claim may have named what was not there yet. */
static enum result
find_named(struct job *job)
{
	const struct intake_part *part;
	size_t i;

	for (i = 0; i < job->out->count; i++) {
		part = &job->out->parts[i];
		if (part->fate == INTAKE_NEW &&
		    (part->as == CLR_ASSERTION || part->as == CLR_ENDORSEMENT))
			TRY(item_link_again(job->db, &job->o, part->item_id));
	}
	return OK;
}

/* The item of the record's learner. */
static const char *
learner_of(const struct job *job)
{
	const struct assemble_part *whole =
		&job->apart.items[job->apart.count - 1];

	return edit_item(walk_get(whole->doc, CLR_CLR, "learner"));
}

static enum result
tell(struct job *job)
{
	const struct intake_part *record =
		&job->out->parts[job->out->count - 1];
	const struct audit_event event = {
		.action = "intake.put",
		.target = record->item_id,
		.words = arena_printf(
			job->o.mem,
			"Record “%s”: %zu parts made, %zu found, "
			"%zu that differ",
			str_empty(record->name) ? record->doc_id : record->name,
			job->out->makes, job->out->same, job->out->differs),
	};

	return audit_add(job->db, job->o.by, &event);
}

enum result
intake_put(struct db *db, const struct item_office *o, const json_t *doc,
	   enum intake_choice choice, struct intake *out)
{
	struct job job = { .db = db, .o = *o, .out = out };
	auto_tx tx = NULL;
	size_t i;

	TRY(take_apart(&job, doc));
	TRY(db_join(db, &tx));
	for (i = 0; i < out->count; i++)
		TRY(settle(&job, i, choice));
	count(out);
	if (out->same == out->count)
		return fail(CONFLICT, "This record is here already, and "
				      "nothing in it differs.");
	job.o.recipient = learner_of(&job);
	TRY(find_named(&job));
	TRY(tell(&job));
	return db_commit(&tx);
}
