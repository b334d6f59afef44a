/* The command lines typed so far: kept in the store, walked through in the prompt. */
#include "src/session/inside.h"
#include "src/session/prompt.h"

#include <stdlib.h>
#include <string.h>

#include "src/base/memory.h"
#include "src/session/changes.h"

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
	if (inside->prompt.typed == NULL) {
		struct arena *scratch = arena_new();
		inside->prompt.typed =
			memory_copy_string(safe_string(scratch, session->prompt.text));
		arena_free(scratch);
	}
	if ((step < 0 && history->at == 0) || (step > 0 && history->at >= history->count))
		return;
	history->at += step < 0 ? (size_t)-1 : 1;
	const char *line =
		history->at < history->count ? history->lines[history->at] : inside->prompt.typed;
	prompt_set(session, foreign_from_string(line), strlen(line));
}
