#include "ui/keys.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct {
	const char *name;
	enum input_kind kind;
	uint32_t code;
} NAMES[] = {
	{"Down", INPUT_DOWN, 0},
	{"Up", INPUT_UP, 0},
	{"Left", INPUT_LEFT, 0},
	{"Right", INPUT_RIGHT, 0},
	{"Home", INPUT_HOME, 0},
	{"End", INPUT_END, 0},
	{"PageUp", INPUT_PAGE_UP, 0},
	{"PageDown", INPUT_PAGE_DOWN, 0},
	{"Enter", INPUT_ENTER, 0},
	{"Tab", INPUT_TAB, 0},
	{"S-Tab", INPUT_BACK_TAB, 0},
	{"Backspace", INPUT_BACKSPACE, 0},
	{"Delete", INPUT_DELETE, 0},
	{"Insert", INPUT_INSERT, 0},
	{"Esc", INPUT_ESCAPE, 0},
	{"Space", INPUT_CHARACTER, ' '},
	{"lt", INPUT_CHARACTER, '<'},
};

/* ---- reading ---- */

static uint32_t take_character(const char **at)
{
	const unsigned char *bytes = (const unsigned char *)*at;
	int more = bytes[0] >= 0xF0 ? 3 : bytes[0] >= 0xE0 ? 2 : bytes[0] >= 0xC0 ? 1 : 0;
	uint32_t character = more == 0 ? bytes[0] : bytes[0] & (0x3Fu >> more);
	*at += 1;
	for (int i = 0; i < more && (**at & 0xC0) == 0x80; i++, ++*at)
		character = (character << 6) | ((unsigned char)**at & 0x3F);
	return character;
}

static bool key_by_name(struct key *key, const char *name, size_t len)
{
	if (len > 2 && (strncmp(name, "A-", 2) == 0 || strncmp(name, "C-", 2) == 0)) {
		const char *at = name + 2;
		key->kind = INPUT_CHARACTER;
		key->code = take_character(&at);
		key->alt = name[0] == 'A';
		key->control = name[0] == 'C';
		return at == name + len;
	}
	if (len >= 2 && name[0] == 'F') {
		key->kind = INPUT_FUNCTION;
		key->code = (uint32_t)strtoul(name + 1, NULL, 10);
		return key->code >= 1 && key->code <= 63;
	}
	for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
		if (strlen(NAMES[i].name) == len && strncmp(NAMES[i].name, name, len) == 0) {
			*key = (struct key){.kind = NAMES[i].kind, .code = NAMES[i].code};
			return true;
		}
	return false;
}

bool key_take(struct key *key, const char **at)
{
	*key = (struct key){0};
	const char *end = **at == '<' && (*at)[1] ? strchr(*at + 1, '>') : NULL;
	if (end && key_by_name(key, *at + 1, (size_t)(end - *at - 1))) {
		*at = end + 1;
		return true;
	}
	if (end)
		return false;
	key->kind = INPUT_CHARACTER;
	key->control = **at == '^' && (*at)[1] != '\0';
	*at += key->control ? 1 : 0;
	key->code = take_character(at);
	if (key->control && key->code >= 'A' && key->code <= 'Z')
		key->code += 'a' - 'A';
	return true;
}

struct input key_input(const struct key *key)
{
	return (struct input){
		.kind = key->kind, .code = key->code, .control = key->control, .alt = key->alt};
}

struct key key_of(const struct input *input)
{
	return (struct key){input->kind, input->code, input->control, input->alt};
}

bool key_is(const struct key *key, const struct input *input)
{
	return key->kind == input->kind && key->code == input->code &&
	       key->control == input->control && key->alt == input->alt;
}

/* ---- keyboards ---- */

struct input key_by_place(const struct input *input)
{
	static const char CYRILLIC[] = "йцукенгшщзхъфывапролджэячсмитьбюё"
				       "ЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮЁ"
				       "өһӨҺ";
	static const char LATIN[] = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`"
				    "QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>~"
				    "-=_+";
	struct input found = *input;
	const char *at = CYRILLIC;
	for (size_t i = 0; LATIN[i]; i++)
		if (take_character(&at) == input->code && input->kind == INPUT_CHARACTER)
			found.code = (unsigned char)LATIN[i];
	return found;
}

/* ---- writing ---- */

size_t key_encode(uint32_t code, char bytes[4])
{
	size_t len = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
	for (size_t i = len - 1; i > 0; i--, code >>= 6)
		bytes[i] = (char)(0x80 | (code & 0x3F));
	bytes[0] = (char)(len == 1 ? code : (0xF0u << (4 - len) & 0xFF) | code);
	return len;
}

static const char *special_name(const struct key *key)
{
	for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
		if (NAMES[i].kind == key->kind && NAMES[i].code == key->code && key->code != '<')
			return NAMES[i].name;
	return NULL;
}

void key_append_name(const struct key *key, char *out, size_t size)
{
	size_t used = strlen(out);
	const char *name = special_name(key);
	char bytes[5] = {0};
	uint32_t code = key->control ? key->code - 'a' + 'A' : key->code;
	if (!name && key->kind == INPUT_CHARACTER)
		key_encode(code, bytes);
	if (key->kind == INPUT_FUNCTION)
		snprintf(out + used, size - used, "F%u", (unsigned)key->code);
	else
		snprintf(out + used, size - used, "%s%s%s", key->alt ? "A-" : "",
			key->control && !name ? "^" : "", name ? name : bytes);
}
