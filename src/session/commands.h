/* The table of all commands: what can be done, where, and with what.  Keys are
 * bound to names in ui/keymap_tables.c; the `:` line runs the same table, so does the
 * `keys { }` section of the config; help shows it. */
#ifndef STEPPE_SESSION_COMMANDS_H
#define STEPPE_SESSION_COMMANDS_H

#include <stdbool.h>
#include <stddef.h>

#include "src/base/text.h"
#include "src/session/session.h"

/* Where a command makes sense, or-ed. */
#define IN_TREE (1u << VIEW_TREE)
#define IN_LIST (1u << VIEW_LIST)
#define IN_ARTICLE (1u << VIEW_ARTICLE)
#define IN_SHEET (1u << VIEW_SHEET)
#define IN_PANES (IN_TREE | IN_LIST | IN_ARTICLE)
#define EVERYWHERE (IN_PANES | IN_SHEET)

/* Or-ed to that: how it stands to a list that is on its way. */
#define WHOLE_LIST (1u << 8)     /* waits until more than the first rows are there */
#define NEVER_WAITS (1u << 9)    /* not even for another list */
#define WHOLE_COUNTED (1u << 10) /* with a count it is WHOLE_LIST */
#define WALKS_TREE (1u << 11)    /* in the tree it is not about the list beside */

/* What a command takes; also what Tab completes after it. */
enum argument {
	TAKES_NOTHING,
	TAKES_TEXT,
	TAKES_QUERY,
	TAKES_FEED,
	TAKES_FOLDER,
	TAKES_PLACE, /* a folder or a feed */
	TAKES_TAGS,
	TAKES_OPTION,
	TAKES_COMMAND,
	TAKES_FILE,
	TAKES_EXPORT, /* what is exported, and the file */
	TAKES_SORT,
};

/* How one is called: the count before the key, the words after the name. */
struct call {
	int count;               /* 0 = none */
	struct foreign argument; /* trimmed; empty = none */
};

typedef void command_run(struct session *session, const struct call *call);

struct command {
	const char *name;
	const char *help; /* one line, N_() */
	unsigned views;
	enum argument argument;
	command_run *run;
};

/* In the order in which help shows them. */
const struct command *command_table(size_t *count);
/* The title, N_(), of the section of the help that begins with it; NULL inside of one. */
const char *command_section(const struct command *command);
/* By name; NULL when there is none. */
const struct command *command_find(struct foreign name);
/* The line begins with a command, by its name or by one that other programs gave it. */
bool command_line_is_known(struct foreign line);
bool command_is_in(const struct command *command, enum view view);

#endif
