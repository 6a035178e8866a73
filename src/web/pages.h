/*
 * The handlers named in the table of routes: one file an area of the site.
 * Each gets a request that has passed the guard and returns OK with a
 * reply in ctx->res, or the result that errors.c turns into one.
 */
#ifndef WEB_PAGES_H
#define WEB_PAGES_H

#include "store/hosted.h"
#include "web/web.h"

/* home_page.c */
web_handler home_page;
web_handler records_page;

/* docs_page.c */
web_handler docs_page;
web_handler docs_page_openapi;

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
web_handler shared_checks_page;
web_handler share_page_file;
web_handler share_page_post;
web_handler share_page_delete;
web_handler share_page_delete_post;

struct share_new;

/* Name the link to be made, and draw its QR code; both in ${mem}.  OK, or
 * TOO_BIG: an address too long for a code. */
enum result
share_page_new(struct arena *mem, const char *base_url, struct share_new *new)
	CHECKED;

/* login_page.c: signing in and out, tickets of set-up, invitation, reset */
web_handler login_page;
web_handler login_page_post;
web_handler login_page_out;
web_handler login_page_forgot;
web_handler login_page_forgot_post;
web_handler login_page_setup;
web_handler login_page_setup_post;
web_handler login_page_invite;
web_handler login_page_invite_post;
web_handler login_page_reset;
web_handler login_page_reset_post;

/* account_page.c: one's own account */
web_handler account_page;
web_handler account_page_password;
web_handler account_page_sessions;
web_handler account_page_totp;
web_handler account_page_totp_post;
web_handler account_page_totp_off;

/* users_page.c, mail_page.c, audit_page.c: administration */
web_handler admin_page;
web_handler users_page;
web_handler users_page_post;
web_handler users_page_change;
web_handler mail_page;
web_handler mail_page_one;
web_handler mail_page_again;
web_handler audit_page;

/* key_page.c: administration: keys */
web_handler key_page;
web_handler key_page_new;
web_handler key_page_new_post;
web_handler key_page_pem;
web_handler key_page_rotate;
web_handler key_page_rotate_post;
web_handler key_page_end;
web_handler key_page_end_post;
web_handler key_page_revoke;
web_handler key_page_revoke_post;

/* issuer_page.c: issuers that the institution knows */
web_handler issuer_page;
web_handler issuer_page_post;
web_handler issuer_page_remove;
web_handler issuer_page_remove_post;

/* parked_page.c: what was typed before signing in again */
web_handler parked_page;

/* build_page.c: the Builder's home; build_todo.c */
web_handler build_page;

/* item_list_page.c: lists of profiles, achievements …; CSV */
web_handler item_list_page;
web_handler item_list_page_post;

/* part_page.c: all alignments, all associations */
web_handler part_page_alignments;
web_handler part_page_associations;

/* item_page.c: an item as it is, its JSON, deleting it */
web_handler item_page;
web_handler item_page_json;
web_handler item_page_delete;
web_handler item_page_delete_post;

/* edit_page.c: making and editing an item */
web_handler edit_page_new;
web_handler edit_page;
web_handler edit_page_post;
web_handler edit_page_find;

/* verify_page.c, verify_api.c, verify_receipt.c, verify_sample.c: is it
 * genuine? */
web_handler verify_page;
web_handler verify_page_post;
web_handler verify_page_report;
web_handler verify_page_file;
web_handler verify_api_post;
web_handler verify_api_get;
web_handler verify_sample;
web_handler verify_receipt;
web_handler verify_receipt_post;
web_handler verify_receipt_jws;

/* media_page.c */
web_handler media_page;

/* hosted_api.c: documents at their own addresses */
web_handler hosted_api;
web_handler hosted_api_keys;
web_handler hosted_api_options;

/* clr_api.c, clr_list_api.c, clr_post_api.c, clr_discovery_api.c: learner
 * records for other systems (CLR 1.0 §2) */
web_handler clr_api_get;
web_handler clr_api_delete;
web_handler clr_api_options;
web_handler clr_list_api;
web_handler clr_post_api;
web_handler clr_discovery_api;

/* award_page.c: one achievement for several learners */
web_handler award_page;
web_handler award_page_post;

/* gather_page.c: a CLR from a learner's assertions */
web_handler gather_page;
web_handler gather_page_post;

/* batch_page.c: many items published one after the other */
web_handler batch_page;
web_handler batch_page_post;

/* publish_page.c: publishing, review, revoking */
web_handler publish_page;
web_handler publish_page_post;
web_handler publish_page_revoke;
web_handler publish_page_revoke_post;

/* version_page.c: what was published, and what differs */
web_handler version_page;
web_handler version_page_one;

/* intake_page.c: an imported record into the Builder */
web_handler intake_page;
web_handler intake_page_post;

/* download_page.c: everything as JSON or ZIP */
web_handler download_page;

/* endorse_page.c: asking, giving, accepting endorsements */
web_handler endorse_page_ask;
web_handler endorse_page_ask_post;
web_handler endorse_page_give;
web_handler endorse_page_give_post;
web_handler endorse_page_decide;

/* oauth_api.c, register_api.c: the authorization server, for programs */
web_handler oauth_api_token;
web_handler oauth_api_revoke;
web_handler oauth_api_introspect;
web_handler oauth_api_options;
web_handler oauth_api_metadata;
web_handler oauth_api_metadata_options;
web_handler register_api_post;
web_handler register_api_get;
web_handler register_api_put;
web_handler register_api_delete;
web_handler register_api_options;
web_handler register_api_options_one;

/* consent_page.c: may an application do something for somebody? */
web_handler consent_page;
web_handler consent_page_post;

/* apps_page.c: the applications somebody let in */
web_handler apps_page;
web_handler apps_page_post;

/* clients_page.c, client_page.c: all applications, for owners */
web_handler clients_page;
web_handler clients_page_new;
web_handler clients_page_new_post;
web_handler client_page;
web_handler client_page_post;
web_handler client_page_delete;
web_handler client_page_delete_post;

#endif
