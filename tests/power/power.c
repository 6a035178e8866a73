/*
 * A disk that loses power, for tests: keeps in the file POWER_LOG what each
 * write to a file whose path has POWER_NAME in it replaced, and when such a
 * file was asked to be on the disk.  lib/power.mjs takes back afterwards what
 * never was.  Loaded by LD_PRELOAD; it changes nothing that a program sees.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

enum { WRITE = 1, SYNC = 2, CUT = 3 };

/* What stands before the path, the bytes before and the bytes after. */
struct entry {
	char magic[4];
	uint32_t kind;
	uint64_t path_len, offset, old_size, old_len, new_len;
};

static int log_fd = -1;
static const char *name;

static ssize_t (*real_pwrite)(int, const void *, size_t, off_t);
static int (*real_ftruncate)(int, off_t);
static int (*real_fsync)(int);
static int (*real_fdatasync)(int);

__attribute__((constructor)) static void
begin(void)
{
	const char *path = getenv("POWER_LOG");

	*(void **)&real_pwrite = dlsym(RTLD_NEXT, "pwrite64");
	*(void **)&real_ftruncate = dlsym(RTLD_NEXT, "ftruncate64");
	*(void **)&real_fsync = dlsym(RTLD_NEXT, "fsync");
	*(void **)&real_fdatasync = dlsym(RTLD_NEXT, "fdatasync");
	name = getenv("POWER_NAME");
	if (path && name)
		log_fd = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC,
			      0600);
}

/* Is it a file that is watched?  SQLite's -shm is no part of what lasts. */
static int
is_watched(int fd, char path[PATH_MAX])
{
	char link[64];
	ssize_t len;

	if (log_fd < 0)
		return 0;
	snprintf(link, sizeof(link), "/proc/self/fd/%d", fd);
	len = readlink(link, path, PATH_MAX - 1);
	if (len <= 0)
		return 0;
	path[len] = '\0';
	return strstr(path, name) && !strstr(path, "-shm");
}

static void
note(uint32_t kind, const char *path, struct entry *e, const void *parts[2])
{
	struct iovec out[4] = {
		{ e, sizeof(*e) },
		{ (void *)(uintptr_t)path, strlen(path) },
		{ (void *)(uintptr_t)parts[0], e->old_len },
		{ (void *)(uintptr_t)parts[1], e->new_len },
	};

	memcpy(e->magic, "PWR1", 4);
	e->kind = kind;
	e->path_len = strlen(path);
	if (writev(log_fd, out, 4) < 0)
		abort();
}

/* Keep what stands from ${offset} on, ${len} bytes at most. */
static void *
old_bytes(int fd, struct entry *e, uint64_t offset, uint64_t len)
{
	struct stat st;
	void *bytes;
	ssize_t n;

	if (fstat(fd, &st) < 0)
		abort();
	e->offset = offset;
	e->old_size = (uint64_t)st.st_size;
	bytes = malloc(len ? len : 1);
	n = bytes ? pread(fd, bytes, len, (off_t)offset) : -1;
	if (n < 0)
		abort();
	e->old_len = (uint64_t)n;
	return bytes;
}

ssize_t
pwrite64(int fd, const void *buf, size_t len, off_t offset)
{
	struct entry e = { .new_len = len };
	char path[PATH_MAX];
	void *old;

	if (is_watched(fd, path)) {
		old = old_bytes(fd, &e, (uint64_t)offset, len);
		note(WRITE, path, &e, (const void *[2]){ old, buf });
		free(old);
	}
	return real_pwrite(fd, buf, len, offset);
}

ssize_t
pwrite(int fd, const void *buf, size_t len, off_t offset)
{
	return pwrite64(fd, buf, len, offset);
}

int
ftruncate64(int fd, off_t size)
{
	struct entry e = { .new_len = 0 };
	char path[PATH_MAX];
	struct stat st;
	void *old;

	if (is_watched(fd, path) && fstat(fd, &st) == 0) {
		old = old_bytes(
			fd, &e, (uint64_t)size,
			st.st_size > size ? (uint64_t)(st.st_size - size) : 0);
		note(CUT, path, &e, (const void *[2]){ old, "" });
		free(old);
	}
	return real_ftruncate(fd, size);
}

int
ftruncate(int fd, off_t size)
{
	return ftruncate64(fd, size);
}

/* Noted when it begins: what is written meanwhile is not promised. */
static void
note_sync(int fd)
{
	struct entry e = { .new_len = 0 };
	char path[PATH_MAX];

	if (is_watched(fd, path))
		note(SYNC, path, &e, (const void *[2]){ "", "" });
}

int
fsync(int fd)
{
	note_sync(fd);
	return real_fsync(fd);
}

int
fdatasync(int fd)
{
	note_sync(fd);
	return real_fdatasync(fd);
}
