/* What comes from the keyboard, the mouse and the clipboard, without curses. */
#ifndef STEPPE_UI_INPUT_H
#define STEPPE_UI_INPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum input_kind {
	INPUT_NONE,
	INPUT_CHARACTER, /* `code` is the character; ^A is 'a' with control */
	INPUT_UP,
	INPUT_DOWN,
	INPUT_LEFT,
	INPUT_RIGHT,
	INPUT_HOME,
	INPUT_END,
	INPUT_PAGE_UP,
	INPUT_PAGE_DOWN,
	INPUT_ENTER,
	INPUT_TAB,
	INPUT_BACK_TAB,
	INPUT_BACKSPACE,
	INPUT_DELETE,
	INPUT_INSERT,
	INPUT_ESCAPE,
	INPUT_FUNCTION, /* `code` is its number */
	INPUT_MOUSE,
	INPUT_PASTE, /* `paste` */
	INPUT_RESIZE,
	INPUT_END_OF_FILE, /* the terminal is gone */
};

enum input_button {
	BUTTON_LEFT,
	BUTTON_LEFT_DRAGGED, /* moved while it is held down */
	BUTTON_LEFT_RELEASED,
	BUTTON_RIGHT,
	BUTTON_WHEEL_UP,
	BUTTON_WHEEL_DOWN,
};

struct input {
	enum input_kind kind;
	uint32_t code;
	bool control, alt;
	enum input_button button;
	int row, column;
	const char *paste; /* UTF-8; until the next input */
	size_t paste_len;
};

#endif
