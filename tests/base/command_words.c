/* Commands of $EDITOR and the like become words as a shell would make them, without a shell. */
#include "src/base/command_words.h"

#include <stdlib.h>

#include "tests/lib/check.h"

static const struct row {
	const char *command;
	const char *expected[6];
} rows[] = {
	{"vi", {"vi"}},
	{"  code --wait\t", {"code", "--wait"}},
	{"emacsclient -a '' -c", {"emacsclient", "-a", "", "-c"}},
	{"\"/opt/My Editor/run\" -x", {"/opt/My Editor/run", "-x"}},
	{"a\\ b 'c\\d' \"e\\\"f\"", {"a b", "c\\d", "e\"f"}},
	{"x$HOME `id` ;ls", {"x$HOME", "`id`", ";ls"}},
	{"--url=\"a b\"c", {"--url=a bc"}},
	{"'not closed", {"not closed"}},
	{"", {NULL}},
	{" \t", {NULL}},
};

static void words_as_a_shell_makes_them(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char *words[COMMAND_WORDS_ROOM];
		size_t count = command_words(words, arena, rows[i].command), wanted = 0;
		for (; rows[i].expected[wanted] != NULL; wanted++) {
			assert_true(wanted < count);
			assert_string_equal(words[wanted], rows[i].expected[wanted]);
		}
		assert_int_equal(count, wanted);
		assert_null(words[count]);
	}
	arena_free(arena);
}

static void too_many_are_cut(void **state)
{
	(void)state;
	char *words[COMMAND_WORDS_ROOM], many[400];
	struct arena *arena = arena_new();
	for (size_t i = 0; i < sizeof many; i++)
		many[i] = i % 2 == 0 ? 'x' : ' ';
	many[sizeof many - 1] = '\0';
	assert_int_equal(command_words(words, arena, many), COMMAND_WORDS_LIMIT);
	arena_free(arena);
}

static void programs_are_looked_for(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	assert_true(command_is_there(arena, "sh"));
	assert_true(command_is_there(arena, "/bin/sh"));
	assert_false(command_is_there(arena, "no-such-program-anywhere"));
	assert_false(command_is_there(arena, "/no/such/program"));
	assert_false(command_is_there(arena, ""));
	arena_free(arena);
}

TEST_MAIN(TEST("words are parted as a shell parts them", words_as_a_shell_makes_them),
	TEST("more words than there is room for are cut", too_many_are_cut),
	TEST("a program is found in PATH, or by its path", programs_are_looked_for))
