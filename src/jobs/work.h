/* What a worker process is asked, and what it answers: one document each time. */
#ifndef STEPPE_JOBS_WORK_H
#define STEPPE_JOBS_WORK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "feeds/discover.h"
#include "feeds/document.h"
#include "feeds/extract.h"
#include "feeds/feed.h"
#include "src/base/arena.h"
#include "src/base/buffer.h"
#include "src/base/error.h"
#include "src/base/text.h"
#include "src/jobs/frame.h"

enum work {
	WORK_PARSE,    /* a feed, or the feeds that a page names */
	WORK_EXTRACT,  /* a page → its article */
	WORK_DOCUMENT, /* HTML in UTF-8 → blocks */
	WORK_JSON,     /* a feed, of which only plumb.c makes JSON Feed */
};

struct work_request {
	enum work work;
	struct foreign url;
	struct foreign content_type;
	const uint64_t *known_hashes; /* WORK_PARSE: items, sorted; WORK_DOCUMENT: blocks to hide */
	size_t known_hashes_count;
	struct bytes document;
};

struct work_answer {
	struct error error; /* ERROR_NONE: the field of that work is filled in */
	bool is_page;       /* of WORK_PARSE: no feed but a page; see links */
	struct feed feed;
	struct feed_links links;
	struct extract extract;
	struct document document;
	size_t resident_kib; /* how large the worker has been: for recycling it */
};

/* All of the request but the document, which follows it on the pipe. */
void work_request_encode(struct buffer *out, const struct work_request *request);
/* `payload` is what followed the head; the request looks into it. */
bool work_request_decode(
	struct work_request *request, struct arena *arena, uint32_t kind, struct bytes payload);

/* Does the work here and now, in this process. */
void work_do(struct work_answer *answer, struct arena *arena, const struct work_request *request);

/* The head is in front of what goes into `out`. */
void work_answer_encode(struct buffer *out, enum work work, const struct work_answer *answer,
	struct bytes document);
/* The same in pieces, for an answer as large as its document need not be there twice.
 * False when `send` failed. */
bool work_answer_send(
	frame_send *send, enum work work, const struct work_answer *answer, struct bytes document);
/* `answer` looks into `payload` and `document`.  False when the frame cannot be. */
bool work_answer_decode(struct work_answer *answer, struct arena *arena, enum work work,
	struct bytes payload, struct bytes document);

#endif
