/*
 * The canonical bytes of an audit entry and their hash; audit.h says what
 * they are.  No SQL.
 */
#include "store/audit_row.h"

#include <string.h>

#include "base/str.h"
#include "crypto/digest.h"

static void
add_text(struct str *out, const char *s, size_t len)
{
	str_addu(out, len);
	str_addc(out, ':');
	str_addn(out, s, len);
	str_addc(out, ',');
}

char *
audit_row_hash(struct arena *mem, const char *before,
	       const struct audit_row *row)
{
	struct str bytes;
	size_t i;

	str_init(&bytes, mem);
	add_text(&bytes, before, strlen(before));
	for (i = 0; i < AUDIT_ROW_COLUMNS; i++)
		add_text(&bytes, row->column[i].s, row->column[i].len);
	return digest_hex(mem, bytes.s, bytes.len);
}
