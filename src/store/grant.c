/*
 * Grants and the tokens of them: made, exchanged, opened, ended.
 *
 * The SQL of the tables granted, code and token.  A code and a refresh token
 * are good once: the row that says so is changed by the statement that takes
 * it, so of two who come at once one finds nothing to change.  Called by
 * web/ and auth/.
 */
#include "store/grant.h"

#include <string.h>

#include "base/b64.h"
#include "base/clock.h"
#include "base/rand.h"
#include "base/str.h"
#include "crypto/digest.h"
#include "store/opaque.h"

/* The scope that asks for a refresh token. */
#define OFFLINE "offline_access"

enum {
	SEEN_AGAIN = 60, /* seconds */
	SWEEP_AT_ONCE = 100,
	SPENT_KEPT = 86400 /* seconds: to tell who comes again */
};

#define GRANT_ROW                                                              \
	"g.id, g.client_id, c.name, c.uri, g.account_id, g.scope,"             \
	" g.created_at, g.used_at, g.ended_at"
enum { GRANT_COLUMNS = 9 };

static void
read_grant(struct db_rows *rows, struct arena *mem, struct grant *out)
{
	*out = (struct grant){
		.id = db_column_text(rows, 0, mem, NULL),
		.client_id = db_column_text(rows, 1, mem, NULL),
		.client_name = db_column_text(rows, 2, mem, NULL),
		.client_uri = db_column_text(rows, 3, mem, NULL),
		.account_id = db_column_text(rows, 4, mem, NULL),
		.scope = db_column_text(rows, 5, mem, NULL),
		.created_at = db_column_number(rows, 6),
		.used_at = db_column_number(rows, 7),
		.ended_at = db_column_number(rows, 8),
	};
}

static enum result
insert_grant(struct db *db, struct arena *mem, const struct grant_ask *ask,
	     const char **id)
{
	*id = rand_id(mem);
	return db_run(db, NULL,
		      "INSERT INTO granted (id, client_id, account_id, scope,"
		      " created_at, used_at, ended_at, why)"
		      " VALUES ($1, $2, $3, $4, $5, 0, 0, '')",
		      T(*id), T(ask->client_id), T(ask->account_id),
		      T(ask->scope), I(clock_now()));
}

/* A new token of a kind; *${token} is told once. */
struct minted {
	const char *grant_id, *kind, *scope;
	int64_t ends_at;
};

static enum result
mint(struct db *db, struct arena *mem, const struct minted *new,
     const char **token)
{
	*token = opaque_new(mem);
	return db_run(db, NULL,
		      "INSERT INTO token (sha256, granted_id, kind, scope,"
		      " created_at, ends_at, used_at)"
		      " VALUES ($1, $2, $3, $4, $5, $6, 0)",
		      T(opaque_kept(mem, *token)), T(new->grant_id),
		      T(new->kind), T(new->scope), I(clock_now()),
		      I(new->ends_at));
}

/* An access token for ${scope}, and a refresh token that ends at
 * ${refresh_ends} unless that is 0. */
static enum result
mint_both(struct db *db, struct arena *mem, const struct grant *grant,
	  const struct grant_lives *lives, struct grant_tokens *out)
{
	const int64_t now = clock_now();
	struct minted new = { .grant_id = grant->id,
			      .kind = "access",
			      .scope = out->scope,
			      .ends_at = now + lives->access };

	TRY(mint(db, mem, &new, &out->access));
	out->expires_in = lives->access;
	out->refresh = NULL;
	if (lives->refresh == 0)
		return client_used(db, grant->client_id);
	new.kind = "refresh";
	new.scope = grant->scope;
	new.ends_at = grant->created_at + lives->refresh;
	TRY(mint(db, mem, &new, &out->refresh));
	return client_used(db, grant->client_id);
}

