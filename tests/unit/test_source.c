/*
 * Where a verification gets documents from: our own, kept ones, those of a
 * server on the loopback, and what a name server says; within a budget.
 */
#include "item_test.h"

#include <sys/mman.h>

#include "base/clock.h"
#include "peer/source.h"
#include "store/answer.h"
#include "store/pinned.h"
#include "store/share.h"
#include "stub_dns.h"

#define ROOT "https://office.example/ims/clr/v1p0/"

static const struct stub_name names[] = {
	{ .name = "_clarus.college.example",
	  .txt = "v=spf1 -all|issuer=https://college.example/other|"
		 "issuer=https://college.example/issuer" },
	{ .name = "_clarus.silent.example", .how = STUB_SILENT },
	{ .name = NULL },
};

static struct hostile server, dns;
static int *hits; /* shared with the server */

static void
talk(int fd)
{
	char request[4096] = "", path[100] = "";

	if (!hostile_hear(fd, request, sizeof(request)))
		return;
	__atomic_fetch_add(hits, 1, __ATOMIC_SEQ_CST);
	(void)sscanf(request, "GET %99s", path);
	if (strstr(request, "\r\nIf-None-Match: \"v1\"\r\n"))
		hostile_say(fd, "HTTP/1.1 304 Not Modified\r\n\r\n");
	else if (streq(path, "/gone"))
		hostile_say(fd, "HTTP/1.1 410 Gone\r\nContent-Type: "
				"application/json\r\nContent-Length: 2\r\n"
				"\r\n{}");
	else if (streq(path, "/picture"))
		hostile_say(fd, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n"
				"\x89\xff");
	else if (streq(path, "/page") && strstr(request, "text/html"))
		hostile_say(fd, "HTTP/1.1 200 OK\r\nContent-Type: text/html"
				"\r\nContent-Length: 3\r\n\r\n<p>");
	else if (str_starts(path, "/slow"))
		usleep(300000);
	else
		hostile_say(fd, "HTTP/1.1 200 OK\r\nETag: \"v1\"\r\n"
				"Content-Type: application/ld+json\r\n"
				"Content-Length: 7\r\n\r\n{\"a\":1}");
}

