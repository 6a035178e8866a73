/*
 * The log: one line an event, one line a request, JSON objects, so that
 * any tool reads it.  No secret, no body, no cookie goes in.
 */
#ifndef BASE_LOG_H
#define BASE_LOG_H

#include <stdint.h>

#include "base/fail.h"

enum log_level { LOG_ERROR, LOG_WARNING, LOG_INFO, LOG_DEBUG };

/* What is said of a request.  NULL members are left out. */
struct log_request {
	const char *method;
	const char *path; /* without the query, which may hold secrets */
	int status;
	uint64_t bytes;	   /* of the body sent */
	int64_t micros;	   /* from accept to the last byte */
	const char *route; /* the pattern that matched */
	const char *error; /* the name of the result, if it was not OK */
	const char *where; /* "file.c:93" of the failure */
	const char *text;  /* the failure's sentence, for 5xx only */
};

/*
 * Write to ${path} from now on, opened for appending; "-" is stderr.
 * Lines above ${level} are dropped.  OK, or INTERNAL with the reason.
 * Called once, before processes are forked; a line is one write().
 */
enum result
log_open(const char *path, enum log_level level) CHECKED;

/* Open the same path again: after the file was moved away. */
void
log_reopen(void);

/*
 * One line {"time","level","pid","message"}.  Control characters, quotes
 * and bytes that are not UTF-8 are escaped, so that one event is always
 * one line of valid JSON.
 */
void
log_line(enum log_level level, const char *fmt, ...) PRINTF(2, 3);

/* One line a request, at LOG_INFO; 5xx at LOG_ERROR. */
void
log_request(const struct log_request *r);

/* The level's name, and the level of a name.  OK or INVALID. */
const char *
log_level_name(enum log_level level);
enum result
log_level_parse(const char *name, enum log_level *out) CHECKED;

#endif
