/*
 * A record being put together: what the steps of the wizard share.
 */
#ifndef WEB_GATHER_H
#define WEB_GATHER_H

#include "web/picked.h"

enum gather_step {
	GATHER_LEARNER,
	GATHER_PUBLISHER,
	GATHER_ASSERTIONS,
	GATHER_REST,
	GATHER_REVIEW,
	GATHER__MAX
};

/* What was chosen so far; the form of each step carries all of it. */
struct gather {
	struct ctx *ctx;
	const struct form *form;
	struct item learner, publisher; /* .id NULL: not chosen yet */
	struct item_list assertions;	/* those offered, in their order */
	bool *is_ticked;		/* of each */
	size_t ticked;
	long long unlisted;	  /* the learner has more than are offered */
	struct item_list related; /* achievements */
	const char *name;
	bool is_partial;
};

/* Read what was chosen from ${form}.  OK, TOO_BIG, BUSY, INTERNAL. */
enum result
gather_read(struct ctx *ctx, const struct form *form, struct gather *g) CHECKED;

/* Fill Gather.* with the choices of step ${step}. */
enum result
gather_fill(struct gather *g, struct _hdf *hdf, enum gather_step step) CHECKED;

#endif
