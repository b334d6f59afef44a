/* libFuzzer: any bytes as what comes back from a worker process that an outlet
 * has taken over.  The first byte chooses the work; what is accepted is sent once
 * more, so that every text and every count in it is read. */
#include <stddef.h>
#include <stdint.h>

#include "src/jobs/work.h"

static const char DOCUMENT[] = "<rss><item>The steppe is wide, and the sky above it wider.</item>";

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size == 0)
		return 0;
	enum work work = (enum work)(data[0] % (WORK_JSON + 1));
	struct bytes payload = {(const char *)data + 1, size - 1};
	struct bytes document = {DOCUMENT, sizeof DOCUMENT - 1};
	struct arena *arena = arena_new();
	struct work_answer answer;
	struct work_request request;
	struct buffer again = {0};
	if (work_answer_decode(&answer, arena, work, payload, document))
		work_answer_encode(&again, work, &answer, document);
	buffer_clear(&again);
	if (work_request_decode(&request, arena, work, payload))
		work_request_encode(&again, &request);
	buffer_done(&again);
	arena_free(arena);
	return 0;
}
