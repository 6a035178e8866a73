-- The office: who works here, what they make, what was done.
--
-- The same dialect and habits as 0001: TEXT holds UTF-8 without NUL, times
-- are seconds since 1970-01-01T00:00:00Z, 0 means "never", ids are made by
-- rand_id().  Secrets stand here as SHA-256 or sealed, never in the clear.

-- Somebody who can sign in.
CREATE TABLE account (
	id TEXT PRIMARY KEY,
	email TEXT NOT NULL UNIQUE,	-- in lower case
	name TEXT NOT NULL,
	role TEXT NOT NULL,		-- rights_role_name(): 'owner' …
	password TEXT NOT NULL,		-- as crypt(5) writes it; '': none yet
	totp TEXT,			-- the second factor's secret, sealed;
					-- NULL: none
	totp_step BIGINT NOT NULL,	-- of the last code taken
	created_at BIGINT NOT NULL,
	seen_at BIGINT NOT NULL,	-- last signed in
	disabled_at BIGINT NOT NULL	-- 0: may sign in
);

-- A browser that is signed in.
CREATE TABLE session (
	sha256 TEXT PRIMARY KEY,	-- of the cookie, hex
	id TEXT NOT NULL UNIQUE,	-- to name it on a page
	account_id TEXT NOT NULL REFERENCES account (id),
	created_at BIGINT NOT NULL,
	seen_at BIGINT NOT NULL,
	address TEXT NOT NULL,		-- where from, shortened
	agent TEXT NOT NULL		-- which browser, in a few words
);

CREATE INDEX session_of_account ON session (account_id);

-- One-time codes for who lost the second factor.
CREATE TABLE recovery (
	account_id TEXT NOT NULL REFERENCES account (id),
	sha256 TEXT NOT NULL,		-- of the code, hex
	PRIMARY KEY (account_id, sha256)
);

-- A link with a secret, sent by mail or printed: good once.
CREATE TABLE ticket (
	sha256 TEXT PRIMARY KEY,	-- of the secret, hex
	kind TEXT NOT NULL,		-- 'setup', 'invite', 'reset', 'endorse'
	account_id TEXT NOT NULL,	-- whom it is for; '': nobody yet
	about TEXT NOT NULL,		-- what it is for: an item's id …
	created_at BIGINT NOT NULL,
	ends_at BIGINT NOT NULL
);

CREATE INDEX ticket_of_account ON ticket (account_id);

-- How often something was tried: sign-in of an account, from an address.
CREATE TABLE attempt (
	key TEXT PRIMARY KEY,		-- 'sign-in account …' as SHA-256, hex
	failures BIGINT NOT NULL,
	last_at BIGINT NOT NULL
);

CREATE INDEX attempt_old ON attempt (last_at);

-- Mail to be sent, or sent.
CREATE TABLE mail (
	id TEXT PRIMARY KEY,
	to_email TEXT NOT NULL,
	subject TEXT NOT NULL,
	body TEXT NOT NULL,		-- plain text
	state TEXT NOT NULL,		-- 'waiting', 'sent', 'failed', 'kept'
	tries BIGINT NOT NULL,
	next_at BIGINT NOT NULL,	-- not before
	created_at BIGINT NOT NULL,
	sent_at BIGINT NOT NULL,
	error TEXT NOT NULL		-- what the server said last
);

CREATE INDEX mail_waiting ON mail (state, next_at);
CREATE INDEX mail_newest ON mail (created_at DESC, id);

-- What the job process is to fetch for somebody who waits.
CREATE TABLE fetched (
	id TEXT PRIMARY KEY,
	url TEXT NOT NULL,
	state TEXT NOT NULL,		-- 'waiting', 'done', 'failed'
	created_at BIGINT NOT NULL,
	type TEXT NOT NULL,		-- media type of the answer
	body TEXT,			-- its bytes, UTF-8; NULL: none
	error TEXT NOT NULL		-- in words for people
);

CREATE INDEX fetched_waiting ON fetched (state, created_at);

-- An uploaded picture or file of evidence.
CREATE TABLE media (
	sha256 TEXT PRIMARY KEY,	-- of the bytes, hex; in its address
	type TEXT NOT NULL,		-- media type, found by looking
	file TEXT NOT NULL,		-- its name as uploaded
	len BIGINT NOT NULL,		-- of the bytes
	created_at BIGINT NOT NULL,
	body TEXT NOT NULL		-- base64url of the bytes
);

-- What somebody typed, kept while they do something else first.
CREATE TABLE parked (
	id TEXT PRIMARY KEY,
	owner_sha256 TEXT NOT NULL,	-- of the browser's cookie, hex
	path TEXT NOT NULL,		-- of the page the form belongs to
	form TEXT NOT NULL,		-- its fields, as a form is sent
	created_at BIGINT NOT NULL
);

CREATE INDEX parked_old ON parked (created_at);

