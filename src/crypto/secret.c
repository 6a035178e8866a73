/*
 * Memory for keys, by mmap and OpenSSL's secure heap.  Called by seal.c, by
 * main.c for the master key in the environment, and by whoever opens private
 * keys.
 */
#include "crypto/secret.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>

#include <openssl/crypto.h>

#include "base/auto.h"

#ifndef MADV_WIPEONFORK
#define MADV_WIPEONFORK 18
#endif

/* Room for the private numbers of some dozens of opened keys; powers of
 * two. */
enum { HEAP = 2 * 1024 * 1024, HEAP_LEAST = 32 };

void *
secret_new(size_t size)
{
	void *p = mmap(NULL, size, PROT_READ | PROT_WRITE,
		       MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (p == MAP_FAILED)
		auto_die("there is no memory for a key");
	mlock(p, size);
	madvise(p, size, MADV_DONTDUMP);
	/* A kernel that cannot give a child zeros gives it nothing. */
	if (madvise(p, size, MADV_WIPEONFORK) < 0)
		madvise(p, size, MADV_DONTFORK);
	return p;
}

void
secret_free(void *secret, size_t size)
{
	if (!secret)
		return;
	OPENSSL_cleanse(secret, size);
	munmap(secret, size);
}

void
secret_wipe(void *bytes, size_t size)
{
	OPENSSL_cleanse(bytes, size);
}

const char *
secret_env(const char *name)
{
	char *value = getenv(name), *kept;
	size_t len;

	if (!value)
		return NULL;
	len = strlen(value);
	kept = secret_new(len + 1);
	memcpy(kept, value, len);
	OPENSSL_cleanse(value, len);
	unsetenv(name);
	return kept;
}

void
secret_begin(void)
{
	prctl(PR_SET_DUMPABLE, 0);
	if (!CRYPTO_secure_malloc_initialized())
		CRYPTO_secure_malloc_init(HEAP, HEAP_LEAST);
}
