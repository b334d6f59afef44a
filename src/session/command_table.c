/* The table of all commands, in the order in which help shows them. */
#include "src/session/commands.h"

#include <string.h>

#include "src/base/words.h"
#include "src/session/run.h"

/* clang-format off */
static const struct command commands[] = {
	/* moving */
	{"down", N_("move down"), EVERYWHERE | WALKS_TREE, TAKES_NOTHING, run_down},
	{"up", N_("move up"), EVERYWHERE | WALKS_TREE, TAKES_NOTHING, run_up},
	{"first", N_("to the first line, or line COUNT"), EVERYWHERE | WALKS_TREE, TAKES_NOTHING, run_first},
	{"last", N_("to the last line, or line COUNT"), EVERYWHERE | WHOLE_LIST | WALKS_TREE, TAKES_NOTHING, run_last},
	{"half-page-down", N_("half a page down"), EVERYWHERE | WALKS_TREE, TAKES_NOTHING, run_half_page_down},
	{"half-page-up", N_("half a page up"), EVERYWHERE | WALKS_TREE, TAKES_NOTHING, run_half_page_up},
	{"page-down", N_("a page down"), EVERYWHERE | WALKS_TREE, TAKES_NOTHING, run_page_down},
	{"page-up", N_("a page up"), EVERYWHERE | WALKS_TREE, TAKES_NOTHING, run_page_up},
	{"read-on", N_("a page down; at the end to the next unread"), EVERYWHERE | WALKS_TREE, TAKES_NOTHING, run_read_on},
	{"open", N_("open; unfold; follow the selected link"), EVERYWHERE | WALKS_TREE, TAKES_NOTHING, run_open},
	{"back", N_("back; fold"), EVERYWHERE | WALKS_TREE, TAKES_NOTHING, run_back},
	{"leave", N_("back; at the top quit"), EVERYWHERE | WALKS_TREE, TAKES_NOTHING, run_leave},
	{"quit", N_("quit at once"), EVERYWHERE | NEVER_WAITS, TAKES_NOTHING, run_quit},
	{"next-pane", N_("next pane"), IN_PANES, TAKES_NOTHING, run_next_pane},
	{"previous-pane", N_("previous pane"), IN_PANES, TAKES_NOTHING, run_previous_pane},
	{"next-feed", N_("next feed"), IN_PANES | WALKS_TREE, TAKES_NOTHING, run_next_feed},
	{"previous-feed", N_("previous feed"), IN_PANES | WALKS_TREE, TAKES_NOTHING, run_previous_feed},
	{"next-unread-feed", N_("next feed with unread"), IN_PANES | WALKS_TREE, TAKES_NOTHING, run_next_unread_feed},
	{"previous-unread-feed", N_("previous feed with unread"), IN_PANES | WALKS_TREE, TAKES_NOTHING, run_previous_unread_feed},
	{"next-folder", N_("next folder"), IN_TREE | WALKS_TREE, TAKES_NOTHING, run_next_folder},
	{"previous-folder", N_("previous folder"), IN_TREE | WALKS_TREE, TAKES_NOTHING, run_previous_folder},
	{"fold", N_("fold or unfold the folder"), IN_TREE | WALKS_TREE, TAKES_NOTHING, run_fold},
	{"next-article", N_("next article"), IN_LIST | IN_ARTICLE, TAKES_NOTHING, run_next_article},
	{"previous-article", N_("previous article"), IN_LIST | IN_ARTICLE, TAKES_NOTHING, run_previous_article},
	{"next-unread", N_("next unread, across feeds; next match of a search"), IN_LIST | IN_ARTICLE | WHOLE_COUNTED, TAKES_NOTHING, run_next_unread},
	{"previous-unread", N_("previous unread, across feeds; previous match"), IN_LIST | IN_ARTICLE | WHOLE_COUNTED, TAKES_NOTHING, run_previous_unread},
	{"next-link", N_("next link"), IN_ARTICLE, TAKES_NOTHING, run_next_link},
	{"previous-link", N_("previous link"), IN_ARTICLE, TAKES_NOTHING, run_previous_link},
	{"next-match", N_("next match of the search"), IN_ARTICLE, TAKES_NOTHING, run_next_match},
	{"previous-match", N_("previous match of the search"), IN_ARTICLE, TAKES_NOTHING, run_previous_match},
	{"goto", N_("to the feed or folder of that name"), IN_PANES, TAKES_PLACE, run_goto},
	/* marks */
	{"toggle-read", N_("read or unread"), IN_PANES, TAKES_NOTHING, run_toggle_read},
	{"toggle-read-down", N_("read or unread, then down"), IN_LIST, TAKES_NOTHING, run_toggle_read_down},
	{"read-all", N_("all here are read"), IN_PANES | WHOLE_LIST, TAKES_NOTHING, run_read_all},
	{"read-above", N_("all above are read"), IN_LIST | IN_ARTICLE, TAKES_NOTHING, run_read_above},
	{"read-everything", N_("all everywhere are read (asks)"), IN_PANES, TAKES_NOTHING, run_read_everything},
	{"bookmark", N_("bookmark on or off"), IN_LIST | IN_ARTICLE, TAKES_NOTHING, run_bookmark},
	{"edit-bookmark", N_("tags, then the note"), IN_LIST | IN_ARTICLE, TAKES_NOTHING, run_edit_bookmark},
	{"tag", N_("tags: +TAG adds, -TAG takes away"), IN_LIST | IN_ARTICLE, TAKES_TAGS, run_tag},
	{"note", N_("the note of a bookmark"), IN_LIST | IN_ARTICLE, TAKES_TEXT, run_note},
	{"tags", N_("choose a tag and list its bookmarks"), IN_PANES, TAKES_NOTHING, run_tags},
	{"delete", N_("delete the article"), IN_LIST | IN_ARTICLE, TAKES_NOTHING, run_delete},
	{"select", N_("select; the next action takes all selected"), IN_LIST | IN_SHEET, TAKES_NOTHING, run_select},
	{"select-range", N_("select a range"), IN_LIST, TAKES_NOTHING, run_select_range},
	{"select-all", N_("select all, or none"), IN_LIST | IN_SHEET | WHOLE_LIST, TAKES_NOTHING, run_select_all},
	{"undo", N_("take back the last change"), EVERYWHERE, TAKES_NOTHING, run_undo},
	{"redo", N_("make it again"), EVERYWHERE, TAKES_NOTHING, run_redo},
	{"log", N_("the changes that can be taken back"), IN_PANES, TAKES_NOTHING, run_log},
	/* feeds */
	{"update", N_("fetch this feed"), IN_PANES, TAKES_FEED, run_update},
	{"update-all", N_("fetch all feeds"), IN_PANES, TAKES_NOTHING, run_update_all},
	{"stop-update", N_("stop fetching"), EVERYWHERE | NEVER_WAITS, TAKES_NOTHING, run_stop_update},
	{"add", N_("subscribe: a feed or a page that names one"), IN_PANES, TAKES_TEXT, run_add},
	{"save-page", N_("keep a web page in Saved pages"), IN_PANES, TAKES_TEXT, run_save_page},
	{"starter", N_("choose from the starter list"), IN_PANES, TAKES_NOTHING, run_starter},
	{"unsubscribe", N_("unsubscribe; remove the folder (asks)"), IN_PANES, TAKES_NOTHING, run_unsubscribe},
	{"rename", N_("rename the feed or folder"), IN_PANES, TAKES_TEXT, run_rename},
	{"new-folder", N_("make a folder"), IN_PANES, TAKES_FOLDER, run_new_folder},
	{"move", N_("folder and tags of the feed; folder of the folder"), IN_PANES, TAKES_FOLDER, run_move},
	{"move-up", N_("move the feed or folder up"), IN_TREE, TAKES_NOTHING, run_move_up},
	{"move-down", N_("move the feed or folder down"), IN_TREE, TAKES_NOTHING, run_move_down},
	{"edit-feed", N_("settings of the feed or folder; with ADDRESS its address"), IN_PANES, TAKES_TEXT, run_edit_feed},
	{"failing", N_("failing feeds and why"), IN_PANES, TAKES_NOTHING, run_failing},
	{"details", N_("the feed's health; the article's details"), IN_PANES, TAKES_NOTHING, run_details},
	{"full-text", N_("the whole article, or as the feed sent it; in the tree for all of the feed"), IN_PANES, TAKES_NOTHING, run_full_text},
	{"difference", N_("what the outlet changed, word by word"), IN_ARTICLE, TAKES_NOTHING, run_difference},
	/* finding */
	{"search", N_("search everything"), IN_PANES | WALKS_TREE, TAKES_QUERY, run_search},
	{"narrow", N_("narrow the list as you type"), IN_LIST, TAKES_TEXT, run_narrow},
	{"find", N_("search in the text"), IN_ARTICLE | IN_SHEET, TAKES_TEXT, run_find},
	{"filter", N_("filter by a query"), IN_PANES, TAKES_QUERY, run_filter},
	{"save-query", N_("keep this filter as a smart folder NAME"), IN_PANES, TAKES_TEXT, run_save_query},
	{"forget-query", N_("remove a smart folder"), IN_TREE, TAKES_NOTHING, run_forget_query},
	{"clear-filter", N_("the whole list, without filter"), IN_PANES, TAKES_NOTHING, run_clear_filter},
	{"unread-only", N_("unread only, or all"), IN_PANES, TAKES_NOTHING, run_unread_only},
	{"sort", N_("sort: date, -date, feed, title"), IN_PANES, TAKES_SORT, run_sort},
	/* links and what leaves the reader */
	{"browse", N_("open in the browser; with a count that link"), IN_PANES, TAKES_NOTHING, run_browse},
	{"browse-only", N_("open in the browser, without a mark"), IN_LIST | IN_ARTICLE, TAKES_NOTHING, run_browse_only},
	{"browse-unread", N_("open in the browser and keep unread"), IN_LIST | IN_ARTICLE, TAKES_NOTHING, run_browse_unread},
	{"comments", N_("open the comments page"), IN_LIST | IN_ARTICLE, TAKES_NOTHING, run_comments},
	{"hints", N_("letters for the links in sight"), IN_ARTICLE, TAKES_NOTHING, run_hints},
	{"link", N_("open link NUMBER in the browser"), IN_ARTICLE, TAKES_TEXT, run_link},
	{"links", N_("list of the links"), IN_ARTICLE, TAKES_NOTHING, run_links},
	{"copy", N_("copy the address; with a count that link"), EVERYWHERE, TAKES_NOTHING, run_copy},
	{"copy-title", N_("copy title and address"), IN_LIST | IN_ARTICLE, TAKES_NOTHING, run_copy_title},
	{"enclosure", N_("play or save the enclosure"), IN_LIST | IN_ARTICLE, TAKES_NOTHING, run_enclosure},
	{"save", N_("save as FILE: .txt, .html or .md"), IN_LIST | IN_ARTICLE, TAKES_FILE, run_save},
	{"pipe", N_("give the text to a command"), IN_LIST | IN_ARTICLE, TAKES_TEXT, run_pipe},
	{"import", N_("take over feeds and marks from a file"), EVERYWHERE, TAKES_FILE, run_import},
	{"export", N_("subscriptions or bookmarks into a file"), EVERYWHERE, TAKES_EXPORT, run_export},
	/* looks */
	{"one-pane", N_("one pane"), IN_PANES, TAKES_NOTHING, run_one_pane},
	{"two-panes", N_("two panes"), IN_PANES, TAKES_NOTHING, run_two_panes},
	{"three-panes", N_("three panes"), IN_PANES, TAKES_NOTHING, run_three_panes},
	{"fitting-panes", N_("as many panes as fit"), IN_PANES, TAKES_NOTHING, run_fitting_panes},
	{"border-left", N_("move the border left"), IN_PANES, TAKES_NOTHING, run_border_left},
	{"border-right", N_("move the border right"), IN_PANES, TAKES_NOTHING, run_border_right},
	{"zen", N_("only the article"), IN_LIST | IN_ARTICLE, TAKES_NOTHING, run_zen},
	{"wider", N_("wider text"), IN_ARTICLE, TAKES_NOTHING, run_wider},
	{"narrower", N_("narrower text"), IN_ARTICLE, TAKES_NOTHING, run_narrower},
	{"set", N_("change an option: NAME VALUE"), EVERYWHERE, TAKES_OPTION, run_set},
	{"map", N_("bind keys: [VIEW] KEYS COMMAND"), EVERYWHERE, TAKES_COMMAND, run_map},
	{"unmap", N_("free a key: [VIEW] KEYS"), EVERYWHERE, TAKES_TEXT, run_unmap},
	{"command-line", N_("command line"), EVERYWHERE | WALKS_TREE, TAKES_TEXT, run_command_line},
	{"help", N_("the keys of this view"), EVERYWHERE | WALKS_TREE, TAKES_NOTHING, run_help},
	{"dismiss-hint", N_("never show the hint again"), EVERYWHERE, TAKES_NOTHING, run_dismiss_hint},
	{"redraw", N_("draw the screen again"), EVERYWHERE | NEVER_WAITS, TAKES_NOTHING, run_redraw},
	{"suspend", N_("suspend the program"), EVERYWHERE | NEVER_WAITS, TAKES_NOTHING, run_suspend},
};
/* clang-format on */

/* The help has a heading before the first of each. */
static const struct {
	const char *first, *title;
} sections[] = {
	{"down", N_("Moving")},
	{"toggle-read", N_("Marks")},
	{"update", N_("Feeds")},
	{"search", N_("Finding")},
	{"browse", N_("Links and files")},
	{"one-pane", N_("Screen")},
};

const char *command_section(const struct command *command)
{
	for (size_t i = 0; i < sizeof sections / sizeof *sections; i++)
		if (strcmp(sections[i].first, command->name) == 0)
			return sections[i].title;
	return NULL;
}

const struct command *command_table(size_t *count)
{
	*count = sizeof commands / sizeof *commands;
	return commands;
}

const struct command *command_find(struct foreign name)
{
	for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
		if (strlen(commands[i].name) == name.len &&
			memcmp(commands[i].name, name.utf8, name.len) == 0)
			return &commands[i];
	return NULL;
}

bool command_is_in(const struct command *command, enum view view)
{
	return (command->views & (1u << view)) != 0;
}
