/* The list: ids of the whole in their order, rows only for what is in sight. */
#include "src/session/inside.h"

#include <string.h>

#include "src/base/clock.h"
#include "src/base/words.h"
#include "src/session/folders.h"
#include "src/session/present.h"
#include "src/session/scroll.h"
#include "src/store/query.h"

static const char *copy_or_null(struct arena *arena, const char *string)
{
	return string != NULL ? arena_copy(arena, string, strlen(string)) : NULL;
}

static struct foreign as_foreign(struct arena *arena, const char *string)
{
	return foreign_from_bytes(arena, (struct bytes){string, strlen(string)});
}

/* Narrowing takes each typed word as the beginning of one. */
static void append_narrow(struct buffer *query, const char *narrow)
{
	static const char signs[] = " \t\"*()-:";
	for (const char *at = narrow; *at != '\0';) {
		at += strspn(at, signs);
		size_t len = strcspn(at, signs);
		if (len > 0)
			buffer_printf(query, " title:%.*s*", (int)len, at);
		at += len;
	}
}

static const char *end_query(
	const struct session *session, struct arena *arena, struct buffer *query)
{
	if (strcmp(session->options.sort, "-date") != 0)
		buffer_printf(query, " sort:%s", session->options.sort);
	char *text = arena_copy(arena, query->len > 0 ? query->data : "", query->len);
	buffer_done(query);
	return text;
}

const char *list_query_of_search(
	const struct session *session, struct arena *arena, const char *words)
{
	struct buffer query = {0};
	buffer_printf(&query, "(%s) ", words);
	return end_query(session, arena, &query);
}

const char *list_query(struct session *session, struct arena *arena)
{
	struct session_inside *inside = session->inside;
	struct buffer query = {0};
	/* Each by itself: an OR in one may not reach into the next. */
	if (inside->listing.source.query != NULL)
		buffer_printf(&query, "(%s) ", inside->listing.source.query);
	if (inside->listing.filter != NULL)
		buffer_printf(&query, "(%s)", inside->listing.filter);
	if (inside->listing.narrow != NULL)
		append_narrow(&query, inside->listing.narrow);
	return end_query(session, arena, &query);
}

bool list_window_of(struct list_window *window, struct session *session, struct arena *arena,
	struct error *error)
{
	struct session_inside *inside = session->inside;
	const char *query = list_query(session, arena);
	int64_t *kept = arena_array(arena, inside->listing.kept.count + 1, sizeof *kept);
	if (inside->listing.kept.count > 0)
		memcpy(kept, inside->listing.kept.items, inside->listing.kept.count * sizeof *kept);
	*window = (struct list_window){
		.feed_id = inside->listing.source.feed_id,
		.folder_id = inside->listing.source.folder_id,
		.unread_only = session->list.unread_only,
		.shows_once = inside->listing.source.kind != TREE_FEED &&
			      inside->listing.source.kind != TREE_SAVED,
		.keep_ids = kept,
		.keep_ids_count = inside->listing.kept.count,
	};
	if (query[0] == '\0')
		return true;
	window->query = query_parse(arena, as_foreign(arena, query), clock_now(), error);
	/* The column of the mistake is that of what the person typed. */
	if (window->query == NULL && inside->listing.filter != NULL)
		query_parse(arena, as_foreign(arena, inside->listing.filter), clock_now(), error);
	return window->query != NULL;
}

bool list_index_of(const struct session *session, int64_t id, size_t *index)
{
	const struct session_inside *inside = session->inside;
	for (size_t i = 0; id != 0 && i < inside->listing.ids_count; i++) {
		if (inside->listing.ids[i] == id) {
			*index = i;
			return true;
		}
	}
	return false;
}

int64_t list_selected_id(const struct session *session)
{
	const struct list *list = &session->list;
	return list->selected < list->total ? session->inside->listing.ids[list->selected] : 0;
}

const struct article_row *list_selected_row(const struct session *session)
{
	const struct list *list = &session->list;
	if (list->selected < list->top || list->selected - list->top >= list->rows_count)
		return NULL;
	return &session->inside->listing.window[list->selected - list->top];
}

bool list_reload(struct session *session, enum list_wish wish)
{
	struct error error = {0};
	if (!session->list.is_open || list_read(session, wish, &error))
		return true;
	session_say_error(session, &error);
	return false;
}

static bool starts_with_unread_only(const struct session *session, const struct list_source *source)
{
	if (source->kind == TREE_UNREAD)
		return true;
	return session->options.unread_only && source->kind != TREE_BOOKMARKS &&
	       source->kind != TREE_SAVED;
}

