-- Other systems: who they are, what they may do for whom, what they brought.
--
-- The same dialect and habits as 0001.  Of codes and tokens only the SHA-256
-- stands here.

-- A client of the authorization server (RFC 6749 §2, RFC 7591).
CREATE TABLE client (
	id TEXT PRIMARY KEY,		-- client_id
	secret_sha256 TEXT NOT NULL,	-- of client_secret, hex
	manage_sha256 TEXT,		-- of registration_access_token (RFC
					-- 7592), hex; NULL: made by the staff
	state TEXT NOT NULL,		-- 'active', 'waiting', 'disabled'
	name TEXT NOT NULL,		-- client_name
	uri TEXT NOT NULL,		-- client_uri, or ''
	logo_uri TEXT NOT NULL,		-- or ''
	tos_uri TEXT NOT NULL,		-- or ''
	policy_uri TEXT NOT NULL,	-- or ''
	software_id TEXT NOT NULL,	-- or ''
	software_version TEXT NOT NULL,	-- or ''
	auth_method TEXT NOT NULL,	-- 'client_secret_basic' …
	grants TEXT NOT NULL,		-- grant_types, a blank between
	scope TEXT NOT NULL,		-- what it may ask for, blanks between
	reach TEXT NOT NULL,		-- of client credentials: 'own': what it
					-- posted and was granted; 'all'
	rate BIGINT NOT NULL,		-- requests a minute; 0: the setting's
	created_at BIGINT NOT NULL,
	created_by TEXT NOT NULL,	-- a name; '': it registered itself
	used_at BIGINT NOT NULL,	-- last token given; 0: never
	search TEXT NOT NULL		-- search_text() of name, uri and id
);

CREATE INDEX client_newest ON client (created_at DESC, id);
CREATE INDEX client_unused ON client (used_at, created_at);

CREATE TABLE client_redirect (
	client_id TEXT NOT NULL REFERENCES client (id),
	position BIGINT NOT NULL,
	uri TEXT NOT NULL,		-- compared exactly
	PRIMARY KEY (client_id, position)
);

-- What somebody allowed a client, or a client was given for itself: the
-- family of all codes and tokens that come of it.
CREATE TABLE granted (
	id TEXT PRIMARY KEY,
	client_id TEXT NOT NULL REFERENCES client (id),
	account_id TEXT NOT NULL,	-- whose records; '': the client's own
	scope TEXT NOT NULL,		-- blanks between
	created_at BIGINT NOT NULL,
	used_at BIGINT NOT NULL,	-- last request with it; 0: never
	ended_at BIGINT NOT NULL,	-- 0: holds
	why TEXT NOT NULL		-- why it ended: 'revoked', 'reused' …
);

CREATE INDEX granted_account ON granted (account_id, ended_at, created_at);
CREATE INDEX granted_client ON granted (client_id, ended_at, created_at);

-- An authorization code (RFC 6749 §4.1, RFC 7636).
CREATE TABLE code (
	sha256 TEXT PRIMARY KEY,
	granted_id TEXT NOT NULL REFERENCES granted (id),
	redirect_uri TEXT NOT NULL,
	challenge TEXT NOT NULL,	-- code_challenge, S256
	ends_at BIGINT NOT NULL,
	used_at BIGINT NOT NULL		-- 0: not yet
);

CREATE INDEX code_ends ON code (ends_at);

CREATE TABLE token (
	sha256 TEXT PRIMARY KEY,
	granted_id TEXT NOT NULL REFERENCES granted (id),
	kind TEXT NOT NULL,		-- 'access', 'refresh'
	scope TEXT NOT NULL,		-- may be less than the grant's
	created_at BIGINT NOT NULL,
	ends_at BIGINT NOT NULL,
	used_at BIGINT NOT NULL		-- of a refresh token: when it was
					-- exchanged; 0: not yet
);

CREATE INDEX token_granted ON token (granted_id, kind);
CREATE INDEX token_ends ON token (ends_at);

-- Which records whom concern, for reading them with a token.  A record that
-- came before this table has its row when the job process has looked at it.
CREATE TABLE holding (
	record_id TEXT PRIMARY KEY REFERENCES record (id),
	number BIGINT NOT NULL UNIQUE,	-- rises with each change; the newest
					-- is first in lists
	account_id TEXT NOT NULL,	-- who may read it as theirs; '': nobody
	email TEXT NOT NULL,		-- the learner's, in lower case, or ''
	client_id TEXT NOT NULL,	-- who posted it; '': the staff
	clr_id TEXT NOT NULL,		-- the document's own id, or ''
	state TEXT NOT NULL,		-- 'listed'; 'revoked'; 'older': there is
					-- a newer one of this id; 'unfit': no
					-- CLR 1.0 can be made of it
	updated_at BIGINT NOT NULL,	-- posted, published or revoked last
	sent TEXT			-- what leaves instead of the record's
					-- own bytes: CLR 1.0 and nothing else;
					-- NULL: they are that
);

INSERT INTO counter (name, value) VALUES ('holdings', 0);

-- For lists: what they ask for stands in the index, so that they read it
-- alone.
CREATE INDEX holding_account
	ON holding (account_id, number DESC, updated_at, record_id, state)
	WHERE state = 'listed';
CREATE INDEX holding_client
	ON holding (client_id, number DESC, updated_at, record_id, state)
	WHERE state = 'listed';
CREATE INDEX holding_newest
	ON holding (number DESC, updated_at, record_id, state)
	WHERE state = 'listed';

CREATE INDEX holding_email ON holding (email) WHERE email <> '';
CREATE INDEX holding_clr ON holding (clr_id, client_id);

-- Whose an id was that a client deleted: nobody else may post it again.
CREATE TABLE holding_deleted (
	sha256 TEXT PRIMARY KEY,	-- of the document's own id, hex
	client_id TEXT NOT NULL
);
