/*
 * PNGs: good ones, broken ones, and those that are made to hurt.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* base/fail.h has its own */
#include <png.h>

#include "upload_help.h"

/* Where the first chunk, IHDR, has its data. */
#define IHDR_DATA 16

static unsigned long
crc_of(const char *s, size_t len)
{
	unsigned long crc = 0xffffffff;

	while (len-- > 0) {
		crc ^= (unsigned char)*s++;
		for (int bit = 0; bit < 8; bit++)
			crc = crc & 1 ? crc >> 1 ^ 0xedb88320 : crc >> 1;
	}
	return crc ^ 0xffffffff;
}

static void
to_str(png_structp png, png_bytep bytes, size_t len)
{
	str_addn(png_get_io_ptr(png), (const char *)bytes, len);
}

/* A picture as libpng writes it, with ${text} beside it if there is any. */
static struct str
make_png(struct arena *mem, unsigned width, unsigned height, int interlace,
	 char *text)
{
	png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL,
						  NULL, NULL);
	png_infop info = png_create_info_struct(png);
	png_bytep row = arena_alloc(mem, (size_t)width * 4);
	png_text note = { .compression = PNG_TEXT_COMPRESSION_zTXt,
			  .key = (char[]){ "Comment" },
			  .text = text };
	struct str out;
	int passes;

	str_init(&out, mem);
	png_set_write_fn(png, &out, to_str, NULL);
	png_set_user_limits(png, 1000000, 1000000);
	png_set_compression_level(png, 1);
	png_set_IHDR(png, info, width, height, 8, PNG_COLOR_TYPE_RGBA,
		     interlace, PNG_COMPRESSION_TYPE_DEFAULT,
		     PNG_FILTER_TYPE_DEFAULT);
	if (text)
		png_set_text(png, info, &note, 1);
	png_write_info(png, info);
	passes = png_set_interlace_handling(png);
	for (; passes > 0; passes--)
		for (unsigned y = 0; y < height; y++)
			png_write_row(png, row);
	png_write_end(png, info);
	png_destroy_write_struct(&png, &info);
	return out;
}

/* Change IHDR and make its sum right again. */
static void
set_size(struct str *png, unsigned long width, unsigned long height)
{
	struct str head;

	str_init(&head, png->mem);
	add_u32(&head, width);
	add_u32(&head, height);
	memcpy(png->s + IHDR_DATA, head.s, 8);
	str_clear(&head);
	add_u32(&head, crc_of(png->s + IHDR_DATA - 4, 17));
	memcpy(png->s + IHDR_DATA + 13, head.s, 4);
}

static enum result
read_png(struct arena *mem, const struct str *png, struct upload *out)
{
	return read_upload(mem, "a.png", png->s, png->len, out);
}

static void
a_picture_is_read(void **state)
{
	static const int interlaces[] = { PNG_INTERLACE_NONE,
					  PNG_INTERLACE_ADAM7 };
	struct upload out;

	for (size_t i = 0; i < 2; i++) {
		struct str png = make_png(*state, 30, 20, interlaces[i],
					  (char[]){ "A note" });

		assert_int_equal(read_png(*state, &png, &out), OK);
		assert_string_equal(out.type, "image/png");
		assert_string_equal(out.name, "a.png");
		assert_int_equal(out.width, 30);
		assert_int_equal(out.height, 20);
		assert_int_equal(out.len, png.len);
	}
}

/* A PNG that is a page or an archive as well is only the PNG. */
static void
what_follows_the_end_is_cut_off(void **state)
{
	struct str png = make_png(*state, 3, 2, 0, NULL);
	size_t len = png.len;
	struct upload out;

	str_add(&png, "<script>alert(1)</script>PK\x03\x04");
	assert_int_equal(read_png(*state, &png, &out), OK);
	assert_int_equal(out.len, len);
}

static void
points_have_a_limit(void **state)
{
	struct str png = make_png(*state, 2000, 2000, 0, NULL);
	struct upload out;

	assert_int_equal(read_png(*state, &png, &out), OK);
	set_size(&png, 2000, 2001);
	assert_int_equal(read_png(*state, &png, &out), TOO_BIG);
	assert_non_null(strstr(fail_last()->text, "2000 by 2001 points"));
	assert_non_null(strstr(fail_last()->text, "at most 4 million"));
	set_size(&png, 10001, 1);
	assert_int_equal(read_png(*state, &png, &out), TOO_BIG);
	assert_non_null(strstr(fail_last()->text, "no side"));
	set_size(&png, 2147483647, 2147483647);
	assert_int_equal(read_png(*state, &png, &out), TOO_BIG);
	set_size(&png, 0, 5);
	assert_int_equal(read_png(*state, &png, &out), INVALID);
	set_size(&png, 4294967295, 5);
	assert_int_equal(read_png(*state, &png, &out), INVALID);
}

static void
each_byte_that_is_wrong_is_noticed(void **state)
{
	struct str png = make_png(*state, 9, 9, 0, NULL);
	struct upload out;

	for (size_t i = 8; i < png.len; i++) {
		png.s[i] ^= 0x10;
		assert_int_not_equal(read_png(*state, &png, &out), OK);
		png.s[i] ^= 0x10;
	}
	assert_int_equal(read_png(*state, &png, &out), OK);
}

static void
each_end_that_is_missing_is_noticed(void **state)
{
	struct str png = make_png(*state, 9, 9, PNG_INTERLACE_ADAM7, NULL);
	size_t len = png.len;
	struct upload out;

	for (png.len = 8; png.len < len; png.len++)
		assert_int_equal(read_png(*state, &png, &out), INVALID);
	assert_non_null(strstr(fail_last()->text, "its end is missing"));
	assert_non_null(strstr(fail_last()->text, "Save it again"));
}

/* 60 MB of text in 60 kB: not unpacked, or refused, and soon. */
static void
a_bomb_of_text_does_not_go_off(void **state)
{
	const size_t len = 60000000;
	char *text = malloc(len + 1);
	int64_t start;
	struct upload out;
	struct str png;

	memset(text, 'x', len);
	text[len] = '\0';
	png = make_png(*state, 1, 1, 0, text);
	free(text);
	assert_true(png.len < 1000000);
	start = clock_micros();
	(void)!read_png(*state, &png, &out);
	assert_true(clock_micros() - start < 1000000);
}

/* A picture said to be small whose rows go on and on. */
static void
a_bomb_of_points_does_not_go_off(void **state)
{
	struct str png = make_png(*state, 1900, 1900, 0, NULL);
	int64_t start = clock_micros();
	struct upload out;

	set_size(&png, 1, 1);
	(void)!read_png(*state, &png, &out);
	assert_true(clock_micros() - start < 1000000);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		with_memory(a_picture_is_read),
		with_memory(what_follows_the_end_is_cut_off),
		with_memory(points_have_a_limit),
		with_memory(each_byte_that_is_wrong_is_noticed),
		with_memory(each_end_that_is_missing_is_noticed),
		with_memory(a_bomb_of_text_does_not_go_off),
		with_memory(a_bomb_of_points_does_not_go_off),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
