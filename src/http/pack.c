/*
 * A ZIP in memory.  The only file that knows libzip; called for downloads
 * of many documents.
 */
#include "http/pack.h"

#include <stdlib.h>
#include <string.h>
#include <zip.h>

struct pack {
	zip_t *zip;
	zip_source_t *source; /* what it is written to */
};

static enum result
failed(const char *what, zip_error_t *error)
{
	enum result r = fail(INTERNAL, "zip: %s: %s", what,
			     zip_error_strerror(error));

	zip_error_fini(error);
	return r;
}

enum result
pack_new(struct pack **out)
{
	struct pack *p = xcalloc(1, sizeof(*p));
	zip_error_t error;

	zip_error_init(&error);
	p->source = zip_source_buffer_create(NULL, 0, 0, &error);
	if (p->source)
		p->zip = zip_open_from_source(p->source, ZIP_TRUNCATE, &error);
	if (!p->zip) {
		pack_free(p);
		return failed("cannot begin", &error);
	}
	zip_error_fini(&error);
	zip_source_keep(p->source);
	*out = p;
	return OK;
}

void
pack_free(struct pack *p)
{
	if (!p)
		return;
	if (p->zip)
		zip_discard(p->zip);
	zip_source_free(p->source);
	free(p);
}

enum result
pack_add(struct pack *p, const char *name, const void *bytes, size_t len,
	 int64_t time)
{
	zip_source_t *file = zip_source_buffer(p->zip, bytes, len, 0);
	zip_int64_t index = -1;

	if (file)
		index = zip_file_add(p->zip, name, file, ZIP_FL_ENC_UTF_8);
	if (index < 0) {
		zip_source_free(file);
		return fail(INTERNAL, "zip: %s: %s", name,
			    zip_strerror(p->zip));
	}
	if (zip_file_set_mtime(p->zip, (zip_uint64_t)index, time, 0) < 0)
		return fail(INTERNAL, "zip: %s: %s", name,
			    zip_strerror(p->zip));
	return OK;
}

static enum result
read_back(struct pack *p, struct arena *mem, const char **bytes, size_t *len)
{
	zip_stat_t stat;
	char *all;

	if (zip_source_stat(p->source, &stat) < 0 ||
	    zip_source_open(p->source) < 0)
		return fail(INTERNAL, "zip: cannot be read back");
	all = arena_alloc(mem, (size_t)stat.size + 1);
	*len = (size_t)zip_source_read(p->source, all, stat.size);
	zip_source_close(p->source);
	if (*len != stat.size)
		return fail(INTERNAL, "zip: cannot be read back");
	*bytes = all;
	return OK;
}

/* Nothing but the end of a central directory; libzip writes no empty file. */
static void
write_empty(struct arena *mem, const char **bytes, size_t *len)
{
	static const char head[] = "PK\5\6";

	*len = 22;
	*bytes = memcpy(memset(arena_alloc(mem, *len), 0, *len), head, 4);
}

enum result
pack_finish(struct pack *p, struct arena *mem, const char **bytes, size_t *len)
{
	if (zip_get_num_entries(p->zip, 0) == 0) {
		write_empty(mem, bytes, len);
		return OK;
	}
	if (zip_close(p->zip) < 0)
		return fail(INTERNAL, "zip: cannot be written: %s",
			    zip_strerror(p->zip));
	p->zip = NULL;
	return read_back(p, mem, bytes, len);
}
