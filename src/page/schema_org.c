/*
 * The schema.org view of a record, for search engines (CLR 1.0 §5.3).  It
 * is a summary in other words: nothing reads it back.  Rows flagged
 * PERSONAL of the learner stay out.  Called by view_clr.c.
 */
#include "page/schema_org.h"

#include "base/clock.h"
#include "base/str.h"
#include "base/uri.h"
#include "model/jsonmem.h"
#include "model/walk.h"

/* A member of a class → a property of schema.org with the same value. */
struct pair {
	const char *from, *to;
};

static json_t *
thing(const char *type, const json_t *object)
{
	json_t *out = json_object();
	const char *id = json_string_value(json_object_get(object, "id"));

	json_object_set_new(out, "@type", json_string(type));
	if (!str_empty(id))
		json_object_set_new(out, "@id", json_string(id));
	return out;
}

static void
put(json_t *out, const char *name, const char *text)
{
	if (!str_empty(text))
		json_object_set_new(out, name, json_string(text));
}

/* Copy texts and numbers; data: URLs would be too long to be of use. */
static void
copy(json_t *out, const json_t *object, enum class_id as,
     const struct pair *pairs)
{
	const json_t *value;

	for (; pairs->from != NULL; pairs++) {
		value = walk_get(object, as, pairs->from);
		if (json_is_number(value) ||
		    (json_string_length(value) > 0 &&
		     !uri_has_scheme(json_string_value(value), "data")))
			json_object_set(out, pairs->to,
					(json_t *)(uintptr_t)value);
	}
}

static void
add(json_t *out, const char *name, json_t *item)
{
	json_t *list = json_object_get(out, name);

	if (list == NULL) {
		list = json_array();
		json_object_set_new(out, name, list);
	}
	json_array_append_new(list, item);
}

static json_t *
address(const json_t *value)
{
	static const struct pair pairs[] = {
		{ "streetAddress", "streetAddress" },
		{ "postOfficeBoxNumber", "postOfficeBoxNumber" },
		{ "addressLocality", "addressLocality" },
		{ "addressRegion", "addressRegion" },
		{ "postalCode", "postalCode" },
		{ "addressCountry", "addressCountry" },
		{ NULL, NULL },
	};
	json_t *out = thing("PostalAddress", value);

	copy(out, value, CLR_ADDRESS, pairs);
	return out;
}

static void
identifiers(json_t *out, const json_t *object, enum class_id as)
{
	size_t count = walk_count(object, as, "identifiers");
	const json_t *each;
	json_t *item;

	for (size_t i = 0; i < count; i++) {
		each = walk_item(object, as, "identifiers", i);
		item = thing("PropertyValue", NULL);
		put(item, "propertyID",
		    walk_text(each, CLR_SYSTEM_IDENTIFIER, "identifierType"));
		put(item, "value",
		    walk_text(each, CLR_SYSTEM_IDENTIFIER, "identifier"));
		add(out, "identifier", item);
	}
}

static json_t *
learner(const json_t *profile)
{
	static const struct pair pairs[] = {
		{ "name", "name" },
		{ "givenName", "givenName" },
		{ "additionalName", "additionalName" },
		{ "familyName", "familyName" },
		{ "url", "url" },
		{ "image", "image" },
		{ "description", "description" },
		{ NULL, NULL },
	};
	json_t *out = thing("Person", profile);

	copy(out, profile, CLR_PROFILE, pairs);
	identifiers(out, profile, CLR_PROFILE);
	return out;
}

/* Parents of parents are named so far. */
#define PARENTS_MAX 4

static json_t *
organization(const json_t *profile, int parents)
{
	static const struct pair pairs[] = {
		{ "name", "name" },   { "url", "url" },
		{ "email", "email" }, { "telephone", "telephone" },
		{ "image", "logo" },  { "description", "description" },
		{ NULL, NULL },
	};
	bool is_person = walk_get(profile, CLR_PROFILE, "givenName") ||
			 walk_get(profile, CLR_PROFILE, "familyName") ||
			 walk_get(profile, CLR_PROFILE, "birthDate");
	json_t *out = thing(is_person ? "Person" : "Organization", profile);
	const json_t *parent = walk_get(profile, CLR_PROFILE, "parentOrg");
	const json_t *place = walk_get(profile, CLR_PROFILE, "address");

	if (is_person) {
		put(out, "name", walk_text(profile, CLR_PROFILE, "name"));
		return out;
	}
	copy(out, profile, CLR_PROFILE, pairs);
	identifiers(out, profile, CLR_PROFILE);
	if (json_is_object(place))
		json_object_set_new(out, "address", address(place));
	if (json_is_object(parent) && parents < PARENTS_MAX)
		json_object_set_new(out, "parentOrganization",
				    organization(parent, parents + 1));
	return out;
}

