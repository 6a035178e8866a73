/*
 * Whose views count.  The share page asks; nothing is remembered here.
 */
#include "web/visitor.h"

#include <string.h>

#include "base/str.h"

/* Parts of the names robots give themselves, in lower case. */
/* clang-format off */
static const char *const robots[] = {
	"bot", "crawl", "spider", "slurp", "preview", "facebookexternalhit",
	"facebookcatalog", "whatsapp", "telegram", "skypeuripreview",
	"embedly", "quora link", "pinterest", "vkshare", "w3c_validator",
	"lighthouse", "pingdom", "uptime", "statuscake", "monitor",
	"headlessshell", "mediapartners", "bingpreview", "yandex", "baidu",
	"duckduckgo", "ia_archiver", "archive.org", "petal", "semrush",
	"ahrefs", "mj12", "scrapy", "feedfetcher", "google-", "apis-google",
	"chatgpt", "gptbot", "claude", "perplexity", "anthropic", "bytespider",
};
/* clang-format on */

/* ${s} with A-Z made small, once for all the names looked for in it. */
static const char *
lower(struct arena *mem, const char *s)
{
	char *out = arena_strdup(mem, s), *at;

	for (at = out; *at; at++)
		if (*at >= 'A' && *at <= 'Z')
			*at = (char)(*at + ('a' - 'A'));
	return out;
}

bool
visitor_is_person(const struct request *r)
{
	const char *agent = request_header(r, "User-Agent");
	const char *purpose = request_header(r, "Sec-Purpose");
	size_t i;

	if (!agent || (purpose && strcasestr(purpose, "prefetch")))
		return false;
	agent = lower(r->mem, agent);
	for (i = 0; i < sizeof(robots) / sizeof(robots[0]); i++)
		if (strstr(agent, robots[i]))
			return false;
	return true;
}
