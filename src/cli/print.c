#include "src/cli/print.h"

#include <errno.h>
#include <langinfo.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "src/base/buffer.h"

#define COLUMNS_WITHOUT_ANSWER 80

/* Of a table's cells: names are wider than dates; the last cell wants so much. */
#define NAME_COLUMNS_WIDE 17
#define NAME_COLUMNS_LEAST 6
#define LAST_COLUMNS_LEAST 20

/* Of what a problem is about: a path fits, a query of thousands of letters need not. */
#define WHAT_LIMIT 500

static int terminal_columns(int fd)
{
	struct winsize size = {0};
	if (ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
		return size.ws_col;
	return COLUMNS_WITHOUT_ANSWER;
}

static bool wants_colour(void)
{
	const char *no_color = getenv("NO_COLOR");
	return no_color == NULL || no_color[0] == '\0';
}

/* Such a terminal shows letters and knows no sequences. */
static bool is_dumb(void)
{
	const char *term = getenv("TERM");
	return term == NULL || term[0] == '\0' || strcmp(term, "dumb") == 0;
}

void print_init(struct print *print, FILE *file)
{
	int fd = fileno(file);
	bool is_terminal = isatty(fd);
	*print = (struct print){
		.file = file,
		.scratch = arena_new(),
		.columns = is_terminal ? terminal_columns(fd) : 0,
		.is_terminal = is_terminal,
		.has_sequences = is_terminal && !is_dumb(),
		.has_colour = is_terminal && !is_dumb() && wants_colour(),
		.has_unicode = strcmp(nl_langinfo(CODESET), "UTF-8") == 0,
	};
}

/* ---- writing ---- */

/* A full disk answers long before the end: the first reason is the one that counts. */
static void keep_failure(struct print *print, bool is_written)
{
	if (!is_written && print->failure == 0)
		print->failure = errno;
}

static void put(struct print *print, const char *bytes, size_t len)
{
	keep_failure(print, fwrite(bytes, 1, len, print->file) == len);
}

static void put_string(struct print *print, const char *string)
{
	put(print, string, strlen(string));
}

void print_flush(struct print *print)
{
	keep_failure(print, fflush(print->file) == 0);
}

bool print_done(struct print *print, struct error *error)
{
	arena_free(print->scratch);
	print_flush(print);
	if (print->failure == 0 || print->failure == EPIPE)
		return true;
	return error_set(error, ERROR_DISK, "%s", strerror(print->failure));
}

bool print_is_closed(const struct print *print)
{
	return print->failure != 0;
}

static const char *style_sequence(enum print_style style)
{
	static const char *const sequences[] = {[PRINT_PLAIN] = "",
		[PRINT_STRONG] = "\033[1m",
		[PRINT_FAINT] = "\033[2m",
		[PRINT_ALARM] = "\033[31m"};
	return sequences[style];
}

static void write_styled(struct print *print, enum print_style style, struct safe text)
{
	bool is_styled = print->has_colour && style != PRINT_PLAIN;
	if (is_styled)
		put_string(print, style_sequence(style));
	put(print, text.utf8, text.len);
	if (is_styled)
		put_string(print, "\033[m");
}

static struct safe make_safe(
	struct print *print, const char *bytes, size_t len, enum safe_shape shape)
{
	struct foreign text = foreign_from_bytes(print->scratch, (struct bytes){bytes, len});
	return safe_from_foreign(print->scratch, text, shape);
}

static void write_line(
	struct print *print, enum print_style style, const char *format, va_list arguments)
{
	char *text = arena_vprintf(print->scratch, format, arguments);
	write_styled(print, style, make_safe(print, text, strlen(text), SAFE_LINE));
	put_string(print, "\n");
	arena_reset(print->scratch);
}

void print_line(struct print *print, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	write_line(print, PRINT_PLAIN, format, arguments);
	va_end(arguments);
}

void print_styled_line(struct print *print, enum print_style style, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	write_line(print, style, format, arguments);
	va_end(arguments);
}

void print_problem(struct print *print, const char *what, const char *why)
{
	size_t whole = what == NULL ? 0 : strlen(what);
	size_t len = whole > WHAT_LIMIT ? WHAT_LIMIT : whole;
	while (len > 0 && len < whole && ((unsigned char)what[len] & 0xC0) == 0x80)
		len--;
	if (len == 0)
		print_line(print, "steppe: %s", why);
	else
		print_line(
			print, "steppe: %.*s%s: %s", (int)len, what, len < whole ? "…" : "", why);
}

void print_part(struct print *print, enum print_style style, struct foreign text)
{
	write_styled(print, style, safe_from_foreign(print->scratch, text, SAFE_LINE));
}

void print_safe(struct print *print, struct safe text)
{
	put(print, text.utf8, text.len);
}

void print_text(struct print *print, struct foreign text)
{
	struct safe safe = safe_from_foreign(print->scratch, text, SAFE_LINES);
	print_safe(print, safe);
	if (safe.len > 0 && safe.utf8[safe.len - 1] != '\n')
		put_string(print, "\n");
	arena_reset(print->scratch);
}

void print_json(struct print *print, const struct json *value)
{
	struct buffer text = {0};
	json_write(&text, value, JSON_PRETTY);
	put(print, text.data, text.len);
	buffer_done(&text);
}

void print_raw_json(struct print *print, struct foreign json)
{
	put(print, json.utf8, json.len);
	if (json.len == 0 || json.utf8[json.len - 1] != '\n')
		put_string(print, "\n");
}

/* ---- tables ---- */

/* What fixed columns leave for the open-ended one. */
static int columns_left(int columns, const struct print_cell *cells, size_t count)
{
	int open_ended = 0;
	for (size_t i = 0; i < count; i++) {
		columns -= cells[i].columns + (i > 0 ? 2 : 0);
		open_ended += cells[i].columns == 0;
	}
	return open_ended == 0 ? columns : columns / open_ended;
}

/* On a narrow terminal names give way to what the row is about, down to a few letters. */
static int columns_of_name(const struct print_cell *cell, int missing)
{
	bool can_shrink = !cell->is_right && cell->columns > NAME_COLUMNS_WIDE;
	if (!can_shrink || missing <= 0)
		return cell->columns;
	int columns = cell->columns - missing;
	return columns < NAME_COLUMNS_LEAST ? NAME_COLUMNS_LEAST : columns;
}

static void pad(struct print *print, int columns)
{
	for (; columns > 0; columns--)
		put_string(print, " ");
}

static struct safe fit_with_dots(struct print *print, struct safe text, int columns)
{
	if (safe_columns(text) <= columns)
		return text;
	if (!print->has_unicode || columns < 2)
		return safe_fit(text, columns);
	struct safe parts[] = {safe_fit(text, columns - 1), SAFE("…")};
	return safe_join(print->scratch, parts, 2);
}

static void print_cell(
	struct print *print, const struct print_cell *cell, int columns, bool is_last)
{
	struct safe text = safe_from_foreign(print->scratch, cell->text, SAFE_LINE);
	if (columns > 0 && print->columns > 0)
		text = fit_with_dots(print, text, columns);
	int blank = columns - safe_columns(text);
	if (cell->is_right)
		pad(print, blank);
	write_styled(print, cell->style, text);
	if (!cell->is_right && !is_last)
		pad(print, blank);
}

void print_part_within(
	struct print *print, enum print_style style, struct foreign text, int *columns)
{
	if (print->columns == 0) {
		print_part(print, style, text);
		return;
	}
	struct safe safe = safe_from_foreign(print->scratch, text, SAFE_LINE);
	int wanted = safe_columns(safe);
	if (*columns > 0)
		write_styled(print, style, fit_with_dots(print, safe, *columns));
	*columns -= wanted;
}

/* In a pipe nothing is cut; what is short keeps its width, so that columns stand in line. */
static void print_row_whole(struct print *print, const struct print_cell *cells, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		put_string(print, i > 0 ? "  " : "");
		print_cell(print, &cells[i], cells[i].columns, i + 1 == count);
	}
}

