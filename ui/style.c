#include "ui/style.h"

#include <string.h>

#define NONE              \
	{                 \
		-1, -1, 0 \
	}

static const char *const NAMES[STYLE_NAMES_COUNT] = {
	[STYLE_TEXT] = "text",
	[STYLE_DIM] = "dim",
	[STYLE_BORDER] = "border",
	[STYLE_TITLE] = "title",
	[STYLE_SELECTED] = "selected",
	[STYLE_HELD] = "held",
	[STYLE_UNREAD] = "unread",
	[STYLE_BOOKMARK] = "bookmark",
	[STYLE_FAILING] = "failing",
	[STYLE_FOLDER] = "folder",
	[STYLE_FEED] = "feed",
	[STYLE_STATUS] = "status",
	[STYLE_PROGRESS] = "progress",
	[STYLE_ERROR] = "error",
	[STYLE_PROMPT] = "prompt",
	[STYLE_MENU] = "menu",
	[STYLE_MENU_SELECTED] = "menu-selected",
	[STYLE_KEY] = "key",
	[STYLE_DAY] = "day",
	[STYLE_HEADING] = "heading",
	[STYLE_QUOTE] = "quote",
	[STYLE_CODE] = "code",
	[STYLE_LINK] = "link",
	[STYLE_LINK_SELECTED] = "link-selected",
	[STYLE_MATCH] = "match",
	[STYLE_MATCH_CURRENT] = "match-current",
	[STYLE_MARKED] = "marked",
};

/* What all themes share, and the whole of "plain": attributes, no colour. */
static const struct style_sheet PLAIN = {{
	[STYLE_TEXT] = NONE,
	[STYLE_DIM] = NONE,
	[STYLE_BORDER] = NONE,
	[STYLE_TITLE] = {-1, -1, STYLE_BOLD},
	[STYLE_SELECTED] = {-1, -1, STYLE_REVERSE},
	[STYLE_HELD] = {-1, -1, STYLE_UNDERLINE},
	[STYLE_UNREAD] = {-1, -1, STYLE_BOLD},
	[STYLE_BOOKMARK] = NONE,
	[STYLE_FAILING] = NONE,
	[STYLE_FOLDER] = {-1, -1, STYLE_BOLD},
	[STYLE_FEED] = NONE,
	[STYLE_STATUS] = NONE,
	[STYLE_PROGRESS] = NONE,
	[STYLE_ERROR] = {-1, -1, STYLE_BOLD},
	[STYLE_PROMPT] = NONE,
	[STYLE_MENU] = NONE,
	[STYLE_MENU_SELECTED] = {-1, -1, STYLE_REVERSE},
	[STYLE_KEY] = {-1, -1, STYLE_BOLD},
	[STYLE_DAY] = {-1, -1, STYLE_BOLD},
	[STYLE_HEADING] = {-1, -1, STYLE_BOLD},
	[STYLE_QUOTE] = NONE,
	[STYLE_CODE] = NONE,
	[STYLE_LINK] = {-1, -1, STYLE_UNDERLINE},
	[STYLE_LINK_SELECTED] = {-1, -1, STYLE_REVERSE},
	[STYLE_MATCH] = {-1, -1, STYLE_REVERSE},
	[STYLE_MATCH_CURRENT] = {-1, -1, STYLE_REVERSE | STYLE_BOLD | STYLE_UNDERLINE},
	[STYLE_MARKED] = {-1, -1, STYLE_BOLD},
}};

enum { RED = 1, BLUE = 4, MAGENTA = 5 };

struct shade {
	enum style_name name;
	struct style_look look;
};

static const struct shade DARK[] = {
	{STYLE_DIM, {245, -1, 0}},
	{STYLE_BORDER, {240, -1, 0}},
	{STYLE_TITLE, {STYLE_RGB | 0x8fc7ff, -1, STYLE_BOLD}},
	{STYLE_SELECTED, {231, STYLE_RGB | 0x1f4a7a, 0}},
	{STYLE_HELD, {255, 237, 0}},
	{STYLE_BOOKMARK, {STYLE_RGB | 0xe5c07b, -1, 0}},
	{STYLE_FAILING, {STYLE_RGB | 0xff7b72, -1, 0}},
	{STYLE_FOLDER, {STYLE_RGB | 0x8fc7ff, -1, 0}},
	{STYLE_FEED, {STYLE_RGB | 0x7fb8a4, -1, 0}},
	{STYLE_STATUS, {250, 236, 0}},
	{STYLE_PROGRESS, {STYLE_RGB | 0x8fc7ff, 236, 0}},
	{STYLE_ERROR, {STYLE_RGB | 0xff7b72, 236, STYLE_BOLD}},
	{STYLE_PROMPT, {231, 236, 0}},
	{STYLE_MENU, {252, 238, 0}},
	{STYLE_MENU_SELECTED, {231, STYLE_RGB | 0x1f4a7a, 0}},
	{STYLE_KEY, {STYLE_RGB | 0xe5c07b, -1, STYLE_BOLD}},
	{STYLE_DAY, {STYLE_RGB | 0x7f9fbf, -1, 0}},
	{STYLE_HEADING, {STYLE_RGB | 0x8fc7ff, -1, STYLE_BOLD}},
	{STYLE_QUOTE, {248, -1, 0}},
	{STYLE_CODE, {STYLE_RGB | 0xb5d19c, -1, 0}},
	{STYLE_LINK, {STYLE_RGB | 0x79b8ff, -1, STYLE_UNDERLINE}},
	{STYLE_LINK_SELECTED, {231, STYLE_RGB | 0x1f4a7a, STYLE_BOLD}},
	{STYLE_MATCH, {16, STYLE_RGB | 0xd7af5f, 0}},
	{STYLE_MATCH_CURRENT, {16, STYLE_RGB | 0xffd75f, STYLE_BOLD | STYLE_UNDERLINE}},
	{STYLE_MARKED, {STYLE_RGB | 0xe5c07b, -1, STYLE_BOLD}},
};

