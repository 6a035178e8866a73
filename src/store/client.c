/*
 * Clients: kept, found, changed.
 *
 * The SQL of the tables client and client_redirect.  What a client may say
 * of itself is checked by who takes it in (auth/register.h); its grants are
 * grant.c's.
 */
#include "store/client.h"

#include <string.h>

#include "base/clock.h"
#include "base/rand.h"
#include "base/str.h"
#include "crypto/digest.h"
#include "store/search.h"
#include "store/opaque.h"

enum { DAY = 24 * 3600 };

#define CLIENT_ROW                                                             \
	"c.id, c.state, c.name, c.uri, c.logo_uri, c.tos_uri, c.policy_uri,"   \
	" c.software_id, c.software_version, c.auth_method, c.grants,"         \
	" c.scope, c.reach, c.rate, c.created_at, c.used_at, c.created_by,"    \
	" c.manage_sha256 IS NOT NULL"
enum { CLIENT_COLUMNS = 18 };

/* clang-format off */
static const char *const states[] = {
	[CLIENT_ACTIVE] = "active",
	[CLIENT_WAITING] = "waiting",
	[CLIENT_DISABLED] = "disabled",
};
/* clang-format on */

const char *
client_state_name(enum client_state state)
{
	return states[state];
}

enum client_state
client_state_named(const char *name)
{
	enum client_state state = CLIENT_ACTIVE;

	while (state < CLIENT_DISABLED && !streq(states[state], name))
		state++;
	return state;
}

static void
read_client(struct db_rows *rows, struct arena *mem, struct client *out)
{
	const char **const texts[] = {
		&out->name,
		&out->uri,
		&out->logo_uri,
		&out->tos_uri,
		&out->policy_uri,
		&out->software_id,
		&out->software_version,
		&out->auth_method,
		&out->grants,
		&out->scope,
	};
	int column = 2;
	size_t i;

	*out = (struct client){ 0 };
	out->id = db_column_text(rows, 0, mem, NULL);
	out->state = client_state_named(db_column_text(rows, 1, mem, NULL));
	for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		*texts[i] = db_column_text(rows, column++, mem, NULL);
	out->reaches_all = streq(db_column_text(rows, column++, mem, NULL),
				 "all");
	out->rate = db_column_number(rows, column++);
	out->created_at = db_column_number(rows, column++);
	out->used_at = db_column_number(rows, column++);
	out->created_by = db_column_text(rows, column++, mem, NULL);
	out->is_registered = db_column_number(rows, column) != 0;
}

/* The addresses it may be answered at. */
static enum result
read_redirects(struct db *db, struct arena *mem, struct client *client)
{
	auto_rows rows = NULL;
	const char **uris = NULL;
	enum result r;

	TRY(db_query(db, &rows,
		     "SELECT uri, count(*) OVER () FROM client_redirect"
		     " WHERE client_id = $1 ORDER BY position",
		     T(client->id)));
	while ((r = db_next(rows)) == OK) {
		if (!uris)
			uris = arena_array(mem,
					   (size_t)db_column_number(rows, 1),
					   sizeof(*uris));
		uris[client->redirects_count++] = db_column_text(rows, 0, mem,
								 NULL);
	}
	client->redirects = uris;
	return r == NOT_FOUND ? OK : r;
}

static enum result
none(void)
{
	return fail(NOT_FOUND, "there is no such client");
}

/* The one row of a query, and its redirects. */
static enum result
read_one(struct db *db, struct arena *mem, struct db_rows *rows,
	 struct client *out)
{
	enum result r = db_next(rows);

	if (r == NOT_FOUND)
		return none();
	if (r != OK)
		return r;
	read_client(rows, mem, out);
	return read_redirects(db, mem, out);
}

enum result
client_get(struct db *db, struct arena *mem, const char *id, struct client *out)
{
	auto_rows rows = NULL;

	TRY(db_query(db, &rows,
		     "SELECT " CLIENT_ROW " FROM client c WHERE c.id = $1",
		     T(id)));
	return read_one(db, mem, rows, out);
}