/* Once in full; from then on by its id. */
static json_t *
once(json_t *seen, const json_t *profile)
{
	const char *id = walk_text(profile, CLR_PROFILE, "id");

	if (id == NULL)
		return organization(profile, 0);
	if (json_object_get(seen, id) != NULL)
		return json_pack("{ss}", "@id", id);
	json_object_set_new(seen, id, json_true());
	return organization(profile, 0);
}

static json_t *
alignment(const json_t *value)
{
	static const struct pair pairs[] = {
		{ "targetName", "targetName" },
		{ "targetUrl", "targetUrl" },
		{ "targetDescription", "targetDescription" },
		{ "targetFramework", "educationalFramework" },
		{ NULL, NULL },
	};
	json_t *out = thing("AlignmentObject", value);

	copy(out, value, CLR_ALIGNMENT, pairs);
	put(out, "alignmentType", "assesses");
	return out;
}

static void
requirement(json_t *out, const json_t *criteria)
{
	const char *text = walk_text(criteria, CLR_CRITERIA, "narrative");
	const char *url = walk_text(criteria, CLR_CRITERIA, "id");
	json_t *term;

	if (url == NULL) {
		put(out, "competencyRequired", text);
		return;
	}
	term = thing("DefinedTerm", NULL);
	put(term, "url", url);
	put(term, "description", text);
	json_object_set_new(out, "competencyRequired", term);
}

static void
course(json_t *out, const json_t *achievement)
{
	static const struct pair pairs[] = {
		{ "name", "name" },
		{ "humanCode", "courseCode" },
		{ "creditsAvailable", "numberOfCredits" },
		{ NULL, NULL },
	};
	json_t *item = thing("Course", achievement);

	copy(item, achievement, CLR_ACHIEVEMENT, pairs);
	json_object_set_new(out, "isBasedOn", item);
}

static void
fill_achievement(json_t *out, const json_t *achievement)
{
	static const struct pair pairs[] = {
		{ "name", "name" },
		{ "description", "description" },
		{ "level", "educationalLevel" },
		{ "image", "image" },
		{ "achievementType", "credentialCategory" },
		{ NULL, NULL },
	};
	const json_t *tags = walk_get(achievement, CLR_ACHIEVEMENT, "tags");
	size_t count = walk_count(achievement, CLR_ACHIEVEMENT, "alignments");
	const char *study = walk_text(achievement, CLR_ACHIEVEMENT,
				      "fieldOfStudy");

	copy(out, achievement, CLR_ACHIEVEMENT, pairs);
	if (json_array_size(tags) > 0)
		json_object_set(out, "keywords", (json_t *)(uintptr_t)tags);
	if (study != NULL)
		add(out, "about", json_string(study));
	study = walk_text(achievement, CLR_ACHIEVEMENT, "specialization");
	if (study != NULL)
		add(out, "about", json_string(study));
	requirement(out, walk_get(achievement, CLR_ACHIEVEMENT, "requirement"));
	for (size_t i = 0; i < count; i++)
		add(out, "educationalAlignment",
		    alignment(walk_item(achievement, CLR_ACHIEVEMENT,
					"alignments", i)));
	if (streq(walk_text(achievement, CLR_ACHIEVEMENT, "achievementType"),
		  "Course"))
		course(out, achievement);
}

static void
fill_results(json_t *out, const struct clr_tree_node *n)
{
	size_t count = walk_count(n->assertion, CLR_ASSERTION, "results");
	static const struct pair result_pairs[] = {
		{ "status", "value" },
		{ "value", "value" },
		{ NULL, NULL },
	};
	static const struct pair pairs[] = {
		{ "name", "name" },
		{ "valueMin", "minValue" },
		{ "valueMax", "maxValue" },
		{ NULL, NULL },
	};
	const json_t *result, *description;
	json_t *item;

	for (size_t i = 0; i < count && i < 50; i++) {
		result = walk_item(n->assertion, CLR_ASSERTION, "results", i);
		description = n->achievement == NULL
				      ? NULL
				      : clr_tree_description(n->achievement,
							     result);
		item = thing("PropertyValue", NULL);
		if (description != NULL)
			copy(item, description, CLR_RESULT_DESCRIPTION, pairs);
		copy(item, result, CLR_RESULT, result_pairs);
		add(out, "about", item);
	}
}

