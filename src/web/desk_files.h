/*
 * Files that came with an editor's form.
 */
#ifndef WEB_DESK_FILES_H
#define WEB_DESK_FILES_H

#include "web/desk.h"

/*
 * Keep each file "POINTER@file" of ${form} that may be kept; its address
 * here becomes the value of the field POINTER.  One that may not is told
 * beside its field.  OK, BUSY, INTERNAL.
 */
enum result
desk_files_take(struct desk *desk, struct form *form) CHECKED;

#endif
