/* Fetches addresses side by side: `fetch_tool CA-FILE ROOM URL…`.  The first alone, so that
 * the others find its connection.  A line for each answer, in the order they come. */
#include "feeds/fetch.h"

#include <stdio.h>
#include <stdlib.h>

enum { SILENCE_SECONDS = 2 };

static void start(struct fetcher *fetcher, int id, const char *url)
{
	struct request request = {.id = (uint64_t)id, .url = foreign_from_string(url)};
	fetcher_start(fetcher, &request);
}

static void finish(struct fetcher *fetcher)
{
	while (fetcher_pending(fetcher) > 0) {
		struct response *response = fetcher_poll(fetcher, 1000);
		if (response)
			printf("%d %d %zu %s\n", (int)response->id, response->status,
				response->body.len, response->error.sentence);
		response_free(response);
	}
}

int main(int count, char **arguments)
{
	if (count < 4)
		return EXIT_FAILURE;
	struct fetch_settings settings = {
		.proxy = "none", .ca_file = arguments[1], .silence_seconds = SILENCE_SECONDS};
	struct error error = {0};
	struct fetcher *fetcher = fetcher_new(&settings, &error);
	if (!fetcher)
		return EXIT_FAILURE;
	start(fetcher, 0, arguments[3]);
	finish(fetcher);
	fetcher_set_room(fetcher, strtoul(arguments[2], NULL, 10));
	for (int i = 4; i < count; i++)
		start(fetcher, i - 3, arguments[i]);
	finish(fetcher);
	printf("in flight %zu\n", fetcher_bytes_in_flight(fetcher));
	fetcher_free(fetcher);
	return EXIT_SUCCESS;
}
