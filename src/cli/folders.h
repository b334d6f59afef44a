/* Folders by their whole name: "News/Kazakhstan". */
#ifndef STEPPE_CLI_FOLDERS_H
#define STEPPE_CLI_FOLDERS_H

#include "src/base/arena.h"
#include "src/store/store.h"

/* Empty for the top and for what is not there. */
struct foreign folder_path(struct arena *arena, const struct subscriptions *all, int64_t folder_id);

#endif
