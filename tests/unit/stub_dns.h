/*
 * For tests: a name server on the loopback that says what a test's table
 * says, over UDP, in a process of its own.
 */
#ifndef UNIT_STUB_DNS_H
#define UNIT_STUB_DNS_H

#include <ctype.h>
#include <stdint.h>
#include <strings.h>

#include "hostile.h"

enum stub_how {
	STUB_ANSWERS,
	STUB_SILENT, /* to this name */
	STUB_CUT,    /* sends half of it */
	STUB_REFUSES /* SERVFAIL */
};

struct stub_name {
	const char *name;  /* NULL ends the table; unknown ones do not exist */
	const char *a;	   /* "192.0.2.1 192.0.2.2", or NULL */
	const char *later; /* every second time, instead */
	const char *aaaa;
	const char *txt; /* records parted by '|', parts of one by '+' */
	enum stub_how how;
};

struct stub_message {
	unsigned char bytes[4096];
	size_t len;
	unsigned answers;
};

static inline void
stub_put(struct stub_message *m, const void *bytes, size_t len)
{
	if (m->len + len <= sizeof(m->bytes)) {
		memcpy(m->bytes + m->len, bytes, len);
		m->len += len;
	}
}

/* A record about the name that was asked for. */
static inline void
stub_record(struct stub_message *m, int type, const void *data, size_t len)
{
	const unsigned char head[] = {
		0xc0,
		12,
		0,
		(unsigned char)type,
		0,
		1,
		0,
		0,
		0,
		0,
		(unsigned char)(len >> 8),
		(unsigned char)len,
	};

	stub_put(m, head, sizeof(head));
	stub_put(m, data, len);
	m->answers++;
}

static inline void
stub_addresses(struct stub_message *m, int family, int type, const char *list)
{
	unsigned char address[16];
	char one[64];
	size_t len;

	for (; list && *list; list += len, list += strspn(list, " ")) {
		len = strcspn(list, " ");
		snprintf(one, sizeof(one), "%.*s", (int)len, list);
		if (inet_pton(family, one, address) == 1)
			stub_record(m, type, address,
				    family == AF_INET ? 4 : 16);
	}
}

static inline void
stub_texts(struct stub_message *m, const char *texts)
{
	unsigned char data[2048];
	size_t len = 0, part;

	while (texts && *texts) {
		part = strcspn(texts, "|+");
		data[len++] = (unsigned char)part;
		memcpy(data + len, texts, part);
		len += part;
		texts += part;
		if (*texts != '+') {
			stub_record(m, 16, data, len);
			len = 0;
		}
		texts += *texts != '\0';
	}
}

/* The name asked for, as text; where its type stands, or 0. */
static inline size_t
stub_question(const unsigned char *bytes, size_t len, char *name)
{
	size_t at = 12, to = 0, part;

	while (at < len && (part = bytes[at]) != 0 && to + part < 250) {
		memcpy(name + to, bytes + at + 1, part);
		to += part;
		name[to++] = '.';
		at += part + 1;
	}
	name[to ? to - 1 : 0] = '\0';
	return at + 5 <= len ? at + 1 : 0;
}

static inline void
stub_fill(struct stub_message *m, const struct stub_name *row, unsigned type,
	  unsigned count)
{
	if (type == 1)
		stub_addresses(m, AF_INET, 1,
			       row->later && count % 2 ? row->later : row->a);
	if (type == 28)
		stub_addresses(m, AF_INET6, 28, row->aaaa);
	if (type == 16)
		stub_texts(m, row->txt);
}

static inline const struct stub_name *
stub_find(const struct stub_name *rows, const char *name)
{
	while (rows->name && strcasecmp(rows->name, name) != 0)
		rows++;
	return rows->name ? rows : NULL;
}

/* Turn a question into its answer; false: none is sent. */
static inline bool
stub_answer(struct stub_message *m, const struct stub_name *rows)
{
	static unsigned counts[64];
	char name[256] = "";
	size_t at = stub_question(m->bytes, m->len, name);
	const struct stub_name *row = stub_find(rows, name);
	unsigned type;

	if (!at || (row && row->how == STUB_SILENT))
		return false;
	type = m->bytes[at + 1];
	m->len = at + 4;
	if (row && row->how != STUB_REFUSES)
		stub_fill(m, row, type, type == 1 ? counts[row - rows]++ : 0);
	m->bytes[2] = 0x85;
	m->bytes[3] = !row ? 0x83 : row->how == STUB_REFUSES ? 0x82 : 0x80;
	m->bytes[6] = (unsigned char)(m->answers >> 8);
	m->bytes[7] = (unsigned char)m->answers;
	memset(m->bytes + 8, 0, 4);
	if (row && row->how == STUB_CUT)
		m->len -= (m->len - at - 4) / 2;
	return true;
}

static inline void
stub_serve(int fd, const struct stub_name *rows)
{
	struct sockaddr_in from;
	socklen_t size;
	ssize_t n;

	for (;;) {
		struct stub_message m = { .answers = 0 };

		size = sizeof(from);
		n = recvfrom(fd, m.bytes, sizeof(m.bytes), 0,
			     (struct sockaddr *)&from, &size);
		m.len = n > 0 ? (size_t)n : 0;
		if (stub_answer(&m, rows))
			(void)!sendto(fd, m.bytes, m.len, 0,
				      (struct sockaddr *)&from, size);
	}
}

static inline bool
stub_start(struct hostile *h, const struct stub_name *rows)
{
	int fd = hostile_listen("127.0.0.1", &h->port, SOCK_DGRAM);

	if (fd < 0)
		return false;
	h->pid = hostile_fork();
	if (h->pid == 0)
		stub_serve(fd, rows);
	close(fd);
	return h->pid > 0;
}

#endif
