/*
 * What every page and every API file of the site knows: the application,
 * the request under way, the row of its route.
 */
#ifndef WEB_WEB_H
#define WEB_WEB_H

#include "base/conf.h"
#include "http/accept.h"
#include "http/form.h"
#include "http/response.h"
#include "http/router.h"
#include "model/load.h"
#include "page/render.h"
#include "store/tally.h"

struct cache;

/* What a worker holds from start to end. */
struct app {
	const struct conf *conf;
	struct db *reader; /* read-only: all that a GET gets */
	struct db *writer; /* opened when the first POST comes */
	struct render *render;
	struct cache *cache;
	struct tally *tally;
	struct arena *mem; /* one request's */
	struct load_limits limits;
	struct request_limits request_limits;
	bool is_swollen;     /* the last request took much memory */
	const char *version; /* of templates and program, for addresses
				of static files and keys of kept pages */
};

/* Who may call a route. */
enum who {
	WHO_ANYONE,
	WHO_OFFICE /* staff; with the setting demo, anyone */
};

/* In which words a route's failures are told. */
enum dialect {
	SAYS_PAGE, /* a page for people, or JSON if it is preferred */
	SAYS_PLAIN /* one line of text */
};

struct ctx;
typedef enum result
web_handler(struct ctx *ctx);

/* A row of the table of routes. */
struct route {
	struct router_row row;
	web_handler *handler;
	enum who who;
	enum dialect says;
	bool takes_document; /* a body up to the setting max_document */
	const char *help;    /* one line, for `clarus routes` */
};

/* One request under way. */
struct ctx {
	struct app *app;
	struct arena *mem;
	struct request req;
	struct response res;
	const struct route *route;
	const char *params[ROUTER_PARAMS]; /* of the pattern, decoded */
	struct form query;
	struct form form;   /* of the body */
	struct db *db;	    /* read-only for GET and HEAD */
	const char *me;	    /* who this browser is: see guard.h */
	const char *viewed; /* a link whose view is to be counted */
};

/* The table of every URL (routes.c). */
extern const struct route web_routes[];
extern const size_t web_routes_count;

/*
 * Open what a worker needs.  ${tally_fd}: where views are told, or -1.
 * Called after fork.  OK, or INTERNAL.  web_close() gives all back.
 */
enum result
web_open(struct app *app, const struct conf *conf, int tally_fd) CHECKED;
void
web_close(struct app *app);

/* Answer one request: the handler for http/fcgi.h.  ${app} is a struct
 * app; whatever happens, one reply is sent and one line is logged. */
void
web_answer(void *app, const struct request_source *source,
	   const struct response_sink *sink);

/* What is left to do when the reply is out: the views are told. */
void
web_after(void *app);

/* A path of ours with the base path before it ("/x/records"), and the
 * absolute URL of the same; in the request's memory. */
const char *
web_path(struct ctx *ctx, const char *fmt, ...) PRINTF(2, 3);
const char *
web_url(struct ctx *ctx, const char *fmt, ...) PRINTF(2, 3);

/* A dataset with what every page needs: Page.*, Site.*. */
struct _hdf *
web_page(struct ctx *ctx, const char *title);

/* Render ${template} with ${hdf} as the reply's body, not to be kept by
 * anyone (Cache-Control: no-store).  OK, INTERNAL. */
enum result
web_render(struct ctx *ctx, int status, const char *template, struct _hdf *hdf)
	CHECKED;

/* Let this reply's script send to us (connect-src 'self'), as showing how
 * far an upload is needs; no other page's may. */
void
web_allow_upload(struct ctx *ctx);

/* Set ${name}.words ("15 January 2021") and ${name}.iso of a time. */
void
web_set_time(struct ctx *ctx, struct _hdf *hdf, const char *name,
	     int64_t epoch);

#endif
