/*
 * Report of the conformance suite → a page that needs nothing beside it.
 */
#include <errno.h>
#include <string.h>

#include "base/str.h"
#include "cmd/cmd_conformance.h"
#include "page/data.h"
#include "page/render.h"

static const char *
text(const json_t *object, const char *member)
{
	return json_string_value(json_object_get(object, member));
}

/* The outcome, and as a word of the style sheet: "not" of "not done". */
static void
set_outcome(struct arena *mem, struct _hdf *node, const json_t *of)
{
	const char *outcome = text(of, "outcome");

	data_text(node, "outcome", outcome);
	data_text(node, "kind",
		  arena_strndup(mem, outcome, strcspn(outcome, " ")));
}

static void
set_finding(struct arena *mem, struct _hdf *node, const json_t *finding)
{
	set_outcome(mem, node, finding);
	data_text(node, "words", text(finding, "words"));
	if (!text(finding, "url"))
		return;
	data_text(node, "method", text(finding, "method"));
	data_text(node, "url", text(finding, "url"));
	data_number(
		node, "status",
		(size_t)json_integer_value(json_object_get(finding, "status")));
}

static void
set_check(struct arena *mem, struct _hdf *node, const json_t *check)
{
	struct data_list list = data_list(node, "finding");
	const json_t *each;
	size_t i;

	set_outcome(mem, node, check);
	data_text(node, "id", text(check, "id"));
	data_text(node, "words", text(check, "words"));
	data_flag(node, "is_open", streq(text(check, "outcome"), "failed"));
	json_array_foreach (json_object_get(check, "findings"), i, each)
		set_finding(mem, data_next(&list), each);
}

static void
set_feature(struct arena *mem, struct _hdf *node, const json_t *feature)
{
	struct data_list list = data_list(node, "check");
	const json_t *each;
	size_t i;

	set_outcome(mem, node, feature);
	data_text(node, "name", text(feature, "name"));
	json_array_foreach (json_object_get(feature, "checks"), i, each)
		set_check(mem, data_next(&list), each);
}

static void
set_report(struct arena *mem, struct _hdf *hdf, const json_t *report)
{
	struct _hdf *node = data_child(hdf, "Report");
	struct data_list list = data_list(node, "feature");
	const json_t *each;
	size_t i;

	set_outcome(mem, node, report);
	data_text(node, "base", text(report, "base"));
	data_text(node, "at", text(report, "at"));
	data_number(node, "requests",
		    (size_t)json_integer_value(
			    json_object_get(report, "requests")));
	json_array_foreach (json_object_get(report, "features"), i, each)
		set_feature(mem, data_next(&list), each);
}

static enum result
write_file(const char *path, const struct str *page)
{
	FILE *f = fopen(path, "we");
	size_t done;

	if (!f)
		return fail(CONFLICT, "%s cannot be written: %s", path,
			    strerror(errno));
	done = fwrite(page->s, 1, page->len, f);
	if (fclose(f) != 0 || done != page->len)
		return fail(BUSY, "%s could not be written whole", path);
	return OK;
}

enum result
cmd_conformance_page(const struct conf *conf, struct arena *mem,
		     const json_t *report, const char *path)
{
	struct _hdf *hdf = render_data(mem);
	struct render *render;
	struct str page;
	enum result r;

	str_init(&page, mem);
	render_set(hdf, "Page.lang", conf->language);
	render_set(hdf, "Page.dir", "ltr");
	set_report(mem, hdf, report);
	TRY(render_new(conf->templates, conf->language, &render));
	r = render_page(render, "conformance.cs", hdf, &page);
	render_free(render);
	TRY(r);
	return write_file(path, &page);
}
