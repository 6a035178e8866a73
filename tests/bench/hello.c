/*
 * The yardstick of the bench: a FastCGI program that does nothing but
 * answer SIZE bytes.  Usage: hello SOCKET WORKERS SIZE.  No part of the
 * program; built and started by bench.mjs.
 */
#include <fcgiapp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static void
answer(FCGX_Request *request, const char *body, int size)
{
	char head[128];
	int len;

	len = snprintf(head, sizeof(head), "Status: 200 OK\r\n"
		       "Content-Type: application/json\r\n"
		       "Content-Length: %d\r\n\r\n", size);
	FCGX_PutStr(head, len, request->out);
	FCGX_PutStr(body, size, request->out);
}

static void
work(int fd, int size)
{
	char *body = malloc((size_t)size);
	FCGX_Request request;

	if (!body)
		_exit(1);
	memset(body, 'x', (size_t)size);
	FCGX_InitRequest(&request, fd, 0);
	while (FCGX_Accept_r(&request) == 0) {
		answer(&request, body, size);
		FCGX_Finish_r(&request);
	}
	_exit(0);
}

int
main(int argc, char *argv[])
{
	int fd, i, size;

	if (argc != 4 || FCGX_Init() != 0)
		return 2;
	fd = FCGX_OpenSocket(argv[1], 1024);
	if (fd < 0 || chmod(argv[1], 0666) < 0)
		return 1;
	size = (int)strtol(argv[3], NULL, 10);
	for (i = (int)strtol(argv[2], NULL, 10); i > 0; i--)
		if (fork() == 0) {
			prctl(PR_SET_PDEATHSIG, SIGTERM);
			work(fd, size);
		}
	while (wait(NULL) > 0)
		;
	return 0;
}
