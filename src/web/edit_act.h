/*
 * What a button of an editor's form asks for: its value is a verb and
 * mostly a JSON pointer, "add /results".
 */
#ifndef WEB_EDIT_ACT_H
#define WEB_EDIT_ACT_H

#include "web/desk.h"

/* Does ${doing}, the field "do" or NULL, ask for something else than to
 * save? */
bool
edit_act_is(const char *doing);

/*
 * Do it to ${desk}, whose form was typed with empty rows kept.  OK: the
 * form is to be shown again, or, when a reply was made (a redirect to the
 * form for something new), *${replied} is set.  INVALID: no such verb or
 * place.  TOO_BIG, BUSY, INTERNAL.
 */
enum result
edit_act(struct desk *desk, const char *doing, bool *replied) CHECKED;

#endif
