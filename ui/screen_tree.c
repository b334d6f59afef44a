/* The tree of feeds: smart folders, folders, feeds, and how much is unread. */
#include "ui/screen.h"

#include "src/base/words.h"
#include "src/session/present.h"

enum { COUNT_COLUMNS = 7, INDENT = 2 };

static struct safe row_sign(const struct screen *screen, const struct tree_row *row)
{
	if (row->kind == TREE_FOLDER && row->is_folded)
		return screen_sign(screen, SAFE("▸"), SAFE("+"));
	if (row->kind == TREE_FOLDER)
		return screen_sign(screen, SAFE("▾"), SAFE("-"));
	if (row->is_failing)
		return SAFE("!");
	return row->is_updating ? screen_sign(screen, SAFE("↻"), SAFE("~")) : SAFE("");
}

static uint16_t row_look(const struct tree_row *row)
{
	uint16_t style = row->kind == TREE_FOLDER ? STYLE_FOLDER : STYLE_TEXT;
	bool has_unread = row->count > 0 && row->kind != TREE_BOOKMARKS && row->kind != TREE_SAVED;
	return style | (has_unread ? STYLE_BOLD : 0);
}

static int sign_column(const struct tree_row *row, struct canvas_area area)
{
	enum { DEEPEST = 6 };
	return area.column + 1 + (row->depth < DEEPEST ? row->depth : DEEPEST) * INDENT;
}

bool screen_tree_has_sign_at(const struct screen *screen, size_t index, int column)
{
	const struct tree *tree = &screen->session->tree;
	return index < tree->count && tree->rows[index].kind == TREE_FOLDER &&
	       column == sign_column(&tree->rows[index], screen->layout.tree);
}

static void draw_row(const struct screen *screen, const struct tree_row *row, int line,
	struct canvas_area area, bool is_selected)
{
	struct canvas *canvas = screen->canvas;
	uint16_t style = screen_row_style(screen, VIEW_TREE, is_selected, row_look(row));
	canvas_fill(canvas, (struct canvas_area){line, area.column, 1, area.columns}, style);
	bool is_inside = row->kind == TREE_FEED || row->kind == TREE_FOLDER;
	int column = sign_column(row, area), end = area.column + area.columns - 1;
	if (row->count > 0) {
		struct safe count = safe_number(screen->arena, row->count);
		end -= safe_columns(count);
		canvas_write(
			canvas, line, end, COUNT_COLUMNS, count, screen_on_row(style, STYLE_DIM));
		end -= 1;
	}
	uint16_t sign_style = screen_on_row(style, row->is_failing ? STYLE_FAILING : STYLE_DIM);
	canvas_write(canvas, line, column, 1, row_sign(screen, row), sign_style);
	bool has_sign =
		is_inside && (row->kind == TREE_FOLDER || row->is_failing || row->is_updating);
	column += has_sign ? 2 : 0;
	canvas_write_cut(canvas, line, column, end - column, row->title, style);
}

/* What is left out is said where one looks for it. */
static void draw_title(const struct screen *screen, struct canvas_area area)
{
	int column = area.column + 1, room = area.columns - 2;
	int used =
		canvas_write(screen->canvas, area.row, column, room, SAFE("Steppe"), STYLE_TITLE);
	struct safe words = present_string(screen->arena, _("unread only"));
	int columns = safe_columns(words);
	if (screen->session->tree.unread_only && used + 1 + columns <= room)
		canvas_write(screen->canvas, area.row, column + room - columns, columns, words,
			STYLE_DIM);
}

void screen_tree(const struct screen *screen, struct canvas_area area)
{
	const struct tree *tree = &screen->session->tree;
	draw_title(screen, area);
	for (int i = 0; i + 1 < area.rows && tree->top + (size_t)i < tree->count; i++) {
		size_t index = tree->top + (size_t)i;
		int line = area.row + 1 + i;
		draw_row(screen, &tree->rows[index], line, area, index == tree->selected);
		if (index == tree->selected && session_view(screen->session) == VIEW_TREE)
			canvas_cursor(screen->canvas, line, area.column);
	}
}