static int
start(void **state)
{
	(void)state;
	hits = mmap(NULL, 4096, PROT_READ | PROT_WRITE,
		    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	return hostile_start(&server, "127.0.0.1", talk) &&
			       stub_start(&dns, names)
		       ? 0
		       : -1;
}

static int
stop(void **state)
{
	(void)state;
	hostile_stop(&server);
	hostile_stop(&dns);
	return munmap(hits, 4096);
}

#define take_away(p, what)                                                     \
	assert_int_equal(db_run((p)->db, NULL, "ALTER TABLE " what), OK)

/* An office that may reach the two servers above. */
struct setting {
	struct conf conf;
	struct item_office office;
	struct source_how how;
};

static struct setting *
set(struct spot *p, bool may_fetch)
{
	struct setting *s = arena_alloc(p->mem, sizeof(*s));

	s->conf.base_url = "https://office.example";
	s->conf.institution = "Riverbend College";
	s->conf.fetch_allow = arena_printf(p->mem, "127.0.0.1:%d", server.port);
	s->conf.dns_server = arena_printf(p->mem, "127.0.0.1:%d", dns.port);
	s->conf.verify_fetches = 10;
	s->conf.verify_host_fetches = 8;
	s->conf.verify_seconds = 20;
	s->conf.verify_fresh = 60;
	s->office = office_of(p);
	s->office.root = ROOT;
	source_defaults(&s->conf, &s->how);
	assert_int_equal(s->how.most, 10);
	assert_int_equal(s->how.most_host, 8);
	assert_int_equal(s->how.most_ms, 20000);
	assert_int_equal(s->how.fresh, 60);
	assert_false(s->how.may_fetch);
	s->how.db = s->how.writer = p->db;
	s->how.office = &s->office;
	s->how.may_fetch = may_fetch;
	*hits = 0;
	return s;
}

static const char *
at(struct spot *p, const char *path)
{
	return arena_printf(p->mem, "http://127.0.0.1:%d%s", server.port, path);
}

/* One question of a run of its own. */
static struct verify_answer
get(struct spot *p, const struct setting *s, const char *url)
{
	const struct verify_source *source = source_verify(
		source_new(p->mem, &s->how));
	struct verify_answer out;

	source->get(source->data, p->mem, url, &out);
	assert_non_null(out.url);
	assert_non_null(out.type);
	return out;
}

static const char *
known(struct spot *p, const struct setting *s, const char *id)
{
	const struct verify_source *source = source_verify(
		source_new(p->mem, &s->how));

	return source->known_issuer(source->data, p->mem, id);
}

static void
publish_at(struct spot *p, const struct setting *s, const char *id)
{
	const struct version_new new = { .item_id = id,
					 .revision = get_item(p, id).revision };
	long long number;

	assert_ok(version_put(p->db, &s->office, &new, &number));
}

/* A published achievement of ours; its item. */
static const char *
put_public(struct spot *p, const struct setting *s)
{
	const char *college = put_profile(p, "college", "Alder College");
	const char *id = put_doc(
		p, CLR_ACHIEVEMENT,
		json_of(p,
			"{'id':'" ROOT "achievements/one',"
			"'type':'Achievement','name':'Carpentry I',"
			"'achievementType':'Course','issuer':{'$item':'%s'}}",
			college));
	publish_at(p, s, college);
	publish_at(p, s, id);
	return id;
}

static void
reads_our_own(void **state)
{
	struct spot *p = *state;
	const struct setting *s = set(p, false);
	const char *id = put_public(p, s);
	struct verify_answer a = get(p, s, ROOT "achievements/one");

	assert_int_equal(a.status, 200);
	assert_string_equal(a.url, ROOT "achievements/one");
	assert_string_equal(a.type, "application/json");
	assert_non_null(strstr(a.body, "Carpentry I"));
	assert_int_equal(a.len, strlen(a.body));
	assert_null(a.certificate);
	assert_null(a.error);
	assert_in_range(a.at, clock_now() - 5, clock_now());
	a = get(p, s, ROOT "achievements/one#part");
	assert_int_equal(a.status, 200);
	a = get(p, s, ROOT "achievements/none");
	assert_int_equal(a.status, 404);
	assert_null(a.body);
	assert_false(a.is_missing);
	a = get(p, s, ROOT "../../admin");
	assert_int_equal(a.status, 404);
	assert_ok(version_revoke(p->db, &s->office, id, "A mistake"));
	a = get(p, s, ROOT "achievements/one");
	assert_int_equal(a.status, 410);
	assert_non_null(strstr(a.body, "A mistake"));
	take_away(p, "hosted RENAME TO gone");
	a = get(p, s, ROOT "achievements/one");
	assert_int_equal(a.status, 0);
	assert_non_null(a.error);
}

static void
knows_our_keys_and_lists(void **state)
{
	struct spot *p = *state;
	const struct setting *s = set(p, false);
	const struct verify_source *source = source_verify(
		source_new(p->mem, &s->how));
	struct verify_key_life life;

	assert_int_equal(
		db_run(p->db, NULL,
		       "INSERT INTO key (id, item_id, owner, bits, created_at,"
		       " ended_at, untrusted_from, reason, pem) VALUES"
		       " ('k1', 'i', 'urn:p', 2048, 100, 200, 150, 'lost',"
		       " '')"),
		OK);
	assert_true(source->key_life(source->data, ROOT "keys/k1", &life));
	assert_int_equal(life.begins, 100);
	assert_int_equal(life.ends, 200);
	assert_int_equal(life.untrusted_from, 150);
	assert_false(source->key_life(source->data, ROOT "keys/k2", &life));
	assert_false(
		source->key_life(source->data, ROOT "achievements/k1", &life));
	assert_false(source->key_life(source->data, "https://a.example/keys/k1",
				      &life));
	put_profile(p, "college", "Alder College");
	assert_int_equal(
		db_run(p->db, NULL,
		       "INSERT INTO revocation (issuer_id, doc_id, item_id,"
		       " revoked_at, reason) SELECT id, 'urn:gone', id, 300,"
		       " 'why' FROM item"),
		OK);
	assert_int_equal(source->revoked_at(source->data, "urn:gone"), 300);
	assert_int_equal(source->revoked_at(source->data, "urn:there"), 0);
}

static const char *
put_link(struct spot *p, const char *doc, const char *jws)
{
	const struct record_file file = { "", doc, strlen(doc),
					  import_of(p->mem, &doc, 1, jws) };
	struct record_query query = { .limit = 1 };
	struct share_new new = { .name = "For Atlas" };
	struct record_kept kept;
	struct record_list list;
	const char *id;

	assert_ok(record_put(p->db, p->mem, &clerk, &file, &kept));
	query.import_id = kept.id;
	assert_ok(record_list(p->db, p->mem, &query, &list));
	new.record_id = list.items[0].id;
	assert_ok(share_put(p->db, p->mem, &clerk, &new, &id));
	return id;
}

static struct verify_answer
get_named(struct spot *p, const struct setting *s, const char *url)
{
	struct verify_answer out;

	source_get(source_new(p->mem, &s->how), p->mem, url, &out);
	return out;
}

/* It is not asked for, and the words are those of a verification. */
static void
does_not_ask_itself(void **state)
{
	struct spot *p = *state;
	const struct setting *s = set(p, true);
	const char *url = "https://office.example/records/1";

	assert_string_equal(get(p, s, url).error,
			    "The address is one of this office, and none of "
			    "its published documents.");
	assert_string_equal(get_named(p, s, url).error, get(p, s, url).error);
}

static void
follows_our_links(void **state)
{
	struct spot *p = *state;
	const struct setting *s = set(p, false);
	const char *plain = put_link(p, "{\"name\":\"A\"}", NULL);
	const char *is_signed = put_link(p, "{\"name\":\"B\"}", "aa.bb.cc");
	const char *url = arena_printf(p->mem, "https://office.example/s/%s",
				       plain);
	struct verify_answer a = get_named(p, s, url);

	assert_int_equal(a.status, 200);
	assert_string_equal(a.body, "{\"name\":\"A\"}");
	assert_string_equal(a.type, "application/json");
	a = get_named(p, s, arena_printf(p->mem, "%s?view=print#top", url));
	assert_int_equal(a.status, 200);
	a = get_named(p, s,
		      arena_printf(p->mem, "https://office.example/s/%s/jws",
				   is_signed));
	assert_int_equal(a.status, 200);
	assert_string_equal(a.body, "aa.bb.cc");
	assert_string_equal(a.type, "application/jose");
	a = get_named(p, s, "https://office.example/s/none");
	assert_int_equal(a.status, 404);
	assert_ok(share_del(p->db, &clerk, plain));
	a = get_named(p, s, url);
	assert_int_equal(a.status, 410);
	assert_null(a.body);
	assert_non_null(strstr(a.error, "ended"));
	/* A verification itself asks for no private link. */
	a = get(p, s,
		arena_printf(p->mem, "https://office.example/s/%s", is_signed));
	assert_null(a.body);
}

static void
does_not_ask_where_it_may_not(void **state)
{
	struct spot *p = *state;
	const struct setting *s = set(p, false);
	struct verify_answer a = get(p, s, at(p, "/a"));

	assert_true(a.is_missing);
	assert_int_equal(a.status, 0);
	assert_null(a.body);
	assert_non_null(a.error);
	a = get_named(p, s, at(p, "/a"));
	assert_true(a.is_missing);
	a = get(p, s, "urn:uuid:1");
	assert_false(a.is_missing);
	assert_non_null(strstr(a.error, "no host"));
	assert_null(known(p, s, "https://college.example/issuer"));
	assert_int_equal(*hits, 0);
}

static void
asks_once_and_keeps_it(void **state)
{
	struct spot *p = *state;
	struct setting *s = set(p, true);
	const char *url = at(p, "/a");
	struct verify_answer a = get(p, s, url);
	struct answer kept;

	assert_int_equal(a.status, 200);
	assert_string_equal(a.body, "{\"a\":1}");
	assert_string_equal(a.type, "application/ld+json");
	assert_string_equal(a.url, url);
	assert_null(a.certificate);
	assert_int_equal(*hits, 1);
	/* Fresh: nobody is asked, nor needs to be. */
	s->how.may_fetch = false;
	a = get(p, s, url);
	assert_int_equal(a.status, 200);
	assert_string_equal(a.body, "{\"a\":1}");
	assert_int_equal(*hits, 1);
	/* Not any more: asked again by its ETag, and found unchanged. */
	s->how.may_fetch = true;
	assert_ok(answer_touch(p->db, url, clock_now() - 3600));
	a = get(p, s, url);
	assert_int_equal(a.status, 200);
	assert_string_equal(a.body, "{\"a\":1}");
	assert_in_range(a.at, clock_now() - 5, clock_now());
	assert_int_equal(*hits, 2);
	assert_ok(answer_get(p->db, p->mem, url, &kept));
	assert_in_range(kept.fetched_at, clock_now() - 5, clock_now());
	s->how.may_fetch = false;
	s->how.fresh = 0;
	a = get(p, s, url);
	assert_true(a.is_missing);
}

static void
asks_for_the_same_once_a_run(void **state)
{
	struct spot *p = *state;
	struct setting *s = set(p, true);
	const struct verify_source *source;
	struct verify_answer a, b;

	s->how.writer = NULL;
	source = source_verify(source_new(p->mem, &s->how));
	source->get(source->data, p->mem, at(p, "/a"), &a);
	source->get(source->data, p->mem, at(p, "/a#key"), &b);
	assert_int_equal(b.status, 200);
	assert_string_equal(a.body, b.body);
	assert_int_equal(*hits, 1);
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM answer"), 0);
}

static void
tells_what_it_got(void **state)
{
	struct spot *p = *state;
	struct setting *s = set(p, true);
	struct verify_answer a = get(p, s, at(p, "/gone"));

	assert_int_equal(a.status, 410);
	assert_string_equal(a.body, "{}");
	assert_null(a.error);
	a = get(p, s, at(p, "/picture"));
	assert_int_equal(a.status, 200);
	assert_null(a.body);
	assert_non_null(strstr(a.error, "UTF-8"));
	/* A page is taken where a person named it, and not else. */
	a = get(p, s, at(p, "/page"));
	assert_string_equal(a.type, "application/ld+json");
	a = get_named(p, s, at(p, "/page"));
	assert_string_equal(a.type, "text/html");
	assert_string_equal(a.body, "<p>");
	/* Why there is none is told to those who may not ask, too. */
	a = get(p, s, "https://127.0.0.1/");
	assert_int_equal(a.status, 0);
	assert_non_null(strstr(a.error, "a named host"));
	s->how.may_fetch = false;
	a = get(p, s, "https://127.0.0.1/");
	assert_false(a.is_missing);
	assert_non_null(strstr(a.error, "a named host"));
	s->how.may_fetch = true;
	a = get(p, s, "https://office.example/other");
	assert_non_null(strstr(a.error, "this office"));
}

/* Ask for ${count} documents; the last error. */
static const char *
ask_many(struct spot *p, const struct setting *s, int count)
{
	const struct verify_source *source = source_verify(
		source_new(p->mem, &s->how));
	struct verify_answer a = { 0 };
	int i;

	for (i = 0; i < count; i++)
		source->get(source->data, p->mem,
			    at(p, arena_printf(p->mem, "/%d", i)), &a);
	return a.error;
}

static void
keeps_to_its_budget(void **state)
{
	struct spot *p = *state;
	struct setting *s = set(p, true);

	s->how.db = s->how.writer = NULL;
	assert_null(ask_many(p, s, 8));
	assert_non_null(strstr(ask_many(p, s, 9), "at most 8 documents"));
	assert_int_equal(*hits, 16);
	s->how.most_host = 100;
	assert_null(ask_many(p, s, 10));
	*hits = 0;
	assert_non_null(strstr(ask_many(p, s, 30), "at most 10 documents"));
	assert_int_equal(*hits, 10);
	s->how.most_ms = 0;
	assert_non_null(strstr(ask_many(p, s, 1), "at most 0 seconds"));
	assert_int_equal(*hits, 10);
}

static void
waits_no_longer_than_it_may(void **state)
{
	struct spot *p = *state;
	struct setting *s = set(p, true);
	const struct verify_source *source;
	int64_t start = clock_micros();
	struct verify_answer a;
	bool is_over = false;
	int i;

	s->how.most_ms = 500;
	s->how.most_host = s->how.most = 100;
	source = source_verify(source_new(p->mem, &s->how));
	/* The last milliseconds may be spent on asking in vain. */
	for (i = 0; i < 50 && !is_over; i++) {
		source->get(source->data, p->mem,
			    at(p, arena_printf(p->mem, "/slow?%d", i)), &a);
		assert_non_null(a.error);
		is_over = strstr(a.error, "waits for others");
	}
	if (!is_over)
		print_message("# the last one: %s\n", a.error);
	assert_true(is_over);
	assert_true(clock_micros() - start < 10000000);
	/* What failed with less than its due is not kept. */
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM answer"), 0);
}

static void
knows_issuers(void **state)
{
	struct spot *p = *state;
	struct setting *s = set(p, true);
	const struct pinned atlas = { .issuer = "https://atlas.example/i",
				      .name = "Atlas",
				      .note = "We asked their registrar." };

	assert_null(known(p, s, "urn:uuid:1"));
	assert_ok(pinned_put(p->db, &maria, &atlas));
	assert_string_equal(known(p, s, atlas.issuer),
			    "Riverbend College knows this issuer: We asked "
			    "their registrar.");
	assert_null(known(p, s, "https://127.0.0.1/i"));
	assert_null(known(p, s, "https://none.example/i"));
	assert_string_equal(known(p, s, "https://college.example/issuer"),
			    "The domain college.example names this issuer, in "
			    "the TXT record _clarus.college.example.");
	assert_null(known(p, s, "https://college.example/issuer2"));
	assert_null(known(p, s, "https://college.example/issue"));
	/* Kept, the yes and the no, for those who may not ask. */
	s->how.may_fetch = false;
	assert_non_null(known(p, s, "https://college.example/issuer"));
	assert_non_null(known(p, s, "https://college.example/other"));
	assert_null(known(p, s, "https://none.example/i"));
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM answer"
					  " WHERE url LIKE 'dns:%'"),
			 2);
	s->how.may_fetch = true;
	s->how.most_ms = 300;
	assert_null(known(p, s, "https://silent.example/i"));
	assert_int_equal(number_of(p->db, "SELECT count(*) FROM answer"
					  " WHERE url LIKE 'dns:%'"),
			 2);
}

