/* The open article: header at once from the store, the page from a worker (or
 * from those made ready ahead), neighbours ahead of time. */
#include "src/session/inside.h"

#include "src/base/url.h"
#include "src/base/words.h"
#include "src/session/changes.h"
#include "src/session/page_cache.h"
#include "src/session/present.h"
#include "src/store/arrivals.h"

static struct safe joined(
	struct arena *arena, const struct foreign_list *words, struct safe between)
{
	struct safe all = SAFE("");
	for (size_t i = 0; i < words->count; i++) {
		struct safe parts[] = {
			all, i > 0 ? between : SAFE(""), present_line(arena, words->items[i])};
		all = safe_join(arena, parts, 3);
	}
	return all;
}

/* Of the page on the screen. */
bool article_hides_something(const struct session *session)
{
	struct session_inside *inside = session->inside;
	const struct cached_page *cached =
		page_cache_find(inside, session->article.id, inside->article.choice);
	return cached != NULL && cached->document->hidden_count > 0;
}

static struct safe repeats_hidden(const struct session *session, struct arena *arena)
{
	const char *what = _("repeated parts hidden");
	if (session->article.is_preview) /* from the list the key does something else */
		return present_string(arena, what);
	struct key_name key = session_key_in(session, VIEW_ARTICLE, "full-text");
	return present_printf(arena, "%s (%s)", what, key.text);
}

static struct safe text_kind(const struct session *session, struct arena *arena)
{
	const struct session_inside *inside = session->inside;
	if (inside->article.choice.is_difference)
		return present_string(arena, _("what its outlet changed"));
	bool hides = article_hides_something(session);
	if (inside->article.choice.is_fulltext) {
		struct safe parts[] = {present_string(arena, _("whole article")), SAFE(" · "),
			repeats_hidden(session, arena)};
		return safe_join(arena, parts, hides ? 3 : 1);
	}
	if (hides)
		return repeats_hidden(session, arena);
	if (inside->article.choice.has_repeats || inside->article.stored.fulltext_html.len > 0)
		return present_string(arena, _("as the feed sent it"));
	return SAFE("");
}

static void show_header(struct session *session)
{
	const struct session_inside *inside = session->inside;
	const struct stored_article *stored = &inside->article.stored;
	struct arena *arena = inside->article.arena;
	struct article_pane *article = &session->article;
	uint32_t flags = session_flags(session, &stored->row);
	struct foreign title = stored->row.title.len > 0 ? stored->row.title : stored->row.url;
	article->title = present_line(arena, title);
	article->feed = present_line(arena, stored->row.feed_title);
	article->author = present_line(arena, stored->row.author);
	article->date = present_date(arena, stored->row.date, session->options.date_format);
	article->url = present_line(arena, url_for_display(arena, stored->row.url));
	article->tags = joined(arena, &stored->tags, SAFE(" "));
	article->rule = present_line(arena, stored->rule);
	article->also_in = joined(arena, &stored->also_in, SAFE(", "));
	article->note = present_lines(arena, stored->note);
	article->text_kind = text_kind(session, arena);
	article->is_unread = !(flags & ARTICLE_READ);
	article->is_bookmarked = (flags & ARTICLE_BOOKMARKED) != 0;
	article->is_updated = (flags & ARTICLE_UPDATED) != 0;
}

static bool read_stored(struct session *session, int64_t id)
{
	struct session_inside *inside = session->inside;
	struct arena *arena = arena_new();
	struct stored_article stored = {0};
	struct error error = {0};
	if (!store_article(&stored, arena, inside->reader, id, &error)) {
		arena_free(arena);
		if (!session->article.is_preview) /* nobody asked for that one */
			session_say_error(session, &error);
		return false;
	}
	arena_free(inside->article.arena);
	inside->article.arena = arena;
	inside->article.stored = stored;
	return true;
}

