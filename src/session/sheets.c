/* The sheets of an article, its links, and those to choose from. */
#include "src/session/inside.h"
#include "src/session/run.h"
#include "src/session/sheet.h"

#include <string.h>

#include "src/base/words.h"
#include "src/session/present.h"

/* ---- one article ---- */

static void add_people(struct session *session, const struct people *people)
{
	for (size_t i = 0; i < people->count; i++)
		sheet_add_pair(session, i == 0 ? _("Authors") : "",
			sheet_line(session, people->items[i].name));
}

static void add_words(struct session *session, const char *name, const struct foreign_list *list)
{
	for (size_t i = 0; i < list->count; i++)
		sheet_add_pair(session, i == 0 ? name : "", sheet_line(session, list->items[i]));
}

static void add_enclosures(struct session *session, const struct stored_article *article)
{
	for (size_t i = 0; i < article->enclosures_count; i++) {
		size_t before = session->inside->sheet.entries_count;
		sheet_add_pair(session, i == 0 ? _("Enclosures") : "",
			sheet_line(session, article->enclosures[i].url));
		if (session->inside->sheet.entries_count > before)
			sheet_add_value(session, article->enclosures[i].url);
	}
}

static void open_details(struct session *session, const struct stored_article *article)
{
	sheet_open(session, SHEET_DETAILS, sheet_line(session, article->row.title),
		_("{copy} copies, {leave} leaves"));
	sheet_add_pair(session, _("Address"), sheet_line(session, article->row.url));
	sheet_add_value(session, article->row.url);
	sheet_add_pair(session, _("Feed"), sheet_line(session, article->row.feed_title));
	sheet_add_pair(session, _("Folder"), sheet_line(session, article->folder));
	add_people(session, &article->authors);
	if (article->published != 0)
		sheet_add_pair(session, _("Published"), sheet_date(session, article->published));
	if (article->updated != 0)
		sheet_add_pair(session, _("Updated"), sheet_date(session, article->updated));
	sheet_add_pair(session, _("First seen"), sheet_date(session, article->first_seen));
	sheet_add_pair(session, _("Language"), sheet_line(session, article->language));
	add_words(session, _("Tags"), &article->tags);
	sheet_add_pair(session, _("Note"), sheet_line(session, article->note));
	add_words(session, _("Also in"), &article->also_in);
	sheet_add_pair(session, _("Rule"), sheet_line(session, article->rule));
	add_words(session, _("Categories"), &article->categories);
	add_enclosures(session, article);
	sheet_add_pair(session, _("Comments"), sheet_line(session, article->comments_url));
	sheet_add_pair(session, _("Rights"), sheet_line(session, article->rights));
	sheet_add_pair(session, _("Number"), sheet_number(session, article->row.id));
	sheet_ready(session);
}

void run_details(struct session *session, const struct call *call)
{
	(void)call;
	struct arena *scratch = arena_new();
	struct stored_article article = {0};
	const struct feed_row *feed = session_feed(session);
	int64_t id =
		session->focus == VIEW_ARTICLE ? session->article.id : list_selected_id(session);
	struct error error = {0};
	bool is_empty_feed = session->focus == VIEW_LIST && id == 0;
	if ((session->focus == VIEW_TREE || is_empty_feed) && feed != NULL)
		health_sheet_open(session, feed);
	else if (session->focus == VIEW_TREE || id == 0)
		session_say(session, MESSAGE_NEWS, "%s", _("There is nothing to tell about."));
	else if (store_article(&article, scratch, session->inside->reader, id, &error))
		open_details(session, &article);
	else
		session_say_error(session, &error);
	arena_free(scratch);
}

/* ---- links of the article ---- */

enum { LINK_WORDS_MOST = 32 };

/* The first words that lead to each link. */
static void note_words(
	struct safe *words, const struct page *page, const struct page_span *spans, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		int32_t link = spans[i].link;
		if (link >= 0 && (size_t)link < page->links_count && words[link].len == 0)
			words[link] = safe_fit(spans[i].text, LINK_WORDS_MOST);
	}
}

static struct safe *words_of_links(const struct page *page, struct arena *arena)
{
	struct safe *words = arena_array(arena, page->links_count, sizeof *words);
	for (size_t i = 0; i < page->blocks_count; i++) {
		const struct page_block *block = &page->blocks[i];
		note_words(words, page, block->spans, block->spans_count);
		for (size_t row = 0; row < block->rows_count; row++)
			for (size_t cell = 0; cell < block->rows[row].cells_count; cell++)
				note_words(words, page, block->rows[row].cells[cell].spans,
					block->rows[row].cells[cell].spans_count);
	}
	return words;
}

