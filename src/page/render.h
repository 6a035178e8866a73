/*
 * HDF + template → text.  With view.h and its kin the only place that
 * knows ClearSilver.
 */
#ifndef PAGE_RENDER_H
#define PAGE_RENDER_H

#include <stdint.h>

#include "base/str.h"

struct _hdf; /* ClearSilver's HDF */

/* Templates parsed once a process, and the language strings. */
struct render;

/*
 * A renderer of the templates in ${folder} with the language ${language}
 * (templates/lang/${language}.hdf).  Templates are parsed when first used
 * and kept.  OK: *${out}, freed by render_free().  INTERNAL: no folder.
 */
enum result
render_new(const char *folder, const char *language, struct render **out)
	CHECKED;
void
render_free(struct render *r);

/* A new dataset, tied to ${mem}. */
struct _hdf *
render_data(struct arena *mem);

/* Set a value: raw text, never HTML.  ${name} is "Page.title"; user text
 * never stands in a name.  NULL sets nothing. */
void
render_set(struct _hdf *hdf, const char *name, const char *value);
void
render_set_number(struct _hdf *hdf, const char *name, int64_t value);

/* The node ${name} below ${hdf}, made if it is not there; never NULL. */
struct _hdf *
render_node(struct _hdf *hdf, const char *name);

/*
 * Print template ${name} ("record.cs") with ${hdf} to the end of ${out}.
 * OK.  INTERNAL: template missing or broken; the sentence says where.
 */
enum result
render_page(struct render *r, const char *name, struct _hdf *hdf,
	    struct str *out) CHECKED;

/* A number that changes when any template, language file or the program
 * changes: part of the key of kept pages.  Read once at render_new(). */
uint64_t
render_version(const struct render *r);

#endif
