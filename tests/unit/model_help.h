/*
 * What the tests of model/ share: documents written with ' for ", limits,
 * and looking for a problem.  Include after cmocka.h.
 */
#ifndef MODEL_HELP_H
#define MODEL_HELP_H

#include <string.h>

#include "base/b64.h"
#include "base/str.h"
#include "model/problems.h"
#include "model/load.h"

static const struct load_limits limits
	__attribute__((unused)) = { 16 << 20, 64 };

/* ${text} with every ' made a ". */
static inline char *
quotes(struct arena *mem, const char *text)
{
	char *copy = arena_strdup(mem, text);

	for (char *s = copy; *s; s++)
		if (*s == '\'')
			*s = '"';
	return copy;
}

static inline json_t *
parse(struct arena *mem, const char *text)
{
	char *bytes = quotes(mem, text);
	json_t *doc = NULL;

	assert_int_equal(load_json(mem, bytes, strlen(bytes), &limits, &doc),
			 OK);
	return doc;
}

/* A JWS of ${payload}, with a signature that means nothing. */
static inline char *
fake_jws(struct arena *mem, const char *payload)
{
	char *bytes = quotes(mem, payload);

	return arena_printf(mem, "eyJhbGciOiJSUzI1NiJ9.%s.c2lnbmF0dXJl",
			    b64url_encode(mem, bytes, strlen(bytes)));
}

/* The words of the first problem of that rule and pointer; NULL. */
static inline const char *
words_of(const struct problems *found, const char *rule, const char *pointer)
{
	for (size_t i = 0; i < found->count; i++)
		if (streq(found->items[i].rule, rule) &&
		    streq(found->items[i].pointer, pointer))
			return found->items[i].words;
	return NULL;
}

#endif
