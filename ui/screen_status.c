/* The last line: a question, a message, the progress of an update, or where one is. */
#include "ui/screen.h"

#include <string.h>

#include "src/base/words.h"
#include "src/session/present.h"

enum { BAR_MOST = 24, BAR_LEAST = 8 };

static int draw_bar(const struct screen *screen, int row, int column)
{
	const struct session_progress *progress = &screen->session->progress;
	int room = screen->canvas->columns / 4;
	int columns = room > BAR_MOST ? BAR_MOST : room;
	if (columns < BAR_LEAST || progress->asked == 0)
		return 0;
	int full = (int)((uint64_t)progress->done * (uint64_t)columns / progress->asked);
	struct safe done = screen_sign(screen, SAFE("▓"), SAFE("#"));
	struct safe open = screen_sign(screen, SAFE("░"), SAFE("."));
	for (int i = 0; i < columns; i++)
		canvas_write(
			screen->canvas, row, column + i, 1, i < full ? done : open, STYLE_PROGRESS);
	return columns + 1;
}

static void draw_progress(const struct screen *screen, int row, int column, int columns)
{
	const struct session_progress *progress = &screen->session->progress;
	column += canvas_write_cut(screen->canvas, row, column, columns - column, progress->text,
			  STYLE_STATUS) +
		  1;
	column += draw_bar(screen, row, column);
	canvas_write_cut(
		screen->canvas, row, column, columns - column, progress->result, STYLE_STATUS);
}

/* Where one is: a name, which gives way, and how far. */
struct place {
	struct safe name, rest;
};

static struct place list_place(const struct screen *screen)
{
	const struct list *list = &screen->session->list;
	if (!list->is_open)
		return (struct place){SAFE(""), SAFE("")};
	size_t at = list->total > 0 ? list->selected + 1 : 0;
	bool is_counted = !list->is_partial || list->length > 0;
	struct safe filter[] = {SAFE("  "), list->filter};
	struct safe parts[] = {list->hides_read
				       ? present_printf(screen->arena, "  %s", _("unread only"))
				       : SAFE(""),

		list->filter.len > 0 ? safe_join(screen->arena, filter, 2) : SAFE(""),
		present_printf(screen->arena, is_counted ? "  %zu/%zu" : "  %zu/%zu+", at,
			is_counted ? list->length : list->total),
		list->picked > 0 ? present_printf(screen->arena, _("  %zu selected"), list->picked)
				 : SAFE("")};
	return (struct place){list->title, safe_join(screen->arena, parts, 4)};
}

static struct safe matches_found(const struct screen *screen)
{
	const struct article_pane *article = &screen->session->article;
	if (article->search.len == 0)
		return SAFE("");
	if (article->matches == 0)
		return present_printf(screen->arena, "  %s", _("Nothing matches."));
	return present_printf(
		screen->arena, _("  match %zu of %zu"), article->match + 1, article->matches);
}

/* How far it was read; of a page that is not there yet nothing was. */
static struct safe how_far(const struct screen *screen)
{
	const struct article_pane *article = &screen->session->article;
	size_t end = article->top + article->height;
	if (!article->page)
		return SAFE("");
	size_t percent = end >= article->lines ? 100 : end * 100 / article->lines;
	return present_printf(screen->arena, "  %zu%%", percent);
}

/* Where Enter would lead. */
static struct safe link_chosen(const struct screen *screen)
{
	const struct article_pane *article = &screen->session->article;
	if (!article->page || article->link < 0 ||
		(size_t)article->link >= article->page->links_count)
		return SAFE("");
	struct safe parts[] = {present_printf(screen->arena, "  [%d] ", article->link + 1),
		article->page->links[article->link]};
	return safe_join(screen->arena, parts, 2);
}

static struct place article_place(const struct screen *screen)
{
	struct safe parts[] = {how_far(screen), matches_found(screen), link_chosen(screen)};
	return (struct place){screen->session->article.feed, safe_join(screen->arena, parts, 3)};
}

/* As many as fit, but one. */
static struct safe first_hints(const struct screen *screen, int room)
{
	const struct safe *hints = screen->session->first_hints;
	struct safe line = hints[0];
	for (size_t i = 1; i < FIRST_HINTS && hints[i].len > 0; i++) {
		struct safe parts[] = {line, SAFE(", "), hints[i]};
		struct safe longer = safe_join(screen->arena, parts, 3);
		if (safe_columns(longer) > room)
			break;
		line = longer;
	}
	return line;
}

static struct place place_of(const struct screen *screen, int room)
{
	const struct session *session = screen->session;
	if (session->sheet.kind != SHEET_NONE)
		return (struct place){session->sheet.hint, SAFE("")};
	if (session->focus == VIEW_ARTICLE)
		return article_place(screen);
	if (session->focus == VIEW_LIST)
		return list_place(screen);
	const struct tree *tree = &session->tree;
	return (struct place){
		tree->about.len > 0 ? tree->about : first_hints(screen, room), SAFE("")};
}

