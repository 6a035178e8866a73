/*
 * Samples: made once, kept, found.
 *
 * The SQL of the table sample.  The documents follow CLR 1.0 §1.3 and are
 * signed as §4.3 says.  How they are verified is nobody's business here: a
 * sample is what it is, and the verifier finds out.
 */
#include "store/sample.h"

#include <string.h>

#include <jansson.h>

#include "base/b64.h"
#include "base/rand.h"
#include "base/str.h"
#include "crypto/jws.h"
#include "model/jsonmem.h"

#define CONTEXT                                                                \
	"https://purl.imsglobal.org/spec/clr/v1p0/context/clr_v1p0.jsonld"

enum { BITS = 2048 };

/* All that is being made. */
struct making {
	struct arena *mem;
	struct db *db;
	const char *base; /* where they stand, with the slash */
	const char *base_url;
	struct key *key;
	const char *learner; /* id */
	const char *revoked; /* id of the revoked record */
};

static const char *
at(const struct making *m, const char *name)
{
	return arena_printf(m->mem, "%s%s", m->base, name);
}

static const char *
text_of(const struct making *m, json_t *doc)
{
	jsonmem_defer(m->mem, doc);
	return jsonmem_text(m->mem, doc, JSON_COMPACT);
}

static enum result
keep(const struct making *m, const char *name, const char *type,
     const char *doc)
{
	return db_run(m->db, NULL,
		      "INSERT INTO sample (name, base_url, type, doc)"
		      " VALUES ($1, $2, $3, $4) ON CONFLICT (name) DO UPDATE"
		      " SET base_url = $2, type = $3, doc = $4",
		      T(name), T(m->base_url), T(type), T(doc));
}

#define JOSE "application/jose"
#define JSON "application/json"

/* ---- The college */

static json_t *
key_doc(const struct making *m, const char *id, const char *owner)
{
	return json_pack("{s:s, s:s, s:s, s:s}", "id", id, "type",
			 "CryptographicKey", "owner", owner, "publicKeyPem",
			 key_pem(m->key, m->mem));
}

static json_t *
college(const struct making *m)
{
	const char *id = at(m, "issuer");

	return json_pack("{s:s, s:s, s:s, s:s, s:s, s:o, s:s, s:{s:s}}", "id",
			 id, "type", "Profile", "name", "Sample College", "url",
			 m->base_url, "description",
			 "A college that does not exist. This office made it "
			 "up, so that verifying can be tried.",
			 "publicKey", key_doc(m, at(m, "key"), id),
			 "revocationList", at(m, "revocations"), "verification",
			 "type", "Verification");
}

/* An issuer whom nothing stands behind: its key is in the record alone. */
static json_t *
nobody(const struct making *m)
{
	const char *id = rand_urn(m->mem);

	return json_pack("{s:s, s:s, s:s, s:o}", "id", id, "type", "Profile",
			 "name", "University of Nowhere", "publicKey",
			 key_doc(m, rand_urn(m->mem), id));
}

/* ${doc} as the root of a document. */
static json_t *
root(json_t *doc)
{
	json_object_set_new(doc, "@context", json_string(CONTEXT));
	return doc;
}

static json_t *
revocations(const struct making *m)
{
	return json_pack("{s:s, s:s, s:s, s:[s]}", "id", at(m, "revocations"),
			 "type", "RevocationList", "issuer", at(m, "issuer"),
			 "revokedAssertions", m->revoked);
}

static enum result
keep_college(const struct making *m)
{
	TRY(keep(m, "issuer", JSON, text_of(m, root(college(m)))));
	TRY(keep(m, "key", JSON,
		 text_of(m, root(key_doc(m, at(m, "key"), at(m, "issuer"))))));
	return keep(m, "revocations", JSON, text_of(m, root(revocations(m))));
}

/* ---- Its records */

/* What an assertion says. */
struct award {
	const char *name, *kind, *grade;
	double credits;
	const char *issued, *expires; /* or NULL */
};

