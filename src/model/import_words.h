/*
 * The sentences that tell people why a file is no learner record.
 */
#ifndef MODEL_IMPORT_WORDS_H
#define MODEL_IMPORT_WORDS_H

#include <jansson.h>

#include "base/arena.h"

/* What ${doc} is, by a word of its "type", when it is a document of another
 * standard or version; static; NULL when it is none that we know. */
const char *
import_words_foreign(const json_t *doc);

/* What ${doc}, which is no Clr and holds none, is instead; never NULL. */
const char *
import_words_document(struct arena *mem, const json_t *doc);

/* What a file is, by its first bytes, that is neither JSON nor HTML nor a
 * JWS; static, never NULL. */
const char *
import_words_file(const char *bytes, size_t len);

#endif
