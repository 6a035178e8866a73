/*
 * clarus serve: find out how it was started, see that it can serve, then
 * hand over to the master (or, as plain CGI, answer the one request).
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/log.h"
#include "base/str.h"
#include "cmd/cmd.h"
#include "cmd/first.h"
#include "cmd/sandbox.h"
#include "cmd/serve.h"
#include "crypto/seal.h"
#include "db/db.h"
#include "http/fcgi.h"
#include "store/signer_safe.h"
#include "web/published.h"
#include "web/shared.h"

#define SYSTEMD_FD 3

/* systemd's socket: LISTEN_FDS of them for LISTEN_PID, the first is 3. */
static bool
has_systemd_socket(void)
{
	const char *count = getenv("LISTEN_FDS"), *pid = getenv("LISTEN_PID");
	long long n, p;

	return count && str_number(count, 1000, &n) == OK && n >= 1 &&
	       (!pid ||
		(str_number(pid, 1LL << 31, &p) == OK && p == getpid()));
}

/* The listening socket, by the order of the manual. */
static enum result
listen_fd(const struct conf *conf, int *fd)
{
	if (conf->socket)
		return fcgi_listen(conf->socket, (int)conf->socket_mode, fd);
	if (has_systemd_socket()) {
		*fd = SYSTEMD_FD;
		return OK;
	}
	if (fcgi_is_inherited()) {
		*fd = STDIN_FILENO;
		return OK;
	}
	return fail(INVALID,
		    "nothing to serve on: give --socket PATH, or "
		    "start it from systemd, spawn-fcgi or a web server");
}

/* A master key that is none is told before anything is signed with it; that
 * there can be no file of one, when it is needed. */
static enum result
check_key(const struct conf *conf)
{
	const char *hex = conf->master_key;
	auto_seal seal = NULL;

	if (!str_empty(hex) && seal_of(hex, strlen(hex), &seal) != OK)
		return fail(INVALID,
			    "the environment variable CLARUS_MASTER_KEY is no "
			    "key: 64 hex digits");
	if (signer_safe_folder(conf) != OK)
		log_line(LOG_WARNING, "%s", fail_last()->text);
	return OK;
}

/* Settings for tests are no secret of whoever left them in. */
static void
warn_of_tests(const struct conf *conf)
{
	if (conf->fetch_allow)
		log_line(LOG_WARNING,
			 "OUTGOING REQUESTS ARE NOT GUARDED: %s may be "
			 "fetched from, though private and without TLS "
			 "(setting fetch_allow, for tests only)",
			 conf->fetch_allow);
	if (conf->dns_server)
		log_line(LOG_WARNING,
			 "NAMES ARE ASKED OF %s, not of this machine's name "
			 "servers (setting dns_server, for tests only)",
			 conf->dns_server);
}

/* The folder of published files, which may stand where no worker makes
 * folders. */
static void
make_public(const struct conf *conf)
{
	if (!conf->publish_tree)
		return;
	if (mkdir(conf->public_dir, 0755) == 0)
		chmod(conf->public_dir, 0755); /* whatever the umask */
	else if (errno != EEXIST)
		log_line(LOG_WARNING, "the folder %s cannot be made: %s",
			 conf->public_dir, strerror(errno));
}

/* What a crash, other settings or another version left of published files
 * goes before anybody is answered. */
static enum result
tidy_published(const struct conf *conf, struct db *db)
{
	struct app app;
	enum result r;

	r = web_open(&app, conf, -1, -1);
	if (r == OK)
		published_tidy(&app, db);
	web_close(&app);
	return r;
}

/* Better said once at the start than by every page; and so is how one gets
 * in at all. */
static enum result
can_serve(const struct conf *conf)
{
	auto_db db = NULL;

	TRY(cmd_open(conf, &db));
	TRY(check_key(conf));
	make_public(conf);
	sandbox_warn(conf);
	warn_of_tests(conf);
	shared_tidy(conf, db);
	TRY(tidy_published(conf, db));
	return first_link(conf, db);
}

static enum result
serve(const struct conf *conf)
{
	int fd = -1;

	TRY(can_serve(conf));
	TRY(listen_fd(conf, &fd));
	log_line(LOG_INFO, "serving %s", conf->base_url);
	TRY(master_run(conf, fd));
	if (conf->socket)
		unlink(conf->socket);
	return OK;
}

int
cmd_serve(const struct conf *conf, int argc, char *argv[])
{
	if (argc != 1)
		return cmd_usage(argv[0]);
	if (!conf->socket && !has_systemd_socket() && !fcgi_is_inherited() &&
	    getenv("GATEWAY_INTERFACE"))
		return worker_run_once(conf);
	if (serve(conf) != OK) {
		log_line(LOG_ERROR, "cannot serve: %s", fail_last()->text);
		return cmd_failed(argv[0]);
	}
	return EXIT_FINE;
}
