-- Keys, signatures, revocation, what is public, and verification.
--
-- The same dialect and habits as 0001.

-- A key that signs, or signed.
CREATE TABLE key (
	id TEXT PRIMARY KEY,		-- the last part of its address
	item_id TEXT NOT NULL,		-- item of the profile that owns it;
					-- '': the office's own
	owner TEXT NOT NULL,		-- document id of that profile; of the
					-- office's own: base_url
	bits BIGINT NOT NULL,
	created_at BIGINT NOT NULL,
	ended_at BIGINT NOT NULL,	-- when it was replaced or taken out of
					-- use: it signs no more; 0: it signs
	untrusted_from BIGINT NOT NULL,	-- what it signed then or later proves
					-- nothing; 0: all it signed holds
	reason TEXT NOT NULL,		-- why; or ''
	pem TEXT NOT NULL,		-- the public half
	sealed TEXT			-- PKCS #8, sealed under the master key;
					-- NULL: destroyed
);

CREATE UNIQUE INDEX key_signing ON key (item_id) WHERE ended_at = 0;
CREATE INDEX key_owner ON key (item_id, created_at DESC);

-- The signed form of a version.
CREATE TABLE signature (
	item_id TEXT NOT NULL REFERENCES item (id),
	number BIGINT NOT NULL,		-- of the version
	key_id TEXT NOT NULL REFERENCES key (id),
	signed_at BIGINT NOT NULL,
	jws TEXT NOT NULL,		-- compact; its payload is version.doc
	PRIMARY KEY (item_id, number)
);

CREATE INDEX signature_key ON signature (key_id, signed_at);

-- What anybody may read at its own address, without a token.  What is not
-- here is not public.
CREATE TABLE hosted (
	path TEXT PRIMARY KEY,		-- 'assertions/UUID': below the service
					-- root
	item_id TEXT NOT NULL REFERENCES item (id),
	number BIGINT NOT NULL,		-- of the version in force
	is_revoked SMALLINT NOT NULL,
	changed_at BIGINT NOT NULL
);

CREATE INDEX hosted_item ON hosted (item_id);
CREATE INDEX hosted_changed ON hosted (changed_at, path);

-- What was revoked, by whose issuer's list it is told on.
CREATE TABLE revocation (
	issuer_id TEXT NOT NULL REFERENCES item (id),	-- a profile's item
	doc_id TEXT NOT NULL,		-- the revoked document's own id
	item_id TEXT NOT NULL,
	revoked_at BIGINT NOT NULL,
	reason TEXT NOT NULL,
	PRIMARY KEY (issuer_id, doc_id)
);

CREATE INDEX revocation_doc ON revocation (doc_id);

-- Long work of the job process that somebody watches: publishing and
-- signing many.
CREATE TABLE batch (
	id TEXT PRIMARY KEY,
	kind TEXT NOT NULL,		-- 'publish'
	how TEXT NOT NULL,		-- of that kind: 'signed', 'hosted' …
	account_id TEXT NOT NULL,	-- for whom, as in the audit trail
	name TEXT NOT NULL,
	address TEXT NOT NULL,
	created_at BIGINT NOT NULL,
	done_at BIGINT NOT NULL,	-- 0: not yet
	total BIGINT NOT NULL,
	done BIGINT NOT NULL,		-- so far, those that failed too
	failed BIGINT NOT NULL
);

CREATE INDEX batch_waiting ON batch (done_at, created_at);

CREATE TABLE batch_item (
	batch_id TEXT NOT NULL REFERENCES batch (id),
	position BIGINT NOT NULL,
	item_id TEXT NOT NULL,
	state TEXT NOT NULL,		-- 'waiting', 'done', 'failed'
	words TEXT NOT NULL,		-- why it failed, or ''
	PRIMARY KEY (batch_id, position)
);

CREATE INDEX batch_item_state ON batch_item (batch_id, state, position);

-- Answers of other servers, to be asked again by their ETag.
CREATE TABLE answer (
	url TEXT PRIMARY KEY,		-- as asked for
	accept TEXT NOT NULL,		-- media types asked for
	status BIGINT NOT NULL,		-- of HTTP
	final_url TEXT NOT NULL,	-- after redirects
	type TEXT NOT NULL,		-- media type, or ''
	etag TEXT NOT NULL,		-- or ''
	certificate TEXT NOT NULL,	-- subject of the server's, or ''
	error TEXT NOT NULL,		-- why there is no answer or body; or ''
	fetched_at BIGINT NOT NULL,	-- or found unchanged
	size BIGINT NOT NULL,		-- bytes of body
	body TEXT			-- UTF-8; NULL: none, or it is not
);

CREATE INDEX answer_old ON answer (fetched_at, size);

-- A verification that somebody asked for, or of a record behind a link.
CREATE TABLE checking (
	id TEXT PRIMARY KEY,
	record_id TEXT NOT NULL,	-- the record it is of; '': somebody
					-- brought the document
	state TEXT NOT NULL,		-- 'waiting', 'done', 'failed'
	tries BIGINT NOT NULL,		-- how often it was begun
	created_at BIGINT NOT NULL,
	done_at BIGINT NOT NULL,
	as_of BIGINT NOT NULL,		-- judge as of then; 0: now
	with_data SMALLINT NOT NULL,	-- 1: data validation too
	source TEXT NOT NULL,		-- file name, address, or ''
	sha256 TEXT NOT NULL,		-- of the document, hex; '': not known
	total BIGINT NOT NULL,		-- parts to check, as far as known
	done BIGINT NOT NULL,
	asking TEXT NOT NULL,		-- address being asked for, or ''
	is_url SMALLINT NOT NULL,	-- 1: doc is its address
	doc TEXT NOT NULL,		-- what is to be checked; '' of a record
	report TEXT,			-- JSON (verify/report.h); NULL: not yet
	shown TEXT,			-- the document as it may be shown, JSON
	error TEXT NOT NULL,		-- why it failed, for people; or ''
	receipt TEXT			-- a JWS over it; NULL: not asked for
);

CREATE INDEX checking_waiting ON checking (state, record_id, created_at);
CREATE INDEX checking_record ON checking (record_id, created_at DESC);
CREATE INDEX checking_old ON checking (created_at);

-- Documents to try verifying with, and what they rest on.
CREATE TABLE sample (
	name TEXT PRIMARY KEY,		-- 'good', 'expired' … 'issuer', 'key'
	base_url TEXT NOT NULL,		-- that their ids begin with
	type TEXT NOT NULL,		-- media type
	doc TEXT NOT NULL
);

-- Issuers that the institution knows to be who they say.
CREATE TABLE pinned (
	issuer TEXT PRIMARY KEY,	-- the profile's own id
	name TEXT NOT NULL,
	note TEXT NOT NULL,		-- how one knows
	created_at BIGINT NOT NULL,
	created_by TEXT NOT NULL	-- a name
);

-- Heads of the audit chain, signed by the office's key.
CREATE TABLE head (
	number BIGINT PRIMARY KEY,	-- of the audit entry it is the hash of
	at BIGINT NOT NULL,
	hash TEXT NOT NULL,
	jws TEXT NOT NULL
);
