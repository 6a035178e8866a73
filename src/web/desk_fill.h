/*
 * What a choice brings with it into the document.
 */
#ifndef WEB_DESK_FILL_H
#define WEB_DESK_FILL_H

#include "web/desk.h"

/* Give each association of ${desk}->doc the title of the achievement it is
 * with, where it has none or that of another one chosen before.  OK, BUSY,
 * INTERNAL. */
enum result
desk_fill(struct desk *desk) CHECKED;

#endif
