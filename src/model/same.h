/*
 * Do two documents say the same?
 */
#ifndef MODEL_SAME_H
#define MODEL_SAME_H

#include <stdbool.h>

#include <jansson.h>

/* Equal as parsed values: numbers as numbers, members in any order, arrays in
 * their order (CLR 1.0 Q-27); "@context" and a missing "type" aside, which a
 * document has when it stands alone. */
bool
same_docs(const json_t *a, const json_t *b);

#endif