enum result
grant_allow(struct db *db, struct arena *mem, const struct audit_by *by,
	    const struct grant_ask *ask, const struct grant_lives *lives,
	    const char **code)
{
	struct audit_event event = { .action = "grant.allow" };
	const char *made = opaque_new(mem), *id;
	struct client client;
	auto_tx tx = NULL;

	TRY(db_join(db, &tx));
	TRY(client_get(db, mem, ask->client_id, &client));
	TRY(insert_grant(db, mem, ask, &id));
	TRY(db_run(db, NULL,
		   "INSERT INTO code (sha256, granted_id, redirect_uri,"
		   " challenge, ends_at, used_at)"
		   " VALUES ($1, $2, $3, $4, $5, 0)",
		   T(opaque_kept(mem, made)), T(id), T(ask->redirect_uri),
		   T(ask->challenge), I(clock_now() + lives->code)));
	event.target = id;
	event.words = arena_printf(mem, "Let %s in, for %s", client.name,
				   ask->scope);
	TRY(audit_add(db, by, &event));
	TRY(db_commit(&tx));
	*code = made;
	return OK;
}

/* The family ${id} ends: no token of it holds any more. */
static enum result
end_family(struct db *db, const char *id, const char *why)
{
	TRY(db_run(db, NULL,
		   "UPDATE granted SET ended_at = $2, why = $3"
		   " WHERE id = $1 AND ended_at = 0",
		   T(id), I(clock_now()), T(why)));
	return db_run(db, NULL,
		      "DELETE FROM token WHERE granted_id = $1"
		      " AND kind = 'access'",
		      T(id));
}

/* What was good once came again: somebody has what is not theirs, so the
 * family ends, and it is told. */
static enum result
end_reused(struct db *db, struct arena *mem, const struct grant *grant)
{
	static const struct audit_by by = { "", "The office", "" };
	const struct audit_event event = {
		.action = "grant.reused",
		.target = grant->id,
		.words = arena_printf(mem,
				      "Shut %s out: a code or token came again",
				      grant->client_name),
	};

	TRY(end_family(db, grant->id, "reused"));
	return grant->ended_at ? OK : audit_add(db, &by, &event);
}

/* A code as it was kept. */
struct kept_code {
	struct grant grant;
	const char *redirect_uri, *challenge;
	int64_t ends_at, used_at;
};

static enum result
find_code(struct db *db, struct arena *mem, const char *sha256,
	  struct kept_code *out)
{
	auto_rows rows = NULL;
	enum result r;

	TRY(db_query(db, &rows,
		     "SELECT " GRANT_ROW ", k.redirect_uri, k.challenge,"
		     " k.ends_at, k.used_at FROM code k"
		     " JOIN granted g ON g.id = k.granted_id"
		     " JOIN client c ON c.id = g.client_id"
		     " WHERE k.sha256 = $1",
		     T(sha256)));
	r = db_next(rows);
	if (r == NOT_FOUND)
		return fail(INVALID, "there is no such code");
	if (r != OK)
		return r;
	read_grant(rows, mem, &out->grant);
	out->redirect_uri = db_column_text(rows, GRANT_COLUMNS, mem, NULL);
	out->challenge = db_column_text(rows, GRANT_COLUMNS + 1, mem, NULL);
	out->ends_at = db_column_number(rows, GRANT_COLUMNS + 2);
	out->used_at = db_column_number(rows, GRANT_COLUMNS + 3);
	return OK;
}

/* BASE64URL(SHA-256(verifier)) is the challenge (RFC 7636 §4.6). */
static bool
fits(struct arena *mem, const char *verifier, const char *challenge)
{
	unsigned char md[DIGEST_BYTES];

	digest_bytes(verifier, strlen(verifier), md);
	return digest_equal(b64url_encode(mem, md, sizeof(md)), challenge);
}

/* Why the code cannot be exchanged; NULL: it can. */
static const char *
code_fault(struct arena *mem, const struct kept_code *code,
	   const struct grant_redeem *ask)
{
	if (!streq(code->grant.client_id, ask->client_id))
		return "the code was given to another client";
	if (code->grant.ended_at)
		return "what the code was given for has ended";
	if (code->ends_at <= clock_now())
		return "the code has expired";
	if (!streq(code->redirect_uri, ask->redirect_uri))
		return "redirect_uri is not the one the code was sent to";
	if (!ask->verifier || !fits(mem, ask->verifier, code->challenge))
		return "code_verifier does not fit code_challenge";
	return NULL;
}

