/*
 * The published tree's files: put in their places whole, taken away.  What
 * stands in them is web/published.h's; when they go is decided by who changes
 * the database, in the same transaction.
 *
 * A path is one of store/hosted.h ("assertions/UUID"), and stands as
 * TREE/ims/clr/v1p0/assertions/UUID.json and .html; the set of keys as
 * TREE/.well-known/jwks.json.  Folders and files can be read by anybody, so
 * that the web server can.  TREE itself may be a link; below it none is
 * followed, and nothing beside the folders of documents is touched.
 */
#ifndef STORE_TREE_H
#define STORE_TREE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/fail.h"

/* The forms of a document: "json", "html".  The archive has a third without
 * an ending, for web servers that are told nothing. */
enum tree_form { TREE_JSON, TREE_HTML, TREE_BARE, TREE_FORM__MAX };

/*
 * Take all forms of ${path} away from the folder ${tree} (NULL: there is no
 * tree).  Called in the transaction that changes what it says, before the
 * commit; on the disk, too, they are gone when this returns.  With a key the
 * set of keys goes.  OK, also when there were none.  INVALID: no such path.
 * INTERNAL: they stay, so that transaction must not commit.
 */
enum result
tree_drop(const char *tree, struct arena *mem, const char *path) CHECKED;

/* A file of a tree. */
struct tree_file {
	const char *path;
	enum tree_form form;
	const char *bytes;
	size_t len;
	int64_t changed_at; /* of what it says.  The file's time is a later
			       second, and so a later one than that of any
			       file which said what was there before: a web
			       server makes its ETag of time and size */
	const char *half;   /* its name until then: tree_write() */
	bool is_loose;	    /* not synced, for who syncs all of it at the end */
};

/*
 * Write a file beside its place, whole and synced: no web server finds it
 * until tree_place() renames it.  OK: its ->half is set, in ${mem}.
 * INVALID (no such path), INTERNAL.  tree_forget() takes away what is not to
 * be placed.
 */
enum result
tree_write(const char *tree, struct arena *mem, struct tree_file *file) CHECKED;
enum result
tree_place(const char *tree, const struct tree_file *file) CHECKED;
void
tree_forget(const char *tree, const struct tree_file *file);

/* Is there a file in this form?  Only a look. */
bool
tree_has(const char *tree, const char *path, enum tree_form form);

/* Its bytes in ${mem}, *${len}; NULL: there is none, or it cannot be read. */
char *
tree_read(const char *tree, struct arena *mem, const struct tree_file *file,
	  size_t *len);

/* Were its pages made by ${version} of the program?  And note that they will
 * be; if that fails they are made again at the next start. */
bool
tree_is_of(const char *tree, const char *version);
void
tree_set_version(const char *tree, const char *version);

/* Something that stands in one of the folders of documents. */
struct tree_entry {
	const char *path; /* it is a form of that; NULL: no form of
				anything */
	enum tree_form form;
	int64_t at; /* its time */
	size_t len;
};

/* May it stay? */
typedef bool
tree_judge(void *data, const struct tree_entry *entry);

/*
 * Ask of all that stands in the folders of documents whether it may stay, and
 * take away what may not.  Files that are being written are passed over
 * while they are young, and taken away when they are not.  OK, also when
 * there is no tree; INTERNAL: a folder cannot be read, or something stays.
 */
enum result
tree_sift(const char *tree, tree_judge *judge, void *data) CHECKED;

#endif
