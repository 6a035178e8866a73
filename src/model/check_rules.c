/*
 * The rules across properties (CLR 1.0 §1.4), each a named function and a
 * row of one table.
 *
 * D-6 and D-7 stand in check_results.c; D-9 is seen where signed texts are
 * read and D-11 where rows are missing (check.c); D-13 is no problem but
 * something to show (tree.c).  Called by check.c for every object.
 */
#include <string.h>

#include "base/str.h"
#include "base/uri.h"
#include "model/check_run.h"
#include "model/walk.h"

/* The path of a service's documents, and of a CLR's own address (CLR 1.0
 * §2.1, getClr). */
#define SERVICE_PATH "/ims/clr/v1p0/"
#define CLR_PATH SERVICE_PATH "clrs/"

/* clang-format off */
static const struct finding missing_unless_revoked = {
	GRADE_SHAPE, "D-1", "is missing, and this is not revoked",
	"add it", "taken without it" };
static const struct finding not_https = {
	GRADE_SHAPE, "D-2", "is no https address, but this is hosted",
	"give the https address it can be fetched from",
	"it cannot be verified" };
static const struct finding local_http = {
	GRADE_WARNING, "D-2", "is an address without https on this machine",
	"use https outside of tests", "taken for a test" };
static const struct finding not_clr_path = {
	GRADE_SHAPE, "D-2", "has not the form of a record's address",
	"give one that ends in " CLR_PATH "… and one more word",
	"taken as it is" };
static const struct finding signed_with_url = {
	GRADE_WARNING, "D-3", "is an address that no one asks, for this is "
	"signed", "write a urn:uuid: name", "taken as a name" };
static const struct finding signed_nowhere = {
	GRADE_WARNING, "Q-19", "says this is signed, but no signature is here",
	"put the signed text in its place", "shown as not verified" };
static const struct finding other_learner = {
	GRADE_SHAPE, "D-4", "names somebody else than the record's learner",
	"name the learner", "shown all the same" };
static const struct finding no_such_fact = {
	GRADE_WARNING, "D-4", "names a fact the learner's profile does not "
	"hold", "add it to the learner", "it is not known whose this is" };
static const struct finding differs = {
	GRADE_SHAPE, "D-5", "differs from the achievement of the same id in "
	"the record", "make both the same", "each is shown where it stands" };
static const struct finding issuer_lacks = {
	GRADE_WARNING, "D-8", "is missing from an issuer",
	"add it, so that others can verify", "it may be impossible to verify"
	};
static const struct finding issuer_method = {
	GRADE_WARNING, "D-8", "is not the method of a profile",
	"write \"Verification\"", "it may be impossible to verify" };
static const struct finding no_assertion = {
	GRADE_WARNING, "D-10", "holds nothing",
	"add an assertion, plain or signed", "shown without any" };
static const struct finding no_hash = {
	GRADE_SHAPE, "D-12", "is said to be hashed, but is no hash",
	"write sha256$ and 64 lower-case hexadecimal digits",
	"it cannot be compared" };
static const struct finding hash_unsaid = {
	GRADE_SHAPE, "D-12", "is a hash, but is said not to be",
	"write \"hashed\": true", "taken as a plain text" };
static const struct finding old_hash = {
	GRADE_WARNING, "D-12", "is an MD5 hash, which is easily guessed",
	"use sha256$", "taken as it is" };
static const struct finding one_form = {
	GRADE_SHAPE, "F", "must hold the record once, plain or signed",
	"give clr or signedClr, not both", "each record in it is taken" };
/* clang-format on */

static const char *
id_of(const json_t *object)
{
	return json_string_value(json_object_get(object, "id"));
}

