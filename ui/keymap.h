/* Keys and sequences of keys -> command lines, for each view.  Keys are written
 * as in "j", "gg", "^D", "<Space>", "<F1>", "<A-x>".  Later bindings win. */
#ifndef STEPPE_UI_KEYMAP_H
#define STEPPE_UI_KEYMAP_H

#include <stdbool.h>
#include <stddef.h>

#include "src/base/error.h"
#include "src/session/session.h"
#include "ui/input.h"

enum { KEYMAP_SEQUENCE_LIMIT = 4 };

struct keymap;

/* Of one table row: "t" tree, "l" list, "a" article, "s" sheet. */
struct keymap_row {
	const char *views, *keys, *command;
};

struct keymap *keymap_new(void);
void keymap_free(struct keymap *keymap);
/* "steppe", "newsboat" or "mutt", whole; what keymap_bind() added stays.  False:
 * no such map. */
bool keymap_choose(struct keymap *keymap, const char *name);
/* `view` is "tree", "list", "article", "sheet" or "all"; an empty command unbinds. */
bool keymap_bind(struct keymap *keymap, struct safe view, struct safe keys, struct safe command,
	struct error *error);

/* Could these be bound? */
bool keymap_check(const char *keys, struct error *error);

enum keymap_answer { KEYMAP_NOTHING, KEYMAP_MORE, KEYMAP_COMMAND };

/* What the keys pressed so far mean; KEYMAP_MORE: they begin a sequence. */
enum keymap_answer keymap_find(const struct keymap *keymap, enum view view,
	const struct input *keys, size_t count, const char **command);
/* All keys of a command line, as people read them: "j, Down". */
bool keymap_keys_of(
	const struct keymap *keymap, enum view view, const char *command, char *out, size_t size);

/* ui/keymap_tables.c; ends with a row of NULL. */
const struct keymap_row *keymap_table(const char *name);

#endif
