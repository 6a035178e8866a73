/*
 * The table of every URL.  A path that is not here does not exist.
 */
#include "web/pages.h"
#include "web/service.h"

#include "base/str.h"
#include "store/hosted.h"

#define CLR_PATH HOSTED_PATH

/* clang-format off */

/* The pages of one class of items; ${path} is its folder. */
#define ITEM_ROUTES(path, class, making, many) \
	{ { METHOD_GET, path }, item_list_page, .as = class, \
	  .needs = RIGHT_READ, .help = "All " many ", searched and filtered; CSV" }, \
	{ { METHOD_POST, path }, item_list_page_post, .as = class, \
	  .needs = making, .help = "Do something with those selected" }, \
	{ { METHOD_GET, path "/new" }, edit_page_new, .as = class, \
	  .needs = making, .resumes = true, .help = "The form for a new one" }, \
	{ { METHOD_POST, path "/new" }, edit_page_post, .as = class, \
	  .needs = making, .takes_files = true, .help = "Make one" }, \
	{ { METHOD_GET, path "/find" }, edit_page_find, .as = class, \
	  .needs = RIGHT_READ, .help = "Find some by q, for a field (JSON)" }, \
	{ { METHOD_GET, path "/{item}" }, item_page, .as = class, \
	  .needs = RIGHT_READ, .help = "One of the " many }, \
	{ { METHOD_GET, path "/{item}/json" }, item_page_json, .as = class, \
	  .needs = RIGHT_READ, .help = "Its document, as a download" }, \
	{ { METHOD_GET, path "/{item}/edit" }, edit_page, .as = class, \
	  .needs = making, .resumes = true, .help = "The form to edit it" }, \
	{ { METHOD_POST, path "/{item}/edit" }, edit_page_post, .as = class, \
	  .needs = making, .takes_files = true, .help = "Save it" }, \
	{ { METHOD_GET, path "/{item}/delete" }, item_page_delete, \
	  .as = class, .needs = making, .help = "Ask before it is deleted" }, \
	{ { METHOD_POST, path "/{item}/delete" }, item_page_delete_post, \
	  .as = class, .needs = making, .help = "Delete a draft" }, \
	{ { METHOD_GET, path "/{item}/publish" }, publish_page, .as = class, \
	  .needs = RIGHT_READ, .help = "What would be published, checked" }, \
	{ { METHOD_POST, path "/{item}/publish" }, publish_page_post, \
	  .as = class, .needs = RIGHT_READ, \
	  .help = "Publish, ask for review, approve or return" }, \
	{ { METHOD_GET, path "/{item}/revoke" }, publish_page_revoke, \
	  .as = class, .needs = RIGHT_PUBLISH, .help = "Ask before it is revoked" }, \
	{ { METHOD_POST, path "/{item}/revoke" }, publish_page_revoke_post, \
	  .as = class, .needs = RIGHT_PUBLISH, .help = "Revoke it, with a reason" }, \
	{ { METHOD_GET, path "/{item}/versions" }, version_page, .as = class, \
	  .needs = RIGHT_READ, .help = "Its versions, and what differs" }, \
	{ { METHOD_GET, path "/{item}/versions/{n}" }, version_page_one, \
	  .as = class, .needs = RIGHT_READ, .help = "The bytes of a version" }, \
	{ { METHOD_GET, path "/{item}/endorse" }, endorse_page_ask, \
	  .as = class, .needs = RIGHT_EDIT, \
	  .help = "Ask somebody to endorse it, or endorse it oneself" }, \
	{ { METHOD_POST, path "/{item}/endorse" }, endorse_page_ask_post, \
	  .as = class, .needs = RIGHT_EDIT, .help = "Send the request" }

/* An endpoint for other systems. */
#define SERVICE(method, path, handler, words) \
	{ { method, path }, handler, .says = SAYS_OAUTH, .is_service = true, \
	  .bad_is_400 = true, .help = words }
#define CORS "May a page of another site ask? Yes"

