/* [confuse] The config file: key, value, and the line to blame.  What a value may be is
 * settings.h's business; here stand the file's shape and its mistakes. */
#ifndef STEPPE_CONFIG_H
#define STEPPE_CONFIG_H

#include <stdbool.h>
#include <stddef.h>

#include "src/base/arena.h"
#include "src/base/text.h"

#define CONFIG_SIZE_LIMIT (1u << 20)
#define CONFIG_PROBLEMS_LIMIT 20

/* `name = value`, alone or in `section "title" { }`; one entry for each item of a list. */
struct config_value {
	const char *section; /* "" at the top */
	const char *title;   /* of smart "NAME", rule "NAME" and folder "NAME"; else "" */
	const char *name;
	const char *value;
	int line;
};

struct config_problem {
	int line; /* 0 = the whole file */
	const char *sentence;
};

struct config {
	const char *path;
	struct config_value *values;
	size_t count, capacity;
	struct config_problem *problems;
	size_t problems_count, problems_capacity;
};

/* Reads the file at `path`; a missing one is an empty one, and so is NULL.  A line that cannot be
 * understood becomes a problem, and the rest of the file counts.  `names` are the settings
 * at the top, ended by NULL.  Texts live in `arena`; config_done() frees the lists. */
void config_read(
	struct config *config, struct arena *arena, const char *path, const char *const *names);
void config_done(struct config *config);

void config_blame(struct config *config, struct arena *arena, int line, const char *format, ...)
	__attribute__((format(printf, 4, 5)));

#endif
