/* What rules with notify or run do about the articles they hit.  An event says what was
 * found; the commands run in a thread of their own, one article after the other, while the
 * writer goes on.  It begins with what an earlier process has left (src/store/runs.h). */
#ifndef STEPPE_JOBS_RULE_ACTIONS_H
#define STEPPE_JOBS_RULE_ACTIONS_H

#include "src/jobs/pipeline.h"

/* From the writer's thread, after a commit: notifies of the hits in it, and wakes the thread
 * of rules when there is something to run. */
void rule_actions_give(struct pipeline *pipeline);

#endif
