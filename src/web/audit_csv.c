/*
 * Lines of the audit trail: see audit_csv.h.
 */
#include "web/audit_csv.h"

#include "base/clock.h"
#include "http/csv.h"

void
audit_csv_head(struct str *out)
{
	static const char *const columns[] = {
		"number", "time",  "name",   "account", "address", "action",
		"target", "words", "before", "after",	"hash",
	};
	size_t i;

	for (i = 0; i < sizeof(columns) / sizeof(columns[0]); i++)
		csv_add(out, columns[i]);
	csv_end(out);
}

void
audit_csv_line(struct str *out, struct arena *mem,
	       const struct audit_entry *entry)
{
	csv_add(out, arena_printf(mem, "%lld", (long long)entry->number));
	csv_add(out, clock_iso(mem, entry->at));
	csv_add(out, entry->name);
	csv_add(out, entry->account_id);
	csv_add(out, entry->address);
	csv_add(out, entry->action);
	csv_add(out, entry->target);
	csv_add(out, entry->words);
	csv_add(out, entry->before);
	csv_add(out, entry->after);
	csv_add(out, entry->hash);
	csv_end(out);
}
