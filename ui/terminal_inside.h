/* Inside ui/terminal: what its files share. */
#ifndef STEPPE_UI_TERMINAL_INSIDE_H
#define STEPPE_UI_TERMINAL_INSIDE_H

#include <limits.h>
#include <stdio.h>
#include <wchar.h>

#include "src/base/buffer.h"
#include "src/base/program.h"
#include "ui/terminal.h"

/* Keys of our own, above those of curses. */
enum { TERMINAL_PASTE_START = 01001, TERMINAL_PASTE_END = 01002 };
enum { TERMINAL_MOUSE_LIMIT = 8 };

struct terminal {
	void *screen; /* SCREEN of curses */
	bool is_utf8;
	bool has_paste, uses_mouse, has_title, has_order, has_drag;
	int colors;
	struct style_sheet sheet;
	int rows, columns;
	struct buffer paste;
	struct input mouse[TERMINAL_MOUSE_LIMIT]; /* events that came together, last first */
	int mouse_count;
	struct program copier; /* has the clipboard's last text; {0} = none */
};

/* ui/terminal_signals.c: how the terminal is before curses changes it … */
void terminal_keep_modes(void);
/* … and from now on every end restores it. */
void terminal_guard(const char *leave, const struct bell *bell);
void terminal_unguard(void);

#endif