static uint64_t ask_for_document(
	struct session *session, int64_t id, struct text_choice choice, bool is_background)
{
	struct order *order = order_new(ORDER_DOCUMENT);
	order->article_id = id;
	order->wants_fulltext = choice.is_fulltext;
	order->wants_repeats = choice.has_repeats;
	order->wants_difference = choice.is_difference;
	order->is_background = is_background;
	return session_order(session, order);
}

void article_prepare(struct session *session, int64_t id)
{
	if (id != 0 && !page_cache_has(session->inside, id))
		ask_for_document(session, id, (struct text_choice){.is_fulltext = true}, true);
}

static void ask_for_neighbours(struct session *session)
{
	struct session_inside *inside = session->inside;
	size_t index = 0;
	if (!list_index_of(session, session->article.id, &index))
		return;
	size_t near[] = {index + 1, index + 2, index - 1};
	for (size_t i = 0; i < sizeof near / sizeof *near; i++) {
		if (near[i] < inside->listing.ids_count)
			article_prepare(session, inside->listing.ids[near[i]]);
	}
}

static struct safe minutes_of(const struct session *session, size_t words)
{
	return words > 0 ? present_minutes(session->inside->article.arena, words) : SAFE("");
}

static void show_page(struct session *session, const struct cached_page *cached)
{
	struct article_pane *article = &session->article;
	article->page = &cached->page;
	article->is_loading = false;
	article->notice = SAFE("");
	if (cached->page.blocks_count == 0)
		article->notice = present_printf(session->inside->article.arena,
			_("The feed sent no text: %s fetches the whole article."),
			session_key_in(session, VIEW_ARTICLE, "full-text").text);
	article->minutes = minutes_of(session, cached->page.words);
	article->text_kind = text_kind(session, session->inside->article.arena);
	article->link = -1;
	article->page_serial = ++article->serial;
	ask_for_neighbours(session);
}

static void want_page(struct session *session)
{
	struct session_inside *inside = session->inside;
	struct article_pane *article = &session->article;
	struct cached_page *cached = page_cache_find(inside, article->id, inside->article.choice);
	if (cached != NULL) {
		show_page(session, cached);
		return;
	}
	article->page = NULL;
	article->is_loading = true;
	article->page_serial = ++article->serial;
	inside->article.document_order =
		ask_for_document(session, article->id, inside->article.choice, false);
}

static void keep_position(struct session *session)
{
	struct session_inside *inside = session->inside;
	if (!session->article.is_open || session->article.position == inside->article.kept_position)
		return;
	inside->article.kept_position = session->article.position;
	struct change *change = change_new(write_position);
	change->id = session->article.id;
	change->number = session->article.position;
	change_give_quietly(session, change);
}

static void select_in_list(struct session *session, int64_t id)
{
	size_t index = 0;
	if (list_index_of(session, id, &index) && index != session->list.selected)
		list_select(session, index);
}

struct text_choice article_first_choice(const struct session_inside *inside)
{
	const struct stored_article *stored = &inside->article.stored;
	return (struct text_choice){
		.is_fulltext = stored->fulltext_html.len > 0 && stored->shows_fulltext};
}

/* The feed's text stands until the page is there. */
static void fetch_whole_if_wanted(struct session *session)
{
	struct session_inside *inside = session->inside;
	const struct stored_article *stored = &inside->article.stored;
	const struct feed_row *feed = feed_by_id(session, stored->row.feed_id);
	if (inside->jobs == NULL || feed == NULL || stored->row.url.len == 0 ||
		(stored->fulltext_html.len > 0 && !stored->has_old_page))
		return;
	if (!store_wants_whole(inside->reader, feed, &inside->wishes))
		return;
	struct order *order = order_new(ORDER_FULLTEXT);
	order->article_id = stored->row.id;
	session_order(session, order);
}

