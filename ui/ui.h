/* The reader on the screen: keys in, session commands called, the canvas drawn.
 *
 *     struct ui *ui = ui_new(&settings, &error);
 *     setup.host = ui_host(ui);
 *     struct session *session = session_new(&setup, &error);
 *     ui_run(ui, session, &error);
 */
#ifndef STEPPE_UI_UI_H
#define STEPPE_UI_UI_H

#include <stddef.h>

#include "src/base/bell.h"
#include "src/base/error.h"
#include "src/session/session.h"

/* One line of the config's keys { }: view is "tree", "list", "article", "sheet" or "all". */
struct ui_key_setting {
	const char *view, *keys, *command;
};

struct ui_color_setting {
	const char *name, *value;
};

struct ui_settings {
	const struct bell *bell; /* rung when the session has events; NULL = none */
	const struct ui_key_setting *keys;
	size_t keys_count;
	const struct ui_color_setting *colors;
	size_t colors_count;
};

struct ui;

/* Never NULL.  A wrong key or colour is said in `error` and left out (kind
 * ERROR_NONE when all is well). */
struct ui *ui_new(const struct ui_settings *settings, struct error *error);
void ui_free(struct ui *ui);

/* What the session may ask of us. */
struct session_host ui_host(struct ui *ui);

/* Opens the terminal, runs until the person quits or a signal ends it, gives the
 * terminal back.  0; or 128 + signal; or -1 with the reason why it cannot start. */
int ui_run(struct ui *ui, struct session *session, struct error *error);

#endif
