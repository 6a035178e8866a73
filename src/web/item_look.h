/*
 * An item as people will see it: what its page and the editor's preview
 * have in common.
 */
#ifndef WEB_ITEM_LOOK_H
#define WEB_ITEM_LOOK_H

#include <jansson.h>

#include "page/view.h"
#include "web/web.h"

/*
 * Fill Doc.* of ${hdf} with ${whole}, a document of class ${as} with all
 * items in it written out, for templates/item_look.cs: a record as it is
 * (page/view_clr.h), anything else as the only thing in a record, so
 *	an assertion	is Doc.assertion.0
 *	an achievement	is Doc.other.0
 *	an endorsement	is in Doc.part.0
 *	a profile	is Doc.profile.0
 * Look.as is the folder's name of the class.  Uploaded pictures are put into
 * the page; the N-th file in the document is linked to as ${files}N ("": it
 * is named, but cannot be opened).  Returns the last second in which all this is still so, as
 * view_clr().
 */
int64_t
item_look_fill(struct ctx *ctx, struct _hdf *hdf, enum class_id as,
	       const json_t *whole, const char *files);

/* The files in ${whole}, by those numbers. */
void
item_look_files(struct ctx *ctx, enum class_id as, const json_t *whole,
		struct view_files *out);

#endif
