/* Smart folders: queries with a name, from the config and by :save-query.  Those
 * saved here are kept in the store, one a line: name, tab, query. */
#include "src/session/inside.h"
#include "src/session/prompt.h"
#include "src/session/run.h"

#include <stdlib.h>
#include <string.h>

#include "src/base/array.h"
#include "src/base/memory.h"
#include "src/base/words.h"
#include "src/session/changes.h"
#include "src/session/present.h"

enum { SMARTS_LIMIT = 200 };

void smart_add(struct session *session, const char *name, const char *query, bool is_saved)
{
	struct session_inside *inside = session->inside;
	for (size_t i = 0; i < inside->smart.count; i++) {
		if (strcmp(inside->smart.folders[i].name, name) == 0) {
			free(inside->smart.folders[i].query);
			inside->smart.folders[i].query = memory_copy_string(query);
			smart_count_want(session);
			return;
		}
	}
	if (inside->smart.count < SMARTS_LIMIT)
		ARRAY_PUSH(inside->smart.folders, inside->smart.count, inside->smart.capacity) =
			(struct smart){
				memory_copy_string(name), memory_copy_string(query), is_saved, 0};
	smart_count_want(session);
}

static void remove_at(struct session *session, size_t index)
{
	struct session_inside *inside = session->inside;
	free(inside->smart.folders[index].name);
	free(inside->smart.folders[index].query);
	inside->smart.count--;
	memmove(&inside->smart.folders[index], &inside->smart.folders[index + 1],
		(inside->smart.count - index) * sizeof *inside->smart.folders);
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
	bool is_read = inside->smart.write_order == 0 &&
		       store_get_value(&kept, scratch, inside->reader, "smart-folders", NULL);
	char *lines = foreign_string(scratch, kept);
	if (is_read && (inside->smart.lines == NULL || strcmp(lines, inside->smart.lines) != 0)) {
		free(inside->smart.lines);
		inside->smart.lines = memory_copy_string(lines);
		for (size_t i = inside->smart.count; i-- > 0;)
			if (inside->smart.folders[i].is_saved)
				remove_at(session, i);
		add_lines(session, lines);
	}
	arena_free(scratch);
}

static void keep(struct session *session, const char *format, const char *name)
{
	struct session_inside *inside = session->inside;
	struct buffer all = {0};
	for (size_t i = 0; i < inside->smart.count; i++)
		if (inside->smart.folders[i].is_saved)
			buffer_printf(&all, "%s\t%s\n", inside->smart.folders[i].name,
				inside->smart.folders[i].query);
	buffer_append_char(&all, '\0');
	struct change *change = change_new(write_smart_folders);
	change->text = change_text(change, foreign_from_string(all.data));
	change->name = foreign_from_string(arena_printf(change->order->arena, format, name));
	free(inside->smart.lines);
	inside->smart.lines = memory_copy_string(all.data);
	inside->smart.write_order = change_give(session, change);
	buffer_done(&all);
}

static void forget_now(struct session *session)
{
	struct session_inside *inside = session->inside;
	size_t index = inside->prompt.smart;
	if (index >= inside->smart.count)
		return;
	char *name = memory_copy_string(inside->smart.folders[index].name);
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
	if (session->inside->smart.folders[index].is_saved)
		return true;
	session_say(session, MESSAGE_NEWS, "%s", _("This one is in the config file."));
	return false;
}

void smart_ask_forget(struct session *session, size_t index)
{
	if (!is_ours(session, index))
		return;
	session->inside->prompt.smart = index;
	session_ask(session, forget_now, _("Remove the smart folder %s? No article is lost."),
		session->inside->smart.folders[index].name);
}

void smart_ask_query(struct session *session, size_t index)
{
	struct session_inside *inside = session->inside;
	if (!is_ours(session, index))
		return;
	inside->prompt.smart = index;
	prompt_open(session, PROMPT_QUERY, present_string(inside->prompt.arena, _("Query: ")),
		foreign_from_string(inside->smart.folders[index].query));
}

void smart_set_query(struct session *session, struct foreign query)
{
	struct session_inside *inside = session->inside;
	struct arena *scratch = arena_new();
	if (inside->prompt.smart >= inside->smart.count || query.len == 0) {
		session_say(session, MESSAGE_ERROR, "%s", _("A smart folder needs a query."));
	} else {
		smart_add(session, inside->smart.folders[inside->prompt.smart].name,
			foreign_string(scratch, query), true);
		keep(session, _("changed the smart folder %s"),
			inside->smart.folders[inside->prompt.smart].name);
		tree_open_selected(session);
	}
	arena_free(scratch);
}

void run_save_query(struct session *session, const struct call *call)
{
	struct session_inside *inside = session->inside;
	struct arena *scratch = arena_new();
	struct buffer query = {0};
	if (inside->listing.source.query != NULL)
		buffer_printf(&query, inside->listing.filter != NULL ? "(%s)" : "%s",
			inside->listing.source.query);
	if (inside->listing.filter != NULL)
		buffer_printf(&query, query.len > 0 ? " (%s)" : "%s", inside->listing.filter);
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
		session->inside->prompt.smart = (size_t)row->id - 1;
		forget_now(session);
	}
}
