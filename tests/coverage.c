/*
 * For `make coverage` alone: processes that leave by _exit(), as workers and
 * the job process do, tell what they ran before they are gone.  Linked in
 * place of _exit() by -Wl,--wrap=_exit.  No part of the program.
 */
#include <gcov.h>
#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

/* A test that lets files become no longer than so much is not to cut short
 * those of the counts.  Before libgcov writes at an ordinary end, too. */
__attribute__((destructor)) static void
allow_files(void)
{
	struct rlimit limit;

	if (getrlimit(RLIMIT_FSIZE, &limit) == 0) {
		limit.rlim_cur = limit.rlim_max;
		(void)setrlimit(RLIMIT_FSIZE, &limit);
	}
	signal(SIGXFSZ, SIG_IGN);
}

_Noreturn void
__real__exit(int status);
_Noreturn void
__wrap__exit(int status);

_Noreturn void
__wrap__exit(int status)
{
	allow_files();
	__gcov_dump();
	__real__exit(status);
}
