/*
 * A report of a verification as text, for clarus verify.
 */
#ifndef CMD_CMD_VERIFY_PRINT_H
#define CMD_CMD_VERIFY_PRINT_H

#include <jansson.h>
#include <stdio.h>

/* Print ${report}, as verify_json() writes it: the verdict first, then each
 * check on a line with what it rests on below, then the parts, set in. */
void
cmd_verify_print(FILE *to, const json_t *report);

/* Print ${text} so that nothing in it acts on a terminal: '?' for control
 * characters. */
void
cmd_verify_print_text(FILE *to, const char *text);

#endif
