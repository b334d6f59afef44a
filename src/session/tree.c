/* The tree: fixed places, smart folders, folders and feeds as rows. */
#include "src/session/inside.h"

#include <string.h>
#include <time.h>

#include "src/base/clock.h"
#include "src/base/words.h"
#include "src/session/changes.h"
#include "src/session/present.h"
#include "src/session/scroll.h"

enum { DEPTH_LIMIT = 32 };

const struct tree_row *tree_selected(const struct session *session)
{
	const struct tree *tree = &session->tree;
	return tree->selected < tree->count ? &tree->rows[tree->selected] : NULL;
}

const struct feed_row *feed_by_id(const struct session *session, int64_t feed_id)
{
	const struct subscriptions *all = &session->inside->tree.subscriptions;
	for (size_t i = 0; i < all->feeds_count; i++)
		if (all->feeds[i].id == feed_id)
			return &all->feeds[i];
	return NULL;
}

struct folder_row *folder_by_id(const struct session *session, int64_t folder_id)
{
	const struct subscriptions *all = &session->inside->tree.subscriptions;
	for (size_t i = 0; i < all->folders_count; i++)
		if (all->folders[i].id == folder_id)
			return &all->folders[i];
	return NULL;
}

static struct tree_row *add_row(
	struct session *session, enum tree_kind kind, struct safe title, int64_t count)
{
	struct tree_row *row = &session->tree.rows[session->tree.count++];
	*row = (struct tree_row){.kind = kind, .title = title, .count = count};
	return row;
}

static void add_places(struct session *session)
{
	struct session_inside *inside = session->inside;
	struct arena *arena = inside->tree.rows_arena;
	const struct subscriptions *all = &inside->tree.subscriptions;
	add_row(session, TREE_TODAY, present_string(arena, _("Today")), all->today_unread);
	add_row(session, TREE_UNREAD, present_string(arena, _("Unread")), all->unread_total);
	add_row(session, TREE_BOOKMARKS, present_string(arena, _("Bookmarks")),
		all->bookmarks_total);
	if (all->saved_total > 0)
		add_row(session, TREE_SAVED, present_string(arena, _("Saved pages")),
			all->saved_total);
	for (size_t i = 0; i < inside->smart.count; i++)
		add_row(session, TREE_SMART, present_string(arena, inside->smart.folders[i].name),
			inside->smart.folders[i].unread)
			->id = (int64_t)i + 1;
}

/* In a column too narrow for an address the part that all share is left out. */
static struct foreign short_address(struct foreign url)
{
	static const char *const heads[] = {"https://", "http://", "www."};
	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
		struct foreign head = foreign_from_string(heads[i]);
		if (foreign_starts_with(url, head))
			url = (struct foreign){url.utf8 + head.len, url.len - head.len};
	}
	return url;
}

static void add_feed(struct session *session, const struct feed_row *feed, int depth)
{
	if (session->tree.unread_only && feed->unread == 0)
		return;
	struct arena *arena = session->inside->tree.rows_arena;
	bool has_title = feed->title.len > 0 && !foreign_equal(feed->title, feed->url);
	struct foreign title = has_title ? feed->title : short_address(feed->url);
	struct tree_row *row =
		add_row(session, TREE_FEED, present_line(arena, title), feed->unread);
	row->id = feed->id;
	row->depth = depth;
	row->is_failing = feed->state == FEED_FAILING || feed->state == FEED_GONE;
	row->is_updating = id_set_has(&session->inside->tree.updating, feed->id);
}

/* The feed behind "Saved pages", which is a place of its own in the tree. */
static bool is_saved_pages(const struct feed_row *feed)
{
	return foreign_equal(feed->url, FOREIGN("steppe:saved"));
}

static void add_feeds_of(struct session *session, int64_t folder_id, int depth)
{
	const struct subscriptions *all = &session->inside->tree.subscriptions;
	for (size_t i = 0; i < all->feeds_count; i++)
		if (all->feeds[i].folder_id == folder_id && !is_saved_pages(&all->feeds[i]))
			add_feed(session, &all->feeds[i], depth);
}

