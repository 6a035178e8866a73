/*
 * clarus verify-store: is all that is kept what it was?
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/str.h"
#include "cmd/cmd.h"
#include "db/db.h"
#include "store/examine.h"

static void
print_fault(void *data, const struct examine_fault *fault)
{
	(void)data;
	printf("%s %s: %s\n", fault->table, fault->id, fault->words);
}

static enum result
run(const struct conf *conf, struct examine_counts *counts)
{
	auto_db db = NULL;

	TRY(cmd_open(conf, &db));
	return examine_store(db, print_fault, NULL, counts);
}

int
cmd_verify_store(const struct conf *conf, int argc, char *argv[])
{
	struct examine_counts counts;

	if (argc != 1)
		return cmd_usage(argv[0]);
	if (run(conf, &counts) != OK)
		return cmd_failed(argv[0]);
	printf("%lld rows, %lld signatures, %lld faults\n", counts.rows,
	       counts.signatures, counts.faults);
	return counts.faults ? EXIT_FAILED : EXIT_FINE;
}
