/* What waits for the list: commands that were typed ahead of it run in their order
 * when it has come, as they would have with a list that was there at once. */
#include <stdlib.h>
#include <string.h>

#include "src/base/memory.h"
#include "src/session/inside.h"

/* A count may go that many pages down. */
static bool may_leave_rows(const struct session *session, int count)
{
	const struct list *list = &session->list;
	size_t pages = count > 0 ? (size_t)count : 1;
	return list->selected + pages * (list->height + 1) >= list->total;
}

/* With its first rows alone most of a list's commands can go to work.  What is no
 * command is the number of a line, or a mistake. */
static bool needs_whole(const struct session *session, const struct command *command, int count)
{
	enum view view = session_view(session);
	unsigned whole = WHOLE_LIST | (count > 0 ? WHOLE_COUNTED : 0);
	if (!session->list.is_partial || (view != VIEW_LIST && view != VIEW_ARTICLE))
		return false;
	return command == NULL || (command->views & whole) || may_leave_rows(session, count);
}

static bool must_wait(struct session *session, const struct command *command, int count)
{
	const struct session_inside *inside = session->inside;
	if (needs_whole(session, command, count))
		list_want_whole(session);
	return inside->reading.awaits_another || inside->waiting.act != NULL ||
	       needs_whole(session, command, count);
}

bool waiting_takes(
	struct session *session, const char *line, int count, const struct command *command)
{
	struct session_inside *inside = session->inside;
	bool is_walking = inside->waiting.count == 0 && inside->waiting.act == NULL &&
			  session_view(session) == VIEW_TREE;
	unsigned exempt = NEVER_WAITS | (is_walking ? WALKS_TREE : 0);
	bool is_exempt = command != NULL && (command->views & exempt);
	if (is_exempt || (inside->waiting.count == 0 && !must_wait(session, command, count)))
		return false;
	if (inside->waiting.count < WAITING_LINES)
		inside->waiting.lines[inside->waiting.count++] =
			(struct waiting_line){memory_copy_string(line), count};
	return true;
}

/* One that opens a prompt. */
static bool asks_for_text(const struct waiting_line *waiting)
{
	const struct command *command = command_find(foreign_from_string(waiting->line));
	return command != NULL && command->argument != TAKES_NOTHING;
}

bool session_keeps_key(const struct session *session, const char *name)
{
	const struct waiting *waiting = &session->inside->waiting;
	if (waiting->count == 0 && waiting->act == NULL)
		return false;
	for (size_t i = 0; i < waiting->count; i++)
		if (asks_for_text(&waiting->lines[i]))
			return true;
	const struct command *command = name ? command_find(foreign_from_string(name)) : NULL;
	return command == NULL || !(command->views & NEVER_WAITS);
}

void waiting_forget(struct session *session)
{
	struct session_inside *inside = session->inside;
	for (size_t i = 0; i < inside->waiting.count; i++)
		free(inside->waiting.lines[i].line);
	inside->waiting.count = 0;
	inside->waiting.act = NULL;
}

static bool is_there(struct session *session)
{
	const struct session_inside *inside = session->inside;
	if (!inside->reading.awaits_another && inside->waiting.needs_whole)
		list_want_whole(session);
	return !inside->reading.awaits_another &&
	       !(inside->waiting.needs_whole && session->list.is_partial);
}

static void run_then(struct session *session)
{
	if (session->inside->waiting.act == NULL || !is_there(session))
		return;
	list_act *act = session->inside->waiting.act;
	session->inside->waiting.act = NULL;
	if (act != NULL)
		act(session);
}

static void run_when_there(struct session *session, list_act *act, bool wants_whole)
{
	session->inside->waiting.act = act;
	session->inside->waiting.needs_whole = wants_whole;
	run_then(session);
}

void list_then(struct session *session, list_act *act)
{
	run_when_there(session, act, false);
}

void list_then_whole(struct session *session, list_act *act)
{
	run_when_there(session, act, true);
}

/* A line that must go on waiting puts itself in front again: those behind it are
 * taken out first and follow it. */
void waiting_run(struct session *session)
{
	struct session_inside *inside = session->inside;
	run_then(session);
	size_t count = inside->waiting.count;
	struct waiting_line lines[WAITING_LINES];
	memcpy(lines, inside->waiting.lines, count * sizeof *lines);
	inside->waiting.count = 0;
	for (size_t i = 0; i < count; i++) {
		session_run(session, lines[i].line, lines[i].count);
		free(lines[i].line);
	}
}
