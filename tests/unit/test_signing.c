/* The signer process: asked by others, and what it keeps from them. */
#include "keyring_test.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>

#include "base/clock.h"
#include "cmd/serve.h"
#include "store/signer_wire.h"

/* A signer at work in a process of its own. */
struct process {
	struct conf conf;
	int channel[2];
	pid_t pid;
	struct signer *signer;
	const char *keys;
};

static void
start(struct process *s, const char *key)
{
	int pipe_ends[2];

	assert_int_equal(pipe(pipe_ends), 0);
	if (key)
		assert_int_equal(write(pipe_ends[1], key, strlen(key)),
				 strlen(key));
	fflush(NULL);
	s->pid = fork();
	if (s->pid == 0) {
		close(pipe_ends[1]);
		close(s->channel[1]);
		alarm(120);
		_exit(signing_run(&s->conf, s->channel[0], pipe_ends[0]));
	}
	close(pipe_ends[0]);
	close(pipe_ends[1]);
}

/* Its master key comes by the pipe; NULL: it is in a file. */
static struct process
process_of(struct spot *p, const char *key)
{
	struct process s = { .conf = key_conf };

	s.keys = arena_printf(p->mem, "%s-keys", p->folder);
	assert_int_equal(mkdir(s.keys, 0700), 0);
	s.conf.database = p->path;
	s.conf.master_key = NULL;
	s.conf.master_key_file = arena_printf(p->mem, "%s/master.key", s.keys);
	assert_ok(signer_wire_pair(s.channel));
	s.signer = signer_at(s.channel[1]);
	/* No connection is taken through fork(). */
	spot_close(p);
	start(&s, key);
	spot_open(p);
	return s;
}

/* It ends by itself when nobody is left who could ask. */
static void
process_end(struct process *s)
{
	int status;

	signer_free(s->signer);
	close(s->channel[0]);
	close(s->channel[1]);
	assert_int_equal(waitpid(s->pid, &status, 0), s->pid);
	assert_int_equal(status, 0);
	unlink(s->conf.master_key_file);
	assert_int_equal(rmdir(s->keys), 0);
}

static const char *
make_key(struct spot *p, struct process *s, const char *item)
{
	const struct item_office o = key_office(p, s->signer);
	const char *id = NULL;

	assert_ok(signer_make(s->signer, p->db, &o, item, 2048, &id));
	return id;
}

static void
signs_for_others(void **state)
{
	struct spot *p = *state;
	struct process s = process_of(p, KEY_MASTER);
	const char *college = put_profile(p, "college", "Alder College");
	const char *key = make_key(p, &s, college), *jws;
	const char *text = assertion_of(p, "urn:p:college");
	int i;

	assert_string_equal(get_key(p, key).owner, "urn:p:college");
	for (i = 0; i < 20; i++) {
		assert_ok(sign_text(p, s.signer, key, text, &jws));
		assert_signed(p, jws, key, text);
	}
	assert_int_equal(access(s.conf.master_key_file, F_OK), -1);
	/* What it sealed opens with the same master key here. */
	{
		auto_signer here = signer_here(&key_conf);

		assert_ok(sign_text(p, here, key, text, &jws));
	}
	process_end(&s);
}

static void
makes_the_file_of_the_master_key(void **state)
{
	struct spot *p = *state;
	struct process s = process_of(p, NULL);
	const char *key = make_key(p, &s, KEYRING_OFFICE);
	struct stat st;

	assert_string_equal(get_key(p, key).owner, KEY_BASE);
	assert_int_equal(stat(s.conf.master_key_file, &st), 0);
	assert_int_equal(st.st_mode & 07777, 0600);
	process_end(&s);
}

/* Each refusal keeps its result and its sentence on the way. */
static void
refuses_in_its_own_words(void **state)
{
	struct spot *p = *state;
	struct process s = process_of(p, KEY_MASTER);
	const struct item_office o = key_office(p, s.signer);
	const char *college = put_profile(p, "college", "Alder College");
	const char *key = make_key(p, &s, college), *jws, *id;

	assert_fails(sign_text(p, s.signer, key, assertion_of(p, "urn:p:bank"),
			       &jws),
		     FORBIDDEN,
		     "The key of urn:p:college does not sign what urn:p:bank "
		     "issues.");
	assert_fails(sign_text(p, s.signer, "none", "{}", &jws), NOT_FOUND,
		     "There is no key none.");
	assert_int_equal(signer_make(s.signer, p->db, &o, college, 1, &id),
			 INVALID);
	assert_int_equal(signer_make(s.signer, p->db, &o, "none", 2048, &id),
			 NOT_FOUND);
	assert_ok(keyring_end(p->db, &o, key));
	assert_int_equal(sign_text(p, s.signer, key,
				   assertion_of(p, "urn:p:college"), &jws),
			 CONFLICT);
	process_end(&s);
}

