/*
 * The classes and properties of CLR 1.0, edition of January 2021 (fact
 * sheet §1.3), as one table; the IRIs are those of the JSON-LD context.
 *
 * A pure table: check, page, form, import and manual read it through
 * model/walk.h, and nothing says these things a second time.  The order of
 * the rows is the order in which people want to read the values.
 */
#include "model/rows.h"

/* clang-format off */

/* Where the IRIs begin. */
#define CLRI "https://purl.imsglobal.org/spec/clr/vocab#"
#define SDO  "http://schema.org/"
#define OBI  "https://w3id.org/openbadges#"
#define SEC  "https://w3id.org/security#"
#define CRED "https://w3id.org/credentials/"
#define DCT  "http://purl.org/dc/terms/"

#define END { .name = NULL }

/* Rows that are the same wherever they stand. */
#define ROW_CONTEXT \
	{ "@context", CONTEXT, ONE, "Context", \
	  "The address of the vocabulary the document is written in.", \
	  .flags = AT_ROOT | TECHNICAL | OURS, .place = PLACE_HIDDEN }
#define ROW_TYPE \
	{ "type", LINE, ONE, "Type", "The name of the class.", \
	  .flags = TECHNICAL | OURS, .place = PLACE_HIDDEN }
#define ROW_ID(words, more) \
	{ "id", IRI, ONE, "Id", words, .flags = TECHNICAL | (more) }
#define ROW_ENDORSEMENTS(more) \
	{ "endorsements", OBJECT(ENDORSEMENT), MANY, "Endorsements", \
	  "What others say in support.", .flags = PICKED | (more), \
	  .place = PLACE_PART, .iri = CRED "credential" }
#define ROW_SIGNED_ENDORSEMENTS(more) \
	{ "signedEndorsements", JWS(ENDORSEMENT), MANY, \
	  "Signed endorsements", \
	  "What others say in support, each signed by its author.", \
	  .flags = (more), .place = PLACE_PART, .iri = CLRI "dtCompactJws" }
#define ROW_REVOKED \
	{ "revoked", BOOLEAN, ONE, "Revoked", \
	  "Whether the issuer has taken it back.", \
	  .flags = OURS, .place = PLACE_HIDDEN, .iri = OBI "revoked" }
#define ROW_REVOCATION_REASON \
	{ "revocationReason", TEXT, ONE, "Reason for revocation", \
	  "Why it was taken back.", .flags = OURS, \
	  .iri = OBI "revocationReason" }
#define ROW_VERIFICATION(words, more) \
	{ "verification", OBJECT(VERIFICATION), ONE, "Verification", words, \
	  .flags = TECHNICAL | (more), .place = PLACE_PART, \
	  .iri = OBI "verify" }
#define ROW_ALIGNMENTS(words) \
	{ "alignments", OBJECT(ALIGNMENT), MANY, "Alignments", words, \
	  .place = PLACE_PART, .iri = OBI "alignment" }
#define ROW_IMAGE(name, words) \
	{ "image", IMAGE, ONE, name, words, .flags = DATA_URL, \
	  .place = PLACE_PICTURE, .iri = SDO "image" }

static const struct property clr[] = {
	{ "name", TEXT, ONE, "Title", "What the record is called, such as “Official transcript”.", .flags = LABEL, .place = PLACE_TITLE, .iri = SDO "name" },
	{ "issuedOn", DATETIME, ONE, "Published on", "When the record was published.", .flags = REQUIRED, .iri = OBI "issueDate" },
	{ "partial", BOOLEAN, ONE, "Partial record", "Whether the publisher knew more at that time than stands here.", .iri = CLRI "partial" },
	{ "learner", OBJECT(PROFILE), ONE, "Learner", "The person the record is about.", .flags = REQUIRED | NEEDED | PICKED, .place = PLACE_PART, .iri = CLRI "learner" },
	{ "publisher", OBJECT(PROFILE), ONE, "Publisher", "Who put the record together: a school, its agent, or the learner.", .flags = REQUIRED | PICKED, .place = PLACE_PART, .iri = CLRI "publisher" },
	{ "assertions", OBJECT(ASSERTION), MANY, "Assertions", "What the learner has achieved.", .flags = PICKED, .place = PLACE_PART, .iri = CLRI "dtAssertion" },
	{ "signedAssertions", JWS(ASSERTION), MANY, "Signed assertions", "What the learner has achieved, each signed by its issuer.", .place = PLACE_PART, .iri = CLRI "dtCompactJws" },
	{ "achievements", OBJECT(ACHIEVEMENT), MANY, "Related achievements", "Achievements tied to those above, such as the steps of a program.", .flags = PICKED, .place = PLACE_PART, .iri = CLRI "dtAchievement" },
	ROW_ENDORSEMENTS(ONLY_F),
	ROW_SIGNED_ENDORSEMENTS(ONLY_F),
	ROW_REVOKED,
	ROW_REVOCATION_REASON,
	ROW_VERIFICATION("How to check that the record is genuine.", 0),
	ROW_ID("The record's lasting name; an address when it can be fetched.", REQUIRED | NEEDED | MINTED),
	ROW_TYPE,
	ROW_CONTEXT,
	END
};

