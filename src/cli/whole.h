/* Whole articles ahead of time, for reading without a network. */
#ifndef STEPPE_CLI_WHOLE_H
#define STEPPE_CLI_WHOLE_H

#include "src/cli/cli.h"
#include "src/cli/stop.h"
#include "src/jobs/jobs.h"

struct whole_plan {
	int64_t *ids;
	size_t count;
};

struct whole_result {
	unsigned kept, failed;
	size_t put_off; /* over the budget: for the next update */
};

/* What is to be fetched of these feeds, of all without any: asked for by hand
 * (`is_asked`), or by prefetch and fulltext of the config and of each feed. */
bool whole_plan(struct whole_plan *out, struct cli *cli, const int64_t *feed_ids, size_t count,
	bool is_asked, struct error *error);
/* Fetches it, two from a host at once, with a line of progress, until `stop` is wanted,
 * and says what failed. */
void whole_fetch(struct whole_result *out, struct cli *cli, struct jobs *jobs,
	const struct whole_plan *plan, struct stop *stop);

#endif
