/* The maps that ship.  What all of them share is in "common". */
#include <string.h>

#include "ui/keymap.h"

/* clang-format off */
static const struct keymap_row COMMON[] = {
	{"tlas", "j", "down"}, {"tlas", "<Down>", "down"},
	{"tlas", "k", "up"}, {"tlas", "<Up>", "up"},
	{"tlas", "<Home>", "first"}, {"tlas", "<End>", "last"},
	{"tlas", "<PageDown>", "page-down"}, {"tlas", "<PageUp>", "page-up"},
	{"tlas", "<Enter>", "open"}, {"tlas", "<Right>", "open"}, {"tlas", "<Left>", "back"},
	{"tlas", "<Backspace>", "back"}, {"tlas", "q", "leave"}, {"tlas", "Q", "quit"},
	{"tla", "<Tab>", "next-pane"}, {"tla", "<S-Tab>", "previous-pane"},
	{"tla", "<Space>", "read-on"}, {"s", "<Space>", "select"},
	{"tla", "<F1>", "one-pane"}, {"tla", "<F2>", "two-panes"}, {"tla", "<F3>", "three-panes"},
	{"tlas", ":", "command-line"}, {"tlas", "?", "help"},
	{"tlas", "^L", "redraw"}, {"tlas", "^Z", "suspend"},
	{"tla", "|", "pipe"},
	{NULL, NULL, NULL},
};

static const struct keymap_row STEPPE[] = {
	{"tlas", "gg", "first"}, {"tlas", "G", "last"},
	{"tlas", "^D", "half-page-down"}, {"tlas", "^U", "half-page-up"},
	{"tlas", "^F", "page-down"}, {"tlas", "^B", "page-up"},
	{"tlas", "l", "open"}, {"tlas", "h", "back"},
	{"tl", "J", "next-feed"}, {"tl", "K", "previous-feed"},
	{"a", "J", "next-article"}, {"a", "K", "previous-article"},
	{"t", "n", "next-unread-feed"}, {"t", "N", "previous-unread-feed"},
	{"la", "n", "next-unread"}, {"la", "N", "previous-unread"},
	{"t", "]", "next-folder"}, {"t", "[", "previous-folder"},
	{"l", "]", "next-unread-feed"}, {"l", "[", "previous-unread-feed"},
	{"a", "]", "next-link"}, {"a", "[", "previous-link"},
	{"tla", "r", "update"}, {"tla", "R", "update-all"},
	{"tla", "a", "toggle-read"}, {"tl", "A", "read-all"}, {"l", "M", "read-above"},
	{"tl", "C", "read-everything"},
	{"la", "b", "bookmark"}, {"la", "s", "bookmark"}, {"la", "B", "edit-bookmark"},
	{"t", "t", "move"}, {"t", "F", "new-folder"}, {"t", "{", "move-up"}, {"t", "}", "move-down"},
	{"la", "t", "tag"}, {"tl", "T", "tags"},
	{"l", "v", "select"}, {"l", "V", "select-range"},
	{"tlas", "u", "undo"}, {"tlas", "^R", "redo"},
	{"t", "d", "unsubscribe"}, {"la", "d", "delete"},
	{"tla", "o", "browse"}, {"t", "O", "browse"}, {"la", "O", "browse-unread"},
	{"tlas", "y", "copy"}, {"t", "Y", "copy"}, {"la", "Y", "copy-title"},
	{"la", "c", "comments"},
	{"a", "f", "hints"}, {"a", "L", "links"},
	{"tla", "x", "full-text"}, {"a", "D", "difference"},
	{"t", "/", "search"}, {"l", "/", "narrow"}, {"as", "/", "find"}, {"tl", "=", "filter"},
	{"tl", ".", "unread-only"}, {"tl", "S", "sort"},
	{"tl", "!", "failing"}, {"tla", "i", "details"},
	{"t", "e", "edit-feed"}, {"la", "e", "enclosure"},
	{"la", "w", "save"},
	{"la", "z", "zen"}, {"a", "+", "wider"}, {"a", "-", "narrower"}, {"tl", "+", "add"},
	{"tla", "<", "border-left"}, {"tla", ">", "border-right"},
	{NULL, NULL, NULL},
};

static const struct keymap_row NEWSBOAT[] = {
	{"tl", "l", "unread-only"}, {"tlas", "h", "back"},
	{"t", "n", "next-unread-feed"}, {"t", "p", "previous-unread-feed"},
	{"la", "n", "next-unread"}, {"la", "p", "previous-unread"},
	{"la", "J", "next-article"}, {"la", "K", "previous-article"},
	{"tla", "^N", "next-unread-feed"}, {"tla", "^P", "previous-unread-feed"},
	{"tla", "r", "update"}, {"tla", "R", "update-all"}, {"tla", "^R", "update-all"},
	{"la", "N", "toggle-read"}, {"tl", "A", "read-all"}, {"tl", "C", "read-everything"},
	{"tla", "o", "browse"}, {"la", "O", "browse"}, {"la", "D", "delete"},
	{"la", "b", "bookmark"}, {"la", "^E", "tag"}, {"tl", "t", "tags"},
	{"la", "s", "save"}, {"la", "e", "enclosure"}, {"a", "u", "links"},
	{"tl", "/", "search"}, {"as", "/", "find"}, {"tl", "F", "filter"},
	{"tl", "g", "sort"}, {"tl", "U", "undo"}, {"a", "U", "undo"},
	{"t", "E", "edit-feed"}, {"tl", "!", "failing"}, {"tl", "+", "add"},
	{"tl", "<", "border-left"}, {"tl", ">", "border-right"},
	{NULL, NULL, NULL},
};

static const struct keymap_row MUTT[] = {
	{"tlas", "=", "first"}, {"tlas", "*", "last"},
	{"tlas", "]", "half-page-down"}, {"tlas", "[", "half-page-up"},
	{"tlas", "z", "page-down"}, {"tlas", "Z", "page-up"}, {"tlas", "-", "page-up"},
	{"la", "<Tab>", "next-unread"}, {"a", "i", "back"},
	{"a", "J", "next-article"}, {"a", "K", "previous-article"},
	{"tla", "$", "update"}, {"tla", "G", "update-all"},
	{"la", "N", "toggle-read"}, {"tl", "^R", "read-all"},
	{"la", "F", "bookmark"}, {"la", "Y", "tag"}, {"l", "t", "select"}, {"l", "T", "select-all"},
	{"t", "d", "unsubscribe"}, {"la", "d", "delete"}, {"tlas", "u", "undo"},
	{"tla", "c", "goto"}, {"tl", "l", "filter"}, {"t", "/", "search"}, {"l", "/", "narrow"},
	{"as", "/", "find"}, {"a", "n", "next-match"}, {"l", "n", "next-unread"},
	{"tl", "o", "sort"}, {"la", "s", "save"}, {"la", "v", "enclosure"}, {"a", "^B", "links"},
	{"tla", "b", "browse"}, {"tl", "m", "add"}, {"tla", "h", "details"},
	{"tla", "<", "border-left"}, {"tla", ">", "border-right"},
	{NULL, NULL, NULL},
};
/* clang-format on */

const struct keymap_row *keymap_table(const char *name)
{
	static const struct {
		const char *name;
		const struct keymap_row *rows;
	} TABLES[] = {
		{"common", COMMON}, {"steppe", STEPPE}, {"newsboat", NEWSBOAT}, {"mutt", MUTT}};
	for (size_t i = 0; i < sizeof TABLES / sizeof *TABLES; i++)
		if (strcmp(TABLES[i].name, name) == 0)
			return TABLES[i].rows;
	return NULL;
}