/* Found by a secret: the row whose kept form is that of ${secret}. */
static enum result
read_proven(struct db *db, struct arena *mem, struct db_rows *rows,
	    const char *secret, struct client *out)
{
	const char *kept;

	TRY(read_one(db, mem, rows, out));
	kept = db_column_text(rows, CLIENT_COLUMNS, mem, NULL);
	if (!digest_equal(opaque_kept(mem, secret), kept))
		return none();
	return OK;
}

enum result
client_check(struct db *db, struct arena *mem, const char *id,
	     const char *secret, struct client *out)
{
	auto_rows rows = NULL;

	TRY(db_query(db, &rows,
		     "SELECT " CLIENT_ROW ", c.secret_sha256 FROM client c"
		     " WHERE c.id = $1",
		     T(id)));
	return read_proven(db, mem, rows, secret, out);
}

enum result
client_managed(struct db *db, struct arena *mem, const char *id,
	       const char *manage, struct client *out)
{
	auto_rows rows = NULL;

	TRY(db_query(db, &rows,
		     "SELECT " CLIENT_ROW ", c.manage_sha256 FROM client c"
		     " WHERE c.id = $1 AND c.manage_sha256 IS NOT NULL",
		     T(id)));
	return read_proven(db, mem, rows, manage, out);
}

static enum result
put_redirects(struct db *db, const char *id, const struct client *client)
{
	size_t i;

	TRY(db_run(db, NULL, "DELETE FROM client_redirect WHERE client_id = $1",
		   T(id)));
	for (i = 0; i < client->redirects_count; i++)
		TRY(db_run(db, NULL,
			   "INSERT INTO client_redirect (client_id, position,"
			   " uri) VALUES ($1, $2, $3)",
			   T(id), I(i), T(client->redirects[i])));
	return OK;
}

static char *
search_of(struct arena *mem, const struct client *client, const char *id)
{
	const char *parts[] = { client->name, client->uri, id };

	return search_text(mem, parts, sizeof(parts) / sizeof(parts[0]));
}

static enum result
insert(struct db *db, struct arena *mem, const struct client *client,
       const struct client_secrets *secrets)
{
	const char *manage = secrets->manage ? opaque_kept(mem, secrets->manage)
					     : NULL;

	return db_run(
		db, NULL,
		"INSERT INTO client (id, secret_sha256, manage_sha256, state,"
		" name, uri, logo_uri, tos_uri, policy_uri, software_id,"
		" software_version, auth_method, grants, scope, reach, rate,"
		" created_at, created_by, used_at, search)"
		" VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12,"
		" $13, $14, $15, $16, $17, $18, 0, $19)",
		T(secrets->id), T(opaque_kept(mem, secrets->secret)), T(manage),
		T(states[client->state]), T(client->name), T(client->uri),
		T(client->logo_uri), T(client->tos_uri), T(client->policy_uri),
		T(client->software_id), T(client->software_version),
		T(client->auth_method), T(client->grants), T(client->scope),
		T(client->reaches_all ? "all" : "own"), I(client->rate),
		I(clock_now()), T(client->created_by),
		T(search_of(mem, client, secrets->id)));
}

/* Say ${words} of the client called ${name}. */
static enum result
tell(struct db *db, struct arena *mem, const struct audit_by *by,
     const struct audit_event *what, const char *name)
{
	struct audit_event event = *what;

	event.words = arena_printf(mem, "%s: %s", what->words, name);
	return audit_add(db, by, &event);
}

enum result
client_put(struct db *db, struct arena *mem, const struct audit_by *by,
	   const struct client *client, struct client_secrets *out)
{
	const bool own = client->is_registered;
	struct audit_event event = {
		.action = own ? "client.register" : "client.new",
		.words = own ? "A client registered itself" : "Made a client",
	};
	auto_tx tx = NULL;

	*out = (struct client_secrets){
		.id = rand_id(mem),
		.secret = opaque_new(mem),
		.manage = own ? opaque_new(mem) : NULL,
	};
	event.target = out->id;
	TRY(db_join(db, &tx));
	TRY(insert(db, mem, client, out));
	TRY(put_redirects(db, out->id, client));
	TRY(tell(db, mem, by, &event, client->name));
	return db_commit(&tx);
}

