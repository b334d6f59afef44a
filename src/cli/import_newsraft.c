/* newsraft's list of feeds:
 *
 *     https://example.org/feed "The title" < reload-period 60
 *     @ A section < reload-period 30
 *     $(a command) "Its title"
 */
#include <stdint.h>
#include <string.h>

#include "src/base/words.h"
#include "src/cli/import_lines.h"
#include "src/cli/import_list.h"

#define GLOBAL_SECTION "Global" /* what stands in no other */
#define SETTING_SIGNS "<{["     /* older ones have {minutes} */

static bool begins_settings(const struct import_word *word)
{
	return !word->is_quoted && word->text.len > 0 &&
	       memchr(SETTING_SIGNS, word->text.utf8[0], strlen(SETTING_SIGNS)) != NULL;
}

static bool is_comment(struct foreign line)
{
	return line.len == 0 || line.utf8[0] == '#';
}

static bool is_section(struct foreign line)
{
	return line.len > 0 && line.utf8[0] == '@';
}

static bool is_command(struct foreign line)
{
	return foreign_starts_with(line, FOREIGN("$("));
}

/* What the words behind an address say: newsboat knows no settings, and has tags that
 * nobody needs to quote. */
static bool has_settings(struct arena *arena, struct foreign line, bool *has_titles_only)
{
	struct import_word word;
	import_next_word(arena, &line, &word);
	for (int i = 0; import_next_word(arena, &line, &word); i++) {
		if (begins_settings(&word))
			return true;
		*has_titles_only &= i == 0 && word.is_quoted && word.text.len > 0 &&
				    word.text.utf8[0] != '~' && word.text.utf8[0] != '!';
	}
	return false;
}

/* A list of titles in quotation marks alone could be newsboat's: the file's name tells. */
bool import_is_newsraft(const char *path, struct foreign text)
{
	const char *slash = strrchr(path, '/');
	bool is_named_so = strcmp(slash == NULL ? path : slash + 1, "feeds") == 0;
	bool has_titles_only = true;
	struct arena *arena = arena_new();
	bool is_sure = false;
	while (text.len > 0 && !is_sure) {
		struct foreign line = foreign_trim(import_cut_line(&text));
		is_sure = is_section(line) || is_command(line) ||
			  (!is_comment(line) && has_settings(arena, line, &has_titles_only));
		arena_reset(arena);
	}
	arena_free(arena);
	return is_sure || (is_named_so && has_titles_only);
}

static void say_settings(
	struct import_list *list, struct foreign where, const struct import_word *word)
{
	if (begins_settings(word))
		import_list_miss(list, where, _("its settings are not mapped"));
}

static struct foreign section_of(
	struct import_list *list, struct foreign line, struct foreign where)
{
	size_t len = strcspn(foreign_string(list->arena, line), SETTING_SIGNS);
	if (len < line.len)
		import_list_miss(list, where, _("its settings are not mapped"));
	struct foreign name = foreign_trim((struct foreign){line.utf8 + 1, len - 1});
	return foreign_equal(name, FOREIGN(GLOBAL_SECTION)) ? FOREIGN("") : name;
}

static void take_line(
	struct import_list *list, struct foreign line, struct foreign folder, struct foreign where)
{
	struct import_word address, word = {FOREIGN(""), false};
	import_next_word(list->arena, &line, &address);
	struct new_feed feed = {.url = address.text, .title = FOREIGN(""), .folder = folder};
	const char *why = is_command(address.text) ? _("commands that make a feed are not run")
						   : import_newsboat_refusal(address.text);
	if (why != NULL) {
		import_list_miss(list, where, why);
		return;
	}
	size_t count = list->count;
	if (import_next_word(list->arena, &line, &word) && word.is_quoted) {
		feed.title = foreign_trim(word.text);
		word.text = FOREIGN("");
		import_next_word(list->arena, &line, &word);
	}
	import_list_add(list, feed, where);
	if (list->count > count)
		say_settings(list, where, &word);
}

bool import_newsraft(struct import_list *list, struct foreign text, struct error *error)
{
	struct foreign folder = FOREIGN("");
	size_t before = list->count + list->missed_count;
	for (int number = 1; text.len > 0; number++) {
		struct foreign line = foreign_trim(import_cut_line(&text));
		const char *where = arena_printf(list->arena, _("line %d"), number);
		if (is_section(line))
			folder = section_of(list, line, foreign_from_string(where));
		else if (!is_comment(line))
			take_line(list, line, folder, foreign_from_string(where));
		if (!import_list_has_room(list, before, error))
			return false;
	}
	return true;
}
