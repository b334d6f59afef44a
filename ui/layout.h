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
	int status_row;
};

struct layout layout_of(const struct session *session, int rows, int columns);
/* What the session wants to know of it. */
struct session_heights layout_heights(const struct layout *layout);

#endif
