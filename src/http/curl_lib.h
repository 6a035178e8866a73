/*
 * libcurl, loaded when it is first needed.
 *
 * With it come some thirty libraries.  The job process alone uses them; a
 * worker, and plain CGI with each request, would spend more time on linking
 * them than on the answer.  For fetch.c and smtp.c, which call libcurl by
 * its usual names after curl_lib_open().
 */
#ifndef HTTP_CURL_LIB_H
#define HTTP_CURL_LIB_H

#include <curl/curl.h>

#include "base/fail.h"

/* Load it, once a process.  OK.  INTERNAL: there is none on this machine. */
enum result
curl_lib_open(void) CHECKED;

/* Its functions; set by curl_lib_open() and never changed again. */
struct curl_lib {
	typeof(curl_easy_init) *easy_init;
	typeof(curl_easy_cleanup) *easy_cleanup;
	typeof(curl_easy_setopt) *easy_setopt;
	typeof(curl_easy_perform) *easy_perform;
	typeof(curl_easy_getinfo) *easy_getinfo;
	typeof(curl_easy_header) *easy_header;
	typeof(curl_easy_strerror) *easy_strerror;
	typeof(curl_slist_append) *slist_append;
	typeof(curl_slist_free_all) *slist_free_all;
};
extern struct curl_lib curl_lib;

#undef curl_easy_setopt
#undef curl_easy_getinfo
#define curl_easy_init curl_lib.easy_init
#define curl_easy_cleanup curl_lib.easy_cleanup
#define curl_easy_setopt curl_lib.easy_setopt
#define curl_easy_perform curl_lib.easy_perform
#define curl_easy_getinfo curl_lib.easy_getinfo
#define curl_easy_header curl_lib.easy_header
#define curl_easy_strerror curl_lib.easy_strerror
#define curl_slist_append curl_lib.slist_append
#define curl_slist_free_all curl_lib.slist_free_all

#endif
