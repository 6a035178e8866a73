/*
 * The settings: the table, and the four sources that fill it.  What a
 * setting does is decided where it is used.  Called by cmd/.
 */
#include "base/conf.h"

#include <ctype.h>
#include <errno.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/conf_value.h"
#include "base/log.h"
#include "base/str.h"
#include "base/uri.h"

#ifndef CLARUS_STATEDIR
#define CLARUS_STATEDIR "/var/lib/clarus"
#endif
#ifndef CLARUS_DATADIR
#define CLARUS_DATADIR "/usr/local/share/clarus"
#endif

/* All links begin with it, so nothing may stand behind the path. */
static bool
is_base_url(const char *s)
{
	bool is_web = uri_has_scheme(s, "http") || uri_has_scheme(s, "https");

	return is_web && uri_is_absolute(s, false) && uri_use(s) == URI_LINK &&
	       strchr(s, ':')[3] != ':' && !strpbrk(s, "?#@");
}

/* A language tag (RFC 5646 §2.1), which is part of file names. */
static bool
is_language(const char *s)
{
	size_t len = strcspn(s, "-");

	if (len < 2 || len > 8)
		return false;
	for (; *s; s++) {
		if (!isalnum((unsigned char)*s) &&
		    !(*s == '-' && isalnum((unsigned char)s[1])))
			return false;
	}
	return true;
}

static bool
is_log_level(const char *s)
{
	enum log_level level;

	return log_level_parse(s, &level) == OK;
}

static bool
is_registration(const char *s)
{
	return streq(s, "open") || streq(s, "approval") || streq(s, "closed");
}

static bool
is_smtp(const char *s)
{
	return (str_starts(s, "smtp://") && s[7]) ||
	       (str_starts(s, "smtps://") && s[8]);
}

#define AT(member) #member, .at = offsetof(struct conf, member)

