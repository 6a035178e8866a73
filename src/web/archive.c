/*
 * The archive, written: documents by web/published.h, the rest here.  How
 * the folder comes to stand under its name is cmd_archive.c's.
 */
#include "web/archive.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "crypto/digest.h"
#include "http/form.h"
#include "model/walk.h"
#include "page/render.h"
#include "store/media.h"
#include "store/store.h"
#include "store/tree.h"
#include "web/published.h"

/* So often everything is looked at again because somebody changed it. */
#define MOST_PASSES 4

#define SHA256_LEN 64

/* For servers that read it: the page for people at the same address. */
static const char htaccess[] =
	"<FilesMatch \"^[^.]+$\">\n"
	"ForceType \"application/json; charset=utf-8\"\n"
	"</FilesMatch>\n"
	"<IfModule mod_headers.c>\n"
	"Header set Access-Control-Allow-Origin *\n"
	"Header set Cache-Control no-cache\n"
	"Header set Vary Accept\n"
	"</IfModule>\n"
	"<IfModule mod_rewrite.c>\n"
	"RewriteEngine On\n"
	"RewriteCond %{HTTP:Accept} ^text/html\n"
	"RewriteRule ^([a-z]+/[A-Za-z0-9_-]+)$ $1.html [L]\n"
	"</IfModule>\n";

struct archiving {
	struct app *app;
	struct db *db;
	const char *folder;
	struct archive_sum *sum;
	FILE *sums;   /* SHA256SUMS */
	bool is_last; /* nothing changed since the pass before: count */
	bool has_changed;
};

/* ---- Files */

static enum result
cannot_write(const char *path)
{
	return fail(INTERNAL, "%s cannot be written: %s", path,
		    strerror(errno));
}

/* Write ${name} below the folder, whose parts are there. */
static enum result
write_file(const struct archiving *a, const char *name, const char *bytes,
	   size_t len)
{
	const char *path = arena_printf(a->app->mem, "%s/%s", a->folder, name);
	auto_fd fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
	ssize_t n = 0;
	size_t done;

	if (fd < 0 || fchmod(fd, 0644) != 0)
		return cannot_write(path);
	for (done = 0; done < len; done += (size_t)n) {
		n = write(fd, bytes + done, len - done);
		if (n < 0)
			return cannot_write(path);
	}
	return OK;
}

static enum result
make_folder(const struct archiving *a, const char *name)
{
	const char *path = arena_printf(a->app->mem, "%s/%s", a->folder, name);

	if ((mkdir(path, 0755) != 0 && errno != EEXIST) ||
	    chmod(path, 0755) != 0)
		return cannot_write(path);
	return OK;
}

/* A line of SHA256SUMS, which `sha256sum -c` reads. */
static void
note_sum(const struct archiving *a, const char *name, const char *bytes,
	 size_t len)
{
	fprintf(a->sums, "%s  %s\n", digest_hex(a->app->mem, bytes, len), name);
}

static enum result
put_file(const struct archiving *a, const char *name, const char *bytes,
	 size_t len)
{
	TRY(write_file(a, name, bytes, len));
	note_sum(a, name, bytes, len);
	return OK;
}

/* ---- Documents */

static bool
is_written(const struct archiving *a, const struct tree_file *file)
{
	size_t len = 0;
	char *bytes = tree_read(a->folder, a->app->mem, file, &len);

	return bytes && len == file->len &&
	       memcmp(bytes, file->bytes, len) == 0;
}

static const char *
name_of(struct arena *mem, const struct tree_file *file)
{
	static const char *const endings[] = {
		[TREE_JSON] = ".json", [TREE_HTML] = ".html", [TREE_BARE] = ""
	};
	bool is_set = streq(file->path, HOSTED_JWKS_PATH);

	return arena_printf(mem, "%s%s%s", is_set ? "" : &HOSTED_PATH[1],
			    file->path, endings[file->form]);
}

static enum result
put_form(struct archiving *a, struct tree_file *file)
{
	if (a->is_last) {
		note_sum(a, name_of(a->app->mem, file), file->bytes, file->len);
		return OK;
	}
	if (is_written(a, file))
		return OK;
	a->has_changed = true;
	TRY(tree_write(a->folder, a->app->mem, file));
	return tree_place(a->folder, file);
}

static enum result
put_forms(struct archiving *a, const struct published *made)
{
	struct tree_file file = {
		.path = made->doc.path,
		.form = TREE_JSON,
		.bytes = made->doc.bytes,
		.len = made->doc.len,
		.changed_at = made->doc.changed_at,
		.is_loose = true,
	};

	TRY(put_form(a, &file));
	if (made->doc.kind == HOSTED_JWKS)
		return OK;
	file.form = TREE_BARE;
	TRY(put_form(a, &file));
	file.form = TREE_HTML;
	file.bytes = made->page.s;
	file.len = made->page.len;
	return put_form(a, &file);
}

/* ---- Pictures and files that documents point to */

static enum result
put_media(struct archiving *a, const char *sha256)
{
	struct arena *mem = a->app->mem;
	const char *name = arena_printf(mem, "media/%s", sha256);
	const char *path = arena_printf(mem, "%s/%s", a->folder, name);
	struct media_file file;
	enum result r;

	if (access(path, F_OK) == 0)
		return OK;
	r = media_get(a->db, mem, sha256, &file);
	if (r != OK) /* the document points to nothing */
		return r;
	a->sum->media++;
	return put_file(a, name, file.bytes, file.len);
}

