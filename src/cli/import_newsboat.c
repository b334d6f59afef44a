#include <stdint.h>
#include <string.h>

#include "src/base/words.h"
#include "src/cli/import_lines.h"
#include "src/cli/import_list.h"

#define LINE_LIMIT 8192

/* What begins with one of these is no address; newsboat runs it or reads it from the disk. */
static const struct {
	const char *start, *why;
} specials[] = {
	{"query:", N_("a query of newsboat is not mapped; make a smart folder of it")},
	{"exec:", N_("commands that make a feed are not run")},
	{"filter:", N_("commands that filter a feed are not run")},
	{"file:", N_("files on the disk are not subscribed to")},
};

const char *import_newsboat_refusal(struct foreign address)
{
	for (size_t i = 0; i < sizeof specials / sizeof *specials; i++)
		if (foreign_starts_with(address, foreign_from_string(specials[i].start)))
			return _(specials[i].why);
	return NULL;
}

/* One of '!', '~', the folder or a tag. */
static void take_word(
	struct import_list *list, struct new_feed *feed, struct foreign word, struct foreign where)
{
	if (word.len == 0)
		return;
	if (word.utf8[0] == '!')
		import_list_miss(list, where, _("the feed is taken, but not hidden"));
	else if (word.utf8[0] == '~')
		feed->title = foreign_trim((struct foreign){word.utf8 + 1, word.len - 1});
	else if (feed->folder.len == 0)
		feed->folder = foreign_trim(word);
	else
		feed->tags = import_more_tags(list->arena, feed->tags, word);
}

/* True when the line is one that newsboat would understand. */
static bool take_line(struct import_list *list, struct foreign line, struct foreign where)
{
	struct new_feed feed = {.title = FOREIGN(""), .folder = FOREIGN("")};
	struct import_word word;
	if (line.len > LINE_LIMIT) {
		import_list_miss(list, where, _("the line is too long"));
		return false;
	}
	import_next_word(list->arena, &line, &word);
	feed.url = word.text;
	if (foreign_starts_with(feed.url, FOREIGN("query:")) &&
		import_newsboat_query(list, feed.url))
		return true;
	const char *why = import_newsboat_refusal(feed.url);
	if (why != NULL) {
		import_list_miss(list, where, why);
		return true;
	}
	size_t count = list->count;
	import_list_add(list, feed, where);
	if (list->count == count)
		return false;
	while (import_next_word(list->arena, &line, &word))
		take_word(list, &list->feeds[count], word.text, where);
	return true;
}

const char import_no_list[] =
	N_("this is neither an OPML list nor a list of addresses as newsboat has");

/* What newsboat's `config` begins with, most often; that file lies beside `urls`. */
static bool is_setting(struct foreign line)
{
	static const char *const settings[] = {"always-display-description", "article-sort-order",
		"articlelist-format", "auto-reload", "bind-key", "bookmark-cmd", "browser",
		"cache-file", "color", "confirm-exit", "datetime-format", "define-filter",
		"download-path", "external-url-viewer", "feed-sort-order", "feedlist-format",
		"goto-next-feed", "highlight", "html-renderer", "ignore-article", "ignore-mode",
		"include", "keep-articles-days", "macro", "max-items", "notify-program", "pager",
		"player", "prepopulate-query-feeds", "refresh-on-startup", "reload-threads",
		"reload-time", "save-path", "show-read-articles", "show-read-feeds", "text-width",
		"unbind-key", "urls-source", "user-agent"};
	size_t len = 0;
	while (len < line.len && line.utf8[len] != ' ' && line.utf8[len] != '	')
		len++;
	for (size_t i = 0; i < sizeof settings / sizeof *settings; i++)
		if (foreign_equal(foreign_cut(line, len), foreign_from_string(settings[i])))
			return true;
	return false;
}

bool import_newsboat(struct import_list *list, struct foreign text, struct error *error)
{
	bool is_empty = true, is_known = false, has_settings = false;
	size_t before = list->count + list->missed_count;
	for (int number = 1; text.len > 0; number++) {
		struct foreign line = foreign_trim(import_cut_line(&text));
		if (line.len == 0 || line.utf8[0] == '#')
			continue;
		const char *where = arena_printf(list->arena, _("line %d"), number);
		is_empty = false;
		has_settings |= is_setting(line);
		is_known |= take_line(list, line, foreign_from_string(where));
		if (!import_list_has_room(list, before, error))
			return false;
	}
	if (is_empty || is_known)
		return true;
	return error_set(error, ERROR_FORMAT, "%s",
		has_settings ? _("newsboat's settings are not read; keymap = newsboat in "
				 "steppe's config gives its keys")
			     : _(import_no_list));
}