/* clang-format off */
static const struct conf_row rows[] = {
	{ AT(base_url), .kind = CONF_TEXT, .preset = "http://localhost:8080", .is_allowed = is_base_url,
	  .allowed = "an http or https address without user, query and fragment",
	  .help = "The address people reach this installation at; part of every id it gives." },
	{ AT(institution), .kind = CONF_TEXT, .preset = "Clarus",
	  .help = "The name at the top of every page." },
	{ AT(language), .kind = CONF_TEXT, .preset = "en", .is_allowed = is_language,
	  .allowed = "a language tag such as en or pt-BR",
	  .help = "The language of pages when the browser asks for none we have." },
	{ AT(data_dir), .kind = CONF_PATH, .preset = CLARUS_STATEDIR,
	  .help = "The folder of all that is kept: database, keys, published files." },
	{ AT(database), .kind = CONF_PATH, .preset = "", .is_optional = true,
	  .help = "The database file; empty: clarus.db in data_dir." },
	{ AT(templates), .kind = CONF_PATH, .preset = CLARUS_DATADIR "/templates",
	  .help = "The folder of page templates." },
	{ AT(static_dir), .kind = CONF_PATH, .preset = CLARUS_DATADIR "/static",
	  .help = "The folder of style sheets, scripts and icons." },
	{ AT(migrations), .kind = CONF_PATH, .preset = CLARUS_DATADIR "/migrations",
	  .help = "The folder of database migrations." },
	{ AT(socket), .kind = CONF_PATH, .preset = "", .is_optional = true,
	  .help = "The FastCGI socket to listen at; empty: the one inherited." },
	{ AT(socket_mode), .kind = CONF_OCTAL, .preset = "0660", .min = 0600, .max = 0777,
	  .help = "Permissions of that socket, in octal." },
	{ AT(log), .kind = CONF_PATH, .preset = "-",
	  .help = "The log file; - is standard error." },
	{ AT(log_level), .kind = CONF_TEXT, .preset = "info", .is_allowed = is_log_level,
	  .allowed = "error, warning, info or debug",
	  .help = "The least important kind of line that is logged." },
	{ AT(demo), .kind = CONF_FLAG, .preset = "false",
	  .help = "Anyone may import, list and share: for trying it out only." },
	{ AT(workers), .kind = CONF_NUMBER, .preset = "0", .min = 0, .max = 1024,
	  .help = "Processes that serve; 0: twice the processors, at least 4." },
	{ AT(max_document), .kind = CONF_SIZE, .preset = "16 MiB", .min = KiB, .max = GiB,
	  .help = "The largest document that can be imported." },
	{ AT(max_form), .kind = CONF_SIZE, .preset = "1 MiB", .min = KiB, .max = GiB,
	  .help = "The largest ordinary form." },
	{ AT(max_fields), .kind = CONF_NUMBER, .preset = "1000", .min = 1, .max = 100000,
	  .help = "The most fields a form may have." },
	{ AT(max_header), .kind = CONF_SIZE, .preset = "8 KiB", .min = 256, .max = MiB,
	  .help = "The largest header of a request." },
	{ AT(max_depth), .kind = CONF_NUMBER, .preset = "64", .min = 8, .max = 1000,
	  .help = "How deep JSON may be nested." },
	{ AT(cache_bytes), .kind = CONF_SIZE, .preset = "6 MiB", .min = 0, .max = GiB,
	  .help = "Rendered pages that each worker keeps; 0: none." },
	{ AT(tree_bytes), .kind = CONF_SIZE, .preset = "512 MiB", .min = 0, .max = 1024LL * GiB,
	  .help = "Rendered pages that are kept on disk, in tree of data_dir; 0: none." },
	{ AT(inline_image), .kind = CONF_SIZE, .preset = "64 KiB", .min = 0, .max = 16 * MiB,
	  .help = "The largest image that stands in the page itself." },
	{ AT(max_upload), .kind = CONF_SIZE, .preset = "5 MiB", .min = KiB, .max = 256 * MiB,
	  .help = "The largest picture or file of evidence." },
	{ AT(max_download), .kind = CONF_SIZE, .preset = "64 MiB", .min = MiB, .max = GiB,
	  .help = "The most that can be downloaded of the Builder at once." },
	{ AT(max_rows), .kind = CONF_NUMBER, .preset = "1000", .min = 10, .max = 100000,
	  .help = "The most rows one list of a form may have." },
	{ AT(secret_file), .kind = CONF_PATH, .preset = "", .is_optional = true,
	  .help = "The key for secrets at rest, made when missing; empty: secret.key in data_dir." },
	{ AT(password_cost), .kind = CONF_NUMBER, .preset = "6", .min = 0, .max = 11,
	  .help = "How dear a password's hash is to make; 0: as libcrypt thinks." },
	{ AT(session_idle), .kind = CONF_NUMBER, .preset = "1800", .min = 1, .max = 31536000,
	  .help = "After so many seconds without a request one must sign in again." },
	{ AT(session_absolute), .kind = CONF_NUMBER, .preset = "43200", .min = 1, .max = 31536000,
	  .help = "After so many seconds one must sign in again in any case." },
	{ AT(review), .kind = CONF_FLAG, .preset = "false",
	  .help = "A second person approves what is to be published." },
	{ AT(smtp), .kind = CONF_TEXT, .preset = "", .is_optional = true, .is_allowed = is_smtp,
	  .allowed = "smtp://host:port or smtps://host:port",
	  .help = "The mail server; empty: mail is kept for an owner to read." },
	{ AT(mail_from), .kind = CONF_TEXT, .preset = "", .is_optional = true, .is_allowed = uri_is_mailbox,
	  .allowed = "an e-mail address",
	  .help = "The address mail comes from; empty: clarus@ and the host of base_url." },
	{ AT(smtp_user), .kind = CONF_TEXT, .preset = "", .is_optional = true,
	  .help = "The name to sign in with at the mail server; empty: none." },
	{ AT(smtp_password_file), .kind = CONF_PATH, .preset = "", .is_optional = true,
	  .help = "The file whose first line is the password for it." },
	{ AT(fetch_allow), .kind = CONF_TEXT, .preset = "", .is_optional = true,
	  .help = "Hosts as host:port, with commas, that may be fetched from though they are private: for tests only." },
	{ AT(dns_server), .kind = CONF_TEXT, .preset = "", .is_optional = true,
	  .help = "The name server that outgoing requests ask, as address:port: for tests only; empty: those of the machine." },
	{ AT(master_key_file), .kind = CONF_PATH, .preset = "", .is_optional = true,
	  .help = "The key that seals private keys, made when missing, never readable by workers; empty: master.key in a folder beside data_dir, its name with -keys." },
	{ AT(publish_tree), .kind = CONF_FLAG, .preset = "true",
	  .help = "Hosted documents also stand as files, for the web server." },
	{ AT(public_dir), .kind = CONF_PATH, .preset = "", .is_optional = true,
	  .help = "The folder of those files, which the web server reads; empty: public in data_dir." },
	{ AT(verify_fetches), .kind = CONF_NUMBER, .preset = "40", .min = 1, .max = 100000,
	  .help = "The most documents fetched for one verification." },
	{ AT(verify_host_fetches), .kind = CONF_NUMBER, .preset = "20", .min = 1, .max = 100000,
	  .help = "The most of them from one host." },
	{ AT(verify_seconds), .kind = CONF_NUMBER, .preset = "20", .min = 1, .max = 600,
	  .help = "The most seconds that fetching for one verification may take." },
	{ AT(verify_fresh), .kind = CONF_NUMBER, .preset = "60", .min = 0, .max = 86400,
	  .help = "For so many seconds a fetched document is not asked for again; 0: each time." },
	{ AT(verify_rate), .kind = CONF_NUMBER, .preset = "60", .min = 0, .max = 1000000,
	  .help = "Verifications that one address may ask for a minute; 0: any number." },
	{ AT(audit_head_seconds), .kind = CONF_NUMBER, .preset = "3600", .min = 0, .max = 31536000,
	  .help = "So often the head of the audit trail is signed, if it grew; 0: never." },
	{ AT(token_code_seconds), .kind = CONF_NUMBER, .preset = "60", .min = 1, .max = 600,
	  .help = "For so many seconds an application can exchange an authorization code." },
	{ AT(token_access_seconds), .kind = CONF_NUMBER, .preset = "3600", .min = 1, .max = 86400,
	  .help = "For so many seconds an application's access token holds." },
	{ AT(token_refresh_seconds), .kind = CONF_NUMBER, .preset = "7776000", .min = 60, .max = 31536000,
	  .help = "For so many seconds an application can go on before it must ask the person again." },
	{ AT(client_registration), .kind = CONF_TEXT, .preset = "open", .is_allowed = is_registration,
	  .allowed = "open, approval or closed",
	  .help = "May applications register themselves: open, with an owner's approval, or closed." },
	{ AT(registration_rate), .kind = CONF_NUMBER, .preset = "60", .min = 0, .max = 1000000,
	  .help = "Applications that may register from one address an hour; 0: any number." },
	{ AT(client_rate), .kind = CONF_NUMBER, .preset = "600", .min = 0, .max = 1000000,
	  .help = "Requests that one application may make a minute, unless it has a rate of its own; 0: any number." },
};
/* clang-format on */

