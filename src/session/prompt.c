/* The prompt: what is typed, what takes effect while typing, what is offered for it. */
#include "src/session/prompt.h"
#include "src/session/inside.h"
#include "src/session/search_ahead.h"
#include "src/session/sheet.h"

#include <stdlib.h>
#include <string.h>

#include "src/base/memory.h"
#include "src/session/present.h"

static void forget_candidates(struct session *session)
{
	session->prompt.candidates = NULL;
	session->prompt.candidates_count = 0;
	session->prompt.candidate = 0;
}

/* The text becomes safe on its way in: a paste may hold anything. */
void prompt_set(struct session *session, struct foreign text, size_t cursor)
{
	struct session_inside *inside = session->inside;
	struct arena *arena = arena_new();
	struct prompt *prompt = &session->prompt;
	struct safe head = present_line(
		arena, (struct foreign){text.utf8, cursor < text.len ? cursor : text.len});
	prompt->text = safe_copy(arena, present_line(arena, text));
	prompt->label = safe_copy(arena, prompt->label);
	prompt->cursor = head.len < prompt->text.len ? head.len : prompt->text.len;
	prompt->problem = SAFE("");
	arena_free(inside->prompt.arena);
	inside->prompt.arena = arena;
}

void prompt_open(
	struct session *session, enum prompt_kind kind, struct safe label, struct foreign text)
{
	struct session_inside *inside = session->inside;
	session->prompt = (struct prompt){.kind = kind, .label = label};
	session->mode = MODE_PROMPT;
	session_clear_message(session);
	prompt_set(session, text, text.len);
	inside->history.at = inside->history.count;
	free(inside->prompt.typed);
	inside->prompt.typed = NULL;
}

void prompt_ask_again(struct session *session, enum prompt_kind kind, struct foreign answer,
	const struct error *error)
{
	prompt_open(session, kind, session->prompt.label, answer);
	session->prompt.problem = present_string(session->inside->prompt.arena, error->sentence);
}

struct foreign prompt_text(const struct session *session)
{
	return (struct foreign){session->prompt.text.utf8, session->prompt.text.len};
}

/* Some prompts show their effect with every letter. */
static void take_effect(struct session *session)
{
	struct arena *scratch = arena_new();
	struct foreign text = prompt_text(session);
	if (session->prompt.kind == PROMPT_NARROW)
		list_set_narrow(session, foreign_string(scratch, text));
	else if (session->prompt.kind == PROMPT_FIND)
		article_set_search(session, text);
	else if (session->prompt.kind == PROMPT_SHEET)
		sheet_set_filter(session, text);
	else if (session->prompt.kind == PROMPT_SEARCH)
		search_ahead_want(session, foreign_string(scratch, text));
	arena_free(scratch);
}

void session_prompt_change(struct session *session, struct foreign text, size_t cursor)
{
	if (session->mode != MODE_PROMPT)
		return;
	struct arena *scratch = arena_new();
	struct foreign clean = foreign_from_bytes(scratch, (struct bytes){text.utf8, text.len});
	forget_candidates(session);
	prompt_set(session, clean, cursor);
	free(session->inside->prompt.typed);
	session->inside->prompt.typed = NULL;
	session->inside->history.at = session->inside->history.count;
	take_effect(session);
	arena_free(scratch);
}

void prompt_close(struct session *session)
{
	session->mode = MODE_KEYS;
	session->prompt.kind = PROMPT_NONE;
	forget_candidates(session);
}

void session_prompt_cancel(struct session *session)
{
	if (session->mode != MODE_PROMPT)
		return;
	enum prompt_kind kind = session->prompt.kind;
	prompt_close(session);
	if (kind == PROMPT_NARROW)
		list_set_narrow(session, NULL);
	else if (kind == PROMPT_FIND)
		article_set_search(session, FOREIGN(""));
	else if (kind == PROMPT_SHEET)
		sheet_set_filter(session, FOREIGN(""));
	else if (kind == PROMPT_SEARCH)
		search_ahead_stop(session);
	else if (kind == PROMPT_NOTE)
		session_leave_note(session);
}

/* ---- completion ---- */

static void put_candidate(struct session *session, size_t number)
{
	struct prompt *prompt = &session->prompt;
	const char *typed = session->inside->prompt.typed;
	struct arena *scratch = arena_new();
	struct safe word = prompt->candidates[number].text;
	const char *text = arena_printf(scratch, "%.*s%.*s",
		(int)session->inside->prompt.word_start, typed, (int)word.len, word.utf8);
	prompt_set(session, foreign_from_string(text), strlen(text));
	prompt->candidate = number;
	arena_free(scratch);
}

static void find_candidates(struct session *session)
{
	struct session_inside *inside = session->inside;
	struct prompt *prompt = &session->prompt;
	struct completions found = {0};
	arena_reset(inside->prompt.candidates_arena);
	complete_find(session, &found, inside->prompt.candidates_arena,
		(struct foreign){prompt->text.utf8, prompt->cursor}, &inside->prompt.word_start);
	struct arena *arena = inside->prompt.candidates_arena;
	prompt->candidates = arena_array(arena, found.count, sizeof *prompt->candidates);
	for (size_t i = 0; i < found.count; i++)
		prompt->candidates[i] = (struct candidate){present_line(arena, found.items[i].text),
			present_line(arena, found.items[i].detail)};
	prompt->candidates_count = found.count;
	prompt->candidate = found.count;
	free(inside->prompt.typed);
	struct arena *scratch = arena_new();
	inside->prompt.typed = memory_copy_string(safe_string(scratch, prompt->text));
	arena_free(scratch);
}

void session_prompt_complete(struct session *session, int step)
{
	struct prompt *prompt = &session->prompt;
	if (session->mode != MODE_PROMPT)
		return;
	if (prompt->candidates_count == 0)
		find_candidates(session);
	size_t count = prompt->candidates_count;
	if (count == 0)
		return;
	size_t next = step > 0 ? prompt->candidate + 1 : prompt->candidate + count - 1;
	if (prompt->candidate == count)
		next = step > 0 ? 0 : count - 1;
	put_candidate(session, next % count);
	if (count > 1)
		return;
	forget_candidates(session);
	struct foreign text = {prompt->text.utf8, prompt->text.len};
	if (!complete_wants_more(prompt->kind, text))
		return;
	struct arena *scratch = arena_new();
	const char *more = arena_printf(scratch, "%.*s ", (int)text.len, text.utf8);
	prompt_set(session, foreign_from_string(more), strlen(more));
	arena_free(scratch);
}
