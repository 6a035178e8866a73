/*
 * The way to the signer process and back.  For signer.c and cmd/signing.c.
 *
 * Every process that may ask inherits one end of a channel.  Who asks makes a
 * stream of its own, hands one end of it over by the channel, and talks over
 * the other: so two that ask never get each other's answers, and an answer
 * that comes too late meets nobody.
 */
#ifndef STORE_SIGNER_WIRE_H
#define STORE_SIGNER_WIRE_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/fail.h"

/* So long one side waits for the other: the signer for the whole question
 * once it has taken it, and for its answer to be read; who asks, for the
 * answer, with others before it, one of them a new key. */
enum {
	SIGNER_WIRE_ASK_MS = 2000,
	SIGNER_WIRE_ANSWER_MS = 10000,
	SIGNER_WIRE_PAIR_MS = 30000
};

enum signer_wire_kind { SIGNER_WIRE_SIGN, SIGNER_WIRE_PAIR };

/* What is asked.  To sign: all but bits.  A pair: id and bits. */
struct signer_wire_ask {
	enum signer_wire_kind kind;
	int as;		  /* enum signer_statement */
	const char *root; /* as signer_ask.root */
	const char *id;	  /* of a key; of a profile's item */
	const void *bytes;
	size_t len;
	long long bits;
};

/* What came of it.  OK: the JWS; of a pair its sealed half, its public half,
 * its owner.  Else: the sentence. */
enum { SIGNER_WIRE_TEXTS = 3 };
struct signer_wire_answer {
	enum result result;
	const char *text[SIGNER_WIRE_TEXTS]; /* NULL is sent as "" */
};

/* A channel: [0] is the signer's end.  OK, INTERNAL. */
enum result
signer_wire_pair(int fds[2]) CHECKED;

/* Ask over ${channel}.  OK: ${answer}, in ${mem}, whatever it says.  BUSY:
 * nobody answers. */
enum result
signer_wire_call(int channel, struct arena *mem,
		 const struct signer_wire_ask *ask,
		 struct signer_wire_answer *answer) CHECKED;

/* Wait ${wait_ms} (-1: for ever) for the next who asks.  OK: *${fd}, closed
 * by the caller.  BUSY: nobody came, or one that is none.  GONE: everybody who
 * could ask has ended. */
enum result
signer_wire_next(int channel, int wait_ms, int *fd) CHECKED;

/* Read what is asked over ${fd}, at most ${most} bytes of each text, into
 * ${mem}.  OK.  INVALID: it is no question.  TOO_BIG.  BUSY: it took too
 * long. */
enum result
signer_wire_read(int fd, struct arena *mem, size_t most,
		 struct signer_wire_ask *ask) CHECKED;

/* Answer it.  OK, BUSY: nobody reads it. */
enum result
signer_wire_reply(int fd, const struct signer_wire_answer *answer) CHECKED;

#endif