static int widest(const struct safe *words, size_t count)
{
	int most = 0;
	for (size_t i = 0; i < count; i++)
		most = safe_columns(words[i]) > most ? safe_columns(words[i]) : most;
	return most;
}

void run_links(struct session *session, const struct call *call)
{
	(void)call;
	const struct page *page = session->article.page;
	if (page == NULL || page->links_count == 0) {
		session_say(session, MESSAGE_NEWS, "%s", _("There are no links."));
		return;
	}
	struct arena *scratch = arena_new();
	struct safe *words = words_of_links(page, scratch);
	int columns = widest(words, page->links_count);
	sheet_open(session, SHEET_LINKS, sheet_words(session, _("Links")),
		_("{open} opens, {copy} copies, {leave} leaves"));
	int digits = safe_columns(sheet_number(session, (int64_t)page->links_count));
	for (size_t i = 0; i < page->links_count; i++) {
		struct sheet_entry *entry = sheet_add(session);
		entry->text = present_printf(session->inside->sheet.arena, "%*zu", digits, i + 1);
		entry->detail = present_printf(session->inside->sheet.arena, "%.*s%*s  %.*s",
			(int)words[i].len, words[i].utf8, columns - safe_columns(words[i]), "",
			(int)page->links[i].len, page->links[i].utf8);
		entry->value =
			foreign_string(session->inside->sheet.arena, article_link(session, i));
	}
	arena_free(scratch);
	sheet_ready(session);
}

/* ---- sort, tags, log ---- */

void run_tags(struct session *session, const struct call *call)
{
	(void)call;
	struct session_inside *inside = session->inside;
	struct foreign_list tags = {0};
	struct error error = {0};
	struct arena *scratch = arena_new();
	if (!store_complete(&tags, scratch, inside->reader, "tag", FOREIGN(""), &error)) {
		session_say_error(session, &error);
	} else if (tags.count == 0) {
		session_say(session, MESSAGE_NEWS, _("No tags yet: %s gives a bookmark tags."),
			session_key_in(session, VIEW_LIST, "edit-bookmark").text);
	} else {
		sheet_open(session, SHEET_TAGS, sheet_words(session, _("Tags")),
			_("{open} lists its bookmarks, {leave} leaves"));
		for (size_t i = 0; i < tags.count; i++) {
			struct sheet_entry *entry = sheet_add(session);
			entry->text = sheet_line(session, tags.items[i]);
			entry->value = foreign_string(inside->sheet.arena, tags.items[i]);
		}
		sheet_ready(session);
	}
	arena_free(scratch);
}

void run_log(struct session *session, const struct call *call)
{
	(void)call;
	enum { CHANGES = 200 };
	struct session_inside *inside = session->inside;
	struct change_rows changes = {0};
	struct error error = {0};
	struct arena *scratch = arena_new();
	sheet_open(session, SHEET_LOG, sheet_words(session, _("Changes")),
		_("{undo} takes the last one back, {leave} leaves"));
	if (!store_changes(&changes, scratch, inside->reader, CHANGES, &error))
		session_say_error(session, &error);
	for (size_t i = 0; i < changes.count; i++) {
		struct sheet_entry *entry = sheet_add(session);
		entry->text = sheet_date(session, changes.items[i].at);
		entry->detail =
			changes.items[i].is_undone
				? present_printf(inside->sheet.arena, _("%.*s (taken back)"),
					  (int)changes.items[i].what.len,
					  changes.items[i].what.utf8)
				: sheet_line(session, changes.items[i].what);
	}
	sheet_ready(session);
	arena_free(scratch);
}

void sort_sheet_open(struct session *session)
{
	static const struct sheet_choice SORTS[] = {{"sort -date", N_("newest first")},
		{"sort date", N_("oldest first")}, {"sort feed", N_("by feed")},
		{"sort title", N_("by title")}};
	choice_sheet_open(
		session, _("Sort"), SORTS, sizeof SORTS / sizeof *SORTS, session->options.sort);
}

void choice_sheet_open(struct session *session, const char *title,
	const struct sheet_choice *choices, size_t count, const char *now)
{
	sheet_open(session, SHEET_SORT, sheet_words(session, title),
		_("{open} chooses, {leave} leaves"));
	for (size_t i = 0; i < count; i++) {
		struct sheet_entry *entry = sheet_add(session);
		entry->text = sheet_words(session, _(choices[i].words));
		entry->value = choices[i].command;
		const char *value = strrchr(choices[i].command, ' ') + 1;
		if (strcmp(value, now) == 0)
			entry->detail = sheet_words(session, _("as it is now"));
	}
	sheet_ready(session);
}
