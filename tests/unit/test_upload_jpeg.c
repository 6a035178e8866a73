/*
 * JPEGs: good ones, broken ones, and those that are made to hurt.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* base/fail.h has its own */
#include <stdio.h>

#include <jpeglib.h>

#include "upload_help.h"

static struct str
make_jpeg(struct arena *mem, unsigned width, unsigned height, bool progressive)
{
	struct jpeg_compress_struct jpeg;
	struct jpeg_error_mgr errors;
	unsigned char *bytes = NULL;
	unsigned long len = 0;
	JSAMPROW row = arena_alloc(mem, (size_t)width * 3);
	struct str out;

	for (unsigned i = 0; i < width * 3; i++)
		row[i] = (unsigned char)(i * 7);
	jpeg.err = jpeg_std_error(&errors);
	jpeg_create_compress(&jpeg);
	jpeg_mem_dest(&jpeg, &bytes, &len);
	jpeg.image_width = width;
	jpeg.image_height = height;
	jpeg.input_components = 3;
	jpeg.in_color_space = JCS_RGB;
	jpeg_set_defaults(&jpeg);
	if (progressive)
		jpeg_simple_progression(&jpeg);
	jpeg_start_compress(&jpeg, TRUE);
	while (jpeg.next_scanline < height)
		jpeg_write_scanlines(&jpeg, &row, 1);
	jpeg_finish_compress(&jpeg);
	jpeg_destroy_compress(&jpeg);
	str_init(&out, mem);
	str_addn(&out, (char *)bytes, len);
	free(bytes);
	return out;
}

static enum result
read_jpeg(struct arena *mem, const struct str *jpeg, struct upload *out)
{
	return read_upload(mem, "photo.jpeg", jpeg->s, jpeg->len, out);
}

/* The marker ${code}, FF xx, in ${jpeg}. */
static char *
marker(const struct str *jpeg, unsigned char code)
{
	for (size_t i = 0; i + 1 < jpeg->len; i++)
		if ((unsigned char)jpeg->s[i] == 0xff &&
		    (unsigned char)jpeg->s[i + 1] == code)
			return jpeg->s + i;
	return NULL;
}

static void
a_picture_is_read(void **state)
{
	struct upload out;

	for (int progressive = 0; progressive < 2; progressive++) {
		struct str jpeg = make_jpeg(*state, 40, 30, progressive);

		assert_int_equal(read_jpeg(*state, &jpeg, &out), OK);
		assert_string_equal(out.type, "image/jpeg");
		assert_string_equal(out.name, "photo.jpg");
		assert_int_equal(out.width, 40);
		assert_int_equal(out.height, 30);
		assert_int_equal(out.len, jpeg.len);
	}
}

static void
what_follows_the_end_is_cut_off(void **state)
{
	struct str jpeg = make_jpeg(*state, 8, 8, false);
	size_t len = jpeg.len;
	struct upload out;

	str_add(&jpeg, "<?php echo 1 ?>%PDF-1.4");
	assert_int_equal(read_jpeg(*state, &jpeg, &out), OK);
	assert_int_equal(out.len, len);
}

static void
points_have_a_limit(void **state)
{
	struct str jpeg = make_jpeg(*state, 2000, 2000, true);
	char *frame;
	struct upload out;

	assert_int_equal(read_jpeg(*state, &jpeg, &out), OK);
	jpeg = make_jpeg(*state, 16, 16, false);
	frame = marker(&jpeg, 0xc0);
	assert_non_null(frame);
	if (!frame) /* the compiler does not know that the test ends */
		return;
	memcpy(frame + 5, "\xff\xdc\xff\xdc", 4); /* 65500 by 65500 */
	assert_int_equal(read_jpeg(*state, &jpeg, &out), TOO_BIG);
	memcpy(frame + 5, "\x20\x00\x20\x00", 4); /* 8192 by 8192 */
	assert_int_equal(read_jpeg(*state, &jpeg, &out), TOO_BIG);
	assert_non_null(strstr(fail_last()->text, "8192 by 8192"));
	memcpy(frame + 5, "\x00\x00\x00\x00", 4);
	assert_int_equal(read_jpeg(*state, &jpeg, &out), INVALID);
}

static void
each_end_that_is_missing_is_noticed(void **state)
{
	struct upload out;

	for (int progressive = 0; progressive < 2; progressive++) {
		struct str jpeg = make_jpeg(*state, 24, 24, progressive);
		size_t len = jpeg.len;

		for (jpeg.len = 4; jpeg.len < len - 2; jpeg.len++)
			assert_int_equal(read_jpeg(*state, &jpeg, &out),
					 INVALID);
		assert_non_null(
			strstr(fail_last()->text, "The JPEG is broken"));
	}
}

/* No change of a byte does harm, whether it is noticed or not. */
static void
any_byte_may_be_wrong(void **state)
{
	struct str jpeg = make_jpeg(*state, 24, 24, true);
	struct upload out;

	for (size_t i = 3; i < jpeg.len; i++) {
		char was = jpeg.s[i];
		enum result r;

		jpeg.s[i] = (char)~was;
		r = read_jpeg(*state, &jpeg, &out);
		assert_true(r == OK || r == INVALID || r == TOO_BIG);
		jpeg.s[i] = was;
	}
}

/* Where the scan at ${s} ends: at the next marker. */
static size_t
scan_len(const char *s)
{
	size_t i = 2;

	while ((unsigned char)s[i] != 0xff || s[i + 1] == 0)
		i++;
	return i;
}

/* Few bytes and a thousand scans: each costs as much as the whole picture. */
static void
scans_have_a_limit(void **state)
{
	struct str jpeg = make_jpeg(*state, 600, 600, true), bomb;
	const char *scan = marker(&jpeg, 0xda);
	struct upload out;
	int64_t start;

	assert_non_null(scan);
	str_init(&bomb, *state);
	str_addn(&bomb, jpeg.s, (size_t)(scan - jpeg.s));
	for (int i = 0; i < 1000; i++)
		str_addn(&bomb, scan, scan_len(scan));
	str_addn(&bomb, "\xff\xd9", 2);
	assert_true(bomb.len < 8000000);
	start = clock_micros();
	assert_int_equal(read_jpeg(*state, &bomb, &out), INVALID);
	assert_non_null(strstr(fail_last()->text, "more than 50 scans"));
	assert_true(clock_micros() - start < 5000000);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		with_memory(a_picture_is_read),
		with_memory(what_follows_the_end_is_cut_off),
		with_memory(points_have_a_limit),
		with_memory(each_end_that_is_missing_is_noticed),
		with_memory(any_byte_may_be_wrong),
		with_memory(scans_have_a_limit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