static void draw_place(const struct screen *screen, int row, int room)
{
	enum { NAME_LEAST = 8 };
	struct place place = place_of(screen, room);
	int rest = safe_columns(place.rest);
	int name = room - rest > NAME_LEAST ? room - rest : NAME_LEAST;
	int used = canvas_write_cut(screen->canvas, row, 1, name, place.name, STYLE_STATUS);
	canvas_write_cut(screen->canvas, row, 1 + used, room - used, place.rest, STYLE_STATUS);
}

static bool has_room_for_help(const struct screen *screen)
{
	return screen->canvas->columns >= 60 && screen->pending.len == 0;
}

static int draw_help(const struct screen *screen, int row)
{
	struct safe help = session_help_hint(screen->session, screen->arena);
	int columns = safe_columns(help), column = screen->canvas->columns - columns - 1;
	if (!has_room_for_help(screen))
		return screen->canvas->columns;
	canvas_write(screen->canvas, row, column, columns, help, STYLE_STATUS);
	return column - 1;
}

const char *screen_command_at(const struct screen *screen, int row, int column)
{
	const struct session *session = screen->session;
	struct safe help = session_help_hint(session, screen->arena);
	size_t first = 0; /* what is told of help, up to two blanks */
	while (first + 1 < help.len && memcmp(help.utf8 + first, "  ", 2) != 0)
		first++;
	int at = column - (screen->canvas->columns - safe_columns(help) - 1);
	bool is_shown = has_room_for_help(screen) && session->mode == MODE_KEYS &&
			session->message.kind == MESSAGE_NONE;
	if (!is_shown || row != screen->layout.status_row || at < 0 || at >= safe_columns(help))
		return NULL;
	return at <= safe_columns(safe_part(help, 0, first)) ? "help" : "command-line";
}

/* Where the last blank at or before `from` is; 0 = there is none. */
static size_t blank_before(struct safe text, size_t from)
{
	while (from > 0 && text.utf8[from] != ' ')
		from--;
	return from;
}

/* Between sentences, when what is left has room in the next line; else between words,
 * and the name of a key stays with what it does.  A word that is too long is cut. */
static size_t break_of(struct safe text, size_t fits, int columns)
{
	enum { KEY_BYTES = 2 };
	for (size_t at = blank_before(text, fits); at > 0; at = blank_before(text, at - 1))
		if (text.utf8[at - 1] == '.' &&
			safe_columns(safe_part(text, at + 1, text.len)) <= columns)
			return at;
	size_t at = blank_before(text, fits), before = at > 0 ? blank_before(text, at - 1) : 0;
	bool ends_in_key = before > 0 && at - before - 1 <= KEY_BYTES;
	return ends_in_key ? before : at > 0 ? at : fits;
}

struct safe screen_take_line(struct safe *rest, int columns)
{
	struct safe all = *rest;
	size_t fits = safe_fit(all, columns).len;
	size_t len = fits < all.len ? break_of(all, fits, columns) : fits;
	size_t next = len;
	while (next < all.len && all.utf8[next] == ' ')
		next++;
	*rest = safe_part(all, next, all.len);
	return safe_part(all, 0, len);
}

/* What does not fit into the last line grows upwards over half of the screen, so
 * that a narrow one shows the whole question, too.  The column behind its end. */
static int draw_words(const struct screen *screen, int row, struct safe text, uint16_t style)
{
	enum { LINES = 6 };
	struct canvas *canvas = screen->canvas;
	struct safe lines[LINES], rest = text;
	int room = canvas->columns - 2, most = canvas->rows / 2, count = 0, used = 0;
	most = most > LINES ? LINES : most < 1 ? 1 : most;
	while (rest.len > 0 && count < most - 1)
		lines[count++] = screen_take_line(&rest, room);
	if (rest.len > 0 || count == 0)
		lines[count++] = rest;
	for (int i = 0; i < count; i++) {
		struct canvas_area area = {row - count + 1 + i, 0, 1, canvas->columns};
		canvas_fill(canvas, area, STYLE_STATUS);
		used = canvas_write_cut(canvas, area.row, 1, room, lines[i], style);
	}
	return 1 + used;
}

static uint16_t message_style(const struct message *message)
{
	return message->kind == MESSAGE_ERROR ? STYLE_ERROR : STYLE_STATUS;
}

/* What was typed of a command, at the right end. */
static void draw_pending(const struct screen *screen, int row)
{
	struct canvas *canvas = screen->canvas;
	int columns = safe_columns(screen->pending) + 2;
	struct canvas_area area = {row, canvas->columns - columns, 1, columns};
	if (screen->pending.len == 0)
		return;
	canvas_fill(canvas, area, STYLE_STATUS);
	canvas_write(canvas, row, area.column + 1, columns, screen->pending, STYLE_STATUS);
}