static void
fill_evidence(json_t *out, const json_t *assertion)
{
	static const struct pair pairs[] = {
		{ "name", "name" },   { "description", "description" },
		{ "genre", "genre" }, { "id", "url" },
		{ NULL, NULL },
	};
	size_t count = walk_count(assertion, CLR_ASSERTION, "evidence");
	const json_t *evidence;
	json_t *item;

	for (size_t i = 0; i < count; i++) {
		evidence = walk_item(assertion, CLR_ASSERTION, "evidence", i);
		item = thing("CreativeWork", NULL);
		copy(item, evidence, CLR_EVIDENCE, pairs);
		add(out, "subjectOf", item);
	}
}

static void
fill_endorsements(json_t *out, const json_t *assertion)
{
	size_t count = walk_count(assertion, CLR_ASSERTION, "endorsements");
	const json_t *endorsement, *claim, *issuer;
	json_t *item;

	for (size_t i = 0; i < count; i++) {
		endorsement = walk_item(assertion, CLR_ASSERTION,
					"endorsements", i);
		claim = walk_get(endorsement, CLR_ENDORSEMENT, "claim");
		issuer = walk_get(endorsement, CLR_ENDORSEMENT, "issuer");
		item = thing("Review", endorsement);
		put(item, "datePublished",
		    walk_text(endorsement, CLR_ENDORSEMENT, "issuedOn"));
		put(item, "reviewBody",
		    walk_text(claim, CLR_ENDORSEMENT_CLAIM,
			      "endorsementComment"));
		if (json_is_object(issuer))
			json_object_set_new(item, "author",
					    organization(issuer, 0));
		add(out, "review", item);
	}
}

static json_t *
credential(const struct clr_tree_node *n, json_t *seen)
{
	static const struct pair pairs[] = {
		{ "issuedOn", "dateCreated" },
		{ "expires", "expires" },
		{ "licenseNumber", "identifier" },
		{ "image", "image" },
		{ NULL, NULL },
	};
	json_t *out = thing("EducationalOccupationalCredential", n->assertion);
	const char *id = walk_text(n->assertion, CLR_ASSERTION, "id");
	const json_t *issuer = NULL;

	if (n->achievement != NULL) {
		fill_achievement(out, n->achievement);
		issuer = walk_get(n->achievement, CLR_ACHIEVEMENT, "issuer");
	}
	copy(out, n->assertion, CLR_ASSERTION, pairs);
	if (id != NULL && uri_has_scheme(id, "https"))
		put(out, "url", id);
	if (json_is_object(issuer))
		json_object_set_new(out, "recognizedBy", once(seen, issuer));
	fill_results(out, n);
	fill_evidence(out, n->assertion);
	fill_endorsements(out, n->assertion);
	return out;
}

static bool
is_live(const json_t *assertion, int64_t now)
{
	const char *expires = walk_text(assertion, CLR_ASSERTION, "expires");
	struct moment at;

	if (json_is_true(walk_get(assertion, CLR_ASSERTION, "revoked")))
		return false;
	return expires == NULL || clock_parse(expires, true, &at) != OK ||
	       at.is_unknown || at.epoch >= now;
}

json_t *
schema_org_view(struct arena *mem, const json_t *clr,
		const struct clr_tree *tree, int64_t now)
{
	static const struct pair pairs[] = {
		{ "name", "name" },
		{ "issuedOn", "datePublished" },
		{ NULL, NULL },
	};
	json_t *out = json_pack("{ss}", "@context", "https://schema.org");
	json_auto_t *page = thing("WebPage", clr);
	json_auto_t *seen = json_object();
	const json_t *publisher = walk_get(clr, CLR_CLR, "publisher");
	const json_t *subject = walk_get(clr, CLR_CLR, "learner");
	json_t *person = learner(subject);

	jsonmem_defer(mem, out);
	json_object_update(out, page);
	copy(out, clr, CLR_CLR, pairs);
	if (json_is_object(publisher))
		json_object_set_new(out, "publisher", once(seen, publisher));
	if (!json_is_true(walk_get(clr, CLR_CLR, "revoked")))
		for (size_t i = 0; i < tree->count; i++)
			if (is_live(tree->nodes[i].assertion, now))
				add(person, "hasCredential",
				    credential(&tree->nodes[i], seen));
	json_object_set_new(out, "mainEntity", person);
	if (json_object_get(person, "@id") != NULL)
		json_object_set_new(out, "about",
				    json_pack("{sO}", "@id",
					      json_object_get(person, "@id")));
	return out;
}
