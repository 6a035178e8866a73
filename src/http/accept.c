/*
 * The choice among the forms of an answer, by the client's Accept header.
 *
 * One pass over the header rates every offer; it never refuses: who asks
 * for nothing we have, gets the first offer.  Called by handlers whose
 * URL is read by people and by programs.
 */
#include "http/accept.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

#include "http/param.h"

#define WEIGHT_ONE 1000

/* A media range of the header: a type, all types of a kind, or all. */
struct range {
	const char *type;
	size_t len;
	int weight; /* q in thousandths */
};

/* How the header rates an offer. */
struct rating {
	int closeness; /* 0: not named; 3: named exactly */
	int weight;
	int place; /* of the range that named it */
};

static const char *const types[MEDIA__MAX] = {
	[MEDIA_HTML] = "text/html; charset=utf-8",
	[MEDIA_JSON] = "application/json; charset=utf-8",
	[MEDIA_LD_JSON] = "application/ld+json; charset=utf-8",
	[MEDIA_JOSE] = "application/jose",
	[MEDIA_TEXT] = "text/plain; charset=utf-8",
};

const char *
media_type(enum media m)
{
	return types[m];
}

/* Read a weight, "0.8", also as ".8" (java.net sends that). */
static bool
weight_read(const struct param *p, int *out)
{
	const char *s = p->value, *end = p->value + p->len;
	int scale = WEIGHT_ONE / 10;

	*out = 0;
	if (s < end && (*s == '0' || *s == '1'))
		*out = (*s++ - '0') * WEIGHT_ONE;
	if (s < end && *s == '.')
		s++;
	else if (s < end || !p->len)
		return false;
	for (; s < end && *s >= '0' && *s <= '9'; s++) {
		*out += (*s - '0') * scale;
		scale /= 10;
	}
	return s == end && *out <= WEIGHT_ONE;
}

/* Read the range at *${at} and move behind it; false if it is broken. */
static bool
range_read(const char **at, struct range *out)
{
	const char *next;
	struct param p;

	out->type = *at;
	out->len = strcspn(*at, " \t;,");
	out->weight = WEIGHT_ONE;
	*at += out->len;
	while ((next = param_next(*at, &p))) {
		*at = next;
		if (param_is(&p, "q") && !weight_read(&p, &out->weight))
			return false;
	}
	*at += strspn(*at, " \t");
	return **at == '\0' || **at == ',';
}

static bool
range_is(const struct range *r, const char *text, size_t len)
{
	return r->len == len && strncasecmp(r->type, text, len) == 0;
}

/* How closely the range names ${type}: 3 itself, 2 its kind, 1 anything,
 * 0 not at all. */
static int
range_closeness(const struct range *r, const char *type)
{
	size_t kind = strcspn(type, "/") + 1;

	if (range_is(r, type, strcspn(type, ";")))
		return 3;
	if (r->len == kind + 1 && r->type[kind] == '*' &&
	    strncasecmp(r->type, type, kind) == 0)
		return 2;
	return range_is(r, "*/*", 3) || range_is(r, "*", 1);
}

/* Rate all media by the header; false if it is broken. */
static bool
accept_rate(const char *accept, struct rating ratings[MEDIA__MAX])
{
	struct range range;

	for (int place = 0;; place++) {
		accept += strspn(accept, " \t,");
		if (!*accept)
			return true;
		if (!range_read(&accept, &range))
			return false;
		for (int m = 0; m < MEDIA__MAX; m++) {
			int closeness = range_closeness(&range, types[m]);

			if (closeness > ratings[m].closeness)
				ratings[m] = (struct rating){ closeness,
							      range.weight,
							      place };
		}
	}
}

static bool
rating_is_better(const struct rating *a, const struct rating *b)
{
	if (a->weight != b->weight)
		return a->weight > b->weight;
	return a->weight && a->place < b->place;
}

enum media
accept_best(const char *accept, const enum media *offers)
{
	struct rating ratings[MEDIA__MAX] = { 0 };
	enum media best = offers[0];

	if (!accept || !accept_rate(accept, ratings))
		return best;
	for (; *offers != MEDIA__MAX; offers++) {
		if (rating_is_better(&ratings[*offers], &ratings[best]))
			best = *offers;
	}
	return best;
}
