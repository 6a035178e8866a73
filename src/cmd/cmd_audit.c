/*
 * clarus audit: the audit trail checked, and written as CSV (RFC 4180).
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "cmd/cmd.h"
#include "store/audit.h"
#include "web/audit_csv.h"

enum { AT_ONCE = 500, HASH = 64 };

/* A call: its options, and what it works on. */
struct audit_run {
	struct db *db;
	struct arena *mem;
	const char *head, *from, *to; /* NULL: not given */
};

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

/* Take an option of ${call}: "--head" and its value. */
static bool
read_option(struct audit_run *a, const char *call, const char *name,
	    const char *value)
{
	const bool is_list = streq(call, "list");

	if (!is_list && streq(name, "--head"))
		a->head = value;
	else if (is_list && streq(name, "--from"))
		a->from = value;
	else if (is_list && streq(name, "--to"))
		a->to = value;
	else
		return false;
	return true;
}

int
cmd_audit(const struct conf *conf, int argc, char *argv[])
{
	auto_arena mem = arena_new();
	auto_db db = NULL;
	struct audit_run a = { .mem = mem };
	bool is_list = argc > 1 && streq(argv[1], "list");
	enum result r;
	int i;

	if (argc % 2 != 0 || (!is_list && !streq(argv[1], "verify")))
		return cmd_usage(argv[0]);
	for (i = 2; i < argc; i += 2)
		if (!read_option(&a, argv[1], argv[i], argv[i + 1]))
			return cmd_usage(argv[0]);
	r = cmd_open(conf, &db);
	a.db = db;
	if (r == OK)
		r = is_list ? print_list(&a) : print_verdict(&a);
	return r == OK ? EXIT_FINE : cmd_failed(argv[0]);
}
