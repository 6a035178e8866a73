/*
 * What a process can never do, whatever happens to it: the kernel refuses it
 * from here on.
 *
 *                   worker                job              signer
 *   sockets         AF_UNIX               any              none new
 *   reads           system, templates     the same, names  system, database
 *                                         and certificates
 *   writes          data_dir, database    the same         folder of the
 *                                                          master key
 *
 * "System" is shared libraries, languages, time zones, /dev/null and what of
 * /proc is its own.  Files are held by Landlock, which a kernel may lack;
 * calls by seccomp.
 */
#ifndef CMD_SANDBOX_H
#define CMD_SANDBOX_H

#include "base/conf.h"

/*
 * For this process, for good: no core dump, no new rights, no other process
 * or program, no looking into others (ptrace, process_vm_*, /proc), no
 * mounting, no modules, no keys of the kernel, no file and no network but
 * those of the table.  Such calls answer EPERM, such files EACCES.
 * OK.  INTERNAL: this kernel has no seccomp, or refuses a rule.
 */
enum result
sandbox_worker(const struct conf *conf) CHECKED;
enum result
sandbox_job(const struct conf *conf) CHECKED;
enum result
sandbox_signer(const struct conf *conf) CHECKED;

/* Warn in the log, once, of what the processes will lack: a kernel without
 * Landlock, a master key in a folder that workers may read. */
void
sandbox_warn(const struct conf *conf);

#endif
