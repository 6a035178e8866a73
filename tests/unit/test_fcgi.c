/*
 * Tests of http/fcgi.c: real workers on a real socket, and plain CGI.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* base/fail.h has its own */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>

#include "base/clock.h"
#include "fake_worker.h"
#include "http/fcgi.h"

/* ---- requests ---- */

static void
two_requests_in_sequence(void **state)
{
	struct worker w;

	(void)state;
	worker_begin(&w, 0);
	assert_says(ask(&w, "/", "3", "one"), "Status: 200 OK\r\n");
	assert_int_equal(worker_told(&w), 'h');
	assert_int_equal(worker_told(&w), 'a');
	assert_says(ask(&w, "/", "3", "two"), "\r\n\r\ntwo");
	assert_says(ask(&w, "/", "0", ""), "X-Served: 3\r\n");
	worker_end(&w);
}

static void
a_kept_connection_serves_again(void **state)
{
	struct worker w;
	int fd;

	(void)state;
	worker_begin(&w, 0);
	fd = fake_connect(w.path);
	assert_says(ask_on(&w, fd, "/", "one"), "\r\n\r\none");
	assert_says(ask_on(&w, fd, "/", "two"), "\r\n\r\ntwo");
	assert_says(ask_on(&w, fd, "/", "three"), "X-Served: 3\r\n");
	close(fd);
	assert_says(ask(&w, "/", "0", ""), "X-Served: 4\r\n");
	worker_end(&w);
}

static void
an_unread_body_is_not_taken_for_the_next_request(void **state)
{
	const struct timespec moment = { .tv_nsec = 20000000 };
	char text[2000];
	struct worker w;
	int fd;

	(void)state;
	worker_begin(&w, 0);
	fd = fake_connect(w.path);
	memset(text, 'x', sizeof(text));
	text[sizeof(text) - 1] = '\0';
	assert_says(ask_on(&w, fd, "/", text), "the limit is 1000 bytes");
	/* The end of the body comes after all that is stated was read. */
	assert_true(fake_head(w.mem, fd, "/", "3", true));
	assert_true(fake_record(fd, FAKE_STDIN, "two", 3));
	nanosleep(&moment, NULL);
	assert_true(fake_record(fd, FAKE_STDIN, "", 0));
	assert_says(fake_answer(w.mem, fd), "\r\n\r\ntwo");
	assert_says(ask_on(&w, fd, "/", "three"), "\r\n\r\nthree");
	/* Very much of it ends the connection. */
	assert_true(fake_head(w.mem, fd, "/", "100000", true));
	for (int i = 0; i < 50; i++)
		assert_true(fake_record(fd, FAKE_STDIN, text, 2000));
	assert_says(fake_answer(w.mem, fd), "the limit is 1000 bytes");
	assert_null(fake_answer(w.mem, fd));
	close(fd);
	worker_end(&w);
}

static void
an_idle_kept_connection_starves_nobody(void **state)
{
	struct worker w;
	int64_t start;
	int kept;

	(void)state;
	worker_begin(&w, 0);
	kept = fake_connect(w.path);
	assert_says(ask_on(&w, kept, "/", "one"), "\r\n\r\none");
	start = clock_micros();
	assert_says(ask(&w, "/", "3", "two"), "\r\n\r\ntwo");
	assert_true(clock_micros() - start < 1500000);
	assert_null(fake_answer(w.mem, kept));
	close(kept);
	/* One that the web server closed is seen too. */
	kept = fake_connect(w.path);
	assert_says(ask_on(&w, kept, "/", "one"), "\r\n\r\none");
	close(kept);
	assert_says(ask(&w, "/", "3", "two"), "X-Served: 4\r\n");
	worker_end(&w);
}

static void
a_body_longer_than_stated_is_cut(void **state)
{
	struct worker w;

	(void)state;
	worker_begin(&w, 0);
	assert_says(ask(&w, "/", "5", "hello, and more"), "\r\n\r\nhello");
	assert_null(strstr(ask(&w, "/", "5", "hello, and more"), "more"));
	assert_says(ask(&w, "/", "", "all of it"), "\r\n\r\nall of it");
	assert_says(ask(&w, "/", "5", "hell"), "4 of 5");
	assert_says(ask(&w, "/", "1001", "hell"), "the limit is 1000 bytes");
	worker_end(&w);
}