const struct route web_routes[] = {
	{ { METHOD_GET, "/" }, home_page,
	  .help = "What this office is, and its newest records" },
	{ { METHOD_GET, "/docs" }, docs_page,
	  .help = "What other systems can ask, with examples" },
	{ { METHOD_GET, "/docs/openapi.json" }, docs_page_openapi,
	  .says = SAYS_DATA, .is_open = true,
	  .help = "The same as an OpenAPI document" },
	{ { METHOD_GET, "/health" }, health_api, .says = SAYS_PLAIN,
	  .help = "Does the office answer? (JSON)" },
	{ { METHOD_GET, "/records" }, records_page, .needs = RIGHT_READ,
	  .help = "All records, searched by q, page by page" },
	{ { METHOD_GET, "/import" }, import_page, .needs = RIGHT_IMPORT,
	  .help = "The form to bring in documents" },
	{ { METHOD_POST, "/import" }, import_page_post, .needs = RIGHT_IMPORT,
	  .takes_document = true,
	  .help = "Take uploaded or pasted documents" },
	{ { METHOD_GET, "/imports/{import}" }, import_page_result,
	  .needs = RIGHT_READ,
	  .help = "What came with one document, and what was noticed" },
	{ { METHOD_GET, "/records/{record}" }, record_page, .needs = RIGHT_READ,
	  .help = "A record: its page, or its JSON" },
	{ { METHOD_GET, "/records/{record}/original" }, record_page_original,
	  .needs = RIGHT_READ, .says = SAYS_PLAIN,
	  .help = "The document it came in, to the byte" },
	{ { METHOD_GET, "/records/{record}/jws" }, record_page_jws,
	  .needs = RIGHT_READ, .says = SAYS_PLAIN,
	  .help = "The signed form of a record" },
	{ { METHOD_GET, "/records/{record}/files/{n}" }, record_page_file,
	  .needs = RIGHT_READ, .says = SAYS_PLAIN,
	  .help = "A file inside a record: evidence, a picture" },
	{ { METHOD_GET, "/records/{record}/delete" }, record_page_delete,
	  .needs = RIGHT_SHARE, .help = "Ask before a record is deleted" },
	{ { METHOD_POST, "/records/{record}/delete" },
	  record_page_delete_post, .needs = RIGHT_SHARE,
	  .help = "Delete a record and end its links" },
	{ { METHOD_POST, "/records/{record}/links" }, share_page_post,
	  .needs = RIGHT_SHARE, .help = "Make a shareable link" },
	{ { METHOD_GET, "/records/{record}/links/{share}/delete" },
	  share_page_delete, .needs = RIGHT_SHARE,
	  .help = "Ask before a link is ended" },
	{ { METHOD_POST, "/records/{record}/links/{share}/delete" },
	  share_page_delete_post, .needs = RIGHT_SHARE,
	  .help = "End a shareable link" },
	{ { METHOD_GET, "/s/{share}" }, share_page,
	  .help = "A shared record: its page, or its JSON" },
	{ { METHOD_GET, "/s/{share}/jws" }, share_page_jws,
	  .says = SAYS_PLAIN,
	  .help = "The signed form of a shared record" },
	{ { METHOD_GET, "/s/{share}/checks" }, shared_checks_page,
	  .help = "How the shared record was checked" },
	{ { METHOD_GET, "/s/{share}/files/{n}" }, share_page_file,
	  .says = SAYS_PLAIN, .help = "A file inside a shared record" },

	{ { METHOD_GET, "/login" }, login_page, .help = "The form to sign in" },
	{ { METHOD_POST, "/login" }, login_page_post,
	  .help = "Sign in with e-mail, password and, if set up, a code" },
	{ { METHOD_POST, "/logout" }, login_page_out, .help = "Sign out of this browser" },
	{ { METHOD_GET, "/forgot" }, login_page_forgot,
	  .help = "Ask for a link to choose a new password" },
	{ { METHOD_POST, "/forgot" }, login_page_forgot_post,
	  .help = "Send that link" },
	{ { METHOD_GET, "/setup/{ticket}" }, login_page_setup,
	  .help = "The first owner's account" },
	{ { METHOD_POST, "/setup/{ticket}" }, login_page_setup_post,
	  .help = "Make the first owner's account" },
	{ { METHOD_GET, "/invite/{ticket}" }, login_page_invite,
	  .help = "Choose a password for a new account" },
	{ { METHOD_POST, "/invite/{ticket}" }, login_page_invite_post,
	  .help = "Take that password and sign in" },
	{ { METHOD_GET, "/reset/{ticket}" }, login_page_reset,
	  .help = "Choose a new password" },
	{ { METHOD_POST, "/reset/{ticket}" }, login_page_reset_post,
	  .help = "Take the new password" },
	{ { METHOD_GET, "/account" }, account_page, .needs = RIGHT_ACCOUNT,
	  .help = "One's own account: password, sessions, second factor" },
	{ { METHOD_POST, "/account/password" }, account_page_password,
	  .needs = RIGHT_ACCOUNT, .help = "Change one's password" },
	{ { METHOD_POST, "/account/sessions" }, account_page_sessions,
	  .needs = RIGHT_ACCOUNT, .help = "End one session, or all others" },
	{ { METHOD_GET, "/account/second" }, account_page_totp,
	  .needs = RIGHT_ACCOUNT, .help = "Set up the second factor" },
	{ { METHOD_POST, "/account/second" }, account_page_totp_post,
	  .needs = RIGHT_ACCOUNT, .help = "Turn the second factor on" },
	{ { METHOD_POST, "/account/second/off" }, account_page_totp_off,
	  .needs = RIGHT_ACCOUNT, .help = "Turn the second factor off" },
	{ { METHOD_GET, "/account/apps" }, apps_page, .needs = RIGHT_ACCOUNT,
	  .help = "The applications one let in" },
	{ { METHOD_POST, "/account/apps" }, apps_page_post,
	  .needs = RIGHT_ACCOUNT, .help = "Shut one out" },
	{ { METHOD_GET, "/parked/{parked}" }, parked_page,
	  .needs = RIGHT_ACCOUNT,
	  .help = "What was typed before one had to sign in again" },

	{ { METHOD_GET, "/admin" }, admin_page, .needs = RIGHT_AUDIT,
	  .help = "The pages of administration" },
	{ { METHOD_GET, "/admin/users" }, users_page, .needs = RIGHT_ADMIN,
	  .help = "Who can sign in" },
	{ { METHOD_POST, "/admin/users" }, users_page_post,
	  .needs = RIGHT_ADMIN, .help = "Invite somebody" },
	{ { METHOD_POST, "/admin/users/{account}" }, users_page_change,
	  .needs = RIGHT_ADMIN,
	  .help = "Change a role, disable, enable, send a new link" },
	{ { METHOD_GET, "/admin/mail" }, mail_page, .needs = RIGHT_ADMIN,
	  .help = "The outbox: mail sent, waiting, kept" },
	{ { METHOD_GET, "/admin/mail/{mail}" }, mail_page_one,
	  .needs = RIGHT_ADMIN, .help = "One mail" },
	{ { METHOD_POST, "/admin/mail/{mail}" }, mail_page_again,
	  .needs = RIGHT_ADMIN, .help = "Send it again" },
	{ { METHOD_GET, "/admin/keys" }, key_page, .needs = RIGHT_ADMIN,
	  .help = "The keys of those who issue" },
	{ { METHOD_GET, "/admin/keys/new" }, key_page_new,
	  .needs = RIGHT_ADMIN, .help = "Choose who gets a key" },
	{ { METHOD_POST, "/admin/keys/new" }, key_page_new_post,
	  .needs = RIGHT_ADMIN, .help = "Make a key" },
	{ { METHOD_GET, "/admin/keys/{key}/pem" }, key_page_pem,
	  .needs = RIGHT_ADMIN, .says = SAYS_PLAIN,
	  .help = "The public half of a key" },
	{ { METHOD_GET, "/admin/keys/{key}/rotate" }, key_page_rotate,
	  .needs = RIGHT_ADMIN, .help = "Ask before a key is replaced" },
	{ { METHOD_POST, "/admin/keys/{key}/rotate" }, key_page_rotate_post,
	  .needs = RIGHT_ADMIN, .help = "Replace it by a new one" },
	{ { METHOD_GET, "/admin/keys/{key}/end" }, key_page_end,
	  .needs = RIGHT_ADMIN, .help = "Ask before a key is taken out of use" },
	{ { METHOD_POST, "/admin/keys/{key}/end" }, key_page_end_post,
	  .needs = RIGHT_ADMIN, .help = "Take it out of use" },
	{ { METHOD_GET, "/admin/keys/{key}/revoke" }, key_page_revoke,
	  .needs = RIGHT_ADMIN,
	  .help = "Ask since when a key is compromised, and why" },
	{ { METHOD_POST, "/admin/keys/{key}/revoke" }, key_page_revoke_post,
	  .needs = RIGHT_ADMIN,
	  .help = "Tell what follows from that, or do it" },
	{ { METHOD_GET, "/admin/issuers" }, issuer_page, .needs = RIGHT_ADMIN,
	  .help = "Issuers that are known here; the form to add one" },
	{ { METHOD_POST, "/admin/issuers" }, issuer_page_post,
	  .needs = RIGHT_ADMIN, .help = "Add or change one" },
	{ { METHOD_GET, "/admin/issuers/remove" }, issuer_page_remove,
	  .needs = RIGHT_ADMIN, .help = "Ask before one is taken off" },
	{ { METHOD_POST, "/admin/issuers/remove" }, issuer_page_remove_post,
	  .needs = RIGHT_ADMIN, .help = "Take it off" },
	{ { METHOD_GET, "/admin/clients" }, clients_page, .needs = RIGHT_ADMIN,
	  .help = "Applications, searched by q, page by page" },
	{ { METHOD_GET, "/admin/clients/new" }, clients_page_new,
	  .needs = RIGHT_ADMIN, .help = "The form for a new one" },
	{ { METHOD_POST, "/admin/clients/new" }, clients_page_new_post,
	  .needs = RIGHT_ADMIN, .help = "Make one, and show its secret once" },
	{ { METHOD_GET, "/admin/clients/{client}" }, client_page,
	  .needs = RIGHT_ADMIN, .help = "One application" },
	{ { METHOD_POST, "/admin/clients/{client}" }, client_page_post,
	  .needs = RIGHT_ADMIN,
	  .help = "Change it, approve, disable, enable, renew its secret" },
	{ { METHOD_GET, "/admin/clients/{client}/delete" },
	  client_page_delete, .needs = RIGHT_ADMIN,
	  .help = "Ask before an application is deleted" },
	{ { METHOD_POST, "/admin/clients/{client}/delete" },
	  client_page_delete_post, .needs = RIGHT_ADMIN,
	  .help = "Delete it, and end all that was granted to it" },
	{ { METHOD_GET, "/admin/audit" }, audit_page, .needs = RIGHT_AUDIT,
	  .help = "The audit trail, searched; CSV" },

	{ { METHOD_GET, "/build" }, build_page, .needs = RIGHT_READ,
	  .help = "The Builder: newest items, totals, what is to be done" },
	{ { METHOD_GET, "/build/download" }, download_page,
	  .needs = RIGHT_READ, .help = "Everything, as JSON or ZIP" },
	ITEM_ROUTES("/profiles", CLR_PROFILE, RIGHT_EDIT, "profiles"),
	ITEM_ROUTES("/achievements", CLR_ACHIEVEMENT, RIGHT_EDIT,
		    "achievements"),
	ITEM_ROUTES("/assertions", CLR_ASSERTION, RIGHT_AWARD, "assertions"),
	ITEM_ROUTES("/clrs", CLR_CLR, RIGHT_AWARD, "learner records"),
	ITEM_ROUTES("/endorsements", CLR_ENDORSEMENT, RIGHT_EDIT,
		    "endorsements"),
	{ { METHOD_GET, "/alignments" }, part_page_alignments,
	  .needs = RIGHT_READ, .help = "All alignments, and what holds them" },
	{ { METHOD_GET, "/associations" }, part_page_associations,
	  .needs = RIGHT_READ,
	  .help = "All associations, and the picture of the pathways" },
	{ { METHOD_GET, "/award" }, award_page, .needs = RIGHT_AWARD,
	  .help = "Award an achievement: what, to whom, when" },
	{ { METHOD_POST, "/award" }, award_page_post, .needs = RIGHT_AWARD,
	  .help = "Make the assertions, as drafts" },
	{ { METHOD_GET, "/batches/{batch}" }, batch_page, .needs = RIGHT_READ,
	  .help = "How far publishing many is" },
	{ { METHOD_POST, "/batches/{batch}" }, batch_page_post,
	  .needs = RIGHT_PUBLISH, .help = "Publish those that failed again" },
	{ { METHOD_GET, "/gather" }, gather_page, .needs = RIGHT_AWARD,
	  .help = "Put a learner record together from assertions" },
	{ { METHOD_POST, "/gather" }, gather_page_post, .needs = RIGHT_AWARD,
	  .help = "Make the record, as a draft" },
	{ { METHOD_GET, "/records/{record}/build" }, intake_page,
	  .needs = RIGHT_EDIT,
	  .help = "What an imported record would bring into the Builder" },
	{ { METHOD_POST, "/records/{record}/build" }, intake_page_post,
	  .needs = RIGHT_EDIT, .help = "Bring it into the Builder" },
	{ { METHOD_POST, "/endorsements/{item}/decide" },
	  endorse_page_decide, .as = CLR_ENDORSEMENT, .needs = RIGHT_EDIT,
	  .help = "Accept or decline a received endorsement" },
	{ { METHOD_GET, "/endorse/{ticket}" }, endorse_page_give,
	  .help = "Write an endorsement one was asked for" },
	{ { METHOD_POST, "/endorse/{ticket}" }, endorse_page_give_post,
	  .help = "Give it" },
	{ { METHOD_GET, "/verify" }, verify_page,
	  .help = "The box that takes a record to be verified" },
	{ { METHOD_POST, "/verify" }, verify_page_post,
	  .takes_document = true, .help = "Verify a record" },
	{ { METHOD_GET, "/verify/{checking}" }, verify_page_report,
	  .help = "What a verification found, check by check" },
	{ { METHOD_GET, "/verify/{checking}/files/{n}" }, verify_page_file,
	  .says = SAYS_PLAIN, .help = "A file inside a verified record" },
	{ { METHOD_GET, "/verify/{checking}/receipt" }, verify_receipt,
	  .help = "The receipt of a verification" },
	{ { METHOD_POST, "/verify/{checking}/receipt" }, verify_receipt_post,
	  .help = "Have a receipt signed" },
	{ { METHOD_GET, "/verify/{checking}/receipt/jws" },
	  verify_receipt_jws, .says = SAYS_PLAIN,
	  .help = "The receipt as it was signed" },
	{ { METHOD_GET, "/verify/samples/{sample}" }, verify_sample,
	  .says = SAYS_PLAIN, .is_open = true,
	  .help = "A sample to try verifying with, or what it rests on" },
	{ { METHOD_POST, "/api/verify" }, verify_api_post,
	  .says = SAYS_OAUTH, .takes_bytes = true,
	  .help = "Verify a document, for programs (JSON)" },
	{ { METHOD_GET, "/api/verify/{checking}" }, verify_api_get,
	  .says = SAYS_OAUTH, .help = "The report of a verification (JSON)" },
	{ { METHOD_GET, CLR_PATH "discovery" }, clr_discovery_api,
	  .says = SAYS_IMSX, .is_open = true,
	  .help = "What this service is and offers (CLR 1.0)" },
	{ { METHOD_OPTIONS, CLR_PATH "discovery" }, clr_api_options,
	  .says = SAYS_IMSX, .is_open = true,
	  .help = "May a page of another site read it? Yes" },
	{ { METHOD_GET, CLR_PATH "clrs" }, clr_list_api, .says = SAYS_IMSX,
	  .scopes = 1U << SCOPE_CLR_READ,
	  .help = "The learner records that a token is good for, page by page" },
	{ { METHOD_POST, CLR_PATH "clrs" }, clr_post_api, .says = SAYS_IMSX,
	  .scopes = 1U << SCOPE_CLR_REPLACE, .takes_json = true,
	  .help = "Take a learner record, or another one in its place" },
	{ { METHOD_OPTIONS, CLR_PATH "clrs" }, clr_api_options,
	  .says = SAYS_IMSX, .is_open = true,
	  .help = "May a page of another site do that? With a token" },
	{ { METHOD_GET, CLR_PATH "clrs/{clr}" }, clr_api_get,
	  .says = SAYS_IMSX, .scopes = 1U << SCOPE_CLR_READ,
	  .help = "A learner record, by its id" },
	{ { METHOD_DELETE, CLR_PATH "clrs/{clr}" }, clr_api_delete,
	  .says = SAYS_IMSX, .scopes = 1U << SCOPE_CLR_DELETE,
	  .help = "Delete a learner record that was posted" },
	{ { METHOD_OPTIONS, CLR_PATH "clrs/{clr}" }, clr_api_options,
	  .says = SAYS_IMSX, .is_open = true,
	  .help = "May a page of another site do that? With a token" },
	{ { METHOD_GET, SERVICE_AUTHORIZE }, consent_page,
	  .bad_is_400 = true,
	  .help = "Ask whether an application may do something for one" },
	{ { METHOD_POST, SERVICE_AUTHORIZE }, consent_page_post,
	  .bad_is_400 = true, .help = "Allow it, or deny it" },
	SERVICE(METHOD_POST, SERVICE_TOKEN, oauth_api_token,
		"Give tokens (RFC 6749)"),
	SERVICE(METHOD_OPTIONS, SERVICE_TOKEN, oauth_api_options, CORS),
	SERVICE(METHOD_POST, SERVICE_REVOKE, oauth_api_revoke,
		"Revoke a token (RFC 7009)"),
	SERVICE(METHOD_OPTIONS, SERVICE_REVOKE, oauth_api_options, CORS),
	SERVICE(METHOD_POST, SERVICE_INTROSPECT, oauth_api_introspect,
		"What a token is good for (RFC 7662)"),
	SERVICE(METHOD_OPTIONS, SERVICE_INTROSPECT, oauth_api_options, CORS),
	SERVICE(METHOD_POST, SERVICE_REGISTER, register_api_post,
		"An application registers itself (RFC 7591)"),
	SERVICE(METHOD_OPTIONS, SERVICE_REGISTER, register_api_options,
		CORS),
	SERVICE(METHOD_GET, SERVICE_REGISTER "/{client}", register_api_get,
		"What it registered (RFC 7592)"),
	SERVICE(METHOD_PUT, SERVICE_REGISTER "/{client}", register_api_put,
		"Replace that"),
	SERVICE(METHOD_DELETE, SERVICE_REGISTER "/{client}",
		register_api_delete, "It goes"),
	SERVICE(METHOD_OPTIONS, SERVICE_REGISTER "/{client}",
		register_api_options_one, CORS),
	SERVICE(METHOD_GET, SERVICE_METADATA,
		oauth_api_metadata, "The authorization server (RFC 8414)"),
	SERVICE(METHOD_OPTIONS, SERVICE_METADATA,
		oauth_api_metadata_options, CORS),
	{ { METHOD_GET, HOSTED_PATH "{folder}/{document}" }, hosted_api,
	  .says = SAYS_DATA, .is_open = true,
	  .help = "A hosted document at the address that is its id" },
	{ { METHOD_OPTIONS, HOSTED_PATH "{folder}/{document}" },
	  hosted_api_options, .says = SAYS_DATA, .is_open = true,
	  .help = "May a page of another site read it? Yes" },
	{ { METHOD_GET, "/" HOSTED_JWKS_PATH ".json" }, hosted_api_keys,
	  .says = SAYS_DATA, .is_open = true,
	  .help = "All keys that records are signed with (JWK set)" },
	{ { METHOD_OPTIONS, "/" HOSTED_JWKS_PATH ".json" },
	  hosted_api_options, .says = SAYS_DATA, .is_open = true,
	  .help = "May a page of another site read it? Yes" },
	{ { METHOD_GET, "/media/{sha256}" }, media_page, .says = SAYS_PLAIN,
	  .help = "An uploaded picture or file" },
};
/* clang-format on */

const size_t web_routes_count = sizeof(web_routes) / sizeof(web_routes[0]);

/* What begins so belongs to a protocol, whether or not it is there. */
static const struct {
	const char *path;
	enum dialect says;
} areas[] = {
	{ "/ims/", SAYS_IMSX },
};

enum dialect
web_routes_says(const char *path)
{
	size_t i;

	for (i = 0; i < sizeof(areas) / sizeof(areas[0]); i++)
		if (str_starts(path, areas[i].path))
			return areas[i].says;
	return SAYS_PAGE;
}
