/* What waits for the list: commands that were typed ahead of it run in their order
 * when it has come, as they would have with a list that was there at once. */
#include <stdlib.h>
#include <string.h>

#include "src/base/memory.h"
#include "src/session/inside.h"

/* With its first rows alone most of a list's commands can go to work. */
static bool needs_whole(const struct session *session, const struct command *command, int count)
{
	enum view view = session_view(session);
	bool is_about_list = view == VIEW_LIST || view == VIEW_ARTICLE;
	return is_about_list && (count > 0 || (command != NULL && (command->views & WHOLE_LIST)));
}

static bool must_wait(const struct session *session, const struct command *command, int count)
{
	const struct session_inside *inside = session->inside;
	return inside->awaits_list || inside->then != NULL ||
	       (session->list.is_partial && needs_whole(session, command, count));
}

bool waiting_takes(
	struct session *session, const char *line, int count, const struct command *command)
{
	struct session_inside *inside = session->inside;
	bool is_exempt = command != NULL && (command->views & NEVER_WAITS);
	if (is_exempt || (inside->waiting_count == 0 && !must_wait(session, command, count)))
		return false;
	if (inside->waiting_count < WAITING_LINES)
		inside->waiting[inside->waiting_count++] =
			(struct waiting){memory_copy_string(line), count};
	return true;
}

void waiting_forget(struct session *session)
{
	struct session_inside *inside = session->inside;
	for (size_t i = 0; i < inside->waiting_count; i++)
		free(inside->waiting[i].line);
	inside->waiting_count = 0;
	inside->then = NULL;
}

void list_then(struct session *session, list_act *act)
{
	const struct session_inside *inside = session->inside;
	if (inside->awaits_list || session->list.is_partial)
		session->inside->then = act;
	else
		act(session);
}

static void run_then(struct session *session)
{
	list_act *act = session->inside->then;
	if (act == NULL || session->inside->awaits_list || session->list.is_partial)
		return;
	session->inside->then = NULL;
	act(session);
}

/* A line that must go on waiting puts itself in front again: those behind it are
 * taken out first and follow it. */
void waiting_run(struct session *session)
{
	struct session_inside *inside = session->inside;
	run_then(session);
	size_t count = inside->waiting_count;
	struct waiting lines[WAITING_LINES];
	memcpy(lines, inside->waiting, count * sizeof *lines);
	inside->waiting_count = 0;
	for (size_t i = 0; i < count; i++) {
		session_run(session, lines[i].line, lines[i].count);
		free(lines[i].line);
	}
}