static void
a_client_that_left_does_not_end_the_worker(void **state)
{
	struct worker w;
	int fd;

	(void)state;
	worker_begin(&w, 0);
	fd = fake_connect(w.path);
	assert_true(fake_head(w.mem, fd, "/large", "0", false));
	assert_true(fake_body(fd, ""));
	assert_int_equal(worker_told(&w), 'h');
	close(fd);
	assert_int_equal(worker_told(&w), 'u');
	assert_int_equal(worker_told(&w), 'a');
	assert_says(ask(&w, "/", "2", "ok"), "X-Served: 2\r\n");
	/* And one that leaves in the middle of its body. */
	fd = fake_connect(w.path);
	assert_true(fake_head(w.mem, fd, "/", "9", false));
	assert_true(fake_record(fd, FAKE_STDIN, "half", 4));
	close(fd);
	assert_says(ask(&w, "/", "2", "ok"), "X-Served: 4\r\n");
	worker_end(&w);
}

static void
a_large_answer_arrives_whole(void **state)
{
	struct worker w;
	const char *answer;

	(void)state;
	worker_begin(&w, 0);
	answer = ask(&w, "/large", "0", "");
	assert_says(answer, "Content-Length: 4194304\r\n");
	answer = strstr(answer, "\r\n\r\n");
	assert_non_null(answer);
	assert_int_equal(strlen(answer + 4), LARGE);
	assert_int_equal(strcmp(answer + 4, large_body(w.mem)), 0);
	worker_end(&w);
}

/* Some web servers send the end of a body that is none by itself, later. */
static void
the_end_of_the_input_may_come_late(void **state)
{
	const struct timespec moment = { .tv_nsec = 50000000 };
	struct worker w;
	char rest;
	int fd;

	(void)state;
	worker_begin(&w, 0);
	fd = fake_connect(w.path);
	assert_true(fake_head(w.mem, fd, "/", "", false));
	assert_int_equal(worker_told(&w), 'h');
	nanosleep(&moment, NULL);
	assert_true(fake_record(fd, FAKE_STDIN, "", 0));
	assert_says(fake_answer(w.mem, fd), "X-Served: 1\r\n");
	assert_int_equal(read(fd, &rest, 1), 0);
	close(fd);
	worker_end(&w);
}

/* What was not read of a body does not cost the answer. */
static void
a_refused_body_is_answered(void **state)
{
	char text[2000];
	struct worker w;
	int fd;

	(void)state;
	worker_begin(&w, 0);
	fd = fake_connect(w.path);
	memset(text, 'x', sizeof(text));
	assert_true(fake_head(w.mem, fd, "/", "100000", false));
	for (int i = 0; i < 50; i++)
		assert_true(fake_record(fd, FAKE_STDIN, text, sizeof(text)));
	assert_true(fake_record(fd, FAKE_STDIN, "", 0));
	assert_says(fake_answer(w.mem, fd), "the limit is 1000 bytes");
	close(fd);
	worker_end(&w);
}

static void
broken_connections_are_passed_over(void **state)
{
	struct worker w;
	int fd;

	(void)state;
	worker_begin(&w, 0);
	fd = fake_connect(w.path);
	close(fd);
	fd = fake_connect(w.path);
	assert_int_equal(send(fd, "GET / HTTP/1.1\r\n\r\n", 18, 0), 18);
	close(fd);
	fd = fake_connect(w.path);
	assert_true(fake_record(fd, FAKE_BEGIN, "\0\1\0\0\0\0\0\0", 8));
	assert_true(fake_record(fd, FAKE_PARAMS, "\x7f\x7fshort", 7));
	close(fd);
	assert_says(ask(&w, "/", "2", "ok"), "X-Served: 1\r\n");
	worker_end(&w);
}

/* ---- the end of a worker ---- */

