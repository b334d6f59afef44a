/* A fetcher and a real server for it. */
#ifndef STEPPE_TESTS_FEEDS_FETCH_WORLD_H
#define STEPPE_TESTS_FEEDS_FETCH_WORLD_H

#include "feeds/fetch.h"
#include "tests/lib/web_server.h"

struct world {
	struct web_server *server;
	struct fetcher *fetcher;
};

/* Each test says what its server answers. */
void answer(const struct web_request *request, struct web_answer *out);

int open_world(void **state);
int close_world(void **state);

#endif
