/*
 * How often a signature is made, or taken apart and checked, in a second of
 * this process's own time.  Usage: jws sign|verify BYTES SECONDS; prints the
 * number.  What is signed is so many bytes; the key is of 2048 bits, as that
 * of openssl speed rsa2048.  No part of the program; built and started by
 * bench.mjs.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "base/str.h"
#include "crypto/jws.h"

/* One of many: what a request would do, in memory of its own. */
struct bench {
	struct arena *mem;
	const struct key *key;
	char *payload;
	size_t len;
	const char *token;
};

static const struct jws_head head = { "JWT", "https://a.example/keys/1" };

static bool
sign(const struct bench *b)
{
	const char *token;

	return jws_sign(b->mem, b->key, &head, b->payload, b->len, &token) ==
	       OK;
}

static bool
verify(const struct bench *b)
{
	struct jws jws;

	return jws_open(b->mem, b->token, strlen(b->token), &jws) == OK &&
	       jws_verify(&jws, b->key) == OK;
}

static double
spent(void)
{
	struct rusage usage;

	getrusage(RUSAGE_SELF, &usage);
	return (double)usage.ru_utime.tv_sec +
	       (double)usage.ru_utime.tv_usec / 1e6;
}

/* How often a second; 0: it failed. */
static double
measure(const struct bench *b, bool (*act)(const struct bench *),
	double seconds)
{
	double start = spent(), now = start;
	long count = 0;

	for (; now - start < seconds; now = spent()) {
		for (int i = 0; i < 16; i++) {
			if (!act(b))
				return 0;
			arena_reset(b->mem);
		}
		count += 16;
	}
	return (double)count / (now - start);
}

int
main(int argc, char *argv[])
{
	auto_arena kept = arena_new();
	auto_arena mem = arena_new();
	auto_key key = NULL;
	struct bench b = { .mem = mem };
	double rate;

	if (argc != 4 || key_new(2048, &key) != OK)
		return 2;
	b.key = key;
	b.len = (size_t)strtol(argv[2], NULL, 10);
	b.payload = arena_alloc(kept, b.len + 1);
	memset(b.payload, 'x', b.len);
	if (jws_sign(kept, key, &head, b.payload, b.len, &b.token) != OK)
		return 1;
	rate = measure(&b, streq(argv[1], "sign") ? sign : verify,
		       strtod(argv[3], NULL));
	printf("%.1f\n", rate);
	return rate > 0 ? 0 : 1;
}
