/* The sheets that tell: failing feeds, a feed's health, an article's details,
 * the changes that can be taken back, and what Enter does in each. */
#include "src/session/inside.h"
#include "src/session/run.h"

#include <string.h>

#include "src/base/clock.h"
#include "src/base/words.h"
#include "src/jobs/health.h"
#include "src/session/present.h"

static struct safe words(struct session *session, const char *text)
{
	return present_string(session->inside->sheet_arena, text);
}

static struct safe number(struct session *session, int64_t value)
{
	return safe_number(session->inside->sheet_arena, value);
}

/* A copy: safe text may look into what it was made from, and that is gone before the sheet. */
static struct safe line(struct session *session, struct foreign text)
{
	struct arena *arena = session->inside->sheet_arena;
	return present_line(arena, foreign_copy(arena, text));
}

static struct safe date(struct session *session, int64_t at)
{
	return at == 0 ? words(session, _("never"))
		       : present_date(
				 session->inside->sheet_arena, at, session->options.date_format);
}

/* ---- failing feeds ---- */

void run_failing(struct session *session, const struct call *call)
{
	(void)call;
	const struct subscriptions *all = &session->inside->subscriptions;
	sheet_open(session, SHEET_FAILING, words(session, _("Failing feeds")),
		words(session, _("Enter goes to the feed, q leaves")));
	for (size_t i = 0; i < all->feeds_count; i++) {
		const struct feed_row *feed = &all->feeds[i];
		if (feed->state != FEED_FAILING && feed->state != FEED_GONE)
			continue;
		struct sheet_entry *entry = sheet_add(session);
		entry->id = feed->id;
		entry->text = line(session, feed->title.len > 0 ? feed->title : feed->url);
		entry->detail = line(session, feed->error);
	}
	sheet_ready(session);
	if (session->inside->entries_count == 0) {
		sheet_close(session);
		session_say(session, MESSAGE_NEWS, "%s", _("No feed fails."));
	}
}

/* ---- one feed ---- */

static const char *state_name(enum feed_state state)
{
	static const char *const names[] = {
		[FEED_OK] = N_("fine"),
		[FEED_NEVER_FETCHED] = N_("not fetched yet"),
		[FEED_FAILING] = N_("failing"),
		[FEED_GONE] = N_("gone: the outlet took it away"),
	};
	return _(names[state]);
}

static const char *setting_name(enum setting3 setting)
{
	static const char *const names[] = {[SETTING_AUTO] = N_("as needed"),
		[SETTING_ON] = N_("always"),
		[SETTING_OFF] = N_("never")};
	return _(names[setting]);
}

static void add_lines(struct session *session, const char *name, struct foreign text)
{
	for (size_t at = 0; at < text.len;) {
		const char *end = memchr(text.utf8 + at, '\n', text.len - at);
		size_t len = end != NULL ? (size_t)(end - text.utf8) - at : text.len - at;
		sheet_add_pair(session, at == 0 ? name : "",
			line(session, (struct foreign){text.utf8 + at, len}));
		at += len + 1;
	}
}

/* A sentence in rows that a narrow screen shows whole. */
static void add_sentence(struct session *session, const char *name, const char *sentence)
{
	enum { COLUMNS = 36 };
	while (*sentence != '\0') {
		size_t len = 0, columns = 0;
		const char *end = sentence + strlen(sentence);
		for (const char *at = sentence; *at != '\0' && columns <= COLUMNS; at++) {
			columns += ((unsigned char)*at & 0xC0) != 0x80;
			if (*at == ' ' && columns <= COLUMNS + 1)
				len = (size_t)(at - sentence);
			else if (at + 1 == end && columns <= COLUMNS)
				len = (size_t)(end - sentence);
		}
		len = len == 0 ? (size_t)(end - sentence) : len;
		sheet_add_pair(session, name, line(session, (struct foreign){sentence, len}));
		sentence += len + (sentence[len] == ' ');
		name = "";
	}
}

static void open_health(struct session *session, const struct feed_row *feed)
{
	struct arena *arena = session->inside->sheet_arena;
	sheet_open(
		session, SHEET_HEALTH, line(session, feed->title), words(session, _("q leaves")));
	arena = session->inside->sheet_arena;
	sheet_add_pair(session, _("Address"), line(session, feed->url));
	sheet_add_pair(session, _("Site"), line(session, feed->home_page_url));
	sheet_add_pair(session, _("State"), words(session, state_name(feed->state)));
	sheet_add_pair(session, _("Why"), line(session, feed->error));
	add_sentence(session, _("Advice"), feed_advice_sentence(feed_advice(feed, clock_now())));
	if (feed->failures > 0) {
		sheet_add_pair(session, _("Failing since"), date(session, feed->failing_since));
		sheet_add_pair(session, _("Failures"), number(session, feed->failures));
	}
	sheet_add_pair(session, _("Last success"), date(session, feed->last_success));
	sheet_add_pair(session, _("Last try"), date(session, feed->last_try));
	sheet_add_pair(session, _("Last new article"), date(session, feed->last_new));
	sheet_add_pair(session, _("Next fetch"),
		feed->next_due < FEED_NEVER_DUE ? date(session, feed->next_due)
						: words(session, _("when asked by hand")));
	sheet_add_pair(
		session, _("Articles a week"), present_printf(arena, "%.1f", feed->posts_a_week));
	sheet_add_pair(session, _("Articles"), number(session, feed->total));
	sheet_add_pair(session, _("Unread"), number(session, feed->unread));
	sheet_add_pair(session, _("Whole articles"), words(session, setting_name(feed->fulltext)));
	if (feed->last_success != 0)
		sheet_add_pair(session, _("Tells if changed"),
			words(session, feed->has_validators ? _("yes") : _("no")));
	sheet_add_pair(session, _("Moving to"), line(session, feed->moved_to));
	add_lines(session, _("Damage"), feed->warnings);
	sheet_ready(session);
}

