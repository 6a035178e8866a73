/*
 * The table of subcommands, and how a command line becomes one of them.
 *
 * Settings (--base-url URL …) may stand before or after the subcommand;
 * what is no setting is the subcommand's own.  Started by a web server as
 * plain CGI or on a listening socket, it serves, whatever its arguments:
 * a query string must not become an option (RFC 3875 §4.4).
 */
#include <jansson.h>
#include <locale.h>
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/log.h"
#include "base/str.h"
#include "cmd/cmd.h"
#include "crypto/secret.h"
#include "http/fcgi.h"

#ifndef CLARUS_VERSION
#define CLARUS_VERSION "0.1"
#endif
#ifndef CLARUS_SYSCONFDIR
#define CLARUS_SYSCONFDIR "/usr/local/etc"
#endif
#define DEFAULT_FILE CLARUS_SYSCONFDIR "/clarus/clarus.conf"

/* clang-format off */
static const struct cmd cmds[] = {
	{ "serve", "", "Answer requests, behind a web server",
	  "Started with --socket PATH, by systemd's socket, by a web server "
	  "on a\nlistening socket, or as plain CGI.\n", cmd_serve },
	{ "init", "", "Make the data folder and the database", NULL,
	  cmd_init },
	{ "migrate", "", "Bring the database to this program's schema", NULL,
	  cmd_migrate },
	{ "import", "[--build] FILE…", "Bring documents in",
	  "  --build  their parts into the Builder as well\n"
	  "Takes a Clr, ClrSet, ClrPayload, a JWS of one, a page with one "
	  "embedded,\na verifiable credential around one.  \"-\" is standard "
	  "input.\n", cmd_import },
	{ "export", "ID… | --all --out FOLDER", "Write records, to the byte",
	  "  --out FOLDER  one file a record, instead of standard output\n"
	  "  --all         every record\n", cmd_export },
	{ "check", "[--as CLASS] [--import] FILE…",
	  "Tell what is wrong in documents",
	  "  --as CLASS  a document of that class; otherwise told from it\n"
	  "  --import    leniently, as an import takes it\n"
	  "Exit status: 0 clean or warnings only, 1 errors, 2 could not be "
	  "read.\n", cmd_check },
	{ "routes", "", "Print the table of all addresses", NULL,
	  cmd_routes },
	{ "model", "", "Print the manual of the data model", NULL,
	  cmd_model },
	{ "config", "", "Print all settings, their meaning and their values",
	  NULL, cmd_config },
	{ "share", "RECORD --name NAME | --list RECORD | --delete LINK",
	  "Make, list and end shareable links", NULL, cmd_share },
	{ "user", "add EMAIL NAME --role ROLE | list | role EMAIL ROLE |\n"
	  "       disable EMAIL | enable EMAIL | reset EMAIL",
	  "Make, list and change the accounts that can sign in",
	  "add prints a link for choosing a password, good once within 7 "
	  "days; reset,\none for choosing a new password within a day.\n"
	  "  --role ROLE       owner, editor, issuer, reviewer, auditor, "
	  "learner\n"
	  "  --password-stdin  add: no link; the password is the first line "
	  "of standard\n                    input\n", cmd_user },
	{ "client", "add NAME --scope SCOPE… [--redirect ADDRESS…] [--itself] [--all]\n"
	  "       [--rate N] | list | show CLIENT | disable CLIENT |\n"
	  "       enable CLIENT | secret CLIENT | remove CLIENT",
	  "Make, list and change the applications that may ask for tokens",
	  "add prints the client_id and the client_secret, which is told this "
	  "once; secret\nmakes a new one.  enable also lets in one that waits "
	  "for approval.\n"
	  "  --scope SCOPE       readonly, replace, delete, offline_access, or "
	  "a full name;\n                      may be said again\n"
	  "  --redirect ADDRESS  where it is answered when it asks people; may "
	  "be said again\n"
	  "  --itself            it acts for itself too; without --redirect it "
	  "does\n"
	  "  --all               for itself it reaches every record, not only "
	  "its own\n"
	  "  --rate N            requests a minute, instead of the setting "
	  "client_rate\n", cmd_client },
	{ "key", "new PROFILE | --office [--bits N] | list | end KEY |\n"
	  "       rotate PROFILE | --office [--bits N] |\n"
	  "       revoke KEY --since DATE --reason TEXT | "
	  "export-public KEY [--jwk]",
	  "Make, list, replace and withdraw the keys that sign",
	  "PROFILE is an issuer's item id, document id, or exact name.\n"
	  "  --office       the office's own key, for receipts and the audit "
	  "trail\n"
	  "  --bits N       2048 (a new one's, unless said), 3072, 4096\n"
	  "  --since DATE   as 2025-12-31 or 2025-12-31T08:00:00Z: what was "
	  "signed then\n                 or later proves nothing\n"
	  "  --reason TEXT  why, for the audit trail and the key's page\n"
	  "  --jwk          as a JWK instead of PEM\n", cmd_key },
	{ "sign", "ITEM… | --all-drafts [--as CLASS] [--hosted]",
	  "Publish items, signed by whoever issues them",
	  "  ITEM          the id of an item or of its document\n"
	  "  --all-drafts  every draft that can be signed\n"
	  "  --as CLASS    only Endorsement, Assertion or Clr\n"
	  "  --hosted      checked at its address here instead of signed\n"
	  "Each is a line: item, version, record, name.\n"
	  "Exit status: 0 all were published, 1 some were not, and why.\n", cmd_sign },
	{ "verify", "FILE|URL|- [--as-of DATE] [--data] [--json] |\n"
	  "       --receipt FILE [--document FILE] [--key FILE] [--json]",
	  "Tell whether a record is genuine, check by check",
	  "  --as-of DATE     judge as of the end of that day: 2025-12-31\n"
	  "  --data           look at every address in it, too\n"
	  "  --json           the report as JSON\n"
	  "  --receipt FILE   check a receipt, without asking anybody\n"
	  "  --document FILE  is this the document that it is about?\n"
	  "  --key FILE       the key it must be signed with: PEM, JWK, or a "
	  "set of them\n"
	  "Exit status: 0 valid; 1 not valid, revoked or expired; 2 not "
	  "verifiable; 3 could\nnot be read.  Of a receipt: 0 it holds; 1 it "
	  "does not; 2 only its own key says\nso; 3 could not be read.\n",
	  cmd_verify },
	{ "audit", "verify [--head HASH] [--heads FILE] | heads |\n"
	  "       list [--from DATE] [--to DATE]",
	  "Check the audit trail, or write it as CSV",
	  "heads prints the signed heads, a line each.\n"
	  "  --head HASH  a head that verify printed earlier: it must still "
	  "be there\n"
	  "  --heads FILE signed heads that were kept elsewhere, instead of "
	  "those in the\n               data folder\n"
	  "  --from DATE  as 2025-12-31; this day and later\n"
	  "  --to DATE    this day and earlier\n"
	  "Exit status of verify: 0 the chain is whole, 1 it is not.\n",
	  cmd_audit },
	{ "tree", "check | rebuild",
	  "Compare the published files with the database, or mend them",
	  "Exit status: 0 all files are right, 1 some are missing, stale or "
	  "extra.\nA missing one is no fault to readers: the office answers "
	  "instead.\n", cmd_tree },
	{ "archive", "FOLDER",
	  "Write all that is public as files, to be kept for ever",
	  "Documents, keys, lists and pages, with an explanation for who "
	  "keeps them: any\nweb server answers with them at the same "
	  "address when the office is closed.\nFOLDER must be empty, or not "
	  "there yet.\n", cmd_archive },
	{ "verify-store", "", "Check that all that is kept is what it was",
	  "Reads every document again: hashes, columns, signatures, the audit "
	  "trail, the\ndatabase file.  Each fault is a line.\n"
	  "Exit status: 0 nothing is wrong, 1 something is.\n",
	  cmd_verify_store },
	{ "conformance",
	  "provider URL [--client ID --client-secret FILE | --token-file FILE]\n"
	  "       [--browser PORT] [--authorize URL] [--token URL]\n"
	  "       [--document URL]… [--read-only] [--json] [--html FILE]",
	  "Ask a Provider for each feature of CLR 1.0",
	  "URL is what stands before /ims/clr/v1p0; the checks have the ids of "
	  "the\nconformance guide's lists.\n"
	  "  --client ID, --client-secret FILE  a client of that Provider\n"
	  "  --token-file FILE  a token of it, instead\n"
	  "  --browser PORT     the code flow too: a person signs in, and comes "
	  "back to\n                     http://127.0.0.1:PORT/callback, which "
	  "the client registered\n"
	  "  --authorize, --token URL  endpoints that its discovery document "
	  "does not name\n"
	  "  --document URL     a hosted assertion, endorsement or record to "
	  "start from\n"
	  "  --read-only        records are neither posted nor deleted\n"
	  "  --html FILE        the report as a page too\n"
	  "Exit status: 0 nothing failed, 1 something did.\n",
	  cmd_conformance },
	{ "jws", "verify --key FILE [FILE] | show [FILE]",
	  "Check a signed text against a key, or show what it says",
	  "verify writes the content to standard output; show, the header and "
	  "the\ncontent, unverified.  \"-\", or no file, is standard input.\n"
	  "  --key FILE  the public key: PEM, a JWK, a set of JWK, or a "
	  "CryptographicKey\n"
	  "Exit status: 0 the signature is the key's, 1 it is not.\n",
	  cmd_jws },
};
/* clang-format on */

