/* In which order the tree shows feeds and folders, and whether all of them: kept
 * in the store, as the person left it. */
#include "src/session/inside.h"
#include "src/session/layouts.h"
#include "src/session/sheet.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "src/base/words.h"

/* A row of either kind while it is sorted. */
struct ranked {
	size_t index;
	struct foreign name; /* folded */
	int64_t unread;
};

static int by_name(const void *left, const void *right)
{
	const struct ranked *one = left, *other = right;
	size_t len = one->name.len < other->name.len ? one->name.len : other->name.len;
	int order = memcmp(one->name.utf8, other->name.utf8, len);
	if (order != 0)
		return order;
	return (one->name.len > other->name.len) - (one->name.len < other->name.len);
}

static int by_unread(const void *left, const void *right)
{
	const struct ranked *one = left, *other = right;
	int order = (other->unread > one->unread) - (other->unread < one->unread);
	return order != 0 ? order : by_name(left, right);
}

typedef int compare(const void *left, const void *right);

static compare *compare_of(const struct session *session)
{
	const char *sort = session->options.tree_sort;
	return strcmp(sort, "name") == 0 ? by_name : strcmp(sort, "unread") == 0 ? by_unread : NULL;
}

bool tree_is_sorted(const struct session *session)
{
	return compare_of(session) != NULL;
}

static void sort_feeds(struct subscriptions *all, struct arena *arena, compare *order)
{
	struct ranked *ranks = arena_array(arena, all->feeds_count, sizeof *ranks);
	struct feed_row *sorted = arena_array(arena, all->feeds_count, sizeof *sorted);
	for (size_t i = 0; i < all->feeds_count; i++)
		ranks[i] = (struct ranked){
			i, foreign_fold(arena, all->feeds[i].title), all->feeds[i].unread};
	qsort(ranks, all->feeds_count, sizeof *ranks, order);
	for (size_t i = 0; i < all->feeds_count; i++)
		sorted[i] = all->feeds[ranks[i].index];
	all->feeds = sorted;
}

static void sort_folders(struct subscriptions *all, struct arena *arena, compare *order)
{
	struct ranked *ranks = arena_array(arena, all->folders_count, sizeof *ranks);
	struct folder_row *sorted = arena_array(arena, all->folders_count, sizeof *sorted);
	for (size_t i = 0; i < all->folders_count; i++)
		ranks[i] = (struct ranked){
			i, foreign_fold(arena, all->folders[i].name), all->folders[i].unread};
	qsort(ranks, all->folders_count, sizeof *ranks, order);
	for (size_t i = 0; i < all->folders_count; i++)
		sorted[i] = all->folders[ranks[i].index];
	all->folders = sorted;
}

void tree_sort(struct session *session)
{
	struct session_inside *inside = session->inside;
	compare *order = compare_of(session);
	if (order == NULL)
		return;
	if (inside->tree.subscriptions.feeds_count > 0)
		sort_feeds(&inside->tree.subscriptions, inside->tree.arena, order);
	if (inside->tree.subscriptions.folders_count > 0)
		sort_folders(&inside->tree.subscriptions, inside->tree.arena, order);
}

/* ---- kept ---- */

#define UNREAD_ONLY "unread-only"

void tree_order_load(struct session *session)
{
	struct arena *scratch = arena_new();
	struct foreign kept = {0};
	struct error error = {0};
	if (store_get_value(&kept, scratch, session->inside->reader, "tree", NULL)) {
		char *rest = NULL;
		const char *sort = strtok_r(foreign_string(scratch, kept), " ", &rest);
		const char *shown = strtok_r(NULL, " ", &rest);
		if (sort != NULL)
			option_set(&session->options, option_find("tree_sort", 9), sort, &error);
		session->tree.unread_only = shown != NULL && strcmp(shown, UNREAD_ONLY) == 0;
	}
	arena_free(scratch);
}

void tree_order_keep(struct session *session)
{
	char value[96];
	snprintf(value, sizeof value, "%s %s", session->options.tree_sort,
		session->tree.unread_only ? UNREAD_ONLY : "all");
	session_keep_value(session, "tree", value);
}

void tree_sort_sheet_open(struct session *session)
{
	static const struct sheet_choice SORTS[] = {{"set tree_sort own", N_("your own order")},
		{"set tree_sort name", N_("by name")},
		{"set tree_sort unread", N_("most unread first")}};
	choice_sheet_open(session, _("Sort the feeds"), SORTS, sizeof SORTS / sizeof *SORTS,
		session->options.tree_sort);
}
