/*
 * clarus jws verify|show: a signed text against a key in hand, and what it
 * says.  Nothing is fetched and nobody is asked whose key it is: that is
 * clarus verify.  Keys come as PEM, JWK, a set of JWK, or the document of a
 * CryptographicKey.
 */
#include <stdio.h>
#include <string.h>

#include "cmd/cmd.h"
#include "base/str.h"
#include "crypto/jws.h"
#include "model/jsonmem.h"
#include "model/load.h"

struct job {
	struct arena *mem;
	struct load_limits limits;
	const char *key_path;
	const char *text_path;
};

/* A file's bytes without its one line end, if it has one. */
static enum result
read_text(const struct job *job, char **text, size_t *len)
{
	TRY(cmd_read_file(job->mem, job->text_path, job->limits.max_bytes, text,
			  len));
	if (*len > 0 && (*text)[*len - 1] == '\n')
		--*len;
	else
		return OK;
	if (*len > 0 && (*text)[*len - 1] == '\r')
		--*len;
	return OK;
}

/* ---- The key, or several */

/* It must be ${key}'s signature; *${print} is the key's thumbprint. */
static enum result
verify_key(const struct job *job, const struct jws *jws, const struct key *key,
	   const char **print)
{
	TRY(jws_verify(jws, key));
	*print = key_thumbprint(key, job->mem);
	return OK;
}

static enum result
verify_pem(const struct job *job, const struct jws *jws, struct key_bytes pem,
	   const char **print)
{
	auto_key key = NULL;

	TRY(key_read_pem(pem.data, pem.len, &key));
	return verify_key(job, jws, key, print);
}

static enum result
verify_jwk(const struct job *job, const struct jws *jws, const json_t *jwk,
	   const char **print)
{
	auto_key key = NULL;

	TRY(key_read_jwk(jwk, &key));
	return verify_key(job, jws, key, print);
}

/* Is it the one that the header names? */
static bool
is_named(const struct jws *jws, const json_t *jwk)
{
	const char *kid = json_string_value(json_object_get(jwk, "kid"));

	return kid && streq(kid, jws->kid);
}

/* Try the keys that are named, then the others: a name is no proof, and in
 * the field it is often another one (RFC 7517 §5, CLR 1.0 §4.3). */
static enum result
verify_set(const struct job *job, const struct jws *jws, const json_t *keys,
	   const char **print)
{
	const json_t *jwk;
	size_t i;
	int named;

	if (json_array_size(keys) == 0)
		return fail(INVALID, "There is no key in the set.");
	for (named = 1; named >= 0; named--)
		json_array_foreach (keys, i, jwk)
			if (is_named(jws, jwk) == (named == 1) &&
			    verify_jwk(job, jws, jwk, print) == OK)
				return OK;
	if (json_array_size(keys) == 1)
		return INVALID; /* what was wrong with it has been kept */
	return fail(INVALID, "The signature fits none of the %zu keys.",
		    json_array_size(keys));
}

static enum result
verify_json(const struct job *job, const struct jws *jws, const json_t *doc,
	    const char **print)
{
	const json_t *pem = json_object_get(doc, "publicKeyPem");
	const json_t *keys = json_object_get(doc, "keys");

	if (keys)
		return verify_set(job, jws, keys, print);
	if (pem && !json_is_string(pem))
		return fail(INVALID, "The key's publicKeyPem is no text.");
	if (!pem)
		return verify_jwk(job, jws, doc, print);
	return verify_pem(job, jws,
			  (struct key_bytes){ json_string_value(pem),
					      json_string_length(pem) },
			  print);
}

/* With whatever is in the key's file. */
static enum result
verify_file(const struct job *job, const struct jws *jws, const char **print)
{
	char *bytes;
	json_t *doc;
	size_t len;

	TRY(cmd_read_file(job->mem, job->key_path, job->limits.max_bytes,
			  &bytes, &len));
	if (bytes[strspn(bytes, " \t\r\n")] != '{')
		return verify_pem(job, jws, (struct key_bytes){ bytes, len },
				  print);
	TRY(load_json(job->mem, bytes, len, &job->limits, &doc));
	return verify_json(job, jws, doc, print);
}

/* ---- The two acts */

static enum result
put(const void *bytes, size_t len)
{
	if (fwrite(bytes, 1, len, stdout) == len && fflush(stdout) == 0)
		return OK;
	return fail(INTERNAL, "the content cannot be written");
}

static enum result
verify(const struct job *job)
{
	const char *thumbprint;
	struct jws jws;
	char *text;
	size_t len;

	TRY(read_text(job, &text, &len));
	TRY(jws_open(job->mem, text, len, &jws));
	TRY(verify_file(job, &jws, &thumbprint));
	TRY(put(jws.payload, jws.payload_len));
	fprintf(stderr, "verified: %s, key %s\n", jws_alg_name(jws.alg),
		thumbprint);
	return OK;
}

static enum result
show(const struct job *job)
{
	struct compact jws;
	const char *header;
	char *text;
	size_t len;

	TRY(read_text(job, &text, &len));
	TRY(load_compact(job->mem, text, len, &job->limits, &jws));
	header = jsonmem_text(job->mem, jws.header, JSON_COMPACT);
	TRY(put(header, strlen(header)));
	TRY(put("\n", 1));
	TRY(put(jws.payload_bytes, jws.payload_len));
	TRY(put("\n", 1));
	fprintf(stderr, "not verified: clarus jws verify --key does that\n");
	return OK;
}

/* ---- The command line */

static const struct act {
	const char *name;
	bool wants_key;
	enum result (*run)(const struct job *job);
} acts[] = {
	{ "verify", true, verify },
	{ "show", false, show },
};

static const struct act *
act_named(const char *name)
{
	size_t i;

	for (i = 0; i < sizeof(acts) / sizeof(acts[0]); i++)
		if (streq(acts[i].name, name))
			return &acts[i];
	return NULL;
}

/* Read the words behind the act; false: they are wrong. */
static bool
options(struct job *job, int argc, char *argv[])
{
	int i;

	for (i = 2; i < argc; i++) {
		if (streq(argv[i], "--key") && i + 1 < argc && !job->key_path)
			job->key_path = argv[++i];
		else if (job->text_path || str_starts(argv[i], "--"))
			return false;
		else
			job->text_path = argv[i];
	}
	if (!job->text_path)
		job->text_path = "-";
	return !streq(job->key_path, job->text_path);
}

int
cmd_jws(const struct conf *conf, int argc, char *argv[])
{
	auto_arena mem = arena_new();
	struct job job = {
		.mem = mem,
		.limits = { .max_bytes = (size_t)conf->max_document,
			    .max_depth = (int)conf->max_depth },
	};
	const struct act *act = argc > 1 ? act_named(argv[1]) : NULL;

	if (!act || !options(&job, argc, argv) ||
	    act->wants_key != !!job.key_path)
		return cmd_usage(argv[0]);
	return act->run(&job) == OK ? EXIT_FINE : cmd_failed(argv[0]);
}
