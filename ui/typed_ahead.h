/* Keys typed behind a command that waits for its list: they are for whatever it opens,
 * so they are kept as they were pressed. */
#ifndef STEPPE_UI_TYPED_AHEAD_H
#define STEPPE_UI_TYPED_AHEAD_H

#include "ui/input.h"

enum { TYPED_AHEAD_LIMIT = 256 };

struct typed_ahead {
	struct input inputs[TYPED_AHEAD_LIMIT]; /* oldest first; a paste's text is its own */
	size_t count;
};

/* Copies the input; past the limit it is lost. */
void typed_ahead_add(struct typed_ahead *ahead, const struct input *input);
/* The oldest one, whose paste is freed by the caller; there must be one. */
struct input typed_ahead_take(struct typed_ahead *ahead);
void typed_ahead_forget(struct typed_ahead *ahead);

#endif
