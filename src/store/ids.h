/* A list of ids on its way from a statement to a loop that writes. */
#ifndef STEPPE_STORE_IDS_H
#define STEPPE_STORE_IDS_H

#include "src/store/statement.h"

struct id_list {
	int64_t *items;
	size_t count;
	size_t capacity;
};

/* Appends the first column of every row and ends the statement (NULL fails). */
bool ids_read(struct id_list *ids, struct statement *statement, struct error *error);
void ids_add(struct id_list *ids, int64_t id);
void ids_sort(struct id_list *ids);
/* In a sorted list. */
bool ids_have(const struct id_list *ids, int64_t id);
void ids_done(struct id_list *ids);

#endif
