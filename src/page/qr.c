/*
 * A text as a QR code, drawn as one SVG path: one closed box a run of dark
 * modules in a row.  Called by web for the print of a share.
 */
#include "page/qr.h"

#include <qrencode.h>

#include "base/str.h"

/* Light modules around the code (ISO/IEC 18004). */
#define QUIET 4

/* By hand: a code has some 300 boxes. */
static void
put_box(struct str *out, int x, int y, int width)
{
	str_addc(out, 'M');
	str_addu(out, (unsigned)(x + QUIET));
	str_addc(out, ' ');
	str_addu(out, (unsigned)(y + QUIET));
	str_addc(out, 'h');
	str_addu(out, (unsigned)width);
	str_add(out, "v1h-");
	str_addu(out, (unsigned)width);
	str_addc(out, 'z');
}

static void
row_path(struct str *out, const unsigned char *row, int width, int y)
{
	int x = 0, end;

	while (x < width) {
		if (!(row[x] & 1)) {
			x++;
			continue;
		}
		for (end = x; end < width && (row[end] & 1); end++)
			;
		put_box(out, x, y, end - x);
		x = end;
	}
}

enum result
qr_path(struct arena *mem, const char *text, const char **path, int *size)
{
	QRcode *code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M);
	struct str out;

	if (code == NULL)
		return fail(TOO_BIG, "text too long for a QR code");
	str_init(&out, mem);
	for (int y = 0; y < code->width; y++)
		row_path(&out, code->data + y * code->width, code->width, y);
	*path = out.s;
	*size = code->width + 2 * QUIET;
	QRcode_free(code);
	return OK;
}