/* Take the code: of all who come, one. */
static enum result
take_code(struct db *db, const char *sha256, bool *is_first)
{
	long long changed;

	TRY(db_run(db, &changed,
		   "UPDATE code SET used_at = $2"
		   " WHERE sha256 = $1 AND used_at = 0",
		   T(sha256), I(clock_now())));
	*is_first = changed == 1;
	return OK;
}

/* What an exchange came to, once its transaction is over: what it changed is
 * kept also when it was refused. */
struct outcome {
	enum result r;
	const char *words;
};

static enum result
told(const struct outcome *o)
{
	return o->r == OK ? OK : fail(o->r, "%s", o->words);
}

static enum result
redeem(struct db *db, struct arena *mem, const struct grant_redeem *ask,
       const struct grant_lives *lives, struct outcome *o,
       struct grant_tokens *out)
{
	const char *sha256 = opaque_kept(mem, ask->code);
	struct grant_lives own = *lives;
	struct kept_code code;
	bool is_first;

	TRY(find_code(db, mem, sha256, &code));
	TRY(take_code(db, sha256, &is_first));
	if (!is_first) {
		*o = (struct outcome){ CONFLICT, "the code was used before" };
		return end_reused(db, mem, &code.grant);
	}
	o->words = code_fault(mem, &code, ask);
	if (o->words) {
		o->r = INVALID;
		return end_family(db, code.grant.id, "code");
	}
	if (!ask->with_refresh && !str_has_words(code.grant.scope, OFFLINE))
		own.refresh = 0;
	out->scope = code.grant.scope;
	return mint_both(db, mem, &code.grant, &own, out);
}

enum result
grant_redeem(struct db *db, struct arena *mem, const struct grant_redeem *ask,
	     const struct grant_lives *lives, struct grant_tokens *out)
{
	struct outcome o = { OK, NULL };
	auto_tx tx = NULL;

	TRY(db_join(db, &tx));
	TRY(redeem(db, mem, ask, lives, &o, out));
	TRY(db_commit(&tx));
	return told(&o);
}

#define TOKEN_ROW                                                              \
	GRANT_ROW ", t.scope, t.kind, t.created_at, t.ends_at, c.reach,"       \
		  " c.rate"

static void
read_token(struct db_rows *rows, struct arena *mem, struct grant_opened *out)
{
	read_grant(rows, mem, &out->grant);
	out->scope = db_column_text(rows, GRANT_COLUMNS, mem, NULL);
	out->is_refresh = streq(
		db_column_text(rows, GRANT_COLUMNS + 1, mem, NULL), "refresh");
	out->created_at = db_column_number(rows, GRANT_COLUMNS + 2);
	out->ends_at = db_column_number(rows, GRANT_COLUMNS + 3);
	out->reaches_all = streq(
		db_column_text(rows, GRANT_COLUMNS + 4, mem, NULL), "all");
	out->rate = db_column_number(rows, GRANT_COLUMNS + 5);
}

static enum result
no_token(void)
{
	return fail(NOT_FOUND, "there is no such token, or it holds no more");
}

enum result
grant_look(struct db *db, struct arena *mem, const char *token,
	   struct grant_opened *out)
{
	auto_rows rows = NULL;
	enum result r;

	TRY(db_query(db, &rows,
		     "SELECT " TOKEN_ROW " FROM token t"
		     " JOIN granted g ON g.id = t.granted_id"
		     " JOIN client c ON c.id = g.client_id"
		     " LEFT JOIN account a ON a.id = g.account_id"
		     " WHERE t.sha256 = $1 AND t.ends_at > $2"
		     " AND t.used_at = 0 AND g.ended_at = 0"
		     " AND c.state = 'active'"
		     " AND (g.account_id = '' OR a.disabled_at = 0)",
		     T(opaque_kept(mem, token)), I(clock_now())));
	r = db_next(rows);
	if (r == NOT_FOUND)
		return no_token();
	if (r == OK)
		read_token(rows, mem, out);
	return r;
}

enum result
grant_open(struct db *db, struct arena *mem, const char *token,
	   struct grant_opened *out)
{
	TRY(grant_look(db, mem, token, out));
	return out->is_refresh ? no_token() : OK;
}

/* A refresh token as it was kept, spent or not. */
struct kept_refresh {
	struct grant grant;
	int64_t ends_at, used_at;
};

