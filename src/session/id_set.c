/* A set of ids: an array and an open hash table that grows with it. */
#include "src/session/id_set.h"

#include <stdlib.h>
#include <string.h>

#include "src/base/array.h"
#include "src/base/memory.h"

static size_t slot_of(const struct id_set *set, int64_t id)
{
	size_t mask = set->slots_count - 1;
	size_t slot = (size_t)((uint64_t)id * UINT64_C(0x9E3779B97F4A7C15) >> 32) & mask;
	while (set->slots[slot] != 0 && set->slots[slot] != id)
		slot = (slot + 1) & mask;
	return slot;
}

static void make_slots(struct id_set *set, size_t slots_count)
{
	free(set->slots);
	set->slots = memory_calloc(slots_count, sizeof *set->slots);
	set->slots_count = slots_count;
	for (size_t i = 0; i < set->count; i++)
		set->slots[slot_of(set, set->items[i])] = set->items[i];
}

bool id_set_has(const struct id_set *set, int64_t id)
{
	return set->slots_count > 0 && set->slots[slot_of(set, id)] == id;
}

void id_set_add(struct id_set *set, int64_t id)
{
	if (id == 0 || id_set_has(set, id))
		return;
	if ((set->count + 1) * 2 > set->slots_count)
		make_slots(set, set->slots_count > 0 ? set->slots_count * 2 : 16);
	set->slots[slot_of(set, id)] = id;
	ARRAY_PUSH(set->items, set->count, set->capacity) = id;
}

/* The table is made once, not again at each doubling. */
static void reserve(struct id_set *set, size_t more)
{
	size_t slots = set->slots_count > 0 ? set->slots_count : 16;
	while ((set->count + more) * 2 > slots)
		slots *= 2;
	if (slots > set->slots_count)
		make_slots(set, slots);
}

void id_set_add_all(struct id_set *set, const int64_t *ids, size_t count)
{
	if (count > 0)
		reserve(set, count);
	for (size_t i = 0; i < count; i++)
		id_set_add(set, ids[i]);
}

/* Rare (a pick taken back by hand), so the table is made anew. */
void id_set_remove(struct id_set *set, int64_t id)
{
	if (!id_set_has(set, id))
		return;
	size_t kept = 0;
	for (size_t i = 0; i < set->count; i++)
		if (set->items[i] != id)
			set->items[kept++] = set->items[i];
	set->count = kept;
	make_slots(set, set->slots_count);
}

void id_set_clear(struct id_set *set)
{
	set->count = 0;
	if (set->slots != NULL)
		memset(set->slots, 0, set->slots_count * sizeof *set->slots);
}

void id_set_done(struct id_set *set)
{
	free(set->items);
	free(set->slots);
	*set = (struct id_set){0};
}
