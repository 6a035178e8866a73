/*
 * Any bytes as a date: what is read comes out again as the same second.
 */
#include <stdint.h>
#include <stdlib.h>

#include "base/clock.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
need(bool is_so)
{
	if (!is_so)
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	auto_arena mem = arena_new();
	char *s = arena_strndup(mem, (const char *)data, size);
	struct moment at, again;

	if (clock_parse_date(s, &at) == OK)
		need(!at.has_time && at.epoch % 86400 == 0);
	if (clock_parse(s, false, &at) == OK)
		need(at.has_zone && clock_parse(s, true, &again) == OK &&
		     again.epoch == at.epoch);
	if (clock_parse(s, true, &at) != OK)
		return 0;
	need(at.has_time && *clock_words(mem, &at, true, NULL));
	/* A zone can move a time out of the years 0 to 9999. */
	if (at.year > 0 && at.year < 9999)
		need(clock_parse(clock_iso(mem, at.epoch), false, &again) ==
			     OK &&
		     again.epoch == at.epoch);
	return 0;
}