_Static_assert(sizeof rows / sizeof rows[0] == CONF_COUNT,
	       "one row for each setting");

/* Where a value comes from. */
struct origin {
	enum conf_source source;
	const char *words; /* "line 3 of FILE" */
};

static enum result
set(struct arena *mem, const struct conf_row *row, const char *value,
    struct origin from, struct conf *out)
{
	if (!conf_value_set(mem, row, value, out))
		return fail(INVALID,
			    "%s: the setting %s cannot be \"%.200s\"; "
			    "it must be %s",
			    from.words, row->name, value,
			    conf_value_allowed(mem, row));
	out->source[row - rows] = (unsigned char)from.source;
	return OK;
}

/* The setting of this name, or NULL.  ${dash} is what the name has for
 * '_': '-' among options. */
static const struct conf_row *
find(const char *name, size_t len, char dash)
{
	size_t i, n;

	for (i = 0; i < CONF_COUNT; i++) {
		for (n = 0; n < len; n++) {
			char c = rows[i].name[n];

			if (name[n] != (c == '_' ? dash : c))
				break;
		}
		if (n == len && !rows[i].name[n])
			return &rows[i];
	}
	return NULL;
}

/* The setting of the option ${word}, "--name" or "--name=VALUE"; or NULL. */
static const struct conf_row *
find_option(const char *word)
{
	if (!str_starts(word, "--"))
		return NULL;
	return find(word + 2, strcspn(word + 2, "="), '-');
}

