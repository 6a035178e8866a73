/*
 * QR codes by libqrencode, as the path of an SVG.
 */
#ifndef PAGE_QR_H
#define PAGE_QR_H

#include "base/arena.h"

/*
 * The code of ${text} (error correction M): *${path} is the d attribute of
 * one path in a square of *${size} units, quiet zone of four included.
 * OK, or TOO_BIG.
 */
enum result
qr_path(struct arena *mem, const char *text, const char **path, int *size)
	CHECKED;

#endif
