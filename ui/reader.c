#include "ui/reader.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "src/session/present.h"
#include "ui/keys.h"
#include "ui/line_edit.h"
#include "ui/screen.h"

enum { COUNT_LIMIT = 100000, WHEEL_LINES = 3 };

void reader_init(struct reader *reader, struct session *session, struct keymap *keymap)
{
	*reader = (struct reader){.session = session, .keymap = keymap, .canvas = canvas_new(0, 0)};
}

void reader_done(struct reader *reader)
{
	typed_ahead_forget(&reader->ahead);
	reading_done(&reader->reading);
	canvas_free(reader->canvas);
}

void reader_resize(struct reader *reader, int rows, int columns)
{
	canvas_resize(reader->canvas, rows, columns);
}

/* ---- keys ---- */

static void forget_keys(struct reader *reader)
{
	reader->keys_count = 0;
	reader->count = 0;
	reader->pending[0] = '\0';
}

static void remember_key(struct reader *reader, const struct input *input)
{
	struct key key = key_of(input);
	key_append_name(&key, reader->pending, sizeof reader->pending);
}

/* A digit that is bound is a key, as newsboat's are in an article, unless a count has begun. */
static bool take_digit(struct reader *reader, const struct input *input)
{
	bool is_digit = input->kind == INPUT_CHARACTER && !input->control && !input->alt &&
			input->code >= '0' && input->code <= '9';
	const char *command;
	if (!is_digit || reader->keys_count > 0)
		return false;
	if (reader->count == 0 &&
		(input->code == '0' || keymap_find(reader->keymap, session_view(reader->session),
					       input, 1, &command) != KEYMAP_NOTHING))
		return false;
	if (reader->count < COUNT_LIMIT)
		reader->count = reader->count * 10 + (int)(input->code - '0');
	return true;
}

static bool is_cancel(const struct input *input)
{
	return input->kind == INPUT_ESCAPE ||
	       (input->kind == INPUT_CHARACTER && input->control && input->code == 'c');
}

static void press_escape(struct reader *reader)
{
	bool had_keys = reader->keys_count > 0 || reader->count > 0;
	forget_keys(reader);
	if (!had_keys)
		session_escape(reader->session);
}

static enum keymap_answer find(const struct reader *reader, const char **command)
{
	return keymap_find(reader->keymap, session_view(reader->session), reader->keys,
		reader->keys_count, command);
}

static void press_key(struct reader *reader, const struct input *input)
{
	if (is_cancel(input)) {
		press_escape(reader);
		return;
	}
	if (take_digit(reader, input)) {
		snprintf(reader->pending, sizeof reader->pending, "%d", reader->count);
		return;
	}
	reader->keys[reader->keys_count++] = *input;
	remember_key(reader, input);
	const char *command = NULL;
	enum keymap_answer answer = find(reader, &command);
	if (answer == KEYMAP_NOTHING) {
		reader->keys[reader->keys_count - 1] = key_by_place(input);
		answer = find(reader, &command);
	}
	if (answer == KEYMAP_MORE && reader->keys_count < KEYMAP_SEQUENCE_LIMIT)
		return;
	if (answer != KEYMAP_COMMAND)
		session_refuse_keys(reader->session, reader->pending);
	int count = reader->count;
	forget_keys(reader);
	if (answer == KEYMAP_COMMAND)
		session_run(reader->session, command, count);
}

static void press_answer(struct session *session, const struct input *input)
{
	bool is_letter = input->kind == INPUT_CHARACTER && !input->control;
	if (is_letter && (input->code == 'y' || input->code == 'Y'))
		session_answer(session, true);
	else if (is_cancel(input) || input->kind == INPUT_ENTER ||
		 (is_letter && (input->code == 'n' || input->code == 'N' || input->code == 'q')))
		session_answer(session, false);
}

static void press_hint(struct session *session, const struct input *input)
{
	struct input latin = key_by_place(input);
	bool is_letter = latin.kind == INPUT_CHARACTER && !latin.control && latin.code < 0x80;
	if (is_letter)
		session_hint_key(session, (char)latin.code);
	else
		session_escape(session);
}

/* ---- mouse ---- */

static struct screen screen_of(struct reader *reader, struct arena *arena)
{
	return (struct screen){
		.canvas = reader->canvas,
		.session = reader->session,
		.reading = &reader->reading,
		.layout = layout_of(reader->session, reader->canvas->rows, reader->canvas->columns),
		.pending = arena ? present_string(arena, reader->pending) : SAFE(""),
		.arena = arena,
	};
}

static size_t selected_in(const struct session *session, enum view view)
{
	if (view == VIEW_TREE)
		return session->tree.selected;
	if (view == VIEW_ARTICLE)
		return (size_t)session->article.link; /* -1 is none of them */
	return view == VIEW_LIST ? session->list.selected : session->sheet.selected;
}