static void
sigterm_while_idle_ends_promptly(void **state)
{
	struct worker w;
	int64_t start;

	(void)state;
	worker_begin(&w, 0);
	assert_says(ask(&w, "/", "0", ""), "200");
	assert_int_equal(worker_told(&w), 'h');
	assert_int_equal(worker_told(&w), 'a');
	start = clock_micros();
	worker_end(&w);
	assert_true(clock_micros() - start < 5000000);
}

static void
sigterm_with_an_idle_kept_connection(void **state)
{
	const struct timespec moment = { .tv_nsec = 50000000 };
	int64_t start;
	struct worker w;
	int fd;

	(void)state;
	worker_begin(&w, 0);
	fd = fake_connect(w.path);
	assert_says(ask_on(&w, fd, "/", "one"), "\r\n\r\none");
	/* Another signal makes it neither end nor read what is not there. */
	kill(w.pid, SIGUSR1);
	nanosleep(&moment, NULL);
	start = clock_micros();
	kill(w.pid, SIGTERM);
	worker_ends(w.pid);
	assert_true(clock_micros() - start < 5000000);
	assert_null(fake_answer(w.mem, fd));
	close(fd);
	worker_clean(&w);
}

static void
sigterm_during_a_request_lets_it_finish(void **state)
{
	struct worker w;
	int fd;

	(void)state;
	worker_begin(&w, 0);
	fd = fake_connect(w.path);
	assert_true(fake_head(w.mem, fd, "/slow", "4", false));
	assert_true(fake_body(fd, "done"));
	assert_int_equal(worker_told(&w), 'h');
	kill(w.pid, SIGTERM);
	assert_says(fake_answer(w.mem, fd), "\r\n\r\ndone");
	close(fd);
	worker_ends(w.pid);
	assert_int_equal(worker_told(&w), 'a');
	worker_clean(&w);
}

static void
sigterm_during_the_body_does_not_cut_it(void **state)
{
	const struct timespec moment = { .tv_nsec = 50000000 };
	struct worker w;
	int fd;

	(void)state;
	worker_begin(&w, 0);
	fd = fake_connect(w.path);
	assert_true(fake_head(w.mem, fd, "/", "8", false));
	assert_true(fake_record(fd, FAKE_STDIN, "half", 4));
	assert_int_equal(worker_told(&w), 'h');
	kill(w.pid, SIGTERM);
	nanosleep(&moment, NULL);
	assert_true(fake_body(fd, "full"));
	assert_says(fake_answer(w.mem, fd), "\r\n\r\nhalffull");
	close(fd);
	worker_ends(w.pid);
	worker_clean(&w);
}

static void
a_worker_ends_after_its_last_request(void **state)
{
	struct worker w;

	(void)state;
	worker_begin(&w, 2);
	assert_says(ask(&w, "/", "0", ""), "X-Served: 1\r\n");
	assert_says(ask(&w, "/", "0", ""), "X-Served: 2\r\n");
	worker_ends(w.pid);
	worker_clean(&w);
}

static void
stop_ends_after_the_current_request(void **state)
{
	struct worker w;

	(void)state;
	worker_begin(&w, 0);
	assert_says(ask(&w, "/stop", "3", "bye"), "\r\n\r\nbye");
	worker_ends(w.pid);
	worker_clean(&w);
}

static void
workers_share_a_socket(void **state)
{
	struct worker w;
	pid_t second;
	int slow;

	(void)state;
	worker_begin(&w, 0);
	second = worker_fork(&w, 0);
	slow = fake_connect(w.path);
	assert_true(fake_head(w.mem, slow, "/slow", "4", false));
	assert_true(fake_body(slow, "slow"));
	assert_int_equal(worker_told(&w), 'h');
	for (int i = 0; i < 10; i++)
		assert_says(ask(&w, "/", "4", "fast"), "\r\n\r\nfast");
	assert_says(fake_answer(w.mem, slow), "\r\n\r\nslow");
	close(slow);
	kill(second, SIGTERM);
	worker_ends(second);
	worker_end(&w);
}

