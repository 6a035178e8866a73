/*
 * The index extractor of items: document → columns, links, parts.
 *
 * It reads what the document's items are called and writes nothing: that
 * does item_link.c.  Whom a recipient names is in item_recipient.c.  Called
 * by item.c and item_link.c, in their transactions.
 */
#include "store/item_index.h"

#include "base/str.h"
#include "model/walk.h"
#include "store/item_recipient.h"
#include "store/item_row.h"
#include "store/line.h"
#include "store/record_row.h"
#include "store/search.h"

/* Letters of a name, or of another text of a list. */
enum { LONGEST = 300 };

/* A look through a document. */
struct job {
	struct db *db;
	const struct item_office *o;
	const struct item_index_of *of;
	struct item_index *out;
	const char *numbers[2]; /* what people know it by besides names */
	size_t parts_cap;
};

static const char *
line(struct job *job, const char *s)
{
	return line_of(job->o->mem, s, LONGEST);
}

static const char *
text(struct job *job, const char *name)
{
	return line(job, walk_text(job->of->doc, job->of->as, name));
}

static int64_t
moment(struct job *job, const char *name)
{
	return record_row_moment(walk_text(job->of->doc, job->of->as, name));
}

/* What item ${id} is called; its document, which may be long, stays where it
 * is. */
static enum result
look_up(struct job *job, const char *id, struct item *out)
{
	auto_rows rows = NULL;
	enum result r;

	TRY(db_query(job->db, &rows,
		     "SELECT name, kind FROM item WHERE id = $1", T(id)));
	r = db_next(rows);
	if (r != OK)
		return r == NOT_FOUND
			       ? fail(NOT_FOUND, "there is no item %s", id)
			       : r;
	out->name = db_column_text(rows, 0, job->o->mem, NULL);
	out->kind = db_column_text(rows, 1, job->o->mem, NULL);
	return OK;
}

/* The item that stands as member ${name}, or the object that is there
 * itself: its name and kind; "" if there is neither. */
static enum result
look_into(struct job *job, const char *name, struct item *out)
{
	const json_t *value = walk_get(job->of->doc, job->of->as, name);
	const char *id = edit_item(value);
	const struct property *row = walk_property(job->of->as, name);

	*out = (struct item){ .name = "", .kind = "" };
	if (id)
		return look_up(job, id, out);
	if (row->type.of == CLR_ACHIEVEMENT) {
		out->name = line(job,
				 walk_text(value, CLR_ACHIEVEMENT, "name"));
		out->kind = line(job, walk_text(value, CLR_ACHIEVEMENT,
						"achievementType"));
	} else {
		out->name = line(job, record_row_person(job->o->mem, value));
	}
	return OK;
}

static void
add_link(struct job *job, const char *property, const char *item)
{
	struct item_index *out = job->out;

	/* There is room for one more than the stand-ins. */
	out->links[out->links_count++] = (struct assemble_link){ property,
								 item };
}

static enum result
fill_profile(struct job *job)
{
	job->out->name = line(job,
			      record_row_person(job->o->mem, job->of->doc));
	job->out->about = text(job, "email");
	job->numbers[0] = text(job, "studentId");
	job->numbers[1] = text(job, "sourcedId");
	return OK;
}

static enum result
fill_achievement(struct job *job)
{
	struct item issuer;

	TRY(look_into(job, "issuer", &issuer));
	job->out->name = text(job, "name");
	job->out->about = issuer.name;
	job->out->kind = text(job, "achievementType");
	job->numbers[0] = text(job, "humanCode");
	return OK;
}

static enum result
fill_assertion(struct job *job)
{
	struct item achievement, learner;

	TRY(look_into(job, "achievement", &achievement));
	TRY(item_recipient_find(job->db, job->o, job->of, &learner));
	if (learner.id)
		add_link(job, ITEM_RECIPIENT, learner.id);
	job->out->name = achievement.name;
	job->out->about = learner.name;
	job->out->kind = achievement.kind;
	job->out->term = text(job, "term");
	job->out->issued_on = moment(job, "issuedOn");
	job->out->expires = moment(job, "expires");
	job->numbers[0] = text(job, "licenseNumber");
	return OK;
}

static enum result
fill_clr(struct job *job)
{
	struct item learner, publisher;
	bool are_both;

	TRY(look_into(job, "learner", &learner));
	TRY(look_into(job, "publisher", &publisher));
	are_both = !str_empty(learner.name) && !str_empty(publisher.name);
	job->out->name = text(job, "name");
	job->out->about = arena_printf(job->o->mem, "%s%s%s", learner.name,
				       are_both ? " · " : "", publisher.name);
	job->out->issued_on = moment(job, "issuedOn");
	return OK;
}

