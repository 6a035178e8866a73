/*
 * The master: forks the workers, the job process and the signer, replaces the
 * dead, and ends them in an order that loses nothing.  It answers no request
 * and opens no database.  A master key that came by the environment is its
 * own memory's; it hands it to each signer through a pipe.
 */
#include <errno.h>
#include <signal.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "cmd/serve.h"
#include "store/signer_wire.h"
#include "store/tally.h"

#define SECOND 1000000
/* The longest pause before the next start: of one that ends by itself,
 * because it cannot open something; of one that a request killed. */
#define PAUSE_FAILED (5 * SECOND)
#define PAUSE_KILLED (SECOND / 50)
/* How long workers may take to finish when told to end. */
#define GRACE (20 * SECOND)
#define MAX_WORKERS 256

/* The places of the two that are there once; the others are workers. */
enum { JOB, SIGNER, FIRST_WORKER };

/* A place for a process. */
struct slot {
	pid_t pid;	  /* 0: none */
	int64_t started;  /* monotonic, microseconds */
	int64_t start_at; /* when to start the next one */
	int64_t pause;	  /* before the next start */
};

/* As the system's list of processes shows it, and the log. */
static const char *
slot_name(int index)
{
	if (index == JOB)
		return "clarus-job";
	return index == SIGNER ? "clarus-signer" : "clarus-worker";
}

struct master {
	const struct conf *conf;
	int listen_fd;
	int tally[2];
	int signer[2]; /* [0] is the signer's end */
	struct slot slots[FIRST_WORKER + MAX_WORKERS];
	int count;
	bool is_ending;
	sigset_t signals;
};

static int
worker_count(const struct conf *conf)
{
	long cores = sysconf(_SC_NPROCESSORS_ONLN);
	long long n = conf->workers;

	if (!n)
		n = cores * 2 > 4 ? cores * 2 : 4;
	return n > MAX_WORKERS ? MAX_WORKERS : (int)n;
}

/* A child's start: its own signals, and no life without the master. */
static void
become_child(pid_t parent, const char *name)
{
	sigset_t none;

	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	signal(SIGHUP, SIG_DFL);
	prctl(PR_SET_PDEATHSIG, SIGTERM);
	prctl(PR_SET_NAME, name);
	if (getppid() != parent)
		_exit(0);
}

static void
run_job(struct master *m)
{
	close(m->tally[1]);
	close(m->signer[0]);
	close(m->listen_fd);
	_exit(job_run(m->conf, m->tally[0], m->signer[1]));
}

static void
run_signer(struct master *m, int key_fd)
{
	close(m->tally[0]);
	close(m->tally[1]);
	close(m->signer[1]);
	close(m->listen_fd);
	_exit(signing_run(m->conf, m->signer[0], key_fd));
}

static void
run_worker(struct master *m)
{
	close(m->tally[0]);
	close(m->signer[0]);
	_exit(worker_run(m->conf, m->listen_fd, m->tally[1], m->signer[1]));
}

static void
run_child(struct master *m, int index, int key_fd)
{
	if (index == JOB)
		run_job(m);
	else if (index == SIGNER)
		run_signer(m, key_fd);
	else
		run_worker(m);
}

/* A pipe with the master key in it, or with nothing; its end to be read, or
 * -1. */
static int
key_pipe(const struct conf *conf)
{
	const char *key = conf->master_key ? conf->master_key : "";
	int ends[2];
	ssize_t n;

	if (pipe2(ends, O_CLOEXEC) < 0)
		return -1;
	n = write(ends[1], key, strlen(key));
	close(ends[1]);
	if (n == (ssize_t)strlen(key))
		return ends[0];
	close(ends[0]);
	return -1;
}

static void
start(struct master *m, int index)
{
	struct slot *slot = &m->slots[index];
	auto_fd key_fd = index == SIGNER ? key_pipe(m->conf) : -1;
	pid_t parent = getpid(), pid = fork();

	slot->started = clock_micros();
	if (pid == 0) {
		become_child(parent, slot_name(index));
		run_child(m, index, key_fd);
	}
	if (pid < 0) {
		log_line(LOG_ERROR, "fork failed; trying again");
		slot->start_at = slot->started + SECOND;
		return;
	}
	slot->pid = pid;
}

/* At once for one that lived; later and later for one that dies young. */
static void
plan_restart(struct slot *slot, int64_t longest)
{
	int64_t now = clock_micros();

	if (now - slot->started > SECOND)
		slot->pause = 0;
	if (slot->pause > longest)
		slot->pause = longest;
	slot->start_at = now + slot->pause;
	slot->pause = slot->pause ? slot->pause * 2 : PAUSE_KILLED;
}

