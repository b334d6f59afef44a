/* What Tab offers: names of commands, feeds, folders, tags, options, files, and
 * the fields of a query. */
#include "src/session/inside.h"
#include "src/session/prompt.h"

#include <glob.h>
#include <stdio.h>
#include <string.h>

#include "src/base/words.h"
#include "src/session/exchange.h"
#include "src/session/typed_tags.h"
#include "src/store/query.h"

enum { CANDIDATES = 200 };

static bool begins(const char *name, struct foreign start)
{
	return strncmp(name, start.utf8, start.len) == 0;
}

static void add_text(struct completions *out, struct foreign text, const char *detail)
{
	if (out->count < CANDIDATES)
		out->items[out->count++] = (struct completion){text, foreign_from_string(detail)};
}

static void add(struct completions *out, struct arena *arena, const char *name, const char *detail)
{
	add_text(out, foreign_from_string(arena_copy(arena, name, strlen(name))), detail);
}

static void complete_commands(
	struct session *session, struct completions *out, struct arena *arena, struct foreign start)
{
	(void)session;
	size_t count = 0;
	const struct command *commands = command_table(&count);
	for (size_t i = 0; i < count; i++)
		if (begins(commands[i].name, start))
			add(out, arena, commands[i].name, _(commands[i].help));
}

/* What would do something in this view. */
static void complete_commands_here(
	struct session *session, struct completions *out, struct arena *arena, struct foreign start)
{
	size_t count = 0;
	const struct command *commands = command_table(&count);
	for (size_t i = 0; i < count; i++)
		if (begins(commands[i].name, start) &&
			command_is_in(&commands[i], session_view(session)))
			add(out, arena, commands[i].name, _(commands[i].help));
}

/* "(off) one column, no boxes": what it is now, and what it is for. */
static const char *option_detail(
	const struct session *session, struct arena *arena, const struct option *option)
{
	char value[80];
	option_show(&session->options, option, value, sizeof value);
	return value[0] == '\0' ? _(option->help)
				: arena_printf(arena, "(%s) %s", value, _(option->help));
}

static void complete_options(
	struct session *session, struct completions *out, struct arena *arena, struct foreign start)
{
	size_t count = 0;
	const struct option *options = option_table(&count);
	for (size_t i = 0; i < count; i++)
		if (begins(options[i].name, start))
			add(out, arena, options[i].name,
				option_detail(session, arena, &options[i]));
}

static void add_choices(
	struct completions *out, struct arena *arena, const char *choices, struct foreign start)
{
	char *rest = NULL;
	char *copy = arena_copy(arena, choices, strlen(choices));
	for (char *word = strtok_r(copy, " ", &rest); word != NULL;
		word = strtok_r(NULL, " ", &rest))
		if (begins(word, start))
			add(out, arena, word, "");
}

static void complete_sorts(
	struct session *session, struct completions *out, struct arena *arena, struct foreign start)
{
	(void)session;
	add_choices(out, arena, "-date date feed title", start);
}

/* 0: it begins so; 1: one of its words does; 2: neither. */
static int distance(struct arena *arena, struct foreign name, struct foreign folded_start)
{
	struct foreign folded = foreign_fold(arena, name);
	if (foreign_starts_with(folded, folded_start))
		return 0;
	for (size_t i = 1; i < folded.len; i++) {
		struct foreign rest = {folded.utf8 + i, folded.len - i};
		if ((folded.utf8[i - 1] == ' ' || folded.utf8[i - 1] == '/') &&
			foreign_starts_with(rest, folded_start))
			return 1;
	}
	return 2;
}

/* Those that begin with what was typed, then those in which a word does. */
static void add_nearest(struct completions *out, struct arena *arena, struct foreign_list names,
	struct foreign start)
{
	struct foreign folded = foreign_fold(arena, start);
	for (int wanted = 0; wanted <= 1; wanted++)
		for (size_t i = 0; i < names.count; i++)
			if (distance(arena, names.items[i], folded) == wanted)
				add_text(out, names.items[i], "");
}

static struct foreign_list feed_titles(const struct session *session, struct arena *arena)
{
	const struct subscriptions *all = &session->inside->tree.subscriptions;
	struct foreign_list titles = {
		arena_array(arena, all->feeds_count, sizeof *titles.items), 0};
	for (size_t i = 0; i < all->feeds_count; i++)
		if (all->feeds[i].title.len > 0)
			titles.items[titles.count++] = all->feeds[i].title;
	return titles;
}

