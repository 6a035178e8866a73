/*
 * The process that answers requests.  It holds no key and reaches no
 * network; whatever ends it, the master starts another.
 */
#include <signal.h>
#include <unistd.h>

#include "base/log.h"
#include "cmd/sandbox.h"
#include "cmd/serve.h"
#include "http/fcgi.h"
#include "web/web.h"

int
worker_run(const struct conf *conf, int fd, int tally_fd, int signer_fd)
{
	struct app app;
	enum result r;

	if (sandbox_worker(conf) != OK)
		log_line(LOG_WARNING, "worker: %s", fail_last()->text);
	r = web_open(&app, conf, tally_fd, signer_fd);
	if (r == OK)
		r = fcgi_serve(fd, 0, web_answer, web_after, &app);
	if (r != OK)
		log_line(LOG_ERROR, "worker: %s", fail_last()->text);
	web_close(&app);
	return r != OK;
}

int
worker_run_once(const struct conf *conf)
{
	struct app app;
	enum result r;

	r = web_open(&app, conf, -1, -1);
	if (r == OK)
		r = fcgi_serve_cgi(web_answer, web_after, &app);
	if (r != OK)
		log_line(LOG_ERROR, "cgi: %s", fail_last()->text);
	web_close(&app);
	return r != OK;
}
