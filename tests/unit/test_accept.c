/*
 * Tests of http/accept.c: content negotiation (RFC 9110 §12.5.1).
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* base/fail.h has its own */
#include <string.h>

#include "http/accept.h"

/* A program's URL, and one that people read too. */
static const enum media api[] = { MEDIA_JSON, MEDIA_LD_JSON, MEDIA__MAX };
static const enum media page[] = { MEDIA_HTML, MEDIA_JSON, MEDIA_LD_JSON,
				   MEDIA_JOSE, MEDIA__MAX };

struct example {
	const enum media *offers;
	const char *accept;
	enum media best;
};

#define BROWSER                                                                \
	"text/html,application/xhtml+xml,application/xml;q=0.9,"               \
	"image/avif,image/webp,*/*;q=0.8"

static const struct example examples[] = {
	{ page, NULL, MEDIA_HTML },
	{ page, "", MEDIA_HTML },
	{ page, " , ,", MEDIA_HTML },
	{ api, "*/*", MEDIA_JSON },
	{ page, "*/*", MEDIA_HTML },
	{ page, BROWSER, MEDIA_HTML },
	{ api, BROWSER, MEDIA_JSON },
	{ page, "application/json", MEDIA_JSON },
	{ page, "APPLICATION/Json", MEDIA_JSON },
	{ page, "application/jose", MEDIA_JOSE },
	/* CLR 1.0: named first with equal q, or the higher q. */
	{ api, "application/ld+json, application/json", MEDIA_LD_JSON },
	{ api, "application/json, application/ld+json", MEDIA_JSON },
	{ api, "application/json;q=0.5, application/ld+json", MEDIA_LD_JSON },
	{ api, "application/ld+json;q=0.5, application/json", MEDIA_JSON },
	{ api, "application/ld+json;profile=\"a,b;q=0\", application/json",
	  MEDIA_LD_JSON },
	/* The more specific range decides, wherever it stands. */
	{ page, "text/html;q=0.1, */*", MEDIA_JSON },
	{ page, "*/*, text/html;q=0.1", MEDIA_JSON },
	{ page, "application/*, text/html;q=0.9", MEDIA_JSON },
	{ page, "application/*;q=0.2, application/jose;q=0.3", MEDIA_JOSE },
	{ page, "application/*;q=1, */*;q=0.1, application/json;q=0",
	  MEDIA_LD_JSON },
	{ page, "text/*", MEDIA_HTML },
	/* Not wanted at all, or nothing we have. */
	{ api, "application/json;q=0, */*;q=0.1", MEDIA_LD_JSON },
	{ api, "application/json;q=0", MEDIA_JSON },
	{ api, "*/*;q=0", MEDIA_JSON },
	{ api, "image/png", MEDIA_JSON },
	{ api, "text/html", MEDIA_JSON },
	{ api, "application/js*", MEDIA_JSON },
	{ page, "application/jso", MEDIA_HTML },
	{ page, "application", MEDIA_HTML },
	/* java.net: a bare star, and weights without a zero. */
	{ page, "image/gif, *; q=.2, application/json; q=.3", MEDIA_JSON },
	{ page, "*", MEDIA_HTML },
	/* Weights. */
	{ page, "text/html;q=0.999, application/json;q=1.000", MEDIA_JSON },
	{ page, "text/html;q=0.501,application/json;Q=0.502", MEDIA_JSON },
	{ page, "text/html;q=0.5, application/json;q=\"0.6\"", MEDIA_JSON },
	{ page, "text/html;q=0., application/json;q=0.1", MEDIA_JSON },
	/* Broken: as if it were not there. */
	{ page, "application/json;q=1.001", MEDIA_HTML },
	{ page, "application/json;q=2", MEDIA_HTML },
	{ page, "application/json;q=10", MEDIA_HTML },
	{ page, "application/json;q=", MEDIA_HTML },
	{ page, "application/json;q=-1", MEDIA_HTML },
	{ page, "application/json;q=0.5x", MEDIA_HTML },
	{ page, "application/json;q", MEDIA_HTML },
	{ page, "application/json;", MEDIA_HTML },
	{ page, "application/json; x=\"open", MEDIA_HTML },
	{ page, "application/json q=1", MEDIA_HTML },
};

static void
best_is_what_the_client_prefers(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(examples) / sizeof(*examples); i++) {
		const struct example *e = &examples[i];

		print_message("# %s\n", e->accept ? e->accept : "none");
		assert_int_equal(accept_best(e->accept, e->offers), e->best);
	}
}

static void
every_media_has_a_type(void **state)
{
	(void)state;
	for (int m = 0; m < MEDIA__MAX; m++) {
		const enum media offers[] = { (enum media)m, MEDIA__MAX };

		assert_non_null(strchr(media_type((enum media)m), '/'));
		assert_int_equal(accept_best("x/y", offers), m);
	}
	assert_string_equal(media_type(MEDIA_HTML), "text/html; charset=utf-8");
	assert_string_equal(media_type(MEDIA_JOSE), "application/jose");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(best_is_what_the_client_prefers),
		cmocka_unit_test(every_media_has_a_type),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