static const struct property clr_set[] = {
	{ "clrs", OBJECT(CLR), MANY, "Records", "Records without a signature.", .place = PLACE_PART, .iri = CLRI "dtClr" },
	{ "signedClrs", JWS(CLR), MANY, "Signed records", "Records signed by their publishers.", .place = PLACE_PART, .iri = CLRI "dtCompactJws" },
	ROW_ID("The set's lasting name.", 0),
	ROW_TYPE,
	ROW_CONTEXT,
	END
};

static const struct property clr_payload[] = {
	{ "clr", OBJECT(CLR), ONE, "Record", "The record without a signature.", .place = PLACE_PART, .iri = CLRI "dtClr" },
	{ "signedClr", JWS(CLR), ONE, "Signed record", "The record signed by its publisher.", .place = PLACE_PART, .iri = CLRI "dtCompactJws" },
	ROW_TYPE,
	ROW_CONTEXT,
	END
};

static const struct property assertion[] = {
	{ "achievement", OBJECT(ACHIEVEMENT), ONE, "Achievement", "What was achieved.", .flags = UNLESS_REVOKED | PICKED, .place = PLACE_PART, .iri = CLRI "dtAchievement" },
	ROW_IMAGE("Image", "A picture of this award."),
	{ "issuedOn", DATETIME, ONE, "Issued on", "When it was awarded.", .flags = UNLESS_REVOKED, .iri = OBI "issueDate" },
	{ "expires", DATETIME, ONE, "Valid until", "After this moment the award has expired.", .flags = ONLY_F, .iri = SEC "expiration" },
	{ "term", TEXT, ONE, "Term", "The academic term it belongs to.", .iri = CLRI "term" },
	{ "activityStartDate", DATETIME, ONE, "Started on", "When the learner began the activity.", .iri = CLRI "activityStartDate", .was = "startDate" },
	{ "activityEndDate", DATETIME, ONE, "Ended on", "When the learner ended the activity.", .iri = CLRI "activityEndDate", .was = "endDate" },
	{ "creditsEarned", FLOAT, ONE, "Credits earned", "How many credits the learner was given.", .iri = CLRI "creditsEarned" },
	{ "role", TEXT, ONE, "Role", "The learner's part in the activity, such as intern or captain.", .iri = CLRI "role" },
	{ "licenseNumber", TEXT, ONE, "License number", "The number under which the award is registered.", .iri = CLRI "licenseNumber" },
	{ "results", OBJECT(RESULT), MANY, "Results", "Grades, scores and levels reached.", .place = PLACE_PART, .iri = CLRI "dtResult" },
	{ "narrative", MARKDOWN, ONE, "Narrative", "What ties the evidence together.", .place = PLACE_PROSE, .iri = OBI "narrative" },
	{ "evidence", OBJECT(EVIDENCE), MANY, "Evidence", "Work that shows the achievement.", .place = PLACE_PART, .iri = OBI "evidence" },
	{ "source", OBJECT(PROFILE), ONE, "Assessed by", "Who assessed the learner, if not the issuer.", .flags = PICKED, .place = PLACE_PART, .iri = CLRI "dtProfile" },
	{ "recipient", OBJECT(IDENTITY), ONE, "Recipient", "How the learner is named as the one who earned it.", .flags = UNLESS_REVOKED | TECHNICAL, .place = PLACE_PART, .iri = OBI "recipient" },
	ROW_ENDORSEMENTS(0),
	ROW_SIGNED_ENDORSEMENTS(0),
	ROW_REVOKED,
	ROW_REVOCATION_REASON,
	ROW_VERIFICATION("How to check that the award is genuine.", 0),
	ROW_ID("The award's lasting name; an address when it can be fetched.", REQUIRED | NEEDED | MINTED),
	ROW_TYPE,
	ROW_CONTEXT,
	END
};

