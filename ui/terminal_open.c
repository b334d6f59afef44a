#include "ui/terminal_inside.h"

#include <curses.h>
#include <langinfo.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "src/base/memory.h"
#include "src/base/words.h"

enum { ESCAPE_WAIT_MS = 25 };

/* ---- opening and closing ---- */

static bool is_usable(const char *name, struct error *error)
{
	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
		return error_set(error, ERROR_USAGE,
			_("this is no terminal; use the command line: steppe list, steppe show "
			  "ID"));
	if (!name || !*name)
		return error_set(error, ERROR_USAGE,
			_("TERM is not set; use the command line: steppe list, steppe show ID"));
	if (strcmp(name, "dumb") == 0)
		return error_set(error, ERROR_USAGE,
			_("TERM=dumb cannot show the reader; use the command line: steppe list"));
	return true;
}

static bool has_capability(const char *name)
{
	const char *text = tigetstr(name);
	return text && text != (const char *)-1;
}

/* Terminals whose entries in terminfo say less than they can. */
static bool is_like_xterm(const char *name)
{
	static const char *const FAMILY[] = {"xterm", "tmux", "screen", "foot", "alacritty", "rxvt",
		"kitty", "st-", "vte", "gnome", "konsole", "wezterm", "ghostty", NULL};
	for (int i = 0; FAMILY[i]; i++)
		if (strncmp(name, FAMILY[i], strlen(FAMILY[i])) == 0)
			return true;
	return false;
}

static int count_colors(void)
{
	const char *refused = getenv("NO_COLOR");
	if ((refused && *refused) || !has_colors())
		return 0;
	if (COLORS >= STYLE_RGB && tigetflag("RGB") > 0)
		return STYLE_RGB;
	return COLORS >= 256 ? 256 : COLORS >= 16 ? 16 : 8;
}

/* Curses asks for presses and releases; a border follows the mouse where the terminal
 * also tells how it moves while a button is down. */
static void set_mouse(const struct terminal *terminal, bool is_on)
{
	mousemask(is_on ? BUTTON1_PRESSED | BUTTON1_RELEASED | BUTTON3_PRESSED | BUTTON4_PRESSED |
				  BUTTON5_PRESSED | REPORT_MOUSE_POSITION
			: 0,
		NULL);
	if (terminal->has_drag)
		putp(is_on ? "\033[?1002h" : "\033[?1002l");
}

static void modes_on(struct terminal *terminal)
{
	if (terminal->has_paste)
		putp("\033[?2004h");
	if (terminal->has_order)
		putp("\033[8l");
	set_mouse(terminal, terminal->uses_mouse);
	fflush(stdout);
}

static void modes_off(struct terminal *terminal)
{
	set_mouse(terminal, false);
	if (terminal->has_paste)
		putp("\033[?2004l");
	if (terminal->has_order)
		putp("\033[8h");
	fflush(stdout);
}

static void set_up_keys(void)
{
	raw();
	noecho();
	nonl();
	keypad(stdscr, TRUE);
	nodelay(stdscr, TRUE);
	meta(stdscr, TRUE);
	if (!getenv("ESCDELAY"))
		set_escdelay(ESCAPE_WAIT_MS);
	mouseinterval(0);
	define_key("\033[200~", TERMINAL_PASTE_START);
	define_key("\033[201~", TERMINAL_PASTE_END);
}

static const char *sequence(const char *capability, const char *if_none)
{
	const char *found = tigetstr(capability);
	return found && found != (const char *)-1 ? found : if_none;
}

static void guard_terminal(const struct terminal_settings *settings, bool has_paste)
{
	char leave[128];
	snprintf(leave, sizeof leave, "%s\033[0m%s%s%s",
		has_paste ? "\033[?2004l\033[?1002l\033[?1000l\033[?1006l" : "",
		sequence("rmkx", ""), sequence("rmcup", "\r\n"), sequence("cnorm", ""));
	terminal_guard(leave, settings->bell);
}

