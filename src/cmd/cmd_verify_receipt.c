/*
 * clarus verify --receipt: does a receipt hold?  Without asking anybody: by
 * the keys of this office, or by a key that one has and believes.
 */
#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/str.h"
#include "cmd/cmd_verify.h"
#include "cmd/cmd_verify_print.h"
#include "crypto/digest.h"
#include "crypto/key.h"
#include "db/db.h"
#include "model/jsonmem.h"
#include "store/receipt.h"

/* Larger than any report. */
#define MOST_RECEIPT ((size_t)64 << 20)
#define MOST_KEYS ((size_t)1 << 20)

/* What was found. */
struct held {
	int status;
	const char *words;
};

static enum result
read_receipt(struct arena *mem, const char *path, struct receipt *out)
{
	char *text;
	size_t len;

	TRY(cmd_read_file(mem, path, MOST_RECEIPT, &text, &len));
	while (len && strchr(" \t\r\n", text[len - 1]))
		len--;
	return receipt_read(mem, text, len, out);
}

/* ---- A key that was given: PEM, a JWK, or a set of them */

static bool
fits_jwk(const struct receipt *receipt, const json_t *jwk)
{
	auto_key key = NULL;

	return key_read_jwk(jwk, &key) == OK &&
	       receipt_check(receipt, key) == OK;
}

static bool
fits_pem(const struct receipt *receipt, const char *text, size_t len)
{
	auto_key key = NULL;

	return key_read_pem(text, len, &key) == OK &&
	       receipt_check(receipt, key) == OK;
}

static bool
fits_json(const struct receipt *receipt, const json_t *json)
{
	const json_t *keys = json_object_get(json, "keys"), *each;
	const char *pem = json_string_value(
		json_object_get(json, "publicKeyPem"));
	size_t i;

	if (pem)
		return fits_pem(receipt, pem, strlen(pem));
	if (!json_is_array(keys))
		return fits_jwk(receipt, json);
	json_array_foreach (keys, i, each)
		if (fits_jwk(receipt, each))
			return true;
	return false;
}

static enum result
hold_given(struct arena *mem, const char *path, const struct receipt *receipt,
	   struct held *out)
{
	static const struct load_limits limits = { MOST_KEYS, 16 };
	char *text;
	size_t len;
	json_t *json;
	bool fits;

	TRY(cmd_read_file(mem, path, MOST_KEYS, &text, &len));
	if (load_json(mem, text, len, &limits, &json) == OK)
		fits = fits_json(receipt, json);
	else
		fits = fits_pem(receipt, text, len);
	*out = (struct held){ CMD_VERIFY_VALID,
			      "The receipt is signed with the key given." };
	if (!fits)
		*out = (struct held){ CMD_VERIFY_WRONG,
				      "The receipt is not signed with the key "
				      "given." };
	return OK;
}

/* ---- The office's own keys, or that in the receipt itself */

static bool
hold_own(const struct conf *conf, struct arena *mem,
	 const struct receipt *receipt, struct held *out)
{
	struct item_office *office = cmd_office(conf, mem, NULL, NULL);
	auto_db db = NULL;
	const char *url;

	if (!streq(receipt->iss, conf->base_url))
		return false;
	cmd_verify_office(conf, &db);
	if (!db)
		return false;
	*out = (struct held){ CMD_VERIFY_VALID,
			      "The receipt is signed by this office." };
	if (receipt_check_own(db, office, receipt, &url) != OK)
		*out = (struct held){ CMD_VERIFY_WRONG,
				      arena_strdup(mem, fail_last()->text) };
	return true;
}

static void
hold_itself(const struct receipt *receipt, struct held *out)
{
	*out = (struct held){
		CMD_VERIFY_UNKNOWN,
		"The receipt is signed with the key that stands in it, which "
		"proves nothing by itself: compare that key with what its "
		"office publishes, and give it with --key."
	};
	if (!receipt->key || !fits_jwk(receipt, receipt->key))
		*out = (struct held){ CMD_VERIFY_WRONG,
				      "The signature does not fit." };
}

static enum result
hold(const struct conf *conf, struct arena *mem, const struct cmd_verify *call,
     const struct receipt *receipt, struct held *out)
{
	if (call->key)
		return hold_given(mem, call->key, receipt, out);
	if (!hold_own(conf, mem, receipt, out))
		hold_itself(receipt, out);
	return OK;
}

/* ---- The document it is about */

static enum result
compare(struct arena *mem, const char *path, size_t most,
	const struct receipt *receipt, struct held *out)
{
	char *bytes;
	size_t len;

	TRY(cmd_read_file(mem, path, most, &bytes, &len));
	*out = (struct held){ CMD_VERIFY_VALID,
			      "The document is the one that was checked." };
	if ((long long)len != receipt->len ||
	    !digest_equal(digest_hex(mem, bytes, len), receipt->sha256))
		*out = (struct held){ CMD_VERIFY_WRONG,
				      "The document is another one than was "
				      "checked." };
	return OK;
}

static void
print(struct arena *mem, const struct cmd_verify *call,
      const struct receipt *receipt)
{
	if (call->as_json) {
		puts(jsonmem_text(mem, receipt->report, JSON_INDENT(2)));
		return;
	}
	printf("by: ");
	cmd_verify_print_text(stdout, receipt->iss);
	printf("\nsigned: %s\n\n", clock_iso(mem, receipt->at));
	cmd_verify_print(stdout, receipt->report);
}

static enum result
run(const struct conf *conf, struct arena *mem, const struct cmd_verify *call,
    int *status)
{
	struct held signature, document = { 0 };
	struct receipt receipt;

	TRY(read_receipt(mem, call->receipt, &receipt));
	TRY(hold(conf, mem, call, &receipt, &signature));
	if (call->document)
		TRY(compare(mem, call->document, (size_t)conf->max_document,
			    &receipt, &document));
	fail_clear();
	fprintf(call->as_json ? stderr : stdout, "%s\n%s%s", signature.words,
		document.words ? document.words : "",
		document.words ? "\n" : "");
	print(mem, call, &receipt);
	*status = signature.status;
	if (document.status == CMD_VERIFY_WRONG)
		*status = CMD_VERIFY_WRONG;
	return OK;
}

int
cmd_verify_receipt(const struct conf *conf, const struct cmd_verify *call)
{
	auto_arena mem = arena_new();
	int status = CMD_VERIFY_UNREAD;

	if (run(conf, mem, call, &status) != OK)
		return cmd_verify_unread();
	return status;
}
