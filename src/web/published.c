/*
 * The published tree: written, compared, mended.  What the files say is
 * hosted_page.c's and the database's; how they stand there is store/tree.c's.
 */
#include "web/published.h"

#include <stdio.h>
#include <string.h>

#include "base/log.h"
#include "http/form.h"
#include "store/store.h"
#include "store/tree.h"

static struct ctx
ctx_of(struct app *app, struct db *db)
{
	struct ctx ctx = { .app = app, .mem = app->mem, .db = db };

	form_init(&ctx.query, ctx.mem);
	return ctx;
}

enum result
published_make(struct app *app, struct db *db, const char *path,
	       enum hosted_page_at at, struct published *out)
{
	struct ctx ctx = ctx_of(app, db);
	struct item_office office = web_office(&ctx);
	int64_t until;

	*out = (struct published){ 0 };
	TRY(hosted_mark(db, &office, path, &out->mark));
	TRY(hosted_get(db, &office, path, &out->doc));
	if (out->doc.kind == HOSTED_JWKS)
		return OK;
	str_init(&out->page, ctx.mem);
	TRY(hosted_page(&ctx, &out->doc, at, &out->page, &until));
	out->has_page = until == INT64_MAX || at == HOSTED_PAGE_ARCHIVE;
	return OK;
}

/* ---- Writing */

/* Files that are written, and wait to be placed. */
struct pair {
	struct app *app;
	struct tree_file files[2];
	size_t count;
};

static void
add_file(struct pair *pair, const struct published *made, enum tree_form form)
{
	const struct hosted *doc = &made->doc;
	bool is_page = form == TREE_HTML;

	pair->files[pair->count++] = (struct tree_file){
		.path = doc->path,
		.form = form,
		.bytes = is_page ? made->page.s : doc->bytes,
		.len = is_page ? made->page.len : doc->len,
		.changed_at = doc->changed_at,
	};
}

static enum result
place(void *data)
{
	struct pair *pair = data;
	size_t i;

	for (i = 0; i < pair->count; i++) {
		TRY(tree_place(pair->app->tree, &pair->files[i]));
		pair->files[i].half = NULL;
	}
	return OK;
}

static enum result
write_pair(struct pair *pair, struct db *db, const struct published *made)
{
	struct ctx ctx = ctx_of(pair->app, db);
	struct item_office office = web_office(&ctx);
	const struct hosted_while now = { made->doc.path, made->mark, place,
					  pair };
	size_t i;

	for (i = 0; i < pair->count; i++)
		TRY(tree_write(pair->app->tree, pair->app->mem,
			       &pair->files[i]));
	return hosted_while(db, &office, &now);
}

enum result
published_try(struct app *app, struct db *db, const char *path)
{
	struct pair pair = { .app = app };
	struct published made;
	enum result r;
	size_t i;

	TRY(published_make(app, db, path, HOSTED_PAGE_OFFICE, &made));
	if (made.doc.status != 200)
		return OK;
	if (made.has_page)
		add_file(&pair, &made, TREE_HTML);
	/* Last: where it stands, the page does. */
	add_file(&pair, &made, TREE_JSON);
	r = write_pair(&pair, db, &made);
	for (i = 0; i < pair.count; i++)
		tree_forget(app->tree, &pair.files[i]);
	return r;
}

void
published_put(struct app *app, struct db *db, const char *path)
{
	enum result r = OK;

	if (app->conf->publish_tree)
		r = published_try(app, db, path);
	/* Whoever changed it meanwhile writes it. */
	if (r == CONFLICT || r == NOT_FOUND)
		r = OK;
	if (r != OK && !app->is_tree_failing)
		log_line(LOG_WARNING, "%s is not published as a file: %s", path,
			 fail_last()->text);
	app->is_tree_failing = r != OK;
}

/* ---- By the worker that answered */

void
published_note(struct app *app, const char *path, bool page)
{
	if (app->conf->publish_tree &&
	    (!tree_has(app->tree, path, TREE_JSON) ||
	     (page && !tree_has(app->tree, path, TREE_HTML))))
		snprintf(app->unpublished, sizeof(app->unpublished), "%s",
			 path);
}

void
published_after(struct app *app)
{
	if (!app->unpublished[0])
		return;
	if (!app->writer &&
	    store_open(app->conf->database, true, &app->writer) != OK)
		log_line(LOG_WARNING, "%s is not published as a file: %s",
			 app->unpublished, fail_last()->text);
	else
		published_put(app, app->writer, app->unpublished);
	app->unpublished[0] = '\0';
	arena_reset(app->mem);
}

/* ---- Comparing */