static bool promises_true_colour(void)
{
	const char *promise = getenv("COLORTERM");
	return promise && (strcmp(promise, "truecolor") == 0 || strcmp(promise, "24bit") == 0);
}

/* The entry with true colours where COLORTERM promises them, then TERM's own; and for a
 * terminal of xterm's family that this system was never told of, xterm's. */
static SCREEN *open_screen(const char *name)
{
	bool is_xterm = is_like_xterm(name), is_tmux = strncmp(name, "tmux", 4) == 0;
	const char *refused = getenv("NO_COLOR");
	SCREEN *screen = NULL;
	if (is_xterm && promises_true_colour() && !(refused && *refused) &&
		strncmp(name, "screen", 6) != 0)
		screen = newterm(is_tmux ? "tmux-direct" : "xterm-direct", stdout, stdin);
	if (!screen)
		screen = newterm(name, stdout, stdin);
	return screen || !is_xterm ? screen : newterm("xterm-256color", stdout, stdin);
}

struct terminal *terminal_open(const struct terminal_settings *settings, struct error *error)
{
	const char *name = getenv("TERM");
	if (!is_usable(name, error))
		return NULL;
	terminal_keep_modes();
	SCREEN *screen = open_screen(name);
	if (!screen) {
		error_set(error, ERROR_USAGE,
			_("the terminal “%s” is unknown here; use the command line: steppe list"),
			name);
		return NULL;
	}
	struct terminal *terminal = memory_calloc(1, sizeof *terminal);
	terminal->screen = screen;
	terminal->is_utf8 = strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
	terminal->has_title = terminal->has_drag = is_like_xterm(name);
	terminal->has_paste = has_capability("BE") || is_like_xterm(name);
	terminal->uses_mouse = settings->uses_mouse;
	/* ECMA-48 8.3.14: explicit mode, where the terminal knows of directions at all. */
	terminal->has_order = settings->has_order && is_like_xterm(name);
	def_prog_mode();
	guard_terminal(settings, terminal->has_paste);
	set_up_keys();
	start_color();
	use_default_colors();
	terminal->colors = count_colors();
	curs_set(1);
	modes_on(terminal);
	getmaxyx(stdscr, terminal->rows, terminal->columns);
	return terminal;
}

void terminal_close(struct terminal *terminal)
{
	if (!terminal)
		return;
	modes_off(terminal);
	endwin();
	delscreen(terminal->screen);
	terminal_unguard();
	buffer_done(&terminal->paste);
	free(terminal);
}

void terminal_leave(struct terminal *terminal)
{
	modes_off(terminal);
	endwin();
}

void terminal_return(struct terminal *terminal)
{
	reset_prog_mode();
	set_up_keys();
	modes_on(terminal);
	clearok(curscr, TRUE);
	refresh();
}

bool terminal_is_utf8(const struct terminal *terminal)
{
	return terminal->is_utf8;
}

int terminal_colors(const struct terminal *terminal)
{
	return terminal->colors;
}

void terminal_set_mouse(struct terminal *terminal, bool uses_mouse)
{
	terminal->uses_mouse = uses_mouse;
	modes_on(terminal);
}

static int color_of(const struct terminal *terminal, int32_t color)
{
	int32_t nearest = style_nearest(color, terminal->colors);
	return nearest < 0 ? -1 : nearest & ~STYLE_RGB;
}

void terminal_set_styles(struct terminal *terminal, const struct style_sheet *sheet)
{
	terminal->sheet = *sheet;
	for (int i = 0; i < STYLE_NAMES_COUNT && terminal->colors > 0; i++) {
		struct style_look look = style_look(sheet, (uint16_t)i);
		init_extended_pair(i + 1, color_of(terminal, look.foreground),
			color_of(terminal, look.background));
	}
	clearok(curscr, TRUE);
}
