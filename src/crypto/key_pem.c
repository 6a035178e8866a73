/*
 * The reader of public keys in PEM (RFC 7468 §13): SubjectPublicKeyInfo (RFC
 * 5280 §4.1.2.7, RFC 3279 §2.3.1).  By hand, because there is one way to
 * write such a key, and OpenSSL's reader both takes others and needs twenty
 * times as long as checking a signature.  No certificates.  Called wherever
 * a key comes in.
 */
#include "crypto/key.h"

#include <string.h>

#include "base/b64.h"
#include "base/str.h"

/* The PEM of the largest key is not a fifth as long. */
#define LONGEST 8192

#define BEGIN "-----BEGIN "
#define DASHES "-----"
#define OURS "PUBLIC KEY" DASHES
#define END "-----END PUBLIC KEY-----"

/* Bytes yet to be read. */
struct rest {
	const char *at;
	size_t len;
};

static void
advance(struct rest *r, size_t len)
{
	r->at += len;
	r->len -= len;
}

static void
skip_space(struct rest *r)
{
	while (r->len > 0 && *r->at && strchr(" \t\r\n\f\v", *r->at))
		advance(r, 1);
}

/* Pass over ${text}, if it comes next. */
static bool
skip(struct rest *r, const char *text)
{
	size_t len = strlen(text);

	if (r->len < len || memcmp(r->at, text, len) != 0)
		return false;
	advance(r, len);
	return true;
}

/* What is there after "-----BEGIN ", if it is no public key? */
static enum result
refuse_label(struct rest r)
{
	const char *end = memmem(r.at, r.len, DASHES, strlen(DASHES));
	struct rest label = { r.at, end ? (size_t)(end - r.at) : 0 };

	if (memmem(label.at, label.len, "PRIVATE", strlen("PRIVATE")))
		return fail(INVALID, "This is a private key. Keep it secret: "
				     "what is wanted here is the public one.");
	if (skip(&label, "CERTIFICATE"))
		return fail(INVALID, "This is a certificate; what is wanted is "
				     "the public key alone, BEGIN PUBLIC KEY.");
	if (skip(&label, "RSA PUBLIC KEY"))
		return fail(INVALID, "This is a key in the older form BEGIN "
				     "RSA PUBLIC KEY; what is wanted is BEGIN "
				     "PUBLIC KEY.");
	return fail(INVALID, "This is no public key that is taken here: it "
			     "must begin with -----BEGIN PUBLIC KEY-----.");
}

/* What stands between the first line and the last. */
static enum result
open_armour(struct rest r, struct rest *inside)
{
	const char *end;

	skip_space(&r);
	if (!skip(&r, BEGIN))
		return fail(INVALID, "There is no public key: it would begin "
				     "with -----BEGIN PUBLIC KEY-----.");
	if (!skip(&r, OURS))
		return refuse_label(r);
	end = memmem(r.at, r.len, END, strlen(END));
	if (!end)
		return fail(INVALID, "The public key is cut off: the line "
				     "-----END PUBLIC KEY----- is missing.");
	*inside = (struct rest){ r.at, (size_t)(end - r.at) };
	advance(&r, inside->len + strlen(END));
	skip_space(&r);
	return r.len == 0 ? OK
			  : fail(INVALID, "There is more after the public "
					  "key; take it away.");
}

/* ---- DER: one tag, its length in the shortest form, its content */

enum { BITS = 0x03, INTEGER = 0x02, SEQUENCE = 0x30 };

static unsigned
byte_at(const struct rest *r, size_t i)
{
	return (unsigned char)r->at[i];
}

/* The length that comes next, of at most two bytes. */
static bool
take_length(struct rest *r, size_t *len)
{
	size_t count = r->len > 0 && byte_at(r, 0) > 0x80 ? byte_at(r, 0) & 0x7f
							  : 0;

	if (r->len < count + 1 || count > 2 || byte_at(r, 0) == 0x80)
		return false;
	*len = count == 0   ? byte_at(r, 0)
	       : count == 1 ? byte_at(r, 1)
			    : byte_at(r, 1) << 8 | byte_at(r, 2);
	advance(r, count + 1);
	return (count < 1 || *len > 0x7f) && (count < 2 || *len > 0xff);
}

/* Take the value of ${tag} that comes next. */
static bool
take(struct rest *r, unsigned tag, struct rest *value)
{
	size_t len;

	if (r->len == 0 || byte_at(r, 0) != tag)
		return false;
	advance(r, 1);
	if (!take_length(r, &len) || len > r->len)
		return false;
	*value = (struct rest){ r->at, len };
	advance(r, len);
	return true;
}

/* The same, where nothing may come after it. */
static bool
take_last(struct rest *r, unsigned tag, struct rest *value)
{
	return take(r, tag, value) && r->len == 0;
}

/* A number above zero in its shortest form. */
static bool
take_number(struct rest *r, const unsigned char **bytes, size_t *len)
{
	struct rest value;

	if (!take(r, INTEGER, &value) || value.len == 0 ||
	    byte_at(&value, 0) > 0x7f)
		return false;
	if (value.len > 1 && byte_at(&value, 0) == 0 &&
	    byte_at(&value, 1) <= 0x7f)
		return false;
	*bytes = (const unsigned char *)value.at;
	*len = value.len;
	return true;
}

/* SEQUENCE { rsaEncryption, BIT STRING of SEQUENCE { n, e } }.  INVALID:
 * another kind of key, or not written as it must be. */
static enum result
read_der(struct rest der, struct key_numbers *num)
{
	/* 1.2.840.113549.1.1.1, NULL */
	static const unsigned char rsa[] = { 0x06, 0x09, 0x2a, 0x86, 0x48,
					     0x86, 0xf7, 0x0d, 0x01, 0x01,
					     0x01, 0x05, 0x00 };
	struct rest all, kind, bits, pair;

	if (!take_last(&der, SEQUENCE, &all) || !take(&all, SEQUENCE, &kind))
		return fail(INVALID, "The public key is damaged.");
	if (kind.len != sizeof(rsa) || memcmp(kind.at, rsa, sizeof(rsa)) != 0)
		return fail(INVALID, "This is another kind of key; only RSA "
				     "keys are taken.");
	if (!take_last(&all, BITS, &bits) || bits.len == 0 ||
	    byte_at(&bits, 0) != 0)
		return fail(INVALID, "The public key is damaged.");
	advance(&bits, 1);
	if (!take_last(&bits, SEQUENCE, &pair) ||
	    !take_number(&pair, &num->n, &num->n_len) ||
	    !take_number(&pair, &num->e, &num->e_len) || pair.len != 0)
		return fail(INVALID, "The public key is damaged.");
	return OK;
}

enum result
key_read_pem(const char *pem, size_t len, struct key **out)
{
	auto_arena mem = arena_new();
	struct key_numbers num;
	unsigned char *der;
	struct rest inside = { 0 };
	size_t der_len;

	if (len > LONGEST)
		return fail(INVALID,
			    "This is no public key: it is longer than "
			    "%d bytes.",
			    LONGEST);
	TRY(open_armour((struct rest){ pem, len }, &inside));
	if (b64_decode(mem, inside.at, inside.len, &der, &der_len) != OK)
		return fail(INVALID, "The public key is damaged: it is not "
				     "written in base64.");
	TRY(read_der((struct rest){ (const char *)der, der_len }, &num));
	return key_from(&num, out);
}
