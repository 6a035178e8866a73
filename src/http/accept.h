/*
 * Which form of an answer does the client prefer? (RFC 9110 §12.5.1)
 */
#ifndef HTTP_ACCEPT_H
#define HTTP_ACCEPT_H

enum media {
	MEDIA_HTML,    /* text/html; charset=utf-8 */
	MEDIA_JSON,    /* application/json; charset=utf-8 */
	MEDIA_LD_JSON, /* application/ld+json; charset=utf-8 */
	MEDIA_JOSE,    /* application/jose */
	MEDIA_TEXT,    /* text/plain; charset=utf-8 */
	MEDIA__MAX
};

/* The value for Content-Type.  Static. */
const char *
media_type(enum media m);

/*
 * The best of ${offers} (ended by MEDIA__MAX, the preferred first) for
 * the Accept header ${accept}.  The more specific range gives the weight;
 * among equal weights, a range named earlier by the client wins, then the
 * order of the offers.  NULL, nothing usable, or a broken header: the
 * first offer, never a refusal (CLR 1.0 §2.6).
 */
enum media
accept_best(const char *accept, const enum media *offers);

#endif