/* D-1: issuedOn, recipient, and the achievement unless an Open Badge. */
static void
whole_unless_revoked(struct check_run *run, const struct check_object *object)
{
	const struct property *p = walk_class(object->class)->properties;
	bool is_badge = json_object_get(object->json, "badge") != NULL;

	if (json_is_true(walk_get(object->json, object->class, "revoked")))
		return;
	for (; p->name; p++) {
		if (!(p->flags & UNLESS_REVOKED) || walk_value(object->json, p))
			continue;
		if (!is_badge || !streq(p->name, "achievement"))
			check_say_member(run, object, p->name,
					 &missing_unless_revoked, NULL);
	}
}

static const char *
method_of(const struct check_object *object)
{
	return walk_text(walk_get(object->json, object->class, "verification"),
			 CLR_VERIFICATION, "type");
}

static bool
is_local(const char *url)
{
	static const char *const hosts[] = { "//localhost", "//127.0.0.1",
					     "//[::1]" };

	for (size_t i = 0; i < sizeof hosts / sizeof hosts[0]; i++) {
		size_t len = strlen(hosts[i]);
		const char *rest = strstr(url, "//");

		if (str_starts(rest, hosts[i]) && strchr(":/", rest[len]))
			return true;
	}
	return false;
}

/* Has ${id} the form of a record's own address? */
static bool
is_clr_address(const char *id)
{
	const char *path = strstr(id, CLR_PATH);

	return path && path[strlen(CLR_PATH)] &&
	       !strchr(path + strlen(CLR_PATH), '/');
}

/* D-2: what is hosted has an address; a Clr one of the getClr form. */
static void
hosted_has_address(struct check_run *run, const struct check_object *object)
{
	const char *id = id_of(object->json);

	if (!streq(method_of(object), "Hosted") || !id)
		return;
	if (uri_has_scheme(id, "http") && is_local(id))
		check_say_member(run, object, "id", &local_http, id);
	else if (!uri_has_scheme(id, "https"))
		check_say_member(run, object, "id", &not_https, id);
	if (object->class == CLR_CLR && !uri_has_scheme(id, "urn") &&
	    !is_clr_address(id))
		check_say_member(run, object, "id", &not_clr_path, id);
}

/* Does ${id} stand among a service's documents, whose addresses say where a
 * Clr is fetched (§2.5) and where it would be told that something was revoked
 * (§2.7)? */
static bool
is_service_address(const char *id)
{
	return strstr(id, SERVICE_PATH) != NULL;
}

/* D-3 and Q-19: what is signed needs no address (but one of a service has a
 * use), yet a signature.  That of a whole document is outside of it, and not
 * judged here. */
static void
signed_has_name(struct check_run *run, const struct check_object *object)
{
	const char *id = id_of(object->json);

	if (!streq(method_of(object), "Signed"))
		return;
	if (!object->is_root)
		check_say_member(run, object, "verification", &signed_nowhere,
				 NULL);
	else if (uri_use(id) == URI_LINK && !is_service_address(id))
		check_say_member(run, object, "id", &signed_with_url, id);
}

/* D-4: the recipient is the learner.  A hash is compared by verify/. */
static void
recipient_is_learner(struct check_run *run, const struct check_object *object)
{
	const json_t *learner = walk_get(run->clr, CLR_CLR, "learner");
	const json_t *recipient = walk_get(object->json, CLR_ASSERTION,
					   "recipient");
	const char *type = walk_text(recipient, CLR_IDENTITY, "type");
	const char *identity = walk_text(recipient, CLR_IDENTITY, "identity");
	const struct property *fact = type ? walk_member(CLR_PROFILE, type)
					   : NULL;
	const char *value;

	if (!json_is_object(learner) || !type || !identity)
		return;
	value = fact ? json_string_value(walk_value(learner, fact)) : NULL;
	if (!value)
		check_say_member(run, object, "recipient", &no_such_fact, type);
	else if (json_is_true(walk_get(recipient, CLR_IDENTITY, "hashed")))
		return;
	else if (streq(type, "email") ? !strieq(value, identity)
				      : !streq(value, identity))
		check_say_member(run, object, "recipient", &other_learner,
				 identity);
}

