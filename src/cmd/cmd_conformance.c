/*
 * clarus conformance: the features of CLR 1.0 asked of any Provider.
 */
#include "cmd/cmd_conformance.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "cmd/cmd.h"
#include "model/jsonmem.h"

enum { MOST_DOCUMENTS = 20, REQUEST_MS = 30 * 1000, CONSENT_SECONDS = 300 };

/* A call. */
struct call {
	struct suite_ask ask;
	const char *documents[MOST_DOCUMENTS];
	const char *secret_file, *token_file, *callback, *page;
	struct cmd_conformance_door door;
	bool as_json;
};

/* ---- Its words */

struct option {
	const char *name;
	const char **value;
};

static bool
read_valued(struct call *c, const char *name, const char *value)
{
	const struct option options[] = {
		{ "--client", &c->ask.client_id },
		{ "--client-secret", &c->secret_file },
		{ "--token-file", &c->token_file },
		{ "--authorize", &c->ask.authorize },
		{ "--token", &c->ask.token },
		{ "--browser", &c->callback },
		{ "--html", &c->page },
	};
	size_t i;

	for (i = 0; i < sizeof(options) / sizeof(options[0]); i++)
		if (streq(name, options[i].name)) {
			*options[i].value = value;
			return true;
		}
	if (!streq(name, "--document") ||
	    c->ask.documents_count == MOST_DOCUMENTS)
		return false;
	c->documents[c->ask.documents_count++] = value;
	return true;
}

static bool
read_words(struct call *c, int argc, char *argv[])
{
	int i;

	if (argc < 3 || !streq(argv[1], "provider"))
		return false;
	c->ask.base = argv[2];
	for (i = 3; i < argc; i++) {
		if (streq(argv[i], "--json"))
			c->as_json = true;
		else if (streq(argv[i], "--read-only"))
			c->ask.may_write = false;
		else if (i + 1 == argc || !read_valued(c, argv[i], argv[i + 1]))
			return false;
		else
			i++;
	}
	return str_starts(c->ask.base, "https://") ||
	       str_starts(c->ask.base, "http://");
}

static enum result
read_secrets(struct arena *mem, struct call *c)
{
	if (c->secret_file)
		TRY(cmd_read_line(mem, c->secret_file, &c->ask.client_secret));
	if (c->token_file)
		TRY(cmd_read_line(mem, c->token_file, &c->ask.bearer));
	return OK;
}

/* Where a browser is sent back to: ${port} of this machine. */
static bool
read_callback(struct arena *mem, struct call *c)
{
	char *end;
	long port;

	if (!c->callback)
		return true;
	port = strtol(c->callback, &end, 10);
	if (*end != '\0' || port < 1 || port > 65535)
		return false;
	c->door = (struct cmd_conformance_door){
		.port = (int)port,
		.seconds = CONSENT_SECONDS,
		.to = stderr,
	};
	c->ask.redirect_uri = arena_printf(mem, "http://127.0.0.1:%ld/callback",
					   port);
	c->ask.consent = cmd_conformance_browser;
	c->ask.data = &c->door;
	return true;
}

/* ---- The run */

static int
status_of(const json_t *report)
{
	const char *outcome = json_string_value(
		json_object_get(report, "outcome"));

	return streq(outcome, "failed") ? EXIT_FAILED : EXIT_FINE;
}

int
cmd_conformance(const struct conf *conf, int argc, char *argv[])
{
	auto_arena mem = arena_new();
	struct call call = { .ask = { .may_write = true,
				      .allow = conf->fetch_allow,
				      .timeout_ms = REQUEST_MS } };
	struct suite suite;
	const json_t *report;

	call.ask.documents = call.documents;
	if (!read_words(&call, argc, argv) || !read_callback(mem, &call))
		return cmd_usage("conformance");
	if (read_secrets(mem, &call) != OK)
		return cmd_failed("conformance");
	suite_run(mem, &call.ask, &suite);
	report = suite_json(mem, call.ask.base, &suite);
	if (call.page &&
	    cmd_conformance_page(conf, mem, report, call.page) != OK)
		return cmd_failed("conformance");
	if (call.as_json)
		puts(jsonmem_text(mem, report, JSON_INDENT(2)));
	else
		cmd_conformance_print(stdout, report);
	return status_of(report);
}
