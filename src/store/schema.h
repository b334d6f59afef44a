/* The tables, and the steps from one version of the file to the next. */
#ifndef STEPPE_STORE_SCHEMA_H
#define STEPPE_STORE_SCHEMA_H

#include <stdbool.h>

#include "src/base/error.h"
#include "src/store/statement.h"

/* "Stpe": tells our file from other programs' SQLite files. */
#define SCHEMA_APPLICATION_ID 0x53747065

int schema_newest_version(void);
/* Steps up to `version` (tests make older files so), in one transaction. */
bool schema_migrate(struct database *database, int version, struct error *error);

#endif
