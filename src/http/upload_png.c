/*
 * A PNG, decoded whole by libpng and thrown away row by row: what this
 * program could read, a browser may be given.  The file itself is kept as
 * it came, up to its end.  Called by upload.c.
 */
#include <setjmp.h>
#include <stdio.h>
#include <string.h>

#include <png.h>

#include "http/upload_kind.h"

/* The most that one chunk beside the picture may unpack to, and how many. */
#define CHUNK_BYTES (1024 * 1024)
#define CHUNK_COUNT 200

#define SIGNATURE 8
#define AROUND_CHUNK 12 /* a chunk's length, name and sum */

/* Where libpng reads; why it gave up. */
struct reader {
	const char *bytes;
	size_t len, at;
	char why[128];
	enum result result; /* of upload_points() */
};

static void
take(png_structp png, png_bytep to, size_t len)
{
	struct reader *r = png_get_io_ptr(png);

	if (len > r->len - r->at)
		png_error(png, "its end is missing");
	memcpy(to, r->bytes + r->at, len);
	r->at += len;
}

static void
give_up(png_structp png, png_const_charp why)
{
	struct reader *r = png_get_error_ptr(png);

	snprintf(r->why, sizeof r->why, "%s", why);
	png_longjmp(png, 1);
}

static void
pass_over(png_structp png, png_const_charp why)
{
	(void)png;
	(void)why;
}

/* All rows of all passes, each over the one before. */
static void
read_rows(struct arena *mem, png_structp png, png_infop info,
	  struct upload *out)
{
	int passes = png_set_interlace_handling(png);
	png_bytep row;

	png_read_update_info(png, info);
	row = arena_alloc(mem, png_get_rowbytes(png, info));
	for (; passes > 0; passes--)
		for (unsigned y = 0; y < out->height; y++)
			png_read_row(png, row, NULL);
	png_read_end(png, NULL);
}

/* Is each chunk as long as it says, up to the last?  libpng makes room for
 * a chunk before it looks whether it is there. */
static bool
is_whole(const struct reader *r)
{
	const unsigned char *s = (const unsigned char *)r->bytes;
	size_t at = SIGNATURE, len;
	bool is_last = false;

	while (!is_last && r->len - at >= AROUND_CHUNK) {
		len = (size_t)s[at] << 24 | (size_t)s[at + 1] << 16 |
		      (size_t)s[at + 2] << 8 | s[at + 3];
		is_last = memcmp(s + at + 4, "IEND", 4) == 0;
		if (len > r->len - at - AROUND_CHUNK)
			return false;
		at += len + AROUND_CHUNK;
	}
	return is_last;
}

/* Everything during which libpng may jump back to its caller. */
static enum result
read_all(struct arena *mem, png_structp png, png_infop info, struct upload *out)
{
	struct reader *r = png_get_io_ptr(png);

	if (!is_whole(r))
		png_error(png, "its end is missing");
	png_set_user_limits(png, PNG_UINT_31_MAX, PNG_UINT_31_MAX);
	png_set_chunk_malloc_max(png, CHUNK_BYTES);
	png_set_chunk_cache_max(png, CHUNK_COUNT);
	png_set_crc_action(png, PNG_CRC_ERROR_QUIT, PNG_CRC_ERROR_QUIT);
	png_read_info(png, info);
	out->width = png_get_image_width(png, info);
	out->height = png_get_image_height(png, info);
	r->result = upload_points(out->width, out->height);
	if (r->result == OK)
		read_rows(mem, png, info, out);
	return r->result;
}

enum result
upload_png_read(struct arena *mem, struct upload *out)
{
	struct reader *r = arena_alloc(mem, sizeof *r);
	png_structp png;
	png_infop info;
	enum result result;

	r->bytes = out->bytes;
	r->len = out->len;
	png = png_create_read_struct(PNG_LIBPNG_VER_STRING, r, give_up,
				     pass_over);
	info = png != NULL ? png_create_info_struct(png) : NULL;
	if (info == NULL)
		auto_die("out of memory");
	png_set_read_fn(png, r, take);
	if (setjmp(png_jmpbuf(png))) {
		png_destroy_read_struct(&png, &info, NULL);
		return fail(INVALID,
			    "The PNG is broken (%s). Save it again with a "
			    "picture program, and send it again.",
			    r->why);
	}
	result = read_all(mem, png, info, out);
	png_destroy_read_struct(&png, &info, NULL);
	out->len = r->at;
	return result;
}