static enum result
load_presets(struct arena *mem, struct conf *out)
{
	const struct origin from = { CONF_DEFAULT, "the built-in default" };
	size_t i;

	for (i = 0; i < CONF_COUNT; i++)
		TRY(set(mem, &rows[i], rows[i].preset, from, out));
	return OK;
}

/* Cut the blanks around ${s}, in place. */
static char *
trim(char *s)
{
	size_t len;

	s += strspn(s, " \t\r\n");
	len = strlen(s);
	while (len > 0 && strchr(" \t\r\n", s[len - 1]))
		len--;
	s[len] = '\0';
	return s;
}

/* Cut what a '#' at the start or after a blank begins. */
static char *
cut_comment(char *s)
{
	char *c;

	for (c = s; (c = strchr(c, '#')); c++) {
		if (c == s || c[-1] == ' ' || c[-1] == '\t') {
			*c = '\0';
			break;
		}
	}
	return trim(s);
}

/* The value ${s} states, in place; NULL if its quotes do not match. */
static char *
unquote(char *s)
{
	char *from = s + 1, *to = s;

	if (*s != '"')
		return cut_comment(s);
	for (; *from && *from != '"'; from++) {
		if (*from == '\\' && from[1])
			from++;
		*to++ = *from;
	}
	if (*from != '"' || *cut_comment(from + 1))
		return NULL;
	*to = '\0';
	return s;
}

static enum result
load_line(struct arena *mem, char *line, const char *where, struct conf *out)
{
	char *name = trim(line), *value = strchr(name, '=');
	const struct conf_row *row;

	if (!*name || *name == '#')
		return OK;
	if (!value)
		return fail(INVALID, "%s: not \"name = value\"", where);
	*value = '\0';
	name = trim(name);
	row = find(name, strlen(name), '_');
	if (!row)
		return fail(INVALID, "%s: there is no setting %.100s", where,
			    name);
	if (out->source[row - rows] == CONF_FILE)
		return fail(INVALID, "%s: the setting %s is there twice", where,
			    name);
	value = unquote(trim(value + 1));
	if (!value)
		return fail(INVALID,
			    "%s: the setting %s has a quote without "
			    "its other one",
			    where, name);
	return set(mem, row, value, (struct origin){ CONF_FILE, where }, out);
}

AUTO_TYPE(file, FILE *, fclose);
#define auto_file AUTO(file)

static enum result
load_file(struct arena *mem, const char *path, struct conf *out)
{
	auto_file file = fopen(path, "re");
	auto_text line = NULL;
	const char *where;
	size_t room = 0;
	ssize_t len;
	int number = 0;

	if (!file)
		return fail(INVALID, "%s cannot be read: %s", path,
			    strerror(errno));
	while ((len = getline(&line, &room, file)) >= 0) {
		where = arena_printf(mem, "line %d of %s", ++number, path);
		if (strlen(line) != (size_t)len)
			return fail(INVALID, "%s: a NUL byte", where);
		TRY(load_line(mem, line, where, out));
	}
	if (ferror(file))
		return fail(INVALID, "%s cannot be read: %s", path,
			    strerror(errno));
	return OK;
}

