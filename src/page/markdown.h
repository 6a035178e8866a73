/*
 * Markdown → safe HTML, by libcmark (CLR 1.0 §5.1 ).
 */
#ifndef PAGE_MARKDOWN_H
#define PAGE_MARKDOWN_H

#include "base/arena.h"

/*
 * CommonMark to HTML in which nothing of the author's can act: raw HTML is
 * shown as text, links only to http, https, mailto, tel (with rel
 * "noopener noreferrer nofollow"), pictures become links, headings start
 * at level ${heading} (2 … 6).  In ${mem}.
 */
char *
markdown_html(struct arena *mem, const char *text, int heading);

#endif