/* Are two values the same (Q-27: numbers by value, order of members free)? */
static bool
is_same(const json_t *a, const json_t *b)
{
	const char *name;
	json_t *value;

	if (json_is_number(a) && json_is_number(b))
		return json_number_value(a) <= json_number_value(b) &&
		       json_number_value(a) >= json_number_value(b);
	if (json_typeof(a) != json_typeof(b) ||
	    json_object_size(a) != json_object_size(b) ||
	    json_array_size(a) != json_array_size(b))
		return false;
	json_object_foreach ((json_t *)a, name, value) {
		const json_t *other = json_object_get(b, name);

		if (!other || !is_same(value, other))
			return false;
	}
	for (size_t i = 0; i < json_array_size(a); i++)
		if (!is_same(json_array_get(a, i), json_array_get(b, i)))
			return false;
	return json_is_object(a) || json_is_array(a) || json_equal(a, b);
}

/* D-5: an achievement given twice is the same twice. */
static void
achievement_is_same(struct check_run *run, const struct check_object *object)
{
	const json_t *mine = walk_get(object->json, CLR_ASSERTION,
				      "achievement");
	const char *id = id_of(mine);
	const json_t *listed = id ? json_object_get(run->achievements, id)
				  : NULL;

	if (listed && !is_same(mine, listed))
		check_say_member(run, object, "achievement", &differs, id);
}

/* D-8: what an issuer's or publisher's profile carries. */
static void
issuer_can_be_asked(struct check_run *run, const struct check_object *object,
		    const char *name)
{
	struct check_at at = { object->at, name, 0 };
	struct check_object issuer = { walk_get(object->json, object->class,
						name),
				       CLR_PROFILE, false, &at };
	const char *method;

	if (!json_is_object(issuer.json))
		return;
	method = method_of(&issuer);
	if (!walk_text(issuer.json, CLR_PROFILE, "revocationList"))
		check_say_member(run, &issuer, "revocationList", &issuer_lacks,
				 NULL);
	if (!method)
		check_say_member(run, &issuer, "verification", &issuer_lacks,
				 NULL);
	else if (!streq(method, "Verification"))
		check_say_member(run, &issuer, "verification", &issuer_method,
				 method);
}

/* D-8, of a publisher who is not the learner. */
static void
publisher_can_be_asked(struct check_run *run, const struct check_object *object)
{
	const char *learner = id_of(walk_get(object->json, CLR_CLR, "learner"));
	const char *id = id_of(walk_get(object->json, CLR_CLR, "publisher"));

	if (!id || !streq(id, learner))
		issuer_can_be_asked(run, object, "publisher");
}

/* D-8, of an issuer who is neither the learner nor the publisher, whose
 * profile stands in full elsewhere. */
static void
achiever_can_be_asked(struct check_run *run, const struct check_object *object)
{
	const char *id = id_of(
		walk_get(object->json, CLR_ACHIEVEMENT, "issuer"));
	const char *learner = id_of(walk_get(run->clr, CLR_CLR, "learner"));
	const char *publisher = id_of(walk_get(run->clr, CLR_CLR, "publisher"));

	if (!id || (!streq(id, learner) && !streq(id, publisher)))
		issuer_can_be_asked(run, object, "issuer");
}

/* D-10: there is an assertion. */
static void
holds_assertion(struct check_run *run, const struct check_object *object)
{
	if (walk_count(object->json, CLR_CLR, "assertions") == 0 &&
	    walk_count(object->json, CLR_CLR, "signedAssertions") == 0 &&
	    !json_is_true(walk_get(object->json, CLR_CLR, "revoked")))
		check_say_member(run, object, "assertions", &no_assertion,
				 NULL);
}

/* Is ${s} a prefix and then ${digits} hexadecimal digits of the set? */
static bool
is_hash(const char *s, const char *prefix, size_t digits)
{
	static const char hex[] = "0123456789abcdef";

	if (!str_starts(s, prefix))
		return false;
	s += strlen(prefix);
	return strlen(s) == digits && strspn(s, hex) == digits;
}