struct checking {
	struct app *app;
	struct db *db;
	bool mend;
	struct published_state *state;
};

/* Compare one file with what it should say; is it right? */
static bool
check_file(struct checking *c, const struct tree_file *file)
{
	size_t len = 0;
	char *bytes = tree_read(c->app->tree, c->app->mem, file, &len);

	if (!bytes)
		c->state->missing++;
	else if (len != file->len || memcmp(bytes, file->bytes, len) != 0)
		c->state->stale++;
	else
		c->state->files++;
	return bytes && len == file->len &&
	       memcmp(bytes, file->bytes, len) == 0;
}

/* A page that is not right for ever has no file. */
static bool
check_no_page(struct checking *c, const char *path)
{
	if (!tree_has(c->app->tree, path, TREE_HTML))
		return true;
	c->state->stale++;
	return false;
}

static enum result
mend(struct checking *c, const char *path)
{
	TRY(tree_drop(c->app->tree, c->app->mem, path));
	return published_try(c->app, c->db, path);
}

static enum result
check_path(struct checking *c, const char *path)
{
	struct pair pair = { .app = c->app };
	struct published made;
	bool is_right = true;
	enum result r;
	size_t i;

	r = published_make(c->app, c->db, path, HOSTED_PAGE_OFFICE, &made);
	if (r != OK || made.doc.status != 200)
		return r == NOT_FOUND ? OK : r;
	add_file(&pair, &made, TREE_JSON);
	if (made.has_page)
		add_file(&pair, &made, TREE_HTML);
	else if (made.doc.kind != HOSTED_JWKS)
		is_right = check_no_page(c, path);
	for (i = 0; i < pair.count; i++)
		is_right &= check_file(c, &pair.files[i]);
	if (is_right || !c->mend)
		return OK;
	r = mend(c, path);
	return r == CONFLICT || r == NOT_FOUND ? OK : r;
}

static enum result
visit(void *data, const char *path)
{
	struct checking *c = data;
	enum result r = check_path(c, path);

	arena_reset(c->app->mem);
	return r;
}

/* Is ${path} public now? */
static bool
is_public(struct app *app, struct db *db, const char *path)
{
	struct ctx ctx = ctx_of(app, db);
	struct item_office office = web_office(&ctx);
	struct hosted doc;
	enum result r = hosted_get(db, &office, path, &doc);

	return r == OK ? doc.status == 200 : r != NOT_FOUND;
}

static bool
is_form(const struct tree_entry *entry)
{
	return entry->path && entry->form != TREE_BARE;
}

/* What is compared above is not looked at again. */
static bool
judge_extra(void *data, const struct tree_entry *entry)
{
	struct checking *c = data;
	bool stays = is_form(entry) && is_public(c->app, c->db, entry->path);

	arena_reset(c->app->mem);
	if (!stays)
		c->state->extra++;
	return stays || !c->mend;
}

enum result
published_check(struct app *app, struct db *db, bool mend,
		struct published_state *out)
{
	struct checking c = { app, db, mend, out };

	*out = (struct published_state){ 0 };
	TRY(hosted_each(db, c.app->root, visit, &c));
	return tree_sift(app->tree, judge_extra, &c);
}

/* ---- At the start */

struct tidying {
	struct app *app;
	struct db *db;
	bool is_same; /* the pages are of this version of the program */
};

/* A file is later than the change it tells of (store/tree.h); what is not of
 * an item is soon made again. */
static bool
judge_quickly(void *data, const struct tree_entry *entry)
{
	const struct tidying *t = data;
	struct hosted_row row;

	if (!is_form(entry) || (entry->form == TREE_HTML && !t->is_same))
		return false;
	switch (hosted_row(t->db, entry->path, &row)) {
	case OK:
		return !row.is_revoked && entry->at > row.changed_at;
	case NOT_FOUND:
		return false;
	default:
		return true;
	}
}

static bool
judge_none(void *data, const struct tree_entry *entry)
{
	(void)data;
	(void)entry;
	return false;
}

static enum result
tidy(void *data)
{
	struct tidying *t = data;

	return tree_sift(
		t->app->tree,
		t->app->conf->publish_tree ? judge_quickly : judge_none, t);
}

void
published_tidy(struct app *app, struct db *db)
{
	struct tidying t = { app, db, tree_is_of(app->tree, app->version) };
	bool is_on = app->conf->publish_tree;

	if (store_look(db, tidy, &t) != OK)
		log_line(LOG_ERROR, "the published tree: %s",
			 fail_last()->text);
	else if (is_on && !t.is_same)
		tree_set_version(app->tree, app->version);
	arena_reset(app->mem);
}