#define COUNT (sizeof(cmds) / sizeof(cmds[0]))

static int
help(void)
{
	size_t i;

	printf("clarus " CLARUS_VERSION
	       " — the record office of a small institution\n\n"
	       "Use: clarus [--config FILE] [--SETTING VALUE…] COMMAND …\n\n");
	for (i = 0; i < COUNT; i++)
		printf("  %-12s %s\n", cmds[i].name, cmds[i].help);
	printf("\nclarus COMMAND --help tells more; clarus config lists the "
	       "settings.\nThe configuration file is %s, where there is one."
	       "\n",
	       DEFAULT_FILE);
	return EXIT_FINE;
}

static int
help_of(const struct cmd *cmd)
{
	printf("Use: clarus %s %s\n\n%s.\n%s%s", cmd->name, cmd->args,
	       cmd->help, cmd->more ? "\n" : "", cmd->more ? cmd->more : "");
	return EXIT_FINE;
}

static const struct cmd *
find(const char *name)
{
	size_t i;

	for (i = 0; i < COUNT; i++)
		if (streq(cmds[i].name, name))
			return &cmds[i];
	return NULL;
}

/* A command line sorted: the settings, and the subcommand's own words. */
struct words {
	const char *file;
	char **settings; /* NULL behind the last */
	int settings_count;
	char **own;
	int own_count;
	bool wants_help;
	bool wants_version;
	const char *master_key; /* of the environment, or NULL */
};

