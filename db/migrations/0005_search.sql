-- A list that is searched looks at the text of every item of its class: it
-- stands before what lists are filtered by, for SQLite finds a column by
-- going past those before it.

DROP INDEX item_newest;

CREATE INDEX item_newest
	ON item (class, updated_at DESC, id, search, state, kind, term,
		is_changed, is_stale, errors, expires, held_by);
