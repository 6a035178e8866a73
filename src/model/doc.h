/*
 * The data-model manual, printed from the tables.
 */
#ifndef MODEL_DOC_H
#define MODEL_DOC_H

#include <stdio.h>

/* Print the whole manual as Markdown: every class with its "What is
 * this?", every property with type, number, label and help, every list. */
void
doc_print(FILE *to);

#endif
