/*
 * The settings: one table says name, kind, meaning and default of each.
 *
 * A setting comes from, in rising order: its default, the file, the
 * environment (CLARUS_ and the name in capitals), an option (--name VALUE
 * with '-' for '_').  All of them are checked alike.
 */
#ifndef BASE_CONF_H
#define BASE_CONF_H

#include <stdbool.h>
#include <stdio.h>

#include "base/arena.h"

enum conf_source { CONF_DEFAULT, CONF_FILE, CONF_ENVIRONMENT, CONF_OPTION };

/* How many settings there are. */
#define CONF_COUNT 56

/* The settings in force.  One member a row of the table in conf.c. */
struct conf {
	const char *base_url; /* no slash at the end */
	const char *institution;
	const char *language;
	const char *data_dir;
	const char *database; /* path of the SQLite file */
	const char *templates;
	const char *static_dir;
	const char *migrations;
	const char *socket; /* NULL: inherited, or none */
	const char *log;
	const char *log_level;
	bool demo;		    /* anyone may import, list and share */
	long long socket_mode;	    /* permission bits, written in octal */
	long long workers;	    /* 0: max(4, 2 × cores) */
	long long max_document;	    /* bytes of a document to import */
	long long max_form;	    /* bytes of an ordinary form */
	long long max_fields;	    /* fields of a form */
	long long max_header;	    /* bytes of one header */
	long long max_depth;	    /* nesting of JSON */
	long long cache_bytes;	    /* rendered pages kept, a worker */
	long long tree_bytes;	    /* the same, on disk for all */
	long long inline_image;	    /* bytes of an image put into the page */
	long long max_upload;	    /* bytes of a picture or file of evidence */
	long long max_download;	    /* bytes of everything at once */
	long long max_rows;	    /* rows of one list in a form */
	const char *secret_file;    /* path of the key for secrets at rest */
	long long password_cost;    /* of yescrypt; 0: libcrypt's own */
	long long session_idle;	    /* seconds without a request */
	long long session_absolute; /* seconds after signing in */
	bool review;		    /* a second person approves publishing */
	const char *smtp;	    /* mail server, "smtp://host:25"; or NULL */
	const char *mail_from;	    /* the sender's address, or NULL */
	const char *smtp_user;	    /* and who we are there, or NULL */
	const char *smtp_password_file; /* whose first line is the password */
	const char *fetch_allow; /* "host:port, …" exempt from the guard of
				    outgoing requests: for tests */
	const char *dns_server;	 /* "127.0.0.1:5353": for tests; or NULL */
	const char *master_key_file;   /* path of the key that seals keys */
	bool publish_tree;	       /* hosted documents as files too … */
	const char *public_dir;	       /* … in this folder */
	long long verify_fetches;      /* of one verification */
	long long verify_host_fetches; /* and from one host */
	long long verify_seconds;      /* for all its fetches */
	long long verify_fresh;	       /* seconds an answer is taken as it is */
	long long verify_rate;	       /* verifications a minute, an address */
	long long audit_head_seconds;  /* between signed heads; 0: none */
	long long token_code_seconds;  /* life of an authorization code */
	long long token_access_seconds;	 /* of an access token */
	long long token_refresh_seconds; /* of all that one consent gives */
	const char *client_registration; /* "open", "approval", "closed" */
	long long registration_rate;	 /* clients an hour, an address */
	long long client_rate;		 /* requests a minute, a client */
	bool certification;		 /* send CLR 1.0 and nothing else */
	long long answer_records;	 /* in one answer, at most */
	long long answer_bytes;		 /* of them together */
	const char *terms_url;		 /* NULL: the start page */
	const char *privacy_url;	 /* NULL: the start page */
	const char *master_key; /* no setting: of the environment, see main.c;
				   in locked memory, "" in a child; or NULL */
	unsigned char source[CONF_COUNT]; /* enum conf_source, by row */
};

/*
 * The file has lines "name = value"; blank lines are passed over, and so is
 * what follows a '#' at the start of a line or after a blank.  A value may
 * stand in double quotes, and there \" is a quote and \\ a backslash.
 * Sizes are bytes, or take K, M, G, KiB, MiB or GiB, powers of 1024.  A name
 * that is no setting is an error in the file and among the options; in the
 * environment it is somebody else's.
 *
 * Fill ${out} from all sources.  ${file} is the configuration file, or
 * NULL for none; ${options} are words as above ("--name", "VALUE" or
 * "--name=VALUE") and end with NULL; there must be no others among them
 * (see conf_knows()).  Texts live in ${mem}.
 * OK, or INVALID: the sentence names setting, source and line.
 */
enum result
conf_load(struct arena *mem, const char *file, char *const options[],
	  struct conf *out) CHECKED;

/* Is the word ${option} ("--base-url", "--base-url=…") one of a setting? */
bool
conf_knows(const char *option);

/* Print every setting: name, value, source, meaning; as the file's format,
 * so that the output is a configuration file. */
void
conf_print(FILE *to, const struct conf *conf);

/* The path of base_url: "" or "/records"; in ${mem}. */
char *
conf_base_path(struct arena *mem, const struct conf *conf);

#endif
