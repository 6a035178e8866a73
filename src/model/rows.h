/*
 * What a row of the data model looks like, and the tables themselves.
 *
 * Each class and each property of CLR 1.0 is declared once, in clr_v1.c.
 * All that treats credentials (check, view, form, import, manual) reads
 * these rows; nothing writes a property's name, type, label or
 * cardinality a second time.
 */
#ifndef MODEL_ROWS_H
#define MODEL_ROWS_H

#include <stdbool.h>
#include <stddef.h>

/* Every class (CLR 1.0 §1.3). */
enum class_id {
	CLASS_NONE,
	CLR_CLR,
	CLR_CLR_SET,
	CLR_CLR_PAYLOAD,
	CLR_ASSERTION,
	CLR_ACHIEVEMENT,
	CLR_PROFILE,
	CLR_ENDORSEMENT_PROFILE,
	CLR_ADDRESS,
	CLR_ALIGNMENT,
	CLR_ARTIFACT,
	CLR_ASSOCIATION,
	CLR_CRITERIA,
	CLR_CRYPTOGRAPHIC_KEY,
	CLR_ENDORSEMENT,
	CLR_ENDORSEMENT_CLAIM,
	CLR_EVIDENCE,
	CLR_IDENTITY,
	CLR_RESULT,
	CLR_RESULT_DESCRIPTION,
	CLR_RUBRIC_CRITERION_LEVEL,
	CLR_SYSTEM_IDENTIFIER,
	CLR_VERIFICATION,
	CLR_REVOCATION_LIST,
	CLR_DISCOVERY_DOCUMENT,
	CLR_STATUS_INFO,
	CLR_CODE_MINOR,
	CLR_CODE_MINOR_FIELD,
	CLASS__MAX
};

/* Every enumeration (CLR 1.0 §1.2). */
enum list_id {
	LIST_NONE,
	LIST_ACHIEVEMENT_TYPE,
	LIST_ALIGNMENT_TARGET_TYPE,
	LIST_ASSOCIATION_TYPE,
	LIST_RESULT_TYPE,
	LIST_RESULT_STATUS,
	LIST_SYSTEM_IDENTIFIER_TYPE,
	LIST_VERIFICATION_TYPE,
	LIST_IDENTITY_TYPE,
	LIST_CODE_MAJOR,
	LIST_SEVERITY,
	LIST_CODE_MINOR_VALUE,
	LIST__MAX
};

/* The primitive types (CLR 1.0 §1.1) and "an object of a class". */
enum kind {
	KIND_NONE,
	KIND_TEXT,     /* String: any text, may have lines */
	KIND_LINE,     /* NormalizedString: no CR, LF, TAB */
	KIND_IRI,      /* absolute IRI */
	KIND_URI,      /* absolute URI */
	KIND_IMAGE,    /* IRI, or data: of an image or file */
	KIND_DATETIME, /* RFC 3339 with a zone */
	KIND_DATE,     /* YYYY-MM-DD */
	KIND_BOOLEAN,
	KIND_FLOAT, /* any JSON number */
	KIND_MARKDOWN,
	KIND_JWS,   /* JWS compact serialization */
	KIND_TERM,  /* one of a closed list */
	KIND_XTERM, /* one of a list, or ext:… */
	KIND_OBJECT,
	KIND_ANY, /* @context: a URI or several */
	KIND__MAX
};

/* A property's type: its kind, and which list or class it means. */
struct type {
	enum kind kind;
	int of; /* enum list_id or enum class_id */
};

