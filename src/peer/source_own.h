/*
 * Our own documents, for a verification.  For source.c alone.
 */
#ifndef PEER_SOURCE_OWN_H
#define PEER_SOURCE_OWN_H

#include "peer/source.h"

/* The document at ${url}, if that is below our service root; false: it is
 * not, and ${out} is left alone. */
bool
source_own_hosted(const struct source_how *how, struct arena *mem,
		  const char *url, struct verify_answer *out);

/* The same of a share link of ours. */
bool
source_own_shared(const struct source_how *how, struct arena *mem,
		  const char *url, struct verify_answer *out);

/* The life of our key at ${url}; false: it is none of ours. */
bool
source_own_key_life(const struct source_how *how, struct arena *mem,
		    const char *url, struct verify_key_life *out);

/* When our lists say that ${id} was revoked; 0: they do not. */
int64_t
source_own_revoked_at(const struct source_how *how, struct arena *mem,
		      const char *id);

/* The answer of a sample of ours (store/sample.h). */
bool
source_own_sample(const struct source_how *how, struct arena *mem,
		  const char *url, struct verify_answer *out);

#endif
