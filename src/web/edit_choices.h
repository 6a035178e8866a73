/*
 * What can be chosen for a field: the items of the office, and what the
 * document itself or a chosen achievement offers.
 */
#ifndef WEB_EDIT_CHOICES_H
#define WEB_EDIT_CHOICES_H

#include "page/fields.h"
#include "web/desk.h"

/* So many are listed at once; the rest is found by searching. */
#define EDIT_CHOICES_LISTED 60

/* The source of choices for ${desk}; lives as long as it. */
const struct fields_source *
edit_choices_source(struct desk *desk);

/* Items of class ${as} that ${words} are found in (NULL: any), by name, as
 * choices whose value is the item's id.  OK, BUSY, INTERNAL. */
enum result
edit_choices_find(struct ctx *ctx, enum class_id as, const char *words,
		  struct fields_choices *out) CHECKED;

/* An item as a choice. */
struct fields_choice
edit_choices_one(struct ctx *ctx, const struct item *item);

#endif
