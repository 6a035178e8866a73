/*
 * Memory that is not a request's, and types freed at the end of a scope.
 *
 * Out of memory is not an error path: the x-functions end the process,
 * and the master starts a new worker.
 */
#ifndef BASE_AUTO_H
#define BASE_AUTO_H

#include <stddef.h>

/*
 * AUTO_TYPE(name, type, free):
 * Make AUTO(${name}) declare a variable of ${type} that ${free}(value)
 * releases at the end of its scope, unless it is NULL.  The attribute
 * belongs to a variable and not to a type; a second line gives it the
 * short name that is used everywhere:
 *	AUTO_TYPE(hdf, HDF *, hdf_free);
 *	#define auto_hdf AUTO(hdf)
 *	…
 *	auto_hdf h = NULL;
 */
#define AUTO_TYPE(name, type, release)                                         \
	__attribute__((unused)) static inline void auto_##name##_end(type *p)  \
	{                                                                      \
		if (*p)                                                        \
			release(*p);                                           \
	}                                                                      \
	typedef type auto_##name##_type
#define AUTO(name)                                                             \
	__attribute__((cleanup(auto_##name##_end))) auto_##name##_type

/* Write "clarus: ${why}" to stderr and end the process with status 70: for
 * what no caller could handle.  No exit handler runs. */
void
auto_die(const char *why) __attribute__((noreturn, cold));

/* auto_mem p = xmalloc(n): freed at the end of the scope. */
void
auto_free_end(void *p);
#define auto_mem __attribute__((cleanup(auto_free_end))) void *
#define auto_text __attribute__((cleanup(auto_free_end))) char *

/* auto_fd fd = open(…): closed at the end of the scope unless negative. */
void
auto_fd_end(int *fd);
#define auto_fd __attribute__((cleanup(auto_fd_end))) int

/* As malloc, calloc, realloc, strdup; they return memory or end the
 * process with status 70 after one line on stderr.  The caller frees. */
void *
xmalloc(size_t size) __attribute__((malloc, returns_nonnull));
void *
xcalloc(size_t count, size_t size) __attribute__((malloc, returns_nonnull));
void *
xrealloc(void *p, size_t size) __attribute__((returns_nonnull));
char *
xstrdup(const char *s) __attribute__((malloc, returns_nonnull));

#endif
