/*
 * Who earned what an assertion says: chosen among the profiles; the document
 * keeps an identity, in the clear or as a hash.
 */
#ifndef WEB_DESK_LEARNER_H
#define WEB_DESK_LEARNER_H

#include "web/desk.h"

/*
 * Set the recipient if the form's fields "learner" and "hide" say something
 * else than when it was shown ("learner was").  What cannot be is told
 * beside the recipient.  OK, BUSY, INTERNAL.
 */
enum result
desk_learner_take(struct desk *desk) CHECKED;

/* The same whether they changed or not. */
enum result
desk_learner_set(struct desk *desk) CHECKED;

/* Fill Learner.* of ${hdf}: .asked .is (the name) .some .was .hide .query
 * .total .option.N (.value .label .about .chosen).  OK, BUSY, INTERNAL. */
enum result
desk_learner_fill(struct desk *desk, struct _hdf *hdf) CHECKED;

#endif