/* What was only kept for the eye goes, and so do filters. */
static void leave(struct session *session)
{
	struct session_inside *inside = session->inside;
	id_set_clear(&inside->listing.kept);
	list_forget_picks(session);
	inside->listing.ids_count = session->list.total = 0;
	inside->reading.wants_whole = false;
	inside->listing.filter = NULL;
	inside->listing.narrow = NULL;
	arena_reset(inside->listing.filter_arena);
}

void list_open(struct session *session, const struct list_source *source)
{
	struct session_inside *inside = session->inside;
	struct arena *arena = arena_new();
	struct list_source copy = *source;
	copy.query = copy_or_null(arena, source->query);
	copy.title = copy_or_null(arena, source->title);
	leave(session);
	arena_free(inside->listing.source_arena);
	inside->listing.source_arena = arena;
	inside->listing.source = copy;
	inside->tree.follow.is_behind = false;
	session->list = (struct list){
		.is_open = true,
		.height = session->list.height,
		.title = present_string(arena, copy.title),
		.unread_only = starts_with_unread_only(session, source),
		.shows_feed = source->feed_id == 0,
	};
	if (!list_reload(session, LIST_OPEN) || inside->reading.awaits_another)
		list_show(session);
}

static void set_filters(struct session *session, const char *filter, const char *narrow)
{
	struct session_inside *inside = session->inside;
	struct arena *arena = arena_new();
	const char *old_filter = inside->listing.filter, *old_narrow = inside->listing.narrow;
	inside->listing.filter =
		filter != NULL && filter[0] != '\0' ? copy_or_null(arena, filter) : NULL;
	inside->listing.narrow =
		narrow != NULL && narrow[0] != '\0' ? copy_or_null(arena, narrow) : NULL;
	if (!list_reload(session, LIST_CHANGE)) {
		inside->listing.filter = old_filter;
		inside->listing.narrow = old_narrow;
		arena_free(arena);
		return;
	}
	arena_free(inside->listing.filter_arena);
	inside->listing.filter_arena = arena;
	const char *shown =
		inside->listing.narrow != NULL ? inside->listing.narrow : inside->listing.filter;
	session->list.filter = shown != NULL ? present_string(arena, shown) : SAFE("");
}

void list_set_filter(struct session *session, const char *filter)
{
	set_filters(session, filter, session->inside->listing.narrow);
}

void list_set_narrow(struct session *session, const char *narrow)
{
	set_filters(session, session->inside->listing.filter, narrow);
}

void list_drop_filters(struct session *session)
{
	if (session->inside->listing.filter != NULL || session->inside->listing.narrow != NULL)
		set_filters(session, NULL, NULL);
}

static void present_row(
	struct session *session, size_t number, const struct article_row *row, struct arena *arena)
{
	uint32_t flags = session_flags(session, row);
	struct foreign title = row->title.len > 0 ? row->title : row->url;
	struct list_row *out = &session->list.rows[number];
	*out = (struct list_row){
		.id = row->id,
		.is_unread = !(flags & ARTICLE_READ),
		.is_bookmarked = (flags & ARTICLE_BOOKMARKED) != 0,
		.is_updated = (flags & ARTICLE_UPDATED) != 0,
		.has_recording = (flags & (ARTICLE_HAS_ENCLOSURE | ARTICLE_IS_SILENT)) ==
				 ARTICLE_HAS_ENCLOSURE,
		.is_picked = list_is_picked(session, session->list.top + number, row->id),
		.age = session->list.is_by_day ? present_age_in_day(arena, row->date, clock_now())
					       : present_age(arena, row->date, clock_now()),
		.feed = present_line(arena, row->feed_title),
		.title = present_line(arena, title),
		.tags = present_line(arena, row->tags),
	};
	out->sign = out->is_bookmarked ? SIGN_BOOKMARKED : out->is_unread ? SIGN_UNREAD : SIGN_NONE;
}

/* The first visible row always tells its day. */
static void present_days(struct session *session, struct arena *arena)
{
	struct list *list = &session->list;
	const struct article_row *rows = session->inside->listing.window;
	for (size_t i = 0; list->is_by_day && i < list->rows_count; i++)
		if (i == 0 || !present_is_same_day(rows[i - 1].date, rows[i].date))
			list->rows[i].day = present_day(arena, rows[i].date, clock_now());
}