static const struct property achievement[] = {
	{ "humanCode", TEXT, ONE, "Code", "A short code people know it by, such as WR 121.", .place = PLACE_TITLE, .iri = CLRI "humanCode" },
	{ "name", TEXT, ONE, "Name", "What the achievement is called.", .flags = REQUIRED | LABEL, .place = PLACE_TITLE, .iri = SDO "name" },
	ROW_IMAGE("Image", "A picture of the achievement."),
	{ "achievementType", XTERM(ACHIEVEMENT_TYPE), ONE, "Kind of achievement", "Whether it is a course, a degree, a competency and so on.", .iri = CLRI "dtExtensibleAchievementType" },
	{ "description", TEXT, ONE, "Description", "What the achievement is about.", .place = PLACE_PROSE, .iri = SDO "description" },
	{ "creditsAvailable", FLOAT, ONE, "Credits available", "How many credits it is worth in full.", .iri = CLRI "creditsAvailable" },
	{ "level", TEXT, ONE, "Level", "How advanced it is.", .iri = CLRI "level" },
	{ "fieldOfStudy", TEXT, ONE, "Field of study", "The subject it belongs to.", .iri = CLRI "fieldOfStudy" },
	{ "specialization", TEXT, ONE, "Specialization", "The narrower subject within the field.", .iri = CLRI "specialization" },
	{ "requirement", OBJECT(CRITERIA), ONE, "How it is earned", "What a learner must do for it.", .place = PLACE_PART, .iri = OBI "criteria" },
	{ "resultDescriptions", OBJECT(RESULT_DESCRIPTION), MANY, "Possible results", "Which grades, scores or levels can be reached.", .place = PLACE_PART, .iri = CLRI "dtResultDescription" },
	{ "issuer", OBJECT(PROFILE), ONE, "Issuer", "Who may award it.", .flags = REQUIRED | PICKED, .place = PLACE_PART, .iri = OBI "issuer" },
	ROW_ALIGNMENTS("Standards and frameworks it meets."),
	{ "associations", OBJECT(ASSOCIATION), MANY, "Associations", "How it relates to other achievements.", .place = PLACE_PART, .iri = CLRI "dtAssociation" },
	{ "tags", TEXT, MANY, "Tags", "Words to find it by.", .iri = SDO "keywords" },
	ROW_ENDORSEMENTS(0),
	ROW_SIGNED_ENDORSEMENTS(0),
	{ "identifiers", OBJECT(SYSTEM_IDENTIFIER), MANY, "Other identifiers", "Its numbers in other systems.", .flags = ONLY_F | TECHNICAL, .place = PLACE_PART, .iri = CLRI "dtSystemIdentifier" },
	ROW_ID("The achievement's lasting name.", REQUIRED | MINTED),
	ROW_TYPE,
	ROW_CONTEXT,
	END
};

/* What a Profile and an EndorsementProfile have in common, by parts, for
 * the rows of the first alone stand between them. */
#define ROWS_PROFILE_NAMES \
	{ "name", TEXT, ONE, "Name", "The name in full.", .flags = LABEL, .place = PLACE_TITLE, .iri = SDO "name" }, \
	ROW_IMAGE("Picture", "A portrait or a logo."), \
	{ "givenName", TEXT, ONE, "Given name", "The first name.", .flags = ONLY_F, .iri = SDO "givenName" }, \
	{ "additionalName", TEXT, ONE, "Additional name", "A middle name.", .flags = ONLY_F, .iri = SDO "additionalName" }, \
	{ "familyName", TEXT, ONE, "Family name", "The last name.", .flags = ONLY_F, .iri = SDO "familyName" }
#define ROWS_PROFILE_FACTS \
	{ "studentId", TEXT, ONE, "Student number", "The number the school knows the learner by.", .flags = PERSONAL, .iri = CLRI "studentId" }, \
	{ "description", TEXT, ONE, "Description", "Who this is, in a few words.", .place = PLACE_PROSE, .iri = SDO "description" }, \
	{ "official", TEXT, ONE, "Authorized official", "The person who answers for an issuer, such as its registrar.", .flags = ONLY_F, .iri = CLRI "official" }, \
	{ "url", URI, ONE, "Web page", "The address of a web page.", .iri = SDO "url" }, \
	{ "email", TEXT, ONE, "E-mail", "An e-mail address.", .flags = PERSONAL, .iri = SDO "email" }, \
	{ "telephone", TEXT, ONE, "Telephone", "A telephone number.", .flags = PERSONAL, .iri = SDO "telephone" }, \
	{ "address", OBJECT(ADDRESS), ONE, "Address", "The postal address.", .flags = PERSONAL, .place = PLACE_PART, .iri = CLRI "dtAddress" }
