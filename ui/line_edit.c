#include "ui/line_edit.h"

#include <string.h>

#include "src/base/buffer.h"

/* ---- places in the text ---- */

static size_t place_before(struct safe text, size_t at)
{
	struct safe rest = safe_part(text, 0, at);
	size_t place = 0;
	int columns;
	while (rest.len > 0) {
		place = at - rest.len;
		safe_take_cell(&rest, &columns);
	}
	return place;
}

static size_t place_after(struct safe text, size_t at)
{
	struct safe rest = safe_part(text, at, text.len);
	int columns;
	return at + safe_take_cell(&rest, &columns).len;
}

static size_t word_before(struct safe text, size_t at)
{
	while (at > 0 && text.utf8[at - 1] == ' ')
		at--;
	while (at > 0 && text.utf8[at - 1] != ' ')
		at--;
	return at;
}

static size_t word_after(struct safe text, size_t at)
{
	while (at < text.len && text.utf8[at] == ' ')
		at++;
	while (at < text.len && text.utf8[at] != ' ')
		at++;
	return at;
}

/* ---- changes ---- */

static void replace(struct session *session, size_t from, size_t to, const char *with, size_t len)
{
	struct safe text = session->prompt.text;
	struct buffer line = {0};
	buffer_append(&line, text.utf8, from);
	buffer_append(&line, with, len);
	buffer_append(&line, text.utf8 + to, text.len - to);
	struct foreign changed = {line.data, line.len};
	session_prompt_change(session, changed, from + len);
	buffer_done(&line);
}

static void move_to(struct session *session, size_t place)
{
	struct safe text = session->prompt.text;
	struct buffer line = {0};
	buffer_append(&line, text.utf8, text.len);
	struct foreign same = {line.data, line.len};
	session_prompt_change(session, same, place);
	buffer_done(&line);
}

static void insert_character(struct session *session, uint32_t code)
{
	char bytes[4];
	size_t len = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
	for (size_t i = len - 1; i > 0; i--, code >>= 6)
		bytes[i] = (char)(0x80 | (code & 0x3F));
	bytes[0] = (char)(len == 1 ? code : (0xF0u << (4 - len) & 0xFF) | code);
	size_t at = session->prompt.cursor;
	replace(session, at, at, bytes, len);
}

static void erase_before(struct session *session)
{
	if (session->prompt.text.len == 0) {
		session_prompt_cancel(session);
		return;
	}
	size_t at = session->prompt.cursor;
	replace(session, place_before(session->prompt.text, at), at, "", 0);
}

static void press_control(struct session *session, uint32_t letter)
{
	struct safe text = session->prompt.text;
	size_t at = session->prompt.cursor;
	switch (letter) {
	case 'a':
		move_to(session, 0);
		break;
	case 'e':
		move_to(session, text.len);
		break;
	case 'b':
		move_to(session, place_before(text, at));
		break;
	case 'f':
		move_to(session, place_after(text, at));
		break;
	case 'd':
		replace(session, at, place_after(text, at), "", 0);
		break;
	case 'w':
		replace(session, word_before(text, at), at, "", 0);
		break;
	case 'u':
		replace(session, 0, at, "", 0);
		break;
	case 'k':
		replace(session, at, text.len, "", 0);
		break;
	case 'p':
		session_prompt_history(session, -1);
		break;
	case 'n':
		session_prompt_history(session, 1);
		break;
	case 'c':
	case 'g':
		session_prompt_cancel(session);
		break;
	default:
		break;
	}
}

static void press_character(struct session *session, const struct input *input)
{
	struct safe text = session->prompt.text;
	size_t at = session->prompt.cursor;
	if (input->control)
		press_control(session, input->code);
	else if (input->alt && input->code == 'b')
		move_to(session, word_before(text, at));
	else if (input->alt && input->code == 'f')
		move_to(session, word_after(text, at));
	else if (!input->alt)
		insert_character(session, input->code);
}

void line_edit_press(struct session *session, const struct input *input)
{
	struct safe text = session->prompt.text;
	size_t at = session->prompt.cursor;
	switch (input->kind) {
	case INPUT_CHARACTER:
		press_character(session, input);
		break;
	case INPUT_PASTE:
		replace(session, at, at, input->paste, input->paste_len);
		break;
	case INPUT_ENTER:
		session_prompt_accept(session);
		break;
	case INPUT_ESCAPE:
		session_prompt_cancel(session);
		break;
	case INPUT_BACKSPACE:
		erase_before(session);
		break;
	case INPUT_DELETE:
		replace(session, at, place_after(text, at), "", 0);
		break;
	case INPUT_LEFT:
		move_to(session, place_before(text, at));
		break;
	case INPUT_RIGHT:
		move_to(session, place_after(text, at));
		break;
	case INPUT_HOME:
		move_to(session, 0);
		break;
	case INPUT_END:
		move_to(session, text.len);
		break;
	case INPUT_TAB:
		session_prompt_complete(session, 1);
		break;
	case INPUT_BACK_TAB:
		session_prompt_complete(session, -1);
		break;
	case INPUT_UP:
		session_prompt_history(session, -1);
		break;
	case INPUT_DOWN:
		session_prompt_history(session, 1);
		break;
	default:
		break;
	}
}
