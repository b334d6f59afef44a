/* What becomes of articles that a rule with notify or run found: an event says so, and the
 * telling thread runs the command, one article after the other, while the writer goes on.
 * It begins with what an earlier process has left (src/store/runs.h). */
#ifndef STEPPE_JOBS_TELLING_H
#define STEPPE_JOBS_TELLING_H

#include "src/jobs/pipeline.h"

/* From the writer's thread, after a commit: says what the rules found in it, and wakes the
 * telling thread when there is something to run. */
void telling_give(struct pipeline *pipeline);

#endif
