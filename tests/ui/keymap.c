/* The tables of keys against what the contract promises (promised.keys) and against the
 * table of commands.  What a key does when it is pressed: tests/e2e/keys.py. */
#include "ui/keymap.h"

#include <stdio.h>
#include <stdlib.h>

#include "src/session/commands.h"
#include "tests/lib/check.h"
#include "ui/keys.h"

enum { VIEWS = 3, MOST_WORDS = 8 };

/* Splits at blanks, in place. */
static size_t words_of(char *text, char *words[MOST_WORDS])
{
	size_t count = 0;
	for (char *word = strtok(text, " "); word; word = strtok(NULL, " ")) {
		assert_true(count < MOST_WORDS);
		words[count++] = word;
	}
	return count;
}

/* The command of a sequence of keys, "" when there is none. */
static const char *command_of(const struct keymap *keymap, enum view view, const char *keys)
{
	struct input pressed[KEYMAP_SEQUENCE_LIMIT];
	size_t count = 0;
	const char *command = "";
	while (*keys) {
		struct key key;
		assert_true(count < KEYMAP_SEQUENCE_LIMIT && key_take(&key, &keys));
		pressed[count++] = key_input(&key);
	}
	return keymap_find(keymap, view, pressed, count, &command) == KEYMAP_COMMAND ? command : "";
}

/* One line of promised.keys; how many of its keys run something else. */
static int check_row(const struct keymap *keymap, char *line)
{
	static const enum view COLUMNS[VIEWS] = {VIEW_TREE, VIEW_LIST, VIEW_ARTICLE};
	char *cells[VIEWS + 1], *keys[MOST_WORDS], *commands[MOST_WORDS];
	int wrong = 0;
	for (size_t i = 0; i <= VIEWS; i++) {
		cells[i] = line;
		char *end = strstr(line, " :: ");
		assert_true((end == NULL) == (i == VIEWS));
		if (end) {
			*end = '\0';
			line = end + strlen(" :: ");
		}
	}
	size_t count = words_of(cells[0], keys);
	for (size_t view = 0; view < VIEWS; view++) {
		size_t given = words_of(cells[view + 1], commands);
		assert_true(given == count || given == 1);
		for (size_t i = 0; i < count; i++) {
			const char *promised = commands[given == 1 ? 0 : i];
			const char *found = command_of(keymap, COLUMNS[view], keys[i]);
			if (strcmp(promised, "-") == 0 || strcmp(promised, found) == 0)
				continue;
			print_error("%s in column %zu runs \"%s\", not %s\n", keys[i], view + 1,
				found, promised);
			wrong++;
		}
	}
	return wrong;
}

static void promises(void **state)
{
	(void)state;
	char path[4096], line[512];
	int wrong = 0, rows = 0;
	snprintf(path, sizeof path, "%s/tests/ui/promised.keys", getenv("SRCDIR"));
	FILE *file = fopen(path, "r");
	assert_non_null(file);
	struct keymap *keymap = keymap_new();
	while (fgets(line, sizeof line, file)) {
		line[strcspn(line, "\n")] = '\0';
		if (line[0] == '#')
			continue;
		wrong += check_row(keymap, line);
		rows++;
	}
	keymap_free(keymap);
	fclose(file);
	assert_int_equal(wrong, 0);
	assert_true(rows > 30);
}

/* ---- the maps themselves ---- */

static enum view view_of(char letter)
{
	return letter == 't'   ? VIEW_TREE
	       : letter == 'l' ? VIEW_LIST
	       : letter == 'a' ? VIEW_ARTICLE
			       : VIEW_SHEET;
}

/* How many keys of a table run what is no command, or none of that view. */
static int dead_keys(const struct keymap *keymap, const char *name, const char *table)
{
	int dead = 0;
	for (const struct keymap_row *row = keymap_table(table); row->keys; row++)
		for (const char *letter = row->views; *letter; letter++) {
			const char *line = command_of(keymap, view_of(*letter), row->keys);
			const struct command *command =
				command_find((struct foreign){line, strcspn(line, " ")});
			if (command && command_is_in(command, view_of(*letter)))
				continue;
			print_error("%s: %s in view %c: \"%s\" does nothing there\n", name,
				row->keys, *letter, line);
			dead++;
		}
	return dead;
}

/* How many of its keys another row of the map takes. */
static int hidden_keys(const struct keymap *keymap, const char *name)
{
	int hidden = 0;
	for (const struct keymap_row *row = keymap_table(name); row->keys; row++)
		for (const char *letter = row->views; *letter; letter++) {
			const char *line = command_of(keymap, view_of(*letter), row->keys);
			if (strcmp(line, row->command) == 0)
				continue;
			print_error("%s: %s in view %c runs \"%s\", not %s\n", name, row->keys,
				*letter, line, row->command);
			hidden++;
		}
	return hidden;
}

static void nothing_is_dead_or_hidden(void **state)
{
	(void)state;
	static const char *const MAPS[] = {"steppe", "newsboat", "mutt"};
	struct keymap *keymap = keymap_new();
	int wrong = 0;
	for (size_t i = 0; i < sizeof MAPS / sizeof *MAPS; i++) {
		assert_true(keymap_choose(keymap, MAPS[i]));
		wrong += dead_keys(keymap, MAPS[i], "common") +
			 dead_keys(keymap, MAPS[i], MAPS[i]) + hidden_keys(keymap, MAPS[i]);
	}
	keymap_free(keymap);
	assert_int_equal(wrong, 0);
}

TEST_MAIN(TEST("every key of the contract runs what it promises", promises),
	TEST("every key of every map runs a command of its view, and is bound once",
		nothing_is_dead_or_hidden))
