/* The prompt: what is typed, what takes effect while typing, its history. */
#include "src/session/prompt.h"
#include "src/session/inside.h"
#include "src/session/sheet.h"

#include <stdlib.h>
#include <string.h>

#include "src/base/memory.h"
#include "src/base/words.h"
#include "src/session/present.h"

void prompt_forget_candidates(struct session *session)
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
	arena_free(inside->prompt_arena);
	inside->prompt_arena = arena;
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
	free(inside->typed);
	inside->typed = NULL;
}

static struct foreign prompt_text(const struct session *session)
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
	arena_free(scratch);
}

void session_prompt_change(struct session *session, struct foreign text, size_t cursor)
{
	if (session->mode != MODE_PROMPT)
		return;
	struct arena *scratch = arena_new();
	struct foreign clean = foreign_from_bytes(scratch, (struct bytes){text.utf8, text.len});
	prompt_forget_candidates(session);
	prompt_set(session, clean, cursor);
	free(session->inside->typed);
	session->inside->typed = NULL;
	session->inside->history.at = session->inside->history.count;
	take_effect(session);
	arena_free(scratch);
}

static void close_prompt(struct session *session)
{
	session->mode = MODE_KEYS;
	session->prompt.kind = PROMPT_NONE;
	prompt_forget_candidates(session);
}

void session_prompt_cancel(struct session *session)
{
	if (session->mode != MODE_PROMPT)
		return;
	enum prompt_kind kind = session->prompt.kind;
	close_prompt(session);
	if (kind == PROMPT_NARROW)
		list_set_narrow(session, NULL);
	else if (kind == PROMPT_FIND)
		article_set_search(session, FOREIGN(""));
	else if (kind == PROMPT_SHEET)
		sheet_set_filter(session, FOREIGN(""));
}

/* ---- Enter ---- */

static void accept_command(struct session *session, struct foreign text)
{
	struct arena *scratch = arena_new();
	const char *line = foreign_string(scratch, foreign_trim(text));
	history_add(session, line);
	session_run(session, line, 0);
	arena_free(scratch);
}

static void accept_with(struct session *session, const char *command, struct foreign text)
{
	struct arena *scratch = arena_new();
	if (text.len > 0)
		session_run(session,
			arena_printf(scratch, "%s %.*s", command, (int)text.len, text.utf8), 0);
	arena_free(scratch);
}

static void accept_search(struct session *session, struct foreign text)
{
	accept_with(session, "search", text);
}

static void accept_filter(struct session *session, struct foreign text)
{
	struct arena *scratch = arena_new();
	list_set_filter(session, foreign_string(scratch, text));
	arena_free(scratch);
}

static void accept_add(struct session *session, struct foreign text)
{
	accept_with(session, "add", foreign_trim(text));
}

static void accept_tags(struct session *session, struct foreign text)
{
	struct session_inside *inside = session->inside;
	if (inside->prompt_ids.count == 0)
		return;
	if (inside->then_bookmark)
		session_bookmark(session, &inside->prompt_ids);
	inside->then_bookmark = false;
	session_tag(session, &inside->prompt_ids, text);
	if (inside->then_note)
		session_ask_note(session, inside->prompt_ids.items[0]);
	inside->then_note = false;
}

static void accept_note(struct session *session, struct foreign text)
{
	if (session->inside->prompt_ids.count > 0)
		session_note(session, session->inside->prompt_ids.items[0], text);
}

/* Where the tags of "News +rail +asia" begin. */
static size_t tags_start(struct foreign text)
{
	size_t at = 0;
	while (at < text.len && !(text.utf8[at] == '+' && (at == 0 || text.utf8[at - 1] == ' ')))
		at++;
	return at;
}

static void accept_folder(struct session *session, struct foreign text)
{
	if (!session->inside->takes_tags) {
		session_move(session, foreign_trim(text));
		return;
	}
	size_t len = tags_start(text);
	struct buffer tags = {0};
	for (size_t i = len; i < text.len; i++)
		buffer_append(&tags, text.utf8[i] == '+' ? " " : &text.utf8[i], 1);
	session_move(session, foreign_trim((struct foreign){text.utf8, len}));
	session_tag_feed(session, (struct foreign){tags.data, tags.len});
	buffer_done(&tags);
}

static void accept_new_folder(struct session *session, struct foreign text)
{
	if (foreign_trim(text).len > 0)
		session_add_folder(session, foreign_trim(text));
}

static void accept_name(struct session *session, struct foreign text)
{
	struct session_inside *inside = session->inside;
	session_rename(session, inside->prompt_feed, inside->prompt_folder, foreign_trim(text));
}

static void accept_save(struct session *session, struct foreign text)
{
	session_save(session, foreign_trim(text));
}

static void accept_pipe(struct session *session, struct foreign text)
{
	session_pipe(session, foreign_trim(text));
}

