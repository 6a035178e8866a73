/*
 * Report of the conformance suite → text.  What a Provider sends is in it:
 * strangers' words.
 */
#include "base/str.h"
#include "cmd/cmd_conformance.h"
#include "cmd/cmd_verify_print.h"

static const char *
text(const json_t *object, const char *member)
{
	const char *s = json_string_value(json_object_get(object, member));

	return s ? s : "";
}

static void
print_finding(FILE *to, const json_t *f)
{
	if (streq(text(f, "outcome"), "passed"))
		return;
	fputs("              ", to);
	cmd_verify_print_text(to, text(f, "words"));
	fputc('\n', to);
	if (!json_object_get(f, "url"))
		return;
	fputs("              ", to);
	cmd_verify_print_text(to, text(f, "method"));
	fputc(' ', to);
	cmd_verify_print_text(to, text(f, "url"));
	fprintf(to, ": %lld\n",
		json_integer_value(json_object_get(f, "status")));
}

static void
print_check(FILE *to, const json_t *check)
{
	const json_t *each;
	size_t i;

	fprintf(to, "  %-11s %-6s %s\n", text(check, "outcome"),
		text(check, "id"), text(check, "words"));
	json_array_foreach (json_object_get(check, "findings"), i, each)
		print_finding(to, each);
}

void
cmd_conformance_print(FILE *to, const json_t *report)
{
	const json_t *feature, *check;
	size_t i, k;

	fputs("Conformance of ", to);
	cmd_verify_print_text(to, text(report, "base"));
	fprintf(to, ", %s, %lld requests\n", text(report, "at"),
		json_integer_value(json_object_get(report, "requests")));
	json_array_foreach (json_object_get(report, "features"), i, feature) {
		fprintf(to, "\n%s: %s\n", text(feature, "name"),
			text(feature, "outcome"));
		json_array_foreach (json_object_get(feature, "checks"), k,
				    check)
			print_check(to, check);
	}
	fprintf(to, "\n%s\n", text(report, "outcome"));
}
