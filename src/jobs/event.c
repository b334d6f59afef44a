#include "src/jobs/event.h"

#include <stdlib.h>

void event_free(struct event *event)
{
	if (!event)
		return;
	arena_free(event->arena);
	free(event);
}
