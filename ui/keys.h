/* Keys, and how people write them: "j", "^D", "<Space>", "<F1>", "<A-x>", "<lt>". */
#ifndef STEPPE_UI_KEYS_H
#define STEPPE_UI_KEYS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ui/input.h"

struct key {
	enum input_kind kind;
	uint32_t code; /* as in struct input */
	bool control, alt;
};

/* Reads one key and moves `*at` behind it; false when there is none of that name. */
bool key_take(struct key *key, const char **at);

/* On a Cyrillic keyboard: the key of a Latin one in the same place. */
struct input key_by_place(const struct input *input);

struct input key_input(const struct key *key);
struct key key_of(const struct input *input);
bool key_is(const struct key *key, const struct input *input);

/* Appends what people read, "Down", "^D"; what does not fit is cut. */
void key_append_name(const struct key *key, char *out, size_t size);
/* The UTF-8 of a character; how many bytes it takes. */
size_t key_encode(uint32_t code, char bytes[4]);

#endif
