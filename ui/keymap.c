#include "ui/keymap.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "src/base/arena.h"
#include "src/base/array.h"
#include "src/base/memory.h"
#include "src/base/words.h"
#include "ui/keys.h"

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

/* ---- reading keys ---- */

static bool keys_parse(struct binding *binding, const char *keys)
{
	binding->count = 0;
	while (*keys)
		if (binding->count == KEYMAP_SEQUENCE_LIMIT ||
			!key_take(&binding->keys[binding->count++], &keys))
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

static bool refuse_keys(const char *keys, struct error *error)
{
	return error_set(error, ERROR_CONFIG,
		_("“%s” is no key: write a character, ^X, or a name such as <Space>"), keys);
}

bool keymap_check(const char *keys, struct error *error)
{
	return keys_parse(&(struct binding){0}, keys) || refuse_keys(keys, error);
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
		return refuse_keys(safe_string(keymap->arena, keys), error);
	binding.command = safe_string(keymap->arena, command);
	add(keymap, binding);
	return true;
}

/* ---- asking ---- */

static bool begins_with(const struct binding *binding, const struct input *keys, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (i >= binding->count || !key_is(&binding->keys[i], &keys[i]))
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

static bool is_current(const struct keymap *keymap, enum view view, const struct binding *binding)
{
	struct input keys[KEYMAP_SEQUENCE_LIMIT] = {0};
	for (size_t i = 0; i < binding->count; i++)
		keys[i] = key_input(&binding->keys[i]);
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
		size_t len = strlen(out);
		snprintf(out + len, size - len, "%s", len > 0 ? ", " : "");
		for (size_t k = 0; k < binding->count; k++)
			key_append_name(&binding->keys[k], out, size);
	}
	return out[0] != '\0';
}
