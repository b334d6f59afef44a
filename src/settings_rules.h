/* The sections rule "NAME" { when = QUERY then = {ACTION, …} } of the config file. */
#ifndef STEPPE_SETTINGS_RULES_H
#define STEPPE_SETTINGS_RULES_H

#include "src/config.h"
#include "src/store/rules.h"

#define RULES_LIMIT 100
#define RULE_TAGS_LIMIT 20

/* Those that can be obeyed, in the file's order; they live in `arena`.  Each of the others
 * becomes a problem of the file: one sentence, with the column of a query's mistake. */
struct rules settings_read_rules(struct config *config, struct arena *arena);

#endif
