/*
 * The one reader of "value; name=value" headers: Content-Type,
 * Content-Disposition and, element by element, Accept.
 *
 * It knows nothing of what a parameter means.  Called by request.c,
 * multipart.c and accept.c.
 */
#include "http/param.h"

#include <string.h>
#include <strings.h>

#define BLANKS " \t"
#define TOKEN_END " \t;,=\""

/* Skip the quoted string at ${s}; NULL if it does not end. */
static const char *
quoted_end(const char *s)
{
	for (s++; *s != '"'; s++) {
		if (s[0] == '\\' && (s[1] == '"' || s[1] == '\\'))
			s++;
		if (!*s)
			return NULL;
	}
	return s + 1;
}

const char *
param_next(const char *s, struct param *out)
{
	const char *end;

	s += strspn(s, BLANKS);
	if (*s != ';')
		return NULL;
	s += 1 + strspn(s + 1, BLANKS);
	out->name = s;
	out->name_len = strcspn(s, TOKEN_END);
	s += out->name_len;
	if (!out->name_len || *s != '=')
		return NULL;
	s++;
	out->is_quoted = *s == '"';
	end = out->is_quoted ? quoted_end(s) : s + strcspn(s, TOKEN_END);
	if (!end)
		return NULL;
	out->value = s + out->is_quoted;
	out->len = (size_t)(end - s) - 2 * (size_t)out->is_quoted;
	return end;
}

bool
param_is(const struct param *p, const char *name)
{
	return strlen(name) == p->name_len &&
	       strncasecmp(p->name, name, p->name_len) == 0;
}

static char *
unquote(struct arena *mem, const struct param *p)
{
	char *out = arena_strndup(mem, p->value, p->len);
	char *to = out;

	if (!p->is_quoted)
		return out;
	for (const char *s = out; *s; s++) {
		if (s[0] == '\\' && (s[1] == '"' || s[1] == '\\'))
			s++;
		*to++ = *s;
	}
	*to = '\0';
	return out;
}

char *
param_get(struct arena *mem, const char *s, const char *name)
{
	struct param p;

	s += strcspn(s, ";");
	while ((s = param_next(s, &p))) {
		if (param_is(&p, name))
			return unquote(mem, &p);
	}
	return NULL;
}

char *
param_head(struct arena *mem, const char *s)
{
	size_t len;
	char *out;

	s += strspn(s, BLANKS);
	len = strcspn(s, ";");
	while (len && strchr(BLANKS, s[len - 1]))
		len--;
	out = arena_strndup(mem, s, len);
	for (char *p = out; *p; p++) {
		if (*p >= 'A' && *p <= 'Z')
			*p = (char)(*p - 'A' + 'a');
	}
	return out;
}
