#include "src/base/arena.h"

#include <stdalign.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "src/base/memory.h"

/* Thousands of arenas hold one order or one request: blocks are small at first, and an
 * arena that holds little grows by little. */
enum { FIRST_SIZE = 512, LITTLE = 3072, BLOCK_SIZE = 16384, LARGE_SIZE = BLOCK_SIZE / 4 };

enum { ALIGN = alignof(max_align_t) };

/* Texts, which need no alignment, fill it from below, all else from above. */
struct block {
	struct block *next;
	size_t used, top, size;
	alignas(max_align_t) char data[];
};

struct adopted {
	struct adopted *next;
	void *memory;
};

struct arena {
	struct block *blocks; /* the newest first; NULL = none yet */
	struct adopted *adopted;
	size_t handed_out;
};

static struct block *block_new(size_t size, struct block *next)
{
	struct block *block = memory_alloc(sizeof *block + size);
	block->next = next;
	block->used = 0;
	block->size = size;
	block->top = size - size % ALIGN;
	return block;
}

struct arena *arena_new(void)
{
	return memory_calloc(1, sizeof(struct arena));
}

static void drop_adopted(struct arena *arena)
{
	/* The list nodes lie in the arena's own blocks. */
	for (struct adopted *one = arena->adopted; one; one = one->next)
		free(one->memory);
	arena->adopted = NULL;
}

static void drop_blocks(struct block *block)
{
	while (block) {
		struct block *next = block->next;
		free(block);
		block = next;
	}
}

void arena_free(struct arena *arena)
{
	if (!arena)
		return;
	drop_adopted(arena);
	drop_blocks(arena->blocks);
	free(arena);
}

void arena_reset(struct arena *arena)
{
	drop_adopted(arena);
	struct block *newest = arena->blocks;
	bool is_kept = newest && newest->size <= BLOCK_SIZE;
	drop_blocks(is_kept ? newest->next : newest);
	arena->blocks = is_kept ? newest : NULL;
	if (is_kept) {
		newest->next = NULL;
		newest->used = 0;
		newest->top = newest->size - newest->size % ALIGN;
	}
	arena->handed_out = 0;
}

/* Twice the last one, heads included; more where `wanted` is more. */
static struct block *next_block(const struct arena *arena, size_t wanted)
{
	struct block *last = arena->blocks;
	bool is_small = arena->handed_out < LITTLE;
	size_t whole = is_small ? FIRST_SIZE : 2 * (last->size + sizeof *last);
	while (whole < BLOCK_SIZE && whole < wanted + sizeof *last + ALIGN)
		whole *= 2;
	whole = whole < BLOCK_SIZE ? whole : BLOCK_SIZE;
	return block_new(whole - sizeof *last, last);
}

/* One with room for `size` bytes between its texts and all else. */
static struct block *block_with(struct arena *arena, size_t size)
{
	struct block *block = arena->blocks;
	if (block && block->top - block->used >= size)
		return block;
	/* A large thing gets a block of its own behind the current one,
	 * which keeps the room it still has. */
	if (block && size > LARGE_SIZE)
		return block->next = block_new(size + ALIGN, block->next);
	if (size > LARGE_SIZE)
		return arena->blocks = block_new(size + ALIGN, NULL);
	return arena->blocks = next_block(arena, size);
}

void *arena_alloc(struct arena *arena, size_t size)
{
	size_t rounded = (size + ALIGN - 1) & ~(size_t)(ALIGN - 1);
	struct block *block = block_with(arena, rounded);
	block->top -= rounded;
	arena->handed_out += rounded;
	return memset(block->data + block->top, 0, size);
}

void *arena_extend(struct arena *arena, void *items, size_t size, size_t more)
{
	struct block *block = arena->blocks;
	bool is_newest = block && size > 0 && (char *)items == block->data + block->top;
	bool has_room = is_newest && more % ALIGN == 0 && block->top - block->used >= more;
	char *larger = arena_alloc(arena, has_room ? more : size + more);
	if (size > 0)
		memmove(larger, items, size);
	if (has_room)
		memset(larger + size, 0, more);
	return larger;
}

static char *take_text(struct arena *arena, size_t size)
{
	struct block *block = block_with(arena, size);
	char *text = block->data + block->used;
	block->used += size;
	arena->handed_out += size;
	return text;
}

char *arena_text(struct arena *arena, size_t size)
{
	return memset(take_text(arena, size), 0, size);
}

void arena_text_ends(struct arena *arena, const char *text, size_t size, size_t used)
{
	struct block *block = arena->blocks;
	if (!block || text + size != block->data + block->used)
		return;
	block->used -= size - used;
	arena->handed_out -= size - used;
}

void *arena_array(struct arena *arena, size_t count, size_t size)
{
	size_t total;
	if (__builtin_mul_overflow(count, size, &total))
		total = SIZE_MAX / 2; /* fails in memory_alloc(), which ends the program */
	return arena_alloc(arena, total);
}

char *arena_copy(struct arena *arena, const void *data, size_t len)
{
	char *copy = take_text(arena, len + 1);
	if (len > 0)
		memcpy(copy, data, len);
	copy[len] = '\0';
	return copy;
}

char *arena_vprintf(struct arena *arena, const char *format, va_list arguments)
{
	va_list again;
	va_copy(again, arguments);
	int len = vsnprintf(NULL, 0, format, arguments);
	char *text = take_text(arena, (size_t)len + 1);
	vsnprintf(text, (size_t)len + 1, format, again);
	va_end(again);
	return text;
}

char *arena_printf(struct arena *arena, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	char *text = arena_vprintf(arena, format, arguments);
	va_end(arguments);
	return text;
}

void arena_adopt(struct arena *arena, void *from_malloc)
{
	struct adopted *one = arena_alloc(arena, sizeof *one);
	*one = (struct adopted){.next = arena->adopted, .memory = from_malloc};
	arena->adopted = one;
}

size_t arena_size(const struct arena *arena)
{
	return arena->handed_out;
}