static const struct shade LIGHT[] = {
	{STYLE_DIM, {241, -1, 0}},
	{STYLE_BORDER, {249, -1, 0}},
	{STYLE_TITLE, {STYLE_RGB | 0x1d4f91, -1, STYLE_BOLD}},
	{STYLE_SELECTED, {231, STYLE_RGB | 0x2a5fa5, 0}},
	{STYLE_HELD, {16, 254, 0}},
	{STYLE_BOOKMARK, {STYLE_RGB | 0x8a5a00, -1, 0}},
	{STYLE_FAILING, {STYLE_RGB | 0xb3261e, -1, 0}},
	{STYLE_FOLDER, {STYLE_RGB | 0x1d4f91, -1, 0}},
	{STYLE_FEED, {STYLE_RGB | 0x2f6f5e, -1, 0}},
	{STYLE_STATUS, {236, 254, 0}},
	{STYLE_PROGRESS, {STYLE_RGB | 0x1d4f91, 254, 0}},
	{STYLE_ERROR, {STYLE_RGB | 0xb3261e, 254, STYLE_BOLD}},
	{STYLE_PROMPT, {16, 254, 0}},
	{STYLE_MENU, {235, 252, 0}},
	{STYLE_MENU_SELECTED, {231, STYLE_RGB | 0x2a5fa5, 0}},
	{STYLE_KEY, {STYLE_RGB | 0x8a5a00, -1, STYLE_BOLD}},
	{STYLE_DAY, {STYLE_RGB | 0x4a6a8f, -1, 0}},
	{STYLE_HEADING, {STYLE_RGB | 0x1d4f91, -1, STYLE_BOLD}},
	{STYLE_QUOTE, {239, -1, 0}},
	{STYLE_CODE, {STYLE_RGB | 0x3d6b1f, -1, 0}},
	{STYLE_LINK, {STYLE_RGB | 0x0b57a8, -1, STYLE_UNDERLINE}},
	{STYLE_LINK_SELECTED, {231, STYLE_RGB | 0x2a5fa5, STYLE_BOLD}},
	{STYLE_MATCH, {16, STYLE_RGB | 0xffe08a, 0}},
	{STYLE_MATCH_CURRENT, {16, STYLE_RGB | 0xffc23d, STYLE_BOLD | STYLE_UNDERLINE}},
	{STYLE_MARKED, {STYLE_RGB | 0x8a5a00, -1, STYLE_BOLD}},
};

/* With 8 or 16 colours shades cannot be told apart, and nobody knows the terminal's
 * ground: colours that are legible on black and on white, and few of them. */
static const struct shade DARK_FEW[] = {
	{STYLE_BORDER, {BLUE, -1, 0}},
	{STYLE_BOOKMARK, {MAGENTA, -1, 0}},
	{STYLE_FAILING, {RED, -1, 0}},
	{STYLE_ERROR, {RED, -1, STYLE_BOLD}},
	{STYLE_KEY, {MAGENTA, -1, STYLE_BOLD}},
	{STYLE_MARKED, {MAGENTA, -1, STYLE_BOLD}},
};

/* Who asks for it has a light ground: blue is legible there. */
static const struct shade LIGHT_FEW[] = {
	{STYLE_BORDER, {BLUE, -1, 0}},
	{STYLE_TITLE, {BLUE, -1, STYLE_BOLD}},
	{STYLE_FOLDER, {BLUE, -1, STYLE_BOLD}},
	{STYLE_HEADING, {BLUE, -1, STYLE_BOLD}},
	{STYLE_PROGRESS, {BLUE, -1, 0}},
	{STYLE_LINK, {BLUE, -1, STYLE_UNDERLINE}},
	{STYLE_BOOKMARK, {MAGENTA, -1, 0}},
	{STYLE_FAILING, {RED, -1, 0}},
	{STYLE_ERROR, {RED, -1, STYLE_BOLD}},
	{STYLE_KEY, {MAGENTA, -1, STYLE_BOLD}},
	{STYLE_MARKED, {MAGENTA, -1, STYLE_BOLD}},
};

struct theme {
	const struct shade *shades, *few;
	size_t shades_count, few_count;
};

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const char *const THEMES[] = {"dark", "light", "plain", NULL};
static const struct theme SHADES[] = {
	{DARK, DARK_FEW, COUNT(DARK), COUNT(DARK_FEW)},
	{LIGHT, LIGHT_FEW, COUNT(LIGHT), COUNT(LIGHT_FEW)},
	{0},
};

const char *const *style_theme_names(void)
{
	return THEMES;
}

bool style_theme(struct style_sheet *sheet, const char *name, int colors)
{
	size_t number = 0;
	while (THEMES[number] && strcmp(THEMES[number], name) != 0)
		number++;
	if (!THEMES[number])
		return false;
	const struct theme *theme = &SHADES[number];
	bool is_few = colors < 256;
	const struct shade *shades = is_few ? theme->few : theme->shades;
	size_t count = is_few ? theme->few_count : theme->shades_count;
	*sheet = PLAIN;
	for (size_t i = 0; i < count && colors > 0; i++)
		sheet->looks[shades[i].name] = shades[i].look;
	return true;
}

const char *style_name(enum style_name name)
{
	return NAMES[name];
}

struct style_look style_look(const struct style_sheet *sheet, uint16_t style)
{
	struct style_look look =
		sheet->looks[(style & 0xFF) < STYLE_NAMES_COUNT ? style & 0xFF : 0];
	look.attributes |= style & 0xFF00;
	return look;
}
