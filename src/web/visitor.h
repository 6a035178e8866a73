/*
 * Is this reader a person whose view counts?
 */
#ifndef WEB_VISITOR_H
#define WEB_VISITOR_H

#include "http/request.h"

/*
 * False for known robots (search engines, link previews, watchers) by their
 * User-Agent, for a request without one, and for a page fetched ahead of
 * time (Sec-Purpose: prefetch).  No address is looked at.
 */
bool
visitor_is_person(const struct request *r);

#endif