static void
serving_from_no_socket_is_internal(void **state)
{
	pid_t pid = fork();
	int status;

	(void)state;
	if (pid == 0) {
		int null = open("/dev/null", O_RDONLY);

		exit(fcgi_serve(-1, 0, app_handle, NULL, NULL) != INTERNAL ||
		     fcgi_serve(null, 0, app_handle, NULL, NULL) != INTERNAL);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
}

/* Serve while this process may open only ${more} further descriptors. */
static enum result
serve_with_descriptors(const struct worker *w, int more)
{
	int next = dup(STDERR_FILENO);
	struct rlimit limit;
	enum result res;

	close(next);
	alarm(30);
	getrlimit(RLIMIT_NOFILE, &limit);
	limit.rlim_cur = (rlim_t)(next + more);
	setrlimit(RLIMIT_NOFILE, &limit);
	res = fcgi_serve(w->fd, 0, app_handle, NULL, NULL);
	if (!more)
		res = fcgi_listen(w->path, 0600, &next) == INTERNAL &&
				      fcgi_listen("/tmp/fcgi-none", 0600,
						  &next) == INTERNAL
			      ? res
			      : OK;
	/* The tools that watch the test open files at its end. */
	limit.rlim_cur = limit.rlim_max;
	setrlimit(RLIMIT_NOFILE, &limit);
	return res;
}

static void
without_descriptors_is_internal(void **state)
{
	struct worker w;
	int status, fd;
	pid_t pid;

	(void)state;
	worker_begin(&w, 1);
	pid = fork();
	if (pid == 0)
		exit(serve_with_descriptors(&w, 0) != INTERNAL);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
	assert_says(ask(&w, "/", "0", ""), "200");
	worker_ends(w.pid);
	/* Enough to wait, but not to accept. */
	fd = fake_connect(w.path);
	pid = fork();
	if (pid == 0)
		exit(serve_with_descriptors(&w, 1) != INTERNAL ||
		     !strstr(fail_last()->text, "accept"));
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
	close(fd);
	worker_clean(&w);
}

/* ---- listening ---- */

static void
listen_replaces_the_dead_but_not_the_living(void **state)
{
	char dir[] = "/tmp/fcgi-XXXXXX";
	auto_arena mem = arena_new();
	struct stat st;
	char *path;
	int fd, other;

	(void)state;
	assert_non_null(mkdtemp(dir));
	path = arena_printf(mem, "%s/socket", dir);
	assert_int_equal(fcgi_listen(path, 0660, &fd), OK);
	assert_int_equal(stat(path, &st), 0);
	assert_true(S_ISSOCK(st.st_mode));
	assert_int_equal(st.st_mode & 0777, 0660);
	assert_int_equal(fcgi_listen(path, 0660, &other), CONFLICT);
	assert_non_null(strstr(fail_last()->text, path));
	close(fd);
	assert_int_equal(fcgi_listen(path, 0600, &fd), OK);
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	close(fd);
	unlink(path);
	/* A file that is no socket is never removed. */
	fd = open(path, O_CREAT | O_WRONLY, 0600);
	close(fd);
	assert_int_equal(fcgi_listen(path, 0660, &fd), CONFLICT);
	assert_int_equal(unlink(path), 0);
	assert_int_equal(rmdir(dir), 0);
	assert_int_equal(fcgi_listen(path, 0660, &fd), INTERNAL);
	path = arena_printf(mem, "/tmp/%0120d", 1);
	assert_int_equal(fcgi_listen(path, 0660, &fd), INVALID);
	assert_non_null(strstr(fail_last()->text, "107 bytes"));
}

/* Is ${fd} taken for a listening socket, as descriptor 0? */
static bool
is_inherited_as(int fd)
{
	int saved = dup(STDIN_FILENO);
	bool is;

	dup2(fd, STDIN_FILENO);
	is = fcgi_is_inherited();
	dup2(saved, STDIN_FILENO);
	close(saved);
	return is;
}

static void
an_inherited_socket_is_known(void **state)
{
	char path[] = "/tmp/fcgi-XXXXXX";
	int fd = mkstemp(path), pair[2];

	(void)state;
	assert_false(is_inherited_as(fd));
	close(fd);
	unlink(path);
	assert_int_equal(fcgi_listen(path, 0600, &fd), OK);
	assert_true(is_inherited_as(fd));
	close(fd);
	unlink(path);
	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, pair), 0);
	assert_false(is_inherited_as(pair[0]));
	close(pair[0]);
	close(pair[1]);
}

