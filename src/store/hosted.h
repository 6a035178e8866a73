/*
 * What anybody may read at its own address (CLR 1.0 §2.1): published
 * assertions, endorsements, achievements, the profiles of those who issue,
 * keys, revocation lists.  Private by default: what has no row in the table
 * hosted, and is no key or list, is not there.
 *
 * One answer for all who ask: the address itself, the published tree, the
 * verifier, the archive.
 */
#ifndef STORE_HOSTED_H
#define STORE_HOSTED_H

#include "store/keyring.h"

/* The service root is base_url and this path (CLR 1.0 §2). */
#define HOSTED_PATH "/ims/clr/v1p0/"
char *
hosted_root(struct arena *mem, const char *base_url);

/* The path that stands for the set of all keys; its address is below
 * base_url, with ".json". */
#define HOSTED_JWKS_PATH ".well-known/jwks"

enum hosted_kind {
	HOSTED_NONE,
	HOSTED_ITEM, /* an assertion, endorsement, achievement, profile */
	HOSTED_KEY,
	HOSTED_REVOCATIONS,
	HOSTED_JWKS
};

struct hosted {
	enum hosted_kind kind;
	const char *path;   /* below the service root: "assertions/UUID" */
	enum class_id as;   /* CLR_ASSERTION …, CLR_CRYPTOGRAPHIC_KEY,
			       CLR_REVOCATION_LIST; CLASS_NONE of the set */
	int status;	    /* 200, or 410: revoked; the bytes are the stub */
	const char *sha256; /* of the bytes, hex */
	const char *bytes;
	size_t len;
	int64_t changed_at;  /* each change has a later second than the one
				before */
	const char *item_id; /* of an item; of a key or list its owner's */
	const char *reason;  /* why it was revoked, or "" */
	bool came_revoked;   /* by its own words: when, is not known */
	const char *jws;     /* the signed form, or NULL */
};

/*
 * The document at ${path} below the service root ("assertions/UUID",
 * "keys/ID", "revocations/ITEM", HOSTED_JWKS_PATH).  Of an item the exact
 * bytes of the version in force; revoked here, or by its own words (it was
 * imported so), the stub of CLR 1.0 §2.7
 * ("@context", id, type, revoked, revocationReason).  A revocation list is
 * there for each profile that has a key or a hosted row.  OK, NOT_FOUND.
 */
enum result
hosted_get(struct db *db, const struct item_office *o, const char *path,
	   struct hosted *out) CHECKED;

/* The path of the document with id ${url} below ${root}, in it; NULL: it is
 * not one of ours.  No query, no fragment. */
const char *
hosted_path(const char *root, const char *url);

/* Is ${path} of the form FOLDER/NAME, with a folder that has documents? */
bool
hosted_is_path(const char *path);

/* The folder of class ${as}, in addresses of this service and of the Builder:
 * "assertions"; NULL if it has none. */
const char *
hosted_folder(enum class_id as);

/*
 * Note what ${item}, as it stands in the database now, is to the public:
 * called by publishing and revoking, in their transaction, once item and
 * version are written; and for a profile that has got a key.  What is public
 * (see hosted_is_public()) stands at its id from now on; what is not any
 * more goes from there.  With an item the profile that issues or publishes
 * it becomes public.  Revoked, it is told on the list of its issuer, hosted
 * or not.  Files of the published tree that say something else go.
 */
enum result
hosted_put(struct db *db, const struct item_office *o, const struct item *item)
	CHECKED;

/*
 * Is ${doc}, of class ${as}, public once it is published?  Its id is below
 * the service root, and: an assertion or endorsement says that it is Hosted;
 * an achievement always; a profile only if it ${issues} or publishes
 * something published (a record of oneself does not count: it is not public
 * either), or has a key.  A Clr never: reading it takes a token.
 */
bool
hosted_is_public(const struct item_office *o, enum class_id as,
		 const json_t *doc, bool issues);

/* What its issuer's list says of ${doc_id}.  OK: *${at}, *${reason}.
 * NOT_FOUND: nothing. */
enum result
hosted_revocation(struct db *db, struct arena *mem, const char *doc_id,
		  int64_t *at, const char **reason) CHECKED;

/* Every path there is, for the tree and the archive: the set of keys, keys,
 * lists, then items, each in order; or without the items.  ${root}: the
 * service root.  Called with each;
 * a result other than OK ends it and is returned.  The database may be
 * written to meanwhile. */
typedef enum result
hosted_visit(void *data, const char *path);
enum result
hosted_each(struct db *db, const char *root, hosted_visit *visit, void *data)
	CHECKED;
enum result
hosted_each_trust(struct db *db, const char *root, hosted_visit *visit,
		  void *data) CHECKED;

/* The item after *${at}, by the time it was last changed for the public; not
 * those that were revoked.  OK: *${path}, and *${at} is at it; NOT_FOUND:
 * there is none. */
struct hosted_cursor {
	int64_t changed_at;
	char path[160];
};
enum result
hosted_since(struct db *db, struct arena *mem, struct hosted_cursor *at,
	     const char **path) CHECKED;

/* What of ${path} decides whether a file of it is right: OK, NOT_FOUND. */
struct hosted_row {
	int64_t changed_at;
	bool is_revoked;
};
enum result
hosted_row(struct db *db, const char *path, struct hosted_row *out) CHECKED;

/*
 * A text, in o->mem, that is another one whenever the document at ${path} or
 * what its page tells beside it (the keys of a profile, the owner of a key)
 * has changed.  OK; NOT_FOUND.
 */
enum result
hosted_mark(struct db *db, const struct item_office *o, const char *path,
	    const char **mark) CHECKED;

/*
 * Do ${act}(${data}) while nobody else can write to the database, if ${mark}
 * is still the mark of ${path}.  OK and what it returns; CONFLICT: it changed
 * meanwhile; BUSY.
 */
typedef enum result
hosted_act(void *data);
struct hosted_while {
	const char *path;
	const char *mark;
	hosted_act *act;
	void *data;
};
enum result
hosted_while(struct db *db, const struct item_office *o,
	     const struct hosted_while *what) CHECKED;

#endif
