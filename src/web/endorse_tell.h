/*
 * How far an endorsement is, on its own page.
 */
#ifndef WEB_ENDORSE_TELL_H
#define WEB_ENDORSE_TELL_H

#include "web/web.h"

/*
 * Of an endorsement that somebody was asked for, fill Endorse.kind ("asked",
 * "received", "declined") and .reason; and .action and .token if the caller
 * may accept or decline it.  Nothing of any other item.  The macro
 * endorse_decide of templates/endorse_decide.cs prints it.
 */
void
endorse_tell(struct ctx *ctx, struct _hdf *hdf, const struct item *item);

#endif
