/* The canvas on the terminal.  Curses writes only the cells that changed. */
#include "ui/terminal_inside.h"

#include <curses.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "ui/plain.h"

bool terminal_resize(struct terminal *terminal, int *rows, int *columns)
{
	struct winsize size = {0};
	bool is_known = ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 0;
	*rows = is_known ? size.ws_row : terminal->rows;
	*columns = is_known ? size.ws_col : terminal->columns;
	if (*rows == terminal->rows && *columns == terminal->columns)
		return false;
	terminal->rows = *rows;
	terminal->columns = *columns;
	resizeterm(*rows, *columns);
	clearok(curscr, TRUE);
	return true;
}

void terminal_redraw(struct terminal *terminal)
{
	(void)terminal;
	clearok(curscr, TRUE);
}

static attr_t attributes_of(uint16_t attributes)
{
	static const struct {
		uint16_t style;
		attr_t curses;
	} PAIRS[] = {
		{STYLE_BOLD, A_BOLD},
		{STYLE_ITALIC, A_ITALIC},
		{STYLE_UNDERLINE, A_UNDERLINE},
		{STYLE_REVERSE, A_REVERSE},
		{STYLE_FAINT, A_DIM},
	};
	attr_t found = A_NORMAL;
	for (size_t i = 0; i < sizeof PAIRS / sizeof *PAIRS; i++)
		found |= attributes & PAIRS[i].style ? PAIRS[i].curses : 0;
	return found;
}

/* One character of the cell's UTF-8, which is well-formed; the locale may be another. */
static wchar_t decode(const char **at)
{
	const unsigned char *bytes = (const unsigned char *)*at;
	int more = bytes[0] >= 0xF0 ? 3 : bytes[0] >= 0xE0 ? 2 : bytes[0] >= 0xC0 ? 1 : 0;
	wchar_t character = more == 0 ? bytes[0] : bytes[0] & (0x3F >> more);
	for (int i = 1; i <= more; i++)
		character = (character << 6) | (bytes[i] & 0x3F);
	*at += more + 1;
	return character;
}

static size_t cell_characters(const struct terminal *terminal, const struct canvas_cell *cell,
	wchar_t out[CCHARW_MAX + 1])
{
	char text[CANVAS_CELL_BYTES + 4] = {0};
	memcpy(text, cell->text, cell->len);
	size_t count = 0;
	for (const char *at = text; *at && count < CCHARW_MAX;) {
		wchar_t character = decode(&at);
		bool is_shown = terminal->is_utf8 || character < 0x80;
		out[count++] = is_shown ? character : (wchar_t)plain_character((uint32_t)character);
		if (!is_shown)
			break;
	}
	out[count] = L'\0';
	return count;
}

/* Our columns and the C library's must agree, else all that follows in the row
 * would shift: what the library counts otherwise becomes a replacement character. */
static bool agrees(const wchar_t *characters, size_t count, int columns)
{
	if (count == 0 || wcwidth(characters[0]) != columns)
		return false;
	for (size_t i = 1; i < count; i++)
		if (wcwidth(characters[i]) != 0)
			return false;
	return true;
}

static int put_cell(const struct terminal *terminal, const struct canvas_cell *cell, cchar_t *out)
{
	wchar_t characters[CCHARW_MAX + 1];
	size_t count = cell_characters(terminal, cell, characters);
	struct style_look look = style_look(&terminal->sheet, cell->style);
	int pair = terminal->colors > 0 ? (cell->style & 0xFF) + 1 : 0;
	attr_t attributes = attributes_of(look.attributes);
	if (agrees(characters, count, cell->columns)) {
		setcchar(out, characters, attributes, 0, &pair);
		return 1;
	}
	for (int i = 0; i < cell->columns; i++)
		setcchar(&out[i], terminal->is_utf8 ? L"\xFFFD" : L"?", attributes, 0, &pair);
	return cell->columns;
}

static void draw_row(const struct terminal *terminal, const struct canvas *canvas, int row)
{
	cchar_t cells[CANVAS_COLUMNS_LIMIT + 2];
	int count = 0;
	for (int column = 0; column < canvas->columns; column++) {
		const struct canvas_cell *cell = canvas_cell(canvas, row, column);
		if (cell->columns > 0)
			count += put_cell(terminal, cell, &cells[count]);
	}
	mvadd_wchnstr(row, 0, cells, count);
}

void terminal_draw(struct terminal *terminal, const struct canvas *canvas)
{
	for (int row = 0; row < canvas->rows && row < terminal->rows; row++)
		draw_row(terminal, canvas, row);
	move(canvas->cursor_row, canvas->cursor_column);
	refresh();
}
