/*
 * For the tests of subcommands: one is run as main.c runs it, with standard
 * input, output and error in files.
 */
#ifndef TESTS_UNIT_CMD_TEST_H
#define TESTS_UNIT_CMD_TEST_H

#include "store_test.h"

#include <fcntl.h>

#include "cmd/cmd.h"

/* The master key at hand. */
#define CMD_MASTER                                                             \
	"00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"

/* What a call did. */
struct called {
	int status;
	const char *out, *err;
};

/* ${fd} leads to ${path} from now on; where it led before. */
HELPER int
divert(int fd, const char *path, int flags)
{
	int kept = dup(fd), file = open(path, flags | O_CLOEXEC, 0600);

	assert_true(kept >= 0 && file >= 0);
	assert_true(dup2(file, fd) == fd);
	close(file);
	return kept;
}

HELPER void
undivert(int fd, int kept)
{
	assert_true(dup2(kept, fd) == fd);
	close(kept);
}

/* Run ${run} with the words ${argv}, ended by NULL, and ${in} as standard
 * input. */
HELPER struct called
call(struct spot *p, cmd_run *run, const char *in, const char *const argv[])
{
	const struct conf conf = { .base_url = "https://o.example",
				   .data_dir = p->folder,
				   .database = p->path,
				   .master_key = CMD_MASTER,
				   .max_document = 16 << 20,
				   .max_depth = 64,
				   .migrations = migrations_folder(),
				   .password_cost = 1 };
	const char *const paths[] = { arena_printf(p->mem, "%s/in", p->folder),
				      arena_printf(p->mem, "%s/out", p->folder),
				      arena_printf(p->mem, "%s/err",
						   p->folder) };
	char *words[16] = { NULL };
	struct called done;
	int kept[3], argc;
	FILE *f = fopen(paths[0], "we");
	size_t len;

	assert_non_null(f);
	assert_true(fputs(in, f) >= 0 && fclose(f) == 0);
	for (argc = 0; argv[argc]; argc++)
		words[argc] = arena_strdup(p->mem, argv[argc]);
	fflush(stdout);
	fflush(stderr);
	kept[0] = divert(0, paths[0], O_RDONLY);
	kept[1] = divert(1, paths[1], O_WRONLY | O_CREAT | O_TRUNC);
	kept[2] = divert(2, paths[2], O_WRONLY | O_CREAT | O_TRUNC);
	done.status = run(&conf, argc, words);
	fflush(stdout);
	fflush(stderr);
	undivert(0, kept[0]);
	undivert(1, kept[1]);
	undivert(2, kept[2]);
	done.out = file_text(p->mem, paths[1], &len);
	done.err = file_text(p->mem, paths[2], &len);
	return done;
}

#define CALL(p, run, in, ...)                                                  \
	call(p, run, in, (const char *const[]){ __VA_ARGS__, NULL })

#endif
