/*
 * Uploads: which kind of file it is, by its first bytes, and its name.  The
 * pictures themselves are read by upload_png.c, upload_jpeg.c, upload_svg.c.
 * Called by the pages that take files.
 */
#include <string.h>

#include "base/str.h"
#include "http/upload_kind.h"

/* Bytes of a name that are kept, without its ending. */
#define NAME_MAX_BYTES 100

/* Bytes at a PDF's end in which its trailer stands (as readers have it). */
#define PDF_TAIL 1024

static enum result
read_pdf(struct arena *mem, struct upload *out);

static const struct {
	const char *magic;
	const char *type, *ending, *stem;
	enum result (*read)(struct arena *mem, struct upload *out);
} kinds[] = {
	{ "\x89PNG\r\n\x1a\n", "image/png", ".png", "picture",
	  upload_png_read },
	{ "\xff\xd8\xff", "image/jpeg", ".jpg", "picture", upload_jpeg_read },
	{ "%PDF-", "application/pdf", ".pdf", "document", read_pdf },
	/* Whatever begins otherwise is XML or nothing. */
	{ "", "image/svg+xml", ".svg", "picture", upload_svg_read },
};
#define PDF 2

enum result
upload_points(unsigned long width, unsigned long height)
{
	if (width == 0 || height == 0)
		return fail(INVALID, "The picture is empty: it has no points.");
	if (width > UPLOAD_MAX_SIDE || height > UPLOAD_MAX_SIDE)
		return fail(TOO_BIG,
			    "The picture is %lu by %lu points; no side may "
			    "have more than %d. Make it smaller, and send it "
			    "again.",
			    width, height, UPLOAD_MAX_SIDE);
	if (width * height > UPLOAD_MAX_POINTS)
		return fail(TOO_BIG,
			    "The picture is %lu by %lu points; at most %d "
			    "million are taken, such as 2000 by 2000. Make it "
			    "smaller, and send it again.",
			    width, height, UPLOAD_MAX_POINTS / 1000000);
	return OK;
}

/* A PDF as a whole: begun, and ended.  What is drawn in it is left to the
 * reader's own program. */
static enum result
read_pdf(struct arena *mem, struct upload *out)
{
	size_t tail = out->len < PDF_TAIL ? out->len : PDF_TAIL;
	const char *from = out->bytes + out->len - tail;
	const char *end = out->bytes + out->len, *last = NULL, *at = from;

	(void)mem;
	while ((at = memmem(at, (size_t)(end - at), "%%EOF", 5)) != NULL) {
		at += 5;
		last = at;
	}
	while (last != NULL && last < end && strchr("\r\n\t ", *last) != NULL)
		last++;
	if (last != end || memmem(out->bytes, out->len, "startxref", 9) == NULL)
		return fail(INVALID,
			    "The PDF is not complete: its end is missing. "
			    "Save it again, and send it again.");
	return OK;
}

/* May the character at ${s}, ${len} bytes, stand in a file's name? */
static bool
is_fit(const char *s, size_t len)
{
	const unsigned char *u = (const unsigned char *)s;

	if (len == 1)
		return u[0] >= ' ' && u[0] != 0x7f &&
		       strchr("<>:\"/\\|?*;%", s[0]) == NULL;
	if (u[0] == 0xc2 && u[1] < 0xa0) /* C1 controls */
		return false;
	/* U+200B … U+200F, U+2028 … U+202E, U+2060 … U+206F: marks that
	 * cannot be seen or that turn the text around. */
	if (u[0] == 0xe2 && u[1] == 0x80)
		return !((u[2] >= 0x8b && u[2] <= 0x8f) ||
			 (u[2] >= 0xa8 && u[2] <= 0xae));
	if (u[0] == 0xe2 && u[1] == 0x81)
		return u[2] < 0xa0 || u[2] > 0xaf;
	return !(len == 3 && memcmp(u, "\xef\xbb\xbf", 3) == 0);
}

/* ${name} without folders, without its ending, and without what some system
 * takes for a sign; ${stem} if nothing is left. */
static const char *
clean_name(struct arena *mem, const char *name, const char *stem,
	   const char *ending)
{
	struct str out;
	size_t left, n;
	const char *s = name, *dot;

	for (const char *p = name; *p != '\0'; p++)
		if (*p == '/' || *p == '\\')
			s = p + 1;
	s += strspn(s, ". ");
	dot = strrchr(s, '.');
	left = dot != NULL && dot > s && strlen(dot) <= 5 ? (size_t)(dot - s)
							  : strlen(s);
	str_init(&out, mem);
	for (; left > 0; s += n, left -= n) {
		n = str_utf8_next(s, left);
		if (n == 0 || out.len + n > NAME_MAX_BYTES)
			break;
		if (is_fit(s, n))
			str_addn(&out, s, n);
	}
	while (out.len > 0 && strchr(". ", out.s[out.len - 1]) != NULL)
		out.s[--out.len] = '\0';
	if (out.len == 0)
		str_add(&out, stem);
	str_add(&out, ending);
	return out.s;
}

static enum result
too_many_bytes(size_t len, size_t max)
{
	return fail(TOO_BIG,
		    "The file has %.1f MB; at most %.1f MB are taken. Make it "
		    "smaller, or give its address on the web instead.",
		    (double)len / 1e6, (double)max / 1e6);
}

enum result
upload_read(struct arena *mem, const struct upload_file *file,
	    const struct upload_rule *rule, struct upload *out)
{
	size_t i = 0, n;

	if (file->len == 0)
		return fail(INVALID, "The file is empty. Choose another.");
	if (file->len > rule->max_bytes)
		return too_many_bytes(file->len, rule->max_bytes);
	for (;; i++) {
		n = strlen(kinds[i].magic);
		if (file->len >= n &&
		    memcmp(file->bytes, kinds[i].magic, n) == 0)
			break;
	}
	if (i == PDF && rule->pictures_only)
		return fail(BAD_TYPE,
			    "This is a PDF, and a picture is wanted here: PNG, "
			    "JPEG or SVG.");
	*out = (struct upload){
		.type = kinds[i].type,
		.bytes = file->bytes,
		.len = file->len,
	};
	TRY(kinds[i].read(mem, out));
	out->name = clean_name(mem, file->name, kinds[i].stem, kinds[i].ending);
	return OK;
}