static void add_folders_of(struct session *session, int64_t parent_id, int depth)
{
	const struct subscriptions *all = &session->inside->tree.subscriptions;
	for (size_t i = 0; i < all->folders_count && depth < DEPTH_LIMIT; i++) {
		const struct folder_row *folder = &all->folders[i];
		if (folder->parent_id != parent_id)
			continue;
		if (session->tree.unread_only && folder->unread == 0)
			continue;
		struct tree_row *row = add_row(session, TREE_FOLDER,
			present_line(session->inside->tree.rows_arena, folder->name),
			folder->unread);
		row->id = folder->id;
		row->depth = depth;
		row->is_folded = folder->is_folded;
		if (folder->is_folded)
			continue;
		add_folders_of(session, folder->id, depth + 1);
		add_feeds_of(session, folder->id, depth + 1);
	}
}

static bool find_row(const struct tree *tree, const struct tree_row *like, size_t *index)
{
	for (size_t i = 0; i < tree->count; i++) {
		if (tree->rows[i].kind == like->kind && tree->rows[i].id == like->id) {
			*index = i;
			return true;
		}
	}
	return false;
}

/* The row that was selected; when that is gone, the next one below it that is not. */
static bool find_again(
	const struct tree *tree, const struct tree_row *before, size_t count, size_t *index)
{
	for (size_t i = *index; i < count; i++)
		if (find_row(tree, &before[i], index))
			return true;
	return false;
}

void tree_build(struct session *session)
{
	struct session_inside *inside = session->inside;
	struct tree *tree = &session->tree;
	const struct subscriptions *all = &inside->tree.subscriptions;
	size_t offset = tree->selected >= tree->top ? tree->selected - tree->top : 0;
	size_t before_count = tree->count;
	struct arena *scratch = arena_new();
	struct tree_row *before = arena_array(scratch, before_count + 1, sizeof *before);
	if (before_count > 0)
		memcpy(before, tree->rows, before_count * sizeof *before);

	arena_reset(inside->tree.rows_arena);
	tree->count = 0;
	tree->rows = arena_array(inside->tree.rows_arena,
		TREE_FOLDER + inside->smart.count + all->folders_count + all->feeds_count,
		sizeof *tree->rows);
	add_places(session);
	add_folders_of(session, 0, 0);
	add_feeds_of(session, 0, 0);

	size_t index = tree->selected;
	if (find_again(tree, before, before_count, &index))
		tree->top = index > offset ? index - offset : 0;
	arena_free(scratch);
	tree_select(session, index);
}

bool tree_load(struct session *session, struct error *error)
{
	struct session_inside *inside = session->inside;
	struct arena *arena = arena_new();
	struct subscriptions read = {0};
	if (!store_subscriptions(&read, arena, inside->reader, error)) {
		arena_free(arena);
		return false;
	}
	arena_free(inside->tree.arena);
	inside->tree.arena = arena;
	inside->tree.subscriptions = read;
	tree_sort(session);
	smart_load(session);
	smart_count_want(session);
	tree_build(session);
	return true;
}

void tree_select(struct session *session, size_t index)
{
	struct tree *tree = &session->tree;
	tree->selected = scroll_clamp(index, tree->count);
	tree->top = scroll_top(tree->top, tree->selected, tree->count, tree->height,
		(size_t)session->options.scroll_margin);
	tree_describe(session);
	tree_follow_note(session);
}

static void count_folders(struct session *session, int64_t folder_id, int change)
{
	int depth = 0;
	for (struct folder_row *folder = folder_by_id(session, folder_id);
		folder != NULL && depth < DEPTH_LIMIT;
		folder = folder_by_id(session, folder->parent_id), depth++)
		folder->unread += change;
}

void tree_count_unread(struct session *session, int64_t feed_id, int change)
{
	session->inside->tree.subscriptions.unread_total += change;
	struct feed_row *feed = (struct feed_row *)feed_by_id(session, feed_id);
	if (feed == NULL)
		return;
	feed->unread += change;
	count_folders(session, feed->folder_id, change);
}

static void unfold(struct session *session, struct folder_row *folder)
{
	struct change *change = change_new(write_fold);
	change->id = folder->id;
	change->flag = folder->is_folded = false;
	change_give_quietly(session, change);
}

