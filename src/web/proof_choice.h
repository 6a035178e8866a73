/*
 * Choosing how others can tell that something is genuine, before it is
 * published.
 */
#ifndef WEB_PROOF_CHOICE_H
#define WEB_PROOF_CHOICE_H

#include "store/version.h"
#include "web/web.h"

/* The choice for some items, which is one for all of them. */
struct proof_choice {
	const char *name;	       /* of the form's field: "proof" */
	const struct item_list *items; /* those it does not apply to are
					  passed over */
	bool is_parts; /* they are published with something else: those that
			  say how by themselves are passed over, too */
};

/*
 * Fill Proof.NAME of ${hdf} if there is anything to choose: .count of items,
 * .issuer, the name of who signs if it is one for all, and .option.N with
 * .slug ("signed", "hosted", "none", "draft": as each says itself), .value,
 * .chosen, .why (it cannot be chosen; a sentence), .keys (the address where
 * the missing key is made, for those who may) and .clr (there is a record
 * among them).  What ${form} says is chosen, if it can be; else Signed if
 * there is a key, Hosted, but for a record, nothing, in this order; but what
 * an item says already stays.  OK, BUSY, INTERNAL.
 */
enum result
proof_choice_fill(struct ctx *ctx, struct _hdf *hdf,
		  const struct proof_choice *choice) CHECKED;

/* What the form says in its field ${name}. */
enum version_proof
proof_choice_read(struct ctx *ctx, const char *name);

#endif
