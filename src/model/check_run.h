/*
 * What the files of the check share: one run over a document.
 * Of no interest to the callers of check.h.
 */
#ifndef MODEL_CHECK_RUN_H
#define MODEL_CHECK_RUN_H

#include "model/check.h"

/* The way to a value, the last step first.  It becomes a JSON pointer only
 * when there is a problem to tell. */
struct check_at {
	const struct check_at *up; /* NULL: this is the base */
	const char *member;	   /* the base's pointer, or a member's
					   name; NULL: an element */
	size_t index;
};

/* How bad a finding is in the two strictnesses. */
enum grade {
	GRADE_ERROR,  /* an error in both */
	GRADE_SHAPE,  /* an error when strict, a warning when lenient */
	GRADE_WARNING /* a warning in both */
};

/* One kind of problem.  Its sentence is put together: "${label}" ${what}
 * (${value}): ${to_do}, or for an import ${done}. */
struct finding {
	enum grade grade;
	const char *rule;
	const char *what;
	const char *to_do;
	const char *done;
};

/* An object under check, as a rule sees it. */
struct check_object {
	const json_t *json;
	enum class_id class;
	bool is_root; /* a document of its own */
	const struct check_at *at;
};

/* One run. */
struct check_run {
	struct problems *out;
	enum strictness how;
	const struct load_limits *limits;
	bool is_wrapping; /* do not go into a Clr */
	int depth;
	size_t signed_count;  /* signed texts read so far */
	const json_t *clr;    /* the Clr whose parts are checked; NULL */
	json_t *achievements; /* its achievements by id; NULL: none */
	json_t *plain;	      /* ids of the objects beside the signed texts
				   that are checked; NULL: none */
};

/* Tell a finding about the value at ${at}; ${value} may be NULL, and is cut
 * when it is long. */
void
check_say(struct check_run *run, const struct check_at *at,
	  const struct finding *finding, const char *label, const char *value);

/* The same about member ${name} of ${object}, which may be missing. */
void
check_say_member(struct check_run *run, const struct check_object *object,
		 const char *name, const struct finding *finding,
		 const char *value);

/* What is wrong with the text ${s} as a value of ${property}: a static
 * finding, or one in ${mem}; NULL when nothing is. */
const struct finding *
check_format_text(struct arena *mem, const struct property *property,
		  const char *s);

/* Apply the rules across properties (CLR 1.0 §1.4) to one object. */
void
check_rules_apply(struct check_run *run, const struct check_object *object);

/* Keep in ${run} what D-4, D-5 and D-8 need to know of the Clr ${json}. */
void
check_rules_enter(struct check_run *run, const json_t *json);
void
check_rules_leave(struct check_run *run);

/* The ids of the plain objects beside the signed ones of ${property}, for
 * D-9.  A new reference, or NULL. */
json_t *
check_rules_plain(const struct check_object *object,
		  const struct property *property);

/* D-6 and D-7 for the results of an Assertion; D-6 for what a
 * ResultDescription requires. */
void
check_results_apply(struct check_run *run, const struct check_object *object);
void
check_results_describe(struct check_run *run,
		       const struct check_object *object);

#endif