static void
works_without_an_office(void **state)
{
	struct spot *p = *state;
	struct setting *s = set(p, true);
	const struct verify_source *source;
	struct verify_key_life life;

	s->how.db = s->how.writer = NULL;
	s->how.office = NULL;
	source = source_verify(source_new(p->mem, &s->how));
	assert_int_equal(get(p, s, at(p, "/a")).status, 200);
	assert_int_equal(get_named(p, s, at(p, "/a")).status, 200);
	assert_false(source->key_life(source->data, ROOT "keys/k1", &life));
	assert_int_equal(source->revoked_at(source->data, "urn:gone"), 0);
	assert_non_null(known(p, s, "https://college.example/issuer"));
}

/* That it cannot be kept does not hinder. */
static void
bears_a_broken_table(void **state)
{
	struct spot *p = *state;
	struct setting *s = set(p, true);

	take_away(p, "answer RENAME TO gone");
	assert_int_equal(get(p, s, at(p, "/a")).status, 200);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		test_in(spot_begin, reads_our_own),
		test_in(spot_begin, knows_our_keys_and_lists),
		test_in(spot_begin, does_not_ask_itself),
		test_in(spot_begin, follows_our_links),
		test_in(spot_begin, does_not_ask_where_it_may_not),
		test_in(spot_begin, asks_once_and_keeps_it),
		test_in(spot_begin, asks_for_the_same_once_a_run),
		test_in(spot_begin, tells_what_it_got),
		test_in(spot_begin, keeps_to_its_budget),
		test_in(spot_begin, waits_no_longer_than_it_may),
		test_in(spot_begin, knows_issuers),
		test_in(spot_begin, works_without_an_office),
		test_in(spot_begin, bears_a_broken_table),
	};

	return cmocka_run_group_tests(tests, start, stop);
}
