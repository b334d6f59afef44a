#include "ui/layout.h"

enum {
	TREE_LEAST = 16,
	TREE_MOST_SHARE = 2,
	LIST_LEAST = 3,
	THREE_PANES_ROWS = 12,
	AIRY_ROWS = 10
};

static int clamp(int number, int least, int most)
{
	return number > most ? most : number < least ? least : number;
}

static int tree_columns(const struct session *session, int columns)
{
	int wanted = session->options.tree_width;
	if (wanted == 0)
		wanted = clamp(columns / 4, 24, 34);
	return clamp(wanted, TREE_LEAST, columns / TREE_MOST_SHARE);
}

static int list_rows(const struct session *session, int rows)
{
	int wanted = session->options.list_height;
	if (wanted == 0)
		wanted = clamp(rows * 3 / 10, 5, 16);
	return clamp(wanted, LIST_LEAST, rows - LIST_LEAST - 1);
}

/* More was found than the usual height shows, and nobody has chosen any of it yet. */
static bool needs_height(const struct session *session, int rows)
{
	const struct list *list = &session->list;
	return list->is_roomy && !session->article.is_open &&
	       (list->is_partial || list->total > (size_t)list_rows(session, rows));
}

static void beside_tree(struct layout *layout, const struct session *session, int rows, int columns)
{
	int tree = tree_columns(session, columns);
	layout->tree = (struct canvas_area){0, 0, rows, tree};
	layout->border_column = tree;
	layout->list = (struct canvas_area){0, tree + 1, rows, columns - tree - 1};
}

static void above_article(struct layout *layout, const struct session *session)
{
	struct canvas_area right = layout->list;
	layout->list.rows = list_rows(session, right.rows);
	layout->border_row = layout->list.rows;
	int top = layout->border_row + 1;
	layout->article = (struct canvas_area){top, right.column, right.rows - top, right.columns};
}

struct layout layout_of(const struct session *session, int rows, int columns)
{
	struct layout layout = {.border_column = -1, .border_row = -1, .status_row = rows - 1};
	layout.is_too_small = rows < LAYOUT_LEAST_ROWS || columns < LAYOUT_LEAST_COLUMNS;
	if (layout.is_too_small)
		return layout;
	struct canvas_area whole = {0, 0, rows - 1, columns};
	int panes = session_panes(session, columns);
	layout.sheet = whole;
	layout.sheet_head = rows < AIRY_ROWS ? 1 : 2;
	if (panes == 3 && rows < THREE_PANES_ROWS)
		panes = 2;
	bool is_alone = panes < 3 && session->focus == VIEW_ARTICLE;
	if (is_alone || (session->is_zen && session->article.is_open))
		layout.article = whole;
	else if (panes >= 2)
		beside_tree(&layout, session, whole.rows, columns);
	else if (session->focus == VIEW_TREE)
		layout.tree = whole;
	else
		layout.list = whole;
	if (panes == 3 && layout.border_column >= 0 && !needs_height(session, whole.rows))
		above_article(&layout, session);
	return layout;
}

static size_t height(struct canvas_area area, int headings)
{
	if (area.rows == 0)
		return 0;
	return area.rows > headings ? (size_t)(area.rows - headings) : 1;
}

struct session_heights layout_heights(const struct layout *layout)
{
	return (struct session_heights){
		.tree = height(layout->tree, 1),
		.list = height(layout->list, 0),
		.article = height(layout->article, 0),
		.sheet = height(layout->sheet, layout->sheet_head),
		.tree_columns = layout->border_column > 0 ? layout->border_column : 0,
		.list_rows = layout->border_row > 0 ? layout->border_row : 0,
	};
}

enum border layout_border_at(const struct layout *layout, int row, int column)
{
	if (row >= layout->status_row || layout->border_column < 0)
		return BORDER_NONE;
	if (column == layout->border_column)
		return BORDER_UPRIGHT;
	bool is_level = row == layout->border_row && column > layout->border_column;
	return is_level ? BORDER_LEVEL : BORDER_NONE;
}
