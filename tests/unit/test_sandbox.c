/*
 * What a worker, the job process and the signer can no longer do, each tried
 * in a process of its own.
 */
#include "store_test.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/wait.h>

#include "base/log.h"
#include "cmd/sandbox.h"
#include "cmd/sandbox_files.h"

enum { CAN = 0, CANNOT = 1, NO_SANDBOX = 2, STRANGE = 3 };

/* An office whose keys lie apart, as they do unless one says otherwise. */
struct office {
	struct spot *spot;
	struct conf conf;
	const char *keys; /* folder of the master key */
};

typedef enum result
give_up(const struct conf *conf);
typedef int
thing(const struct office *o);

static int
refused(bool failed)
{
	if (!failed)
		return CAN;
	/* EXDEV: from one folder into another. */
	return errno == EPERM || errno == EACCES || errno == EXDEV ? CANNOT
								   : STRANGE;
}

static int
network(const struct office *o)
{
	(void)o;
	return refused(socket(AF_INET, SOCK_STREAM, 0) < 0);
}

static int
network6(const struct office *o)
{
	(void)o;
	return refused(socket(AF_INET6, SOCK_DGRAM, 0) < 0);
}

static int
netlink(const struct office *o)
{
	(void)o;
	return refused(socket(AF_NETLINK, SOCK_RAW, 0) < 0);
}

static int
local(const struct office *o)
{
	(void)o;
	return refused(socket(AF_UNIX, SOCK_STREAM, 0) < 0);
}

static int
local_pair(const struct office *o)
{
	int fds[2];

	(void)o;
	return refused(socketpair(AF_UNIX, SOCK_STREAM, 0, fds) < 0);
}

static int
program(const struct office *o)
{
	char *const words[] = { (char *)(uintptr_t) "true", NULL };

	(void)o;
	execve("/bin/true", words, NULL);
	return refused(true);
}

static int
process(const struct office *o)
{
	pid_t pid = fork();

	(void)o;
	if (pid == 0)
		_exit(0);
	return refused(pid < 0);
}

static int
spying(const struct office *o)
{
	(void)o;
	return refused(ptrace(PTRACE_TRACEME, 0, NULL, NULL) < 0);
}

static int
mounting(const struct office *o)
{
	(void)o;
	return refused(mount("none", "/tmp", "tmpfs", 0, NULL) < 0);
}

/* A signal to who is not in the same sandbox; 0 is none. */
static int
signalling(const struct office *o)
{
	(void)o;
	return refused(kill(getppid(), 0) < 0);
}

static int
opening(const char *path, int flags)
{
	int fd = open(path, flags | O_CLOEXEC, 0600);

	if (fd >= 0)
		close(fd);
	return refused(fd < 0);
}

static int
key_file(const struct office *o)
{
	return opening(o->conf.master_key_file, O_RDONLY);
}

static int
key_folder(const struct office *o)
{
	return opening(o->keys, O_RDONLY | O_DIRECTORY);
}

static int
new_key_file(const struct office *o)
{
	return opening(arena_printf(o->spot->mem, "%s/other.key", o->keys),
		       O_WRONLY | O_CREAT);
}

static int
link_to_key(const struct office *o)
{
	const char *path = arena_printf(o->spot->mem, "%s/link",
					o->spot->folder);

	return refused(link(o->conf.master_key_file, path) < 0);
}

static int
others_memory(const struct office *o)
{
	return opening(
		arena_printf(o->spot->mem, "/proc/%d/maps", (int)getppid()),
		O_RDONLY);
}

static int
own_status(const struct office *o)
{
	(void)o;
	return opening("/proc/self/status", O_RDONLY);
}

static int
passwords(const struct office *o)
{
	(void)o;
	return opening("/etc/passwd", O_RDONLY);
}

static int
names(const struct office *o)
{
	(void)o;
	return opening("/etc/nsswitch.conf", O_RDONLY);
}

static int
templates(const struct office *o)
{
	return opening(
		arena_printf(o->spot->mem, "%s/layout.cs", o->conf.templates),
		O_RDONLY);
}