/* Take the word at argv[i] (and its value); the index of the next one. */
static int
take(struct words *w, int argc, char *argv[], int i)
{
	bool has_value = i + 1 < argc && !strchr(argv[i], '=');

	if (streq(argv[i], "--help")) {
		w->wants_help = true;
	} else if (streq(argv[i], "--version")) {
		w->wants_version = true;
	} else if (streq(argv[i], "--config") && i + 1 < argc) {
		w->file = argv[++i];
	} else if (conf_knows(argv[i])) {
		w->settings[w->settings_count++] = argv[i];
		if (has_value)
			w->settings[w->settings_count++] = argv[++i];
	} else {
		w->own[w->own_count++] = argv[i];
	}
	return i + 1;
}

static void
sort_words(struct arena *mem, struct words *w, int argc, char *argv[])
{
	int i = 1;

	w->settings = arena_array(mem, (size_t)argc + 1, sizeof(char *));
	w->own = arena_array(mem, (size_t)argc + 1, sizeof(char *));
	while (i < argc)
		i = take(w, argc, argv, i);
}

static const char *
conf_file(const struct words *w)
{
	const char *named = getenv("CLARUS_CONFIG");

	if (w->file)
		return w->file;
	if (named && named[0])
		return named;
	return access(DEFAULT_FILE, R_OK) == 0 ? DEFAULT_FILE : NULL;
}

static enum result
open_settings(struct arena *mem, const struct words *w, struct conf *conf)
{
	enum log_level level;

	TRY(conf_load(mem, conf_file(w), w->settings, conf));
	TRY(log_level_parse(conf->log_level, &level));
	return log_open(conf->log, level);
}

static int
run(const struct cmd *cmd, struct arena *mem, const struct words *w)
{
	char *alone[] = { (char *)(uintptr_t)cmd->name, NULL };
	struct conf conf;

	if (open_settings(mem, w, &conf) != OK)
		return cmd_failed(cmd->name);
	conf.master_key = w->master_key;
	if (!w->own_count)
		return cmd->run(&conf, 1, alone);
	return cmd->run(&conf, w->own_count, w->own);
}

/* Is this process a web server's child? */
static bool
is_served(void)
{
	return getenv("GATEWAY_INTERFACE") || fcgi_is_inherited();
}

int
main(int argc, char *argv[])
{
	auto_arena mem = arena_new();
	struct words words = {
		.master_key = secret_env("CLARUS_MASTER_KEY"),
	};
	const struct cmd *cmd;

	setlocale(LC_CTYPE, "C.UTF-8");
	json_set_alloc_funcs(xmalloc, free);
	/* Large blocks go back to the system when they are freed. */
	mallopt(M_MMAP_THRESHOLD, 128 * 1024);
	mallopt(M_TRIM_THRESHOLD, 256 * 1024);
	if (getenv("GATEWAY_INTERFACE"))
		argc = 1;
	sort_words(mem, &words, argc, argv);
	if (words.wants_version)
		return puts("clarus " CLARUS_VERSION) < 0;
	cmd = find(words.own_count ? words.own[0]
		   : is_served()   ? "serve"
				   : NULL);
	if (cmd)
		return words.wants_help ? help_of(cmd) : run(cmd, mem, &words);
	if (words.wants_help)
		return help();
	fprintf(stderr, "clarus: %s; see clarus --help\n",
		words.own_count ? "there is no such command"
				: "a command is needed");
	return EXIT_USAGE;
}
