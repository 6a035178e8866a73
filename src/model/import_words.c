/*
 * The sentences that tell people why a file is no learner record.
 * What a record looks like is decided in import.c, which alone calls this.
 */
#include "model/import_words.h"

#include <string.h>

#include "base/str.h"
#include "model/walk.h"

const char *
import_words_foreign(const json_t *doc)
{
	static const struct {
		const char *type;
		const char *words;
	} rows[] = {
		{ "ClrCredential",
		  "This is a record of CLR 2.0, which is "
		  "another format; records of CLR 1.0 are taken." },
		{ "OpenBadgeCredential", "This is an Open Badge of version 3, "
					 "not a learner record." },
		{ "AchievementCredential", "This is an Open Badge of version "
					   "3, not a learner record." },
		{ "BadgeClass", "This is the description of an Open Badge, "
				"not a learner record." },
	};
	const json_t *type = json_object_get(doc, "type");
	size_t count = json_is_array(type) ? json_array_size(type) : 1;

	for (size_t i = 0; i < count; i++) {
		const char *word = json_string_value(
			json_is_array(type) ? json_array_get(type, i) : type);

		for (size_t r = 0; r < sizeof rows / sizeof rows[0]; r++)
			if (streq(rows[r].type, word))
				return rows[r].words;
	}
	return NULL;
}

const char *
import_words_document(struct arena *mem, const json_t *doc)
{
	const char *label = walk_class(walk_guess(doc))->label;
	const char *words = import_words_foreign(doc);

	if (words)
		return words;
	if (json_object_get(doc, "issuanceDate") ||
	    json_object_get(doc, "credentialSubject"))
		return "This is a verifiable credential, but it holds no "
		       "learner record.";
	if (walk_guess(doc) == CLASS_NONE)
		return "This is JSON, but not a learner record: a record has "
		       "a learner, a publisher and assertions.";
	return arena_printf(mem,
			    "This is %s %s, not a whole learner record. "
			    "Choose the record it belongs to.",
			    strchr("AEIO", label[0]) ? "an" : "a", label);
}

/* clang-format off */
/* Files people try that hold no record. */
static const struct {
	const char *magic;
	const char *words;
} files[] = {
	{ "%PDF", "This is a PDF. Ask where you got it for the record as a "
	  "JSON file or a web page." },
	{ "\x89PNG", "This is a picture (PNG), not a learner record." },
	{ "\xFF\xD8\xFF", "This is a picture (JPEG), not a learner record." },
	{ "GIF8", "This is a picture (GIF), not a learner record." },
	{ "PK\x03\x04", "This is a ZIP archive or an office document. Unpack "
	  "it and choose the file of the record." },
	{ "\x1F\x8B", "This is a packed file (gzip). Unpack it first." },
	{ "\xFF\xFE", "The file is saved as UTF-16. Save it as UTF-8." },
	{ "\xFE\xFF", "The file is saved as UTF-16. Save it as UTF-8." },
};
/* clang-format on */

const char *
import_words_file(const char *bytes, size_t len)
{
	for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
		size_t magic_len = strlen(files[i].magic);

		if (len >= magic_len &&
		    memcmp(bytes, files[i].magic, magic_len) == 0)
			return files[i].words;
	}
	return "This is no learner record: a record is JSON, which begins "
	       "with \"{\", a web page, which begins with \"<\", or a signed "
	       "text of three parts with dots between.";
}