static struct foreign_list folder_paths(const struct session *session, struct arena *arena)
{
	const struct subscriptions *all = &session->inside->tree.subscriptions;
	struct foreign_list paths = {
		arena_array(arena, all->folders_count, sizeof *paths.items), 0};
	for (size_t i = 0; i < all->folders_count; i++)
		paths.items[paths.count++] = store_folder_path(arena, all, all->folders[i].id);
	return paths;
}

static void complete_feeds(
	struct session *session, struct completions *out, struct arena *arena, struct foreign start)
{
	add_nearest(out, arena, feed_titles(session, arena), start);
}

static void complete_folders(
	struct session *session, struct completions *out, struct arena *arena, struct foreign start)
{
	add_nearest(out, arena, folder_paths(session, arena), start);
}

static void complete_places(
	struct session *session, struct completions *out, struct arena *arena, struct foreign start)
{
	complete_folders(session, out, arena, start);
	complete_feeds(session, out, arena, start);
}

/* "politics us ": these two need no third time. */
static bool stands_in_prompt(const struct session *session, struct foreign name)
{
	struct foreign text = {session->prompt.text.utf8, session->prompt.text.len};
	struct typed_tag tag;
	for (size_t at = 0; typed_tag_take(&tag, text, &at);)
		if (foreign_equal(tag.name, name))
			return true;
	return false;
}

/* A feed's tags are words, so those of several are not for it. */
static void complete_tags(
	struct session *session, struct completions *out, struct arena *arena, struct foreign start)
{
	bool takes_words = session->prompt.kind == PROMPT_FEED_FOLDER;
	struct foreign_list found = {0};
	store_complete(&found, arena, session->inside->reader, "tag", start, NULL);
	for (size_t i = 0; i < found.count; i++) {
		struct foreign name = found.items[i];
		if (!stands_in_prompt(session, name) && !(takes_words && foreign_holds(name, " ")))
			add_text(out, typed_tag_write(arena, name), "");
	}
}

static void complete_files(
	struct session *session, struct completions *out, struct arena *arena, struct foreign start)
{
	(void)session;
	glob_t found = {0};
	const char *pattern = arena_printf(arena, "%.*s*", (int)start.len, start.utf8);
	if (glob(pattern, GLOB_MARK | GLOB_TILDE, NULL, &found) == 0)
		for (size_t i = 0; i < found.gl_pathc; i++)
			if (bytes_are_utf8(
				    (struct bytes){found.gl_pathv[i], strlen(found.gl_pathv[i])}))
				add(out, arena, found.gl_pathv[i], "");
	globfree(&found);
}

static void complete_exports(
	struct session *session, struct completions *out, struct arena *arena, struct foreign start)
{
	(void)session;
	add_choices(out, arena, exchange_kinds, start);
}

typedef void complete(struct session *session, struct completions *out, struct arena *arena,
	struct foreign start);

/* After "feed:" names of feeds, and so on; before it the fields themselves. */
static void complete_query(
	struct session *session, struct completions *out, struct arena *arena, struct foreign start)
{
	static const struct {
		const char *field;
		complete *names;
	} NAMED[] = {
		{"feed:", complete_feeds}, {"folder:", complete_folders}, {"tag:", complete_tags}};
	for (size_t i = 0; i < sizeof NAMED / sizeof *NAMED; i++) {
		if (!foreign_starts_with(start, foreign_from_string(NAMED[i].field)))
			continue;
		size_t len = strlen(NAMED[i].field);
		len += start.len > len && start.utf8[len] == '"' ? 1 : 0;
		NAMED[i].names(
			session, out, arena, (struct foreign){start.utf8 + len, start.len - len});
		for (size_t j = 0; j < out->count; j++)
			out->items[j].text = foreign_from_string(
				arena_printf(arena, "%s\"%.*s\"", NAMED[i].field,
					(int)out->items[j].text.len, out->items[j].text.utf8));
		return;
	}
	add_choices(out, arena, query_vocabulary, start);
}

