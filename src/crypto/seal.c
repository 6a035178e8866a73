/*
 * Sealing with AES-256-GCM by OpenSSL: a new random nonce for each text,
 * the purpose as data that is authenticated but not kept.  The key file is
 * made once and never written over.  Called by auth/login.c and the account
 * pages, for the secrets of second factors, and by store/signer_safe.c, for
 * private keys; passwords are hashed, not sealed.
 */
#include "crypto/seal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <openssl/crypto.h>
#include <openssl/evp.h>

#include "base/b64.h"
#include "base/rand.h"
#include "base/str.h"
#include "crypto/secret.h"

enum { KEY = 32, NONCE = 12, TAG = 16 };

struct seal {
	unsigned char key[KEY];
};

AUTO_TYPE(cipher, EVP_CIPHER_CTX *, EVP_CIPHER_CTX_free);
#define auto_cipher AUTO(cipher)

/* A name given in the folder of ${path} outlives a loss of power. */
static bool
sync_folder(struct arena *mem, const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *folder = slash ? arena_strndup(mem, path,
						   (size_t)(slash - path) + 1)
				   : ".";
	auto_fd fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	return fd >= 0 && fsync(fd) == 0;
}

/* Write a new key under a name of its own, and give it ${path} only when
 * it is whole; who comes second keeps the first one's. */
static enum result
write_key(struct arena *mem, const char *path)
{
	char *draft = arena_printf(mem, "%s.XXXXXX", path);
	unsigned char key[KEY];
	char hex[2 * KEY + 2];
	auto_fd fd = mkostemp(draft, O_CLOEXEC);
	bool is_done;
	size_t i;

	if (fd < 0)
		return fail(INTERNAL, "%s cannot be made: %s", path,
			    strerror(errno));
	rand_bytes(key, sizeof(key));
	for (i = 0; i < KEY; i++)
		snprintf(hex + 2 * i, 3, "%02x", key[i]);
	hex[sizeof(hex) - 2] = '\n';
	is_done = write(fd, hex, sizeof(hex) - 1) == (ssize_t)sizeof(hex) - 1 &&
		  fsync(fd) == 0 &&
		  (link(draft, path) == 0 || errno == EEXIST) &&
		  sync_folder(mem, path);
	OPENSSL_cleanse(key, sizeof(key));
	OPENSSL_cleanse(hex, sizeof(hex));
	if (!is_done)
		fail(INTERNAL, "%s cannot be written: %s", path,
		     strerror(errno));
	unlink(draft);
	return is_done ? OK : INTERNAL;
}

static int
hex_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

static bool
read_hex(const char *hex, unsigned char key[KEY])
{
	int high, low;
	size_t i;

	for (i = 0; i < KEY; i++) {
		high = hex_value(hex[2 * i]);
		low = hex_value(hex[2 * i + 1]);
		if (high < 0 || low < 0)
			return false;
		key[i] = (unsigned char)(high << 4 | low);
	}
	return true;
}

/* Read the key from ${fd}, whose name is ${path}. */
static enum result
read_key(int fd, const char *path, unsigned char key[KEY])
{
	char hex[2 * KEY + 2] = { 0 };
	struct stat st;
	ssize_t len;
	bool is_key;

	if (fstat(fd, &st) < 0)
		return fail(INTERNAL, "%s: %s", path, strerror(errno));
	if (!S_ISREG(st.st_mode) || (st.st_mode & (S_IRWXO | S_IWGRP)))
		return fail(INVALID,
			    "%s holds a key: make it a file that others "
			    "cannot read (chmod 600)",
			    path);
	len = read(fd, hex, sizeof(hex));
	is_key = (len == 2 * KEY ||
		  (len == 2 * KEY + 1 && hex[2 * KEY] == '\n')) &&
		 read_hex(hex, key);
	OPENSSL_cleanse(hex, sizeof(hex));
	return is_key ? OK
		      : fail(INVALID, "%s does not hold a key: %d hex digits",
			     path, 2 * KEY);
}

enum result
seal_open(const char *path, bool create, struct seal **out)
{
	auto_arena mem = arena_new();
	auto_fd fd = open(path, O_RDONLY | O_CLOEXEC);
	struct seal *s;
	enum result r;

	if (fd < 0 && errno == ENOENT && create) {
		TRY(write_key(mem, path));
		fd = open(path, O_RDONLY | O_CLOEXEC);
	}
	if (fd < 0)
		return fail(errno == ENOENT ? NOT_FOUND : INTERNAL,
			    "the key file %s cannot be read: %s", path,
			    strerror(errno));
	s = secret_new(sizeof(*s));
	r = read_key(fd, path, s->key);
	if (r != OK) {
		seal_free(s);
		return r;
	}
	*out = s;
	return OK;
}

enum result
seal_of(const char *hex, size_t len, struct seal **out)
{
	struct seal *s = secret_new(sizeof(*s));

	if (len != 2 * KEY || !read_hex(hex, s->key)) {
		seal_free(s);
		return fail(INVALID, "a key is %d hex digits", 2 * KEY);
	}
	*out = s;
	return OK;
}

void
seal_free(struct seal *s)
{
	secret_free(s, sizeof(*s));
}

char *
seal_close(const struct seal *s, struct arena *mem, const char *purpose,
	   const void *bytes, size_t len)
{
	auto_cipher c = EVP_CIPHER_CTX_new();
	unsigned char *all = arena_alloc(mem, NONCE + len + TAG);
	unsigned char *text = all + NONCE;
	int n;

	rand_bytes(all, NONCE);
	if (!c ||
	    !EVP_EncryptInit_ex(c, EVP_aes_256_gcm(), NULL, s->key, all) ||
	    !EVP_EncryptUpdate(c, NULL, &n, (const unsigned char *)purpose,
			       (int)strlen(purpose)) ||
	    !EVP_EncryptUpdate(c, text, &n, bytes, (int)len) ||
	    !EVP_EncryptFinal_ex(c, text + len, &n) ||
	    !EVP_CIPHER_CTX_ctrl(c, EVP_CTRL_GCM_GET_TAG, TAG, text + len))
		auto_die("OpenSSL does not encrypt");
	return b64url_encode(mem, all, NONCE + len + TAG);
}

enum result
seal_read(const struct seal *s, struct arena *mem, const char *purpose,
	  const char *sealed, unsigned char **out, size_t *len)
{
	auto_cipher c = EVP_CIPHER_CTX_new();
	unsigned char *all, *text;
	size_t all_len, text_len;
	int n;

	TRY(b64url_decode(mem, sealed, strlen(sealed), &all, &all_len));
	if (all_len < NONCE + TAG)
		return fail(INVALID, "a sealed text is too short");
	text_len = all_len - NONCE - TAG;
	text = arena_alloc(mem, text_len + 1);
	if (!c ||
	    !EVP_DecryptInit_ex(c, EVP_aes_256_gcm(), NULL, s->key, all) ||
	    !EVP_DecryptUpdate(c, NULL, &n, (const unsigned char *)purpose,
			       (int)strlen(purpose)) ||
	    !EVP_DecryptUpdate(c, text, &n, all + NONCE, (int)text_len) ||
	    !EVP_CIPHER_CTX_ctrl(c, EVP_CTRL_GCM_SET_TAG, TAG,
				 all + NONCE + text_len) ||
	    EVP_DecryptFinal_ex(c, text + text_len, &n) <= 0)
		return fail(INVALID, "a sealed text was changed, or was sealed "
				     "with another key");
	*out = text;
	*len = text_len;
	return OK;
}
