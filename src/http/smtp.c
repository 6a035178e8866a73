/*
 * A message's text, and its way over SMTP by libcurl.  Nothing else of the
 * program speaks to a mail server.  Called by the job process.
 */
#include "http/smtp.h"

#include <string.h>

#include "base/clock.h"
#include "base/str.h"
#include "http/curl_lib.h"

#define CONNECT_SECONDS 8L
#define TOTAL_SECONDS 20L

/* Letters of a line of text, and of an encoded word (RFC 2047 §2). */
#define LINE 76
#define WORD 52

AUTO_TYPE(curl, CURL *, curl_easy_cleanup);
#define auto_curl AUTO(curl)
AUTO_TYPE(slist, struct curl_slist *, curl_slist_free_all);
#define auto_slist AUTO(slist)

static bool
is_control(char c)
{
	return (unsigned char)c < 0x20 || c == 0x7F;
}

static bool
is_plain(const char *s)
{
	for (; *s; s++)
		if (is_control(*s) || (unsigned char)*s >= 0x80)
			return false;
	return true;
}

/* A letter that may stand in an encoded word as it is (RFC 2047 §5). */
static bool
is_word_letter(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
	       (c >= 'a' && c <= 'z');
}

/* ${s} as encoded words, none of which cuts a character in two. */
static void
add_words(struct str *out, const char *s)
{
	size_t start = 0, len, i;

	for (; *s; s += len) {
		len = str_utf8_next(s, strlen(s));
		len = len ? len : 1;
		if (!start || out->len - start > WORD - 3 * len) {
			str_add(out,
				start ? "?=\r\n =?utf-8?Q?" : "=?utf-8?Q?");
			start = out->len;
		}
		for (i = 0; i < len; i++)
			if (is_word_letter(s[i]))
				str_addc(out, s[i]);
			else
				str_addf(out, "=%02X",
					 is_control(s[i])
						 ? ' '
						 : (unsigned char)s[i]);
	}
	if (start)
		str_add(out, "?=");
}

/* A text in a header; ${quotes}: it is the name before an address. */
static void
add_phrase(struct str *out, const char *s, bool quotes)
{
	if (!is_plain(s) || strlen(s) > WORD || strstr(s, "=?") ||
	    (quotes && strpbrk(s, "\"\\"))) {
		add_words(out, s);
		return;
	}
	str_addf(out, quotes ? "\"%s\"" : "%s", s);
}

/* One letter of a quoted-printable text (RFC 2045 §6.7). */
static void
add_letter(struct str *out, size_t *column, char c, bool is_last)
{
	bool is_odd = is_control(c) || (unsigned char)c >= 0x80 || c == '=' ||
		      (c == ' ' && is_last) || (c == '.' && *column == 0);

	if (*column + (is_odd ? 3 : 1) > LINE - 1) {
		str_add(out, "=\r\n");
		*column = 0;
		is_odd = is_odd || c == '.';
	}
	if (is_odd)
		str_addf(out, "=%02X", (unsigned char)c);
	else
		str_addc(out, c);
	*column += is_odd ? 3 : 1;
}

static void
add_body(struct str *out, const char *s)
{
	size_t column = 0;

	for (; *s; s++) {
		if (*s == '\n') {
			str_add(out, "\r\n");
			column = 0;
		} else {
			add_letter(out, &column, *s,
				   s[1] == '\n' || s[1] == '\0');
		}
	}
	str_add(out, "\r\n");
}

/* "Fri, 15 Jan 2021 12:00:00 +0000" */
static void
add_date(struct str *out, int64_t date)
{
	const char *http = clock_http(out->mem, date);

	str_addf(out, "Date: %.*s+0000\r\n", (int)strlen(http) - 3, http);
}

char *
smtp_text(struct arena *mem, const struct smtp_letter *letter)
{
	const char *host = strrchr(letter->from, '@');
	struct str out;

	str_init(&out, mem);
	add_date(&out, letter->date);
	str_add(&out, "From: ");
	if (!str_empty(letter->from_name)) {
		add_phrase(&out, letter->from_name, true);
		str_add(&out, "\r\n ");
	}
	str_addf(&out, "<%s>\r\nTo: <%s>\r\nSubject: ", letter->from,
		 letter->to);
	add_phrase(&out, letter->subject, false);
	str_addf(&out,
		 "\r\nMessage-ID: <%s%s>\r\n"
		 "MIME-Version: 1.0\r\n"
		 "Content-Type: text/plain; charset=utf-8\r\n"
		 "Content-Transfer-Encoding: quoted-printable\r\n"
		 "Auto-Submitted: auto-generated\r\n\r\n",
		 letter->id, host ? host : "@localhost");
	add_body(&out, letter->body);
	return out.s;
}