static void draw_status(const struct screen *screen, int row)
{
	const struct session *session = screen->session;
	struct canvas *canvas = screen->canvas;
	canvas_fill(canvas, (struct canvas_area){row, 0, 1, canvas->columns}, STYLE_STATUS);
	if (session->mode == MODE_QUESTION) {
		canvas_cursor(
			canvas, row, draw_words(screen, row, session->question, STYLE_PROMPT));
		return;
	}
	if (session->message.kind != MESSAGE_NONE) {
		int end = draw_words(
			screen, row, session->message.text, message_style(&session->message));
		if (session->progress.text.len > 0 && !session->progress.is_running)
			draw_progress(screen, row, end + 2, canvas->columns);
		return;
	}
	struct safe whole =
		session->sheet.kind != SHEET_NONE ? screen_sheet_whole(screen) : SAFE("");
	if (whole.len > 0 && session->progress.text.len == 0) {
		draw_words(screen, row, whole, STYLE_STATUS);
		return;
	}
	int columns = draw_help(screen, row);
	if (session->progress.text.len > 0)
		draw_progress(screen, row, 1, columns);
	else
		draw_place(screen, row, columns - 1);
}

void screen_status(const struct screen *screen, int row)
{
	draw_status(screen, row);
	draw_pending(screen, row);
}

/* ---- the prompt ---- */

/* Behind the longest candidate, or the half that is theirs. */
static int details_column(const struct prompt *prompt, int columns)
{
	int widest = 0;
	for (size_t i = 0; i < prompt->candidates_count; i++) {
		int width = safe_columns(prompt->candidates[i].text);
		widest = width > widest ? width : widest;
	}
	return 3 + (widest < columns / 2 ? widest : columns / 2);
}

/* Where more are offered than are in sight: which one it is, at the right end. */
static void draw_candidate_number(const struct screen *screen, int row)
{
	const struct prompt *prompt = &screen->session->prompt;
	struct safe number = present_printf(
		screen->arena, " %zu/%zu ", prompt->candidate + 1, prompt->candidates_count);
	int columns = safe_columns(number);
	canvas_write(screen->canvas, row, screen->canvas->columns - columns, columns, number,
		STYLE_PROMPT);
}

static void draw_candidates(const struct screen *screen, int row)
{
	const struct prompt *prompt = &screen->session->prompt;
	struct canvas *canvas = screen->canvas;
	int most = row < 8 ? row : 8;
	size_t first =
		prompt->candidate >= (size_t)most && prompt->candidate < prompt->candidates_count
			? prompt->candidate - (size_t)most + 1
			: 0;
	size_t left = prompt->candidates_count - first;
	int shown = left < (size_t)most ? (int)left : most;
	int column = details_column(prompt, canvas->columns), room = canvas->columns - 2;
	for (int i = 0; i < shown; i++) {
		const struct candidate *candidate = &prompt->candidates[first + (size_t)i];
		bool is_current = first + (size_t)i == prompt->candidate;
		uint16_t style = is_current ? STYLE_MENU_SELECTED : STYLE_MENU;
		struct canvas_area line = {row - shown + i, 0, 1, canvas->columns};
		bool has_detail = candidate->detail.len > 0;
		canvas_fill(canvas, line, style);
		canvas_write_cut(canvas, line.row, 1, has_detail ? column - 3 : room,
			candidate->text, style);
		canvas_write_cut(
			canvas, line.row, column, room + 1 - column, candidate->detail, style);
	}
	if (prompt->candidates_count > (size_t)shown)
		draw_candidate_number(screen, row);
}

void screen_prompt(const struct screen *screen, int row)
{
	const struct prompt *prompt = &screen->session->prompt;
	struct canvas *canvas = screen->canvas;
	canvas_fill(canvas, (struct canvas_area){row, 0, 1, canvas->columns}, STYLE_PROMPT);
	int column = canvas_write(canvas, row, 0, canvas->columns / 2, prompt->label, STYLE_PROMPT);
	int room = canvas->columns - column - 1;
	/* What was typed last stays in sight. */
	struct safe before = safe_part(prompt->text, 0, prompt->cursor), cut = before;
	int width;
	while (safe_columns(cut) > room)
		safe_take_cell(&cut, &width);
	struct safe shown = safe_part(prompt->text, before.len - cut.len, prompt->text.len);
	canvas_write(canvas, row, column, room, shown, STYLE_PROMPT);
	if (prompt->problem.len > 0)
		draw_words(screen, row - 1, prompt->problem, STYLE_ERROR);
	if (prompt->candidates_count > 0)
		draw_candidates(screen, row);
	canvas_cursor(canvas, row, column + safe_columns(cut));
}
