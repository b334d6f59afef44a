/* A reader that draws on a canvas: a store, a session, a key map, and no terminal. */
#ifndef STEPPE_TESTS_UI_STAGE_H
#define STEPPE_TESTS_UI_STAGE_H

#include "tests/store/world.h"
#include "ui/reader.h"

struct stage {
	struct world world;
	struct session *session;
	struct keymap *keymap;
	struct reader reader;
};

typedef void fill_world(struct world *world);

/* What a case wants to be different; `lines` are those with @, such as
 * "@ world samples". */
struct stage_settings {
	fill_world *fill;
	struct options options;
	bool is_ascii;
	char language[16];
};

struct stage_settings stage_settings_of(const char *lines);
/* NULL when there is none of that name. */
fill_world *stage_world(const char *name);

void stage_open(struct stage *stage, const struct stage_settings *settings);
void stage_close(struct stage *stage);
/* What waits is taken, and the screen drawn. */
void stage_settle(struct stage *stage);
/* As when nobody presses a key: what the session wants to do soon is done. */
void stage_rest(struct stage *stage);
/* Keys as in "j<Enter>", and the mouse as in "<Press 24 3>"; settles after each. */
void stage_press(struct stage *stage, const char *keys);

#endif
