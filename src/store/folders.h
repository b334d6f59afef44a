/* Folders by their path, as a person writes it. */
#ifndef STEPPE_STORE_FOLDERS_H
#define STEPPE_STORE_FOLDERS_H

#include "src/store/connection.h"

#define FOLDER_NAME_LIMIT 200

/* The folder at "A/B/C", made where missing, as a part of the change under way.
 * 0 = the top, -1 = failed. */
int64_t folder_at(struct store_writer *writer, struct foreign path, struct error *error);

#endif
