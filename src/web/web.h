/*
 * What every page and every API file of the site knows: the application,
 * the request under way, the row of its route.
 */
#ifndef WEB_WEB_H
#define WEB_WEB_H

#include "base/conf.h"
#include "auth/rights.h"
#include "http/accept.h"
#include "http/form.h"
#include "http/response.h"
#include "http/router.h"
#include "model/load.h"
#include "page/render.h"
#include "store/item.h"
#include "store/session.h"
#include "store/tally.h"

struct bounds;
struct cache;
struct keys;
struct seal;
struct shelf;
struct signer;

/* What a worker holds from start to end. */
struct app {
	const struct conf *conf;
	struct db *reader; /* read-only: all that a GET gets */
	struct db *writer; /* opened when the first POST comes */
	struct render *render;
	struct cache *cache;
	struct shelf *shelf;
	struct tally *tally;
	struct bounds *bounds;
	struct keys *keys; /* of issuers whose documents were verified */
	bool has_job;	   /* a job process does what waits */
	struct seal *seal; /* opened when first needed: see web_seal() */
	struct signer *signer;
	const char *root;  /* the service root: see struct item_office */
	const char *tree;  /* folder of the published tree */
	struct arena *mem; /* one request's */
	struct load_limits limits;
	struct request_limits request_limits;
	bool is_swollen;       /* the last request took much memory */
	bool is_tree_failing;  /* the last file could not be published */
	char unpublished[160]; /* a hosted document found without its files:
				  web_after() writes them; "": none */
	const char *version;   /* of templates, program and settings: for
				addresses of static files and keys of
				kept pages */
};

/* In which words a route's failures are told. */
enum dialect {
	SAYS_PAGE,  /* a page for people, or JSON if it is preferred */
	SAYS_DATA,  /* JSON, or a page if that is preferred */
	SAYS_PLAIN, /* one line of text */
	SAYS_OAUTH  /* JSON of error and error_description (RFC 6749 §5.2) */
};

struct ctx;
typedef enum result
web_handler(struct ctx *ctx);

/* A row of the table of routes. */
struct route {
	struct router_row row;
	web_handler *handler;
	enum right needs; /* what its caller must have */
	enum dialect says;
	enum class_id as;    /* whose pages: CLR_PROFILE … */
	bool takes_document; /* a body up to the setting max_document */
	bool takes_files;    /* a body up to the setting max_upload */
	bool takes_bytes;    /* a document as the body, from a program: no
				session is looked up, and its database is
				read-only */
	bool resumes;	     /* with ?parked=ID it shows what was typed */
	bool is_open;	     /* the same for everybody: nobody asks who it is */
	bool is_service;     /* for other systems, from any origin: nobody's
				session counts, and who calls is shown in the
				request itself */
	bool bad_is_400;     /* its standard says 400 of what cannot be read */
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
	struct form form; /* of the body */
	struct db *db;	  /* read-only for GET and HEAD */
	const char *me;	  /* who this browser is: see guard.h */
	enum role role;
	const struct session *session; /* NULL: nobody is signed in */
	const struct account *account; /* who is, or NULL */
	struct audit_by by;	       /* the same, for the audit trail */
	const char *viewed;	       /* a link whose view is to be counted */
	const char *next; /* where to go on after signing in, or NULL */
	struct audit_event disclosed; /* see web_disclose(); action NULL:
					  nothing is */
};

/* The table of every URL (routes.c). */
extern const struct route web_routes[];
extern const size_t web_routes_count;

/*
 * Open what a worker needs.  ${tally_fd}: where views are told, or -1;
 * ${signer_fd}: where signatures are asked for, or -1: they are made in this
 * process.  Called after fork.  OK, or INTERNAL.  web_close() gives all back.
 */
enum result
web_open(struct app *app, const struct conf *conf, int tally_fd, int signer_fd)
	CHECKED;
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