static int
changing_templates(const struct office *o)
{
	return opening(
		arena_printf(o->spot->mem, "%s/layout.cs", o->conf.templates),
		O_WRONLY);
}

static int
nothing(const struct office *o)
{
	(void)o;
	return opening("/dev/null", O_WRONLY);
}

static int
data(const struct office *o)
{
	return opening(arena_printf(o->spot->mem, "%s/some", o->conf.data_dir),
		       O_RDWR | O_CREAT);
}

static int
published(const struct office *o)
{
	const char *folder = arena_printf(o->spot->mem, "%s/ims",
					  o->conf.public_dir);

	return refused(mkdir(folder, 0755) < 0 || rmdir(folder) < 0);
}

/* Can the database be opened for ${access}, and asked?  Results as above. */
static int
database(const struct office *o, enum db_access access)
{
	struct db *db = NULL;
	int version, r = CANNOT;

	if (db_open(o->conf.database, access, false, &db) == OK &&
	    db_version(db, &version) == OK)
		r = CAN;
	if (r == CAN && access == DB_READ_WRITE &&
	    db_run(db, NULL, "DELETE FROM session") != OK)
		r = CANNOT;
	db_close(db);
	return r;
}

static int
reading_database(const struct office *o)
{
	return database(o, DB_READ_ONLY);
}

static int
writing_database(const struct office *o)
{
	return database(o, DB_READ_WRITE);
}

