/*
 * Fuzz target: a request's environment and body (http/request.c).
 *
 * The input is lines NAME=value, an empty line, and the body.
 */
#include <stdint.h>
#include <stdlib.h>

#include "../unit/fake_source.h"
#include "http/request.h"

#define BODY_MAX 4096

/* Take the lines of ${text} as variables; the rest is the body. */
static void
fake_fill(struct fake *f, char *text, size_t len)
{
	char *end = text + len;
	size_t count = 0;

	while (text < end && *text != '\n') {
		char *line = text,
		     *stop = memchr(text, '\n', (size_t)(end - text));
		char *equals;

		if (!stop)
			stop = end;
		*stop = '\0';
		text = stop < end ? stop + 1 : end;
		equals = strchr(line, '=');
		if (!equals || equals == line || count == FAKE_VARS)
			continue;
		*equals = '\0';
		f->vars[count][0] = line;
		f->vars[count++][1] = equals + 1;
	}
	f->body = text < end ? text + 1 : end;
	f->len = (size_t)(end - f->body);
}

static void
request_check(const struct request *r, enum result res)
{
	if (*r->path != '/' || strchr(r->path, '?') || !r->query ||
	    !r->method_name || r->length < -1)
		abort();
	if (res != OK && fail_last()->result != res)
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	const struct request_limits limits = { "/base", 1000 };
	auto_arena mem = arena_new();
	struct fake fake = { .step = 100 };
	const struct request_source source = { &fake, fake_env, fake_read };
	struct request r;
	enum result res;

	fake_fill(&fake, arena_strndup(mem, (const char *)data, len), len);
	res = request_read(mem, &source, &limits, &r);
	request_check(&r, res);
	if (request_body(&r, BODY_MAX) == OK &&
	    (r.body_len > BODY_MAX || r.body[r.body_len] ||
	     (r.length >= 0 && r.body_len != (size_t)r.length)))
		abort();
	(void)request_header(&r, "Accept");
	(void)request_cookie(&r, "__Host-session");
	(void)request_same_origin(&r, "https://a.example:443/base");
	return 0;
}