/* What lies in that folder, which is unfolded for it. */
static bool select_inside(struct session *session, int64_t folder_id, const struct tree_row *like)
{
	bool unfolded = false;
	int depth = 0;
	for (struct folder_row *folder = folder_by_id(session, folder_id);
		folder != NULL && depth < DEPTH_LIMIT;
		folder = folder_by_id(session, folder->parent_id), depth++) {
		if (!folder->is_folded)
			continue;
		unfolded = true;
		unfold(session, folder);
	}
	if (unfolded)
		tree_build(session);
	size_t index = 0;
	if (!find_row(&session->tree, like, &index))
		return false;
	tree_select(session, index);
	return true;
}

bool tree_select_folder(struct session *session, int64_t folder_id)
{
	const struct folder_row *folder = folder_by_id(session, folder_id);
	struct tree_row like = {.kind = TREE_FOLDER, .id = folder_id};
	return folder != NULL && select_inside(session, folder->parent_id, &like);
}

bool tree_select_feed(struct session *session, int64_t feed_id)
{
	const struct feed_row *feed = feed_by_id(session, feed_id);
	if (feed == NULL)
		return false;
	struct tree_row like = {.kind = TREE_FEED, .id = feed_id};
	if (is_saved_pages(feed))
		like = (struct tree_row){.kind = TREE_SAVED};
	return select_inside(session, feed->folder_id, &like);
}

/* Calendar dates of a query are in the reader's zone. */
static const char *today_query(struct arena *arena)
{
	time_t now = (time_t)clock_now();
	struct tm today = {0};
	localtime_r(&now, &today);
	return arena_printf(arena, "since:%04d-%02d-%02d", today.tm_year + 1900, today.tm_mon + 1,
		today.tm_mday);
}

static int64_t saved_feed_id(const struct session *session)
{
	const struct subscriptions *all = &session->inside->tree.subscriptions;
	for (size_t i = 0; i < all->feeds_count; i++)
		if (is_saved_pages(&all->feeds[i]))
			return all->feeds[i].id;
	return 0;
}

static struct list_source source_of(
	const struct session *session, const struct tree_row *row, struct arena *arena)
{
	struct list_source source = {.kind = row->kind};
	source.title = safe_string(arena, row->title);
	if (row->kind == TREE_TODAY) {
		source.query = today_query(arena);
	} else if (row->kind == TREE_BOOKMARKS) {
		source.query = "is:bookmarked";
	} else if (row->kind == TREE_SAVED) {
		source.feed_id = saved_feed_id(session);
	} else if (row->kind == TREE_SMART) {
		source.query = session->inside->smart.folders[row->id - 1].query;
	} else if (row->kind == TREE_FOLDER) {
		source.folder_id = row->id;
	} else if (row->kind == TREE_FEED) {
		source.feed_id = row->id;
	}
	return source;
}

void tree_open_selected(struct session *session)
{
	const struct tree_row *row = tree_selected(session);
	if (row == NULL)
		return;
	struct arena *scratch = arena_new();
	struct list_source source = source_of(session, row, scratch);
	list_open(session, &source);
	arena_free(scratch);
}

static bool is_same_query(const char *a, const char *b)
{
	return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

bool tree_lists_selected(const struct session *session)
{
	const struct list_source *shown = &session->inside->listing.source;
	const struct tree_row *row = tree_selected(session);
	if (row == NULL)
		return true;
	struct arena *scratch = arena_new();
	struct list_source wanted = source_of(session, row, scratch);
	bool is_same = shown->kind == wanted.kind && shown->feed_id == wanted.feed_id &&
		       shown->folder_id == wanted.folder_id &&
		       is_same_query(shown->query, wanted.query);
	arena_free(scratch);
	return is_same;
}

const struct feed_row *session_feed(const struct session *session)
{
	const struct article_row *row = NULL;
	if (session->focus == VIEW_TREE) {
		const struct tree_row *selected = tree_selected(session);
		return selected != NULL && selected->kind == TREE_FEED
			       ? feed_by_id(session, selected->id)
			       : NULL;
	}
	if (session->focus == VIEW_ARTICLE)
		row = &session->inside->article.stored.row;
	else
		row = list_selected_row(session);
	if (row != NULL)
		return feed_by_id(session, row->feed_id);
	return feed_by_id(session, session->inside->listing.source.feed_id);
}
