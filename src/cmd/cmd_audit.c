/*
 * clarus audit: the audit trail checked, with the heads that were signed of
 * it, and written as CSV (RFC 4180).
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/str.h"
#include "cmd/cmd.h"
#include "store/head.h"
#include "web/audit_csv.h"

enum { AT_ONCE = 500, HASH = 64, MOST_HEADS = 64 * 1024 * 1024 };

/* A call: its options, and what it works on. */
struct audit_run {
	const struct conf *conf;
	struct db *db;
	struct arena *mem;
	const char *head, *heads, *from, *to; /* NULL: not given */
};

/* The text of the file of signed heads: the one named, or ours if there is
 * one; NULL: none. */
static enum result
read_heads(const struct audit_run *a, const char **lines)
{
	const char *path = a->heads ? a->heads
				    : cmd_heads_file(a->conf, a->mem);
	char *text;
	size_t len;

	*lines = NULL;
	if (!a->heads && access(path, F_OK) < 0)
		return OK;
	TRY(cmd_read_file(a->mem, path, MOST_HEADS, &text, &len));
	*lines = text;
	return OK;
}

static enum result
print_signed(const struct audit_run *a)
{
	struct head_verdict verdict;
	const char *lines;

	TRY(read_heads(a, &lines));
	TRY(head_verify(a->db, a->mem, lines, &verdict));
	if (verdict.words)
		return fail(CONFLICT, "%s", verdict.words);
	printf("signed heads: %lld", verdict.heads);
	if (verdict.heads)
		printf(", the last of entry %lld at %s",
		       (long long)verdict.number,
		       clock_iso(a->mem, verdict.at));
	printf("\n");
	if (verdict.unproven)
		printf("signed with a key that was compromised then: %lld\n",
		       verdict.unproven);
	return OK;
}

static enum result
print_verdict(const struct audit_run *a)
{
	struct audit_verdict verdict;

	if (a->head && a->head[0] &&
	    (strlen(a->head) != HASH ||
	     strspn(a->head, "0123456789abcdef") != HASH))
		return fail(INVALID,
			    "a head is %d hex digits, as clarus audit "
			    "verify prints it",
			    HASH);
	TRY(audit_verify(a->db, a->mem, a->head, &verdict));
	if (verdict.bad)
		return fail(CONFLICT, "%s", verdict.words);
	printf("entries: %lld\nhead: %s\n", verdict.entries, verdict.head);
	return print_signed(a);
}

static enum result
print_heads(const struct audit_run *a)
{
	struct head_list list;
	size_t i;

	TRY(head_list(a->db, a->mem, &list));
	for (i = 0; i < list.count; i++)
		printf("%s\n", head_line(a->mem, &list.items[i]));
	return OK;
}

static enum result
print_list(const struct audit_run *a)
{
	struct audit_query query = { .limit = AT_ONCE };
	struct audit_list list;
	struct str out;
	size_t i;

	TRY(audit_day(a->from, 0, &query.from));
	TRY(audit_day(a->to, 1, &query.to));
	str_init(&out, a->mem);
	audit_csv_head(&out);
	do {
		TRY(audit_list(a->db, a->mem, &query, &list));
		for (i = 0; i < list.count; i++)
			audit_csv_line(&out, a->mem, &list.items[i]);
		fwrite(out.s, 1, out.len, stdout);
		if (list.count)
			query.below = list.items[list.count - 1].number;
		arena_reset(a->mem);
		str_init(&out, a->mem);
	} while (list.count == AT_ONCE);
	if (fflush(stdout) != 0 || ferror(stdout))
		return fail(BUSY, "standard output: %s", strerror(errno));
	return OK;
}

static const struct {
	const char *name;
	enum result (*run)(const struct audit_run *a);
	const char *options[3]; /* each takes a value */
} calls[] = {
	{ "verify", print_verdict, { "--head", "--heads" } },
	{ "list", print_list, { "--from", "--to" } },
	{ "heads", print_heads, { NULL } },
};

enum { CALLS = sizeof(calls) / sizeof(calls[0]) };

static void
set(struct audit_run *a, const char *name, const char *value)
{
	if (streq(name, "--head"))
		a->head = value;
	else if (streq(name, "--heads"))
		a->heads = value;
	else if (streq(name, "--from"))
		a->from = value;
	else
		a->to = value;
}

/* Take the options behind "audit CALL"; false: one that it has not, or no
 * value. */
static bool
read_options(struct audit_run *a, const char *const options[], int argc,
	     char *argv[])
{
	size_t o;
	int i;

	for (i = 2; i < argc; i += 2) {
		for (o = 0; options[o] && !streq(options[o], argv[i]); o++)
			;
		if (!options[o] || i + 1 == argc)
			return false;
		set(a, argv[i], argv[i + 1]);
	}
	return true;
}

int
cmd_audit(const struct conf *conf, int argc, char *argv[])
{
	auto_arena mem = arena_new();
	auto_db db = NULL;
	struct audit_run a = { .conf = conf, .mem = mem };
	size_t call;
	enum result r;

	for (call = 0; call < CALLS; call++)
		if (argc > 1 && streq(calls[call].name, argv[1]))
			break;
	if (call == CALLS || !read_options(&a, calls[call].options, argc, argv))
		return cmd_usage(argv[0]);
	r = cmd_open(conf, &db);
	a.db = db;
	if (r == OK)
		r = calls[call].run(&a);
	return r == OK ? EXIT_FINE : cmd_failed(argv[0]);
}
