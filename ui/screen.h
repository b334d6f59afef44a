/* The screens: functions of the session that draw on the canvas and change nothing. */
#ifndef STEPPE_UI_SCREEN_H
#define STEPPE_UI_SCREEN_H

#include "src/base/arena.h"
#include "src/session/session.h"
#include "ui/canvas.h"
#include "ui/layout.h"
#include "ui/reading.h"
#include "ui/style.h"

struct screen {
	struct canvas *canvas;
	const struct session *session;
	const struct reading *reading;
	struct layout layout;
	struct safe pending; /* keys of a command that is not yet complete */
	struct arena *arena; /* for texts that live as long as the frame */
};

/* The whole picture: panes, borders, sheet, last line, cursor. */
void screen_draw(const struct screen *screen);

void screen_tree(const struct screen *screen, struct canvas_area area);
void screen_list(const struct screen *screen, struct canvas_area area);
void screen_article(const struct screen *screen, struct canvas_area area);
void screen_sheet(const struct screen *screen, struct canvas_area area);
/* The link of the page that stands there, 0 for the first; -1 = none. */
int screen_link_at(const struct screen *screen, int row, int column);
/* True when the folder in row `index` of the tree has its sign, ▾ or ▸, in `column`. */
bool screen_tree_has_sign_at(const struct screen *screen, size_t index, int column);
/* The selected row as text, when the sheet has no room for all of it; else empty. */
struct safe screen_sheet_whole(const struct screen *screen);
void screen_status(const struct screen *screen, int row);
/* The command that the last line offers there; NULL = none. */
const char *screen_command_at(const struct screen *screen, int row, int column);
void screen_prompt(const struct screen *screen, int row);

/* Takes the longest start that ends between words and fits; a longer word is cut. */
struct safe screen_take_line(struct safe *rest, int columns);
/* One of our signs, or its stand-in where there is no Unicode. */
struct safe screen_sign(const struct screen *screen, struct safe sign, struct safe ascii);
/* The look of row `index` of a pane: selected, held or `otherwise`. */
uint16_t screen_row_style(
	const struct screen *screen, enum view view, bool is_selected, uint16_t otherwise);
/* `style` on the row's own background when the row is selected. */
uint16_t screen_on_row(uint16_t row_style, uint16_t style);

/* Which row of which pane a place on the screen belongs to; false for none. */
struct screen_place {
	enum view view;
	size_t index; /* in an article that of a link */
	bool is_row;  /* else only the pane */
};
bool screen_place_at(const struct screen *screen, int row, int column, struct screen_place *place);

#endif