/* ---- one article ---- */

static void add_people(struct session *session, const struct people *people)
{
	for (size_t i = 0; i < people->count; i++)
		sheet_add_pair(
			session, i == 0 ? _("Authors") : "", line(session, people->items[i].name));
}

static void add_words(struct session *session, const char *name, const struct foreign_list *list)
{
	for (size_t i = 0; i < list->count; i++)
		sheet_add_pair(session, i == 0 ? name : "", line(session, list->items[i]));
}

static void add_enclosures(struct session *session, const struct stored_article *article)
{
	for (size_t i = 0; i < article->enclosures_count; i++) {
		size_t before = session->inside->entries_count;
		sheet_add_pair(session, i == 0 ? _("Enclosures") : "",
			line(session, article->enclosures[i].url));
		if (session->inside->entries_count > before)
			sheet_add_value(session, article->enclosures[i].url);
	}
}

static void open_details(struct session *session, const struct stored_article *article)
{
	sheet_open(session, SHEET_DETAILS, line(session, article->row.title),
		words(session, _("y copies, q leaves")));
	sheet_add_pair(session, _("Address"), line(session, article->row.url));
	sheet_add_value(session, article->row.url);
	sheet_add_pair(session, _("Feed"), line(session, article->row.feed_title));
	sheet_add_pair(session, _("Folder"), line(session, article->folder));
	add_people(session, &article->authors);
	if (article->published != 0)
		sheet_add_pair(session, _("Published"), date(session, article->published));
	if (article->updated != 0)
		sheet_add_pair(session, _("Updated"), date(session, article->updated));
	sheet_add_pair(session, _("First seen"), date(session, article->first_seen));
	sheet_add_pair(session, _("Language"), line(session, article->language));
	add_words(session, _("Tags"), &article->tags);
	sheet_add_pair(session, _("Note"), line(session, article->note));
	sheet_add_pair(session, _("Rule"), line(session, article->rule));
	add_words(session, _("Categories"), &article->categories);
	add_enclosures(session, article);
	sheet_add_pair(session, _("Comments"), line(session, article->comments_url));
	sheet_add_pair(session, _("Rights"), line(session, article->rights));
	sheet_add_pair(session, _("Number"), number(session, article->row.id));
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
	if (session->focus == VIEW_TREE && feed != NULL)
		open_health(session, feed);
	else if (session->focus == VIEW_TREE || id == 0)
		session_say(session, MESSAGE_NEWS, "%s", _("There is nothing to tell about."));
	else if (store_article(&article, scratch, session->inside->reader, id, &error))
		open_details(session, &article);
	else
		session_say_error(session, &error);
	arena_free(scratch);
}

/* ---- links of the article ---- */

void run_links(struct session *session, const struct call *call)
{
	(void)call;
	const struct page *page = session->article.page;
	if (page == NULL || page->links_count == 0) {
		session_say(session, MESSAGE_NEWS, "%s", _("There are no links."));
		return;
	}
	sheet_open(session, SHEET_LINKS, words(session, _("Links")),
		words(session, _("Enter opens, y copies, q leaves")));
	for (size_t i = 0; i < page->links_count; i++) {
		struct sheet_entry *entry = sheet_add(session);
		entry->text = number(session, (int64_t)i + 1);
		entry->detail = page->links[i];
		entry->value =
			foreign_string(session->inside->sheet_arena, article_link(session, i));
	}
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
		session_say(
			session, MESSAGE_NEWS, "%s", _("No tags yet: B gives a bookmark tags."));
	} else {
		sheet_open(session, SHEET_TAGS, words(session, _("Tags")),
			words(session, _("Enter lists its bookmarks, q leaves")));
		for (size_t i = 0; i < tags.count; i++) {
			struct sheet_entry *entry = sheet_add(session);
			entry->text = line(session, tags.items[i]);
			entry->value = foreign_string(inside->sheet_arena, tags.items[i]);
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
	sheet_open(session, SHEET_LOG, words(session, _("Changes")),
		words(session, _("u takes the last one back, q leaves")));
	if (!store_changes(&changes, scratch, inside->reader, CHANGES, &error))
		session_say_error(session, &error);
	for (size_t i = 0; i < changes.count; i++) {
		struct sheet_entry *entry = sheet_add(session);
		entry->text = date(session, changes.items[i].at);
		entry->detail = changes.items[i].is_undone ? present_printf(inside->sheet_arena,
								     _("%.*s (taken back)"),
								     (int)changes.items[i].what.len,
								     changes.items[i].what.utf8)
							   : line(session, changes.items[i].what);
	}
	sheet_ready(session);
	arena_free(scratch);
}

void sort_sheet_open(struct session *session)
{
	static const struct {
		const char *sort, *words;
	} sorts[] = {{"-date", N_("newest first")}, {"date", N_("oldest first")},
		{"feed", N_("by feed")}, {"title", N_("by title")}};
	sheet_open(session, SHEET_SORT, words(session, _("Sort")),
		words(session, _("Enter chooses, q leaves")));
	for (size_t i = 0; i < sizeof sorts / sizeof *sorts; i++) {
		struct sheet_entry *entry = sheet_add(session);
		entry->text = words(session, _(sorts[i].words));
		entry->value = sorts[i].sort;
	}
	sheet_ready(session);
}

/* ---- Enter ---- */

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
	const char *command = arena_printf(scratch, "sort %s", entry->value);
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
		[SHEET_STARTER] = choose_outlets,
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
