#include "ui/typed_ahead.h"

#include <stdlib.h>
#include <string.h>

#include "src/base/memory.h"

void typed_ahead_add(struct typed_ahead *ahead, const struct input *input)
{
	if (ahead->count == TYPED_AHEAD_LIMIT)
		return;
	struct input *kept = &ahead->inputs[ahead->count++];
	*kept = *input;
	kept->paste = NULL;
	if (input->kind != INPUT_PASTE)
		return;
	char *paste = memory_alloc(input->paste_len + 1);
	memcpy(paste, input->paste, input->paste_len);
	kept->paste = paste;
}

struct input typed_ahead_take(struct typed_ahead *ahead)
{
	struct input oldest = ahead->inputs[0];
	ahead->count--;
	memmove(ahead->inputs, ahead->inputs + 1, ahead->count * sizeof *ahead->inputs);
	return oldest;
}

void typed_ahead_forget(struct typed_ahead *ahead)
{
	for (size_t i = 0; i < ahead->count; i++)
		free((char *)ahead->inputs[i].paste);
	ahead->count = 0;
}
