/*
 * A whole CLR → the sheet (CLR 1.0 §5.2; three densities of one HTML).
 */
#ifndef PAGE_VIEW_CLR_H
#define PAGE_VIEW_CLR_H

#include "page/view.h"

/*
 * Fill Doc.* of ${hdf}: header, learner, publisher, summary, the table of
 * courses by term, the tree of assertions with results joined to their
 * descriptions, achievements not asserted, endorsements; and the two
 * scripts for machines: Doc.json (the CLR's bytes ${bytes} made safe for a
 * script element, R-3) and Doc.schema (the schema.org view, §5.3).
 * ${jws} is the compact form or NULL.
 */
void
view_clr(const struct view *v, struct _hdf *hdf, const json_t *clr,
	 const char *bytes, size_t len, const char *jws);

#endif
