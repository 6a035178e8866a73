/*
 * Do two documents say the same (CLR 1.0 Q-27)?
 *
 * Called to see whether a copy in hand is outdated, or one that is sent says
 * anything new.  As deep as the document, which its loader has bounded.
 */
#include "model/same.h"

#include <string.h>

/* May ${name} be missing in the other? */
static bool
is_frame(const char *name)
{
	return strcmp(name, "@context") == 0 || strcmp(name, "type") == 0;
}

/* Does ${b} have all that ${a} has? */
static bool
has_all(const json_t *a, const json_t *b)
{
	const char *name;
	json_t *value;

	json_object_foreach ((json_t *)a, name, value) {
		const json_t *other = json_object_get(b, name);

		if (strcmp(name, "@context") == 0 || (!other && is_frame(name)))
			continue;
		if (!other || !same_docs(value, other))
			return false;
	}
	return true;
}

static bool
has_none_more(const json_t *a, const json_t *b)
{
	const char *name;
	json_t *value;

	json_object_foreach ((json_t *)b, name, value)
		if (!json_object_get(a, name) && !is_frame(name))
			return false;
	return true;
}

static bool
same_items(const json_t *a, const json_t *b)
{
	size_t count = json_array_size(a);

	if (count != json_array_size(b))
		return false;
	for (size_t i = 0; i < count; i++)
		if (!same_docs(json_array_get(a, i), json_array_get(b, i)))
			return false;
	return true;
}

bool
same_docs(const json_t *a, const json_t *b)
{
	if (json_is_object(a) && json_is_object(b))
		return has_all(a, b) && has_none_more(a, b);
	if (json_is_array(a) && json_is_array(b))
		return same_items(a, b);
	if (json_is_number(a) && json_is_number(b) &&
	    json_typeof(a) != json_typeof(b))
		return json_number_value(a) == json_number_value(b);
	return json_equal(a, b);
}
