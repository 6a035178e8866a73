/*
 * What other systems post.  Which id is whose is decided here, in the
 * transaction that writes; the rows are record.c's and holding.c's.  Called
 * by web/.
 */
#include "store/posted.h"

#include <string.h>

#include "base/str.h"
#include "model/same.h"
#include "model/walk.h"
#include "store/record.h"

/* One under way. */
struct posting {
	struct db *db;
	struct arena *mem;
	const struct posted_new *new;
	const char *clr_id;
	struct import import; /* of the one record */
	struct record_file file;
	struct record before;	 /* the one it replaces; id NULL: none */
	const char *before_hash; /* of its bytes */
};

static enum result
refuse(void)
{
	return fail(FORBIDDEN, "A record with this id is somebody else's.");
}

/* May the record that there is be replaced?  It goes on being for whom a
 * token said that it is; by the learner's address it may be for another. */
static enum result
open_before(struct posting *p, const char *record_id)
{
	const struct holding_reader *reader = p->new->reader;
	struct holding held;

	TRY(holding_get(p->db, p->mem, record_id, &held));
	if (held.account_id[0] && reader->account_id[0] &&
	    !streq(held.account_id, reader->account_id))
		return refuse();
	if (!held.email[0] && held.account_id[0])
		p->file.account_id = held.account_id;
	TRY(record_get(p->db, p->mem, record_id, &p->before));
	p->before_hash = p->before.sha256;
	return record_doc(p->db, p->mem, &p->before);
}

/* Whose id is it? */
static enum result
find_before(struct posting *p)
{
	const char *client_id, *record_id;
	enum result r;

	if (str_starts(p->clr_id, p->new->root))
		return fail(FORBIDDEN,
			    "An id below %s is given by this office alone; "
			    "post the record under an id of your own.",
			    p->new->root);
	r = holding_owner(p->db, p->mem, p->clr_id, &client_id, &record_id);
	if (r != OK)
		return r == NOT_FOUND ? OK : r;
	if (!streq(client_id, p->new->reader->client_id))
		return refuse();
	return record_id ? open_before(p, record_id) : OK;
}

/* Does the record that there is say the same (CLR 1.0 Q-27)? */
static enum result
is_same(struct posting *p, bool *is_so)
{
	const struct import_item *item = p->new->item;
	const struct record *before = &p->before;
	json_t *doc;

	*is_so = false;
	if (item->jws || before->jws) {
		*is_so = item->jws && streq(item->jws, before->jws);
		return OK;
	}
	TRY(load_stored(p->mem, before->doc, before->doc_len, &doc));
	*is_so = same_docs(doc, item->doc);
	return OK;
}

static enum result
tell(struct posting *p, const struct audit_by *by, const struct posted *out)
{
	struct record now;
	struct audit_event event = { .action = "record.post",
				     .target = out->record_id,
				     .before = p->before_hash };

	TRY(record_get(p->db, p->mem, out->record_id, &now));
	event.after = now.sha256;
	event.words = out->fate == POSTED_NEW ? "A record was posted"
					      : "A posted record was replaced";
	return audit_add(p->db, by, &event);
}

static enum result
keep(struct posting *p, struct posted *out)
{
	struct record_kept kept;
	bool is_so = false;

	out->fate = POSTED_REPLACED;
	out->record_id = p->before.id;
	if (p->before.id) {
		TRY(is_same(p, &is_so));
		if (is_so)
			out->fate = POSTED_SAME;
		return is_so ? OK
			     : record_renew(p->db, p->mem, p->before.id,
					    &p->file);
	}
	TRY(record_put(p->db, p->mem, NULL, &p->file, &kept));
	out->fate = POSTED_NEW;
	out->record_id = kept.record_id;
	return holding_release(p->db, p->mem, p->clr_id);
}

enum result
posted_put(struct db *db, struct arena *mem, const struct audit_by *by,
	   const struct posted_new *new, struct posted *out)
{
	const struct holding_reader *reader = new->reader;
	struct import_item item = *new->item;
	struct posting p = {
		.db = db,
		.mem = mem,
		.new = new,
		.clr_id = walk_text(item.doc, CLR_CLR, "id"),
		.import = { .form = IMPORT_CLR_PAYLOAD,
			    .items = &item,
			    .count = 1 },
		.file = { .name = "",
			  .bytes = item.jws ? item.jws : item.bytes,
			  .len = item.jws ? strlen(item.jws) : item.len,
			  .client_id = reader->client_id },
	};
	auto_tx tx = NULL;

	item.pointer = "";
	p.file.import = &p.import;
	if (reader->account_id[0])
		p.file.account_id = reader->account_id;
	TRY(db_begin(db, &tx));
	TRY(find_before(&p));
	TRY(keep(&p, out));
	if (out->fate != POSTED_SAME)
		TRY(tell(&p, by, out));
	return db_commit(&tx);
}

enum result
posted_del(struct db *db, const struct audit_by *by,
	   const struct holding_reader *reader, const struct holding *h)
{
	auto_arena mem = arena_new();
	auto_tx tx = NULL;
	enum result r;

	if (!h->client_id[0])
		return fail(FORBIDDEN, "This record is the office's own, and "
				       "only the office withdraws it.");
	if (!reader->account_id[0] && !streq(h->client_id, reader->client_id))
		return refuse();
	TRY(db_begin(db, &tx));
	r = record_del(db, by, h->record_id);
	if (r == GONE)
		return fail(NOT_FOUND, "the record was deleted meanwhile");
	if (r != OK)
		return r;
	TRY(holding_reserve(db, mem, h->client_id, h->clr_id));
	TRY(db_commit(&tx));
	/* The deletion stands whether or not the log can be emptied now. */
	if (db_scrub(db) != OK)
		fail_clear();
	return OK;
}
