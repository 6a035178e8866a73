/*
 * Random ids, all from getrandom(2): there is no seed to lose at a fork.
 * No passwords and no tokens: who needs those takes the bytes from here.
 */
#include "base/rand.h"

#include <errno.h>
#include <string.h>
#include <sys/random.h>

#include "base/auto.h"

static const char letters[] = "0123456789abcdefghjkmnpqrstvwxyz";

void
rand_bytes(void *buf, size_t len)
{
	unsigned char *to = buf;
	ssize_t got;

	while (len > 0) {
		got = getrandom(to, len, 0);
		if (got < 0 && errno != EINTR)
			auto_die("the kernel gives no random bytes");
		if (got > 0) {
			to += got;
			len -= (size_t)got;
		}
	}
}

char *
rand_id(struct arena *mem)
{
	unsigned char bytes[RAND_ID_LEN];
	char *id = arena_alloc(mem, RAND_ID_LEN + 1);
	size_t i;

	rand_bytes(bytes, sizeof bytes);
	for (i = 0; i < RAND_ID_LEN; i++)
		id[i] = letters[bytes[i] & 31];
	return id;
}

int
rand_is_id(const char *s)
{
	return s && strnlen(s, RAND_ID_LEN + 1) == RAND_ID_LEN &&
	       strspn(s, letters) == RAND_ID_LEN;
}

/* Version and variant are fixed bits (RFC 9562 §5.4). */
char *
rand_urn(struct arena *mem)
{
	unsigned char b[16];

	rand_bytes(b, sizeof b);
	b[6] = (unsigned char)((b[6] & 0x0F) | 0x40);
	b[8] = (unsigned char)((b[8] & 0x3F) | 0x80);
	return arena_printf(
		mem,
		"urn:uuid:%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-"
		"%02x%02x%02x%02x%02x%02x",
		b[0], b[1], b[2], b[3], b[4], b[5], b[6], b[7], b[8], b[9],
		b[10], b[11], b[12], b[13], b[14], b[15]);
}
