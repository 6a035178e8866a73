/*
 * Two versions of a document → what differs, line by line, in words.
 *
 * The documents are walked together by the table; lists are matched first
 * (see diff_match.c).  Where a value stands is put into words only when there
 * is a line to write.  Nothing is judged.  Called by the pages that show
 * versions.
 */
#include <string.h>

#include "base/str.h"
#include "model/diff_run.h"
#include "model/room.h"
#include "model/walk.h"

#define STEP " › "
#define NAME_LEN 80 /* bytes of a name on the way; more is cut */

static void
diff_value(struct diff_run *run, const struct diff_at *at);

/* The JSON pointer of ${at} in one of the documents. */
static const char *
pointer_of(const struct diff_run *run, const struct diff_at *at,
	   enum diff_side side)
{
	const char *up;

	if (!at->up)
		return "";
	up = pointer_of(run, at->up, side);
	if (at->member)
		return walk_pointer(run->mem, up, at->member);
	if (!json_is_array(at->up->value[side]))
		return up; /* one value where a list is meant */
	return walk_pointer_at(run->mem, up, at->index[side]);
}

/* ${name}, cut at a character if it is long. */
static const char *
short_name(struct arena *mem, const char *name)
{
	size_t len = NAME_LEN;

	if (strlen(name) <= NAME_LEN)
		return name;
	while ((name[len] & 0xC0) == 0x80)
		len--;
	return arena_printf(mem, "%.*s…", (int)len, name);
}

/* What people call the place ${at}. */
static const char *
where_of(const struct diff_run *run, const struct diff_at *at)
{
	const char *up, *name;

	if (!at->up)
		return "";
	up = where_of(run, at->up);
	if (at->member)
		name = at->property ? at->property->label : at->member;
	else if (at->class == CLASS_NONE || !at->value[DIFF_OLD] ||
		 !at->value[DIFF_NEW])
		return up; /* the row itself is what the line tells */
	else
		name = diff_match_name(run, at->class, at->value[DIFF_NEW]);
	if (!name)
		name = arena_printf(run->mem, "%zu", at->index[DIFF_NEW] + 1);
	name = short_name(run->mem, name);
	return *up ? arena_printf(run->mem, "%s" STEP "%s", up, name) : name;
}

static void
add_line(struct diff_run *run, enum diff_kind kind, const struct diff_at *at,
	 const char *before, const char *after)
{
	struct diff *out = run->out;

	if (out->count >= run->how->max) {
		out->is_cut = true;
		return;
	}
	out->items = room_more(run->mem, out->items, out->count,
			       sizeof *out->items);
	out->items[out->count++] = (struct diff_line){
		.kind = kind,
		.pointer = pointer_of(
			run, at, kind == DIFF_REMOVED ? DIFF_OLD : DIFF_NEW),
		.where = where_of(run, at),
		.before = before,
		.after = after,
	};
}

/* Do both mean the same where no object belongs? */
static bool
is_same(const struct diff_at *at)
{
	const json_t *old = at->value[DIFF_OLD], *new = at->value[DIFF_NEW];
	enum kind kind = at->property ? at->property->type.kind : KIND_NONE;
	const struct term *term;

	if (json_is_real(old) || json_is_real(new))
		return json_is_number(old) && json_is_number(new) &&
		       !(json_number_value(old) < json_number_value(new)) &&
		       !(json_number_value(old) > json_number_value(new));
	if ((kind == KIND_TERM || kind == KIND_XTERM) && json_is_string(old) &&
	    json_is_string(new)) {
		term = walk_term((enum list_id)at->property->type.of,
				 json_string_value(old));
		if (term &&
		    term == walk_term((enum list_id)at->property->type.of,
				      json_string_value(new)))
			return true;
	}
	return json_equal(old, new);
}

/* One value that may have come, gone or changed. */
static void
add_value(struct diff_run *run, const struct diff_at *at)
{
	const json_t *old = at->value[DIFF_OLD], *new = at->value[DIFF_NEW];

	add_line(run,
		 !old	? DIFF_ADDED
		 : !new ? DIFF_REMOVED
			: DIFF_CHANGED,
		 at, old ? diff_match_words(run, at, old) : NULL,
		 new ? diff_match_words(run, at, new) : NULL);
}

