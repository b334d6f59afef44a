#include "ui/line_edit.h"

#include "src/base/buffer.h"
#include "ui/keys.h"

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
	size_t len = key_encode(code, bytes), at = session->prompt.cursor;
	replace(session, at, at, bytes, len);
}

/* ---- what keys do ---- */

typedef void edit(struct session *session);

static size_t cursor_of(const struct session *session)
{
	return session->prompt.cursor;
}

static void go_to_start(struct session *session)
{
	move_to(session, 0);
}

static void go_to_end(struct session *session)
{
	move_to(session, session->prompt.text.len);
}

static void go_left(struct session *session)
{
	move_to(session, place_before(session->prompt.text, cursor_of(session)));
}

static void go_right(struct session *session)
{
	move_to(session, place_after(session->prompt.text, cursor_of(session)));
}

static void go_word_left(struct session *session)
{
	move_to(session, word_before(session->prompt.text, cursor_of(session)));
}

static void go_word_right(struct session *session)
{
	move_to(session, word_after(session->prompt.text, cursor_of(session)));
}

static void erase_before(struct session *session)
{
	size_t at = cursor_of(session);
	if (session->prompt.text.len == 0)
		session_prompt_cancel(session);
	else
		replace(session, place_before(session->prompt.text, at), at, "", 0);
}

static void erase_under(struct session *session)
{
	size_t at = cursor_of(session);
	replace(session, at, place_after(session->prompt.text, at), "", 0);
}

static void erase_word(struct session *session)
{
	size_t at = cursor_of(session);
	replace(session, word_before(session->prompt.text, at), at, "", 0);
}

static void erase_to_start(struct session *session)
{
	replace(session, 0, cursor_of(session), "", 0);
}

static void erase_to_end(struct session *session)
{
	replace(session, cursor_of(session), session->prompt.text.len, "", 0);
}

static void go_older(struct session *session)
{
	session_prompt_history(session, -1);
}

static void go_newer(struct session *session)
{
	session_prompt_history(session, 1);
}

static void complete(struct session *session)
{
	session_prompt_complete(session, 1);
}

static void complete_backwards(struct session *session)
{
	session_prompt_complete(session, -1);
}

/* The keys of emacs, as every shell has them. */
static edit *const BY_CONTROL['z' - 'a' + 1] = {
	['a' - 'a'] = go_to_start,
	['b' - 'a'] = go_left,
	['c' - 'a'] = session_prompt_cancel,
	['d' - 'a'] = erase_under,
	['e' - 'a'] = go_to_end,
	['f' - 'a'] = go_right,
	['g' - 'a'] = session_prompt_cancel,
	['h' - 'a'] = erase_before,
	['k' - 'a'] = erase_to_end,
	['n' - 'a'] = go_newer,
	['p' - 'a'] = go_older,
	['u' - 'a'] = erase_to_start,
	['w' - 'a'] = erase_word,
};

static edit *const BY_ALT['z' - 'a' + 1] = {
	['b' - 'a'] = go_word_left,
	['f' - 'a'] = go_word_right,
};

static edit *const BY_KIND[] = {
	[INPUT_ENTER] = session_prompt_accept,
	[INPUT_ESCAPE] = session_prompt_cancel,
	[INPUT_BACKSPACE] = erase_before,
	[INPUT_DELETE] = erase_under,
	[INPUT_LEFT] = go_left,
	[INPUT_RIGHT] = go_right,
	[INPUT_HOME] = go_to_start,
	[INPUT_END] = go_to_end,
	[INPUT_TAB] = complete,
	[INPUT_BACK_TAB] = complete_backwards,
	[INPUT_UP] = go_older,
	[INPUT_DOWN] = go_newer,
};

static edit *edit_of_letter(edit *const table[], uint32_t code)
{
	return code >= 'a' && code <= 'z' ? table[code - 'a'] : NULL;
}

static edit *edit_of(const struct input *input)
{
	if (input->kind == INPUT_CHARACTER)
		return input->control ? edit_of_letter(BY_CONTROL, input->code)
		       : input->alt   ? edit_of_letter(BY_ALT, input->code)
				      : NULL;
	return (size_t)input->kind < sizeof BY_KIND / sizeof *BY_KIND ? BY_KIND[input->kind] : NULL;
}

void line_edit_press(struct session *session, const struct input *input)
{
	edit *act = edit_of(input);
	size_t at = cursor_of(session);
	if (act != NULL)
		act(session);
	else if (input->kind == INPUT_PASTE)
		replace(session, at, at, input->paste, input->paste_len);
	else if (input->kind == INPUT_CHARACTER && !input->control && !input->alt)
		insert_character(session, input->code);
}
