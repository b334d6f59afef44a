/* Bytes that grow at the end; always NUL-terminated after the first append.
 * Embedded in its owner: start with (struct buffer){0}, end with buffer_done(). */
#ifndef STEPPE_BASE_BUFFER_H
#define STEPPE_BASE_BUFFER_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

struct buffer {
	char *data;
	size_t len;
	size_t capacity;
};

void buffer_append(struct buffer *buffer, const void *data, size_t len);
void buffer_append_string(struct buffer *buffer, const char *string);
void buffer_append_char(struct buffer *buffer, char byte);
void buffer_printf(struct buffer *buffer, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
/* Room for `more` bytes, uninitialised, at data + len; the caller moves len. */
char *buffer_reserve(struct buffer *buffer, size_t more);
/* Empty, but the memory is kept. */
void buffer_clear(struct buffer *buffer);
void buffer_done(struct buffer *buffer);
/* The memory goes to the caller, who frees it; the buffer is empty after. */
char *buffer_take(struct buffer *buffer);

#endif
