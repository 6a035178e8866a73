/*
 * Is everything kept still what it was?  Every stored document is read
 * again, its hash, its columns and its signature compared with its bytes.
 */
#ifndef STORE_EXAMINE_H
#define STORE_EXAMINE_H

#include "db/db.h"
#include "model/load.h"

/* Something that is not as it was kept. */
struct examine_fault {
	const char *table; /* "record" … */
	const char *id;	   /* of the row */
	const char *words; /* what is wrong, for people */
};
typedef void
examine_tell(void *data, const struct examine_fault *fault);

/* What was looked at. */
struct examine_counts {
	long long rows;	      /* in all tables below */
	long long signatures; /* of our own keys, verified */
	long long faults;
};

/*
 * Read every row of
 *	record	    the document's hash and length; the columns made of it;
 *		    a signed one's JWS has the document as its payload
 *	import	    the file's hash
 *	version	    the document's hash; document and draft are JSON
 *	signature   the JWS's payload is the version's document, and it is
 *		    the signature of its key
 *	item	    the draft is JSON, and that of the version if it was not
 *		    changed since
 *	media	    the bytes' hash
 *	key	    the public half is a key of the bits it says
 * and the audit trail (audit_verify()), and ask the engine whether its file
 * is sound.  Each fault is told to ${tell}(${data}); texts live until it
 * returns.  OK, whatever is found.  BUSY, INTERNAL: it could not be read.
 */
enum result
examine_store(struct db *db, examine_tell *tell, void *data,
	      struct examine_counts *out) CHECKED;

#endif