/* The first click selects, one on what is selected opens; one on a folder's sign folds. */
static void click(struct session *session, const struct screen *screen,
	const struct screen_place *place, int column)
{
	bool is_sign = place->view == VIEW_TREE && place->is_row &&
		       screen_tree_has_sign_at(screen, place->index, column);
	bool was_selected = place->is_row && session_view(session) == place->view &&
			    selected_in(session, place->view) == place->index;
	session_click(session, place->view,
		place->is_row ? place->index : selected_in(session, place->view));
	if (is_sign || was_selected)
		session_run(session, is_sign ? "fold" : "open", 0);
}

/* True while a border is held: it goes where the mouse goes. */
static bool drag_border(
	struct reader *reader, const struct input *input, const struct layout *layout)
{
	struct session *session = reader->session;
	if (input->button == BUTTON_LEFT && session->sheet.kind == SHEET_NONE)
		reader->dragged = layout_border_at(layout, input->row, input->column);
	bool is_held = reader->dragged != BORDER_NONE;
	bool moves = input->button == BUTTON_LEFT_DRAGGED || input->button == BUTTON_LEFT_RELEASED;
	if (is_held && moves && reader->dragged == BORDER_UPRIGHT)
		session_drag_border(session, input->column, 0);
	else if (is_held && moves)
		session_drag_border(session, 0, input->row);
	if (is_held && input->button == BUTTON_LEFT_RELEASED)
		session_drop_border(session);
	if (input->button != BUTTON_LEFT && input->button != BUTTON_LEFT_DRAGGED)
		reader->dragged = BORDER_NONE;
	return is_held || moves;
}

static void press_button(
	struct reader *reader, const struct input *input, const struct screen *screen)
{
	struct session *session = reader->session;
	struct screen_place place;
	const char *command = input->button == BUTTON_LEFT
				      ? screen_command_at(screen, input->row, input->column)
				      : NULL;
	forget_keys(reader);
	if (input->button == BUTTON_RIGHT)
		session_run(session, "back", 0);
	else if (command != NULL)
		session_run(session, command, 0);
	else if (!screen_place_at(screen, input->row, input->column, &place))
		return;
	else if (input->button == BUTTON_LEFT)
		click(session, screen, &place, input->column);
	else
		session_scroll(session, place.view,
			input->button == BUTTON_WHEEL_UP ? -WHEEL_LINES : WHEEL_LINES);
}

static void press_mouse(struct reader *reader, const struct input *input)
{
	struct arena *arena = arena_new();
	struct screen screen = screen_of(reader, arena);
	if (!drag_border(reader, input, &screen.layout))
		press_button(reader, input, &screen);
	arena_free(arena);
}

static void press(struct reader *reader, const struct input *input)
{
	struct session *session = reader->session;
	if (input->kind == INPUT_MOUSE && session->mode == MODE_KEYS)
		press_mouse(reader, input);
	else if (input->kind == INPUT_MOUSE || input->kind == INPUT_NONE ||
		 input->kind == INPUT_RESIZE)
		return;
	else if (session->mode == MODE_PROMPT)
		line_edit_press(session, input);
	else if (session->mode == MODE_QUESTION)
		press_answer(session, input);
	else if (session->mode == MODE_HINTS)
		press_hint(session, input);
	else if (input->kind == INPUT_PASTE)
		session_paste(session, (struct foreign){input->paste, input->paste_len});
	else
		press_key(reader, input);
}

/* ---- typed ahead ---- */

static bool must_keep(const struct reader *reader, const struct input *input)
{
	const char *command = NULL;
	if (reader->ahead.count > 0)
		return true;
	if (reader->session->mode != MODE_KEYS)
		return false;
	if (reader->keys_count == 0)
		keymap_find(reader->keymap, session_view(reader->session), input, 1, &command);
	return session_keeps_key(reader->session, command);
}

void reader_press(struct reader *reader, const struct input *input)
{
	if (is_cancel(input))
		typed_ahead_forget(&reader->ahead);
	else if (must_keep(reader, input)) {
		typed_ahead_add(&reader->ahead, input);
		return;
	}
	press(reader, input);
}

void reader_press_kept(struct reader *reader)
{
	while (reader->ahead.count > 0 && !session_keeps_key(reader->session, NULL)) {
		struct input input = typed_ahead_take(&reader->ahead);
		press(reader, &input);
		free((char *)input.paste);
	}
}

/* ---- drawing ---- */

static bool has_moved(const struct session_heights *a, const struct session_heights *b)
{
	return a->tree != b->tree || a->list != b->list || a->article != b->article ||
	       a->sheet != b->sheet || a->tree_columns != b->tree_columns ||
	       a->list_rows != b->list_rows;
}

void reader_draw(struct reader *reader)
{
	struct arena *arena = arena_new();
	struct screen screen = screen_of(reader, arena);
	struct session_heights heights = layout_heights(&screen.layout);
	if (!screen.layout.is_too_small && has_moved(&reader->heights, &heights))
		session_set_heights(reader->session, heights);
	reader->heights = heights;
	if (screen.layout.article.rows > 0)
		reading_update(&reader->reading, reader->session, screen.layout.article,
			reader->canvas->is_ascii);
	reader->canvas->keeps_order = !options_order_words(&reader->session->options);
	screen_draw(&screen);
	arena_free(arena);
}
