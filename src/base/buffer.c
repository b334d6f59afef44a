#include "src/base/buffer.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "src/base/memory.h"

char *buffer_reserve(struct buffer *buffer, size_t more)
{
	size_t needed = buffer->len + more + 1;
	if (needed > buffer->capacity) {
		size_t capacity = buffer->capacity ? buffer->capacity + buffer->capacity / 2 : 64;
		buffer->capacity = capacity > needed ? capacity : needed;
		buffer->data = memory_resize(buffer->data, buffer->capacity);
	}
	return buffer->data + buffer->len;
}

void buffer_append(struct buffer *buffer, const void *data, size_t len)
{
	char *end = buffer_reserve(buffer, len);
	if (len > 0)
		memcpy(end, data, len);
	buffer->len += len;
	buffer->data[buffer->len] = '\0';
}

void buffer_append_string(struct buffer *buffer, const char *string)
{
	buffer_append(buffer, string, strlen(string));
}

void buffer_append_char(struct buffer *buffer, char byte)
{
	buffer_append(buffer, &byte, 1);
}

void buffer_printf(struct buffer *buffer, const char *format, ...)
{
	va_list arguments, again;
	va_start(arguments, format);
	va_copy(again, arguments);
	int len = vsnprintf(NULL, 0, format, arguments);
	vsnprintf(buffer_reserve(buffer, (size_t)len), (size_t)len + 1, format, again);
	buffer->len += (size_t)len;
	va_end(again);
	va_end(arguments);
}

void buffer_clear(struct buffer *buffer)
{
	buffer->len = 0;
	if (buffer->data)
		buffer->data[0] = '\0';
}

void buffer_done(struct buffer *buffer)
{
	free(buffer->data);
	*buffer = (struct buffer){0};
}

char *buffer_take(struct buffer *buffer)
{
	char *data = buffer->data ? buffer->data : memory_copy_string("");
	*buffer = (struct buffer){0};
	return data;
}