static json_t *
achievement(const struct making *m, const struct award *a, json_t *issuer,
	    const char *scale)
{
	json_t *out = json_pack("{s:s, s:s, s:s, s:s, s:o}", "id",
				rand_urn(m->mem), "type", "Achievement", "name",
				a->name, "achievementType", a->kind, "issuer",
				issuer);

	if (a->credits > 0)
		json_object_set_new(out, "creditsAvailable",
				    json_real(a->credits));
	if (a->grade)
		json_object_set_new(
			out, "resultDescriptions",
			json_pack("[{s:s, s:s, s:s, s:s, s:[s,s,s,s]}]", "id",
				  scale, "type", "ResultDescription", "name",
				  "Final grade", "resultType", "LetterGrade",
				  "allowedValues", "D", "C", "B", "A"));
	return out;
}

/* How the one who holds ${issuer} signs. */
static json_t *
signed_by(const json_t *issuer)
{
	const json_t *key = json_object_get(issuer, "publicKey");

	return json_pack("{s:s, s:O}", "type", "Signed", "creator",
			 json_object_get(key, "id"));
}

static json_t *
assertion(const struct making *m, const struct award *a, json_t *issuer)
{
	const char *scale = rand_urn(m->mem);
	json_t *proof = signed_by(issuer);
	json_t *out = json_pack("{s:s, s:s, s:s, s:o, s:{s:s, s:s, s:b}, s:o}",
				"id", rand_urn(m->mem), "type", "Assertion",
				"issuedOn", a->issued, "achievement",
				achievement(m, a, issuer, scale), "recipient",
				"type", "id", "identity", m->learner, "hashed",
				0, "verification", proof);

	if (a->expires)
		json_object_set_new(out, "expires", json_string(a->expires));
	if (a->credits > 0)
		json_object_set_new(out, "creditsEarned",
				    json_real(a->credits));
	if (a->grade)
		json_object_set_new(out, "results",
				    json_pack("[{s:s, s:s, s:s}]", "type",
					      "Result", "resultDescription",
					      scale, "value", a->grade));
	return root(out);
}

/* Sign ${doc}, which is given away. */
static enum result
sign(const struct making *m, json_t *doc, const char *key_id, const char **jws)
{
	const struct jws_head head = { .typ = "JWT", .kid = key_id };
	const char *text = text_of(m, doc);

	return jws_sign(m->mem, m->key, &head, text, strlen(text), jws);
}

static json_t *
record(const struct making *m, const char *id, json_t *publisher)
{
	json_t *proof = signed_by(publisher);

	return root(json_pack(
		"{s:s, s:s, s:s, s:s, s:o, s:{s:s, s:s, s:s}, s:o}", "id", id,
		"type", "Clr", "name", "Sample transcript", "issuedOn",
		"2025-06-30T12:00:00Z", "publisher", publisher, "learner", "id",
		m->learner, "type", "Profile", "name", "Sam Sample",
		"verification", proof));
}

static const struct award carpentry = {
	"Carpentry I", "Course", "B", 4, "2024-12-20T12:00:00Z", NULL
};
static const struct award drawing = { "Technical drawing",    "Course", "A", 3,
				      "2025-06-20T12:00:00Z", NULL };
static const struct award first_aid = {
	"First aid",	       "License", NULL, 0, "2021-06-30T12:00:00Z",
	"2023-06-30T12:00:00Z"
};

/* The record with ${id} of the college, signed, with two signed assertions:
 * these ${parts}. */
static enum result
sign_record(const struct making *m, const char *id, const char *parts[2],
	    const char **jws)
{
	json_t *doc = record(m, id, college(m));

	json_object_set_new(doc, "signedAssertions",
			    json_pack("[s,s]", parts[0], parts[1]));
	return sign(m, doc, at(m, "key"), jws);
}

/* ---- Forged: what was signed says something else, the signature stays */

/* ${jws} with ${payload} in the place of its own. */
static const char *
with_payload(const struct making *m, const char *jws, const char *payload)
{
	const char *dot = strchr(jws, '.'), *last = strrchr(jws, '.');

	return arena_printf(m->mem, "%.*s.%s%s", (int)(dot - jws), jws,
			    b64url_encode(m->mem, payload, strlen(payload)),
			    last);
}