/* The item that document id ${id} is of, of any class that is endorsed. */
static enum result
find_claimed(struct job *job, const char *id, struct item *out)
{
	auto_rows rows = NULL;
	enum result r;

	*out = (struct item){ .name = line(job, id) };
	if (!id)
		return OK;
	TRY(db_query(job->db, &rows,
		     "SELECT " ITEM_ROW " FROM item i WHERE i.doc_id = $1"
		     " AND i.class IN ('Profile', 'Achievement', 'Assertion',"
		     " 'Clr') ORDER BY i.class LIMIT 1",
		     T(id)));
	r = db_next(rows);
	if (r == OK)
		item_row_read(rows, 0, job->o->mem, out);
	return r == NOT_FOUND ? OK : r;
}

static enum result
fill_endorsement(struct job *job)
{
	const json_t *claim = walk_get(job->of->doc, CLR_ENDORSEMENT, "claim");
	struct item issuer, claimed;

	TRY(look_into(job, "issuer", &issuer));
	TRY(find_claimed(job, walk_text(claim, CLR_ENDORSEMENT_CLAIM, "id"),
			 &claimed));
	if (claimed.id)
		add_link(job, ITEM_CLAIM, claimed.id);
	job->out->name = issuer.name;
	job->out->about = str_empty(claimed.name) && claimed.id ? claimed.doc_id
								: claimed.name;
	if (str_empty(job->of->kind))
		job->out->kind = "given";
	job->out->issued_on = moment(job, "issuedOn");
	return OK;
}

static enum result (*const fills[CLASS__MAX])(struct job *job) = {
	[CLR_PROFILE] = fill_profile,
	[CLR_ACHIEVEMENT] = fill_achievement,
	[CLR_ASSERTION] = fill_assertion,
	[CLR_CLR] = fill_clr,
	[CLR_ENDORSEMENT] = fill_endorsement,
};

/* Keep ${object} if it is an alignment or an association. */
static void
add_part(struct job *job, enum class_id as, const json_t *object)
{
	struct item_index *out = job->out;
	struct item_index_part part = { 0 };
	struct arena *mem = job->o->mem;
	const char *type;

	if (as == CLR_ALIGNMENT) {
		part.kind = "alignment";
		part.words = walk_text(object, as, "targetName");
		part.target = walk_text(object, as, "targetUrl");
	} else if (as == CLR_ASSOCIATION) {
		part.kind = "association";
		type = walk_text(object, as, "associationType");
		part.words = walk_text(object, as, "title");
		part.target = walk_text(object, as, "targetId");
		if (type && part.words)
			part.words = arena_printf(
				mem, "%s %s",
				walk_term_words(mem, LIST_ASSOCIATION_TYPE,
						type),
				part.words);
	} else {
		return;
	}
	part.words = line(job, part.words);
	part.target = search_cut(mem, part.target, RECORD_TEXT);
	if (job->parts_cap == 0) {
		job->parts_cap = 8;
		out->parts = arena_array(mem, job->parts_cap, sizeof(part));
	} else if (out->parts_count == job->parts_cap) {
		job->parts_cap *= 2;
		out->parts = arena_grow(mem, out->parts,
					out->parts_count * sizeof(part),
					job->parts_cap * sizeof(part));
	}
	out->parts[out->parts_count++] = part;
}

/* All parts in ${object}, of class ${as}; items in it have their own.  As
 * deep as a document may be. */
static void
add_parts(struct job *job, enum class_id as, const json_t *object)
{
	const struct property *row = walk_class(as)->properties;
	const json_t *value;
	size_t i, count;

	if (!json_is_object(object) || edit_item(object))
		return;
	add_part(job, as, object);
	for (; row->name; row++) {
		if (row->type.kind != KIND_OBJECT)
			continue;
		count = walk_count(object, as, row->name);
		for (i = 0; i < count; i++) {
			value = walk_item(object, as, row->name, i);
			add_parts(job, (enum class_id)row->type.of, value);
		}
	}
}

enum result
item_index_make(struct db *db, const struct item_office *o,
		const struct item_index_of *of, struct item_index *out)
{
	struct job job = { .db = db, .o = o, .of = of, .out = out };
	struct assemble_links links;
	size_t i;

	assemble_links(o->mem, of->as, of->doc, &links);
	*out = (struct item_index){
		.doc_id = walk_text(of->doc, of->as, "id"),
		.kind = of->kind ? of->kind : "",
		.term = "",
		.links = arena_array(o->mem, links.count + 1,
				     sizeof(*out->links)),
	};
	if (!out->doc_id)
		return fail(INVALID, "A document needs an id.");
	for (i = 0; i < links.count; i++)
		add_link(&job, links.items[i].property, links.items[i].item);
	TRY(fills[of->as](&job));
	out->search = search_text(
		o->mem,
		(const char *const[]){
			out->name, out->about,
			search_cut(o->mem, out->doc_id, RECORD_TEXT),
			job.numbers[0], job.numbers[1] },
		5);
	add_parts(&job, of->as, of->doc);
	return OK;
}
