/*
 * The subcommands of `clarus`: one file each, one row of the table in
 * main.c each.
 */
#ifndef CMD_CMD_H
#define CMD_CMD_H

#include "base/conf.h"

/* Exit statuses (of check: 1 is "errors found", 2 "could not read"). */
enum { EXIT_FINE = 0, EXIT_FAILED = 1, EXIT_USAGE = 2 };

/*
 * Run with the settings in force and the words after the subcommand that
 * are no settings: argv[0] is the subcommand itself.  Returns the exit
 * status; what went wrong has been said on stderr.
 */
typedef int
cmd_run(const struct conf *conf, int argc, char *argv[]);

/* A subcommand's row. */
struct cmd {
	const char *name;
	const char *args; /* "FILE…" */
	const char *help; /* one line */
	const char *more; /* the options and exit statuses, or NULL */
	cmd_run *run;
};

cmd_run cmd_serve;
cmd_run cmd_init;
cmd_run cmd_migrate;
cmd_run cmd_import;
cmd_run cmd_export;
cmd_run cmd_check;
cmd_run cmd_routes;
cmd_run cmd_model;
cmd_run cmd_config;
cmd_run cmd_share;
cmd_run cmd_user;
cmd_run cmd_client;
cmd_run cmd_audit;
cmd_run cmd_tree;
cmd_run cmd_verify;
cmd_run cmd_archive;
cmd_run cmd_verify_store;
cmd_run cmd_key;
cmd_run cmd_sign;
cmd_run cmd_jws;
cmd_run cmd_conformance;

/* Say on stderr what the last failure was: "clarus NAME: sentence".
 * Returns EXIT_FAILED. */
int
cmd_failed(const char *name);

/* Say that ${name} was called wrongly; returns EXIT_USAGE. */
int
cmd_usage(const char *name);

/*
 * Read the file ${path} ("-": standard input) of at most ${max} bytes into
 * ${mem}.  OK, NOT_FOUND (cannot be opened or read), TOO_BIG.
 */
enum result
cmd_read_file(struct arena *mem, const char *path, size_t max, char **bytes,
	      size_t *len) CHECKED;

/*
 * Read the first line of ${path}, as cmd_read_file(), without its end: a
 * secret that stands alone.  What is longer than CMD_LINE bytes in all is
 * TOO_BIG.
 */
enum { CMD_LINE = 4096 };
enum result
cmd_read_line(struct arena *mem, const char *path, const char **out) CHECKED;

/* What the calls of store/item.h need, for ${by}, in ${mem}. */
struct audit_by;
struct signer;
struct item_office *
cmd_office(const struct conf *conf, struct arena *mem,
	   const struct audit_by *by, struct signer *signer);

/* The file of signed heads (store/head.h), in ${mem}. */
const char *
cmd_heads_file(const struct conf *conf, struct arena *mem);

/* Open the database to write; it must have the newest schema.
 * OK, NOT_FOUND, CONFLICT (run clarus migrate), INTERNAL. */
struct db;
enum result
cmd_open(const struct conf *conf, struct db **db) CHECKED;

#endif
