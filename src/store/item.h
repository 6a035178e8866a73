/*
 * Items: the profiles, achievements, assertions, records and endorsements
 * that are made here.
 *
 * An item's document is a draft until it is published.  Publishing freezes
 * the whole document, all items in it written out, as a version with a
 * hash; editing goes on in the draft and becomes the next version.  States
 * are words that are the same everywhere: Draft, In review, Published,
 * Revoked; of a version also Superseded.
 */
#ifndef STORE_ITEM_H
#define STORE_ITEM_H

#include <jansson.h>

#include "db/db.h"
#include "model/load.h"
#include "model/problems.h"
#include "model/rows.h"
#include "store/audit.h"

struct signer;

enum item_state { ITEM_DRAFT, ITEM_REVIEW, ITEM_PUBLISHED, ITEM_REVOKED };

struct item {
	const char *id;
	enum class_id as; /* CLR_PROFILE, CLR_ACHIEVEMENT, CLR_ASSERTION,
			     CLR_CLR, CLR_ENDORSEMENT */
	const char *doc_id;
	enum item_state state;
	long long version;    /* number of the last published; 0: none */
	bool is_changed;      /* edited since */
	bool is_stale;	      /* a published record, and something it holds was
			      published or revoked since */
	long long revision;   /* how often it was changed */
	const char *name;     /* what lists call it; "" if it has no name yet */
	const char *about;    /* second line: an achievement's issuer, an
			      assertion's or record's learner, what an
			      endorsement is of */
	const char *kind;     /* achievementType, of an assertion that of its
			      achievement; of an endorsement 'given',
			      'asked', 'received', 'declined'; of a profile
			      what item_put() was told; or "" */
	const char *term;     /* of an assertion, or "" */
	int64_t issued_on;    /* 0: not stated */
	int64_t expires;      /* 0: never */
	long long errors;     /* of its own, when it was saved: those of the */
	long long warnings;   /* items in it count with them */
	const char *reason;   /* why it was revoked or returned, or "" */
	const char *asked_by; /* account that asked for a review, or "" */
	int64_t created_at, updated_at;
	const char *updated_by;
	const char *doc; /* its bytes; NULL in lists */
	size_t doc_len;
};

/* What every call needs besides the database. */
struct item_office {
	struct arena *mem;
	const struct load_limits *limits;
	const struct audit_by *by; /* NULL for those who only read */
	const char *root;      /* the service root, "https://…/ims/clr/v1p0/"
				      with the slash */
	struct signer *signer; /* who signs; NULL for those who only read */
	const char *tree;      /* folder of the published tree; NULL: none */
	const char *recipient; /* the profile's item that was chosen as
				      an assertion's learner: a hash in its
				      recipient tells nobody; NULL: the one
				      it had */
};

/* "draft", "review", "published", "revoked"; and back (ITEM_DRAFT if none).
 * The words for people are Lang.state.* of the templates. */
const char *
item_state_name(enum item_state state);
enum item_state
item_state_named(const char *name);

/*
 * Keep a new item: ${doc}, of class ${as}, with its id; ${kind} as above or
 * NULL to take it from the document (an endorsement is 'given').  In one
 * transaction, the caller's if there is one, as is each change below; each
 * is told in the audit trail.
 * OK: *${id}.  CONFLICT: there is an item of this class with that document
 * id.  INVALID: it has no id.  NOT_FOUND: a stand-in names no item.
 */
enum result
item_put(struct db *db, const struct item_office *o, enum class_id as,
	 const json_t *doc, const char *kind, const char **id) CHECKED;

/*
 * Save an item's document.  ${revision} is the one it was read at.  What is
 * equal to what is there changes nothing; one in review is a draft again.
 * Those that hold it are brought up to date with its name.
 * OK.  CONFLICT: somebody changed it since.  GONE: revoked.  INVALID:
 * another document id, or it would hold itself.  NOT_FOUND: no such item,
 * or a stand-in names none.
 */
enum result
item_save(struct db *db, const struct item_office *o, const char *id,
	  long long revision, const json_t *doc) CHECKED;

/*
 * Make ${item}, at its revision, another kind: an endorsement that was
 * asked for is 'received' or 'declined', with the ${reason} given ("" if
 * none; cut at ITEM_REASON characters).  Results as item_save().
 */
#define ITEM_REASON 500
enum result
item_turn(struct db *db, const struct item_office *o, const struct item *item,
	  const char *kind, const char *reason) CHECKED;

/* With its bytes.  OK, NOT_FOUND. */
enum result
item_get(struct db *db, struct arena *mem, const char *id, struct item *out)
	CHECKED;

