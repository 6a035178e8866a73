/*
 * A whole CLR → the sheet (CLR 1.0 §5.2; three densities of one HTML).
 */
#ifndef PAGE_VIEW_CLR_H
#define PAGE_VIEW_CLR_H

#include "page/view.h"

/*
 * Fill Doc.* of ${hdf}.  "Shapes" are those of view.h:
 *
 *	.title .resource	the record's name and id
 *	.learner .publisher	.title .href .picture .url
 *	.self_published .revoked
 *	.issued			a value
 *	.state.N		.kind (a word of Lang.state) .reason .count
 *	.summary		.items .earned .available .counted .from .to
 *				.award.N (as .row) .awards_more
 *				.kind.N (.label .count)
 *	.strong.N		as .row, and .issued
 *	.term.N			.name (none stated: unset) .count .earned
 *				.has_codes .has_credits .has_results
 *		.row.M		.href .code .title .type .earned .available
 *				.revoked .expired .result.K (.name .value)
 *				.results_more
 *	.assertion.N		the shapes, and .anchor .heading .below
 *				(levels of headings) .type .type_term .issuer
 *				.revoked .reason .expired .signed
 *				.self_issued .children .child.M (the same)
 *		.achievement	the shapes
 *		.result.M .possible.M	see view_result_fill()
 *	.other.N		achievements not asserted, as .assertion.N
 *	.profile.N		the shapes, and .anchor
 *	.fact … .techpart	the shapes of the record itself
 *	.json .schema .jws	the scripts for machines: the CLR's ${bytes}
 *				made safe for a script element, the
 *				schema.org view (§5.3), and ${jws}
 *
 * ${jws} is the compact form or NULL.  An unsigned CLR without the context
 * of CLR is written again with it; else the bytes are untouched.
 * Of a document with hostile repetition scales are drawn up to a limit;
 * everything it says is still shown once.
 *
 * Returns the last second in which all this is still so (a page says what
 * has expired); INT64_MAX: for ever.
 */
int64_t
view_clr(const struct view *v, struct _hdf *hdf, const json_t *clr,
	 const char *bytes, size_t len, const char *jws);

#endif