/* All that was granted to a client ends. */
static enum result
end_grants(struct db *db, const char *id)
{
	TRY(db_run(db, NULL,
		   "DELETE FROM token WHERE granted_id IN"
		   " (SELECT id FROM granted WHERE client_id = $1)",
		   T(id)));
	TRY(db_run(db, NULL,
		   "DELETE FROM code WHERE granted_id IN"
		   " (SELECT id FROM granted WHERE client_id = $1)",
		   T(id)));
	return db_run(db, NULL,
		      "UPDATE granted SET ended_at = $2, why = 'client'"
		      " WHERE client_id = $1 AND ended_at = 0",
		      T(id), I(clock_now()));
}

/* It waits for approval, and has nothing meanwhile. */
static enum result
send_back(struct db *db, const char *id)
{
	TRY(db_run(db, NULL, "UPDATE client SET state = $2 WHERE id = $1",
		   T(id), T(states[CLIENT_WAITING])));
	return end_grants(db, id);
}

enum result
client_change(struct db *db, struct arena *mem, const struct audit_by *by,
	      const struct client *client, const char **manage)
{
	const struct audit_event event = { .action = "client.change",
					   .target = client->id,
					   .words = "A client changed what it "
						    "says of itself" };
	const char *made = opaque_new(mem);
	long long changed;
	auto_tx tx = NULL;

	TRY(db_join(db, &tx));
	TRY(db_run(db, &changed,
		   "UPDATE client SET manage_sha256 = $2, name = $3, uri = $4,"
		   " logo_uri = $5, tos_uri = $6, policy_uri = $7,"
		   " software_id = $8, software_version = $9,"
		   " auth_method = $10, grants = $11, scope = $12,"
		   " search = $13 WHERE id = $1",
		   T(client->id), T(opaque_kept(mem, made)), T(client->name),
		   T(client->uri), T(client->logo_uri), T(client->tos_uri),
		   T(client->policy_uri), T(client->software_id),
		   T(client->software_version), T(client->auth_method),
		   T(client->grants), T(client->scope),
		   T(search_of(mem, client, client->id))));
	if (!changed)
		return none();
	TRY(put_redirects(db, client->id, client));
	if (client->state == CLIENT_WAITING)
		TRY(send_back(db, client->id));
	TRY(tell(db, mem, by, &event, client->name));
	TRY(db_commit(&tx));
	*manage = made;
	return OK;
}

enum result
client_settle(struct db *db, const struct audit_by *by,
	      const struct client *client)
{
	auto_arena mem = arena_new();
	struct audit_event event = { .action = "client.settle",
				     .target = client->id };
	struct client old;
	auto_tx tx = NULL;

	event.words = arena_printf(mem, "Set a client to %s",
				   states[client->state]);
	TRY(db_join(db, &tx));
	TRY(client_get(db, mem, client->id, &old));
	if (client->reaches_all && old.is_registered)
		return fail(INVALID, "An application that registered itself "
				     "never reaches all records.");
	TRY(db_run(db, NULL,
		   "UPDATE client SET state = $2, scope = $3, reach = $4,"
		   " rate = $5 WHERE id = $1",
		   T(client->id), T(states[client->state]), T(client->scope),
		   T(client->reaches_all ? "all" : "own"), I(client->rate)));
	if (client->state != CLIENT_ACTIVE ||
	    !str_has_words(client->scope, old.scope))
		TRY(end_grants(db, client->id));
	TRY(tell(db, mem, by, &event, old.name));
	return db_commit(&tx);
}

