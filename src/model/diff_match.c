/*
 * Which rows of two lists are the same thing, and what things are called.
 *
 * Rows are found by keys in a map, those that moved by a longest run that
 * kept its order: nothing is tried in pairs, whatever a list holds.  Called
 * by diff.c alone.
 */
#include <string.h>

#include "base/str.h"
#include "model/diff_run.h"
#include "model/walk.h"

#define HEAD_LEN 80 /* bytes of a data: URL before its comma */

/* What an object of one of the classes without a LABEL goes by. */
static const char *
name_of_other(const struct diff_run *run, enum class_id class,
	      const json_t *value)
{
	const char *id, *name;

	switch (class) {
	case CLR_RESULT:
		id = walk_text(value, class, "resultDescription");
		name = id ? json_string_value(json_object_get(run->results, id))
			  : NULL;
		return name ? name : id;
	case CLR_ASSERTION:
		return diff_match_name(run, CLR_ACHIEVEMENT,
				       walk_get(value, class, "achievement"));
	case CLR_ENDORSEMENT:
		return diff_match_name(run, CLR_ENDORSEMENT_PROFILE,
				       walk_get(value, class, "issuer"));
	default:
		return NULL;
	}
}

const char *
diff_match_name(const struct diff_run *run, enum class_id class,
		const json_t *value)
{
	const struct property *label = walk_label(class);
	const char *item = edit_item(value);
	const char *name = NULL;

	if (item && run->how->name)
		name = run->how->name(run->how->carrier, item);
	if (item)
		return name ? name : item;
	if (label)
		return walk_text(value, class, label->name);
	return name_of_other(run, class, value);
}

/* A file in a data: URL by what it is. */
static char *
data_words(struct arena *mem, const char *text)
{
	size_t len = strcspn(text, ",");

	return arena_printf(mem, "%.*s,… (%zu characters)",
			    len > HEAD_LEN ? HEAD_LEN : (int)len, text,
			    strlen(text));
}

const char *
diff_match_words(const struct diff_run *run, const struct diff_at *at,
		 const json_t *value)
{
	static const struct property any = { .type = { KIND_TEXT, 0 } };
	const struct type *type = at->property ? &at->property->type
					       : &any.type;
	struct edit_parts shown;
	const char *name;

	if (at->class != CLASS_NONE && json_is_object(value)) {
		name = diff_match_name(run, at->class, value);
		return name ? name : walk_class(at->class)->label;
	}
	if (json_is_boolean(value))
		return json_is_true(value) ? "yes" : "no";
	edit_value_show(run->mem, &any, value, &shown);
	if (type->kind == KIND_TERM || type->kind == KIND_XTERM)
		return walk_term_words(run->mem, (enum list_id)type->of,
				       shown.text);
	if (str_starts(shown.text, "data:"))
		return data_words(run->mem, shown.text);
	return shown.text;
}

json_t *
diff_match_results(const struct diff_at *at)
{
	json_t *names = json_object();

	for (unsigned side = DIFF_SIDES; side-- > 0;) {
		const json_t *achievement = walk_get(
			at->value[side], CLR_ASSERTION, "achievement");
		size_t count = walk_count(achievement, CLR_ACHIEVEMENT,
					  "resultDescriptions");

		for (size_t i = 0; i < count; i++) {
			const json_t *one = walk_item(achievement,
						      CLR_ACHIEVEMENT,
						      "resultDescriptions", i);
			const char *id = walk_text(one, CLR_RESULT_DESCRIPTION,
						   "id");
			const char *name = walk_text(
				one, CLR_RESULT_DESCRIPTION, "name");

			if (id && name && !json_object_get(names, id))
				json_object_set_new(names, id,
						    json_string(name));
		}
	}
	return names;
}

const json_t *
diff_match_row(const json_t *list, size_t index)
{
	if (json_is_array(list))
		return json_array_get(list, index);
	return index == 0 ? list : NULL;
}

static size_t
count_rows(const json_t *list)
{
	if (json_is_array(list))
		return json_array_size(list);
	return list ? 1 : 0;
}

/* How a row is known again: by its id, item or words; by its name. */
enum key { BY_ID, BY_NAME };

/* The key of ${row}; NULL: it has none. */
static const char *
key_of(const struct diff_run *run, const struct diff_at *at, const json_t *row,
       enum key key)
{
	const char *item = edit_item(row);
	const char *id = json_string_value(json_object_get(row, "id"));

	if (at->class == CLASS_NONE)
		return key == BY_ID ? diff_match_words(run, at, row) : NULL;
	if (key == BY_NAME)
		return item ? NULL : diff_match_name(run, at->class, row);
	if (item)
		return arena_printf(run->mem, "$%s", item);
	return str_empty(id) ? NULL : arena_printf(run->mem, "#%s", id);
}