static bool put_in_pane(struct session *session, int64_t id)
{
	struct session_inside *inside = session->inside;
	keep_position(session);
	if (!read_stored(session, id))
		return false;
	uint64_t serial = session->article.serial;
	size_t height = session->article.height;
	session->article = (struct article_pane){
		.is_open = true, .id = id, .serial = serial, .height = height, .link = -1};
	session->article.position = inside->article.stored.reading_position;
	inside->article.kept_position = inside->article.stored.reading_position;
	inside->article.choice = article_first_choice(inside);
	inside->article.layout = (struct article_layout){0};
	return true;
}

void article_open(struct session *session, int64_t id)
{
	struct session_inside *inside = session->inside;
	if (id == 0 || !put_in_pane(session, id))
		return;
	session->focus = VIEW_ARTICLE;
	session->mode = MODE_KEYS;
	select_in_list(session, id);
	if (session->options.mark_on_open &&
		!(session_flags(session, &inside->article.stored.row) & ARTICLE_READ))
		session_mark(session, MARK_READ, &id, 1);
	show_header(session);
	want_page(session);
	fetch_whole_if_wanted(session);
}

void article_preview(struct session *session, int64_t id)
{
	if (!put_in_pane(session, id))
		return;
	session->article.is_preview = true;
	show_header(session);
	want_page(session);
}

void article_close(struct session *session)
{
	keep_position(session);
	uint64_t serial = session->article.serial;
	size_t height = session->article.height;
	session->article =
		(struct article_pane){.serial = serial + 1, .height = height, .link = -1};
	session->inside->article.layout = (struct article_layout){0};
	session->is_zen = false;
}

/* What was made while reading lives in the arena that a fresh reading replaces. */
static void carry_over(struct session *session, struct arena *arena)
{
	struct safe *const texts[] = {&session->article.minutes, &session->article.notice,
		&session->article.search, &session->hint_typed};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		*texts[i] = safe_copy(arena, *texts[i]);
}

void article_reload(struct session *session)
{
	if (!session->article.is_open)
		return;
	struct arena *scratch = arena_new();
	carry_over(session, scratch);
	if (read_stored(session, session->article.id))
		show_header(session);
	session->article.serial++; /* lines on the screen look into the header that went */
	carry_over(session, session->inside->article.arena);
	arena_free(scratch);
}

static void show_failure(struct session *session, const struct error *error)
{
	session->article.is_loading = false;
	session->article.notice = present_string(session->inside->article.arena, error->sentence);
}

static bool is_wanted(const struct session_inside *inside, const struct event *event)
{
	return event->is_fulltext == inside->article.choice.is_fulltext &&
	       event->has_repeats == inside->article.choice.has_repeats &&
	       event->is_difference == inside->article.choice.is_difference;
}

void article_take_document(struct session *session, struct event *event)
{
	struct session_inside *inside = session->inside;
	bool is_open = session->article.is_open && session->article.id == event->article_id;
	if (event->error.kind != ERROR_NONE || event->document == NULL) {
		if (is_open && event->order_id == inside->article.document_order)
			show_failure(session, &event->error);
		return;
	}
	struct cached_page *cached = page_cache_put(inside, event, session->article.page);
	if (is_open && session->article.is_loading && is_wanted(inside, event))
		show_page(session, cached);
}

/* The store has another text of it now. */
void article_forget(struct session *session, int64_t id)
{
	struct session_inside *inside = session->inside;
	bool is_open = session->article.is_open && session->article.id == id;
	if (is_open) {
		session->article.page = NULL;
		article_reload(session);
		bool had_repeats = inside->article.choice.has_repeats;
		inside->article.choice = article_first_choice(inside);
		inside->article.choice.has_repeats =
			had_repeats && !inside->article.choice.is_fulltext;
	}
	page_cache_forget(inside, id);
	if (!is_open)
		return;
	show_header(session);
	want_page(session);
}

void article_show(struct session *session, struct text_choice choice)
{
	session->inside->article.choice = choice;
	session->article.position = 0;
	session->article.top = 0;
	show_header(session);
	want_page(session);
}
