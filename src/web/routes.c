/*
 * The table of every URL.  A path that is not here does not exist.
 */
#include "web/pages.h"

/* clang-format off */
const struct route web_routes[] = {
	{ { METHOD_GET, "/" }, home_page,
	  .help = "What this office is, and its newest records" },
	{ { METHOD_GET, "/health" }, health_api, .says = SAYS_PLAIN,
	  .help = "Does the office answer? (JSON)" },
	{ { METHOD_GET, "/records" }, records_page, .who = WHO_OFFICE,
	  .help = "All records, searched by q, page by page" },
	{ { METHOD_GET, "/import" }, import_page, .who = WHO_OFFICE,
	  .help = "The form to bring in documents" },
	{ { METHOD_POST, "/import" }, import_page_post, .who = WHO_OFFICE,
	  .takes_document = true,
	  .help = "Take uploaded or pasted documents" },
	{ { METHOD_GET, "/imports/{import}" }, import_page_result,
	  .who = WHO_OFFICE,
	  .help = "What came with one document, and what was noticed" },
	{ { METHOD_GET, "/records/{record}" }, record_page, .who = WHO_OFFICE,
	  .help = "A record: its page, or its JSON" },
	{ { METHOD_GET, "/records/{record}/original" }, record_page_original,
	  .who = WHO_OFFICE, .says = SAYS_PLAIN,
	  .help = "The document it came in, to the byte" },
	{ { METHOD_GET, "/records/{record}/jws" }, record_page_jws,
	  .who = WHO_OFFICE, .says = SAYS_PLAIN,
	  .help = "The signed form of a record" },
	{ { METHOD_GET, "/records/{record}/files/{n}" }, record_page_file,
	  .who = WHO_OFFICE, .says = SAYS_PLAIN,
	  .help = "A file inside a record: evidence, a picture" },
	{ { METHOD_GET, "/records/{record}/delete" }, record_page_delete,
	  .who = WHO_OFFICE, .help = "Ask before a record is deleted" },
	{ { METHOD_POST, "/records/{record}/delete" },
	  record_page_delete_post, .who = WHO_OFFICE,
	  .help = "Delete a record and end its links" },
	{ { METHOD_POST, "/records/{record}/links" }, share_page_post,
	  .who = WHO_OFFICE, .help = "Make a shareable link" },
	{ { METHOD_GET, "/records/{record}/links/{share}/delete" },
	  share_page_delete, .who = WHO_OFFICE,
	  .help = "Ask before a link is ended" },
	{ { METHOD_POST, "/records/{record}/links/{share}/delete" },
	  share_page_delete_post, .who = WHO_OFFICE,
	  .help = "End a shareable link" },
	{ { METHOD_GET, "/s/{share}" }, share_page,
	  .help = "A shared record: its page, or its JSON" },
	{ { METHOD_GET, "/s/{share}/jws" }, share_page_jws,
	  .says = SAYS_PLAIN,
	  .help = "The signed form of a shared record" },
	{ { METHOD_GET, "/s/{share}/files/{n}" }, share_page_file,
	  .says = SAYS_PLAIN, .help = "A file inside a shared record" },
};
/* clang-format on */

const size_t web_routes_count = sizeof(web_routes) / sizeof(web_routes[0]);
