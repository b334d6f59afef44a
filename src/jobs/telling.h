/* What becomes of articles that a rule with notify or run found: an event says so, and the
 * telling thread runs the command, one article after the other, while the writer goes on. */
#ifndef STEPPE_JOBS_TELLING_H
#define STEPPE_JOBS_TELLING_H

#include "src/jobs/pipeline.h"

/* From the writer's thread, after a commit: says what the rules found in it and hands it to
 * the telling thread.  What is too much for that is left out, and the log says so. */
void telling_give(struct pipeline *pipeline);

#endif
