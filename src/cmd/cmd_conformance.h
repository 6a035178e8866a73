/*
 * What the files of clarus conformance share.
 */
#ifndef CMD_CMD_CONFORMANCE_H
#define CMD_CMD_CONFORMANCE_H

#include <stdio.h>

#include <jansson.h>

#include "base/conf.h"
#include "conform/suite.h"

/* The report of suite_json() for people. */
void
cmd_conformance_print(FILE *to, const json_t *report);

/* The same as a page that needs nothing beside it, into the file ${path}.
 * OK.  CONFLICT, BUSY: it cannot be written.  INTERNAL: the template. */
enum result
cmd_conformance_page(const struct conf *conf, struct arena *mem,
		     const json_t *report, const char *path) CHECKED;

/*
 * A person's browser as a suite_consent: says the address to open, waits on
 * the loopback for where it is sent back to, and thanks.  ${data} is a
 * struct cmd_conformance_door.  UPSTREAM: nobody came within the time.
 */
struct cmd_conformance_door {
	int port;
	long long seconds;
	FILE *to; /* where the address is said */
};
enum result
cmd_conformance_browser(void *data, struct arena *mem, const char *url,
			const char **back);

#endif