/* D-12: a hash is said to be one. */
static void
hash_is_said(struct check_run *run, const struct check_object *object)
{
	const char *s = walk_text(object->json, CLR_IDENTITY, "identity");
	const json_t *hashed = walk_get(object->json, CLR_IDENTITY, "hashed");
	bool is_sha256 = s && is_hash(s, "sha256$", 64);
	bool is_md5 = s && is_hash(s, "md5$", 32);
	const struct finding *finding = NULL;

	if (json_is_true(hashed) && is_md5)
		finding = &old_hash;
	else if (json_is_true(hashed) && s && !is_sha256)
		finding = &no_hash;
	else if (json_is_false(hashed) && (is_sha256 || is_md5))
		finding = &hash_unsaid;
	if (finding)
		check_say_member(run, object, "identity", finding, s);
}

/* A ClrPayload holds one record in one form (CLR 1.0 §1.3). */
static void
holds_one_form(struct check_run *run, const struct check_object *object)
{
	bool is_plain = walk_get(object->json, CLR_CLR_PAYLOAD, "clr");
	bool is_signed = walk_get(object->json, CLR_CLR_PAYLOAD, "signedClr");

	if (is_plain == is_signed)
		check_say(run, object->at, &one_form,
			  walk_class(object->class)->label, NULL);
}

/* clang-format off */
static const struct {
	enum class_id class;
	void (*apply)(struct check_run *, const struct check_object *);
} rules[] = {
	{ CLR_ASSERTION, whole_unless_revoked },	/* D-1 */
	{ CLR_CLR, hosted_has_address },		/* D-2 */
	{ CLR_ASSERTION, hosted_has_address },
	{ CLR_ENDORSEMENT, hosted_has_address },
	{ CLR_CLR, signed_has_name },			/* D-3, Q-19 */
	{ CLR_ASSERTION, signed_has_name },
	{ CLR_ENDORSEMENT, signed_has_name },
	{ CLR_ASSERTION, recipient_is_learner },	/* D-4 */
	{ CLR_ASSERTION, achievement_is_same },		/* D-5 */
	{ CLR_ASSERTION, check_results_apply },		/* D-6, D-7 */
	{ CLR_RESULT_DESCRIPTION, check_results_describe },
	{ CLR_CLR, publisher_can_be_asked },		/* D-8 */
	{ CLR_ACHIEVEMENT, achiever_can_be_asked },
	{ CLR_CLR, holds_assertion },			/* D-10 */
	{ CLR_IDENTITY, hash_is_said },			/* D-12 */
	{ CLR_CLR_PAYLOAD, holds_one_form },		/* §1.3 */
};
/* clang-format on */

void
check_rules_apply(struct check_run *run, const struct check_object *object)
{
	for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++)
		if (rules[i].class == object->class)
			rules[i].apply(run, object);
}

/* The objects in ${list} that have an id, by id, the first of each. */
static json_t *
by_id(const json_t *owner, enum class_id class, const char *name)
{
	json_t *index = json_object();
	size_t count = walk_count(owner, class, name);

	for (size_t i = 0; i < count; i++) {
		const json_t *item = walk_item(owner, class, name, i);
		const char *id = id_of(item);

		if (id && !json_object_get(index, id))
			json_object_set(index, id, (json_t *)item);
	}
	return index;
}

void
check_rules_enter(struct check_run *run, const json_t *clr)
{
	run->clr = clr;
	run->achievements = by_id(clr, CLR_CLR, "achievements");
}

void
check_rules_leave(struct check_run *run)
{
	json_decref(run->achievements);
}

/* D-9: the plain twin of a signed property is the one of the same class. */
json_t *
check_rules_plain(const struct check_object *object,
		  const struct property *property)
{
	const struct property *p = walk_class(object->class)->properties;

	for (; p->name; p++)
		if (p->type.kind == KIND_OBJECT && p->many == MANY &&
		    p->type.of == property->type.of)
			return by_id(object->json, object->class, p->name);
	return NULL;
}
