/*
 * What makes a password easy to guess: the rules of password_weak.h, in
 * that order.  They know ASCII alone; a password in other letters meets the
 * rules of repetition only.  Called by password.c.
 */
#include "crypto/password_weak.h"

#include <string.h>

#include "base/str.h"
#include "crypto/password.h"

enum {
	LONGEST_UNIT = 4, /* of what is repeated */
	SHORTEST_RUN = 3, /* of neighbours */
	MOST_BESIDE = 3,  /* characters in no run */
	MOST_AROUND = 8,  /* digits and signs around a word */
	SHORTEST_PART = 3 /* of an e-mail address */
};

/* What is next to each other. */
static const char *const rows[] = {
	"abcdefghijklmnopqrstuvwxyz",
	"0123456789",
	"1234567890",
	"!@#$%^&*()",
	/* qwerty, its columns; what qwertz and azerty have otherwise */
	"qwertyuiop",
	"asdfghjkl",
	"zxcvbnm",
	"1qaz2wsx3edc4rfv5tgb6yhn7ujm",
	"qazwsxedcrfvtgbyhnujm",
	"qwertzuiop",
	"yxcvbnm",
	"azertyuiop",
	"qsdfghjklm",
	"wxcvbn",
};

/* A password in lower case. */
struct guess {
	char s[PASSWORD_LONGEST + 1];
	size_t len;
};

static void
fold(struct guess *g, const char *s, size_t len)
{
	size_t i;

	g->len = len < PASSWORD_LONGEST ? len : PASSWORD_LONGEST;
	for (i = 0; i < g->len; i++)
		g->s[i] = (char)(s[i] >= 'A' && s[i] <= 'Z' ? s[i] - 'A' + 'a'
							    : s[i]);
	g->s[g->len] = '\0';
}

/* The length of the shortest text that, repeated, gives ${g}, the last time
 * perhaps not whole; ${g->len} if there is none. */
static size_t
unit_of(const struct guess *g)
{
	size_t unit;

	for (unit = 1; unit <= g->len / 2; unit++)
		if (memcmp(g->s, g->s + unit, g->len - unit) == 0)
			return unit;
	return g->len;
}

/* How many bytes at ${s} follow ${row} from ${at} on, in ${step}s of 1 or
 * -1. */
static size_t
follow(const char *s, const char *row, const char *at, int step)
{
	size_t n = 0;

	while (s[n] && s[n] == *at) {
		n++;
		if (step < 0 && at == row)
			break;
		at += step;
	}
	return n;
}

/* How many bytes at ${s} are one run. */
static size_t
run_of(const char *s)
{
	size_t best = strspn(s, (char[]){ *s, '\0' });
	size_t i, n;
	const char *at;
	int step;

	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		at = strchr(rows[i], *s);
		for (step = -1; at && step <= 1; step += 2) {
			n = follow(s, rows[i], at, step);
			best = n > best ? n : best;
		}
	}
	return best;
}

static bool
is_runs(const struct guess *g)
{
	size_t i = 0, beside = 0, n;

	while (i < g->len) {
		n = run_of(g->s + i);
		beside += n >= SHORTEST_RUN ? 0 : 1;
		i += n >= SHORTEST_RUN ? n : 1;
	}
	return beside <= MOST_BESIDE;
}

/* ${in} with what looks like a letter made that letter; '1' and '!' are
 * ${one}. */
static void
as_letters(const struct guess *in, char one, struct guess *out)
{
	static const char signs[] = "034578@$", letters[] = "oeastbas";
	const char *found;
	size_t i;

	*out = *in;
	for (i = 0; i < out->len; i++) {
		found = strchr(signs, out->s[i]);
		if (found)
			out->s[i] = letters[found - signs];
		else if (out->s[i] == '1' || out->s[i] == '!')
			out->s[i] = one;
	}
}

/* The word within: ${in} without digits and signs around it.  Empty if
 * there are too many of them. */
static void
without_signs(const struct guess *in, struct guess *out)
{
	size_t from = 0, to = in->len;

	while (from < to && !(in->s[from] >= 'a' && in->s[from] <= 'z') &&
	       (unsigned char)in->s[from] < 0x80)
		from++;
	while (to > from && !(in->s[to - 1] >= 'a' && in->s[to - 1] <= 'z') &&
	       (unsigned char)in->s[to - 1] < 0x80)
		to--;
	if (in->len - (to - from) > MOST_AROUND)
		to = from;
	fold(out, in->s + from, to - from);
}

/* Is it common as it stands, or with letters for signs? */
static bool
is_common(const struct guess *g)
{
	struct guess letters;

	if (password_common(g->s, g->len))
		return true;
	as_letters(g, 'i', &letters);
	if (password_common(letters.s, letters.len))
		return true;
	as_letters(g, 'l', &letters);
	return password_common(letters.s, letters.len);
}

/* Is it ${email}, or the part before its @? */
static bool
is_address(const struct guess *g, const char *email)
{
	struct guess whole;
	const char *at;

	if (!email)
		return false;
	fold(&whole, email, strlen(email));
	if (streq(g->s, whole.s))
		return true;
	at = strchr(whole.s, '@');
	return at && at - whole.s >= SHORTEST_PART &&
	       g->len == (size_t)(at - whole.s) &&
	       memcmp(g->s, whole.s, g->len) == 0;
}

const char *
password_weak(const char *password, const char *email)
{
	struct guess all, word;

	fold(&all, password, strlen(password));
	without_signs(&all, &word);
	if (is_address(&all, email) || is_address(&word, email))
		return "A password is not your e-mail address. Choose "
		       "something nobody can guess.";
	all.len = unit_of(&all);
	if (all.len <= LONGEST_UNIT)
		return "That password is the same few characters again and "
		       "again. Choose one that is harder to guess.";
	all.s[all.len] = '\0';
	if (is_runs(&all))
		return "That password is made of neighbours in the alphabet "
		       "or on the keyboard. Choose one that is harder to "
		       "guess.";
	without_signs(&all, &word);
	if (is_common(&all) || is_common(&word))
		return "That password is one of those tried first. Choose "
		       "three or four words that do not belong together.";
	return NULL;
}
