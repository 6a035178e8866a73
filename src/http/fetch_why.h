/*
 * Why libcurl got no answer, in words for people.  For fetch.c alone.
 */
#ifndef HTTP_FETCH_WHY_H
#define HTTP_FETCH_WHY_H

#include "base/fail.h"

/*
 * UPSTREAM, with a sentence about ${host}.  ${code} is libcurl's; ${verify},
 * OpenSSL's result for the certificate, counts if the code says that the
 * certificate was refused.  ${ms}: how long it was allowed to take.
 */
enum result
fetch_why(const char *host, int code, long verify, long long ms) CHECKED;

#endif
