/* From one row of the tree to the next: those in sight, and feeds with unread
 * wherever they are, also in folders that are folded. */
#include "src/session/inside.h"

enum { DEPTH_LIMIT = 32 };

bool tree_is_feed(const struct tree_row *row)
{
	return row->kind == TREE_FEED;
}

bool tree_is_folder(const struct tree_row *row)
{
	return row->kind == TREE_FOLDER;
}

bool tree_go(struct session *session, int step, tree_wants *wants)
{
	const struct tree *tree = &session->tree;
	for (size_t i = 1; i <= tree->count; i++) {
		size_t away = step > 0 ? i : tree->count - i;
		size_t index = (tree->selected + away) % tree->count;
		if (wants(&tree->rows[index])) {
			tree_select(session, index);
			return true;
		}
	}
	return false;
}

/* ---- the whole tree as one way, folded or not ---- */

struct stop {
	enum tree_kind kind;
	int64_t id, unread;
};

struct way {
	struct stop *stops;
	size_t count;
};

static void add_feeds_of(struct way *way, const struct subscriptions *all, int64_t folder_id)
{
	for (size_t i = 0; i < all->feeds_count; i++)
		if (all->feeds[i].folder_id == folder_id)
			way->stops[way->count++] =
				(struct stop){TREE_FEED, all->feeds[i].id, all->feeds[i].unread};
}

static void add_folders_of(
	struct way *way, const struct subscriptions *all, int64_t parent_id, int depth)
{
	for (size_t i = 0; i < all->folders_count && depth < DEPTH_LIMIT; i++) {
		const struct folder_row *folder = &all->folders[i];
		if (folder->parent_id != parent_id)
			continue;
		way->stops[way->count++] = (struct stop){TREE_FOLDER, folder->id, 0};
		add_folders_of(way, all, folder->id, depth + 1);
		add_feeds_of(way, all, folder->id);
	}
}

/* Where the selected row stands on it; one of the places above stands before all. */
static size_t start_of(const struct way *way, const struct tree_row *row, int step)
{
	for (size_t i = 0; row != NULL && i < way->count; i++)
		if (way->stops[i].kind == row->kind && way->stops[i].id == row->id)
			return i;
	return step > 0 && way->count > 0 ? way->count - 1 : 0;
}

bool tree_go_unread(struct session *session, int step)
{
	const struct subscriptions *all = &session->inside->tree.subscriptions;
	struct arena *scratch = arena_new();
	struct way way = {
		arena_array(scratch, all->folders_count + all->feeds_count + 1, sizeof *way.stops),
		0};
	add_folders_of(&way, all, 0, 0);
	add_feeds_of(&way, all, 0);
	size_t start = start_of(&way, tree_selected(session), step);
	int64_t found = 0;
	for (size_t i = 1; i <= way.count && found == 0; i++) {
		size_t away = step > 0 ? i : way.count - i;
		const struct stop *stop = &way.stops[(start + away) % way.count];
		if (stop->kind == TREE_FEED && stop->unread > 0)
			found = stop->id;
	}
	arena_free(scratch);
	return found != 0 && tree_select_feed(session, found);
}
