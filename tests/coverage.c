/*
 * For `make coverage` alone: processes that leave by _exit(), as workers and
 * the job process do, tell what they ran before they are gone.  Linked in
 * place of _exit() by -Wl,--wrap=_exit.  No part of the program.
 */
#include <gcov.h>
#include <unistd.h>

_Noreturn void
__real__exit(int status);
_Noreturn void
__wrap__exit(int status);

_Noreturn void
__wrap__exit(int status)
{
	__gcov_dump();
	__real__exit(status);
}