#define ROWS_PROFILE_TECHNICAL \
	{ "sourcedId", TEXT, ONE, "Sourced id", "The identifier in the school's own system.", .flags = TECHNICAL | PERSONAL, .iri = CLRI "sourcedId" }, \
	{ "identifiers", OBJECT(SYSTEM_IDENTIFIER), MANY, "Other identifiers", "Numbers in other systems.", .flags = ONLY_F | TECHNICAL, .place = PLACE_PART, .iri = CLRI "dtSystemIdentifier" }, \
	{ "publicKey", OBJECT(CRYPTOGRAPHIC_KEY), ONE, "Public key", "The key that proves this profile's signatures.", .flags = TECHNICAL, .place = PLACE_PART, .iri = SEC "publicKey" }, \
	{ "revocationList", URI, ONE, "Revocation list", "The address where an issuer tells what it has taken back.", .flags = TECHNICAL, .iri = OBI "revocationList" }, \
	ROW_VERIFICATION("Where this profile's documents may be found.", 0), \
	ROW_ID("The profile's lasting name.", REQUIRED | MINTED), \
	ROW_TYPE, \
	ROW_CONTEXT

static const struct property profile[] = {
	ROWS_PROFILE_NAMES,
	{ "birthDate", DATE, ONE, "Date of birth", "The day the learner was born.", .flags = ONLY_F | PERSONAL, .iri = CLRI "birthDate", .was = "birthdate" },
	ROWS_PROFILE_FACTS,
	{ "parentOrg", OBJECT(PROFILE), ONE, "Parent organization", "The organization this one is part of.", .flags = ONLY_F | PICKED, .place = PLACE_PART, .iri = OBI "Profile" },
	ROW_ENDORSEMENTS(0),
	ROW_SIGNED_ENDORSEMENTS(0),
	ROWS_PROFILE_TECHNICAL,
	END
};

static const struct property endorsement_profile[] = {
	ROWS_PROFILE_NAMES,
	ROWS_PROFILE_FACTS,
	ROWS_PROFILE_TECHNICAL,
	END
};

static const struct property address[] = {
	{ "streetAddress", TEXT, ONE, "Street", "Street and house number.", .iri = CLRI "streetAddress" },
	{ "postOfficeBoxNumber", TEXT, ONE, "Post office box", "The number of a post office box.", .iri = CLRI "postOfficeBoxNumber" },
	{ "addressLocality", TEXT, ONE, "Town", "Town or city.", .iri = CLRI "addressLocality" },
	{ "addressRegion", TEXT, ONE, "Region", "State or province.", .iri = CLRI "addressRegion" },
	{ "postalCode", TEXT, ONE, "Postal code", "The postal code.", .iri = CLRI "postalCode" },
	{ "addressCountry", TEXT, ONE, "Country", "Name of the country, or its code of two letters.", .iri = CLRI "addressCountry" },
	ROW_ID("The address's lasting name.", 0),
	ROW_TYPE,
	END
};

static const struct property alignment[] = {
	{ "targetCode", TEXT, ONE, "Code", "The entry's code within its framework.", .place = PLACE_TITLE, .iri = OBI "targetCode" },
	{ "targetName", TEXT, ONE, "Name", "What the entry is called.", .flags = REQUIRED | LABEL, .place = PLACE_TITLE, .iri = SDO "targetName" },
	{ "targetDescription", TEXT, ONE, "Description", "What the entry says.", .place = PLACE_PROSE, .iri = SDO "targetDescription" },
	{ "targetFramework", TEXT, ONE, "Framework", "The framework or standard the entry belongs to.", .iri = SDO "educationalFramework", .was = "educationalFramework" },
	{ "targetType", XTERM(ALIGNMENT_TARGET_TYPE), ONE, "Kind of entry", "Whether it is a statement, a rubric and so on.", .iri = CLRI "dtExtensibleAlignmentTargetType" },
	{ "targetUrl", URI, ONE, "Address", "Where the entry can be read.", .flags = REQUIRED, .iri = SDO "targetUrl" },
	ROW_ID("The alignment's lasting name.", 0),
	ROW_TYPE,
	END
};

static const struct property artifact[] = {
	{ "name", TEXT, ONE, "Name", "What the file or page is called.", .flags = LABEL, .place = PLACE_TITLE, .iri = SDO "name" },
	{ "description", TEXT, ONE, "Description", "What it shows.", .place = PLACE_PROSE, .iri = SDO "description" },
	{ "url", IMAGE, ONE, "File", "Where it can be seen, or the file itself.", .flags = DATA_URL, .iri = SDO "url" },
	ROW_TYPE,
	END
};

static const struct property association[] = {
	{ "associationType", TERM(ASSOCIATION_TYPE), ONE, "Relation", "How this achievement relates to the other.", .flags = REQUIRED, .iri = CLRI "AssociationTypeDType" },
	{ "title", TEXT, ONE, "Other achievement", "What the other achievement is called.", .flags = REQUIRED | LABEL, .place = PLACE_TITLE, .iri = CLRI "title" },
	{ "targetId", IRI, ONE, "Id of the other", "The other achievement's lasting name.", .flags = REQUIRED | TECHNICAL, .iri = CLRI "dtIRI" },
	END
};

