/*
 * A JPEG, decoded whole by libjpeg and thrown away line by line, within a
 * bound of memory and of scans.  The file itself is kept as it came, up to
 * its end: what telephones append is cut off.  Called by upload.c.
 */
#include <setjmp.h>
#include <stdio.h>

#include <jpeglib.h>

#include <jerror.h>

#include "http/upload_kind.h"

/* What decoding may take: a progressive one of the most points, thrice. */
#define MEMORY (96L * 1024 * 1024)

/* Scans that a progressive picture may have; programs make about ten. */
#define SCANS_MAX 50

/* A run: libjpeg's own struct, and how to leave it. */
struct reader {
	struct jpeg_decompress_struct jpeg;
	struct jpeg_error_mgr errors;
	struct jpeg_progress_mgr progress;
	jmp_buf back;
	char why[JMSG_LENGTH_MAX];
};

static struct reader *
reader_of(j_common_ptr jpeg)
{
	return jpeg->client_data;
}

static void
give_up(j_common_ptr jpeg)
{
	struct reader *r = reader_of(jpeg);

	jpeg->err->format_message(jpeg, r->why);
	longjmp(r->back, 1);
}

/* Of what libjpeg reads over, a missing end is too much. */
static void
judge(j_common_ptr jpeg, int level)
{
	int what = jpeg->err->msg_code;

	if (level < 0 && (what == JWRN_JPEG_EOF || what == JWRN_HIT_MARKER))
		give_up(jpeg);
}

static void
count_scans(j_common_ptr jpeg)
{
	struct reader *r = reader_of(jpeg);

	if (r->jpeg.input_scan_number > SCANS_MAX) {
		snprintf(r->why, sizeof r->why, "more than %d scans",
			 SCANS_MAX);
		longjmp(r->back, 1);
	}
}

static void
begin(struct reader *r, const struct upload *out)
{
	r->jpeg.err = jpeg_std_error(&r->errors);
	r->errors.error_exit = give_up;
	r->errors.emit_message = judge;
	r->jpeg.client_data = r;
	jpeg_create_decompress(&r->jpeg);
	r->jpeg.mem->max_memory_to_use = MEMORY;
	r->progress.progress_monitor = count_scans;
	r->jpeg.progress = &r->progress;
	jpeg_mem_src(&r->jpeg, (const unsigned char *)out->bytes, out->len);
}

static void
read_lines(struct arena *mem, struct reader *r)
{
	JSAMPROW line;

	jpeg_start_decompress(&r->jpeg);
	line = arena_array(mem, r->jpeg.output_width,
			   (size_t)r->jpeg.output_components);
	while (r->jpeg.output_scanline < r->jpeg.output_height)
		jpeg_read_scanlines(&r->jpeg, &line, 1);
	jpeg_finish_decompress(&r->jpeg);
}

enum result
upload_jpeg_read(struct arena *mem, struct upload *out)
{
	struct reader *r = arena_alloc(mem, sizeof *r);
	enum result result;

	if (setjmp(r->back)) {
		jpeg_destroy_decompress(&r->jpeg);
		return fail(INVALID,
			    "The JPEG is broken (%s). Save it again with a "
			    "picture program, and send it again.",
			    r->why);
	}
	begin(r, out);
	jpeg_read_header(&r->jpeg, TRUE);
	out->width = r->jpeg.image_width;
	out->height = r->jpeg.image_height;
	result = upload_points(out->width, out->height);
	if (result == OK) {
		read_lines(mem, r);
		out->len -= r->jpeg.src->bytes_in_buffer;
	}
	jpeg_destroy_decompress(&r->jpeg);
	return result;
}
