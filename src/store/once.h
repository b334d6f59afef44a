/* What several feeds carry, in lists and in counts. */
#ifndef STEPPE_STORE_ONCE_H
#define STEPPE_STORE_ONCE_H

#include "src/store/connection.h"

/* Takes what feeds have in common off the sum of all unread, and off the sum of each folder
 * that holds them.  Costs as much as there is of that. */
bool once_take_off_unread(
	struct subscriptions *out, struct database *database, struct error *error);

#endif
