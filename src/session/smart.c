/* Smart folders: queries with a name, from the config and by :save-query.  Those
 * saved here are kept in the store, one a line: name, tab, query. */
#include "src/session/inside.h"
#include "src/session/prompt.h"
#include "src/session/run.h"

#include <stdlib.h>
#include <string.h>

#include "src/base/array.h"
#include "src/base/clock.h"
#include "src/base/memory.h"
#include "src/base/words.h"
#include "src/session/changes.h"
#include "src/session/present.h"
#include "src/store/query.h"

enum { SMARTS_LIMIT = 200 };

void smart_add(struct session *session, const char *name, const char *query, bool is_saved)
{
	struct session_inside *inside = session->inside;
	for (size_t i = 0; i < inside->smarts_count; i++) {
		if (strcmp(inside->smarts[i].name, name) == 0) {
			free(inside->smarts[i].query);
			inside->smarts[i].query = memory_copy_string(query);
			smart_count_want(session);
			return;
		}
	}
	if (inside->smarts_count < SMARTS_LIMIT)
		ARRAY_PUSH(inside->smarts, inside->smarts_count, inside->smarts_capacity) =
			(struct smart){
				memory_copy_string(name), memory_copy_string(query), is_saved, 0};
	smart_count_want(session);
}

static void remove_at(struct session *session, size_t index)
{
	struct session_inside *inside = session->inside;
	free(inside->smarts[index].name);
	free(inside->smarts[index].query);
	inside->smarts_count--;
	memmove(&inside->smarts[index], &inside->smarts[index + 1],
		(inside->smarts_count - index) * sizeof *inside->smarts);
}

static void add_lines(struct session *session, char *lines)
{
	char *rest = NULL;
	for (char *line = strtok_r(lines, "\n", &rest); line != NULL;
		line = strtok_r(NULL, "\n", &rest)) {
		char *tab = strchr(line, '\t');
		if (tab == NULL)
			continue;
		*tab = '\0';
		smart_add(session, line, tab + 1, true);
	}
}

void smart_load(struct session *session)
{
	struct session_inside *inside = session->inside;
	struct arena *scratch = arena_new();
	struct foreign kept = {0};
	bool is_read = inside->smart_write == 0 &&
		       store_get_value(&kept, scratch, inside->reader, "smart-folders", NULL);
	char *lines = foreign_string(scratch, kept);
	if (is_read && (inside->smart_lines == NULL || strcmp(lines, inside->smart_lines) != 0)) {
		free(inside->smart_lines);
		inside->smart_lines = memory_copy_string(lines);
		for (size_t i = inside->smarts_count; i-- > 0;)
			if (inside->smarts[i].is_saved)
				remove_at(session, i);
		add_lines(session, lines);
	}
	arena_free(scratch);
}

static void keep(struct session *session, const char *format, const char *name)
{
	struct session_inside *inside = session->inside;
	struct buffer all = {0};
	for (size_t i = 0; i < inside->smarts_count; i++)
		if (inside->smarts[i].is_saved)
			buffer_printf(
				&all, "%s\t%s\n", inside->smarts[i].name, inside->smarts[i].query);
	buffer_append_char(&all, '\0');
	struct change *change = change_new(write_smart_folders);
	change->text = change_text(change, foreign_from_string(all.data));
	change->name = foreign_from_string(arena_printf(change->order->arena, format, name));
	free(inside->smart_lines);
	inside->smart_lines = memory_copy_string(all.data);
	inside->smart_write = change_give(session, change);
	buffer_done(&all);
}

static void forget_now(struct session *session)
{
	struct session_inside *inside = session->inside;
	size_t index = inside->prompt_smart;
	if (index >= inside->smarts_count)
		return;
	char *name = memory_copy_string(inside->smarts[index].name);
	remove_at(session, index);
	keep(session, _("removed the smart folder %s"), name);
	free(name);
	smart_count_want(session);
	tree_build(session);
	session_say(session, MESSAGE_NEWS, _("Removed; %s takes it back."),
		session_key(session, "undo").text);
}

static bool is_ours(struct session *session, size_t index)
{
	if (session->inside->smarts[index].is_saved)
		return true;
	session_say(session, MESSAGE_NEWS, "%s", _("This one is in the config file."));
	return false;
}

void smart_ask_forget(struct session *session, size_t index)
{
	if (!is_ours(session, index))
		return;
	session->inside->prompt_smart = index;
	session_ask(session, forget_now, _("Remove the smart folder %s? No article is lost."),
		session->inside->smarts[index].name);
}

void smart_ask_query(struct session *session, size_t index)
{
	struct session_inside *inside = session->inside;
	if (!is_ours(session, index))
		return;
	inside->prompt_smart = index;
	prompt_open(session, PROMPT_QUERY, present_string(inside->prompt_arena, _("Query: ")),
		foreign_from_string(inside->smarts[index].query));
}

void smart_set_query(struct session *session, struct foreign query)
{
	struct session_inside *inside = session->inside;
	struct arena *scratch = arena_new();
	if (inside->prompt_smart >= inside->smarts_count || query.len == 0) {
		session_say(session, MESSAGE_ERROR, "%s", _("A smart folder needs a query."));
	} else {
		smart_add(session, inside->smarts[inside->prompt_smart].name,
			foreign_string(scratch, query), true);
		keep(session, _("changed the smart folder %s"),
			inside->smarts[inside->prompt_smart].name);
		tree_open_selected(session);
	}
	arena_free(scratch);
}

void run_save_query(struct session *session, const struct call *call)
{
	struct session_inside *inside = session->inside;
	struct arena *scratch = arena_new();
	struct buffer query = {0};
	if (inside->source.query != NULL)
		buffer_printf(&query, inside->filter != NULL ? "(%s)" : "%s", inside->source.query);
	if (inside->filter != NULL)
		buffer_printf(&query, query.len > 0 ? " (%s)" : "%s", inside->filter);
	if (query.len > 0 && session->list.unread_only) {
		char *all = arena_copy(scratch, query.data, query.len);
		query.len = 0;
		buffer_printf(&query, "(%s) is:unread", all);
	}
	if (call->argument.len == 0) {
		session_say(session, MESSAGE_HINT, "%s", _(":save-query NAME keeps this filter."));
	} else if (query.len == 0) {
		session_say(session, MESSAGE_ERROR, _("There is no filter to keep: %s makes one."),
			session_key(session, "filter").text);
	} else {
		char *name = foreign_string(scratch, call->argument);
		smart_add(session, name, query.data, true);
		keep(session, _("kept a filter as the smart folder %s"), name);
		tree_build(session);
		session_say(session, MESSAGE_NEWS, _("Kept as %.*s."), (int)call->argument.len,
			call->argument.utf8);
	}
	buffer_done(&query);
	arena_free(scratch);
}

void run_forget_query(struct session *session, const struct call *call)
{
	(void)call;
	const struct tree_row *row = tree_selected(session);
	if (row == NULL || row->kind != TREE_SMART) {
		session_say(session, MESSAGE_NEWS, "%s", _("No smart folder is selected."));
	} else if (is_ours(session, (size_t)row->id - 1)) {
		session->inside->prompt_smart = (size_t)row->id - 1;
		forget_now(session);
	}
}
