/*
 * Rendered pages kept as files, where every process finds them: the seed of
 * the published tree.
 *
 * Nothing of worth is here: the folder may be emptied at any time, and a
 * page that cannot be kept or found is rendered anew.  A file says in its
 * first two lines under which key it was kept and what its bytes add up to;
 * one that says anything else is not there.  Who may read a page is decided
 * before it is looked for.
 */
#ifndef STORE_SHELF_H
#define STORE_SHELF_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

struct shelf;

/* The shelf ${data_dir}/tree, of ${room} bytes (0: keeps nothing); its
 * folder is made by the first page.  Freed by shelf_free(). */
struct shelf *
shelf_new(const char *data_dir, size_t room);

/* NULL is allowed. */
void
shelf_free(struct shelf *s);

AUTO_TYPE(shelf, struct shelf *, shelf_free);
#define auto_shelf AUTO(shelf)

/*
 * Keep ${bytes} as the file ${name}: letters, digits, '-', '_', and '.' but
 * at the start.  ${key}, one line, says what it was made of.  The file is
 * there whole or not at all.  Each time a thirty-second of the room was
 * written, the oldest files go until three quarters are left, so that
 * several processes together stay within it; what is larger than a quarter
 * is not kept.  OK, kept or not.  INVALID: the name.  INTERNAL: it cannot
 * be written; when the next cannot either, that is OK.
 */
enum result
shelf_put(struct shelf *s, const char *name, const char *key, const char *bytes,
	  size_t len) CHECKED;

/* The *${len} bytes of the file ${name}, in ${mem}, if they were kept under
 * ${key}; or NULL. */
const char *
shelf_get(const struct shelf *s, struct arena *mem, const char *name,
	  const char *key, size_t *len);

/* Is there a file ${name}, whatever it was made of? */
bool
shelf_has(const struct shelf *s, const char *name);

/* Take the file ${name} away.  OK, also when it was not there.  INVALID: the
 * name.  INTERNAL: it stays. */
enum result
shelf_drop(struct shelf *s, const char *name) CHECKED;

/* May the file ${name} stay? */
typedef bool
shelf_judge(void *data, const char *name);

/*
 * Mend what a crash left, at the start: half-written files, those that
 * ${judge}(${data}) does not want, those without room.  OK, or INTERNAL:
 * the folder cannot be read.
 */
enum result
shelf_tidy(struct shelf *s, shelf_judge *judge, void *data) CHECKED;

#endif