enum result
client_renew(struct db *db, struct arena *mem, const struct audit_by *by,
	     const char *id, const char **secret)
{
	const struct audit_event event = { .action = "client.renew",
					   .target = id,
					   .words = "A new secret for the "
						    "client" };
	const char *made = opaque_new(mem);
	struct client client;
	auto_tx tx = NULL;

	TRY(db_join(db, &tx));
	TRY(client_get(db, mem, id, &client));
	TRY(db_run(db, NULL,
		   "UPDATE client SET secret_sha256 = $2 WHERE id = $1", T(id),
		   T(opaque_kept(mem, made))));
	TRY(tell(db, mem, by, &event, client.name));
	TRY(db_commit(&tx));
	*secret = made;
	return OK;
}

/* The row, and all that leads to it. */
static enum result
erase(struct db *db, const char *id)
{
	TRY(end_grants(db, id));
	TRY(db_run(db, NULL, "DELETE FROM granted WHERE client_id = $1",
		   T(id)));
	TRY(db_run(db, NULL, "DELETE FROM client_redirect WHERE client_id = $1",
		   T(id)));
	return db_run(db, NULL, "DELETE FROM client WHERE id = $1", T(id));
}

/* Delete event->target, and tell. */
static enum result
del(struct db *db, struct arena *mem, const struct audit_by *by,
    const struct audit_event *event)
{
	struct client client;
	auto_tx tx = NULL;

	TRY(db_join(db, &tx));
	TRY(client_get(db, mem, event->target, &client));
	TRY(erase(db, client.id));
	TRY(tell(db, mem, by, event, client.name));
	return db_commit(&tx);
}

enum result
client_del(struct db *db, const struct audit_by *by, const char *id)
{
	const struct audit_event event = { .action = "client.delete",
					   .target = id,
					   .words = "Deleted a client" };
	auto_arena mem = arena_new();

	return del(db, mem, by, &event);
}

enum result
client_list(struct db *db, struct arena *mem, const char *text, long long limit,
	    long long offset, struct client_list *out)
{
	auto_rows rows = NULL;
	enum result r;

	*out = (struct client_list){ 0 };
	TRY(db_query(db, &rows,
		     "SELECT " CLIENT_ROW ", count(*) OVER () FROM client c"
		     " WHERE ($1 = '' OR strpos(c.search, $1) > 0)"
		     " ORDER BY c.created_at DESC, c.id LIMIT $2 OFFSET $3",
		     T(search_words(mem, text)), I(limit), I(offset)));
	while ((r = db_next(rows)) == OK) {
		if (!out->items)
			out->items = arena_array(mem, (size_t)limit,
						 sizeof(*out->items));
		out->total = db_column_number(rows, CLIENT_COLUMNS);
		read_client(rows, mem, &out->items[out->count++]);
	}
	return r == NOT_FOUND ? OK : r;
}

enum result
client_used(struct db *db, const char *id)
{
	return db_run(db, NULL, "UPDATE client SET used_at = $2 WHERE id = $1",
		      T(id), I(clock_now()));
}

/* One that registered itself and came for no token in time. */
static enum result
find_unused(struct db *db, struct arena *mem, const char **id)
{
	auto_rows rows = NULL;
	enum result r;

	TRY(db_query(db, &rows,
		     "SELECT id FROM client WHERE manage_sha256 IS NOT NULL"
		     " AND used_at = 0 AND created_at < $1 LIMIT 1",
		     I(clock_now() - CLIENT_UNUSED_DAYS * DAY)));
	r = db_next(rows);
	if (r == OK)
		*id = db_column_text(rows, 0, mem, NULL);
	return r == NOT_FOUND ? none() : r;
}

enum result
client_sweep(struct db *db, const struct audit_by *by)
{
	struct audit_event event = { .action = "client.sweep",
				     .words = "Swept away a client that was "
					      "never used" };
	auto_arena mem = arena_new();
	const char *id = NULL;

	TRY(find_unused(db, mem, &id));
	event.target = id;
	return del(db, mem, by, &event);
}
