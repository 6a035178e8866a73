/*
 * The enumerations of CLR 1.0 (fact sheet §1.2) as one table.
 *
 * A pure table: which values there are, what people read for them, and
 * which word of 2020 or of Open Badges means the same.  Read through
 * model/walk.h; the properties that use a list name it in clr_v1.c.
 */
#include "model/rows.h"

/* clang-format off */

static const struct term achievement_types[] = {
	{ "Achievement",	"Achievement",		NULL },
	{ "Assessment",		"Assessment",		"AssessmentResult" },
	{ "Assignment",		"Assignment",		NULL },
	{ "Award",		"Award",		NULL },
	{ "Badge",		"Badge",		NULL },
	{ "Certificate",	"Certificate",		NULL },
	{ "Certification",	"Certification",	NULL },
	{ "Course",		"Course",		NULL },
	{ "CommunityService",	"Community service",	NULL },
	{ "Competency",		"Competency",		NULL },
	{ "Co-Curricular",	"Co-curricular activity", NULL },
	{ "Degree",		"Degree",		NULL },
	{ "Diploma",		"Diploma",		NULL },
	{ "Fieldwork",		"Fieldwork",		NULL },
	{ "License",		"License",		NULL },
	{ "Membership",		"Membership",		NULL },
	{ NULL, NULL, NULL }
};

static const struct term alignment_target_types[] = {
	{ "CFItem",		"Framework statement",	NULL },
	{ "CFRubric",		"Rubric",		NULL },
	{ "CFRubricCriterion",	"Rubric criterion",	NULL },
	{ "CFRubricCriterionLevel", "Rubric level",	NULL },
	{ "CTDL",		"Credential registry entry", NULL },
	{ NULL, NULL, NULL }
};

static const struct term association_types[] = {
	{ "exactMatchOf",	"is an exact match of",	NULL },
	{ "exemplar",		"is an example of",	NULL },
	{ "hasSkillLevel",	"has the skill level",	NULL },
	{ "isChildOf",		"belongs under",	NULL },
	{ "isParentOf",		"stands above",		NULL },
	{ "isPartOf",		"is part of",		NULL },
	{ "isPeerOf",		"is a peer of",		NULL },
	{ "isRelatedTo",	"is related to",	NULL },
	{ "precedes",		"comes before",		NULL },
	{ "replacedBy",		"is replaced by",	NULL },
	{ NULL, NULL, NULL }
};

static const struct term result_types[] = {
	{ "GradePointAverage",	"Grade point average",	NULL },
	{ "LetterGrade",	"Letter grade",		NULL },
	{ "Percent",		"Percent",		NULL },
	{ "PerformanceLevel",	"Performance level",	NULL },
	{ "PredictedScore",	"Predicted score",	NULL },
	{ "Result",		"Result",		NULL },
	{ "RawScore",		"Raw score",		NULL },
	{ "RubricCriterion",	"Rubric criterion",	NULL },
	{ "RubricCriterionLevel", "Rubric level",	NULL },
	{ "RubricScore",	"Rubric score",		NULL },
	{ "ScaledScore",	"Scaled score",		NULL },
	{ "Status",		"Status",		NULL },
	{ NULL, NULL, NULL }
};

static const struct term result_statuses[] = {
	{ "Completed",		"Completed",		NULL },
	{ "Enrolled",		"Enrolled",		NULL },
	{ "Failed",		"Failed",		NULL },
	{ "InProgress",		"In progress",		NULL },
	{ "OnHold",		"On hold",		NULL },
	{ "Withdrew",		"Withdrew",		NULL },
	{ NULL, NULL, NULL }
};

static const struct term system_identifier_types[] = {
	{ "LisSourcedId",	"LIS sourced id",	NULL },
	{ "OneRosterSourcedId",	"OneRoster sourced id",	NULL },
	{ NULL, NULL, NULL }
};

static const struct term verification_types[] = {
	{ "Hosted",		"Hosted by its issuer",	"HostedBadge" },
	{ "Signed",		"Signed by its issuer",	"SignedBadge" },
	{ "Verification",	"Rules for what this profile issues",
						"VerificationObject" },
	{ NULL, NULL, NULL }
};

static const struct term identity_types[] = {
	{ "id",			"Profile id",		NULL },
	{ "email",		"E-mail address",	NULL },
	{ "url",		"Web page",		NULL },
	{ "telephone",		"Telephone number",	NULL },
	{ "sourcedId",		"Sourced id",		NULL },
	{ "studentId",		"Student number",	NULL },
	{ NULL, NULL, NULL }
};

static const struct term code_majors[] = {
	{ "success",		"Success",		NULL },
	{ "failure",		"Failure",		NULL },
	{ "processing",		"Being processed",	NULL },
	{ "unsupported",	"Not supported",	NULL },
	{ NULL, NULL, NULL }
};

static const struct term severities[] = {
	{ "status",		"Status",		NULL },
	{ "warning",		"Warning",		NULL },
	{ "error",		"Error",		NULL },
	{ NULL, NULL, NULL }
};

static const struct term code_minor_values[] = {
	{ "forbidden",		"Forbidden",		NULL },
	{ "fullsuccess",	"Full success",		NULL },
	{ "internal_server_error", "Internal server error", NULL },
	{ "invalid_data",	"Invalid data",		NULL },
	{ "invalid_query_parameter", "Invalid query parameter", NULL },
	{ "server_busy",	"Server busy",		NULL },
	{ "unauthorizedrequest", "Not authorized",	NULL },
	{ NULL, NULL, NULL }
};

const struct list model_lists[LIST__MAX] = {
	[LIST_NONE] = { .name = "", .help = "" },
	[LIST_ACHIEVEMENT_TYPE] = {
		"AchievementType", "What kind of achievement it is.",
		true, achievement_types },
	[LIST_ALIGNMENT_TARGET_TYPE] = {
		"AlignmentTargetType",
		"What kind of entry an alignment leads to.",
		true, alignment_target_types },
	[LIST_ASSOCIATION_TYPE] = {
		"AssociationType",
		"How one achievement relates to another.",
		false, association_types },
	[LIST_RESULT_TYPE] = {
		"ResultType", "What kind of result it is.",
		true, result_types },
	[LIST_RESULT_STATUS] = {
		"ResultStatusType", "How far the learner has come.",
		false, result_statuses },
	[LIST_SYSTEM_IDENTIFIER_TYPE] = {
		"SystemIdentifierType",
		"Which system an identifier comes from.",
		true, system_identifier_types },
	[LIST_VERIFICATION_TYPE] = {
		"VerificationType", "How a document is verified.",
		false, verification_types },
	[LIST_IDENTITY_TYPE] = {
		"IdentityType",
		"Which fact of the learner's profile names the recipient.",
		false, identity_types },
	[LIST_CODE_MAJOR] = {
		"imsx_codeMajor", "Did the request succeed.",
		false, code_majors },
	[LIST_SEVERITY] = {
		"imsx_severity", "How serious the answer is.",
		false, severities },
	[LIST_CODE_MINOR_VALUE] = {
		"imsx_codeMinorFieldValue", "Why a request did not succeed.",
		false, code_minor_values },
};
