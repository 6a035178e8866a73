/*
 * Serving: how it was started, the processes, their ends.
 */
#ifndef CMD_SERVE_H
#define CMD_SERVE_H

#include "base/conf.h"

/*
 * Keep ${conf}->workers workers, one job process and one signer running on
 * the listening socket ${fd} until SIGTERM or SIGINT.  A process that dies is
 * replaced at once; one that dies again within a second, after a pause
 * that grows to five seconds.  SIGHUP opens the log anew and replaces the
 * workers one by one after their current request.
 * At the end the workers finish their requests, then the job process
 * writes the last views, then the signer ends.  Returns when all are gone.
 */
enum result
master_run(const struct conf *conf, int fd) CHECKED;

/* A worker's life: answer requests on ${fd} until told to end.  Views are
 * told over ${tally_fd}, signatures asked for over ${signer_fd}.  Returns the
 * exit status. */
int
worker_run(const struct conf *conf, int fd, int tally_fd, int signer_fd);

/* Plain CGI: answer one request.  Returns the exit status. */
int
worker_run_once(const struct conf *conf);

/* The job process: gathers views from ${tally_fd} until every sender is
 * gone, and asks for signatures over ${signer_fd}.  Returns the exit
 * status. */
int
job_run(const struct conf *conf, int tally_fd, int signer_fd);

/* The signer: answers what is asked over ${channel} until everybody who could
 * ask is gone.  The master key is read from ${key_fd}, at most SIGNING_KEY
 * bytes with the NUL; nothing there: it is in a file.  Returns the exit
 * status. */
enum { SIGNING_KEY = 256 };
int
signing_run(const struct conf *conf, int channel, int key_fd);

#endif
