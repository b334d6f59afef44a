/* Folders of the tree, as commands see them. */
#ifndef STEPPE_SESSION_FOLDERS_H
#define STEPPE_SESSION_FOLDERS_H

#include "src/base/arena.h"
#include "src/session/id_set.h"
#include "src/session/session.h"
#include "src/store/store.h"

/* The folder that has the cursor of the tree, else NULL. */
const struct folder_row *session_folder(const struct session *session);
/* Adds those in it and in the folders below. */
void session_feeds_of_folder(const struct session *session, int64_t folder_id, struct id_set *out);
/* "A/B"; empty for the top. */
struct foreign session_folder_path(
	const struct session *session, int64_t folder_id, struct arena *arena);
void session_rename(
	struct session *session, int64_t feed_id, int64_t folder_id, struct foreign name);
/* What the prompt is about goes into that folder, behind what is there. */
void session_move(struct session *session, struct foreign folder);
void session_add_folder(struct session *session, struct foreign path);
void session_ask_remove_folder(struct session *session, const struct folder_row *folder);

#endif