static void
note_end(struct master *m, pid_t pid, int status)
{
	int i;

	for (i = 0; i < m->count && m->slots[i].pid != pid; i++)
		;
	if (i == m->count)
		return;
	m->slots[i].pid = 0;
	if (WIFSIGNALED(status))
		log_line(LOG_WARNING, "%s %d was ended by signal %d",
			 slot_name(i) + strlen("clarus-"), (int)pid,
			 WTERMSIG(status));
	plan_restart(&m->slots[i],
		     WIFSIGNALED(status) ? PAUSE_KILLED : PAUSE_FAILED);
}

static void
reap(struct master *m)
{
	int status;
	pid_t pid;

	while ((pid = waitpid(-1, &status, WNOHANG)) > 0)
		note_end(m, pid, status);
}

static void
start_due(struct master *m)
{
	int64_t now = clock_micros();
	int i;

	for (i = 0; i < m->count; i++)
		if (!m->slots[i].pid && m->slots[i].start_at <= now)
			start(m, i);
}

/* Microseconds until the next start is due; a long time if none is. */
static int64_t
next_due(const struct master *m)
{
	int64_t now = clock_micros(), wait = 60LL * SECOND, left;
	int i;

	for (i = 0; i < m->count; i++) {
		left = m->slots[i].start_at - now;
		if (!m->slots[i].pid && left < wait)
			wait = left > 0 ? left : 0;
	}
	return wait;
}

static void
tell_workers(const struct master *m, int signal_number)
{
	int i;

	for (i = FIRST_WORKER; i < m->count; i++)
		if (m->slots[i].pid)
			kill(m->slots[i].pid, signal_number);
}

static void
handle(struct master *m, int signal_number)
{
	switch (signal_number) {
	case SIGTERM:
	case SIGINT:
		m->is_ending = true;
		break;
	case SIGHUP:
		log_reopen();
		log_line(LOG_INFO, "workers are replaced");
		tell_workers(m, SIGTERM);
		break;
	default:
		break;
	}
}

static void
watch(struct master *m)
{
	struct timespec wait;
	int64_t due;
	int got;

	while (!m->is_ending) {
		start_due(m);
		due = next_due(m);
		wait.tv_sec = due / SECOND;
		wait.tv_nsec = (due % SECOND) * 1000;
		got = sigtimedwait(&m->signals, NULL, &wait);
		if (got > 0)
			handle(m, got);
		reap(m);
	}
}

static bool
workers_left(const struct master *m)
{
	int i;

	for (i = FIRST_WORKER; i < m->count; i++)
		if (m->slots[i].pid)
			return true;
	return false;
}

/* Let the workers finish what they are at, but not for ever. */
static void
end_workers(struct master *m)
{
	int64_t until = clock_micros() + GRACE;
	const struct timespec step = { .tv_nsec = 100000000 };

	tell_workers(m, SIGTERM);
	reap(m);
	while (workers_left(m)) {
		if (clock_micros() > until)
			tell_workers(m, SIGKILL);
		sigtimedwait(&m->signals, NULL, &step);
		reap(m);
	}
}

static void
wait_for(pid_t pid)
{
	while (pid && waitpid(pid, NULL, 0) < 0 && errno == EINTR)
		;
}

/* Workers first; then nobody can send a view, and the job finishes; then
 * nobody can ask for a signature. */
static void
end(struct master *m)
{
	end_workers(m);
	close(m->tally[1]);
	if (!m->slots[JOB].pid)
		start(m, JOB);
	wait_for(m->slots[JOB].pid);
	close(m->tally[0]);
	close(m->signer[1]);
	wait_for(m->slots[SIGNER].pid);
	close(m->signer[0]);
}

enum result
master_run(const struct conf *conf, int fd)
{
	struct master *m = xcalloc(1, sizeof(*m));

	m->conf = conf;
	m->listen_fd = fd;
	m->count = FIRST_WORKER + worker_count(conf);
	sigemptyset(&m->signals);
	sigaddset(&m->signals, SIGTERM);
	sigaddset(&m->signals, SIGINT);
	sigaddset(&m->signals, SIGHUP);
	sigaddset(&m->signals, SIGCHLD);
	sigprocmask(SIG_BLOCK, &m->signals, NULL);
	prctl(PR_SET_DUMPABLE, 0);
	TRY(tally_pair(m->tally));
	TRY(signer_wire_pair(m->signer));
	watch(m);
	end(m);
	free(m);
	log_line(LOG_INFO, "ended");
	return OK;
}