/* While another writes, it reads; and the one who asks may be who writes. */
static void
signs_within_a_transaction(void **state)
{
	struct spot *p = *state;
	struct process s = process_of(p, KEY_MASTER);
	const char *college = put_profile(p, "college", "Alder College");
	const char *key = make_key(p, &s, college), *jws;
	const char *text = assertion_of(p, "urn:p:college");
	auto_tx tx = NULL;
	int i;

	assert_ok(db_begin(p->db, &tx));
	for (i = 0; i < 50; i++) {
		assert_ok(db_run(p->db, NULL, "UPDATE item SET updated_at = $1",
				 I(i)));
		assert_ok(sign_text(p, s.signer, key, text, &jws));
	}
	assert_ok(db_commit(&tx));
	process_end(&s);
}

static void
signs_megabytes(void **state)
{
	struct spot *p = *state;
	struct process s = process_of(p, KEY_MASTER);
	const char *college = put_profile(p, "college", "Alder College");
	const char *key = make_key(p, &s, college), *jws;
	char *blanks = arena_alloc(p->mem, (15 << 20) + 1);
	const char *text;

	memset(blanks, ' ', 15 << 20);
	text = arena_printf(p->mem, "%s%s", blanks,
			    assertion_of(p, "urn:p:college"));
	assert_ok(sign_text(p, s.signer, key, text, &jws));
	assert_signed(p, jws, key, text);
	text = arena_printf(p->mem, "%s%s", blanks, text);
	assert_int_equal(sign_text(p, s.signer, key, text, &jws), BUSY);
	process_end(&s);
}

/* One that was killed is started again; who asks meanwhile waits. */
static void
a_new_one_goes_on(void **state)
{
	struct spot *p = *state;
	struct process s = process_of(p, KEY_MASTER);
	const char *college = put_profile(p, "college", "Alder College");
	const char *key = make_key(p, &s, college), *jws;
	const char *text = assertion_of(p, "urn:p:college");

	assert_int_equal(kill(s.pid, SIGKILL), 0);
	assert_int_equal(waitpid(s.pid, NULL, 0), s.pid);
	spot_close(p);
	start(&s, KEY_MASTER);
	spot_open(p);
	assert_ok(sign_text(p, s.signer, key, text, &jws));
	assert_signed(p, jws, key, text);
	process_end(&s);
}

/* Nobody but root looks into the signer. */
static bool
can_look(struct spot *p, pid_t pid)
{
	const char *path = arena_printf(p->mem, "/proc/%d/mem", (int)pid);
	auto_fd fd = open(path, O_RDONLY | O_CLOEXEC);

	assert_int_equal(fd >= 0, geteuid() == 0);
	return fd >= 0;
}

/* More than that in one piece is no memory of ours: a sanitizer's books. */
enum { MOST_PIECE = 1 << 30 };

/* Is ${what} of ${len} bytes anywhere in the memory of process ${pid}? */
static bool
holds(struct spot *p, pid_t pid, const void *what, size_t len)
{
	FILE *maps = fopen(arena_printf(p->mem, "/proc/%d/maps", (int)pid),
			   "re");
	int fd = open(arena_printf(p->mem, "/proc/%d/mem", (int)pid),
		      O_RDONLY | O_CLOEXEC);
	unsigned long from, to;
	bool found = false;
	char line[4096];

	assert_non_null(maps);
	assert_true(fd >= 0);
	while (!found && fgets(line, sizeof(line), maps)) {
		char *bytes;
		ssize_t n;

		if (sscanf(line, "%lx-%lx rw", &from, &to) != 2 ||
		    to - from > MOST_PIECE)
			continue;
		bytes = xmalloc(to - from);
		n = pread(fd, bytes, to - from, (off_t)from);
		found = n > 0 && memmem(bytes, (size_t)n, what, len);
		free(bytes);
	}
	close(fd);
	fclose(maps);
	return found;
}

/* The master key is in the signer's memory as it is used, and not as it was
 * read.  That nobody else has it is tests/http/signing.test.mjs. */
static void
has_the_master_key_once(void **state)
{
	struct spot *p = *state;
	struct process s = process_of(p, NULL);
	const char *college = put_profile(p, "college", "Alder College");
	const char *key = make_key(p, &s, college), *jws, *hex;
	const char *text = assertion_of(p, "urn:p:college");
	unsigned char raw[32];
	unsigned int byte;
	size_t len, i;

	assert_ok(sign_text(p, s.signer, key, text, &jws));
	hex = file_text(p->mem, s.conf.master_key_file, &len);
	for (i = 0; i < sizeof(raw); i++) {
		assert_int_equal(sscanf(hex + 2 * i, "%2x", &byte), 1);
		raw[i] = (unsigned char)byte;
	}
	if (can_look(p, s.pid)) {
		assert_true(holds(p, s.pid, raw, sizeof(raw)));
		assert_false(holds(p, s.pid, hex, 64));
	}
	process_end(&s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		test_in(spot_begin, signs_for_others),
		test_in(spot_begin, makes_the_file_of_the_master_key),
		test_in(spot_begin, refuses_in_its_own_words),
		test_in(spot_begin, signs_within_a_transaction),
		test_in(spot_begin, signs_megabytes),
		test_in(spot_begin, a_new_one_goes_on),
		test_in(spot_begin, has_the_master_key_once),
	};

	signal(SIGPIPE, SIG_IGN);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
