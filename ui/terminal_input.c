/* Keys, mouse and pastes of curses -> struct input. */
#include "ui/terminal_inside.h"

#include <curses.h>
#include <errno.h>
#include <poll.h>
#include <unistd.h>

enum { PASTE_LIMIT = 1 << 20, PASTE_WAIT_MS = 500, ESCAPE = 27 };

static const struct {
	wint_t key;
	enum input_kind kind;
} KEYS[] = {
	{KEY_UP, INPUT_UP},
	{KEY_DOWN, INPUT_DOWN},
	{KEY_LEFT, INPUT_LEFT},
	{KEY_RIGHT, INPUT_RIGHT},
	{KEY_HOME, INPUT_HOME},
	{KEY_A1, INPUT_HOME},
	{KEY_END, INPUT_END},
	{KEY_C1, INPUT_END},
	{KEY_PPAGE, INPUT_PAGE_UP},
	{KEY_NPAGE, INPUT_PAGE_DOWN},
	{KEY_ENTER, INPUT_ENTER},
	{KEY_BTAB, INPUT_BACK_TAB},
	{KEY_BACKSPACE, INPUT_BACKSPACE},
	{KEY_DC, INPUT_DELETE},
	{KEY_IC, INPUT_INSERT},
	{KEY_RESIZE, INPUT_RESIZE},
};

static struct input mouse_input(const MEVENT *event)
{
	static const struct {
		mmask_t mask;
		enum input_button button;
	} BUTTONS[] = {
		{BUTTON1_PRESSED, BUTTON_LEFT},
		{BUTTON1_RELEASED, BUTTON_LEFT_RELEASED},
		{REPORT_MOUSE_POSITION, BUTTON_LEFT_DRAGGED},
		{BUTTON3_PRESSED, BUTTON_RIGHT},
		{BUTTON4_PRESSED, BUTTON_WHEEL_UP},
		{BUTTON5_PRESSED, BUTTON_WHEEL_DOWN},
	};
	for (size_t i = 0; i < sizeof BUTTONS / sizeof *BUTTONS; i++)
		if (event->bstate & BUTTONS[i].mask)
			return (struct input){.kind = INPUT_MOUSE,
				.button = BUTTONS[i].button,
				.row = event->y,
				.column = event->x};
	return (struct input){0};
}

/* One KEY_MOUSE may stand for a press and its release, and getmouse() gives the
 * last one first: all are taken, and given from the end. */
static struct input next_mouse(struct terminal *terminal)
{
	while (terminal->mouse_count > 0) {
		struct input input = terminal->mouse[--terminal->mouse_count];
		if (input.kind != INPUT_NONE)
			return input;
	}
	return (struct input){0};
}

static void take_mouse(struct terminal *terminal)
{
	MEVENT event;
	while (terminal->mouse_count < TERMINAL_MOUSE_LIMIT && getmouse(&event) == OK)
		terminal->mouse[terminal->mouse_count++] = mouse_input(&event);
}

static void paste_add(struct terminal *terminal, wint_t character)
{
	char bytes[MB_LEN_MAX];
	mbstate_t state = {0};
	size_t size = wcrtomb(bytes, (wchar_t)character, &state);
	if (size != (size_t)-1 && terminal->paste.len + size < PASTE_LIMIT)
		buffer_append(&terminal->paste, bytes, size);
}

/* A terminal that is gone reads as ready and empty for ever. */
static bool is_gone(void)
{
	struct pollfd terminal = {.fd = STDIN_FILENO, .events = POLLIN};
	return poll(&terminal, 1, 0) > 0 &&
	       (terminal.revents & (POLLHUP | POLLERR | POLLNVAL)) != 0;
}

/* The rest of a paste may still be under way: wait for it, but not for ever. */
static struct input paste_input(struct terminal *terminal)
{
	buffer_clear(&terminal->paste);
	for (;;) {
		wint_t character;
		int status = get_wch(&character);
		struct pollfd more = {.fd = STDIN_FILENO, .events = POLLIN};
		if (status == ERR && (poll(&more, 1, PASTE_WAIT_MS) <= 0 || is_gone()))
			break;
		if (status == KEY_CODE_YES && character == TERMINAL_PASTE_END)
			break;
		if (status == OK)
			paste_add(terminal, character);
	}
	return (struct input){.kind = INPUT_PASTE,
		.paste = terminal->paste.data,
		.paste_len = terminal->paste.len};
}

static struct input special_input(struct terminal *terminal, wint_t key)
{
	if (key == KEY_MOUSE) {
		take_mouse(terminal);
		return next_mouse(terminal);
	}
	if (key == TERMINAL_PASTE_START)
		return paste_input(terminal);
	if (key >= KEY_F(1) && key <= KEY_F(63))
		return (struct input){.kind = INPUT_FUNCTION, .code = (uint32_t)(key - KEY_F0)};
	for (size_t i = 0; i < sizeof KEYS / sizeof *KEYS; i++)
		if (KEYS[i].key == key)
			return (struct input){.kind = KEYS[i].kind};
	return (struct input){0};
}

static struct input character_input(wint_t character)
{
	if (character == '\r' || character == '\n')
		return (struct input){.kind = INPUT_ENTER};
	if (character == '\t')
		return (struct input){.kind = INPUT_TAB};
	if (character == 0x7F || character == '\b')
		return (struct input){.kind = INPUT_BACKSPACE};
	if (character < 0x20)
		return (struct input){.kind = INPUT_CHARACTER,
			.code = (character + 0x60) & 0x7F,
			.control = true};
	return (struct input){.kind = INPUT_CHARACTER, .code = character};
}

static struct input escape_input(void)
{
	wint_t character;
	if (get_wch(&character) != OK || character == ESCAPE)
		return (struct input){.kind = INPUT_ESCAPE};
	struct input input = character_input(character);
	input.alt = true;
	return input;
}

struct input terminal_input(struct terminal *terminal)
{
	wint_t character;
	struct input mouse = next_mouse(terminal);
	if (mouse.kind != INPUT_NONE)
		return mouse;
	int status = get_wch(&character);
	if (status == ERR)
		return (struct input){.kind = is_gone() ? INPUT_END_OF_FILE : INPUT_NONE};
	if (status == KEY_CODE_YES) {
		struct input input = special_input(terminal, character);
		return input.kind == INPUT_NONE ? terminal_input(terminal) : input;
	}
	return character == ESCAPE ? escape_input() : character_input(character);
}
