/*
 * Templates and their printing.  A template is parsed once a process, and
 * printed with a dataset of its own each time; the language stands behind
 * the dataset.  With data.c the only file that knows ClearSilver.
 */
#include "page/render.h"

#include <dirent.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <ClearSilver.h>

#include "base/uri.h"
#include "page/data.h"

#define TEMPLATES_MAX 64

/* The most room made for a page because the last one was so large. */
#define ROOM_MAX ((size_t)96 << 10)

struct template
{
	char *name;
	CSPARSE *parsed;
	size_t usual; /* bytes of the last page */
};

struct render {
	HDF *config; /* where templates are looked for, how they escape */
	HDF *words;  /* the language */
	struct template templates[TEMPLATES_MAX];
	size_t count;
	uint64_t version;
};

/* ClearSilver's error as our failure. */
static enum result
failed(NEOERR *err, const char *what)
{
	STRING words;

	string_init(&words);
	nerr_error_string(err, &words);
	nerr_ignore(&err);
	fail(INTERNAL, "%s: %s", what, words.buf != NULL ? words.buf : "");
	string_clear(&words);
	return INTERNAL;
}

/* FNV-1a, for the version alone. */
static uint64_t
mix(uint64_t hash, const void *bytes, size_t len)
{
	const unsigned char *p = bytes;

	while (len-- > 0)
		hash = (hash ^ *p++) * 0x100000001b3u;
	return hash;
}

static uint64_t
mix_file(uint64_t hash, const char *path)
{
	FILE *file = fopen(path, "re");
	char buf[16384];
	size_t n;

	if (file == NULL)
		return hash;
	while ((n = fread(buf, 1, sizeof buf, file)) > 0)
		hash = mix(hash, buf, n);
	fclose(file);
	return hash;
}

/* Files in any order give the same sum. */
static uint64_t
sum_folder(const char *folder)
{
	DIR *dir = opendir(folder);
	struct dirent *entry;
	char path[4096];
	uint64_t sum = 0;

	if (dir == NULL)
		return 0;
	while ((entry = readdir(dir)) != NULL) {
		snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
		sum += mix_file(mix(0xcbf29ce484222325u, entry->d_name,
				    strlen(entry->d_name)),
				path);
	}
	closedir(dir);
	return sum;
}

/* The program itself: when it was written, and its size. */
static uint64_t
sum_program(void)
{
	struct stat st;
	uint64_t hash = 0;

	if (stat("/proc/self/exe", &st) != 0)
		return 0;
	hash = mix(hash, &st.st_mtim, sizeof st.st_mtim);
	return mix(hash, &st.st_size, sizeof st.st_size);
}

static enum result
read_language(struct render *r, const char *folder, const char *language)
{
	char path[4096];
	NEOERR *err;

	snprintf(path, sizeof path, "%s/lang/%s.hdf", folder, language);
	err = hdf_init(&r->words);
	if (err == STATUS_OK)
		err = hdf_read_file(r->words, path);
	if (err != STATUS_OK)
		return failed(err, path);
	r->version = mix_file(sum_folder(folder) + sum_program(), path);
	return OK;
}

static enum result
read_config(struct render *r, const char *folder)
{
	NEOERR *err = hdf_init(&r->config);

	if (err == STATUS_OK)
		err = hdf_set_value(r->config, "hdf.loadpaths.0", folder);
	if (err == STATUS_OK)
		err = hdf_set_value(r->config, "Config.VarEscapeMode", "html");
	return err == STATUS_OK ? OK : failed(err, "templates");
}

enum result
render_new(const char *folder, const char *language, struct render **out)
{
	struct render *r = xcalloc(1, sizeof *r);
	enum result result = read_config(r, folder);

	if (result == OK)
		result = read_language(r, folder, language);
	if (result != OK) {
		render_free(r);
		return result;
	}
	*out = r;
	return OK;
}

void
render_free(struct render *r)
{
	if (r == NULL)
		return;
	for (size_t i = 0; i < r->count; i++) {
		free(r->templates[i].name);
		cs_destroy(&r->templates[i].parsed);
	}
	if (r->words != NULL)
		hdf_destroy(&r->words);
	if (r->config != NULL)
		hdf_destroy(&r->config);
	free(r);
}

uint64_t
render_version(const struct render *r)
{
	return r->version;
}

struct _hdf *
render_data(struct arena *mem)
{
	return data_new(mem);
}

struct _hdf *
render_node(struct _hdf *hdf, const char *name)
{
	return data_node(hdf, name);
}

void
render_set(struct _hdf *hdf, const char *name, const char *value)
{
	if (value != NULL)
		data_copy(hdf, name, value);
}

