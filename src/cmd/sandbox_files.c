/*
 * Landlock by its system calls; there is no library.  What is newer than the
 * kernel's headers on some systems stands here by its number.
 */
#include "cmd/sandbox_files.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/auto.h"

/* landlock(7): rights of files by the version that brought them. */
#define FILES_1 0x1fffULL    /* LANDLOCK_ACCESS_FS_EXECUTE … MAKE_SYM */
#define REFER (1ULL << 13)   /* since 2 */
#define CUT (1ULL << 14)     /* TRUNCATE, since 3 */
#define CONTROL (1ULL << 15) /* IOCTL_DEV, since 5 */
#define BIND_TCP (1ULL << 0) /* since 4 */
#define CONNECT_TCP (1ULL << 1)
#define SCOPES 3ULL /* abstract sockets, signals: since 6 */

struct ruleset {
	uint64_t files;
	uint64_t net;	 /* since 4 */
	uint64_t scopes; /* since 6 */
};

#define READS (LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR)
#define OPENS (READS | LANDLOCK_ACCESS_FS_WRITE_FILE | CUT)
#define WRITES                                                                 \
	(OPENS | REFER | LANDLOCK_ACCESS_FS_MAKE_REG |                         \
	 LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_REMOVE_FILE |        \
	 LANDLOCK_ACCESS_FS_REMOVE_DIR)

/* What can be allowed of something that is no folder. */
#define OF_A_FILE                                                              \
	(LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE | CUT)

static const uint64_t rights[] = {
	[SANDBOX_FILES_READ] = READS,
	[SANDBOX_FILES_OPEN] = OPENS,
	[SANDBOX_FILES_WRITE] = WRITES,
};

/* Which version of it the kernel speaks; 0: none. */
static long
version(void)
{
	long n = syscall(SYS_landlock_create_ruleset, NULL, 0,
			 LANDLOCK_CREATE_RULESET_VERSION);

	return n > 0 ? n : 0;
}

bool
sandbox_files_known(void)
{
	return version() > 0;
}

/* All that a kernel of version ${v} can refuse. */
static struct ruleset
all_of(long v, enum sandbox_files_net net)
{
	struct ruleset set = { .files = FILES_1 };

	if (v >= 2)
		set.files |= REFER;
	if (v >= 3)
		set.files |= CUT;
	if (v >= 5)
		set.files |= CONTROL;
	if (v >= 4)
		set.net = net == SANDBOX_FILES_NO_NET ? BIND_TCP | CONNECT_TCP
						      : BIND_TCP;
	if (v >= 6)
		set.scopes = SCOPES;
	return set;
}

/* The size of the struct that a kernel of version ${v} knows. */
static size_t
size_of(long v)
{
	if (v < 4)
		return offsetof(struct ruleset, net);
	return v < 6 ? offsetof(struct ruleset, scopes)
		     : sizeof(struct ruleset);
}

static enum result
allow(int set_fd, uint64_t handled, const struct sandbox_files_place *place)
{
	auto_fd fd = open(place->path, O_PATH | O_CLOEXEC);
	struct landlock_path_beneath_attr rule = {
		.allowed_access = rights[place->right] & handled,
		.parent_fd = fd,
	};
	struct stat st;

	if (fd < 0)
		return OK;
	if (fstat(fd, &st) == 0 && !S_ISDIR(st.st_mode))
		rule.allowed_access &= OF_A_FILE;
	if (syscall(SYS_landlock_add_rule, set_fd, LANDLOCK_RULE_PATH_BENEATH,
		    &rule, 0) < 0)
		return fail(INTERNAL, "Landlock: %s: %s", place->path,
			    strerror(errno));
	return OK;
}

static enum result
allow_all(int set_fd, uint64_t handled, const struct sandbox_files *files)
{
	const struct sandbox_files_place *place;
	int i;

	for (i = 0; i < SANDBOX_FILES_LISTS; i++)
		for (place = files->places[i]; place && place->path; place++)
			TRY(allow(set_fd, handled, place));
	return OK;
}

enum result
sandbox_files(const struct sandbox_files *files)
{
	const long v = version();
	const struct ruleset set = all_of(v, files->net);
	auto_fd fd = -1;

	if (v == 0)
		return OK;
	fd = (int)syscall(SYS_landlock_create_ruleset, &set, size_of(v), 0);
	if (fd < 0)
		return fail(INTERNAL, "Landlock: %s", strerror(errno));
	TRY(allow_all(fd, set.files, files));
	if (syscall(SYS_landlock_restrict_self, fd, 0) < 0)
		return fail(INTERNAL, "Landlock: %s", strerror(errno));
	return OK;
}
