/*
 * The data-model manual, printed from the tables as Markdown.
 * It knows no class by name: a new row of the tables is a new line here.
 * Called by the subcommand "model".
 */
#include "model/doc.h"

#include "base/str.h"
#include "model/walk.h"

/* How the primitive types are called in the specification. */
static const char *const kind_names[KIND__MAX] = {
	[KIND_NONE] = "",
	[KIND_TEXT] = "String",
	[KIND_LINE] = "NormalizedString",
	[KIND_IRI] = "IRI",
	[KIND_URI] = "URI",
	[KIND_IMAGE] = "IRI or data: URL",
	[KIND_DATETIME] = "DateTime",
	[KIND_DATE] = "Date",
	[KIND_BOOLEAN] = "Boolean",
	[KIND_FLOAT] = "Float",
	[KIND_MARKDOWN] = "Markdown",
	[KIND_JWS] = "signed ",
	[KIND_TERM] = "one of ",
	[KIND_XTERM] = "one of, or ext:, ",
	[KIND_OBJECT] = "",
	[KIND_ANY] = "URI or several",
};

/* What a class is called in the manual: two share the type "Profile". */
static const char *
class_title(enum class_id id)
{
	const struct class *class = walk_class(id);

	return walk_class_named(class->name) == id ? class->name : class->was;
}

static void
print_type(FILE *to, const struct type *type)
{
	const char *of = "";

	if (type->kind == KIND_OBJECT || type->kind == KIND_JWS)
		of = class_title((enum class_id)type->of);
	else if (type->kind == KIND_TERM || type->kind == KIND_XTERM)
		of = model_lists[type->of].name;
	fprintf(to, "%s%s", kind_names[type->kind], of);
}

static const char *
how_many(const struct property *p)
{
	if (p->many == MANY)
		return p->flags & NOT_EMPTY ? "1..\\*" : "0..\\*";
	if (p->flags & REQUIRED)
		return "1";
	if (p->flags & AT_ROOT)
		return "1 in a document";
	if (p->flags & UNLESS_REVOKED)
		return "1 unless revoked";
	return "0..1";
}

static void
print_property(FILE *to, const struct property *p)
{
	fprintf(to, "| `%s` | ", p->name);
	print_type(to, &p->type);
	fprintf(to, " | %s | %s | %s", how_many(p), p->label, p->help);
	if (p->flags & ONLY_F)
		fputs(" Not in the edition of 2020.", to);
	if (p->was)
		fprintf(to, " Also read from `%s`.", p->was);
	if (p->flags & PICKED)
		fputs(" Chosen among the items that are made.", to);
	if (p->flags & OURS)
		fputs(" Set by the program.", to);
	if (p->flags & MINTED)
		fputs(" Made up when none is given.", to);
	fprintf(to, " | %s |\n", p->iri ? p->iri : "");
}

static void
print_class(FILE *to, enum class_id id)
{
	const struct class *class = walk_class(id);

	fprintf(to, "\n## %s\n\n%s: %s", class_title(id), class->label,
		class->help);
	if (!class->is_typeless)
		fprintf(to, " Its `type` is `%s`.", class->name);
	if (class->is_closed)
		fputs(" No extension members may stand in the document.", to);
	if (class->iri)
		fprintf(to, " Its IRI is %s.", class->iri);
	fputs("\n\n| member | type | number | label | meaning | IRI |\n"
	      "|---|---|---|---|---|---|\n",
	      to);
	for (const struct property *p = class->properties; p->name; p++)
		print_property(to, p);
}

static void
print_list(FILE *to, const struct list *list)
{
	fprintf(to, "\n## %s\n\n%s", list->name, list->help);
	if (list->is_extensible)
		fputs(" Words of one's own begin with `ext:`.", to);
	fputs("\n\n| value | label | also read from |\n|---|---|---|\n", to);
	for (const struct term *t = list->terms; t->value; t++)
		fprintf(to, "| `%s` | %s | %s |\n", t->value, t->label,
			t->was ? t->was : "");
}

void
doc_print(FILE *to)
{
	fputs("# The data model of CLR 1.0\n\n"
	      "Every class with its members, then every list of values. "
	      "Printed from the\nprogram's own tables.\n",
	      to);
	for (unsigned id = CLASS_NONE + 1; id < CLASS__MAX; id++)
		print_class(to, (enum class_id)id);
	for (unsigned id = LIST_NONE + 1; id < LIST__MAX; id++)
		print_list(to, &model_lists[id]);
}
