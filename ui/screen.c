#include "ui/screen.h"

#include "src/base/words.h"
#include "src/session/present.h"

struct safe screen_sign(const struct screen *screen, struct safe sign, struct safe ascii)
{
	return screen->canvas->is_ascii ? ascii : sign;
}

uint16_t screen_row_style(
	const struct screen *screen, enum view view, bool is_selected, uint16_t otherwise)
{
	if (!is_selected)
		return otherwise;
	uint16_t style = session_view(screen->session) == view ? STYLE_SELECTED : STYLE_HELD;
	return style | (otherwise & 0xFF00);
}

uint16_t screen_on_row(uint16_t row_style, uint16_t style)
{
	uint8_t name = row_style & 0xFF;
	bool is_lit = name == STYLE_SELECTED || name == STYLE_HELD;
	return is_lit ? row_style : style | (row_style & 0xFF00);
}

static void draw_too_small(const struct screen *screen)
{
	struct safe text = present_string(screen->arena, _("Needs 20×5"));
	canvas_write(screen->canvas, 0, 0, screen->canvas->columns, text, STYLE_TEXT);
}

/* ---- borders ---- */

static void draw_upright(const struct screen *screen)
{
	struct canvas *canvas = screen->canvas;
	const struct layout *layout = &screen->layout;
	struct safe bar = screen_sign(screen, SAFE("│"), SAFE("|"));
	struct safe joint = screen_sign(screen, SAFE("├"), SAFE("+"));
	for (int row = 0; row < layout->status_row; row++)
		canvas_write(canvas, row, layout->border_column, 1,
			row == layout->border_row ? joint : bar, STYLE_BORDER);
}

/* How far the article was read stands in the frame. */
static void draw_position(const struct screen *screen)
{
	const struct article_pane *article = &screen->session->article;
	if (!article->is_open || article->lines <= article->height)
		return;
	size_t end = article->top + article->height;
	struct safe text = present_printf(screen->arena, " %zu%% ", end * 100 / article->lines);
	int column = screen->canvas->columns - safe_columns(text) - 2;
	canvas_write(screen->canvas, screen->layout.border_row, column, 8, text, STYLE_DIM);
}

static void draw_level(const struct screen *screen)
{
	struct safe dash = screen_sign(screen, SAFE("─"), SAFE("-"));
	for (int column = screen->layout.border_column + 1; column < screen->canvas->columns;
		column++)
		canvas_write(
			screen->canvas, screen->layout.border_row, column, 1, dash, STYLE_BORDER);
	draw_position(screen);
}

/* ---- the whole ---- */

static void draw_panes(const struct screen *screen)
{
	const struct layout *layout = &screen->layout;
	if (layout->tree.rows > 0)
		screen_tree(screen, layout->tree);
	if (layout->list.rows > 0)
		screen_list(screen, layout->list);
	if (layout->article.rows > 0)
		screen_article(screen, layout->article);
	if (layout->border_column >= 0)
		draw_upright(screen);
	if (layout->border_row >= 0)
		draw_level(screen);
}

void screen_draw(const struct screen *screen)
{
	canvas_clear(screen->canvas);
	if (screen->layout.is_too_small) {
		draw_too_small(screen);
		return;
	}
	if (screen->session->sheet.kind != SHEET_NONE)
		screen_sheet(screen, screen->layout.sheet);
	else
		draw_panes(screen);
	if (screen->session->mode == MODE_PROMPT)
		screen_prompt(screen, screen->layout.status_row);
	else
		screen_status(screen, screen->layout.status_row);
}

/* ---- places ---- */

static bool contains(struct canvas_area area, int row, int column)
{
	return row >= area.row && row < area.row + area.rows && column >= area.column &&
	       column < area.column + area.columns;
}

static bool list_row_at(const struct screen *screen, int line, size_t *index)
{
	const struct list *list = &screen->session->list;
	for (size_t i = 0; i < list->rows_count && line >= 0; i++) {
		line -= list->is_by_day && list->rows[i].day.len > 0 ? 1 : 0;
		*index = list->top + i;
		if (line-- == 0)
			return true;
	}
	return false;
}

bool screen_place_at(const struct screen *screen, int row, int column, struct screen_place *place)
{
	const struct session *session = screen->session;
	const struct layout *layout = &screen->layout;
	*place = (struct screen_place){.view = VIEW_SHEET};
	if (session->sheet.kind != SHEET_NONE) {
		int line = row - layout->sheet_head;
		place->index = session->sheet.top + (size_t)(line > 0 ? line : 0);
		place->is_row = line >= 0 && row < layout->status_row &&
				place->index < session->sheet.count;
		return row < layout->status_row;
	}
	if (contains(layout->tree, row, column)) {
		place->view = VIEW_TREE;
		place->index = session->tree.top + (size_t)(row > 1 ? row - 1 : 0);
		place->is_row = row >= 1 && place->index < session->tree.count;
		return true;
	}
	if (contains(layout->list, row, column)) {
		place->view = VIEW_LIST;
		place->is_row = list_row_at(screen, row - layout->list.row, &place->index);
		return true;
	}
	int link = screen_link_at(screen, row, column);
	place->view = VIEW_ARTICLE;
	place->is_row = link >= 0;
	place->index = link >= 0 ? (size_t)link : 0;
	return contains(layout->article, row, column);
}