static void (*const accepts[])(struct session *session, struct foreign text) = {
	[PROMPT_COMMAND] = accept_command,
	[PROMPT_SEARCH] = accept_search,
	[PROMPT_FILTER] = accept_filter,
	[PROMPT_ADD] = accept_add,
	[PROMPT_TAGS] = accept_tags,
	[PROMPT_NOTE] = accept_note,
	[PROMPT_FEED_FOLDER] = accept_folder,
	[PROMPT_SETTING] = session_edit,
	[PROMPT_QUERY] = smart_set_query,
	[PROMPT_NEW_FOLDER] = accept_new_folder,
	[PROMPT_RENAME] = accept_name,
	[PROMPT_SAVE] = accept_save,
	[PROMPT_PIPE] = accept_pipe,
};

void session_prompt_accept(struct session *session)
{
	if (session->mode != MODE_PROMPT)
		return;
	enum prompt_kind kind = session->prompt.kind;
	struct arena *scratch = arena_new();
	struct foreign text = foreign_copy(scratch, prompt_text(session));
	close_prompt(session);
	if ((size_t)kind < sizeof accepts / sizeof *accepts && accepts[kind] != NULL)
		accepts[kind](session, text);
	arena_free(scratch);
}

/* ---- history ---- */

void history_free(struct history *history)
{
	for (size_t i = 0; i < history->count; i++)
		free(history->lines[i]);
	history->count = 0;
}

static void push_line(struct history *history, const char *line, size_t len)
{
	if (len == 0)
		return;
	if (history->count == HISTORY_LINES) {
		free(history->lines[0]);
		history->count--;
		memmove(history->lines, history->lines + 1,
			history->count * sizeof *history->lines);
	}
	char *copy = memory_alloc(len + 1);
	memcpy(copy, line, len);
	copy[len] = '\0';
	history->lines[history->count++] = copy;
}

void history_load(struct session *session)
{
	struct arena *scratch = arena_new();
	struct foreign kept = {0};
	if (store_get_value(&kept, scratch, session->inside->reader, "history", NULL)) {
		for (size_t at = 0; at < kept.len;) {
			const char *end = memchr(kept.utf8 + at, '\n', kept.len - at);
			size_t len = end != NULL ? (size_t)(end - kept.utf8) - at : kept.len - at;
			push_line(&session->inside->history, kept.utf8 + at, len);
			at += len + 1;
		}
	}
	arena_free(scratch);
}

void history_add(struct session *session, const char *line)
{
	struct history *history = &session->inside->history;
	if (line[0] == '\0' ||
		(history->count > 0 && strcmp(history->lines[history->count - 1], line) == 0))
		return;
	push_line(history, line, strlen(line));
	struct buffer all = {0};
	for (size_t i = 0; i < history->count; i++)
		buffer_printf(&all, "%s\n", history->lines[i]);
	struct change *change = change_new(write_value);
	change->name = FOREIGN("history");
	change->text = change_text(change, foreign_from_string(all.data));
	change_give_quietly(session, change);
	buffer_done(&all);
}

void session_prompt_history(struct session *session, int step)
{
	struct session_inside *inside = session->inside;
	struct history *history = &inside->history;
	if (session->mode != MODE_PROMPT || session->prompt.kind != PROMPT_COMMAND)
		return;
	if (inside->typed == NULL) {
		struct arena *scratch = arena_new();
		inside->typed = memory_copy_string(safe_string(scratch, session->prompt.text));
		arena_free(scratch);
	}
	if ((step < 0 && history->at == 0) || (step > 0 && history->at >= history->count))
		return;
	history->at += step < 0 ? (size_t)-1 : 1;
	const char *line =
		history->at < history->count ? history->lines[history->at] : inside->typed;
	prompt_set(session, foreign_from_string(line), strlen(line));
}

/* ---- completion ---- */

static void put_candidate(struct session *session, size_t number)
{
	struct prompt *prompt = &session->prompt;
	const char *typed = session->inside->typed;
	struct arena *scratch = arena_new();
	struct safe word = prompt->candidates[number].text;
	const char *text = arena_printf(scratch, "%.*s%.*s", (int)session->inside->word_start,
		typed, (int)word.len, word.utf8);
	prompt_set(session, foreign_from_string(text), strlen(text));
	prompt->candidate = number;
	arena_free(scratch);
}

static void find_candidates(struct session *session)
{
	struct session_inside *inside = session->inside;
	struct prompt *prompt = &session->prompt;
	struct completions found = {0};
	arena_reset(inside->candidates_arena);
	complete_find(session, &found, inside->candidates_arena,
		(struct foreign){prompt->text.utf8, prompt->cursor}, &inside->word_start);
	struct arena *arena = inside->candidates_arena;
	prompt->candidates = arena_array(arena, found.count, sizeof *prompt->candidates);
	for (size_t i = 0; i < found.count; i++)
		prompt->candidates[i] = (struct candidate){present_line(arena, found.items[i].text),
			present_line(arena, found.items[i].detail)};
	prompt->candidates_count = found.count;
	prompt->candidate = found.count;
	free(inside->typed);
	struct arena *scratch = arena_new();
	inside->typed = memory_copy_string(safe_string(scratch, prompt->text));
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
	if (count == 1)
		prompt_forget_candidates(session);
}