static const struct property criteria[] = {
	{ "narrative", MARKDOWN, ONE, "Narrative", "What a learner must do.", .place = PLACE_PROSE, .iri = OBI "narrative" },
	{ "id", URI, ONE, "Web page", "A page that says what a learner must do.", .place = PLACE_FACT },
	ROW_TYPE,
	END
};

static const struct property cryptographic_key[] = {
	{ "owner", IRI, ONE, "Owner", "The profile the key belongs to.", .flags = REQUIRED | TECHNICAL, .iri = SEC "owner" },
	{ "publicKeyPem", TEXT, ONE, "Key", "The public key itself, in PEM form.", .flags = REQUIRED | TECHNICAL, .iri = SEC "publicKeyPem" },
	{ "id", URI, ONE, "Id", "Where the key can be fetched.", .flags = REQUIRED | TECHNICAL },
	ROW_TYPE,
	ROW_CONTEXT,
	END
};

static const struct property endorsement[] = {
	{ "claim", OBJECT(ENDORSEMENT_CLAIM), ONE, "Claim", "What is endorsed, and what is said of it.", .flags = REQUIRED, .place = PLACE_PART, .iri = CRED "claim" },
	{ "issuer", OBJECT(ENDORSEMENT_PROFILE), ONE, "Endorsed by", "Who says so.", .flags = REQUIRED | PICKED, .place = PLACE_PART, .iri = OBI "issuer" },
	{ "issuedOn", DATETIME, ONE, "Issued on", "When it was said.", .flags = REQUIRED, .iri = OBI "issueDate" },
	ROW_REVOKED,
	ROW_REVOCATION_REASON,
	ROW_VERIFICATION("How to check that the endorsement is genuine.", REQUIRED),
	ROW_ID("The endorsement's lasting name.", REQUIRED | MINTED),
	ROW_TYPE,
	ROW_CONTEXT,
	END
};

static const struct property endorsement_claim[] = {
	{ "endorsementComment", MARKDOWN, ONE, "Comment", "What is said in support.", .place = PLACE_PROSE, .iri = OBI "endorsementComment" },
	ROW_ID("The id of the profile, achievement, assertion or record that is endorsed.", REQUIRED),
	ROW_TYPE,
	END
};

static const struct property evidence[] = {
	{ "name", TEXT, ONE, "Name", "What the evidence is called.", .flags = REQUIRED | LABEL, .place = PLACE_TITLE, .iri = SDO "name" },
	{ "description", TEXT, ONE, "Description", "What the evidence shows.", .place = PLACE_PROSE, .iri = SDO "description" },
	{ "narrative", MARKDOWN, ONE, "Narrative", "How the evidence came about.", .place = PLACE_PROSE, .iri = OBI "narrative" },
	{ "genre", TEXT, ONE, "Genre", "What sort of work it is.", .iri = SDO "genre" },
	{ "audience", TEXT, ONE, "Audience", "Whom the work was made for.", .iri = OBI "audience" },
	{ "artifacts", OBJECT(ARTIFACT), MANY, "Artifacts", "The files and pages themselves.", .place = PLACE_PART, .iri = CLRI "dtArtifact" },
	{ "id", URI, ONE, "Web page", "A page that presents the evidence.", .place = PLACE_FACT },
	ROW_TYPE,
	END
};

static const struct property identity[] = {
	{ "identity", TEXT, ONE, "Identity", "The value that names the learner, or its hash.", .flags = REQUIRED | LABEL, .iri = OBI "identityHash" },
	{ "type", TERM(IDENTITY_TYPE), ONE, "Kind of identity", "Which fact of the learner's profile it is.", .flags = REQUIRED },
	{ "hashed", BOOLEAN, ONE, "Hashed", "Whether the value is hidden behind a hash.", .flags = REQUIRED | TECHNICAL, .iri = OBI "hashed" },
	{ "salt", TEXT, ONE, "Salt", "Text that was added before hashing.", .flags = TECHNICAL, .iri = OBI "salt" },
	ROW_ID("The identity's lasting name.", 0),
	END
};

static const struct property result[] = {
	{ "value", TEXT, ONE, "Value", "The grade, score or other value reached.", .iri = CLRI "value" },
	{ "status", TERM(RESULT_STATUS), ONE, "Status", "How far the learner has come.", .flags = ONLY_F, .iri = CLRI "ResultStatusTypeDType" },
	{ "achievedLevel", IRI, ONE, "Level reached", "The rubric level the learner reached.", .iri = CLRI "dtIRI" },
	ROW_ALIGNMENTS("Standards and frameworks this result meets."),
	{ "resultDescription", IRI, ONE, "Possible result", "Which of the achievement's possible results this is.", .flags = REQUIRED | TECHNICAL, .iri = CLRI "dtIRI" },
	ROW_ID("The result's lasting name.", 0),
	ROW_TYPE,
	END
};

