/* What a person can change while the reader runs (`:set NAME VALUE`) and in the
 * config file: one table names them, says what they do, reads and checks them. */
#ifndef STEPPE_SESSION_OPTIONS_H
#define STEPPE_SESSION_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "src/base/error.h"

enum option_kind { OPTION_BOOL, OPTION_NUMBER, OPTION_WORD, OPTION_TEXT };

#define OPTION_TEXT_SIZE 256

struct options {
	bool mouse;
	bool accessible;    /* one column, no boxes */
	bool bidi;          /* right-to-left words are put in order here, not by the terminal */
	bool by_day;        /* day headings in lists */
	bool mark_on_open;  /* an opened article is read */
	bool follow;        /* the list beside goes with the cursor of the tree */
	bool preview;       /* with three panes the selected article stands below the list */
	bool set_title;     /* the terminal's title */
	bool unread_only;   /* lists start with what is unread */
	bool hints;         /* first-run hints */
	int width;          /* reading width in columns */
	int tree_width;     /* columns of the tree; 0 = by width of the screen */
	int list_height;    /* lines of the list above the article; 0 = by height */
	int scroll_margin;  /* lines kept around the selected row */
	char theme[32];     /* dark, light, plain */
	char keymap[32];    /* steppe, newsboat, mutt */
	char sort[64];      /* -date, date, feed, title */
	char tree_sort[32]; /* own, name, unread */
	char browser[OPTION_TEXT_SIZE];
	char player[OPTION_TEXT_SIZE];
	char save_folder[OPTION_TEXT_SIZE];
	char date_format[64]; /* strftime(); empty = by locale */
};

struct option {
	const char *name;
	const char *help; /* N_() */
	enum option_kind kind;
	size_t offset; /* in struct options */
	size_t size;
	int least, most;     /* of OPTION_NUMBER */
	const char *choices; /* of OPTION_WORD, parted by blanks; NULL = any */
};

const struct option *option_table(size_t *count);
const struct option *option_find(const char *name, size_t len);

/* As a new program has them. */
struct options options_default(void);
/* False with one sentence that says what is allowed. */
bool option_set(struct options *options, const struct option *option, const char *value,
	struct error *error);
/* The value as option_set() takes it. */
void option_show(
	const struct options *options, const struct option *option, char *out, size_t size);
/* Right-to-left words stand as the eye reads them; for an ear they are left as they are. */
bool options_order_words(const struct options *options);

#endif