static enum result
load_environment(struct arena *mem, struct conf *out)
{
	struct origin from = { .source = CONF_ENVIRONMENT };
	char *name, *c, *value;
	size_t i;

	for (i = 0; i < CONF_COUNT; i++) {
		name = arena_printf(mem, "CLARUS_%s", rows[i].name);
		for (c = name; *c; c++)
			*c = (char)toupper((unsigned char)*c);
		value = getenv(name);
		if (!value)
			continue;
		from.words = arena_printf(mem, "the environment variable %s",
					  name);
		TRY(set(mem, &rows[i], value, from, out));
	}
	return OK;
}

/* Take the option at ${words}: "--name=VALUE", or "--name" and its value in
 * the word behind it. */
static enum result
load_option(struct arena *mem, char *const words[], struct conf *out)
{
	const char *word = words[0];
	size_t len = strcspn(word, "=");
	const char *value = word[len] ? word + len + 1 : words[1];
	const struct conf_row *row = find_option(word);
	struct origin from = { .source = CONF_OPTION };

	from.words = arena_printf(mem, "the option %.*s",
				  (int)(len < 100 ? len : 100), word);
	if (!row)
		return fail(INVALID, "%s: there is no such setting",
			    from.words);
	if (!value)
		return fail(INVALID, "%s: its value is missing", from.words);
	return set(mem, row, value, from, out);
}

static enum result
load_options(struct arena *mem, char *const options[], struct conf *out)
{
	for (; *options; options += strchr(*options, '=') ? 1 : 2)
		TRY(load_option(mem, options, out));
	return OK;
}

/* What follows from other settings. */
static void
settle(struct arena *mem, struct conf *out)
{
	size_t len = strlen(out->base_url);

	while (out->base_url[len - 1] == '/')
		len--;
	out->base_url = arena_strndup(mem, out->base_url, len);
	if (!out->database)
		out->database = arena_printf(mem, "%s/clarus.db",
					     out->data_dir);
	if (!out->secret_file)
		out->secret_file = arena_printf(mem, "%s/secret.key",
						out->data_dir);
	if (!out->master_key_file)
		out->master_key_file = arena_printf(mem, "%s-keys/master.key",
						    out->data_dir);
	if (!out->public_dir)
		out->public_dir = arena_printf(mem, "%s/public", out->data_dir);
}

enum result
conf_load(struct arena *mem, const char *file, char *const options[],
	  struct conf *out)
{
	memset(out, 0, sizeof *out);
	TRY(load_presets(mem, out));
	if (file)
		TRY(load_file(mem, file, out));
	TRY(load_environment(mem, out));
	TRY(load_options(mem, options, out));
	settle(mem, out);
	return OK;
}

void
conf_print(FILE *to, const struct conf *conf)
{
	static const char *const sources[] = {
		[CONF_DEFAULT] = "default",
		[CONF_FILE] = "file",
		[CONF_ENVIRONMENT] = "environment",
		[CONF_OPTION] = "option",
	};
	const struct conf_row *row;

	for (row = rows; row < rows + CONF_COUNT; row++) {
		fprintf(to, "# %s\n%s = ", row->help, row->name);
		conf_value_print(to, row, conf);
		fprintf(to, "  # %s\n\n", sources[conf->source[row - rows]]);
	}
}

char *
conf_base_path(struct arena *mem, const struct conf *conf)
{
	const char *path = strchr(strstr(conf->base_url, "://") + 3, '/');

	return arena_strdup(mem, path ? path : "");
}

bool
conf_knows(const char *option)
{
	return find_option(option) != NULL;
}