static complete *const by_argument[] = {
	[TAKES_QUERY] = complete_query,
	[TAKES_FEED] = complete_feeds,
	[TAKES_FOLDER] = complete_folders,
	[TAKES_PLACE] = complete_places,
	[TAKES_TAGS] = complete_tags,
	[TAKES_OPTION] = complete_options,
	[TAKES_COMMAND] = complete_commands,
	[TAKES_FILE] = complete_files,
	[TAKES_EXPORT] = complete_exports,
	[TAKES_SORT] = complete_sorts,
};

static complete *const by_prompt[] = {
	[PROMPT_SEARCH] = complete_query,
	[PROMPT_FILTER] = complete_query,
	[PROMPT_QUERY] = complete_query,
	[PROMPT_TAGS] = complete_tags,
	[PROMPT_FEED_FOLDER] = complete_folders,
	[PROMPT_NEW_FOLDER] = complete_folders,
	[PROMPT_SAVE] = complete_files,
	[PROMPT_PIPE] = complete_files,
};

/* Names of feeds and folders may hold blanks: they are completed whole. */
static bool takes_whole(complete *what)
{
	return what == complete_feeds || what == complete_folders || what == complete_places ||
	       what == complete_files;
}

static size_t last_word(struct foreign text, size_t from)
{
	size_t start = text.len;
	while (start > from && text.utf8[start - 1] != ' ')
		start--;
	return start;
}

static complete *for_command(struct foreign text, size_t *start)
{
	size_t name_len = 0;
	while (name_len < text.len && text.utf8[name_len] != ' ')
		name_len++;
	*start = 0;
	if (name_len == text.len)
		return complete_commands_here;
	const struct command *command = command_find((struct foreign){text.utf8, name_len});
	if (command == NULL ||
		(size_t)command->argument >= sizeof by_argument / sizeof *by_argument)
		return NULL;
	complete *what = by_argument[command->argument];
	*start = takes_whole(what) ? name_len + 1 : last_word(text, name_len + 1);
	/* Behind the first word of :export there is a file. */
	return what == complete_exports && *start > name_len + 1 ? complete_files : what;
}

/* "set theme " offers what the option allows. */
static bool complete_option_value(
	struct completions *out, struct arena *arena, struct foreign text, size_t start)
{
	if (!foreign_starts_with(text, FOREIGN("set ")) || start <= 4)
		return false;
	size_t len = start - 5;
	while (len > 0 && text.utf8[4 + len - 1] == ' ') /* one of ours and one of theirs */
		len--;
	const struct option *option = option_find(text.utf8 + 4, len);
	if (option == NULL)
		return false;
	const char *choices = option->kind == OPTION_BOOL ? "on off" : option->choices;
	if (choices != NULL)
		add_choices(
			out, arena, choices, (struct foreign){text.utf8 + start, text.len - start});
	return true;
}

/* "News +ra": a tag is behind the plus. */
static bool is_tag(struct foreign text, size_t *start)
{
	size_t word = last_word(text, 0);
	*start = word + 1;
	return word < text.len && text.utf8[word] == '+';
}

bool complete_wants_more(enum prompt_kind kind, struct foreign text)
{
	bool is_option = foreign_starts_with(text, FOREIGN("set "));
	if (is_option)
		text = (struct foreign){text.utf8 + 4, text.len - 4};
	if (kind != PROMPT_COMMAND || foreign_holds(text, " "))
		return false;
	const struct command *command = command_find(text);
	return is_option ? option_find(text.utf8, text.len) != NULL
			 : command != NULL && command->argument != TAKES_NOTHING;
}

void complete_find(struct session *session, struct completions *out, struct arena *arena,
	struct foreign text, size_t *start)
{
	enum prompt_kind kind = session->prompt.kind;
	*out = (struct completions){arena_array(arena, CANDIDATES, sizeof *out->items), 0};
	complete *what = NULL;
	if (kind == PROMPT_COMMAND) {
		what = for_command(text, start);
		if (complete_option_value(out, arena, text, *start))
			return;
	} else if (kind == PROMPT_FEED_FOLDER && is_tag(text, start)) {
		what = complete_tags;
	} else if ((size_t)kind < sizeof by_prompt / sizeof *by_prompt) {
		what = by_prompt[kind];
		*start = takes_whole(what) ? 0 : last_word(text, 0);
	}
	bool has_sign = *start < text.len && strchr("+-", text.utf8[*start]) != NULL;
	if (what == complete_tags && has_sign)
		++*start;
	if (what != NULL)
		what(session, out, arena, (struct foreign){text.utf8 + *start, text.len - *start});
}
