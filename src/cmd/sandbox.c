/*
 * Rights given up by workers, the job process and the signer.  Who may what
 * is said here; the kernel is told by sandbox_calls.c and sandbox_files.c.
 * Called once, when a process begins.
 */
#include "cmd/sandbox.h"

#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/stat.h>

#include "base/log.h"
#include "base/str.h"
#include "cmd/sandbox_calls.h"
#include "cmd/sandbox_files.h"

/* What every program reads. */
static const struct sandbox_files_place of_all[] = {
	{ "/lib", SANDBOX_FILES_READ },
	{ "/lib64", SANDBOX_FILES_READ },
	{ "/usr/lib", SANDBOX_FILES_READ },
	{ "/usr/local/lib", SANDBOX_FILES_READ },
	{ "/usr/share/locale", SANDBOX_FILES_READ },
	{ "/usr/share/zoneinfo", SANDBOX_FILES_READ },
	{ "/etc/ld.so.cache", SANDBOX_FILES_READ },
	{ "/etc/localtime", SANDBOX_FILES_READ },
	{ "/etc/ssl/openssl.cnf", SANDBOX_FILES_READ },
	{ "/dev/null", SANDBOX_FILES_OPEN },
	{ "/dev/urandom", SANDBOX_FILES_READ },
	{ "/proc/self", SANDBOX_FILES_READ },
	{ NULL, 0 },
};

/* What names and TLS take besides. */
static const struct sandbox_files_place of_job[] = {
	{ "/etc/resolv.conf", SANDBOX_FILES_READ },
	{ "/run/systemd/resolve", SANDBOX_FILES_READ },
	{ "/etc/hosts", SANDBOX_FILES_READ },
	{ "/etc/host.conf", SANDBOX_FILES_READ },
	{ "/etc/nsswitch.conf", SANDBOX_FILES_READ },
	{ "/etc/gai.conf", SANDBOX_FILES_READ },
	{ "/etc/services", SANDBOX_FILES_READ },
	{ "/etc/ssl", SANDBOX_FILES_READ },
	{ "/etc/pki", SANDBOX_FILES_READ },
	{ "/usr/share/ca-certificates", SANDBOX_FILES_READ },
	{ "/usr/local/share/ca-certificates", SANDBOX_FILES_READ },
	{ NULL, 0 },
};

enum { MOST_PLACES = 8 };

/* The folder of the file ${path}. */
static const char *
folder_of(struct arena *mem, const char *path)
{
	const char *slash = strrchr(path, '/');

	if (!slash)
		return ".";
	return slash == path ? "/"
			     : arena_strndup(mem, path, (size_t)(slash - path));
}

/* A file of the settings that is made when it is missing: then its folder is
 * written to. */
static struct sandbox_files_place
made_file(struct arena *mem, const char *path)
{
	struct stat st;
	const bool is_there = stat(path, &st) == 0;

	return (struct sandbox_files_place){
		is_there ? path : folder_of(mem, path),
		is_there ? SANDBOX_FILES_READ : SANDBOX_FILES_WRITE
	};
}

/* What a worker reads and writes of ours, ended by NULL. */
static void
places_of_worker(struct arena *mem, const struct conf *conf,
		 struct sandbox_files_place out[MOST_PLACES])
{
	const struct sandbox_files_place all[] = {
		{ conf->templates, SANDBOX_FILES_READ },
		{ conf->static_dir, SANDBOX_FILES_READ },
		{ conf->data_dir, SANDBOX_FILES_WRITE },
		{ conf->public_dir, SANDBOX_FILES_WRITE },
		{ folder_of(mem, conf->database), SANDBOX_FILES_WRITE },
		{ conf->public_dir, SANDBOX_FILES_WRITE },
		made_file(mem, conf->secret_file),
		{ NULL, 0 },
	};
	size_t i;

	_Static_assert(sizeof(all) / sizeof(all[0]) <= MOST_PLACES,
		       "room for all places");
	for (i = 0; i < sizeof(all) / sizeof(all[0]); i++)
		out[i] = all[i];
}

/* No core dump, no debugger; no rights by starting something. */
static void
close_off(void)
{
	prctl(PR_SET_DUMPABLE, 0);
	prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
}

enum result
sandbox_worker(const struct conf *conf)
{
	struct sandbox_files_place ours[MOST_PLACES];
	const struct sandbox_files files = {
		.places = { of_all, ours },
		.net = SANDBOX_FILES_NO_NET,
	};
	auto_arena mem = arena_new();

	places_of_worker(mem, conf, ours);
	close_off();
	TRY(sandbox_files(&files));
	return sandbox_calls(SANDBOX_CALLS_LOCAL);
}

enum result
sandbox_job(const struct conf *conf)
{
	const struct sandbox_files_place password[] = {
		{ conf->smtp_password_file, SANDBOX_FILES_READ },
		{ NULL, 0 },
	};
	struct sandbox_files_place ours[MOST_PLACES];
	const struct sandbox_files files = {
		.places = { of_all, ours, of_job, password },
		.net = SANDBOX_FILES_NO_LISTENING,
	};
	auto_arena mem = arena_new();

	places_of_worker(mem, conf, ours);
	close_off();
	TRY(sandbox_files(&files));
	return sandbox_calls(SANDBOX_CALLS_NETWORK);
}

enum result
sandbox_signer(const struct conf *conf)
{
	auto_arena mem = arena_new();
	const struct sandbox_files_place ours[] = {
		{ folder_of(mem, conf->database), SANDBOX_FILES_READ },
		{ folder_of(mem, conf->master_key_file), SANDBOX_FILES_WRITE },
		{ NULL, 0 },
	};
	const struct sandbox_files files = {
		.places = { of_all, ours },
		.net = SANDBOX_FILES_NO_NET,
	};

	close_off();
	TRY(sandbox_files(&files));
	return sandbox_calls(SANDBOX_CALLS_NONE);
}

/* Does ${path} stand in ${folder}, both as the system writes them? */
static bool
is_within(const char *path, const char *folder)
{
	const size_t len = strlen(folder);

	return str_starts(path, folder) &&
	       (path[len] == '/' || path[len] == '\0' || streq(folder, "/"));
}

/* Is the folder of the master key one that a worker may read?  That one, or
 * NULL. */
static const char *
exposed(struct arena *mem, const struct conf *conf)
{
	auto_text keys = realpath(folder_of(mem, conf->master_key_file), NULL);
	struct sandbox_files_place ours[MOST_PLACES];
	size_t i;

	places_of_worker(mem, conf, ours);
	for (i = 0; keys && ours[i].path; i++) {
		auto_text folder = realpath(ours[i].path, NULL);

		if (folder && is_within(keys, folder))
			return ours[i].path;
	}
	return NULL;
}

void
sandbox_warn(const struct conf *conf)
{
	auto_arena mem = arena_new();
	const char *folder = NULL;

	if (!sandbox_files_known())
		log_line(LOG_WARNING,
			 "this kernel has no Landlock: workers could read the "
			 "files of every process of this user, the master "
			 "key too");
	if (str_empty(conf->master_key))
		folder = exposed(mem, conf);
	if (folder)
		log_line(LOG_WARNING,
			 "THE MASTER KEY IS NOT SAFE: %s stands in %s, which "
			 "workers may read; set master_key_file to a folder "
			 "of its own",
			 conf->master_key_file, folder);
}
