/* The reader without a terminal: input in, a drawn canvas out.  ui.c runs it on
 * the terminal, tests run it on a canvas alone. */
#ifndef STEPPE_UI_READER_H
#define STEPPE_UI_READER_H

#include "src/session/session.h"
#include "ui/canvas.h"
#include "ui/input.h"
#include "ui/keymap.h"
#include "ui/layout.h"
#include "ui/reading.h"
#include "ui/typed_ahead.h"

struct reader {
	struct session *session;
	struct keymap *keymap; /* the owner's */
	struct canvas *canvas;
	struct reading reading;
	struct input keys[KEYMAP_SEQUENCE_LIMIT]; /* of a sequence under way */
	size_t keys_count;
	int count; /* typed before a command */
	struct typed_ahead ahead;
	char pending[32]; /* count and keys as people read them, while more is to come */
	struct session_heights heights; /* as the session knows them */
	enum border dragged;
};

void reader_init(struct reader *reader, struct session *session, struct keymap *keymap);
void reader_done(struct reader *reader);
void reader_resize(struct reader *reader, int rows, int columns);
/* A key behind a command that waits for its list is kept; Esc forgets both. */
void reader_press(struct reader *reader, const struct input *input);
/* After each event: the kept keys are pressed, as far as nothing waits again. */
void reader_press_kept(struct reader *reader);
/* Lays out what moved and draws the canvas. */
void reader_draw(struct reader *reader);

#endif
