#include "tests/feeds/fetch_world.h"

#include <stdlib.h>

int open_world(void **state)
{
	struct world *world = calloc(1, sizeof *world);
	struct fetch_settings settings = {.user_agent = "Steppe/test", .proxy = "none"};
	world->server = web_server_start(answer, NULL, NULL);
	world->fetcher = fetcher_new(&settings, NULL);
	*state = world;
	return world->server && world->fetcher ? 0 : -1;
}

int close_world(void **state)
{
	struct world *world = *state;
	fetcher_free(world->fetcher);
	web_server_stop(world->server);
	free(world);
	return 0;
}
