#include "ui/keymap.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "src/base/arena.h"
#include "src/base/array.h"
#include "src/base/memory.h"
#include "src/base/words.h"

struct key {
	enum input_kind kind;
	uint32_t code;
	bool control, alt;
};

struct binding {
	unsigned views; /* 1 << enum view, or-ed */
	struct key keys[KEYMAP_SEQUENCE_LIMIT];
	size_t count;
	const char *command; /* empty: the keys are free */
	bool is_own;         /* of the person, not of a shipped map */
};

struct keymap {
	struct arena *arena;
	struct binding *bindings;
	size_t count, capacity;
};

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

/* ---- reading keys ---- */

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

static bool take_key(struct key *key, const char **at)
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

bool keymap_take_input(struct input *input, const char **at)
{
	struct key key;
	if (!take_key(&key, at))
		return false;
	*input = (struct input){
		.kind = key.kind, .code = key.code, .control = key.control, .alt = key.alt};
	return true;
}

static bool keys_parse(struct binding *binding, const char *keys)
{
	binding->count = 0;
	while (*keys)
		if (binding->count == KEYMAP_SEQUENCE_LIMIT ||
			!take_key(&binding->keys[binding->count++], &keys))
			return false;
	return binding->count > 0;
}

/* ---- making the map ---- */

static unsigned views_of_letters(const char *letters)
{
	static const char LETTERS[] = {
		[VIEW_TREE] = 't', [VIEW_LIST] = 'l', [VIEW_ARTICLE] = 'a', [VIEW_SHEET] = 's'};
	unsigned views = 0;
	for (size_t i = 0; i < sizeof LETTERS; i++)
		views |= strchr(letters, LETTERS[i]) ? 1u << i : 0;
	return views;
}

static void add(struct keymap *keymap, struct binding binding)
{
	ARRAY_PUSH(keymap->bindings, keymap->count, keymap->capacity) = binding;
}

static void add_table(struct keymap *keymap, const char *name)
{
	for (const struct keymap_row *row = keymap_table(name); row->keys; row++) {
		struct binding binding = {
			.views = views_of_letters(row->views), .command = row->command};
		if (keys_parse(&binding, row->keys))
			add(keymap, binding);
	}
}

struct keymap *keymap_new(void)
{
	struct keymap *keymap = memory_calloc(1, sizeof *keymap);
	keymap->arena = arena_new();
	keymap_choose(keymap, "steppe");
	return keymap;
}

void keymap_free(struct keymap *keymap)
{
	if (!keymap)
		return;
	arena_free(keymap->arena);
	free(keymap->bindings);
	free(keymap);
}

bool keymap_choose(struct keymap *keymap, const char *name)
{
	if (!keymap_table(name) || strcmp(name, "common") == 0)
		return false;
	struct binding *old = keymap->bindings;
	size_t old_count = keymap->count;
	keymap->bindings = NULL;
	keymap->count = keymap->capacity = 0;
	add_table(keymap, "common");
	add_table(keymap, name);
	for (size_t i = 0; i < old_count; i++)
		if (old[i].is_own)
			add(keymap, old[i]);
	free(old);
	return true;
}

bool keymap_bind(struct keymap *keymap, struct safe view, struct safe keys, struct safe command,
	struct error *error)
{
	static const char *const VIEWS[] = {"tree", "list", "article", "sheet"};
	struct binding binding = {.is_own = true};
	const char *name = safe_string(keymap->arena, view);
	for (size_t i = 0; i < sizeof VIEWS / sizeof *VIEWS; i++)
		if (strcmp(name, VIEWS[i]) == 0 || strcmp(name, "all") == 0)
			binding.views |= 1u << i;
	if (binding.views == 0)
		return error_set(error, ERROR_CONFIG,
			_("“%s” is no view: write tree, list, article, sheet or all"), name);
	if (!keys_parse(&binding, safe_string(keymap->arena, keys)))
		return error_set(error, ERROR_CONFIG,
			_("“%s” is no key: write a character, ^X, or a name such as <Space>"),
			safe_string(keymap->arena, keys));
	binding.command = safe_string(keymap->arena, command);
	add(keymap, binding);
	return true;
}

/* ---- asking ---- */

static bool key_matches(const struct key *key, const struct input *input)
{
	return key->kind == input->kind && key->code == input->code &&
	       key->control == input->control && key->alt == input->alt;
}

static bool begins_with(const struct binding *binding, const struct input *keys, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (i >= binding->count || !key_matches(&binding->keys[i], &keys[i]))
			return false;
	return true;
}

enum keymap_answer keymap_find(const struct keymap *keymap, enum view view,
	const struct input *keys, size_t count, const char **command)
{
	enum keymap_answer answer = KEYMAP_NOTHING;
	for (size_t i = keymap->count; i-- > 0;) {
		const struct binding *binding = &keymap->bindings[i];
		if (!(binding->views & (1u << view)) || !begins_with(binding, keys, count))
			continue;
		if (binding->count > count) {
			answer = KEYMAP_MORE;
			continue;
		}
		*command = binding->command;
		return *binding->command ? KEYMAP_COMMAND : answer;
	}
	return answer;
}

static void append(char *out, size_t size, const char *text)
{
	size_t len = strlen(out);
	snprintf(out + len, size - len, "%s", text);
}

static void append_key(char *out, size_t size, const struct key *key)
{
	char text[16] = {0};
	for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
		if (NAMES[i].kind == key->kind && NAMES[i].code == key->code && key->code != '<')
			snprintf(text, sizeof text, "%s", NAMES[i].name);
	if (key->kind == INPUT_FUNCTION)
		snprintf(text, sizeof text, "F%u", (unsigned)key->code);
	else if (!text[0] && key->code < 0x80)
		snprintf(text, sizeof text, "%s%s%c", key->alt ? "A-" : "", key->control ? "^" : "",
			key->control ? (int)key->code - 'a' + 'A' : (int)key->code);
	append(out, size, text);
}

static bool is_current(const struct keymap *keymap, enum view view, const struct binding *binding)
{
	struct input keys[KEYMAP_SEQUENCE_LIMIT] = {0};
	for (size_t i = 0; i < binding->count; i++)
		keys[i] = (struct input){.kind = binding->keys[i].kind,
			.code = binding->keys[i].code,
			.control = binding->keys[i].control,
			.alt = binding->keys[i].alt};
	const char *command = NULL;
	return keymap_find(keymap, view, keys, binding->count, &command) == KEYMAP_COMMAND &&
	       strcmp(command, binding->command) == 0;
}

bool keymap_keys_of(
	const struct keymap *keymap, enum view view, const char *command, char *out, size_t size)
{
	out[0] = '\0';
	for (size_t i = 0; i < keymap->count; i++) {
		const struct binding *binding = &keymap->bindings[i];
		if (!(binding->views & (1u << view)) || strcmp(binding->command, command) != 0 ||
			!is_current(keymap, view, binding))
			continue;
		append(out, size, out[0] ? ", " : "");
		for (size_t k = 0; k < binding->count; k++)
			append_key(out, size, &binding->keys[k]);
	}
	return out[0] != '\0';
}
