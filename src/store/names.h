/* What the journal's sentences call an article, a feed, a folder: as a person knows
 * them, in one line, and short.  The text lives in the writer's scratch. */
#ifndef STEPPE_STORE_NAMES_H
#define STEPPE_STORE_NAMES_H

#include "src/store/connection.h"

/* One line of about that many columns; "…" where it was cut, between words if it can be. */
enum { NAME_COLUMNS = 40 };
struct foreign name_short(struct store_writer *writer, struct foreign name);

struct foreign name_of_article(struct store_writer *writer, int64_t id);
/* The person's own title, else the feed's, else the address. */
struct foreign name_of_feed(struct store_writer *writer, int64_t id);
struct foreign name_of_folder(struct store_writer *writer, int64_t id);

#endif
