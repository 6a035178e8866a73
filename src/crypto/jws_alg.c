/*
 * The table of signature algorithms: names and hashes.  Nothing is computed
 * here.  Called by jws.c, for headers, and by key.c and key_jwk.c.
 */
#include "crypto/jws_alg.h"

#include "base/str.h"

static const struct {
	const char *name, *hash;
} algs[JWS_ALG__MAX] = {
	[JWS_RS256] = { "RS256", "SHA256" },
	[JWS_RS384] = { "RS384", "SHA384" },
	[JWS_RS512] = { "RS512", "SHA512" },
};

const char *
jws_alg_name(enum jws_alg alg)
{
	return algs[alg].name;
}

const char *
jws_alg_hash(enum jws_alg alg)
{
	return algs[alg].hash;
}

enum jws_alg
jws_alg_find(const char *name)
{
	enum jws_alg alg;

	for (alg = 0; alg < JWS_ALG__MAX; alg++)
		if (streq(name, algs[alg].name))
			break;
	return alg;
}
