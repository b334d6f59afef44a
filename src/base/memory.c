#include "src/base/memory.h"

#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static _Atomic(void (*)(void)) restore_terminal;

void memory_at_end(void (*restore)(void))
{
	atomic_store(&restore_terminal, restore);
}

static void say(const char *text)
{
	ssize_t ignored = write(STDERR_FILENO, text, strlen(text));
	(void)ignored;
}

void memory_end(const char *why)
{
	void (*restore)(void) = atomic_load(&restore_terminal);
	if (restore)
		restore();
	say("steppe: ");
	say(why);
	say("\n");
	_exit(3);
}

static _Noreturn void out_of_memory(void)
{
	memory_end("out of memory");
}

void *memory_alloc(size_t size)
{
	void *memory = malloc(size ? size : 1);
	if (!memory)
		out_of_memory();
	return memory;
}

void *memory_calloc(size_t count, size_t size)
{
	void *memory = calloc(count ? count : 1, size ? size : 1);
	if (!memory)
		out_of_memory();
	return memory;
}

void *memory_resize(void *old, size_t size)
{
	void *memory = realloc(old, size ? size : 1);
	if (!memory)
		out_of_memory();
	return memory;
}

char *memory_copy_string(const char *string)
{
	size_t size = strlen(string) + 1;
	return memcpy(memory_alloc(size), string, size);
}
