/*
 * The record embedded in a page of HTML.
 */
#ifndef MODEL_IMPORT_HTML_H
#define MODEL_IMPORT_HTML_H

#include "model/load.h"

/* What stands between <script …> and </script>, as written. */
struct import_script {
	const char *bytes;
	size_t len;
};

/* What a page holds. */
struct import_html {
	struct import_script record; /* application/ld+json */
	json_t *doc;		     /* the record, parsed */
	struct import_script jws;    /* application/jose; len 0: none */
};

/*
 * Find the record in a page (CLR 1.0 R-8): among all scripts of type
 * application/ld+json the first that parses and is a Clr, else the first
 * ClrSet or ClrPayload, else the first credential, else the first document
 * of the CLR vocabulary; and the first script of type application/jose
 * .  Scripts in comments are none.  Takes time linear in ${len},
 * whatever the page looks like.
 * OK; INVALID: not UTF-8, or no such script; the sentence says which.
 */
enum result
import_html_find(struct arena *mem, const char *bytes, size_t len,
		 const struct load_limits *limits, struct import_html *out)
	CHECKED;

#endif