static void print_row_fitted(struct print *print, const struct print_cell *cells, size_t count)
{
	int missing = LAST_COLUMNS_LEAST - columns_left(print->columns, cells, count);
	int room = print->columns;
	for (size_t i = 0; i < count && room > 0; i++) {
		int columns = columns_of_name(&cells[i], missing);
		missing -= cells[i].columns - columns;
		if (columns == 0)
			columns = columns_left(room, &cells[i], count - i);
		if (columns < 1 || columns > room)
			columns = room;
		print_cell(print, &cells[i], columns, i + 1 == count || columns == room);
		room -= columns + 2;
		put_string(print, i + 1 < count && room > 0 ? "  " : "");
	}
}

void print_row(struct print *print, const struct print_cell *cells, size_t count)
{
	if (print->columns == 0)
		print_row_whole(print, cells, count);
	else
		print_row_fitted(print, cells, count);
	put_string(print, "\n");
	arena_reset(print->scratch);
}

/* ---- progress ---- */

void print_progress(struct print *print, const char *format, ...)
{
	if (!print->has_sequences)
		return;
	va_list arguments;
	va_start(arguments, format);
	char *text = arena_vprintf(print->scratch, format, arguments);
	va_end(arguments);
	struct safe safe = make_safe(print, text, strlen(text), SAFE_LINE);
	put_string(print, "\r\033[K");
	print_safe(print, safe_fit(safe, print->columns - 1));
	print_flush(print);
	arena_reset(print->scratch);
}

void print_progress_done(struct print *print)
{
	if (!print->has_sequences)
		return;
	put_string(print, "\r\033[K");
	print_flush(print);
}
