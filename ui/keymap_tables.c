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
	{"tla", "<Space>", "read-on"}, {"s", "<Space>", "select"}, {"s", "o", "open"},
	{"tla", "<F1>", "one-pane"}, {"tla", "<F2>", "two-panes"}, {"tla", "<F3>", "three-panes"},
	{"tlas", ":", "command-line"}, {"tlas", "?", "help"},
	{"tlas", "^L", "redraw"}, {"tlas", "^Z", "suspend"},
	{"la", "|", "pipe"},
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
	{"tla", "!", "failing"}, {"tla", "i", "details"},
	{"t", "e", "edit-feed"}, {"la", "e", "enclosure"},
	{"la", "w", "save"},
	{"la", "z", "zen"}, {"a", "+", "wider"}, {"a", "-", "narrower"}, {"tl", "+", "add"},
	{"tla", "<", "border-left"}, {"tla", ">", "border-right"},
	{NULL, NULL, NULL},
};

static const struct keymap_row NEWSBOAT[] = {
	{"ts", "J", "down"}, {"ts", "K", "up"}, {"tlas", "h", "back"},
	{"l", "j", "next-feed"}, {"l", "k", "previous-feed"},
	{"t", "n", "next-unread-feed"}, {"t", "p", "previous-unread-feed"},
	{"la", "n", "next-unread"}, {"la", "p", "previous-unread"},
	{"la", "J", "next-article"}, {"la", "K", "previous-article"},
	{"tla", "^N", "next-unread-feed"}, {"tla", "^P", "previous-unread-feed"},
	{"a", "<Space>", "page-down"}, {"a", "b", "page-up"}, {"s", "b", "page-up"},
	{"tla", "^V", "next-pane"}, {"tla", "^G", "previous-pane"},
	{"tla", "r", "update"}, {"tla", "R", "update-all"},
	{"l", "N", "toggle-read-down"}, {"a", "N", "toggle-read"},
	{"tl", "A", "read-all"}, {"tl", "C", "read-everything"},
	{"ta", "o", "browse"}, {"l", "o", "browse-only"}, {"la", "O", "browse"}, {"la", "D", "delete"},
	{"a", "1", "link 1"}, {"a", "2", "link 2"}, {"a", "3", "link 3"}, {"a", "4", "link 4"},
	{"a", "5", "link 5"}, {"a", "6", "link 6"}, {"a", "7", "link 7"}, {"a", "8", "link 8"},
	{"a", "9", "link 9"}, {"a", "0", "link 10"}, {"a", "#", "link"}, {"a", "u", "links"},
	{"la", "^B", "bookmark"}, {"la", "^E", "tag"}, {"tl", "t", "tags"}, {"l", "^T", "back"},
	{"la", "s", "save"}, {"la", "e", "enclosure"},
	{"t", "/", "search"}, {"l", "/", "filter"}, {"as", "/", "find"},
	{"tl", "F", "filter"}, {"tl", "f", "filter"}, {"tl", "^F", "clear-filter"},
	{"tl", "l", "unread-only"},
	{"tl", "g", "sort"}, {"tl", "G", "sort"}, {"tl", "E", "edit-feed"},
	/* what newsboat has no key for; u, + and B are those that messages name */
	{"tla", "U", "undo"}, {"tls", "u", "undo"}, {"tla", "^R", "redo"},
	{"la", "B", "edit-bookmark"}, {"a", "f", "hints"},
	{"l", "v", "select"}, {"l", "V", "select-range"},
	{"tla", "!", "failing"}, {"tl", "+", "add"}, {"t", "D", "unsubscribe"},
	{"tla", "x", "full-text"}, {"tlas", "y", "copy"}, {"la", "c", "comments"},
	{"tla", "i", "details"}, {"la", "z", "zen"},
	{"tl", "<", "border-left"}, {"tl", ">", "border-right"},
	{NULL, NULL, NULL},
};

static const struct keymap_row MUTT[] = {
	{"tlas", "=", "first"}, {"tlas", "*", "last"}, {"a", "^", "first"},
	{"tlas", "]", "half-page-down"}, {"tlas", "[", "half-page-up"},
	{"tlas", "z", "page-down"}, {"tlas", "Z", "page-up"}, {"tlas", "-", "page-up"},
	{"tl", "<Space>", "open"}, {"la", "<Tab>", "next-unread"},
	{"a", "i", "back"}, {"tlas", "x", "leave"},
	{"a", "j", "next-article"}, {"a", "k", "previous-article"},
	{"la", "J", "next-article"}, {"la", "K", "previous-article"},
	{"a", "<Enter>", "down"}, {"a", "<Backspace>", "up"},
	{"tla", "$", "update"}, {"tla", "G", "update-all"},
	{"l", "N", "toggle-read-down"}, {"a", "N", "toggle-read"}, {"tl", "^R", "read-all"},
	{"la", "F", "bookmark"}, {"la", "Y", "tag"}, {"l", "t", "select"}, {"l", "T", "select-all"},
	{"l", ";d", "delete"}, {"l", ";N", "toggle-read"}, {"l", ";F", "bookmark"},
	{"l", ";Y", "tag"}, {"l", ";s", "save"}, {"l", ";C", "save"}, {"l", ";b", "browse"},
	{"t", "d", "unsubscribe"}, {"la", "d", "delete"}, {"tlas", "u", "undo"},
	{"tla", "c", "goto"}, {"tl", "l", "filter"}, {"t", "/", "search"}, {"l", "/", "narrow"},
	{"as", "/", "find"}, {"a", "n", "next-match"}, {"l", "n", "next-unread"},
	{"tl", "o", "sort"}, {"tl", "O", "sort"}, {"la", "s", "save"}, {"la", "C", "save"},
	{"la", "v", "enclosure"}, {"a", "^B", "links"}, {"la", "r", "comments"},
	{"tla", "b", "browse"}, {"tl", "m", "add"}, {"tl", "+", "add"}, {"tla", "h", "details"},
	{"la", "B", "edit-bookmark"},
	{"tl", "e", "edit-feed"}, {"tla", "^E", "full-text"}, {"tlas", "y", "copy"},
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
