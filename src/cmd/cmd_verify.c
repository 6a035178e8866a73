/*
 * clarus verify: the same verification as the page's, from the command line.
 * It fetches for itself.  With an office's database at hand its own
 * documents, keys and known issuers count; without one it works too.
 */
#include "cmd/cmd_verify.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/str.h"
#include "base/uri.h"
#include "cmd/cmd_verify_print.h"
#include "db/db.h"
#include "model/jsonmem.h"
#include "peer/checkup.h"
#include "web/verify_given.h"

int
cmd_verify_unread(void)
{
	cmd_failed("verify");
	return CMD_VERIFY_UNREAD;
}

void
cmd_verify_office(const struct conf *conf, struct db **db)
{
	int version;

	if (db_open(conf->database, DB_READ_ONLY, false, db) == OK &&
	    db_version(*db, &version) == OK && version > 0)
		return;
	db_close(*db);
	*db = NULL;
	fail_clear();
}

/* ---- Telling what is asked */

/* A source that says on a terminal what it asks. */
struct teller {
	const struct verify_source *inner;
	bool is_told; /* there is a terminal */
};

static void
tell(const struct teller *t, const char *what, const char *of)
{
	if (!t->is_told)
		return;
	fputs("\r\x1b[K", stderr);
	fputs(what, stderr);
	cmd_verify_print_text(stderr, of);
	fflush(stderr);
}

static void
teller_get(void *data, struct arena *mem, const char *url,
	   struct verify_answer *out)
{
	struct teller *t = data;

	tell(t, "Asking ", url);
	t->inner->get(t->inner->data, mem, url, out);
	tell(t, "", "");
}

static bool
teller_key_life(void *data, const char *url, struct verify_key_life *out)
{
	const struct verify_source *inner = ((struct teller *)data)->inner;

	return inner->key_life(inner->data, url, out);
}

static int64_t
teller_revoked_at(void *data, const char *id)
{
	const struct verify_source *inner = ((struct teller *)data)->inner;

	return inner->revoked_at(inner->data, id);
}

static const char *
teller_known_issuer(void *data, struct arena *mem, const char *id)
{
	const struct verify_source *inner = ((struct teller *)data)->inner;

	return inner->known_issuer(inner->data, mem, id);
}

/* ---- Checking */

static enum result
read_what(const struct conf *conf, struct arena *mem,
	  const struct cmd_verify *call, struct checkup_ask *ask)
{
	char *bytes;
	size_t len;

	TRY(verify_given_date(call->as_of, &ask->as_of));
	ask->with_data = call->with_data;
	ask->is_url = str_starts(call->what, "https://") ||
		      str_starts(call->what, "http://");
	if (ask->is_url) {
		ask->bytes = call->what;
		ask->len = strlen(call->what);
		return OK;
	}
	TRY(cmd_read_file(mem, call->what, (size_t)conf->max_document, &bytes,
			  &len));
	ask->bytes = bytes;
	ask->len = len;
	return OK;
}

static enum result
check(const struct conf *conf, struct arena *mem, struct db *db,
      struct checkup_ask *ask, struct checkup *out)
{
	struct item_office *office = cmd_office(conf, mem, NULL, NULL);
	struct teller *teller = arena_alloc(mem, sizeof(*teller));
	struct verify_source *through = arena_alloc(mem, sizeof(*through));
	struct source_how how;

	*teller = (struct teller){ .is_told = isatty(STDERR_FILENO) };
	*through = (struct verify_source){
		.data = teller,
		.get = teller_get,
		.key_life = teller_key_life,
		.revoked_at = teller_revoked_at,
		.known_issuer = teller_known_issuer,
	};
	source_defaults(conf, &how);
	how.db = db;
	how.office = office;
	how.may_fetch = true;
	ask->limits = office->limits;
	ask->source = source_new(mem, &how);
	ask->through = through;
	teller->inner = source_verify(ask->source);
	return checkup_run(mem, ask, out);
}

static int
status_of(enum verify_verdict verdict)
{
	switch (verdict) {
	case VERDICT_VALID:
		return CMD_VERIFY_VALID;
	case VERDICT_UNVERIFIABLE:
		return CMD_VERIFY_UNKNOWN;
	default:
		return CMD_VERIFY_WRONG;
	}
}

static int
verify(const struct conf *conf, const struct cmd_verify *call)
{
	auto_arena mem = arena_new();
	auto_db db = NULL;
	struct checkup_ask ask = { 0 };
	struct checkup found;
	const json_t *report;

	if (read_what(conf, mem, call, &ask) != OK)
		return cmd_verify_unread();
	cmd_verify_office(conf, &db);
	if (check(conf, mem, db, &ask, &found) != OK)
		return cmd_verify_unread();
	if (found.refused) {
		(void)fail(NOT_FOUND, "%s", found.refused);
		return cmd_verify_unread();
	}
	report = verify_json(mem, &found.report);
	if (call->as_json)
		puts(jsonmem_text(mem, report, JSON_INDENT(2)));
	else
		cmd_verify_print(stdout, report);
	return status_of(found.report.verdict);
}

/* ---- The call */

/* The option ${word} with a value: where it goes; NULL: it is none. */
static const char **
option(struct cmd_verify *call, const char *word)
{
	const struct {
		const char *name;
		const char **at;
	} rows[] = {
		{ "--as-of", &call->as_of },
		{ "--receipt", &call->receipt },
		{ "--document", &call->document },
		{ "--key", &call->key },
	};
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (streq(word, rows[i].name))
			return rows[i].at;
	return NULL;
}

static bool
take(struct cmd_verify *call, int argc, char *argv[], int *i)
{
	const char *word = argv[*i], **at = option(call, word);

	if (at) {
		if (++*i == argc)
			return false;
		*at = argv[*i];
	} else if (streq(word, "--json")) {
		call->as_json = true;
	} else if (streq(word, "--data")) {
		call->with_data = true;
	} else if (call->what || (word[0] == '-' && word[1])) {
		return false;
	} else {
		call->what = word;
	}
	return true;
}

/* Is it one thing that is asked, and not half of another? */
static bool
is_whole(const struct cmd_verify *call)
{
	if (call->receipt)
		return !call->what && !call->as_of && !call->with_data;
	return call->what && !call->document && !call->key;
}

int
cmd_verify(const struct conf *conf, int argc, char *argv[])
{
	struct cmd_verify call = { 0 };
	bool is_good = true;
	int i;

	for (i = 1; i < argc && is_good; i++)
		is_good = take(&call, argc, argv, &i);
	if (!is_good || !is_whole(&call)) {
		cmd_usage(argv[0]);
		return CMD_VERIFY_UNREAD;
	}
	return call.receipt ? cmd_verify_receipt(conf, &call)
			    : verify(conf, &call);
}
