/* `e` in the tree: the settings of a feed or a folder, one a row.  Enter changes
 * the row: a switch at once, anything else through a prompt. */
#include "src/session/inside.h"
#include "src/session/prompt.h"
#include "src/session/run.h"
#include "src/session/sheet.h"

#include <stdlib.h>
#include <string.h>

#include "src/base/url.h"
#include "src/base/words.h"
#include "src/session/changes.h"
#include "src/session/folders.h"
#include "src/session/present.h"
#include "src/store/upkeep.h"

/* False with a sentence in `error` when the text is no such value. */
typedef bool check_value(struct foreign *text, struct arena *arena, struct error *error);

struct setting {
	const char *label;
	const char *unset;  /* what is shown when it is empty */
	const char *option; /* its name in the store; NULL: it is no option */
	enum setting_kind {
		EDIT_NAME,
		EDIT_ADDRESS,
		EDIT_FOLDER,
		EDIT_SWITCH,
		EDIT_TEXT,
		EDIT_SECRET,
	} kind;
	check_value *check; /* NULL = anything goes */
};

/* ---- checks ---- */

static bool check_address(struct foreign *text, struct arena *arena, struct error *error)
{
	struct url url = {0};
	if (!url_parse_typed(&url, arena, *text, error))
		return false;
	*text = url.text;
	return true;
}

/* "15m" to "30d". */
static bool check_pace(struct foreign *text, struct arena *arena, struct error *error)
{
	enum { MINUTE = 60, HOUR = 3600, DAY = 86400, LEAST = 15 * MINUTE, MOST = 30 * DAY };
	char *unit = NULL;
	long long number = strtoll(foreign_string(arena, *text), &unit, 10);
	long long size = *unit == 'm' ? MINUTE : *unit == 'h' ? HOUR : *unit == 'd' ? DAY : 0;
	bool is_pace = size > 0 && unit[1] == '\0' && number > 0 && number <= MOST / MINUTE;
	if (text->len == 0 || (is_pace && number * size >= LEAST && number * size <= MOST))
		return true;
	return error_set(error, ERROR_USAGE, "%s",
		_("Write 15m to 30d, such as 2h; nothing: as "
		  "the outlet wishes."));
}

static bool check_keep(struct foreign *text, struct arena *arena, struct error *error)
{
	(void)arena;
	return text->len == 0 || store_retention(&(struct retention){0}, *text) ||
	       error_set(error, ERROR_USAGE, "%s",
		       _("Write a number of articles, days such as 90d, or forever; nothing: as "
			 "the config says."));
}

/* "Name: value" */
static bool check_header(struct foreign *text, struct arena *arena, struct error *error)
{
	(void)arena;
	const char *colon = memchr(text->utf8, ':', text->len);
	if (text->len == 0 || (colon != NULL && colon != text->utf8))
		return true;
	return error_set(error, ERROR_USAGE, "%s",
		_("Write a name, a colon and a value, such as X-Key: 123; nothing: none."));
}

/* Words parted by blanks or commas become words parted by one blank. */
static bool check_tags(struct foreign *text, struct arena *arena, struct error *error)
{
	(void)error;
	char *tags = foreign_string(arena, *text);
	for (size_t i = 0; i < text->len; i++)
		tags[i] = tags[i] == ',' ? ' ' : tags[i];
	*text = foreign_collapse(arena, foreign_from_string(tags));
	return true;
}

enum row { ROW_NAME, ROW_FOLDER, ROW_ADDRESS, ROW_TAGS, ROW_OTHERS };
static const struct setting settings[] = {
	[ROW_NAME] = {N_("Name"), "", NULL, EDIT_NAME, NULL},
	[ROW_FOLDER] = {N_("Folder"), N_("none"), NULL, EDIT_FOLDER, NULL},
	[ROW_ADDRESS] = {N_("Address"), "", NULL, EDIT_ADDRESS, check_address},
	[ROW_TAGS] = {N_("Tags"), N_("none"), "tags", EDIT_TEXT, check_tags},
	[ROW_OTHERS] = {N_("Whole articles"), "", "fulltext", EDIT_SWITCH, NULL},
	{N_("Fetched ahead"), "", "prefetch", EDIT_SWITCH, NULL},
	{N_("Update every"), N_("as the outlet wishes"), "interval", EDIT_TEXT, check_pace},
	{N_("Keep"), N_("as elsewhere"), "keep", EDIT_TEXT, check_keep},
	{N_("Proxy"), N_("as elsewhere"), "proxy", EDIT_TEXT, NULL},
	{N_("User"), N_("none"), "user", EDIT_TEXT, NULL},
	{N_("Password"), N_("none"), "password", EDIT_SECRET, NULL},
	{N_("Password command"), N_("none"), "password_command", EDIT_TEXT, NULL},
	{N_("Header"), N_("none"), "headers", EDIT_TEXT, check_header},
};

