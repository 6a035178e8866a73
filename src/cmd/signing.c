/*
 * The signer process: it alone opens private keys.  It reads the database,
 * never writes it, and believes of what it is asked only which key and which
 * bytes are meant.  Started by the master beside the workers.
 */
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "base/log.h"
#include "cmd/sandbox.h"
#include "cmd/serve.h"
#include "crypto/secret.h"
#include "db/db.h"
#include "model/jsonmem.h"
#include "store/signer.h"
#include "store/signer_wire.h"

/* So long without a question the database is closed, so that the last of the
 * others can put it in order. */
#define IDLE_MS 100

struct desk {
	const struct conf *conf;
	struct signer *signer;
	struct db *db; /* open while there are questions */
	struct arena *mem;
};

static enum result
sign(struct desk *d, const struct signer_wire_ask *ask,
     struct signer_wire_answer *answer)
{
	const struct signer_ask what = {
		.root = ask->root,
		.key_id = ask->id,
		.as = (enum signer_statement)ask->as,
		.bytes = ask->bytes,
		.len = ask->len,
	};

	return signer_sign(d->signer, d->db, d->mem, &what, &answer->text[0]);
}

static enum result
make_pair(struct desk *d, const struct signer_wire_ask *ask,
	  struct signer_wire_answer *answer)
{
	const struct keyring_key what = { .item_id = ask->id,
					  .bits = ask->bits };
	struct keyring_key made;

	TRY(signer_pair(d->signer, d->db, d->mem, &what, &made));
	answer->text[0] = made.sealed;
	answer->text[1] = made.pem;
	answer->text[2] = made.owner;
	return OK;
}

static enum result
do_what(struct desk *d, int fd, struct signer_wire_answer *answer)
{
	struct signer_wire_ask ask;

	TRY(signer_wire_read(fd, d->mem, (size_t)d->conf->max_document, &ask));
	if (!d->db)
		TRY(db_open(d->conf->database, DB_READ_ONLY, false, &d->db));
	return ask.kind == SIGNER_WIRE_SIGN ? sign(d, &ask, answer)
					    : make_pair(d, &ask, answer);
}

/* One question, whatever it is, and its answer. */
static void
answer(struct desk *d, int fd)
{
	struct signer_wire_answer said = { .result = OK };
	auto_fd stream = fd;

	said.result = do_what(d, stream, &said);
	if (said.result != OK)
		said.text[0] = arena_strdup(d->mem, fail_last()->text);
	if (said.result == INTERNAL)
		log_line(LOG_ERROR, "signer: %s", said.text[0]);
	if (signer_wire_reply(stream, &said) != OK)
		log_line(LOG_WARNING, "signer: %s", fail_last()->text);
	arena_reset(d->mem);
}

static void
close_db(struct desk *d)
{
	db_close(d->db);
	d->db = NULL;
}

/* Until nobody is left to ask. */
static void
serve(struct desk *d, int channel)
{
	enum result r;
	int fd;

	do {
		r = signer_wire_next(channel, d->db ? IDLE_MS : -1, &fd);
		if (r == OK)
			answer(d, fd);
		else
			close_db(d);
	} while (r != GONE);
}

/* The master key, if the master was started with one. */
static const char *
receive_key(int fd)
{
	char *key = secret_new(SIGNING_KEY);
	ssize_t len = read(fd, key, SIGNING_KEY - 1);

	close(fd);
	if (len > 0)
		return key;
	secret_free(key, SIGNING_KEY);
	return NULL;
}

int
signing_run(const struct conf *given, int channel, int key_fd)
{
	struct conf conf = *given;
	struct desk d = { .conf = &conf, .mem = arena_new() };

	/* It ends when the last who could ask has, and not before. */
	signal(SIGTERM, SIG_IGN);
	signal(SIGINT, SIG_IGN);
	secret_begin();
	conf.master_key = receive_key(key_fd);
	if (sandbox_signer(&conf) != OK)
		log_line(LOG_WARNING, "signer: %s", fail_last()->text);
	jsonmem_use(d.mem);
	d.signer = signer_here(&conf);
	serve(&d, channel);
	signer_free(d.signer);
	close_db(&d);
	jsonmem_use(NULL);
	arena_free(d.mem);
	secret_free((void *)(uintptr_t)conf.master_key, SIGNING_KEY);
	return 0;
}