/* The payload of ${jws}, ${old} in it replaced by ${new} once. */
static enum result
change(const struct making *m, const char *jws, const char *old,
       const char *new, const char **out)
{
	struct jws opened;
	const char *text, *found;

	TRY(jws_open(m->mem, jws, strlen(jws), &opened));
	text = (const char *)opened.payload;
	found = strstr(text, old);
	if (!found)
		return fail(INTERNAL, "a sample has no %s", old);
	*out = with_payload(m, jws,
			    arena_printf(m->mem, "%.*s%s%s",
					 (int)(found - text), text, new,
					 found + strlen(old)));
	return OK;
}

/* ${good} after somebody made a B of ${course}, a part of it, an A. */
static enum result
keep_forged(const struct making *m, const char *good, const char *course)
{
	const char *forged_course, *forged;

	TRY(change(m, course, "\"value\":\"B\"", "\"value\":\"A\"",
		   &forged_course));
	TRY(change(m, good, course, forged_course, &forged));
	return keep(m, "tampered", JOSE, forged);
}

/* ---- All of them */

static enum result
keep_records(const struct making *m)
{
	const char *parts[2], *good, *revoked, *expired;

	TRY(sign(m, assertion(m, &carpentry, college(m)), at(m, "key"),
		 &parts[0]));
	TRY(sign(m, assertion(m, &drawing, college(m)), at(m, "key"),
		 &parts[1]));
	TRY(sign_record(m, rand_urn(m->mem), parts, &good));
	TRY(sign_record(m, m->revoked, parts, &revoked));
	TRY(sign(m, assertion(m, &first_aid, college(m)), at(m, "key"),
		 &expired));
	TRY(keep(m, "good", JOSE, good));
	TRY(keep(m, "revoked", JOSE, revoked));
	TRY(keep(m, "expired", JOSE, expired));
	return keep_forged(m, good, parts[0]);
}

/* Signed with a key of nobody's. */
static enum result
keep_unknown(const struct making *m)
{
	auto_key key = NULL;
	struct making other = *m;
	const char *jws;

	TRY(key_new(BITS, &key));
	other.key = key;
	TRY(sign(&other, record(&other, rand_urn(m->mem), nobody(&other)), NULL,
		 &jws));
	return keep(m, "unknown", JOSE, jws);
}

static enum result
make(struct making *m)
{
	auto_tx tx = NULL;

	TRY(db_begin(m->db, &tx));
	TRY(keep_college(m));
	TRY(keep_records(m));
	TRY(keep_unknown(m));
	return db_commit(&tx);
}

static enum result
is_made(struct db *db, const char *base_url, bool *out)
{
	auto_rows rows = NULL;
	enum result r;

	TRY(db_query(db, &rows,
		     "SELECT 1 FROM sample WHERE name = 'good'"
		     " AND base_url = $1",
		     T(base_url)));
	r = db_next(rows);
	*out = r == OK;
	return r == NOT_FOUND ? OK : r;
}

enum result
sample_make(struct db *db, const char *base_url)
{
	auto_arena mem = arena_new();
	auto_key key = NULL;
	struct making m = { .mem = mem, .db = db, .base_url = base_url };
	bool made;

	TRY(is_made(db, base_url, &made));
	if (made)
		return OK;
	TRY(key_new(BITS, &key));
	m.key = key;
	m.base = arena_printf(mem, "%s" SAMPLE_PATH, base_url);
	m.learner = rand_urn(mem);
	m.revoked = rand_urn(mem);
	return make(&m);
}

enum result
sample_get(struct db *db, struct arena *mem, const char *base_url,
	   const char *name, struct sample *out)
{
	auto_rows rows = NULL;
	enum result r;

	TRY(db_query(db, &rows,
		     "SELECT type, doc FROM sample"
		     " WHERE name = $1 AND base_url = $2",
		     T(name), T(base_url)));
	r = db_next(rows);
	if (r == NOT_FOUND)
		return fail(NOT_FOUND, "there is no sample %s", name);
	if (r != OK)
		return r;
	out->type = db_column_text(rows, 0, mem, NULL);
	out->doc = db_column_text(rows, 1, mem, &out->len);
	return OK;
}
