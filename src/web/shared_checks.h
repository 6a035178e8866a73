/*
 * How the record behind a link was checked, for its page.
 *
 * A record that our own documents prove is checked whenever its page is
 * made; what takes the network was checked by the job process, and when that
 * was stands beside it (store/checking.h).
 */
#ifndef WEB_SHARED_CHECKS_H
#define WEB_SHARED_CHECKS_H

#include "store/share.h"
#include "web/web.h"

/*
 * Fill Report.* of ${hdf} (web/verify_fill.h) with what is known of the record
 * of ${link}; nothing, if it was not checked yet.  *${until} becomes less if
 * the report is to be made anew before: after SHARED_CHECKS_HOLD seconds.
 * OK, GONE, BUSY, INTERNAL.
 */
enum { SHARED_CHECKS_HOLD = 24 * 3600 };
enum result
shared_checks_fill(struct ctx *ctx, struct _hdf *hdf, struct share_opened *link,
		   int64_t *until) CHECKED;

#endif
