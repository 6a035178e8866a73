/*
 * What hangs in a document: assertions and endorsements, and the profiles and
 * achievements that endorsements may be about (CLR 1.0 §4.4).
 */
#ifndef VERIFY_VERIFY_PARTS_H
#define VERIFY_VERIFY_PARTS_H

#include <stdbool.h>

#include <jansson.h>

#include "base/arena.h"
#include "model/rows.h"

struct verify_found {
	enum class_id as;    /* CLR_ASSERTION, CLR_ENDORSEMENT: a part; CLR_CLR,
			     CLR_ACHIEVEMENT, CLR_PROFILE: a thing */
	const json_t *doc;   /* an object; NULL: it is none, or signed */
	const char *jws;     /* of one that should be signed; or NULL */
	bool is_signed;	     /* it stands in a list of signed texts */
	const char *pointer; /* of a part: base and the way to it */
	const json_t *on;    /* of a part: the object it hangs on */
	enum class_id on_as;
};

typedef void
verify_visit(void *data, const struct verify_found *found);

/*
 * Call ${visit} for each thing and each part of ${doc}, of class ${as}, in
 * the order of the document; what is in a part is not gone into.  As deep as
 * the document, which its loader has bounded.
 */
struct verify_walk {
	struct arena *mem;
	const char *base; /* JSON pointer of ${doc} */
	verify_visit *visit;
	void *data;
};
void
verify_parts_each(const struct verify_walk *walk, const json_t *doc,
		  enum class_id as);

/* Put the ids of ${doc} and of the things in it into ${ids}. */
void
verify_parts_ids(struct arena *mem, const json_t *doc, enum class_id as,
		 json_t *ids);

/* How many parts there are in ${doc}, and in those that are not signed. */
size_t
verify_parts_count(struct arena *mem, const json_t *doc, enum class_id as);

#endif