static enum result
put_all_media(struct archiving *a, const struct hosted *doc)
{
	const char *home = arena_printf(a->app->mem, "%s/media/",
					a->app->conf->base_url);
	const char *at = doc->bytes, *sha256;

	while ((at = strstr(at, home))) {
		at += strlen(home);
		if (strspn(at, "0123456789abcdef") < SHA256_LEN)
			continue;
		sha256 = arena_strndup(a->app->mem, at, SHA256_LEN);
		TRY(put_media(a, sha256));
	}
	return OK;
}

/* ---- All documents */

static enum result
put_path(struct archiving *a, const char *path)
{
	struct published made;
	enum result r;

	r = published_make(a->app, a->db, path, HOSTED_PAGE_ARCHIVE, &made);
	if (r == NOT_FOUND) { /* gone meanwhile: see put_documents() */
		a->has_changed = true;
		return OK;
	}
	if (r != OK)
		return r;
	if (a->is_last) {
		a->sum->of[made.doc.as]++;
		a->sum->revoked += made.doc.status != 200;
	}
	TRY(put_all_media(a, &made.doc));
	return put_forms(a, &made);
}

static enum result
visit(void *data, const char *path)
{
	struct archiving *a = data;
	enum result r = put_path(a, path);

	arena_reset(a->app->mem);
	return r;
}

/* Does the document still stand at this address? */
static bool
judge(void *data, const struct tree_entry *entry)
{
	struct archiving *a = data;
	struct published made;
	bool stays;

	stays = entry->path &&
		published_make(a->app, a->db, entry->path, HOSTED_PAGE_ARCHIVE,
			       &made) != NOT_FOUND;
	arena_reset(a->app->mem);
	return stays;
}

/* Again and again until nothing has changed meanwhile; then once more to
 * count and to note what is there. */
static enum result
put_documents(struct archiving *a)
{
	int pass;

	for (pass = 0; pass < MOST_PASSES; pass++) {
		a->has_changed = false;
		TRY(hosted_each(a->db, a->app->root, visit, a));
		if (!a->has_changed)
			break;
	}
	if (a->has_changed)
		return fail(BUSY, "the office is changed all the time: try "
				  "again when nobody works in it");
	TRY(tree_sift(a->folder, judge, a));
	a->is_last = true;
	return hosted_each(a->db, a->app->root, visit, a);
}

/* ---- What is not a document */

/* What the pages load. */
static enum result
put_static(struct archiving *a)
{
	static const char *const names[] = { "clarus.css", "clarus.js",
					     "icon.svg" };
	char bytes[256 * 1024];
	const char *path;
	size_t i, len;
	FILE *from;

	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		path = arena_printf(a->app->mem, "%s/%s",
				    a->app->conf->static_dir, names[i]);
		from = fopen(path, "re");
		if (!from)
			return fail(INTERNAL, "%s cannot be read: %s", path,
				    strerror(errno));
		len = fread(bytes, 1, sizeof(bytes), from);
		fclose(from);
		path = arena_printf(a->app->mem, "static/%s", names[i]);
		TRY(put_file(a, path, bytes, len));
	}
	return OK;
}

static void
fill_counts(const struct archiving *a, struct ctx *ctx, struct _hdf *hdf)
{
	size_t n = 0;
	enum class_id as;
	struct _hdf *node;

	for (as = CLASS_NONE + 1; as < CLASS__MAX; as++) {
		if (!a->sum->of[as])
			continue;
		node = web_nth(ctx, hdf, "Archive.kind", n++);
		render_set(node, "label",
			   a->sum->of[as] == 1 ? walk_class(as)->label
					       : walk_class(as)->plural);
		render_set_number(node, "count", a->sum->of[as]);
	}
	render_set_number(hdf, "Archive.revoked", a->sum->revoked);
	if (a->sum->media)
		render_set_number(hdf, "Archive.media", a->sum->media);
}

static enum result
put_index(struct archiving *a)
{
	struct ctx ctx = { .app = a->app, .mem = a->app->mem, .db = a->db };
	struct _hdf *hdf;
	struct str page;

	form_init(&ctx.query, ctx.mem);
	hdf = web_public_page(&ctx, a->app->conf->institution);
	str_init(&page, ctx.mem);
	fill_counts(a, &ctx, hdf);
	render_set(hdf, "Archive.url", a->app->conf->base_url);
	render_set(hdf, "Archive.base", a->app->request_limits.base_path);
	web_set_time(&ctx, hdf, "Archive.written", clock_now());
	TRY(render_page(a->app->render, "archive.cs", hdf, &page));
	return put_file(a, "index.html", page.s, page.len);
}

static enum result
put_all(struct archiving *a)
{
	static const char *const folders[] = { "media", "static", "ims",
					       "ims/clr", "ims/clr/v1p0" };
	size_t i;

	for (i = 0; i < sizeof(folders) / sizeof(folders[0]); i++)
		TRY(make_folder(a, folders[i]));
	TRY(put_documents(a));
	TRY(put_static(a));
	TRY(put_file(a, &(HOSTED_PATH ".htaccess")[1], htaccess,
		     strlen(htaccess)));
	return put_index(a);
}

enum result
archive_write(struct app *app, struct db *db, const char *folder,
	      struct archive_sum *out)
{
	struct archiving a = {
		.app = app, .db = db, .folder = folder, .sum = out
	};
	const char *path = arena_printf(app->mem, "%s/SHA256SUMS", folder);
	enum result r;

	*out = (struct archive_sum){ 0 };
	a.sums = fopen(path, "we");
	if (!a.sums)
		return cannot_write(path);
	fchmod(fileno(a.sums), 0644);
	r = put_all(&a);
	if (fclose(a.sums) != 0 && r == OK)
		r = fail(INTERNAL, "SHA256SUMS cannot be written: %s",
			 strerror(errno));
	return r;
}
