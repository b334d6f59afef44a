/* The article: lines of ui/reading.h, lit matches, the chosen link, link letters. */
#include "ui/screen.h"

#include "src/session/page.h"

static uint16_t attributes_of(uint16_t style)
{
	uint16_t found = style & PAGE_BOLD ? STYLE_BOLD : 0;
	found |= style & PAGE_ITALIC ? STYLE_ITALIC : 0;
	found |= style & PAGE_UNDERLINE ? STYLE_UNDERLINE : 0;
	return found;
}

static uint16_t run_style(const struct screen *screen, const struct wrap_run *run)
{
	static const uint8_t ROLES[] = {
		[WRAP_TEXT] = STYLE_TEXT,
		[WRAP_HEADING] = STYLE_HEADING,
		[WRAP_QUOTE] = STYLE_QUOTE,
		[WRAP_CODE] = STYLE_CODE,
		[WRAP_CAPTION] = STYLE_DIM,
		[WRAP_HEAD] = STYLE_HEADING,
		[WRAP_MARKER] = STYLE_DIM,
		[WRAP_FRAME] = STYLE_BORDER,
		[WRAP_NOTE] = STYLE_DIM,
		[WRAP_REPEATED] = STYLE_DIM,
		[WRAP_ADDRESS] = STYLE_DIM,
	};
	uint16_t style = ROLES[run->role];
	if (run->link >= 0 && run->link == screen->session->article.link)
		style = STYLE_LINK_SELECTED;
	else if (run->link >= 0 && run->role < WRAP_ADDED)
		style = STYLE_LINK;
	else if (run->style & PAGE_CODE)
		style = STYLE_CODE;
	return style | attributes_of(run->style);
}

static void draw_hint(const struct screen *screen, const struct wrap_run *run, int line, int column)
{
	if (screen->session->mode != MODE_HINTS || run->role != WRAP_NOTE)
		return;
	struct safe label = session_hint_label(screen->session, (size_t)run->link);
	struct safe parts[] = {SAFE("["), label, SAFE("]")};
	if (label.len == 0)
		return;
	canvas_fill(
		screen->canvas, (struct canvas_area){line, column, 1, run->columns}, STYLE_TEXT);
	canvas_write(screen->canvas, line, column, run->columns + 2,
		safe_join(screen->arena, parts, 3), STYLE_MATCH_CURRENT);
}

static void draw_line(const struct screen *screen, const struct wrap_line *text, int line,
	struct canvas_area area)
{
	int end = area.column + area.columns;
	for (size_t i = 0; i < text->runs_count; i++) {
		const struct wrap_run *run = &text->runs[i];
		int column = area.column + screen->reading->margin + run->column;
		canvas_write(screen->canvas, line, column, end - column, run->text,
			run_style(screen, run));
		draw_hint(screen, run, line, column);
	}
}

int screen_link_at(const struct screen *screen, int row, int column)
{
	const struct article_pane *article = &screen->session->article;
	struct canvas_area area = screen->layout.article;
	if (!article->is_open || !screen->reading->head || row < area.row)
		return -1;
	const struct wrap_line *line =
		reading_line(screen->reading, article->top + (size_t)(row - area.row));
	int at = column - area.column - screen->reading->margin;
	for (size_t i = 0; i < line->runs_count; i++)
		if (at >= line->runs[i].column && at < line->runs[i].column + line->runs[i].columns)
			return line->runs[i].link;
	return -1;
}

/* Last of all, since matches and hints know their places as the text is read. */
static void order_line(const struct screen *screen, const struct wrap_line *text, int line,
	struct canvas_area area)
{
	int column = screen->reading->margin + text->text_column;
	canvas_order(screen->canvas, line, area.column + column, text->columns - text->text_column,
		text->is_right_to_left ? CANVAS_RIGHT_TO_LEFT : CANVAS_LEFT_TO_RIGHT);
}

static void light_matches(const struct screen *screen, struct canvas_area area)
{
	const struct reading *reading = screen->reading;
	size_t head = reading->head->lines_count + 1, top = screen->session->article.top;
	for (size_t i = 0; i < reading->matches.parts_count; i++) {
		const struct wrap_match *part = &reading->matches.parts[i];
		if (part->line + head < top || part->line + head >= top + (size_t)area.rows)
			continue;
		bool is_current = part->number == screen->session->article.match;
		int column = area.column + reading->margin + part->column;
		canvas_restyle(screen->canvas,
			(struct canvas_area){area.row + (int)(part->line + head - top), column, 1,
				part->columns},
			is_current ? STYLE_MATCH_CURRENT : STYLE_MATCH);
	}
}

void screen_article(const struct screen *screen, struct canvas_area area)
{
	const struct article_pane *article = &screen->session->article;
	if (session_view(screen->session) == VIEW_ARTICLE)
		canvas_cursor(screen->canvas, area.row, area.column);
	if (!article->is_open || !screen->reading->head)
		return;
	for (int i = 0; i < area.rows; i++)
		draw_line(screen, reading_line(screen->reading, article->top + (size_t)i),
			area.row + i, area);
	light_matches(screen, area);
	for (int i = 0; i < area.rows; i++)
		order_line(screen, reading_line(screen->reading, article->top + (size_t)i),
			area.row + i, area);
}
