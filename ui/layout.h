/* How the screen is divided: pure arithmetic on the session and the size. */
#ifndef STEPPE_UI_LAYOUT_H
#define STEPPE_UI_LAYOUT_H

#include <stdbool.h>

#include "src/session/session.h"
#include "ui/canvas.h"

enum { LAYOUT_LEAST_ROWS = 5, LAYOUT_LEAST_COLUMNS = 20 };

/* An area without rows is not shown. */
struct layout {
	bool is_too_small;
	struct canvas_area tree, list, article, sheet;
	int border_column; /* right of the tree, -1 = none */
	int border_row;    /* between list and article, -1 = none */
	int sheet_head;    /* rows above the first of a sheet: its title, and air */
	int status_row;
};

enum border { BORDER_NONE, BORDER_UPRIGHT, BORDER_LEVEL };

/* The border at a place, where a mouse may take it. */
enum border layout_border_at(const struct layout *layout, int row, int column);

struct layout layout_of(const struct session *session, int rows, int columns);
/* What the session wants to know of it. */
struct session_heights layout_heights(const struct layout *layout);

#endif