-- A profile, achievement, assertion, record or endorsement that is made
-- here.  Its small columns stand before its bytes, so that lists never read
-- those.
CREATE TABLE item (
	id TEXT PRIMARY KEY,
	class TEXT NOT NULL,		-- its class's name: 'Profile' …
	doc_id TEXT NOT NULL,		-- the document's own id
	state TEXT NOT NULL,		-- 'draft', 'review', 'published',
					-- 'revoked'
	version BIGINT NOT NULL,	-- number of the last published; 0
	is_changed SMALLINT NOT NULL,	-- 1: edited since it was published
	is_stale SMALLINT NOT NULL,	-- 1: a published Clr, and something it
					-- holds was published or revoked since
	revision BIGINT NOT NULL,	-- how often it was changed
	name TEXT NOT NULL,		-- what lists call it
	about TEXT NOT NULL,		-- their second line: of whom, for whom
	kind TEXT NOT NULL,		-- achievementType, 'learner' …, or ''
	term TEXT NOT NULL,		-- of an assertion, or ''
	issued_on BIGINT NOT NULL,	-- 0: not stated
	expires BIGINT NOT NULL,	-- 0: never
	errors BIGINT NOT NULL,		-- problems of its own that stop
					-- publishing, when it was saved
	warnings BIGINT NOT NULL,
	reason TEXT NOT NULL,		-- why it was revoked or given back, ''
	asked_by TEXT NOT NULL,		-- account that asked for a review; ''
	created_at BIGINT NOT NULL,
	updated_at BIGINT NOT NULL,
	updated_by TEXT NOT NULL,	-- a name
	held_by TEXT NOT NULL,		-- the classes of the items that hold
					-- it, a blank before and after each:
					-- ' Assertion  Clr '
	search TEXT NOT NULL,		-- search_text() of name, about, doc_id
					-- and the numbers people know it by
	doc TEXT NOT NULL		-- as edited; what is an item of its
					-- own stands in it as {"$item": id}
);

CREATE UNIQUE INDEX item_doc_id ON item (class, doc_id);

-- For lists: what they ask for stands in the index, so that they read it
-- alone.
CREATE INDEX item_newest
	ON item (class, updated_at DESC, id, state, kind, term, is_changed,
		is_stale, errors, expires, held_by, search);
CREATE INDEX item_name
	ON item (class, search, id, state, kind, term, is_changed, is_stale,
		errors, expires, held_by);

-- For numbers and filters.
CREATE INDEX item_state ON item (class, state);
CREATE INDEX item_kind ON item (class, kind);
CREATE INDEX item_term ON item (class, term);
CREATE INDEX item_changed ON item (class) WHERE is_changed = 1;
CREATE INDEX item_stale ON item (class) WHERE is_stale = 1;
CREATE INDEX item_errors ON item (class) WHERE errors > 0;
CREATE INDEX item_expires ON item (expires, state) WHERE expires > 0;

-- Which item stands in which.  Two properties name theirs by a value of the
-- document instead of a stand-in: 'recipient' (an assertion's learner) and
-- 'claim' (what an endorsement is of).
CREATE TABLE item_link (
	item_id TEXT NOT NULL REFERENCES item (id),
	property TEXT NOT NULL,		-- 'issuer', 'assertions' …
	position BIGINT NOT NULL,	-- among those of that property
	target_id TEXT NOT NULL REFERENCES item (id),
	class TEXT NOT NULL,		-- of item_id
	PRIMARY KEY (item_id, property, position)
);

CREATE INDEX item_link_target
	ON item_link (target_id, class, property, item_id);

-- What a recipient may name a profile by.
CREATE TABLE item_identity (
	type TEXT NOT NULL,		-- 'email', 'studentId' …
	value TEXT NOT NULL,		-- as it stands in the profile
	item_id TEXT NOT NULL REFERENCES item (id),
	PRIMARY KEY (item_id, type)
);

CREATE INDEX item_identity_value ON item_identity (type, value, item_id);

-- How many alignments and associations there are, and whose.
CREATE TABLE item_part (
	item_id TEXT NOT NULL REFERENCES item (id),
	kind TEXT NOT NULL,		-- 'alignment', 'association'
	position BIGINT NOT NULL,
	words TEXT NOT NULL,		-- what it is called
	target TEXT NOT NULL,		-- its address, or the other's id
	search TEXT NOT NULL,		-- search_text() of words and target
	PRIMARY KEY (item_id, kind, position)
);

CREATE INDEX item_part_kind ON item_part (kind, search, item_id, position);

-- What was published, frozen.
CREATE TABLE version (
	item_id TEXT NOT NULL REFERENCES item (id),
	number BIGINT NOT NULL,		-- from 1
	state TEXT NOT NULL,		-- 'published', 'superseded', 'revoked'
	sha256 TEXT NOT NULL,		-- of doc, hex
	published_at BIGINT NOT NULL,
	published_by TEXT NOT NULL,	-- a name
	record_id TEXT,			-- where it can be read, of a CLR
	draft TEXT NOT NULL,		-- the item's own doc at that time
	doc TEXT NOT NULL,		-- whole: all items in it written out
	PRIMARY KEY (item_id, number)
);

CREATE INDEX version_record ON version (record_id)
	WHERE record_id IS NOT NULL;

-- What was done: every change and every disclosure.  Each row holds the
-- hash of the one before it.
CREATE TABLE audit (
	number BIGINT PRIMARY KEY,	-- from 1, without a gap
	at BIGINT NOT NULL,
	account_id TEXT NOT NULL,	-- '': nobody signed in
	name TEXT NOT NULL,		-- who, as called then
	address TEXT NOT NULL,		-- where from, shortened
	action TEXT NOT NULL,		-- 'item.save' …
	target TEXT NOT NULL,		-- what: an id
	words TEXT NOT NULL,		-- for people
	old_sha256 TEXT NOT NULL,	-- of the document before, or ''
	new_sha256 TEXT NOT NULL,	-- … and after, or ''
	search TEXT NOT NULL,		-- search_text() of name, action, target
					-- and words
	hash TEXT NOT NULL		-- SHA-256 of the row before's hash and
					-- this row
);

CREATE INDEX audit_target ON audit (target, number);
