/*
 * clarus routes, model, openapi, config: the tables, printed.
 */
#include <stdio.h>

#include "cmd/cmd.h"
#include "model/doc.h"
#include "model/jsonmem.h"
#include "web/openapi.h"
#include "web/web.h"

/* The largest body a route takes, in bytes. */
static long long
largest(const struct conf *conf, const struct route *r)
{
	if (r->row.method == METHOD_GET)
		return 0;
	if (r->takes_document || r->takes_bytes)
		return conf->max_document;
	return conf->max_form + (r->takes_files ? conf->max_upload : 0);
}

/* Who may: "visitor editor owner". */
static void
print_roles(enum right needs)
{
	enum role role;
	bool is_first = true;

	for (role = ROLE_NOBODY; role < ROLE__MAX; role++) {
		if (!rights_has(role, needs))
			continue;
		printf("%s%s", is_first ? "" : " ", rights_role_name(role));
		is_first = false;
	}
}

int
cmd_routes(const struct conf *conf, int argc, char *argv[])
{
	size_t i;

	if (argc != 1)
		return cmd_usage(argv[0]);
	for (i = 0; i < web_routes_count; i++) {
		const struct route *r = &web_routes[i];

		printf("%s\t%s\t%s\t%lld\t%s\t",
		       request_method_name(r->row.method), r->row.pattern,
		       rights_name(r->needs), largest(conf, r), r->help);
		print_roles(r->needs);
		printf("\n");
	}
	return EXIT_FINE;
}

int
cmd_model(const struct conf *conf, int argc, char *argv[])
{
	(void)conf;
	if (argc != 1)
		return cmd_usage(argv[0]);
	doc_print(stdout);
	return EXIT_FINE;
}

int
cmd_config(const struct conf *conf, int argc, char *argv[])
{
	if (argc != 1)
		return cmd_usage(argv[0]);
	conf_print(stdout, conf);
	return EXIT_FINE;
}

int
cmd_openapi(const struct conf *conf, int argc, char *argv[])
{
	auto_arena mem = arena_new();

	(void)conf;
	if (argc != 1)
		return cmd_usage(argv[0]);
	puts(jsonmem_text(mem, openapi_doc(mem, ""), JSON_INDENT(2)));
	return EXIT_FINE;
}
