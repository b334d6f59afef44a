/* Names of things -> how they look.  A style is one of the names below, perhaps
 * with attributes or-ed to it; a theme gives each name colours.  State is never
 * told by colour alone: every name that means a state has a sign or an attribute too. */
#ifndef STEPPE_UI_STYLE_H
#define STEPPE_UI_STYLE_H

#include <stdbool.h>
#include <stdint.h>

#include "src/base/error.h"

enum style_name {
	STYLE_TEXT,
	STYLE_DIM, /* ages, counts, hints */
	STYLE_BORDER,
	STYLE_TITLE,    /* of the program, of an article */
	STYLE_SELECTED, /* the row the keys act on */
	STYLE_HELD,     /* the selected row of a pane without the keys */
	STYLE_UNREAD,
	STYLE_BOOKMARK,
	STYLE_FAILING,
	STYLE_FOLDER,
	STYLE_FEED,   /* the outlet's name in a list */
	STYLE_STATUS, /* the last line */
	STYLE_PROGRESS,
	STYLE_ERROR,
	STYLE_PROMPT,
	STYLE_MENU, /* completions */
	STYLE_MENU_SELECTED,
	STYLE_KEY, /* a key in the help */
	STYLE_DAY, /* above the rows of a day */
	STYLE_HEADING,
	STYLE_QUOTE,
	STYLE_CODE,
	STYLE_LINK,
	STYLE_LINK_SELECTED,
	STYLE_MATCH, /* found by a search */
	STYLE_MATCH_CURRENT,
	STYLE_MARKED, /* chosen with v */
	STYLE_NAMES_COUNT,
};

enum style_attribute {
	STYLE_BOLD = 1 << 8,
	STYLE_ITALIC = 1 << 9,
	STYLE_UNDERLINE = 1 << 10,
	STYLE_REVERSE = 1 << 11,
	STYLE_FAINT = 1 << 12,
	STYLE_STRIKE = 1 << 13,
};

/* A colour: -1 the terminal's own, 0–255 the palette, or STYLE_RGB | 0xRRGGBB. */
#define STYLE_RGB 0x1000000

struct style_look {
	int32_t foreground, background;
	uint16_t attributes;
};

struct style_sheet {
	struct style_look looks[STYLE_NAMES_COUNT];
};

/* "dark", "light" or "plain", for a terminal of so many colours; false for any other
 * name. */
bool style_theme(struct style_sheet *sheet, const char *name, int colors);
const char *const *style_theme_names(void); /* ends with NULL */

/* One line of the config's colors { }: `name` as in style_names(), `value` such as
 * "yellow", "bold #ff8800 on 236", "reverse". */
bool style_set(struct style_sheet *sheet, const char *name, const char *value, struct error *error);
const char *style_name(enum style_name name);

/* Name and attributes of `style` put together. */
struct style_look style_look(const struct style_sheet *sheet, uint16_t style);
/* The nearest colour that a terminal of `colors` colours has; -1 stays -1. */
int32_t style_nearest(int32_t color, int colors);

#endif
