/*
 * The readers of one kind of file each, behind upload.h.
 */
#ifndef HTTP_UPLOAD_KIND_H
#define HTTP_UPLOAD_KIND_H

#include "http/upload.h"

/* Decode the picture that out->bytes begin with and set its width, height
 * and len.  OK, INVALID, TOO_BIG. */
enum result
upload_png_read(struct arena *mem, struct upload *out) CHECKED;
enum result
upload_jpeg_read(struct arena *mem, struct upload *out) CHECKED;

/* Read out->bytes as an SVG.  OK.  INVALID: broken, or something in it is
 * not allowed.  BAD_TYPE: it is some other XML, or none. */
enum result
upload_svg_read(struct arena *mem, struct upload *out) CHECKED;

/* May a picture be ${width} by ${height}?  OK, INVALID (nothing), TOO_BIG. */
enum result
upload_points(unsigned long width, unsigned long height) CHECKED;

#endif
