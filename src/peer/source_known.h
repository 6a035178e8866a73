/*
 * What a domain says in DNS of an issuer.  For source.c alone.
 *
 * Whoever owns the domain of an issuer's id names the issuer in a TXT record
 * of "_clarus." and the domain, one record for each issuer:
 *
 *	_clarus.college.example. TXT "issuer=https://college.example/issuer"
 */
#ifndef PEER_SOURCE_KNOWN_H
#define PEER_SOURCE_KNOWN_H

#include <stdbool.h>

#include "base/arena.h"

/* The name to be looked up for ${issuer}, in ${mem}; NULL: its id has no
 * domain. */
const char *
source_known_name(struct arena *mem, const char *issuer);

/* Do the TXT records ${lines}, one a line, name ${issuer}?  In each, words
 * are parted by blanks; "issuer=" is compared to the byte. */
bool
source_known_says(const char *lines, const char *issuer);

#endif