static enum result
find_refresh(struct db *db, struct arena *mem, const char *sha256,
	     struct kept_refresh *out)
{
	auto_rows rows = NULL;
	enum result r;

	TRY(db_query(db, &rows,
		     "SELECT " GRANT_ROW ", t.ends_at, t.used_at FROM token t"
		     " JOIN granted g ON g.id = t.granted_id"
		     " JOIN client c ON c.id = g.client_id"
		     " LEFT JOIN account a ON a.id = g.account_id"
		     " WHERE t.sha256 = $1 AND t.kind = 'refresh'"
		     " AND (g.account_id = '' OR a.disabled_at = 0)",
		     T(sha256)));
	r = db_next(rows);
	if (r == NOT_FOUND)
		return fail(INVALID, "there is no such refresh token");
	if (r != OK)
		return r;
	read_grant(rows, mem, &out->grant);
	out->ends_at = db_column_number(rows, GRANT_COLUMNS);
	out->used_at = db_column_number(rows, GRANT_COLUMNS + 1);
	return OK;
}

static enum result
spend(struct db *db, const char *sha256, bool *is_first)
{
	long long changed;

	TRY(db_run(db, &changed,
		   "UPDATE token SET used_at = $2"
		   " WHERE sha256 = $1 AND used_at = 0",
		   T(sha256), I(clock_now())));
	*is_first = changed == 1;
	return OK;
}

static enum result
refresh(struct db *db, struct arena *mem, const struct grant_again *ask,
	const struct grant_lives *lives, struct outcome *o,
	struct grant_tokens *out)
{
	const char *sha256 = opaque_kept(mem, ask->refresh);
	struct kept_refresh kept;
	bool is_first;

	TRY(find_refresh(db, mem, sha256, &kept));
	if (!streq(kept.grant.client_id, ask->client_id))
		return fail(INVALID, "the refresh token is another client's");
	if (kept.used_at) {
		*o = (struct outcome){ CONFLICT,
				       "the refresh token was used before" };
		return end_reused(db, mem, &kept.grant);
	}
	if (kept.grant.ended_at || kept.ends_at <= clock_now())
		return fail(INVALID, "the refresh token holds no more");
	if (ask->scope && !str_has_words(kept.grant.scope, ask->scope))
		return fail(FORBIDDEN, "more scope than was granted");
	TRY(spend(db, sha256, &is_first));
	if (!is_first)
		return fail(INVALID, "the refresh token holds no more");
	out->scope = ask->scope ? ask->scope : kept.grant.scope;
	return mint_both(db, mem, &kept.grant, lives, out);
}

enum result
grant_refresh(struct db *db, struct arena *mem, const struct grant_again *ask,
	      const struct grant_lives *lives, struct grant_tokens *out)
{
	struct outcome o = { OK, NULL };
	auto_tx tx = NULL;

	TRY(db_join(db, &tx));
	TRY(refresh(db, mem, ask, lives, &o, out));
	TRY(db_commit(&tx));
	return told(&o);
}

enum result
grant_client(struct db *db, struct arena *mem, const char *client_id,
	     const char *scope, const struct grant_lives *lives,
	     struct grant_tokens *out)
{
	const struct grant_ask ask = { .client_id = client_id,
				       .account_id = "",
				       .scope = scope };
	struct grant_lives own = *lives;
	struct grant grant = { .client_id = client_id, .scope = scope };
	auto_tx tx = NULL;

	own.refresh = 0;
	out->scope = scope;
	TRY(db_join(db, &tx));
	TRY(insert_grant(db, mem, &ask, &grant.id));
	TRY(mint_both(db, mem, &grant, &own, out));
	return db_commit(&tx);
}

enum result
grant_seen(struct db *db, const struct grant *grant)
{
	const int64_t now = clock_now();

	if (now - grant->used_at < SEEN_AGAIN)
		return OK;
	return db_run(db, NULL,
		      "UPDATE granted SET used_at = $2"
		      " WHERE id = $1 AND used_at < $2",
		      T(grant->id), I(now));
}

