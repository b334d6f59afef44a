/* What a person has set, and how each room gets its part.  The reader's
 * options have their table in src/session/options.c, the rest has one here: it says what
 * is allowed, so that the config file and the manual agree. */
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

enum setting_kind {
	SETTING_SWITCH,   /* on, off */
	SETTING_NUMBER,   /* from min to max */
	SETTING_DURATION, /* 30m, 2h, 7d; min and max in seconds */
	SETTING_CHOICE,   /* one of the words in `choices` */
	SETTING_KEEP,     /* forever, a number of articles, or a number of days: 90d */
	SETTING_PROXY,
	SETTING_BRIDGE,
	SETTING_TEXT,
};

struct setting_rule {
	const char *name;
	enum setting_kind kind;
	size_t offset; /* in struct settings */
	const char *initial;
	int64_t min, max;
	const char *choices; /* parted by blanks */
	const char *help;    /* N_() */
};

extern const struct setting_rule setting_rules[]; /* ends with one without a name */

/* Every setting at its initial value, then what the file at paths->config says.
 * What is wrong there stands in settings->config.problems. */
void settings_load(struct settings *settings, struct arena *arena, const struct paths *paths);
void settings_done(struct settings *settings);

/* ERROR_CONFIG says what is allowed. */
bool settings_set(struct settings *settings, struct arena *arena, const char *name,
	const char *value, struct error *error);

/* Which articles are fetched whole. */
struct whole_wishes settings_whole_wishes(const struct settings *settings);

/* What the pipeline needs.  `program` is this executable. */
void settings_for_jobs(struct jobs_settings *jobs, const struct settings *settings,
	const struct paths *paths, const char *program);

#endif