/* A folder has a name, a place, and switches that its feeds have unless they say otherwise. */
static bool is_of_folder(const struct setting *setting)
{
	return setting->kind == EDIT_NAME || setting->kind == EDIT_FOLDER ||
	       setting->kind == EDIT_SWITCH;
}

/* ---- values ---- */

/* What counts for it, its own or what it has from a folder above. */
static enum setting3 switch_of(const struct session *session, const struct setting *setting)
{
	const struct feed_row *feed = feed_by_id(session, session->inside->sheet.edited_feed);
	const struct folder_row *folder =
		folder_by_id(session, session->inside->sheet.edited_folder);
	bool is_fulltext = strcmp(setting->option, "fulltext") == 0;
	if (folder != NULL)
		return is_fulltext ? folder->fulltext : folder->prefetch;
	return is_fulltext ? feed->fulltext : feed->prefetch;
}

static struct foreign value_of(
	struct session *session, const struct setting *setting, struct arena *arena)
{
	const struct session_inside *inside = session->inside;
	const struct feed_row *feed = feed_by_id(session, inside->sheet.edited_feed);
	const struct folder_row *folder = folder_by_id(session, inside->sheet.edited_folder);
	struct foreign value = FOREIGN("");
	if (setting->kind == EDIT_NAME)
		return folder != NULL ? folder->name : feed->title;
	if (setting->kind == EDIT_FOLDER)
		return session_folder_path(
			session, folder != NULL ? folder->parent_id : feed->folder_id, arena);
	if (setting->kind == EDIT_ADDRESS)
		return feed->url;
	if (feed != NULL)
		store_feed_option(&value, arena, inside->reader, feed->id,
			foreign_from_string(setting->option), NULL);
	return value;
}

static struct safe shown_switch(
	struct session *session, const struct setting *setting, struct foreign own)
{
	enum setting3 value = switch_of(session, setting);
	bool is_inherited =
		session->inside->sheet.edited_feed != 0 && own.len == 0 && value != SETTING_AUTO;
	if (!is_inherited)
		return sheet_words(session, setting_words(value));
	return present_printf(
		session->inside->sheet.arena, _("%s, as the folder"), setting_words(value));
}

static struct safe shown_value(struct session *session, const struct setting *setting)
{
	struct arena *arena = session->inside->sheet.arena;
	struct foreign value = value_of(session, setting, arena);
	if (setting->kind == EDIT_SWITCH)
		return shown_switch(session, setting, value);
	if (value.len == 0)
		return setting->unset[0] != '\0' ? sheet_words(session, _(setting->unset))
						 : SAFE("");
	return setting->kind == EDIT_SECRET ? SAFE("********") : sheet_line(session, value);
}

/* ---- the sheet ---- */

static void fill(struct session *session)
{
	struct session_inside *inside = session->inside;
	const struct feed_row *feed = feed_by_id(session, inside->sheet.edited_feed);
	const struct folder_row *folder = folder_by_id(session, inside->sheet.edited_folder);
	sheet_open(session, SHEET_EDIT, sheet_line(session, folder ? folder->name : feed->title),
		_("{open} changes, {undo} takes back, {leave} leaves"));
	for (size_t i = 0; i < sizeof settings / sizeof *settings; i++) {
		if (folder != NULL && !is_of_folder(&settings[i]))
			continue;
		struct safe value = shown_value(session, &settings[i]);
		struct sheet_entry *entry = sheet_add(session);
		entry->text = sheet_words(session, _(settings[i].label));
		entry->detail = value;
		entry->id = (int64_t)i;
	}
}

