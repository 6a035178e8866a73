/*
 * What the subcommands share: files, the database, words on stderr.
 */
#include "cmd/cmd.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/str.h"
#include "db/migrate.h"
#include "store/hosted.h"

int
cmd_failed(const char *name)
{
	fprintf(stderr, "clarus %s: %s\n", name, fail_last()->text);
	return EXIT_FAILED;
}

int
cmd_usage(const char *name)
{
	fprintf(stderr, "clarus %s: wrong use; see clarus %s --help\n", name,
		name);
	return EXIT_USAGE;
}

static enum result
read_all(int fd, const char *path, size_t max, struct str *out)
{
	char buf[65536];
	ssize_t n;

	while ((n = read(fd, buf, sizeof(buf))) > 0) {
		str_addn(out, buf, (size_t)n);
		if (out->len > max)
			return fail(TOO_BIG,
				    "%s is larger than the limit of "
				    "%zu bytes (setting max_document)",
				    path, max);
	}
	if (n < 0)
		return fail(NOT_FOUND, "%s cannot be read: %s", path,
			    strerror(errno));
	return OK;
}

enum result
cmd_read_file(struct arena *mem, const char *path, size_t max, char **bytes,
	      size_t *len)
{
	bool is_stdin = streq(path, "-");
	auto_fd fd = is_stdin ? dup(STDIN_FILENO)
			      : open(path, O_RDONLY | O_CLOEXEC);
	struct str text;

	if (fd < 0)
		return fail(NOT_FOUND, "%s cannot be read: %s", path,
			    strerror(errno));
	str_init(&text, mem);
	TRY(read_all(fd, path, max, &text));
	*bytes = text.s;
	*len = text.len;
	return OK;
}

enum result
cmd_read_line(struct arena *mem, const char *path, const char **out)
{
	enum result r;
	char *text;
	size_t len;

	r = cmd_read_file(mem, path, CMD_LINE, &text, &len);
	if (r == TOO_BIG)
		return fail(TOO_BIG,
			    "%s is larger than the limit of %d bytes: it "
			    "holds one line",
			    path, CMD_LINE);
	if (r != OK)
		return r;
	text[strcspn(text, "\r\n")] = '\0';
	*out = text;
	return OK;
}

enum result
cmd_open(const struct conf *conf, struct db **db)
{
	auto_db opened = NULL;
	int have, want;

	TRY(db_open(conf->database, DB_READ_WRITE, false, &opened));
	TRY(db_version(opened, &have));
	TRY(migrate_newest(conf->migrations, &want));
	if (have != want)
		return fail(CONFLICT,
			    "the database %s has schema %d, this "
			    "program needs %d: run clarus %s",
			    conf->database, have, want,
			    have < want ? "migrate" : "of a newer version");
	*db = opened;
	opened = NULL;
	return OK;
}

struct item_office *
cmd_office(const struct conf *conf, struct arena *mem,
	   const struct audit_by *by, struct signer *signer)
{
	struct load_limits *limits = arena_alloc(mem, sizeof(*limits));
	struct item_office *o = arena_alloc(mem, sizeof(*o));

	*limits = (struct load_limits){ (size_t)conf->max_document,
					(int)conf->max_depth };
	*o = (struct item_office){
		.mem = mem,
		.limits = limits,
		.by = by,
		.root = hosted_root(mem, conf->base_url),
		.signer = signer,
		.tree = conf->public_dir,
	};
	return o;
}

const char *
cmd_heads_file(const struct conf *conf, struct arena *mem)
{
	return arena_printf(mem, "%s/audit-heads.jsonl", conf->data_dir);
}
