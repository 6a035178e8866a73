/*
 * Lines of CSV, as spreadsheets read them.  It knows no page and no table.
 * Called by the pages of lists.
 */
#include "http/csv.h"

void
csv_add(struct str *out, const char *text)
{
	const char *s = text ? text : "";

	if (out->len && out->s[out->len - 1] != '\n')
		str_addc(out, ',');
	str_addc(out, '"');
	if (*s && strchr("=+-@\t\r", *s))
		str_addc(out, '\'');
	for (; *s; s++) {
		if (*s == '"')
			str_addc(out, '"');
		str_addc(out, *s);
	}
	str_addc(out, '"');
}

void
csv_end(struct str *out)
{
	str_add(out, "\r\n");
}
