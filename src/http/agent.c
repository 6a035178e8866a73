/*
 * Browser and system of a User-Agent header, by the names that stand in it.
 * It decides nothing.  Called where a session begins.
 */
#include "http/agent.h"

#include <string.h>

struct mark {
	const char *part; /* of the header */
	const char *name;
};

/* The first that is found counts: browsers name those they are like. */
static const struct mark browsers[] = {
	{ "Edg", "Edge" },
	{ "OPR/", "Opera" },
	{ "SamsungBrowser", "Samsung Internet" },
	{ "Firefox/", "Firefox" },
	{ "FxiOS/", "Firefox" },
	{ "Chrome/", "Chrome" },
	{ "CriOS/", "Chrome" },
	{ "Safari/", "Safari" },
	{ NULL, NULL },
};

static const struct mark systems[] = {
	{ "iPhone", "iPhone" },	  { "iPad", "iPad" },
	{ "Android", "Android" }, { "CrOS", "ChromeOS" },
	{ "Windows", "Windows" }, { "Mac OS X", "Mac" },
	{ "Macintosh", "Mac" },	  { "Linux", "Linux" },
	{ NULL, NULL },
};

static const char *
find(const struct mark *marks, const char *s)
{
	for (; marks->part; marks++)
		if (strstr(s, marks->part))
			return marks->name;
	return NULL;
}

const char *
agent_words(struct arena *mem, const char *s)
{
	const char *browser = s ? find(browsers, s) : NULL;
	const char *system = s ? find(systems, s) : NULL;

	if (!browser)
		return "Another program";
	if (!system)
		return browser;
	return arena_printf(mem, "%s on %s", browser, system);
}
