/* The tree of feeds: smart folders, folders, feeds, and how much is unread. */
#include "ui/screen.h"

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

void screen_tree(const struct screen *screen, struct canvas_area area)
{
	const struct tree *tree = &screen->session->tree;
	canvas_write(screen->canvas, area.row, area.column + 1, area.columns - 2, SAFE("Steppe"),
		STYLE_TITLE);
	for (int i = 0; i + 1 < area.rows && tree->top + (size_t)i < tree->count; i++) {
		size_t index = tree->top + (size_t)i;
		int line = area.row + 1 + i;
		draw_row(screen, &tree->rows[index], line, area, index == tree->selected);
		if (index == tree->selected && session_view(screen->session) == VIEW_TREE)
			canvas_cursor(screen->canvas, line, area.column);
	}
}