/* What libcurl reads from, and what the server said last. */
struct talk {
	const char *text;
	size_t left;
	char said[200];
};

static size_t
give(char *buf, size_t size, size_t count, void *data)
{
	struct talk *talk = data;
	size_t n = size * count < talk->left ? size * count : talk->left;

	memcpy(buf, talk->text, n);
	talk->text += n;
	talk->left -= n;
	return n;
}

/* A line of the server; its goodbye is not what counts. */
static size_t
hear(char *line, size_t size, size_t count, void *data)
{
	struct talk *talk = data;
	size_t len = size * count, n, i;

	if (len > 3 && memcmp(line, "221", 3) == 0)
		return len;
	n = len < sizeof(talk->said) - 1 ? len : sizeof(talk->said) - 1;
	for (i = 0; i < n; i++)
		talk->said[i] = is_control(line[i]) ? ' ' : line[i];
	while (n > 0 && talk->said[n - 1] == ' ')
		n--;
	talk->said[n] = '\0';
	if (!str_utf8(talk->said, n, NULL))
		talk->said[3] = '\0';
	return len;
}

static void
set_server(CURL *curl, const struct smtp_server *server)
{
	bool is_strict = server->user || str_starts(server->url, "smtps:");

	curl_easy_setopt(curl, CURLOPT_URL, server->url);
	curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
	curl_easy_setopt(curl, CURLOPT_NOPROXY, "*");
	curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, CONNECT_SECONDS);
	curl_easy_setopt(curl, CURLOPT_TIMEOUT, TOTAL_SECONDS);
	curl_easy_setopt(curl, CURLOPT_USE_SSL,
			 (long)(is_strict ? CURLUSESSL_ALL : CURLUSESSL_TRY));
	curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, is_strict ? 1L : 0L);
	curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, is_strict ? 2L : 0L);
	if (!server->user)
		return;
	curl_easy_setopt(curl, CURLOPT_USERNAME, server->user);
	curl_easy_setopt(curl, CURLOPT_PASSWORD,
			 server->password ? server->password : "");
}

static void
set_talk(CURL *curl, struct talk *talk)
{
	curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
	curl_easy_setopt(curl, CURLOPT_READFUNCTION, give);
	curl_easy_setopt(curl, CURLOPT_READDATA, talk);
	curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, hear);
	curl_easy_setopt(curl, CURLOPT_HEADERDATA, talk);
}

/* Was it this message that was refused, for good?  A server that does not
 * let us in may do so tomorrow. */
static bool
is_refused(const struct talk *talk, CURLcode code)
{
	return talk->said[0] == '5' && code != CURLE_LOGIN_DENIED &&
	       code != CURLE_USE_SSL_FAILED && code != CURLE_COULDNT_CONNECT;
}

static enum result
fail_of(const struct talk *talk, CURLcode code)
{
	if (talk->said[0] == '4' || talk->said[0] == '5')
		return fail(UPSTREAM, "The mail server said: %s", talk->said);
	return fail(UPSTREAM, "The mail was not handed over: %s",
		    curl_easy_strerror(code));
}

static enum result
check_address(const char *address)
{
	const char *s;

	for (s = address; *s; s++)
		if (is_control(*s) || strchr(" <>", *s))
			break;
	if (*s || !*address)
		return fail(INVALID, "“%s” is no e-mail address.", address);
	return OK;
}

enum result
smtp_send(struct arena *mem, const struct smtp_server *server,
	  const struct smtp_letter *letter, bool *is_final)
{
	auto_curl curl = NULL;
	auto_slist to = NULL;
	struct talk talk = { .text = smtp_text(mem, letter) };
	CURLcode code;

	*is_final = false;
	TRY(check_address(letter->from));
	TRY(check_address(letter->to));
	TRY(curl_lib_open());
	curl = curl_easy_init();
	talk.left = strlen(talk.text);
	to = curl_slist_append(NULL, arena_printf(mem, "<%s>", letter->to));
	if (!curl || !to)
		auto_die("out of memory");
	set_server(curl, server);
	set_talk(curl, &talk);
	curl_easy_setopt(curl, CURLOPT_MAIL_FROM,
			 arena_printf(mem, "<%s>", letter->from));
	curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, to);
	code = curl_easy_perform(curl);
	if (code == CURLE_OK)
		return OK;
	*is_final = is_refused(&talk, code);
	return fail_of(&talk, code);
}
