/*
 * For tests: certificates made on the spot, by OpenSSL, and a server's side
 * of TLS with one.
 */
#ifndef UNIT_TLS_CERTS_H
#define UNIT_TLS_CERTS_H

#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

struct tls_cert {
	X509 *cert;
	EVP_PKEY *key;
};

static inline void
tls_extend(X509 *cert, int nid, const char *value)
{
	X509V3_CTX context;
	X509_EXTENSION *extension;

	X509V3_set_ctx(&context, cert, cert, NULL, NULL, 0);
	extension = X509V3_EXT_conf_nid(NULL, &context, nid, value);
	X509_add_ext(cert, extension, -1);
	X509_EXTENSION_free(extension);
}

/* One for ${name}, good from ${from} to ${to} seconds from now, signed by
 * ${by}; NULL: by itself.  "DNS:…" as ${alt}: a server's; NULL: an
 * authority's. */
static inline struct tls_cert
tls_make(const char *name, const char *alt, const struct tls_cert *by,
	 const long valid[2])
{
	static long serial;
	struct tls_cert made = { X509_new(), EVP_EC_gen("P-256") };
	X509_NAME *subject = X509_get_subject_name(made.cert);

	X509_set_version(made.cert, X509_VERSION_3);
	ASN1_INTEGER_set(X509_get_serialNumber(made.cert), ++serial);
	X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_ASC,
				   (const unsigned char *)name, -1, -1, 0);
	X509_set_issuer_name(made.cert,
			     by ? X509_get_subject_name(by->cert) : subject);
	X509_gmtime_adj(X509_getm_notBefore(made.cert), valid[0]);
	X509_gmtime_adj(X509_getm_notAfter(made.cert), valid[1]);
	X509_set_pubkey(made.cert, made.key);
	if (alt)
		tls_extend(made.cert, NID_subject_alt_name, alt);
	else
		tls_extend(made.cert, NID_basic_constraints,
			   "critical,CA:TRUE");
	X509_sign(made.cert, by ? by->key : made.key, EVP_sha256());
	return made;
}

static inline void
tls_free(struct tls_cert *made)
{
	X509_free(made->cert);
	EVP_PKEY_free(made->key);
}

static inline bool
tls_write(const struct tls_cert *made, const char *path)
{
	FILE *to = fopen(path, "we");
	bool is_written = to && PEM_write_X509(to, made->cert);

	return to && fclose(to) == 0 && is_written;
}

/* The server's side on ${fd}; NULL: they did not agree. */
static inline SSL *
tls_accept(int fd, const struct tls_cert *made, int most_version)
{
	SSL_CTX *context = SSL_CTX_new(TLS_server_method());
	SSL *ssl;

	SSL_CTX_use_certificate(context, made->cert);
	SSL_CTX_use_PrivateKey(context, made->key);
	SSL_CTX_set_security_level(context, 0);
	SSL_CTX_set_min_proto_version(context, TLS1_VERSION);
	SSL_CTX_set_max_proto_version(context, most_version);
	ssl = SSL_new(context);
	SSL_set_fd(ssl, fd);
	return SSL_accept(ssl) == 1 ? ssl : NULL;
}

/* Hear a request's head, say ${answer}, and end. */
static inline void
tls_answer(SSL *ssl, const char *answer)
{
	char request[4096];

	if (SSL_read(ssl, request, sizeof(request)) > 0)
		SSL_write(ssl, answer, (int)strlen(answer));
	SSL_shutdown(ssl);
}

#endif
