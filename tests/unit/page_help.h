/*
 * What the tests of page/ share: documents written with ' for ", views of
 * them, and pages.  Include after cmocka.h.
 */
#ifndef PAGE_HELP_H
#define PAGE_HELP_H

#include <ClearSilver.h>
#include <stdlib.h>

#include "model_help.h"
#include "page/view_clr.h"

/* 1 January 2026. */
#define NOW 1767225600

/* A path of the source tree. */
static inline const char *
source_path(struct arena *mem, const char *path)
{
	const char *top = getenv("CLARUS_SRC");

	return arena_printf(mem, "%s/%s", top ? top : ".", path);
}

static inline struct view
view_for(struct arena *mem, struct view_files *files)
{
	return (struct view){ .mem = mem,
			      .limits = &limits,
			      .files = "/f/",
			      .inline_image = 100,
			      .now = NOW,
			      .list = files };
}

/* Doc.* of a whole record. */
static inline struct _hdf *
record_data(struct arena *mem, const char *bytes, size_t len, const char *jws)
{
	struct _hdf *hdf = render_data(mem);
	struct view_files files;
	struct view view = view_for(mem, &files);
	json_t *doc = NULL;

	assert_int_equal(load_json(mem, bytes, len, &limits, &doc), OK);
	view_files_find(mem, doc, &limits, &files);
	view_clr(&view, hdf, doc, bytes, len, jws);
	return hdf;
}

static inline struct _hdf *
record_of(struct arena *mem, const char *text)
{
	char *bytes = quotes(mem, text);

	return record_data(mem, bytes, strlen(bytes), NULL);
}

/* What every page has. */
static inline void
page_data(struct _hdf *hdf)
{
	render_set(hdf, "Page.title", "A title");
	render_set(hdf, "Page.lang", "en");
	render_set(hdf, "Page.dir", "ltr");
	render_set(hdf, "Site.institution", "Riverbend <College>");
	render_set(hdf, "Site.base", "/x");
	render_set(hdf, "Site.version", "1");
}

/* cmocka's fail_msg() needs a name that base/fail.h has taken. */
#define failed_msg(...)                                                        \
	do {                                                                   \
		print_error(__VA_ARGS__);                                      \
		print_error("\n");                                             \
		_fail(__FILE__, __LINE__);                                     \
	} while (0)

/* A page as HTML, from the templates of the source tree. */
static inline const char *
page_html(struct arena *mem, const char *template, struct _hdf *hdf)
{
	struct render *r = NULL;
	struct str out;

	str_init(&out, mem);
	assert_int_equal(render_new(source_path(mem, "templates"), "en", &r),
			 OK);
	if (render_page(r, template, hdf, &out) != OK)
		failed_msg("%s", fail_last()->text);
	render_free(r);
	return out.s;
}

static inline const char *
get(struct _hdf *hdf, const char *name)
{
	return hdf_get_value(hdf, name, NULL);
}

#define assert_data(hdf, name, text)                                           \
	do {                                                                   \
		const char *is_ = get((hdf), (name));                          \
		if (!streq(is_, (text)))                                       \
			failed_msg("%s is \"%s\", not \"%s\"", (name),         \
				   is_ ? is_ : "(none)",                       \
				   (const char *)(text) ? (const char *)(text) \
							: "(none)");           \
	} while (0)
#define assert_has(html, text)                                                 \
	do {                                                                   \
		if (!strstr((html), (text)))                                   \
			failed_msg("no \"%s\" in: %s", (text), (html));        \
	} while (0)
#define assert_has_not(html, text)                                             \
	do {                                                                   \
		if (strstr((html), (text)))                                    \
			failed_msg("\"%s\" in: %s", (text), (html));           \
	} while (0)

static inline int
memory(void **state)
{
	*state = arena_new();
	return 0;
}

static inline int
no_memory(void **state)
{
	arena_free(*state);
	return 0;
}

/* An assertion, an achievement, and a record around assertions. */
#define ASSERTION(id, more, achievement)                                       \
	"{'id':'" id "','type':'Assertion'," more                              \
	"'achievement':{" achievement "}}"
#define RECORD(more, assertions)                                               \
	"{'@context':'" CLR_CONTEXT "','id':'urn:clr','type':'Clr',"           \
	"'issuedOn':'2025-05-06T13:00:00Z'," more                              \
	"'learner':{'id':'urn:l','name':'Ada'},"                               \
	"'publisher':{'id':'urn:p','name':'College'},"                         \
	"'assertions':[" assertions "]}"

#endif
