/*
 * Loading libcurl: see curl_lib.h.
 */
#include "http/curl_lib.h"

#include <dlfcn.h>
#include <string.h>

/* The name it is installed under, its version of interface included. */
#define FILE_NAME "libcurl.so.4"

struct curl_lib curl_lib;

/* The function called ${name}, put where ${to} points. */
static enum result
find(void *library, const char *name, void *to)
{
	void *found = dlsym(library, name);

	if (!found)
		return fail(INTERNAL, "%s has no %s", FILE_NAME, name);
	memcpy(to, &found, sizeof(found));
	return OK;
}

static enum result
find_all(void *library, struct curl_lib *to)
{
	TRY(find(library, "curl_easy_init", &to->easy_init));
	TRY(find(library, "curl_easy_cleanup", &to->easy_cleanup));
	TRY(find(library, "curl_easy_setopt", &to->easy_setopt));
	TRY(find(library, "curl_easy_perform", &to->easy_perform));
	TRY(find(library, "curl_easy_getinfo", &to->easy_getinfo));
	TRY(find(library, "curl_easy_header", &to->easy_header));
	TRY(find(library, "curl_easy_strerror", &to->easy_strerror));
	TRY(find(library, "curl_slist_append", &to->slist_append));
	return find(library, "curl_slist_free_all", &to->slist_free_all);
}

enum result
curl_lib_open(void)
{
	struct curl_lib loaded;
	void *library;

	if (curl_lib.easy_init)
		return OK;
	library = dlopen(FILE_NAME, RTLD_NOW | RTLD_LOCAL);
	if (!library)
		return fail(INTERNAL, "%s", dlerror());
	TRY(find_all(library, &loaded));
	curl_lib = loaded;
	return OK;
}
