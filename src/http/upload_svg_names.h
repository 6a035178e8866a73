/*
 * The elements and attributes an SVG may have (SVG 1.1, and what of SVG 2
 * draws): none that runs, fetches, animates or embeds another language.
 */
#ifndef HTTP_UPLOAD_SVG_NAMES_H
#define HTTP_UPLOAD_SVG_NAMES_H

#include <stdbool.h>

bool
upload_svg_names_element(const char *name);

/* "data-…" and "aria-…" are attributes too. */
bool
upload_svg_names_attribute(const char *name);

#endif
