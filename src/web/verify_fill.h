/*
 * A report of a verification, as verify_json() writes it, as the dataset of
 * a page: templates/verify_checks.cs prints it.
 */
#ifndef WEB_VERIFY_FILL_H
#define WEB_VERIFY_FILL_H

#include <jansson.h>

#include "web/web.h"

/*
 * Fill Report.* of ${hdf}:
 *	.verdict	a word of Lang.verify.verdict
 *	.words		the sentence
 *	.at .as_of	.words and .iso of a moment, with the time of day;
 *			.as_of only if it is not the same
 *	.ago		"just now", "3 minutes ago"
 *	.sha256 .bytes	of what was given
 *	.single		"1": there is one item
 *	.item.N		a part, as in report.h: .class (the class in lower
 *			case) .name .issuer .how .verdict .words .id
 *			.issuer_id .pointer .outdated .unchecked .open (not
 *			all of it was found right: show it at once)
 *		.check.M	.name .label .outcome .words .advice, and
 *				.fact.K (.label, a word of
 *				Lang.verify.evidence, .value .href .iso)
 *		.idle.M		the same of those that are not needed
 *		.part.M		a part
 *	.place.NAME	the verdict on the part of the one record that the
 *			sheet beside it calls NAME (page/view.h)
 */
void
verify_fill(struct ctx *ctx, struct _hdf *hdf, const json_t *report);

/* The same of the text of a report of our own store.  OK, INVALID. */
enum result
verify_fill_text(struct ctx *ctx, struct _hdf *hdf, const char *text,
		 size_t len) CHECKED;

/* Set ${name}.words and .iso of ${node}: a moment with its time of day. */
void
verify_fill_moment(struct ctx *ctx, struct _hdf *node, const char *name,
		   int64_t at);

/* "just now", "3 minutes ago", "2 days ago"; in the request's memory. */
const char *
verify_fill_ago(struct ctx *ctx, int64_t at);

#endif
