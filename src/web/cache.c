/*
 * Rendered pages kept in memory: a hash table of chains, and a list from
 * the most to the least recently used.  One a worker, used by the pages
 * that many people read.  It decides nothing about who may read what.
 */
#include "web/cache.h"

#include <stdlib.h>
#include <string.h>

#include "base/auto.h"
#include "base/str.h"

#define SLOTS 256

struct entry {
	struct entry *chain;	     /* same slot */
	struct entry *newer, *older; /* by last use */
	uint64_t hash;
	size_t len;
	size_t cost; /* of the whole entry */
	char *bytes; /* behind the key, one block */
	char key[];
};

struct cache {
	struct entry *slots[SLOTS];
	struct entry *newest, *oldest;
	size_t used, room;
	int64_t withdrawals;
};

struct cache *
cache_new(size_t bytes)
{
	struct cache *c = xcalloc(1, sizeof(*c));

	c->room = bytes;
	return c;
}

/* FNV-1a, 64 bits: keys are made by us, not by strangers. */
static uint64_t
hash_of(const char *key)
{
	uint64_t h = 14695981039346656037u;

	for (; *key; key++)
		h = (h ^ (unsigned char)*key) * 1099511628211u;
	return h;
}

static void
unlist(struct cache *c, struct entry *e)
{
	*(e->newer ? &e->newer->older : &c->newest) = e->older;
	*(e->older ? &e->older->newer : &c->oldest) = e->newer;
	e->newer = e->older = NULL;
}

static void
list_first(struct cache *c, struct entry *e)
{
	e->older = c->newest;
	if (c->newest)
		c->newest->newer = e;
	c->newest = e;
	if (!c->oldest)
		c->oldest = e;
}

static void
drop(struct cache *c, struct entry *e)
{
	struct entry **p = &c->slots[e->hash % SLOTS];

	while (*p != e)
		p = &(*p)->chain;
	*p = e->chain;
	unlist(c, e);
	c->used -= e->cost;
	explicit_bzero(e->bytes, e->len);
	free(e);
}

void
cache_as_of(struct cache *c, int64_t withdrawals)
{
	if (c->withdrawals == withdrawals)
		return;
	while (c->oldest)
		drop(c, c->oldest);
	c->withdrawals = withdrawals;
}

void
cache_free(struct cache *c)
{
	if (!c)
		return;
	while (c->oldest)
		drop(c, c->oldest);
	free(c);
}

static struct entry *
find(struct cache *c, const char *key, uint64_t hash)
{
	struct entry *e;

	for (e = c->slots[hash % SLOTS]; e; e = e->chain)
		if (e->hash == hash && streq(e->key, key))
			return e;
	return NULL;
}

const char *
cache_get(struct cache *c, const char *key, size_t *len)
{
	struct entry *e = find(c, key, hash_of(key));

	if (!e)
		return NULL;
	unlist(c, e);
	list_first(c, e);
	*len = e->len;
	return e->bytes;
}

void
cache_put(struct cache *c, const char *key, const char *bytes, size_t len)
{
	size_t key_len = strlen(key) + 1;
	size_t cost = sizeof(struct entry) + key_len + len;
	uint64_t hash = hash_of(key);
	struct entry *e = find(c, key, hash);

	if (e)
		drop(c, e);
	if (cost > c->room / 4)
		return;
	while (c->used + cost > c->room)
		/* NOLINTNEXTLINE(clang-analyzer-unix.Malloc): the next one */
		drop(c, c->oldest);
	e = xcalloc(1, cost);
	e->hash = hash;
	e->len = len;
	e->cost = cost;
	memcpy(e->key, key, key_len);
	e->bytes = e->key + key_len;
	memcpy(e->bytes, bytes, len);
	e->chain = c->slots[hash % SLOTS];
	c->slots[hash % SLOTS] = e;
	list_first(c, e);
	c->used += cost;
}

size_t
cache_used(const struct cache *c)
{
	return c->used;
}