/* A dataset with what every page needs: Page.*, Site.*, and who is signed in
 * and may do what: User.name .email .role .token .may.RIGHT. */
struct _hdf *
web_page(struct ctx *ctx, const char *title);

/* The same without User.*, for a page that is the same for all and kept. */
struct _hdf *
web_public_page(struct ctx *ctx, const char *title);

/* Render ${template} with ${hdf} as the reply's body, not to be kept by
 * anyone (Cache-Control: no-store).  OK, INTERNAL. */
enum result
web_render(struct ctx *ctx, int status, const char *template, struct _hdf *hdf)
	CHECKED;

/* May the caller do what ${right} names?  For what a page offers; what a
 * route takes is its row's. */
bool
web_may(const struct ctx *ctx, enum right right);

/* What the calls of store/item.h need, of this request. */
struct item_office
web_office(struct ctx *ctx);

/* This reply is a download of ${target}, "" if it has no id: once it is out,
 * a member of staff's is told in the audit trail as ${action}. */
void
web_disclose(struct ctx *ctx, const char *action, const char *target,
	     const char *words);

/* The database to read where the request's own is for writing, or to write
 * in a GET that notes something (a session's last use).  OK, INTERNAL. */
enum result
web_writer(struct ctx *ctx, struct db **out) CHECKED;

/* The key for secrets at rest: the setting secret_file, made when it is
 * missing.  OK, INVALID, INTERNAL. */
enum result
web_seal(struct ctx *ctx, struct seal **out) CHECKED;

/* Where the pages of class ${as} stand: "profiles", "clrs" …; and the path
 * of an item's page, "/profiles/ID". */
const char *
web_folder(enum class_id as);
const char *
web_item_path(struct ctx *ctx, enum class_id as, const char *id);

/*
 * A new document id for class ${as}: an address below the service root that
 * nobody can guess, so that it can be hosted there (CLR 1.0 §2.1); for a
 * profile a urn:uuid, since it may be a learner's.
 */
const char *
web_new_id(struct ctx *ctx, enum class_id as);

/* The same for a profile that issues or publishes: an address. */
const char *
web_new_issuer_id(struct ctx *ctx);

/* The right that making and editing items of class ${as} needs. */
enum right
web_making(enum class_id as);

/* The node ${name}.${i} below ${hdf}: an item of a list. */
struct _hdf *
web_nth(struct ctx *ctx, struct _hdf *hdf, const char *name, size_t i);

/* The item that the path names; its class is the route's.  OK, NOT_FOUND. */
enum result
web_item(struct ctx *ctx, struct item *item) CHECKED;

/* A page of a list: ?page=N, from 1.  OK: *${page}.  INVALID. */
enum result
web_page_number(struct ctx *ctx, long long *page) CHECKED;

/* Fill List.total .from .to .prev .next for a list of ${total}, of which
 * page ${page} shows ${count}, ${size} a page.  ${query} goes before page=
 * in the links: "/records?q=x&", encoded. */
struct web_pager {
	const char *query;
	long long page, size, count, total;
};
void
web_set_pager(struct ctx *ctx, struct _hdf *hdf, const struct web_pager *p);

/* Keep the form of this request for later; its files are left out.  OK:
 * *${id} in the request's memory. */
enum result
web_park(struct ctx *ctx, const char *path, const char **id) CHECKED;

/* Let this reply's script send to us (connect-src 'self'), as showing how
 * far an upload is needs; no other page's may. */
void
web_allow_upload(struct ctx *ctx);

/* Let the form of this reply lead on to ${origin} ("https://a.example"),
 * where its answer sends the browser: Chromium holds the policy against the
 * redirect, too. */
void
web_allow_form(struct ctx *ctx, const char *origin);

/* Set ${name}.words ("15 January 2021") and ${name}.iso of a time. */
void
web_set_time(struct ctx *ctx, struct _hdf *hdf, const char *name,
	     int64_t epoch);

#endif
