/*
 * The schema.org view of a CLR (CLR 1.0 §5.3), for search engines.
 */
#ifndef PAGE_SCHEMA_ORG_H
#define PAGE_SCHEMA_ORG_H

#include <jansson.h>

#include "model/clr_tree.h"

/* The document of the second script, released at the end of ${mem}.
 * Left out: e-mail, telephone, address and birth date of the learner,
 * revoked and expired assertions (${now}). */
json_t *
schema_org_view(struct arena *mem, const json_t *clr,
		const struct clr_tree *tree, int64_t now);

#endif
