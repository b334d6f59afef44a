/* The prompt: keys that edit a line.  The text itself is the session's. */
#ifndef STEPPE_UI_LINE_EDIT_H
#define STEPPE_UI_LINE_EDIT_H

#include "src/session/session.h"
#include "ui/input.h"

/* While session->mode is MODE_PROMPT. */
void line_edit_press(struct session *session, const struct input *input);

#endif