static const struct property result_description[] = {
	{ "name", TEXT, ONE, "Name", "What is measured, such as “Final grade”.", .flags = REQUIRED | LABEL, .place = PLACE_TITLE, .iri = SDO "name" },
	{ "resultType", XTERM(RESULT_TYPE), ONE, "Kind of result", "Whether it is a grade, a score, a level and so on.", .flags = REQUIRED, .iri = CLRI "dtExtensibleResultType" },
	{ "allowedValues", TEXT, MANY, "Possible values", "All values there are, from the lowest to the highest.", .flags = PAGE_ORDER, .iri = CLRI "allowedValues" },
	{ "valueMin", TEXT, ONE, "Lowest value", "The lowest value that can be reached.", .iri = CLRI "valueMin" },
	{ "valueMax", TEXT, ONE, "Highest value", "The highest value that can be reached.", .iri = CLRI "valueMax" },
	{ "requiredValue", TEXT, ONE, "Value to pass", "The value a learner needs.", .iri = CLRI "requiredValue" },
	{ "requiredLevel", IRI, ONE, "Level to pass", "The rubric level a learner needs.", .iri = CLRI "dtIRI" },
	{ "rubricCriterionLevels", OBJECT(RUBRIC_CRITERION_LEVEL), MANY, "Rubric levels", "The levels of the rubric, from the lowest to the highest.", .flags = PAGE_ORDER, .place = PLACE_PART, .iri = CLRI "dtRubricCriterionLevel" },
	ROW_ALIGNMENTS("Standards and frameworks it measures."),
	ROW_ID("The lasting name that results refer to.", REQUIRED | MINTED),
	ROW_TYPE,
	END
};

static const struct property rubric_criterion_level[] = {
	{ "name", TEXT, ONE, "Name", "What the level is called.", .flags = REQUIRED | LABEL, .place = PLACE_TITLE, .iri = SDO "name" },
	{ "level", TEXT, ONE, "Level", "The level's place on the scale.", .iri = CLRI "level" },
	{ "points", TEXT, ONE, "Points", "How many points the level is worth.", .iri = CLRI "points" },
	{ "description", TEXT, ONE, "Description", "What the level means.", .place = PLACE_PROSE, .iri = SDO "description" },
	ROW_ALIGNMENTS("Standards and frameworks the level meets."),
	ROW_ID("The lasting name that results refer to.", REQUIRED | MINTED),
	ROW_TYPE,
	END
};

static const struct property system_identifier[] = {
	{ "identifier", TEXT, ONE, "Identifier", "The number or name itself.", .flags = REQUIRED | LABEL, .iri = CLRI "identifier" },
	{ "identifierType", XTERM(SYSTEM_IDENTIFIER_TYPE), ONE, "System", "Which system it comes from.", .flags = REQUIRED, .iri = CLRI "dtExtensibleSystemIdentifierType" },
	ROW_TYPE,
	END
};

static const struct property verification[] = {
	{ "type", TERM(VERIFICATION_TYPE), ONE, "Method", "How the document is checked.", .flags = REQUIRED },
	{ "creator", URI, ONE, "Signing key", "The address of the key that was used to sign.", .flags = TECHNICAL, .iri = DCT "creator" },
	{ "allowedOrigins", TEXT, MANY, "Allowed hosts", "The hosts that documents of this profile may be on.", .flags = TECHNICAL, .iri = OBI "allowedOrigins" },
	{ "startsWith", TEXT, MANY, "Allowed beginnings", "How the addresses of this profile's documents begin.", .flags = TECHNICAL, .iri = OBI "startsWith" },
	{ "verificationProperty", TEXT, ONE, "Checked property", "The property that allowed hosts and beginnings are about.", .flags = TECHNICAL, .iri = OBI "verificationProperty" },
	ROW_ID("The verification's lasting name.", 0),
	END
};

static const struct property revocation_list[] = {
	{ "revokedAssertions", LINE, MANY, "Revoked ids", "The ids of all that the issuer has taken back.", .iri = OBI "revokedAssertions" },
	{ "issuer", IRI, ONE, "Issuer", "The profile whose list this is.", .flags = REQUIRED, .iri = OBI "issuer" },
	{ "id", URI, ONE, "Id", "Where the list can be fetched.", .flags = REQUIRED | TECHNICAL },
	ROW_TYPE,
	ROW_CONTEXT,
	END
};

