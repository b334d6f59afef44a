#include "src/cli/folders.h"

static const struct folder_row *folder_find(const struct subscriptions *all, int64_t id)
{
	for (size_t i = 0; i < all->folders_count; i++)
		if (all->folders[i].id == id)
			return &all->folders[i];
	return NULL;
}

struct foreign folder_path(struct arena *arena, const struct subscriptions *all, int64_t folder_id)
{
	const char *path = "";
	/* A circle in a damaged store ends after as many steps as there are folders. */
	for (size_t steps = 0; folder_id != 0 && steps <= all->folders_count; steps++) {
		const struct folder_row *folder = folder_find(all, folder_id);
		if (folder == NULL)
			break;
		path = arena_printf(arena, "%.*s%s%s", (int)folder->name.len, folder->name.utf8,
			path[0] == '\0' ? "" : "/", path);
		folder_id = folder->parent_id;
	}
	return foreign_from_string(path);
}
