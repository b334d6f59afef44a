/* A set of ids that remembers their order: rows that stay, rows that are picked. */
#ifndef STEPPE_SESSION_ID_SET_H
#define STEPPE_SESSION_ID_SET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Start with (struct id_set){0}, end with id_set_done(). */
struct id_set {
	int64_t *items; /* in the order of adding */
	size_t count, capacity;
	int64_t *slots; /* hash table of the same; 0 = free */
	size_t slots_count;
};

bool id_set_has(const struct id_set *set, int64_t id);
void id_set_add(struct id_set *set, int64_t id);
void id_set_add_all(struct id_set *set, const int64_t *ids, size_t count);
void id_set_remove(struct id_set *set, int64_t id);
void id_set_clear(struct id_set *set);
void id_set_done(struct id_set *set);

#endif
