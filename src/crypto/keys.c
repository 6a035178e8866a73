/*
 * Public keys kept by their text, compared to the last byte.  It knows
 * nothing of whose they are.  Called by verify/verify_key.c.
 */
#include "crypto/keys.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"

enum { LISTS = 64 };

struct kept {
	char *pem;
	size_t len;
	struct key *key;
	struct kept *next;
};

struct keys {
	struct kept *lists[LISTS];
	size_t count;
};

struct keys *
keys_new(void)
{
	return xcalloc(1, sizeof(struct keys));
}

static void
free_list(struct kept *kept)
{
	struct kept *next;

	for (; kept; kept = next) {
		next = kept->next;
		key_free(kept->key);
		free(kept->pem);
		free(kept);
	}
}

static void
forget_all(struct keys *keys)
{
	size_t i;

	for (i = 0; i < LISTS; i++)
		free_list(keys->lists[i]);
	memset(keys, 0, sizeof(*keys));
}

void
keys_free(struct keys *keys)
{
	if (!keys)
		return;
	forget_all(keys);
	free(keys);
}

void
keys_trim(struct keys *keys)
{
	if (keys && keys->count > KEYS_MOST)
		forget_all(keys);
}

enum result
keys_read(struct keys *keys, const char *pem, size_t len,
	  const struct key **out)
{
	struct kept **list = &keys->lists[str_sum(pem, len) % LISTS];
	struct kept *kept;
	struct key *key;

	for (kept = *list; kept; kept = kept->next)
		if (kept->len == len && memcmp(kept->pem, pem, len) == 0) {
			*out = kept->key;
			return OK;
		}
	TRY(key_read_pem(pem, len, &key));
	kept = xcalloc(1, sizeof(*kept));
	kept->pem = xmalloc(len + 1);
	memcpy(kept->pem, pem, len);
	kept->len = len;
	kept->key = key;
	kept->next = *list;
	*list = kept;
	keys->count++;
	*out = key;
	return OK;
}
