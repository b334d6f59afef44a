/* sfeed's sfeedrc is a program of the shell.  Its lines
 *
 *     feed "The title" "https://example.org/feed" "https://example.org" "encoding"
 *
 * are read as the shell would read them, as far as they are plain words; nothing is run. */
#include <stdint.h>
#include <string.h>

#include "src/base/buffer.h"
#include "src/base/words.h"
#include "src/cli/import_lines.h"
#include "src/cli/import_list.h"

#define WORDS_LIMIT 8

/* Words of one command, without their quotation marks. */
struct command {
	struct foreign words[WORDS_LIMIT];
	size_t count;
	int line;
	bool is_computed; /* $variable, `command`: only the shell knows */
};

/* Text being read, and the line it is in. */
struct shell {
	struct arena *arena; /* for words */
	const char *at, *end;
	int line;
};

static bool is_at(const struct shell *shell, char byte)
{
	return shell->at < shell->end && *shell->at == byte;
}

static bool is_end_of_command(const struct shell *shell)
{
	return shell->at == shell->end || strchr("\n;&|", *shell->at) != NULL;
}

/* Over blanks, lines that go on behind a backslash, and a comment. */
static void skip_blanks(struct shell *shell)
{
	for (; shell->at < shell->end; shell->at++) {
		bool goes_on =
			is_at(shell, '\\') && shell->end - shell->at > 1 && shell->at[1] == '\n';
		if (!goes_on && !is_at(shell, ' ') && !is_at(shell, '\t') && !is_at(shell, '\r'))
			break;
		shell->at += goes_on;
		shell->line += goes_on;
	}
	if (is_at(shell, '#'))
		while (shell->at < shell->end && *shell->at != '\n')
			shell->at++;
}

static void read_word(struct shell *shell, struct buffer *out, bool *is_computed)
{
	char quote = '\0';
	for (; shell->at < shell->end; shell->at++) {
		char byte = *shell->at;
		if (quote == '\0' && strchr(" \t\r\n;&|", byte) != NULL)
			return;
		shell->line += byte == '\n';
		if (byte == quote) {
			quote = '\0';
		} else if (quote == '\0' && (byte == '"' || byte == '\'')) {
			quote = byte;
		} else if (quote != '\'' && byte == '\\' && shell->end - shell->at > 1) {
			buffer_append_char(out, *++shell->at);
		} else {
			*is_computed |= quote != '\'' && (byte == '$' || byte == '`');
			buffer_append_char(out, byte);
		}
	}
}

static void take_word(struct shell *shell, struct command *command)
{
	struct buffer word = {0};
	read_word(shell, &word, &command->is_computed);
	if (command->count < WORDS_LIMIT)
		command->words[command->count++] =
			(struct foreign){arena_copy(shell->arena, word.data, word.len), word.len};
	buffer_done(&word);
}

/* False at the end of the text. */
static bool next_command(struct shell *shell, struct command *command)
{
	*command = (struct command){.count = 0};
	while (skip_blanks(shell), shell->at < shell->end && is_end_of_command(shell)) {
		shell->line += is_at(shell, '\n');
		shell->at++;
	}
	command->line = shell->line;
	for (; !is_end_of_command(shell); skip_blanks(shell))
		take_word(shell, command);
	return command->count > 0;
}

static bool is_function(const struct command *command)
{
	return foreign_holds(command->words[0], "()") ||
	       (command->count > 1 && foreign_starts_with(command->words[1], FOREIGN("()")));
}

static bool is_feeds_function(const struct command *command)
{
	struct foreign name = command->words[0];
	return is_function(command) && (foreign_equal(name, FOREIGN("feeds")) ||
					       foreign_starts_with(name, FOREIGN("feeds()")));
}

static void take_feed(struct import_list *list, const struct command *command, struct foreign where)
{
	if (command->is_computed || command->count < 3) {
		import_list_miss(list, where, _("only the shell knows this address"));
		return;
	}
	import_list_add(list,
		(struct new_feed){.title = foreign_trim(command->words[1]),
			.url = command->words[2],
			.home_page_url = command->count > 3 ? command->words[3] : FOREIGN(""),
			.folder = FOREIGN("")},
		where);
}

bool import_is_sfeed(struct foreign text)
{
	struct arena *arena = arena_new();
	bool is_sfeed = false;
	while (text.len > 0 && !is_sfeed) {
		struct foreign line = foreign_trim(import_cut_line(&text));
		struct shell shell = {arena, line.utf8, line.utf8 + line.len, 0};
		struct command command;
		is_sfeed = foreign_starts_with(line, FOREIGN("feeds")) &&
			   next_command(&shell, &command) && is_feeds_function(&command);
		arena_reset(arena);
	}
	arena_free(arena);
	return is_sfeed;
}

/* Words live as long as the list: it looks into them. */
bool import_sfeed(struct import_list *list, struct foreign text, struct error *error)
{
	struct shell shell = {list->arena, text.utf8, text.utf8 + text.len, 1};
	struct command command;
	size_t before = list->count + list->missed_count;
	while (next_command(&shell, &command)) {
		struct foreign where =
			foreign_from_string(arena_printf(list->arena, _("line %d"), command.line));
		if (foreign_equal(command.words[0], FOREIGN("feed")))
			take_feed(list, &command, where);
		else if (is_function(&command) && !is_feeds_function(&command))
			import_list_miss(list, where, _("functions of the shell are not run"));
		if (!import_list_has_room(list, before, error))
			return false;
	}
	return true;
}