/* Try ${what} in a process that has given up its rights. */
static int
tried(struct office *o, give_up *give, thing *what)
{
	int status;
	pid_t pid;

	fflush(NULL);
	pid = fork();
	if (pid == 0)
		_exit(give(&o->conf) == OK ? what(o) : NO_SANDBOX);
	waitpid(pid, &status, 0);
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

struct row {
	const char *what;
	thing *thing;
	int worker, job, signer;
	bool is_file; /* needs Landlock */
};

/* clang-format off */
static const struct row rows[] = {
	{ "IPv4", network, CANNOT, CAN, CANNOT, false },
	{ "IPv6", network6, CANNOT, CAN, CANNOT, false },
	{ "netlink", netlink, CANNOT, CAN, CANNOT, false },
	{ "a unix socket", local, CAN, CAN, CANNOT, false },
	{ "a pair of them", local_pair, CAN, CAN, CANNOT, false },
	{ "a program", program, CANNOT, CANNOT, CANNOT, false },
	{ "a process", process, CANNOT, CANNOT, CANNOT, false },
	{ "debugging", spying, CANNOT, CANNOT, CANNOT, false },
	{ "mounting", mounting, CANNOT, CANNOT, CANNOT, false },
	{ "the master key", key_file, CANNOT, CANNOT, CAN, true },
	{ "its folder", key_folder, CANNOT, CANNOT, CAN, true },
	{ "a new key", new_key_file, CANNOT, CANNOT, CAN, true },
	{ "a link to it", link_to_key, CANNOT, CANNOT, CANNOT, true },
	{ "memory of others", others_memory, CANNOT, CANNOT, CANNOT, true },
	{ "what is its own", own_status, CAN, CAN, CAN, true },
	{ "/etc/passwd", passwords, CANNOT, CANNOT, CANNOT, true },
	{ "looking up names", names, CANNOT, CAN, CANNOT, true },
	{ "templates", templates, CAN, CAN, CANNOT, true },
	{ "changing them", changing_templates, CANNOT, CANNOT, CANNOT, true },
	{ "/dev/null", nothing, CAN, CAN, CAN, true },
	{ "files of data_dir", data, CAN, CAN, CANNOT, true },
	{ "the published tree", published, CAN, CAN, CANNOT, true },
	{ "the database", reading_database, CAN, CAN, CAN, true },
	{ "writing there", writing_database, CAN, CAN, CANNOT, true },
};
/* clang-format on */

static void
write_file(const char *path, const char *text)
{
	FILE *f = fopen(path, "we");

	assert_non_null(f);
	assert_true(fputs(text, f) >= 0 && fclose(f) == 0);
}

static const char *
source_folder(struct arena *mem, const char *name)
{
	const char *top = getenv("CLARUS_SRC");

	return arena_printf(mem, "%s/%s", top ? top : ".", name);
}

static struct office
office_in(struct spot *p)
{
	struct office o = { .spot = p };

	o.keys = arena_printf(p->mem, "%s-keys", p->folder);
	assert_int_equal(mkdir(o.keys, 0700), 0);
	o.conf.data_dir = p->folder;
	o.conf.database = p->path;
	o.conf.public_dir = arena_printf(p->mem, "%s-public", p->folder);
	assert_int_equal(mkdir(o.conf.public_dir, 0755), 0);
	o.conf.secret_file = arena_printf(p->mem, "%s/secret.key", p->folder);
	o.conf.master_key_file = arena_printf(p->mem, "%s/master.key", o.keys);
	o.conf.templates = source_folder(p->mem, "templates");
	o.conf.static_dir = source_folder(p->mem, "static");
	write_file(o.conf.master_key_file, "00112233");
	return o;
}

static void
office_end(const struct office *o)
{
	unlink(o->conf.master_key_file);
	unlink(arena_printf(o->spot->mem, "%s/other.key", o->keys));
	assert_int_equal(rmdir(o->keys), 0);
	assert_int_equal(rmdir(o->conf.public_dir), 0);
}

static void
each_can_what_it_needs(void **state)
{
	struct spot *p = *state;
	struct office o = office_in(p);
	const struct row *row;
	int got[3];

	for (row = rows; row < rows + sizeof(rows) / sizeof(*rows); row++) {
		if (row->is_file && !sandbox_files_known())
			continue;
		got[0] = tried(&o, sandbox_worker, row->thing);
		got[1] = tried(&o, sandbox_job, row->thing);
		got[2] = tried(&o, sandbox_signer, row->thing);
		if (got[0] != row->worker || got[1] != row->job ||
		    got[2] != row->signer)
			print_error("%s: worker %d, job %d, signer %d\n",
				    row->what, got[0], got[1], got[2]);
		assert_int_equal(got[0], row->worker);
		assert_int_equal(got[1], row->job);
		assert_int_equal(got[2], row->signer);
	}
	office_end(&o);
}

/* Signals reach out of a sandbox only on a kernel that is old. */
static void
no_signal_to_others(void **state)
{
	struct spot *p = *state;
	struct office o = office_in(p);
	const int got = tried(&o, sandbox_worker, signalling);

	assert_true(got == CANNOT || got == CAN);
	assert_int_equal(tried(&o, sandbox_signer, signalling), got);
	office_end(&o);
}

/* The log of sandbox_warn() for this office. */
static const char *
warned(struct office *o)
{
	const char *path = arena_printf(o->spot->mem, "%s/log",
					o->spot->folder);
	size_t len;

	unlink(path);
	assert_int_equal(log_open(path, LOG_INFO), OK);
	sandbox_warn(&o->conf);
	assert_int_equal(log_open("-", LOG_INFO), OK);
	return file_text(o->spot->mem, path, &len);
}

static void
warns_of_a_key_in_reach(void **state)
{
	static const char loud[] = "THE MASTER KEY IS NOT SAFE";
	struct spot *p = *state;
	struct office o = office_in(p);
	const char *apart = o.conf.master_key_file;

	assert_null(strstr(warned(&o), loud));
	o.conf.master_key_file = arena_printf(p->mem, "%s/master.key",
					      p->folder);
	assert_non_null(strstr(warned(&o), loud));
	o.conf.master_key = "from the environment";
	assert_null(strstr(warned(&o), loud));
	o.conf.master_key = "";
	o.conf.data_dir = "/";
	o.conf.master_key_file = apart;
	assert_non_null(strstr(warned(&o), loud));
	/* A folder whose name only begins like another's. */
	o.conf.data_dir = p->folder;
	assert_null(strstr(warned(&o), loud));
	office_end(&o);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		test_in(spot_begin, each_can_what_it_needs),
		test_in(spot_begin, no_signal_to_others),
		test_in(spot_begin, warns_of_a_key_in_reach),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
