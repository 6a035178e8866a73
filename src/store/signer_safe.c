/*
 * The master key read once, private keys opened once and kept in the memory
 * of crypto/secret.h.  Used by signer.c alone, in the signer process or,
 * where there is none, in the process that signs.
 */
#include "store/signer_safe.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/str.h"
#include "crypto/digest.h"
#include "crypto/seal.h"
#include "crypto/secret.h"

/* So many opened keys are kept; the oldest makes room. */
enum { MOST_OPENED = 64 };

struct opened {
	char what[65]; /* digest of its row: see mark_of() */
	struct key *key;
};

struct signer_safe {
	const struct conf *conf;
	struct seal *seal; /* NULL until needed */
	struct opened opened[MOST_OPENED];
	size_t next; /* the place of the next one to be opened */
};

struct signer_safe *
signer_safe_new(const struct conf *conf)
{
	struct signer_safe *safe = xcalloc(1, sizeof(*safe));

	safe->conf = conf;
	return safe;
}

void
signer_safe_free(struct signer_safe *safe)
{
	size_t i;

	if (!safe)
		return;
	for (i = 0; i < MOST_OPENED; i++)
		key_free(safe->opened[i].key);
	seal_free(safe->seal);
	free(safe);
}

enum result
signer_safe_folder(const struct conf *conf)
{
	const char *slash = strrchr(conf->master_key_file, '/');
	auto_arena mem = arena_new();
	const char *folder;

	if (!str_empty(conf->master_key) || !slash ||
	    slash == conf->master_key_file)
		return OK;
	folder = arena_strndup(mem, conf->master_key_file,
			       (size_t)(slash - conf->master_key_file));
	if (mkdir(folder, 0700) < 0 && errno != EEXIST)
		return fail(INTERNAL,
			    "the folder %s of the master key cannot be made: "
			    "%s",
			    folder, strerror(errno));
	return OK;
}

/* The file of the master key is its owner's alone, if it is there. */
static enum result
check_file(const char *path)
{
	struct stat st;

	if (stat(path, &st) < 0)
		return errno == ENOENT
			       ? OK
			       : fail(INTERNAL,
				      "the master key %s cannot be read: %s",
				      path, strerror(errno));
	if (st.st_mode & (S_IRWXG | S_IRWXO))
		return fail(INTERNAL,
			    "the master key %s can be read by others: make it "
			    "its owner's alone (chmod 600)",
			    path);
	return OK;
}

static enum result
open_file(struct signer_safe *safe, bool create)
{
	const char *path = safe->conf->master_key_file;
	enum result r;

	if (create)
		TRY(signer_safe_folder(safe->conf));
	TRY(check_file(path));
	r = seal_open(path, create, &safe->seal);
	if (r == NOT_FOUND)
		return fail(INTERNAL,
			    "the master key %s is missing: without it no key "
			    "signs; bring it back from where it is kept",
			    path);
	return r == INVALID ? fail(INTERNAL, "%s", fail_last()->text) : r;
}

/* Have the master key at hand. */
static enum result
open_seal(struct signer_safe *safe, bool create)
{
	const char *hex = safe->conf->master_key;

	if (safe->seal)
		return OK;
	secret_begin();
	if (str_empty(hex))
		return open_file(safe, create);
	if (seal_of(hex, strlen(hex), &safe->seal) != OK)
		return fail(INTERNAL,
			    "CLARUS_MASTER_KEY is no key: 64 hex digits");
	return OK;
}

/* What a private key is sealed for: it is of no use to another owner, nor
 * beside another public half. */
static const char *
purpose(struct arena *mem, const struct keyring_key *row)
{
	return arena_printf(mem, "key %s %s %s", row->item_id,
			    digest_hex(mem, row->pem, strlen(row->pem)),
			    row->owner);
}

/* What an opened key is kept by: all that its row says of it. */
static const char *
mark_of(struct arena *mem, const struct keyring_key *row)
{
	const char *all = arena_printf(mem, "%s %s %s", row->id,
				       purpose(mem, row), row->sealed);

	return digest_hex(mem, all, strlen(all));
}

static const struct key *
find(const struct signer_safe *safe, const char *mark)
{
	size_t i;

	for (i = 0; i < MOST_OPENED; i++)
		if (streq(safe->opened[i].what, mark))
			return safe->opened[i].key;
	return NULL;
}

static void
keep(struct signer_safe *safe, const char *mark, struct key *key)
{
	struct opened *place = &safe->opened[safe->next];

	safe->next = (safe->next + 1) % MOST_OPENED;
	key_free(place->key);
	place->key = key;
	memcpy(place->what, mark, sizeof(place->what));
}

/* The private key that is sealed in ${row}; the caller's. */
static enum result
unseal(struct signer_safe *safe, struct arena *mem,
       const struct keyring_key *row, struct key **out)
{
	unsigned char *bytes;
	enum result r;
	size_t len;

	TRY(open_seal(safe, false));
	if (seal_read(safe->seal, mem, purpose(mem, row), row->sealed, &bytes,
		      &len) != OK)
		return fail(INTERNAL,
			    "key %s cannot be opened: the master key is "
			    "another one, or the key's row was changed",
			    row->id);
	r = key_read_private(bytes, len, out);
	secret_wipe(bytes, len);
	if (r != OK)
		return fail(INTERNAL, "key %s holds no private key", row->id);
	return OK;
}

enum result
signer_safe_open(struct signer_safe *safe, struct arena *mem,
		 const struct keyring_key *row, const struct key **out)
{
	const char *mark;
	struct key *key;

	if (keyring_state(row) != KEYRING_SIGNING || !row->sealed)
		return fail(CONFLICT, "Key %s signs no more.", row->id);
	mark = mark_of(mem, row);
	*out = find(safe, mark);
	if (*out)
		return OK;
	TRY(unseal(safe, mem, row, &key));
	keep(safe, mark, key);
	*out = key;
	return OK;
}

enum result
signer_safe_make(struct signer_safe *safe, struct arena *mem,
		 struct keyring_key *made)
{
	unsigned char *bytes;
	auto_key key = NULL;
	size_t len;

	TRY(open_seal(safe, true));
	TRY(key_new(made->bits, &key));
	made->pem = key_pem(key, mem);
	bytes = key_private(key, &len);
	made->sealed = seal_close(safe->seal, mem, purpose(mem, made), bytes,
				  len);
	key_wipe(bytes, len);
	return OK;
}