/* By the document's own id, without bytes. */
enum result
item_find(struct db *db, struct arena *mem, enum class_id as,
	  const char *doc_id, struct item *out) CHECKED;

/* The item's draft as JSON, released at the end of the arena. */
enum result
item_json(const struct item_office *o, const struct item *item, json_t **doc)
	CHECKED;

/*
 * The item's document with all items in it written out: of those that are
 * published the version in force, of others the draft; a revoked one says
 * so and why.  ${is_root}: with "@context".  OK: *${doc}.  NOT_FOUND,
 * INVALID, TOO_BIG as assemble().
 */
enum result
item_whole(struct db *db, const struct item_office *o, const struct item *item,
	   bool is_root, json_t **doc) CHECKED;

/* As item_whole(), of a draft that is not saved. */
enum result
item_whole_of(struct db *db, const struct item_office *o, enum class_id as,
	      const json_t *draft, bool is_root, json_t **doc) CHECKED;

/*
 * What keeps it from being published, and what is odd: check_doc(), strict,
 * of the whole.  Pointers are those of the draft: a problem within an item
 * that stands in it is told at the member that holds the item, with words
 * that begin "In “Carpentry I”: ".  OK; else as item_whole().
 */
enum result
item_check(struct db *db, const struct item_office *o, enum class_id as,
	   const json_t *draft, struct problems *out) CHECKED;

enum item_sort { ITEM_NEWEST, ITEM_BY_NAME };

/* Which items are asked for; NULL, 0, "" mean any. */
struct item_query {
	enum class_id as;
	const char *text;  /* in name, about or id; letters without case */
	const char *state; /* item_state_name(); "changed": edited since
				  it was published; "stale": is_stale;
				  "errors": with errors; "expired",
				  "expiring": published, and expired or
				  about to (ITEM_SOON) */
	const char *kind;  /* achievementType … */
	const char *term;
	const char *holds;    /* only those that hold this item, … */
	const char *property; /* … as this property ('issuer', 'learner';
				  'recipient': the assertions of a learner;
				  'claim': the endorsements of anything) */
	const char *not_in;   /* only those that no item of this class (its
				  name: 'Clr') holds */
	enum item_sort sort;
	long long limit, offset;
};

struct item_list {
	struct item *items; /* without bytes */
	size_t count;
	long long total; /* all that fit, listed or not */
};

/* "Expiring" is within so many seconds: 60 days. */
#define ITEM_SOON (60 * 24 * 60 * 60)

enum result
item_list(struct db *db, struct arena *mem, const struct item_query *query,
	  struct item_list *out) CHECKED;

/* The items ${id} holds as ${property} (NULL: any), in order; and those
 * that hold it, newest first. */
enum result
item_holds(struct db *db, struct arena *mem, const char *id,
	   const char *property, struct item_list *out) CHECKED;
enum result
item_held_by(struct db *db, struct arena *mem, const char *id, long long limit,
	     struct item_list *out) CHECKED;

/* The terms and kinds in use of a class, each once, in order; for
 * filters. */
struct item_facet {
	const char *value;
};
struct item_facets {
	struct item_facet *items;
	size_t count;
};
enum result
item_terms(struct db *db, struct arena *mem, struct item_facets *out) CHECKED;
enum result
item_kinds(struct db *db, struct arena *mem, enum class_id as,
	   struct item_facets *out) CHECKED;

/* Numbers for the home page. */
struct item_totals {
	long long of[CLASS__MAX]; /* all items of a class */
	long long alignments, associations;
	long long drafts, in_review, changed, stale, errors, expiring;
};
enum result
item_totals(struct db *db, struct item_totals *out) CHECKED;

/* Alignments or associations, each with the item that holds it. */
struct item_part {
	const char *words;  /* "Measure twice", "is part of Carpentry" */
	const char *target; /* its address; the other achievement's id */
	const char *item_id, *item_name;
};
struct item_parts {
	struct item_part *items;
	size_t count;
	long long total;
};
struct item_part_query {
	const char *kind; /* 'alignment' or 'association' */
	const char *text; /* in words or target; NULL, "": all */
	long long limit, offset;
};

/* By their words. */
enum result
item_parts(struct db *db, struct arena *mem,
	   const struct item_part_query *query, struct item_parts *out) CHECKED;

/* Delete an item that was never published.  OK.  CONFLICT: it was published,
 * or something holds it; the sentence says what.  NOT_FOUND. */
enum result
item_del(struct db *db, const struct item_office *o, const char *id) CHECKED;

#endif
