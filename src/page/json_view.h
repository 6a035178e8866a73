/*
 * A JSON value as HTML to be read: folded, coloured, escaped.
 */
#ifndef PAGE_JSON_VIEW_H
#define PAGE_JSON_VIEW_H

#include <jansson.h>

#include "base/str.h"

/*
 * Append ${value} to ${out}: each member a line, each object and list that
 * is not empty a <details>, open down to level ${open}.  Spans have the
 * classes j-name, j-text, j-number, j-word (true, false, null), j-mark.
 * Every byte of the document is escaped; a text of more than ${longest}
 * bytes is cut there and says how long it is.  Returns false, and ends with
 * a remark, when ${out} grew over ${max} bytes before all was told.
 */
struct json_view {
	int open;
	size_t longest;
	size_t max;
};
bool
json_view(struct str *out, const struct json_view *how, const json_t *value);

#endif
