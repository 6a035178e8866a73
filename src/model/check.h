/*
 * Document → problems.
 */
#ifndef MODEL_CHECK_H
#define MODEL_CHECK_H

#include <jansson.h>

#include "model/load.h"
#include "model/problems.h"
#include "model/rows.h"

enum strictness {
	CHECK_STRICT, /* edition F to the letter: what we emit */
	CHECK_LENIENT /* as an import: C and the field's habits are
			   warnings; an error is what cannot be shown */
};

/*
 * Check ${doc} as a document of class ${as} at JSON pointer ${base} (""
 * for a whole file): every row of the table (type, cardinality, format),
 * G-1 … G-7, D-1 … D-13, signed parts decoded and checked in the same
 * way.  Problems are added to ${out}; the call itself cannot fail.
 */
void
check_doc(const json_t *doc, enum class_id as, enum strictness how,
	  const char *base, const struct load_limits *limits,
	  struct problems *out);

/*
 * The same for a ClrSet or ClrPayload, but without going into the records
 * it holds: the wrapping alone.
 */
void
check_wrapping(const json_t *doc, enum class_id as, const char *base,
	       const struct load_limits *limits, struct problems *out);

#endif
