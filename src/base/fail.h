/*
 * The one set of results, and the last failure.
 *
 * Every function that can fail returns an enum result and leaves, by
 * fail(), one sentence about what went wrong and where.  A caller either
 * handles a result it expects or passes it up; at the top, web/errors.c
 * turns it into an answer.
 */
#ifndef BASE_FAIL_H
#define BASE_FAIL_H

/*
 * What became of a call.  The first is success; each other one has a row
 * in the table of web/errors.c that gives its HTTP status and its words.
 */
enum result {
	OK,
	INVALID,      /* the input is wrong; the sentence says how */
	UNAUTHORIZED, /* nobody is signed in, or the token is bad */
	FORBIDDEN,    /* known, but without the right */
	NOT_FOUND,    /* there is no such thing */
	GONE,	      /* there was; it was withdrawn or revoked */
	BAD_METHOD,   /* the path exists, the method does not */
	CONFLICT,     /* somebody else's, or changed meanwhile */
	TOO_BIG,      /* over a limit; the sentence says the limit */
	BAD_TYPE,     /* a media type that is not taken here */
	UPSTREAM,     /* another system did not answer as it should */
	TOO_OFTEN,    /* this caller has to wait; others have not */
	BUSY,	      /* try again later */
	MISDIRECTED,  /* asked for at a host that is not ours */
	INTERNAL,     /* our fault; the sentence goes to the log only */
	RESULT__MAX
};

#define CHECKED __attribute__((warn_unused_result))
#define PRINTF(fmt, args) __attribute__((format(printf, fmt, args)))

/* The last failure of this process.  Valid until the next fail(). */
struct failure {
	enum result result;
	const char *file; /* source file, as the compiler named it */
	int line;	  /* source line */
	char text[1024];  /* one sentence, cut if longer, never NULL */
};

/*
 * fail(result, format, ...):
 * Keep the sentence with file and line as the last failure and return
 * ${result}, so that the way out of any function is one line:
 *	return fail(NOT_FOUND, "assertion %s", id);
 */
#ifdef __clang_analyzer__ /* does not look into fail_at() */
#define fail(result, ...)                                                      \
	(fail_at(__FILE__, __LINE__, (result), __VA_ARGS__), (result))
#else
#define fail(result, ...) fail_at(__FILE__, __LINE__, (result), __VA_ARGS__)
#endif

/* TRY(call): leave the function with the call's result unless it is OK. */
#define TRY(call)                                                              \
	do {                                                                   \
		enum result try_result_ = (call);                              \
                                                                               \
		if (try_result_ != OK)                                         \
			return try_result_;                                    \
	} while (0)

enum result
fail_at(const char *file, int line, enum result result, const char *fmt, ...)
	PRINTF(4, 5);

/* The last failure; never NULL.  ${result} is OK when nothing failed yet. */
const struct failure *
fail_last(void);

/* Forget the last failure.  Called between two requests. */
void
fail_clear(void);

/* The name of ${result} as in the enum above: "NOT_FOUND".  Static. */
const char *
fail_name(enum result result);

#endif
