/*
 * The job of the outbox: the next letter that is due goes to the mail
 * server.  Without the setting smtp nothing waits: mail is kept to be read.
 * Called by the job process.
 */
#include "base/log.h"
#include "base/str.h"
#include "base/uri.h"
#include "cmd/cmd.h"
#include "cmd/job.h"
#include "http/smtp.h"
#include "store/mail.h"

/* The first line of the setting smtp_password_file. */
static enum result
read_password(const struct job *job, const char **out)
{
	const char *path = job->conf->smtp_password_file;

	*out = NULL;
	return str_empty(path) ? OK : cmd_read_line(job->mem, path, out);
}

static const char *
sender(const struct job *job)
{
	const struct conf *conf = job->conf;
	const char *host = uri_host(job->mem, conf->base_url);

	if (!str_empty(conf->mail_from))
		return conf->mail_from;
	return arena_printf(job->mem, "clarus@%s", host ? host : "localhost");
}

static enum result
send_one(const struct job *job, const struct mail *mail, bool *is_final)
{
	const struct conf *conf = job->conf;
	struct smtp_server server = {
		.url = conf->smtp,
		.user = str_empty(conf->smtp_user) ? NULL : conf->smtp_user,
	};
	const struct smtp_letter letter = {
		.from = sender(job),
		.from_name = conf->institution,
		.to = mail->to,
		.subject = mail->subject,
		.body = mail->body,
		.id = mail->id,
		.date = mail->created_at,
	};

	*is_final = false;
	TRY(read_password(job, &server.password));
	return smtp_send(job->mem, &server, &letter, is_final);
}

enum result
job_mail(struct job *job)
{
	struct mail mail;
	bool is_final;
	enum result r;

	if (str_empty(job->conf->smtp))
		return NOT_FOUND;
	TRY(mail_next(job->db, job->mem, &mail));
	r = send_one(job, &mail, &is_final);
	if (r == OK)
		return mail_sent(job->db, mail.id);
	log_line(LOG_WARNING, "mail %s was not sent: %s", mail.id,
		 fail_last()->text);
	return mail_missed(job->db, mail.id,
			   arena_strdup(job->mem, fail_last()->text),
			   is_final || r == INVALID);
}