static const struct property discovery_document[] = {
	{ "name", TEXT, ONE, "Name", "What the service is called.", .flags = REQUIRED | LABEL, .place = PLACE_TITLE, .iri = SDO "name" },
	ROW_IMAGE("Logo", "The logo of the service."),
	{ "termsOfServiceUrl", URI, ONE, "Terms of service", "The page with the terms of service.", .flags = REQUIRED, .iri = CLRI "termsOfServiceUrl" },
	{ "privacyPolicyUrl", URI, ONE, "Privacy policy", "The page with the privacy policy.", .flags = REQUIRED, .iri = CLRI "privacyPolicyUrl" },
	{ "scopesOffered", URI, MANY, "Scopes offered", "What an application may ask leave for.", .flags = REQUIRED | NOT_EMPTY | TECHNICAL, .iri = CLRI "scopesOffered" },
	{ "registrationUrl", URI, ONE, "Registration", "Where an application registers itself.", .flags = REQUIRED | TECHNICAL, .iri = CLRI "registrationUrl" },
	{ "authorizationUrl", URI, ONE, "Authorization", "Where a person gives an application leave.", .flags = REQUIRED | TECHNICAL, .iri = CLRI "authorizationUrl" },
	{ "tokenUrl", URI, ONE, "Tokens", "Where an application gets its token.", .flags = REQUIRED | TECHNICAL, .iri = CLRI "tokenUrl" },
	ROW_TYPE,
	ROW_CONTEXT,
	END
};

static const struct property status_info[] = {
	{ "imsx_codeMajor", TERM(CODE_MAJOR), ONE, "Outcome", "Whether the request succeeded.", .flags = REQUIRED },
	{ "imsx_severity", TERM(SEVERITY), ONE, "Severity", "How serious the answer is.", .flags = REQUIRED },
	{ "imsx_description", TEXT, ONE, "Explanation", "What happened, for people.", .place = PLACE_PROSE },
	{ "imsx_codeMinor", OBJECT(CODE_MINOR), ONE, "Details", "Which system reports what.", .place = PLACE_PART },
	END
};

static const struct property code_minor[] = {
	{ "imsx_codeMinorField", OBJECT(CODE_MINOR_FIELD), MANY, "Reports", "One report a system.", .flags = REQUIRED | NOT_EMPTY, .place = PLACE_PART },
	END
};

static const struct property code_minor_field[] = {
	{ "imsx_codeMinorFieldName", LINE, ONE, "System", "Which system reports.", .flags = REQUIRED },
	{ "imsx_codeMinorFieldValue", TERM(CODE_MINOR_VALUE), ONE, "Reason", "What it reports.", .flags = REQUIRED },
	END
};

static const struct property nothing[] = { END };