enum result
grant_revoke(struct db *db, const char *client_id, const char *token)
{
	auto_arena mem = arena_new();
	struct grant_opened found;
	auto_tx tx = NULL;
	enum result r;

	TRY(db_join(db, &tx));
	r = grant_look(db, mem, token, &found);
	if (r == NOT_FOUND ||
	    (r == OK && !streq(found.grant.client_id, client_id)))
		return db_commit(&tx);
	if (r != OK)
		return r;
	if (found.is_refresh)
		TRY(end_family(db, found.grant.id, "revoked"));
	else
		TRY(db_run(db, NULL, "DELETE FROM token WHERE sha256 = $1",
			   T(opaque_kept(mem, token))));
	return db_commit(&tx);
}

enum result
grant_list(struct db *db, struct arena *mem, const char *account_id,
	   struct grant_list *out)
{
	auto_rows rows = NULL;
	enum result r;

	*out = (struct grant_list){ 0 };
	TRY(db_query(db, &rows,
		     "SELECT " GRANT_ROW ", count(*) OVER () FROM granted g"
		     " JOIN client c ON c.id = g.client_id"
		     " WHERE g.account_id = $1 AND g.ended_at = 0"
		     " AND EXISTS (SELECT 1 FROM token t"
		     " WHERE t.granted_id = g.id AND t.ends_at > $2"
		     " AND t.used_at = 0)"
		     " ORDER BY g.created_at DESC, g.id",
		     T(account_id), I(clock_now())));
	while ((r = db_next(rows)) == OK) {
		if (!out->items)
			out->items = arena_array(
				mem,
				(size_t)db_column_number(rows, GRANT_COLUMNS),
				sizeof(*out->items));
		read_grant(rows, mem, &out->items[out->count++]);
	}
	return r == NOT_FOUND ? OK : r;
}

static enum result
find_grant(struct db *db, struct arena *mem, const char *account_id,
	   const char *id, struct grant *out)
{
	auto_rows rows = NULL;
	enum result r;

	TRY(db_query(db, &rows,
		     "SELECT " GRANT_ROW " FROM granted g"
		     " JOIN client c ON c.id = g.client_id"
		     " WHERE g.id = $1 AND g.ended_at = 0"
		     " AND g.account_id = coalesce($2, g.account_id)",
		     T(id), T(account_id)));
	r = db_next(rows);
	if (r == NOT_FOUND)
		return fail(NOT_FOUND, "nothing like that is granted");
	if (r == OK)
		read_grant(rows, mem, out);
	return r;
}

enum result
grant_end(struct db *db, const struct audit_by *by, const char *account_id,
	  const char *id)
{
	struct audit_event event = { .action = "grant.end", .target = id };
	auto_arena mem = arena_new();
	struct grant grant;
	auto_tx tx = NULL;

	TRY(db_join(db, &tx));
	TRY(find_grant(db, mem, account_id, id, &grant));
	TRY(end_family(db, id, "revoked"));
	event.words = arena_printf(mem, "Shut %s out", grant.client_name);
	TRY(audit_add(db, by, &event));
	return db_commit(&tx);
}

enum result
grant_sweep(struct db *db)
{
	const int64_t before = clock_now() - SPENT_KEPT;
	long long tokens, codes, grants;
	auto_tx tx = NULL;

	TRY(db_join(db, &tx));
	TRY(db_run(db, &tokens,
		   "DELETE FROM token WHERE sha256 IN (SELECT sha256"
		   " FROM token WHERE ends_at < $1 LIMIT $2)",
		   I(before), I(SWEEP_AT_ONCE)));
	TRY(db_run(db, &codes,
		   "DELETE FROM code WHERE sha256 IN (SELECT sha256"
		   " FROM code WHERE ends_at < $1 LIMIT $2)",
		   I(before), I(SWEEP_AT_ONCE)));
	TRY(db_run(db, &grants,
		   "DELETE FROM granted WHERE id IN (SELECT g.id FROM granted g"
		   " WHERE g.created_at < $1 AND NOT EXISTS (SELECT 1 FROM"
		   " token t WHERE t.granted_id = g.id) AND NOT EXISTS"
		   " (SELECT 1 FROM code k WHERE k.granted_id = g.id)"
		   " LIMIT $2)",
		   I(before), I(SWEEP_AT_ONCE)));
	TRY(db_commit(&tx));
	return tokens + codes + grants ? OK
				       : fail(NOT_FOUND, "nothing is over");
}
