/* Memory that is given back all at once.  Everything that belongs to one
 * message (a feed, a document, a list window) lives in one arena; freeing the
 * arena frees the message.  Not thread safe: an arena has one owner at a time. */
#ifndef STEPPE_BASE_ARENA_H
#define STEPPE_BASE_ARENA_H

#include <stdarg.h>
#include <stddef.h>

struct arena;

struct arena *arena_new(void);
void arena_free(struct arena *arena);

/* Zeroed, aligned for any type, never NULL (see memory.h). */
void *arena_alloc(struct arena *arena, size_t size);
/* As arena_alloc() for `count` things of `size` bytes; ends the program on overflow. */
void *arena_array(struct arena *arena, size_t count, size_t size);
/* `size` bytes of things at `items` and `more` behind them, which are zero; moved, and
 * without taking room twice when nothing but texts was taken since. */
void *arena_extend(struct arena *arena, void *items, size_t size, size_t more);
/* Zeroed, for characters only: texts stand side by side. */
char *arena_text(struct arena *arena, size_t size);
/* Of the `size` bytes only `used` were needed: gives the others back when nothing
 * was taken since. */
void arena_text_ends(struct arena *arena, const char *text, size_t size, size_t used);
/* A NUL-terminated copy of `len` bytes. */
char *arena_copy(struct arena *arena, const void *data, size_t len);
char *arena_printf(struct arena *arena, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
char *arena_vprintf(struct arena *arena, const char *format, va_list arguments)
	__attribute__((format(printf, 2, 0)));

/* Forget everything but keep one block, for a loop that fills it again. */
void arena_reset(struct arena *arena);
/* `arena` will own memory that was got from malloc(). */
void arena_adopt(struct arena *arena, void *from_malloc);
/* Bytes handed out so far: for limits and tests. */
size_t arena_size(const struct arena *arena);

#endif