/* ---- plain CGI ---- */

/* Run a CGI process on these descriptors; what it told is in ${told}. */
static pid_t
cgi_fork(int in, int out, const int told[2])
{
	struct app app = { .told = told[1] };
	pid_t pid = fork();

	if (pid)
		return pid;
	alarm(30);
	setenv("REQUEST_METHOD", "POST", 1);
	setenv("REQUEST_URI", "/cgi", 1);
	setenv("CONTENT_LENGTH", "5", 1);
	dup2(in, STDIN_FILENO);
	dup2(out, STDOUT_FILENO);
	close(out);
	exit(fcgi_serve_cgi(app_handle, app_after, &app) != OK);
}

static void
cgi_answers_one_request(void **state)
{
	char answer[1000] = "", what[2] = "";
	int in[2], out[2], told[2];
	size_t len = 0;
	ssize_t n;
	pid_t pid;

	(void)state;
	assert_int_equal(pipe(in) | pipe(out) | pipe(told), 0);
	pid = cgi_fork(in[0], out[1], told);
	close(out[1]);
	assert_int_equal(write(in[1], "hello, and more", 15), 15);
	while ((n = read(out[0], answer + len, sizeof(answer) - 1 - len)) > 0)
		len += (size_t)n;
	assert_says(answer, "Status: 200 OK\r\n");
	assert_says(answer, "\r\n\r\nhello");
	assert_null(strstr(answer, "more"));
	worker_ends(pid);
	assert_int_equal(read(told[0], what, 2), 2);
	assert_memory_equal(what, "ha", 2);
	for (int i = 0; i < 2; i++) {
		close(told[i]);
		close(in[i]);
	}
	close(out[0]);
}

static void
cgi_without_a_reader_is_upstream(void **state)
{
	int in[2], out[2], told[2];
	char what[3];
	pid_t pid;

	(void)state;
	assert_int_equal(pipe(in) | pipe(out) | pipe(told), 0);
	close(out[0]);
	pid = cgi_fork(in[0], out[1], told);
	close(out[1]);
	assert_int_equal(write(in[1], "hello", 5), 5);
	worker_ends(pid);
	assert_int_equal(read(told[0], what, 3), 3);
	assert_memory_equal(what, "hua", 3);
	for (int i = 0; i < 2; i++) {
		close(told[i]);
		close(in[i]);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(two_requests_in_sequence),
		cmocka_unit_test(a_kept_connection_serves_again),
		cmocka_unit_test(
			an_unread_body_is_not_taken_for_the_next_request),
		cmocka_unit_test(an_idle_kept_connection_starves_nobody),
		cmocka_unit_test(a_body_longer_than_stated_is_cut),
		cmocka_unit_test(a_client_that_left_does_not_end_the_worker),
		cmocka_unit_test(a_large_answer_arrives_whole),
		cmocka_unit_test(the_end_of_the_input_may_come_late),
		cmocka_unit_test(a_refused_body_is_answered),
		cmocka_unit_test(broken_connections_are_passed_over),
		cmocka_unit_test(sigterm_while_idle_ends_promptly),
		cmocka_unit_test(sigterm_with_an_idle_kept_connection),
		cmocka_unit_test(sigterm_during_a_request_lets_it_finish),
		cmocka_unit_test(sigterm_during_the_body_does_not_cut_it),
		cmocka_unit_test(a_worker_ends_after_its_last_request),
		cmocka_unit_test(stop_ends_after_the_current_request),
		cmocka_unit_test(workers_share_a_socket),
		cmocka_unit_test(serving_from_no_socket_is_internal),
		cmocka_unit_test(without_descriptors_is_internal),
		cmocka_unit_test(listen_replaces_the_dead_but_not_the_living),
		cmocka_unit_test(an_inherited_socket_is_known),
		cmocka_unit_test(cgi_answers_one_request),
		cmocka_unit_test(cgi_without_a_reader_is_upstream),
	};

	alarm(120);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
