-- Records, the files they came in, links to them.
--
-- The one dialect of src/db/db.h.  TEXT holds bytes as they came, UTF-8
-- without NUL; times are seconds since 1970-01-01T00:00:00Z, 0 means
-- "never"; ids are made by rand_id().  What is deleted is emptied at once
-- and its row stays, so that its address answers "gone".

CREATE TABLE migration (
	number BIGINT PRIMARY KEY,	-- of the file in this folder
	name TEXT NOT NULL,		-- of that file
	run_at BIGINT NOT NULL		-- when it ran
);

CREATE TABLE counter (
	name TEXT PRIMARY KEY,		-- what is counted
	value BIGINT NOT NULL		-- how many so far
);

-- Raised by one whenever a record or link is withdrawn.
INSERT INTO counter (name, value) VALUES ('withdrawals', 0);

-- A file as it was uploaded.
CREATE TABLE import (
	id TEXT PRIMARY KEY,
	file TEXT NOT NULL,		-- its name as uploaded, or ''
	form TEXT NOT NULL,		-- import_form_name(): 'clr', 'jws' …
	sha256 TEXT UNIQUE,		-- of the file, hex; NULL: deleted
	created_at BIGINT NOT NULL,	-- when it was uploaded
	deleted_at BIGINT NOT NULL,	-- when its last record was deleted
	doc TEXT			-- its exact bytes; NULL: they are those
					-- of its only record, or it is deleted
);

-- A CLR.  Its small columns stand before its bytes, so that lists never
-- read those.
CREATE TABLE record (
	id TEXT PRIMARY KEY,
	import_id TEXT NOT NULL REFERENCES import (id),
	pointer TEXT NOT NULL,		-- JSON pointer into that file
	position BIGINT NOT NULL,	-- among the records of that file, from 0
	clr_id TEXT NOT NULL,		-- the document's own id, or ''
	name TEXT NOT NULL,		-- the document's name, or ''
	learner TEXT NOT NULL,		-- the learner's name, or ''
	publisher TEXT NOT NULL,	-- the publisher's name, or ''
	sha256 TEXT NOT NULL,		-- of doc, hex
	issued_on BIGINT NOT NULL,	-- 0: not stated or unknown
	created_at BIGINT NOT NULL,	-- when it was uploaded
	deleted_at BIGINT NOT NULL,
	assertions BIGINT NOT NULL,	-- how many, plain and signed
	errors BIGINT NOT NULL,		-- problems found when it came …
	warnings BIGINT NOT NULL,	-- … all of them, kept or not
	is_revoked SMALLINT NOT NULL,	-- 1: the document says so
	is_signed SMALLINT NOT NULL,	-- 1: there is a jws
	doc_len BIGINT NOT NULL,	-- bytes of doc
	search TEXT NOT NULL,		-- search_text() of learner, publisher,
					-- name and clr_id
	doc TEXT,			-- its exact bytes; NULL: deleted
	jws TEXT			-- the compact form it came in, or NULL
);

-- For lists; search stands in it so that a search reads this alone.
CREATE INDEX record_newest
	ON record (deleted_at, created_at DESC, import_id, position, search);

CREATE INDEX record_of_import ON record (import_id, position);

-- What was noticed of a file or a record when it came.
CREATE TABLE problem (
	owner_id TEXT NOT NULL,		-- id of the import or record
	position BIGINT NOT NULL,	-- in the order found, from 0
	severity SMALLINT NOT NULL,	-- 1: error, 2: warning
	rule TEXT NOT NULL,		-- 'G-7', 'D-6' …
	pointer TEXT NOT NULL,		-- JSON pointer within its owner
	words TEXT NOT NULL,		-- the sentence for people
	PRIMARY KEY (owner_id, position)
);

-- A shareable link.
CREATE TABLE share (
	id TEXT PRIMARY KEY,		-- in the address: /s/{id}
	record_id TEXT NOT NULL REFERENCES record (id),
	name TEXT NOT NULL,		-- whom it is for
	owner_sha256 TEXT,		-- of its maker's secret, hex; NULL: none
	created_at BIGINT NOT NULL,
	deleted_at BIGINT NOT NULL,	-- when it stopped working
	last_view BIGINT NOT NULL,
	views BIGINT NOT NULL		-- by anyone but its maker
);

CREATE INDEX share_of_record ON share (record_id, created_at DESC);
