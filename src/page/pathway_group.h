/*
 * Many associations as several pictures: one for each group of achievements
 * that are joined to each other.
 */
#ifndef PAGE_PATHWAY_GROUP_H
#define PAGE_PATHWAY_GROUP_H

#include "page/pathway.h"

/* Fill ${node}.group.N, each as pathway_fill() does, the largest group
 * first; those of one size as their first achievement stands in ${p}. */
void
pathway_group_fill(struct arena *mem, struct _hdf *node,
		   const struct pathway *p);

#endif
