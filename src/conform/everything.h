/*
 * A record with every member that the data model has, made up from its
 * tables; and what became of it on its way through another system.
 */
#ifndef CONFORM_EVERYTHING_H
#define CONFORM_EVERYTHING_H

#include <jansson.h>

#include "base/arena.h"
#include "model/rows.h"

/*
 * A Clr with id ${id} that uses each member of each class at least once, but
 * for what would make it revoked or needs a signature (revoked,
 * revocationReason, signedAssertions, signedEndorsements).  It is valid in
 * the strict sense of model/check.h.  Released at the end of ${mem}.
 */
json_t *
everything_clr(struct arena *mem, const char *id);

/*
 * The JSON pointer of the first value of ${sent} that ${got} has not, in
 * ${mem}; NULL: all of it came back.  Numbers are equal by value, and one
 * thing is a list of one (CLR 1.0 G-2); what ${got} has more is no loss.
 */
const char *
everything_lost(struct arena *mem, const json_t *sent, const json_t *got);

/*
 * The JSON pointer of the first member of ${doc}, of class ${as}, that the
 * data model does not have: an extension (CLR 1.0 §7, SCR-X).  In ${mem};
 * NULL: none.
 */
const char *
everything_extra(struct arena *mem, const json_t *doc, enum class_id as);

#endif