void
render_set_number(struct _hdf *hdf, const char *name, int64_t value)
{
	char text[24];

	snprintf(text, sizeof text, "%" PRId64, value);
	data_copy(hdf, name, text);
}

static bool
is_ours(const char *text)
{
	return text[0] == '#' ||
	       (text[0] == '/' && text[1] != '/' && text[1] != '\\');
}

/* An address for href: "#" unless it may be followed (CLR 1.0 R-4) or is a
 * path of ours.  Its quotes and angles are escaped like any text. */
static NEOERR *
link_or_nothing(const char *text, char **out)
{
	bool is_safe = is_ours(text) || uri_use(text) == URI_LINK;

	*out = xstrdup(is_safe ? text : "#");
	return STATUS_OK;
}

/* An address for an img: a picture in the page, or a path of ours. */
static NEOERR *
picture_or_nothing(const char *text, char **out)
{
	bool is_safe = is_ours(text) || uri_use(text) == URI_IMAGE;

	*out = xstrdup(is_safe ? text : "data:,");
	return STATUS_OK;
}

/* JSON made safe by embed_json() stands in a script as it is.  What was
 * not made safe does not pass. */
static NEOERR *
safe_json(const char *text, char **out)
{
	*out = xstrdup(strpbrk(text, "<>&") == NULL ? text : "null");
	return STATUS_OK;
}

static NEOERR *
parse(struct render *r, CSPARSE **cs, const char *name)
{
	NEOERR *err = cs_init(cs, r->config);

	if (err == STATUS_OK)
		err = cs_register_strfunc(*cs, (char[]){ "url_validate" },
					  link_or_nothing);
	if (err == STATUS_OK)
		err = cs_register_strfunc(*cs, (char[]){ "image_validate" },
					  picture_or_nothing);
	if (err == STATUS_OK)
		err = cs_register_esc_strfunc(*cs, (char[]){ "jsonld" },
					      safe_json);
	if (err == STATUS_OK)
		err = cs_parse_file(*cs, name);
	return err;
}

/* The kind of a node that is a text, in ClearSilver's own table. */
#define TEXT_NODE 0

/* Between any two tags that touch ClearSilver notes a text of no bytes,
 * which makes half of all it prints: they go.  The first node of a tree is
 * one that was made before the file was read, and stays. */
static void
prune(CSTREE **at)
{
	CSTREE *node;

	while ((node = *at) != NULL) {
		if (node->cmd == TEXT_NODE && node->arg1.s != NULL &&
		    node->arg1.s[0] == '\0') {
			*at = node->next;
			free(node);
			continue;
		}
		prune(&node->case_0);
		prune(&node->case_1);
		at = &node->next;
	}
}

static enum result
load(struct render *r, const char *name, struct template **out)
{
	struct template *t = r->templates + r->count;
	CSPARSE *cs = NULL;
	NEOERR *err;

	if (r->count == TEMPLATES_MAX)
		return fail(INTERNAL, "more than %d templates", TEMPLATES_MAX);
	err = parse(r, &cs, name);
	if (err != STATUS_OK) {
		cs_destroy(&cs);
		return failed(err, name);
	}
	prune(&cs->tree->next);
	r->count++;
	t->name = xstrdup(name);
	t->parsed = cs;
	*out = t;
	return OK;
}

static enum result
find(struct render *r, const char *name, struct template **out)
{
	for (size_t i = 0; i < r->count; i++)
		if (streq(r->templates[i].name, name)) {
			*out = r->templates + i;
			return OK;
		}
	return load(r, name, out);
}

/* What a page is printed to.  The blank lines between the macros at the
 * top of a template are not part of the page. */
struct printer {
	struct str *out;
	bool has_begun;
};

static NEOERR *
print(void *data, char *text)
{
	struct printer *p = data;

	if (!p->has_begun) {
		text += strspn(text, " \n");
		p->has_begun = text[0] != '\0';
	}
	str_add(p->out, text);
	return STATUS_OK;
}

enum result
render_page(struct render *r, const char *name, struct _hdf *hdf,
	    struct str *out)
{
	struct printer printer = { .out = out };
	size_t before = out->len;
	struct template *t = NULL;
	CSPARSE *cs;
	NEOERR *err;

	TRY(find(r, name, &t));
	str_reserve(out, t->usual < ROOM_MAX ? t->usual : ROOM_MAX);
	cs = t->parsed;
	cs->hdf = hdf;
	cs->global_hdf = r->words;
	err = cs_render(cs, &printer, print);
	cs->hdf = r->config;
	cs->global_hdf = NULL;
	cs->locals = NULL; /* an error leaves some behind */
	t->usual = out->len - before;
	return err == STATUS_OK ? OK : failed(err, name);
}