const struct class model_classes[CLASS__MAX] = {
	[CLASS_NONE] = {
		.name = "", .label = "Document", .plural = "Documents",
		.help = "A document of no known class.",
		.properties = nothing },
	[CLR_CLR] = {
		.name = "Clr", .label = "Learner record",
		.plural = "Learner records",
		.help = "What one learner has achieved, put together by a publisher.",
		.iri = CLRI "dtClr", .was = "CLR", .is_closed = true,
		.properties = clr },
	[CLR_CLR_SET] = {
		.name = "ClrSet", .label = "Set of records",
		.plural = "Sets of records",
		.help = "Several learner records in one file.",
		.was = "CLRSet", .is_closed = true, .properties = clr_set },
	[CLR_CLR_PAYLOAD] = {
		.name = "ClrPayload", .label = "Parcel of a record",
		.plural = "Parcels of records",
		.help = "One learner record on its way from system to system.",
		.is_closed = true, .properties = clr_payload },
	[CLR_ASSERTION] = {
		.name = "Assertion", .label = "Assertion",
		.plural = "Assertions",
		.help = "An issuer's word that this learner earned one achievement.",
		.iri = CLRI "dtAssertion", .properties = assertion },
	[CLR_ACHIEVEMENT] = {
		.name = "Achievement", .label = "Achievement",
		.plural = "Achievements",
		.help = "Something that can be earned, such as a course, a degree or a skill.",
		.iri = CLRI "dtAchievement", .properties = achievement },
	[CLR_PROFILE] = {
		.name = "Profile", .label = "Profile", .plural = "Profiles",
		.help = "A person or an organization.",
		.iri = CLRI "dtProfile", .properties = profile },
	[CLR_ENDORSEMENT_PROFILE] = {
		.name = "Profile", .label = "Endorser", .plural = "Endorsers",
		.help = "The person or organization that endorses.",
		.iri = CLRI "dtEndorsementProfile",
		.was = "EndorsementProfile",
		.properties = endorsement_profile },
	[CLR_ADDRESS] = {
		.name = "Address", .label = "Address", .plural = "Addresses",
		.help = "A postal address.",
		.iri = CLRI "dtAddress", .properties = address },
	[CLR_ALIGNMENT] = {
		.name = "Alignment", .label = "Alignment",
		.plural = "Alignments",
		.help = "A link to the entry of a framework that is met.",
		.iri = CLRI "dtAlignment", .properties = alignment },
	[CLR_ARTIFACT] = {
		.name = "Artifact", .label = "Artifact",
		.plural = "Artifacts",
		.help = "A file or page that belongs to the evidence.",
		.iri = CLRI "dtArtifact", .properties = artifact },
	[CLR_ASSOCIATION] = {
		.name = "Association", .label = "Association",
		.plural = "Associations",
		.help = "How one achievement relates to another.",
		.iri = CLRI "dtAssociation", .is_typeless = true,
		.properties = association },
	[CLR_CRITERIA] = {
		.name = "Criteria", .label = "Criteria", .plural = "Criteria",
		.help = "What a learner must do to earn an achievement.",
		.iri = CLRI "dtCriteria", .bare = "id",
		.properties = criteria },
	[CLR_CRYPTOGRAPHIC_KEY] = {
		.name = "CryptographicKey", .label = "Public key",
		.plural = "Public keys",
		.help = "A key with which anyone can check a signature.",
		.iri = CLRI "dtCryptographicKey", .is_closed = true,
		.properties = cryptographic_key },
	[CLR_ENDORSEMENT] = {
		.name = "Endorsement", .label = "Endorsement",
		.plural = "Endorsements",
		.help = "What somebody else says in support.",
		.iri = CLRI "dtEndorsement", .properties = endorsement },
	[CLR_ENDORSEMENT_CLAIM] = {
		.name = "EndorsementClaim", .label = "Claim",
		.plural = "Claims",
		.help = "What is endorsed, and the words of support.",
		.iri = CLRI "dtEndorsementClaim",
		.properties = endorsement_claim },
	[CLR_EVIDENCE] = {
		.name = "Evidence", .label = "Evidence", .plural = "Evidence",
		.help = "Work that shows an achievement.",
		.iri = CLRI "dtEvidence", .bare = "id",
		.properties = evidence },
	[CLR_IDENTITY] = {
		.name = "Identity", .label = "Identity",
		.plural = "Identities",
		.help = "How the learner is named as the one who earned it.",
		.iri = CLRI "dtIdentity", .is_typeless = true,
		.properties = identity },
	[CLR_RESULT] = {
		.name = "Result", .label = "Result", .plural = "Results",
		.help = "One grade, score or level that was reached.",
		.iri = CLRI "dtResult", .properties = result },
	[CLR_RESULT_DESCRIPTION] = {
		.name = "ResultDescription", .label = "Possible result",
		.plural = "Possible results",
		.help = "One thing that is measured, and its scale.",
		.iri = CLRI "dtResultDescription",
		.properties = result_description },
	[CLR_RUBRIC_CRITERION_LEVEL] = {
		.name = "RubricCriterionLevel", .label = "Rubric level",
		.plural = "Rubric levels",
		.help = "One level of a rubric.",
		.iri = CLRI "dtRubricCriterionLevel",
		.properties = rubric_criterion_level },
	[CLR_SYSTEM_IDENTIFIER] = {
		.name = "SystemIdentifier", .label = "Identifier",
		.plural = "Identifiers",
		.help = "A number or name from another system.",
		.iri = CLRI "dtSystemIdentifier",
		.properties = system_identifier },
	[CLR_VERIFICATION] = {
		.name = "Verification", .label = "Verification",
		.plural = "Verifications",
		.help = "How to check that a document is genuine.",
		.iri = OBI "VerificationObject", .is_typeless = true,
		.bare = "type", .properties = verification },
	[CLR_REVOCATION_LIST] = {
		.name = "RevocationList", .label = "Revocation list",
		.plural = "Revocation lists",
		.help = "What an issuer has taken back.",
		.iri = CLRI "dtRevocationList", .is_closed = true,
		.properties = revocation_list },
	[CLR_DISCOVERY_DOCUMENT] = {
		.name = "DiscoveryDocument", .label = "Service description",
		.plural = "Service descriptions",
		.help = "Where a service can be reached and what it offers.",
		.is_closed = true, .properties = discovery_document },
	[CLR_STATUS_INFO] = {
		.name = "imsx_StatusInfo", .label = "Status information",
		.plural = "Status information",
		.help = "Why a request did not succeed.",
		.is_closed = true, .is_typeless = true,
		.properties = status_info },
	[CLR_CODE_MINOR] = {
		.name = "imsx_CodeMinor", .label = "Status details",
		.plural = "Status details",
		.help = "The reports of the systems involved.",
		.is_closed = true, .is_typeless = true,
		.properties = code_minor },
	[CLR_CODE_MINOR_FIELD] = {
		.name = "imsx_CodeMinorField", .label = "Report",
		.plural = "Reports",
		.help = "What one system reports.",
		.is_closed = true, .is_typeless = true,
		.properties = code_minor_field },
};