/* One pass over two lists: the older's rows by key. */
struct pass {
	const struct diff_run *run;
	const struct diff_at *at;
	enum key key;
	json_t *heads; /* key → the first of the older's rows that has it */
	size_t *next;  /* the next row of the same key, or DIFF_NONE */
};

/* The key of row ${i} of one list; NULL: it has none, or a partner. */
static const char *
free_key(const struct pass *pass, const struct diff_match *m,
	 enum diff_side side, size_t i)
{
	if (m->partner[side][i] != DIFF_NONE)
		return NULL;
	return key_of(pass->run, pass->at,
		      diff_match_row(pass->at->value[side], i), pass->key);
}

static void
enter_rows(struct pass *pass, const struct diff_match *m)
{
	for (size_t i = m->count[DIFF_OLD]; i-- > 0;) {
		const char *key = free_key(pass, m, DIFF_OLD, i);
		const json_t *head = key ? json_object_get(pass->heads, key)
					 : NULL;

		pass->next[i] = head ? (size_t)json_integer_value(head)
				     : DIFF_NONE;
		if (key)
			json_object_set_new(pass->heads, key,
					    json_integer((json_int_t)i));
	}
}

/* Match the rows that have no partner yet and whose keys are equal; of
 * several with one key the first with the first. */
static void
match_by(const struct diff_run *run, const struct diff_at *at, enum key key,
	 struct diff_match *m)
{
	json_auto_t *heads = json_object();
	struct pass pass = { run, at, key, heads,
			     arena_array(run->mem, m->count[DIFF_OLD] + 1,
					 sizeof(size_t)) };

	enter_rows(&pass, m);
	for (size_t j = 0; j < m->count[DIFF_NEW]; j++) {
		const char *k = free_key(&pass, m, DIFF_NEW, j);
		const json_t *head = k ? json_object_get(heads, k) : NULL;
		size_t i = head ? (size_t)json_integer_value(head) : 0;

		if (!head)
			continue;
		m->partner[DIFF_OLD][i] = j;
		m->partner[DIFF_NEW][j] = i;
		if (pass.next[i] == DIFF_NONE)
			json_object_del(heads, k);
		else
			json_object_set_new(
				heads, k,
				json_integer((json_int_t)pass.next[i]));
	}
}

static bool
has_id(const json_t *row)
{
	return edit_item(row) ||
	       !str_empty(json_string_value(json_object_get(row, "id")));
}

/* Match what is left by place, unless both have ids, which differ. */
static void
match_places(const struct diff_at *at, struct diff_match *m)
{
	for (size_t i = 0; i < m->count[DIFF_OLD] && i < m->count[DIFF_NEW];
	     i++) {
		if (m->partner[DIFF_OLD][i] != DIFF_NONE ||
		    m->partner[DIFF_NEW][i] != DIFF_NONE)
			continue;
		if (has_id(diff_match_row(at->value[DIFF_OLD], i)) &&
		    has_id(diff_match_row(at->value[DIFF_NEW], i)))
			continue;
		m->partner[DIFF_OLD][i] = m->partner[DIFF_NEW][i] = i;
	}
}

/* The pile that row ${j} goes on: the first whose top's partner is not
 * before its own. */
static size_t
pile_of(const size_t *partner, const size_t *top, size_t piles, size_t j)
{
	size_t low = 0, high = piles;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (partner[top[middle]] < partner[j])
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Find the rows of the newer list that kept their order: a longest run of
 * partners that ascend (patience sorting). */
static void
find_kept(struct arena *mem, struct diff_match *m)
{
	const size_t *partner = m->partner[DIFF_NEW];
	size_t room = m->count[DIFF_NEW] + 1, piles = 0;
	size_t *top = arena_array(mem, room, sizeof *top);
	size_t *below = arena_array(mem, room, sizeof *below);

	m->is_kept = arena_array(mem, room, sizeof *m->is_kept);
	for (size_t j = 0; j < m->count[DIFF_NEW]; j++) {
		size_t pile;

		if (partner[j] == DIFF_NONE)
			continue;
		pile = pile_of(partner, top, piles, j);
		below[j] = pile > 0 ? top[pile - 1] : DIFF_NONE;
		top[pile] = j;
		if (pile == piles)
			piles++;
	}
	if (piles == 0)
		return;
	for (size_t j = top[piles - 1]; j != DIFF_NONE; j = below[j])
		m->is_kept[j] = true;
}

void
diff_match(const struct diff_run *run, const struct diff_at *at,
	   struct diff_match *out)
{
	for (unsigned side = 0; side < DIFF_SIDES; side++) {
		out->count[side] = count_rows(at->value[side]);
		out->partner[side] = arena_array(run->mem, out->count[side] + 1,
						 sizeof(size_t));
		for (size_t i = 0; i < out->count[side]; i++)
			out->partner[side][i] = DIFF_NONE;
	}
	match_by(run, at, BY_ID, out);
	match_by(run, at, BY_NAME, out);
	if (at->class != CLASS_NONE)
		match_places(at, out);
	find_kept(run->mem, out);
}
