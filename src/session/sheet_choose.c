/* What Enter does in each sheet. */
#include "src/session/inside.h"
#include "src/session/sheet.h"

#include "src/base/words.h"

static void choose_link(struct session *session, const struct sheet_entry *entry)
{
	if (entry->value != NULL)
		browser_open(session, foreign_from_string(entry->value));
}

static void choose_feed(struct session *session, const struct sheet_entry *entry)
{
	int64_t id = entry->id;
	sheet_close(session);
	session->focus = VIEW_TREE;
	tree_select_feed(session, id);
}

static void choose_sort(struct session *session, const struct sheet_entry *entry)
{
	struct arena *scratch = arena_new();
	const char *command = arena_printf(scratch, "%s", entry->value);
	sheet_close(session);
	session_run(session, command, 0);
	arena_free(scratch);
}

static void choose_tag(struct session *session, const struct sheet_entry *entry)
{
	struct arena *scratch = arena_new();
	struct list_source source = {
		.kind = TREE_SMART,
		.query = arena_printf(scratch, "tag:\"%s\"", entry->value),
		.title = arena_printf(scratch, _("Tag: %s"), entry->value),
	};
	sheet_close(session);
	article_close(session);
	list_open(session, &source);
	session->focus = VIEW_LIST;
	arena_free(scratch);
}

static void choose_outlets(struct session *session, const struct sheet_entry *entry)
{
	(void)entry;
	starter_subscribe(session);
}

static void choose_help(struct session *session, const struct sheet_entry *entry)
{
	const char *command = entry->value;
	sheet_close(session);
	if (command != NULL)
		session_run(session, command, 0);
}

void sheet_choose(struct session *session)
{
	static void (*const choices[])(
		struct session * session, const struct sheet_entry *entry) = {
		[SHEET_HELP] = choose_help,
		[SHEET_LINKS] = choose_link,
		[SHEET_DETAILS] = choose_link,
		[SHEET_FAILING] = choose_feed,
		[SHEET_EDIT] = edit_sheet_choose,
		[SHEET_STARTER] = choose_outlets,
		[SHEET_FEEDS] = choose_outlets,
		[SHEET_SORT] = choose_sort,
		[SHEET_TAGS] = choose_tag,
		[SHEET_CHOICES] = NULL,
	};
	const struct sheet_entry *entry = sheet_selected(session);
	if (entry != NULL && choices[session->sheet.kind] != NULL)
		choices[session->sheet.kind](session, entry);
	else
		sheet_close(session);
}
