/*
 * Report → text.  Names and addresses in it are strangers' words.  Called by
 * clarus verify, for a report just made and for one in a receipt.
 */
#include "cmd/cmd_verify_print.h"

#include <string.h>

#include "base/str.h"

/* Set in by so much a level. */
enum { STEP = 4, DEEPEST = 16 };

void
cmd_verify_print_text(FILE *to, const char *text)
{
	const unsigned char *c = (const unsigned char *)(text ? text : "");

	for (; *c; c++) {
		if (*c == 0xc2 && c[1] >= 0x80 && c[1] < 0xa0) {
			fputc('?', to);
			c++;
		} else {
			fputc(*c < 0x20 || *c == 0x7f ? '?' : *c, to);
		}
	}
}

static const char *
text(const json_t *object, const char *member)
{
	const char *s = json_string_value(json_object_get(object, member));

	return s ? s : "";
}

static void
line(FILE *to, int depth, const char *label, const char *words)
{
	if (str_empty(words))
		return;
	fprintf(to, "%*s%s", depth * STEP, "", label);
	cmd_verify_print_text(to, words);
	fputc('\n', to);
}

static void
print_evidence(FILE *to, int depth, const json_t *evidence)
{
	const char *name;
	json_t *value;

	json_object_foreach ((json_t *)(uintptr_t)evidence, name, value) {
		fprintf(to, "%*s%s: ", depth * STEP, "", name);
		if (json_is_integer(value))
			fprintf(to, "%lld", json_integer_value(value));
		else
			cmd_verify_print_text(to, json_string_value(value));
		fputc('\n', to);
	}
}

static void
print_check(FILE *to, int depth, const json_t *check)
{
	const char *outcome = text(check, "outcome");

	fprintf(to, "%*s%-10s  ", depth * STEP, "",
		streq(outcome, "unsure") ? "not known" : outcome);
	cmd_verify_print_text(to, text(check, "label"));
	fputs(": ", to);
	cmd_verify_print_text(to, text(check, "words"));
	fputc('\n', to);
	if (streq(outcome, "not-needed"))
		return;
	line(to, depth + 3, "what to do: ", text(check, "advice"));
	print_evidence(to, depth + 3, json_object_get(check, "evidence"));
}

static void
print_part(FILE *to, int depth, const json_t *part)
{
	const char *name = text(part, "name");
	const json_t *each;
	size_t i;

	fprintf(to, "\n%*s%s, %s", depth * STEP, "", text(part, "class"),
		text(part, "verdict"));
	if (*name) {
		fputs(": ", to);
		cmd_verify_print_text(to, name);
	}
	fputc('\n', to);
	line(to, depth, "", text(part, "words"));
	line(to, depth, "id: ", text(part, "id"));
	json_array_foreach (json_object_get(part, "checks"), i, each)
		print_check(to, depth, each);
	if (depth >= DEEPEST)
		return;
	json_array_foreach (json_object_get(part, "parts"), i, each)
		print_part(to, depth + 1, each);
}

void
cmd_verify_print(FILE *to, const json_t *report)
{
	const json_t *each;
	size_t i;

	fprintf(to, "%s\n", text(report, "verdict"));
	line(to, 0, "", text(report, "words"));
	line(to, 0, "checked: ", text(report, "at"));
	line(to, 0, "as of: ", text(report, "asOf"));
	line(to, 0, "sha256: ", text(report, "sha256"));
	json_array_foreach (json_object_get(report, "items"), i, each)
		print_part(to, 0, each);
}
