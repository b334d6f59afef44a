/* What the pipeline is told when it starts. */
#ifndef STEPPE_JOBS_SETTINGS_H
#define STEPPE_JOBS_SETTINGS_H

#include <stdbool.h>
#include <stdint.h>

#include "feeds/fetch.h"
#include "src/store/rules.h"
#include "src/store/upkeep.h"

struct jobs_settings {
	const char *store_path;
	const char *program; /* this executable, for `steppe --worker` */
	struct fetch_settings fetch;
	const char *bridge;           /* template for sites without feeds; NULL = none */
	int64_t interval_seconds;     /* between updates without hints; 0 = an hour */
	int workers;                  /* 0 = one a processor, 1 to 4 */
	int document_seconds;         /* that a worker may take for one; 0 = 20 */
	bool keeps_marks_apart;       /* of an article that two feeds carry */
	struct retentions keep;       /* borrowed, too */
	struct rules rules;           /* borrowed until jobs_stop() */
	struct store_waiting waiting; /* while the store is opened; later an event says so */
	bool gives_way;               /* to the thread that started it: somebody waits for keys */
	bool without_sandbox;         /* workers keep files and network, not memory and time */
	/* Called from another thread after an event was given; may be NULL. */
	void (*wake)(void *context);
	void *wake_context;
};

#endif