void edit_sheet_refresh(struct session *session)
{
	const struct session_inside *inside = session->inside;
	if (session->sheet.kind != SHEET_EDIT)
		return;
	if (!feed_by_id(session, inside->sheet.edited_feed) &&
		!folder_by_id(session, inside->sheet.edited_folder)) {
		sheet_close(session);
		return;
	}
	size_t selected = session->sheet.selected;
	fill(session);
	session->sheet.selected = selected;
	sheet_ready(session);
}

static void change_option(struct session *session, const char *option, struct foreign value)
{
	int64_t folder = session->inside->sheet.edited_folder;
	struct change *change = change_new(folder != 0 ? write_folder_option : write_feed_option);
	change->id = folder != 0 ? folder : session->inside->sheet.edited_feed;
	change->name = foreign_from_string(option);
	change->text = change_text(change, value);
	change_give(session, change);
}

static void change_address(struct session *session, struct foreign address)
{
	struct change *change = change_new(write_feed_url);
	change->id = session->inside->sheet.edited_feed;
	change->text = change_text(change, address);
	change_give(session, change);
}

/* as needed → always → never → as needed */
static void turn_switch(struct session *session, const struct setting *setting)
{
	static const char *const next[] = {
		[SETTING_AUTO] = "on", [SETTING_ON] = "off", [SETTING_OFF] = ""};
	change_option(
		session, setting->option, foreign_from_string(next[switch_of(session, setting)]));
}

void edit_sheet_choose(struct session *session, const struct sheet_entry *entry)
{
	struct session_inside *inside = session->inside;
	const struct setting *setting = &settings[entry->id];
	if (setting->kind == EDIT_SWITCH) {
		turn_switch(session, setting);
		return;
	}
	struct arena *scratch = arena_new();
	struct foreign value =
		setting->kind == EDIT_SECRET ? FOREIGN("") : value_of(session, setting, scratch);
	inside->prompt.setting = (size_t)entry->id;
	inside->prompt.feed = inside->sheet.edited_feed;
	inside->prompt.folder = inside->sheet.edited_folder;
	inside->prompt.takes_tags = false;
	prompt_open(session, setting->kind == EDIT_FOLDER ? PROMPT_FEED_FOLDER : PROMPT_SETTING,
		present_printf(inside->prompt.arena, "%s: ", _(setting->label)), value);
	arena_free(scratch);
}

void session_edit(struct session *session, struct foreign text)
{
	struct session_inside *inside = session->inside;
	const struct setting *setting = &settings[inside->prompt.setting];
	struct arena *scratch = arena_new();
	struct error error = {0};
	text = foreign_trim(text);
	if (setting->check != NULL && !setting->check(&text, scratch, &error))
		session_say_error(session, &error);
	else if (setting->kind == EDIT_NAME)
		session_rename(
			session, inside->sheet.edited_feed, inside->sheet.edited_folder, text);
	else if (setting->kind == EDIT_ADDRESS)
		change_address(session, text);
	else
		change_option(session, setting->option, text);
	arena_free(scratch);
}

void session_tag_feed(struct session *session, struct foreign tags)
{
	const struct feed_row *feed = feed_by_id(session, session->inside->prompt.feed);
	struct arena *scratch = arena_new();
	check_tags(&tags, scratch, NULL);
	session->inside->sheet.edited_feed = session->inside->prompt.feed;
	session->inside->sheet.edited_folder = 0;
	if (feed != NULL && !foreign_equal(feed->tags, tags))
		change_option(session, settings[ROW_TAGS].option, tags);
	arena_free(scratch);
}

void run_edit_feed(struct session *session, const struct call *call)
{
	struct session_inside *inside = session->inside;
	const struct feed_row *feed = session_feed(session);
	const struct folder_row *folder = session_folder(session);
	const struct tree_row *row = tree_selected(session);
	if (session->focus == VIEW_TREE && row != NULL && row->kind == TREE_SMART) {
		smart_ask_query(session, (size_t)row->id - 1);
		return;
	}
	inside->sheet.edited_feed = feed != NULL ? feed->id : 0;
	inside->sheet.edited_folder = folder != NULL ? folder->id : 0;
	if (feed == NULL && folder == NULL) {
		session_say(session, MESSAGE_NEWS, "%s", _("No feed or folder is selected."));
	} else if (feed != NULL && call->argument.len > 0) {
		inside->prompt.setting = ROW_ADDRESS;
		session_edit(session, call->argument);
	} else {
		fill(session);
		sheet_ready(session);
	}
}
