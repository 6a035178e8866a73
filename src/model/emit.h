/*
 * A record as it may leave for other systems: what CLR 1.0 (January 2021)
 * says, and nothing else.
 */
#ifndef MODEL_EMIT_H
#define MODEL_EMIT_H

#include <jansson.h>

#include "base/arena.h"
#include "model/rows.h"

/*
 * ${doc}, a document of class ${as}, without what may be kept but is not to
 * be sent: members with a prefix or unknown (G-5, G-6), null and empty
 * addresses (G-1).  What is written in an older or laxer way is written as
 * it is today: names, words and types of edition C, one value where a list
 * is meant, a bare text where an object is, a time without zone, a
 * day with a time, a urn:uuid without its colon, a recipient that does not
 * say whether it is hashed, no "@context".  Signed
 * texts in it stay as they are.  What cannot be mended stays, for
 * check_doc() to tell.
 *
 * A new reference; the text of ${doc} is not changed.  As deep as ${doc},
 * which its loader has bounded.
 */
json_t *
emit_doc(struct arena *mem, const json_t *doc, enum class_id as);

#endif
