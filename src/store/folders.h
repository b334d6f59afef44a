/* Folders by their path, as a person writes it. */
#ifndef STEPPE_STORE_FOLDERS_H
#define STEPPE_STORE_FOLDERS_H

#include "src/store/connection.h"
#include "src/store/store.h"

#define FOLDER_NAME_LIMIT 200

/* The folder at "A/B/C", made where missing, as a part of the change under way.
 * 0 = the top, -1 = failed. */
int64_t folder_at(struct store_writer *writer, struct foreign path, struct error *error);

/* NULL when it is not among them. */
struct folder_row *folder_of(const struct subscriptions *all, int64_t folder_id);

/* What a folder sets (its column `options`) and else has from `parent`, which may be NULL. */
void folder_settings_read(
	struct folder_row *folder, struct foreign options, const struct folder_row *parent);
/* A feed that sets nothing itself has what its folder has. */
void feed_settings_inherit(struct feed_row *feed, const struct folder_row *folder);
/* The same for one feed alone: its folders are read. */
bool feed_settings_look_up(
	struct feed_row *feed, struct arena *arena, struct database *database, struct error *error);

#endif
