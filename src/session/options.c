/* The table of options and how each kind is read, checked and shown. */
#include "src/session/options.h"

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "src/base/words.h"

/* clang-format off */
#define AT(member) offsetof(struct options, member)
#define SIZE(member) sizeof(((struct options *)NULL)->member)

#define BOOL(member, text) \
	{#member, text, OPTION_BOOL, AT(member), SIZE(member), 0, 1, NULL}
#define NUMBER(member, text, least, most) \
	{#member, text, OPTION_NUMBER, AT(member), SIZE(member), least, most, NULL}
#define WORD(member, text, choices) \
	{#member, text, OPTION_WORD, AT(member), SIZE(member), 0, 0, choices}
#define TEXT(member, text) \
	{#member, text, OPTION_TEXT, AT(member), SIZE(member), 0, 0, NULL}
/* clang-format on */

static const struct option options[] = {
	BOOL(accessible, N_("one column, no boxes: for screen readers")),
	BOOL(bidi, N_("right-to-left words are put in order by the reader, not the terminal")),
	TEXT(browser, N_("opens addresses; empty = $BROWSER, else xdg-open")),
	BOOL(by_day, N_("lists have a heading for each day")),
	TEXT(date_format, N_("of an article's date, as strftime() has it; empty = by locale")),
	BOOL(follow, N_("the list shows what the cursor of the tree stands on")),
	BOOL(hints, N_("hints for newcomers")),
	WORD(keymap, N_("which keys"), "steppe newsboat mutt"),
	NUMBER(list_height, N_("lines of the list above the article; 0 = by the screen"), 0, 200),
	BOOL(mark_on_open, N_("an article that was opened is read")),
	BOOL(mouse, N_("click, wheel")),
	TEXT(player, N_("plays enclosures; empty = save them")),
	BOOL(preview, N_("with three panes the article under the cursor stands below the list")),
	TEXT(save_folder, N_("where articles are saved")),
	NUMBER(scroll_margin, N_("lines kept around the selected one"), 0, 20),
	BOOL(set_title, N_("set the title of the terminal")),
	WORD(sort, N_("order of lists"), "-date date feed title"),
	WORD(theme, N_("colours"), "dark light plain"),
	WORD(tree_sort, N_("order of the tree"), "own name unread"),
	NUMBER(tree_width, N_("columns of the tree; 0 = by the screen"), 0, 100),
	BOOL(unread_only, N_("lists show what is unread")),
	NUMBER(width, N_("columns of an article's text"), 20, 200),
};

static const size_t options_count = sizeof options / sizeof *options;

const struct option *option_table(size_t *count)
{
	*count = options_count;
	return options;
}

/* The config spells names with '_', people also with '-'. */
static bool name_matches(const char *name, const char *typed, size_t len)
{
	if (strlen(name) != len)
		return false;
	for (size_t i = 0; i < len; i++)
		if (name[i] != (typed[i] == '-' ? '_' : typed[i]))
			return false;
	return true;
}

const struct option *option_find(const char *name, size_t len)
{
	for (size_t i = 0; i < options_count; i++)
		if (name_matches(options[i].name, name, len))
			return &options[i];
	return NULL;
}

bool options_order_words(const struct options *values)
{
	return values->bidi && !values->accessible;
}

struct options options_default(void)
{
	return (struct options){
		.mouse = true,
		.bidi = true,
		.by_day = true,
		.mark_on_open = true,
		.preview = true,
		.follow = true,
		.hints = true,
		.width = 72,
		.scroll_margin = 2,
		.theme = "dark",
		.keymap = "steppe",
		.sort = "-date",
		.tree_sort = "own",
	};
}

static bool set_bool(
	void *place, const struct option *option, const char *value, struct error *error)
{
	static const char *const yes[] = {"on", "yes", "true", "1"};
	static const char *const no[] = {"off", "no", "false", "0"};
	for (size_t i = 0; i < 4; i++) {
		if (strcmp(value, yes[i]) == 0 || strcmp(value, no[i]) == 0) {
			*(bool *)place = strcmp(value, yes[i]) == 0;
			return true;
		}
	}
	return error_set(error, ERROR_USAGE, _("%s is on or off"), option->name);
}

static bool set_number(
	void *place, const struct option *option, const char *value, struct error *error)
{
	char *end = NULL;
	long number = strtol(value, &end, 10);
	if (end == value || *end != '\0' || number < option->least || number > option->most)
		return error_set(error, ERROR_USAGE, _("%s is a number from %d to %d"),
			option->name, option->least, option->most);
	*(int *)place = (int)number;
	return true;
}

static bool is_choice(const char *choices, const char *value)
{
	size_t len = strlen(value);
	for (const char *at = choices; len > 0 && (at = strstr(at, value)) != NULL; at += len)
		if ((at == choices || at[-1] == ' ') && (at[len] == ' ' || at[len] == '\0'))
			return true;
	return false;
}

static bool set_text(
	void *place, const struct option *option, const char *value, struct error *error)
{
	if (option->choices != NULL && !is_choice(option->choices, value))
		return error_set(
			error, ERROR_USAGE, _("%s is one of: %s"), option->name, option->choices);
	if (strlen(value) >= option->size)
		return error_set(error, ERROR_USAGE, _("%s takes %zu bytes at the most"),
			option->name, option->size - 1);
	memcpy(place, value, strlen(value) + 1);
	return true;
}

bool option_set(
	struct options *all, const struct option *option, const char *value, struct error *error)
{
	void *place = (char *)all + option->offset;
	if (option->kind == OPTION_BOOL)
		return set_bool(place, option, value, error);
	if (option->kind == OPTION_NUMBER)
		return set_number(place, option, value, error);
	return set_text(place, option, value, error);
}

void option_show(const struct options *all, const struct option *option, char *out, size_t size)
{
	const void *place = (const char *)all + option->offset;
	if (option->kind == OPTION_BOOL)
		snprintf(out, size, "%s", *(const bool *)place ? "on" : "off");
	else if (option->kind == OPTION_NUMBER)
		snprintf(out, size, "%d", *(const int *)place);
	else
		snprintf(out, size, "%s", (const char *)place);
}