static bool folder_has_feeds(const struct session *session)
{
	struct id_set feeds = {0};
	session_feeds_of_folder(session, session->inside->listing.source.folder_id, &feeds);
	bool has_any = feeds.count > 0;
	id_set_done(&feeds);
	return has_any;
}

static struct safe why_empty(struct session *session, struct arena *arena)
{
	const struct session_inside *inside = session->inside;
	if (inside->reading.awaits_another)
		return present_string(arena, _("Reading …"));
	if (inside->listing.narrow != NULL)
		return present_string(arena, _("Nothing matches."));
	if (inside->listing.filter != NULL)
		return present_string(arena, _("Nothing matches; econ* finds all that begins so."));
	if (inside->tree.subscriptions.feeds_count == 0)
		return present_printf(arena, _("No feeds yet: press %s to add one."),
			session_key_in(session, VIEW_TREE, "add").text);
	if (inside->listing.source.kind == TREE_BOOKMARKS)
		return present_printf(arena, _("No bookmarks yet: %s keeps an article for ever."),
			session_key_in(session, VIEW_LIST, "bookmark").text);
	if (session->list.unread_only || inside->listing.source.kind == TREE_UNREAD)
		return present_string(arena, _("Nothing unread."));
	if (inside->listing.source.kind == TREE_FOLDER && !folder_has_feeds(session))
		return present_printf(arena,
			_("An empty folder: %s in the tree puts a feed into it."),
			session_key_in(session, VIEW_TREE, "move").text);
	if (inside->listing.source.kind == TREE_SMART)
		return present_string(arena, _("Nothing matches; econ* finds all that begins so."));
	const struct key_name update = session_key_in(session, VIEW_TREE, "update");
	const struct feed_row *feed = feed_by_id(session, inside->listing.source.feed_id);
	if (feed != NULL && (feed->state == FEED_FAILING || feed->state == FEED_GONE))
		return present_printf(arena, _("%.*s; %s tries again."), (int)feed->error.len,
			feed->error.utf8, update.text);
	return present_printf(arena, _("No articles yet: %s fetches the feed."), update.text);
}

void list_show(struct session *session)
{
	struct session_inside *inside = session->inside;
	struct list *list = &session->list;
	if (!list->is_open)
		return;
	struct arena *arena = arena_new();
	struct article_rows read = {0};
	size_t wanted = list->total - list->top;
	if (wanted > list->height)
		wanted = list->height;
	struct error error = {0};
	if (wanted > 0 && !store_rows_by_id(&read, arena, inside->reader,
				  inside->listing.ids + list->top, wanted, &error))
		session_say_error(session, &error);
	arena_free(inside->listing.window_arena);
	inside->listing.window_arena = arena;
	inside->listing.window = read.items;
	list->is_by_day = session->options.by_day && strstr(session->options.sort, "date") != NULL;
	list->hides_read = list->unread_only && inside->listing.source.kind != TREE_UNREAD;
	list->rows_count = read.count;
	list->rows = arena_array(arena, read.count, sizeof *list->rows);
	for (size_t i = 0; i < read.count; i++)
		present_row(session, i, &read.items[i], arena);
	present_days(session, arena);
	list->picked = list_picked_count(session);
	list->empty = list->total == 0 ? why_empty(session, arena) : SAFE("");
}

/* Of the rows from the first visible one to `last`, and of the headings between them. */
static size_t lines_to(const struct list *list, size_t last)
{
	size_t lines = last - list->top + 1;
	for (size_t i = 0; i <= last - list->top && i < list->rows_count; i++)
		lines += list->rows[i].day.len > 0;
	return lines;
}

/* Day headings take lines too: the window moves until the selected row fits, and as much
 * of what comes next as scroll_margin asks for. */
static void make_room_for_days(struct session *session)
{
	struct list *list = &session->list;
	size_t most = list->height / 5; /* headings would leave a low list little else */
	size_t margin = (size_t)session->options.scroll_margin;
	size_t last = scroll_clamp(list->selected + (margin < most ? margin : most), list->total);
	while (list->top < list->selected && lines_to(list, last) > list->height) {
		list->top++;
		list_show(session);
	}
}

void list_go(struct session *session, size_t index)
{
	session->list.is_roomy = false;
	list_select(session, index);
}

void list_select(struct session *session, size_t index)
{
	struct list *list = &session->list;
	list->selected = scroll_clamp(index, list->total);
	list->top = scroll_top(list->top, list->selected, list->total, list->height,
		(size_t)session->options.scroll_margin);
	list_show(session);
	make_room_for_days(session);
	list_grow(session);
}