/* clang-format off */
/* For the rows; the names keep clear of ClearSilver's. */
#define TEXT	 { KIND_TEXT, 0 }
#define LINE	 { KIND_LINE, 0 }
#define IRI	 { KIND_IRI, 0 }
#define URI	 { KIND_URI, 0 }
#define IMAGE	 { KIND_IMAGE, 0 }
#define DATETIME { KIND_DATETIME, 0 }
#define DATE	 { KIND_DATE, 0 }
#define BOOLEAN	 { KIND_BOOLEAN, 0 }
#define FLOAT	 { KIND_FLOAT, 0 }
#define MARKDOWN { KIND_MARKDOWN, 0 }
#define JWS(c)	 { KIND_JWS, CLR_##c }	/* the payload's class */
#define TERM(l)	 { KIND_TERM, LIST_##l }
#define XTERM(l) { KIND_XTERM, LIST_##l }
#define OBJECT(c) { KIND_OBJECT, CLR_##c }
#define CONTEXT	 { KIND_ANY, 0 }
/* clang-format on */

/* How many values. ONE: 0..1 or exactly one with REQUIRED; MANY: 0..*. */
enum many { ONE, MANY };

/* Flags of a property. */
enum {
	REQUIRED = 1 << 0,	 /* R */
	AT_ROOT = 1 << 1,	 /* required (and meant) on a document root */
	UNLESS_REVOKED = 1 << 2, /* required unless the object is revoked */
	NOT_EMPTY = 1 << 3,	 /* MANY: 1..* */
	LABEL = 1 << 4,		 /* what people call the object by */
	TECHNICAL = 1 << 5,	 /* shown under "Technical details" */
	ONLY_F = 1 << 6,	 /* not in edition C of 2020 */
	DATA_URL = 1 << 7,	 /* a data: URL may stand here */
	PAGE_ORDER = 1 << 8,	 /* MANY: the order has a meaning */
	PERSONAL = 1 << 9,	 /* kept out of the public search view */
	NEEDED = 1 << 10,	 /* without it an import is not understood */
	PICKED = 1 << 11,	 /* an item of its own: chosen, not typed */
	OURS = 1 << 12,		 /* set by the office, never by a form */
	MINTED = 1 << 13	 /* an id: made up when none is given */
};

/* Where the value stands on a page of its object. */
enum place {
	PLACE_FACT,    /* a line "label: value" */
	PLACE_TITLE,   /* in the heading */
	PLACE_PROSE,   /* a paragraph of its own */
	PLACE_PART,    /* a section with objects */
	PLACE_PICTURE, /* an image beside the heading */
	PLACE_HIDDEN   /* told in other words: type, @context, revoked */
};

/* One property of one class. */
struct property {
	const char *name;
	struct type type;
	enum many many;
	const char *label;
	const char *help; /* one sentence for people */
	unsigned flags;
	enum place place;
	const char *iri; /* of the JSON-LD context (§1.6); NULL: none */
	const char *was; /* name in edition C, or a misspelling met in
				   the field; accepted on import */
};

/* One class. Rows end with a name of NULL. */
struct class
{
	const char *name;   /* its normal "type": "Assertion" */
	const char *label;  /* "Assertion" */
	const char *plural; /* "Assertions" */
	const char *help;   /* "What is this?", one sentence */
	const char *iri;    /* RDF type */
	const char *was;    /* type in edition C: "CLR" */
	bool is_closed;	    /* no prefixed members allowed (G-5); of a
				   class with @context: as a document root */
	bool is_typeless;   /* "type" is no constant here (Identity …) */
	const char *bare;   /* the member that a bare text in the object's
				   place is read as ("Signed"); NULL: none */
	const struct property *properties;
};

/* One value of an enumeration.  Rows end with a value of NULL. */
struct term {
	const char *value;
	const char *label; /* "In progress"; of an association: the
				   sentence's middle, "is part of" */
	const char *was;   /* edition C's word, or NULL */
};

struct list {
	const char *name;   /* "AchievementType" */
	const char *help;   /* one sentence for people */
	bool is_extensible; /* "ext:" terms allowed */
	const struct term *terms;
};

extern const struct class model_classes[CLASS__MAX];
extern const struct list model_lists[LIST__MAX];

/* The context's URL, the only one Clarus writes (G-3). */
#define CLR_CONTEXT                                                            \
	"https://purl.imsglobal.org/spec/clr/v1p0/context/clr_v1p0.jsonld"

#endif
