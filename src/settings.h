/* What a person has set, and how each room gets its part.  The reader's options have their
 * table in src/session/options.c, the rest has one in settings.c: it says what is allowed,
 * so that the config file and the manual agree. */
#ifndef STEPPE_SETTINGS_H
#define STEPPE_SETTINGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/config.h"
#include "src/jobs/jobs.h"
#include "src/paths.h"
#include "src/session/options.h"
#include "src/store/arrivals.h"
#include "src/store/rules.h"
#include "src/store/upkeep.h"

/* An entry of keys { }, colors { }, smart { } or rule { }. */
struct named_setting {
	const char *name;
	const char *value;
	int line;
};

struct named_settings {
	struct named_setting *items;
	size_t count, capacity;
};

struct settings {
	struct options reader; /* what `:set` can change too */
	const char *fulltext;
	bool prefetch;
	int64_t prefetch_budget; /* MiB */
	int64_t interval;        /* seconds */
	bool auto_update, share_marks;
	const char *keep;
	int64_t store_budget; /* MiB; 0 = none */
	int64_t workers, transfers;
	bool sandbox;
	const char *proxy, *bridge;
	struct named_settings keys, colors, smart;
	struct retentions retentions; /* of `keep`, and of folder { } */
	struct rules rules;           /* those without a mistake */
	struct config config;         /* the problems, with their lines */
};

/* Those of our table; the reader's options have options_default(). */
void settings_set_initial(struct settings *settings, struct arena *arena);
/* Of either table.  ERROR_CONFIG says what is allowed; nothing changed then. */
bool settings_set(struct settings *settings, struct arena *arena, const char *name,
	const char *value, struct error *error);
/* Of both tables; ends with NULL. */
const char **settings_names(struct arena *arena);

/* Which articles are fetched whole. */
struct whole_wishes settings_whole_wishes(const struct settings *settings);

/* What the pipeline needs.  `program` is this executable. */
void settings_for_jobs(struct jobs_settings *jobs, const struct settings *settings,
	const struct paths *paths, const char *program);

#endif