/* Row ${old} of the older and ${new} of the newer list ${at}; one of them
 * may be DIFF_NONE. */
static struct diff_at
row_at(const struct diff_at *at, size_t old, size_t new)
{
	return (struct diff_at){
		.up = at,
		.class = at->class,
		.property = at->property,
		.index = { old, new },
		.value = { diff_match_row(at->value[DIFF_OLD], old),
			   diff_match_row(at->value[DIFF_NEW], new) },
	};
}

static void
diff_list(struct diff_run *run, const struct diff_at *at)
{
	struct diff_match m;

	diff_match(run, at, &m);
	for (size_t i = 0; i < m.count[DIFF_OLD] && !run->out->is_cut; i++)
		if (m.partner[DIFF_OLD][i] == DIFF_NONE) {
			struct diff_at row = row_at(at, i, DIFF_NONE);

			add_value(run, &row);
		}
	for (size_t j = 0; j < m.count[DIFF_NEW] && !run->out->is_cut; j++) {
		size_t i = m.partner[DIFF_NEW][j];
		struct diff_at row = row_at(at, i, j);

		if (i != DIFF_NONE && !m.is_kept[j])
			add_line(run, DIFF_MOVED, &row,
				 arena_printf(run->mem, "%zu", i + 1),
				 arena_printf(run->mem, "%zu", j + 1));
		diff_value(run, &row);
	}
}

/* The members that no row of the table tells of. */
static void
diff_strangers(struct diff_run *run, const struct diff_at *at,
	       enum diff_side side)
{
	const char *name;
	json_t *value;

	json_object_foreach ((json_t *)at->value[side], name, value) {
		struct diff_at member = {
			.up = at,
			.member = name,
			.value = { json_object_get(at->value[DIFF_OLD], name),
				   json_object_get(at->value[DIFF_NEW], name) },
		};

		if (walk_member(at->class, name) || streq(name, EDIT_WAS) ||
		    (side == DIFF_NEW && member.value[DIFF_OLD]))
			continue;
		diff_value(run, &member);
	}
}

static void
diff_member(struct diff_run *run, const struct diff_at *at,
	    const struct property *p)
{
	struct diff_at member = {
		.up = at,
		.class = p->type.kind == KIND_OBJECT ? (enum class_id)p->type.of
						     : CLASS_NONE,
		.property = p,
		.member = p->name,
		.value = { walk_value(at->value[DIFF_OLD], p),
			   walk_value(at->value[DIFF_NEW], p) },
	};

	if (p->many == MANY)
		diff_list(run, &member);
	else
		diff_value(run, &member);
}

static void
diff_object(struct diff_run *run, const struct diff_at *at)
{
	const struct property *p = walk_class(at->class)->properties;
	json_t *outer = run->results;

	if (at->class == CLR_ASSERTION)
		run->results = diff_match_results(at);
	for (; p->name && !run->out->is_cut; p++)
		diff_member(run, at, p);
	diff_strangers(run, at, DIFF_OLD);
	diff_strangers(run, at, DIFF_NEW);
	if (at->class == CLR_ASSERTION)
		json_decref(run->results);
	run->results = outer;
}

static void
diff_value(struct diff_run *run, const struct diff_at *at)
{
	const json_t *old = at->value[DIFF_OLD], *new = at->value[DIFF_NEW];
	struct diff_at pair = *at;

	if (at->class != CLASS_NONE && !edit_item(old) && !edit_item(new)) {
		pair.value[DIFF_OLD] = edit_place_object(run->mem, at->class,
							 old);
		pair.value[DIFF_NEW] = edit_place_object(run->mem, at->class,
							 new);
		if (pair.value[DIFF_OLD] && pair.value[DIFF_NEW]) {
			diff_object(run, &pair);
			return;
		}
	}
	if (old != new && !is_same(at))
		add_value(run, at);
}

void
diff_docs(struct arena *mem, const struct diff_how *how, const json_t *older,
	  const json_t *newer, struct diff *out)
{
	struct diff_run run = { .mem = mem, .how = how, .out = out };
	const struct diff_at whole = { .class = how->as,
				       .value = { older, newer } };

	*out = (struct diff){ 0 };
	diff_value(&run, &whole);
}
