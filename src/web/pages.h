/*
 * The handlers named in the table of routes: one file an area of the site.
 * Each gets a request that has passed the guard and returns OK with a
 * reply in ctx->res, or the result that errors.c turns into one.
 */
#ifndef WEB_PAGES_H
#define WEB_PAGES_H

#include "web/web.h"

/* home_page.c */
web_handler home_page;
web_handler records_page;

/* health_api.c */
web_handler health_api;

/* import_page.c */
web_handler import_page;
web_handler import_page_post;
web_handler import_page_result;

/* record_page.c */
web_handler record_page;
web_handler record_page_original;
web_handler record_page_jws;
web_handler record_page_file;
web_handler record_page_delete;
web_handler record_page_delete_post;

/* share_page.c */
web_handler share_page;
web_handler share_page_jws;
web_handler share_page_file;
web_handler share_page_post;
web_handler share_page_delete;
web_handler share_page_delete_post;

#endif
