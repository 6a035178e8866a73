/*
 * An item on somebody's desk: what is stored, what was typed, what is to
 * be said beside the fields.  What the files of the editor share.
 */
#ifndef WEB_DESK_H
#define WEB_DESK_H

#include "model/problems.h"
#include "web/web.h"

struct desk {
	struct ctx *ctx;
	enum class_id as;
	const char *path;	  /* of the form, with the base path */
	const struct form *form;  /* what was typed, or an empty one */
	struct item item;	  /* .id NULL: a new one */
	const json_t *base;	  /* as it is stored, or as a new one begins */
	json_t *doc;		  /* with what was typed */
	const char *open;	  /* pointer of what is to have the focus */
	struct problems problems; /* told beside the fields */
	bool is_refused;	  /* a field's file or wish was: show again */
	const char *preview_at;	  /* pointer of a text shown as it will look */
	const char *notice;	  /* a word of Lang.edit.notice, or NULL */
	bool looks;		  /* show all of it as it will look */
	bool conflicts;		  /* it was saved by somebody else meanwhile */
};

/*
 * Begin with the item that the request's path names, or with a new one.
 * OK.  NOT_FOUND: none, or one of another class.  GONE: it was revoked.
 */
enum result
desk_open(struct ctx *ctx, struct desk *desk) CHECKED;

/*
 * Take ${form} as what was typed: files first, whose addresses become the
 * values of their fields, then all fields that are places of the document.
 * With ${keeps_empty} empty rows stay, because the form is to be shown
 * again.  What a choice brings with it (the recipient, the title of an
 * association) is filled in.  OK, INVALID, TOO_BIG, BUSY, INTERNAL.
 */
enum result
desk_type(struct desk *desk, struct form *form, bool keeps_empty) CHECKED;

/* A word to be told beside the field at ${pointer}; the form is shown again
 * instead of saved. */
void
desk_refuse(struct desk *desk, const char *pointer, const char *fmt, ...)
	PRINTF(3, 4);

/* Note what keeps the document as typed from being published, for the form
 * to tell beside the fields.  OK, BUSY, INTERNAL. */
enum result
desk_check(struct desk *desk) CHECKED;

/* The revision that the form says it was read at; the stored one if it
 * says none. */
long long
desk_revision(const struct desk *desk);

/* Reply with the form as it stands.  OK, BUSY, INTERNAL. */
enum result
desk_show(struct desk *desk, int status) CHECKED;

/* The value at a JSON pointer of ${doc}, borrowed; NULL. */
json_t *
desk_at(struct arena *mem, const json_t *doc, const char *pointer);

#endif
