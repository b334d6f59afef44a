/* The flat message between us and a worker process: numbers, texts and lists one
 * after another, each read back with its length checked.  What is read looks
 * into the frame (or into the document it was made from) and is never copied.
 *
 * A worker has read hostile bytes, so its frames are hostile too: a reader that
 * meets anything impossible turns broken, gives zeros from there on, and its
 * owner drops the whole answer. */
#ifndef STEPPE_JOBS_FRAME_H
#define STEPPE_JOBS_FRAME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "feeds/discover.h"
#include "feeds/document.h"
#include "feeds/extract.h"
#include "feeds/feed.h"
#include "src/base/arena.h"
#include "src/base/buffer.h"
#include "src/base/text.h"

/* ---- the head that goes before each message on the pipe ---- */

#define FRAME_MAGIC UINT32_C(0x53746570)
/* The most that the answer to a document may hold, in the frame as in texts that look into
 * the document. */
#define FRAME_ANSWER_LIMIT(document_len) (((uint64_t)16 << 20) + 4 * (uint64_t)(document_len))

struct frame_head {
	uint32_t magic;
	uint32_t kind;
	uint64_t len; /* of what follows */
};

/* ---- writing ---- */

/* Takes a piece of a frame; false when nobody is there to have it. */
typedef bool frame_send(struct bytes piece);

struct frame_writer {
	struct buffer bytes; /* what `send` did not get: all of it when there is none */
	frame_send *send;
	bool only_counts; /* nothing is kept or sent */
	bool is_broken;   /* `send` said so */
	size_t len;       /* of all that was put */
	/* Texts that lie in here cross as a place and a length; both sides have it. */
	struct bytes document;
};

/* Sends what waits. */
void frame_flush(struct frame_writer *frame);
void frame_put_number(struct frame_writer *frame, int64_t number);
void frame_put_text(struct frame_writer *frame, struct foreign text);
void frame_put_bytes(struct frame_writer *frame, struct bytes bytes);
void frame_put_hashes(struct frame_writer *frame, const uint64_t *hashes, size_t count);
void frame_put_feed(struct frame_writer *frame, const struct feed *feed);
void frame_put_document(struct frame_writer *frame, const struct document *document);
void frame_put_extract(struct frame_writer *frame, const struct extract *extract);
void frame_put_links(struct frame_writer *frame, const struct feed_links *links);

/* ---- reading ---- */

struct frame_reader {
	const char *at, *end;
	struct bytes document; /* the same that the writer had */
	size_t document_left;  /* bytes of it that texts may still show, over and over */
	struct arena *arena;   /* takes the lists */
	bool is_broken;
};

int64_t frame_get_number(struct frame_reader *frame);
/* A number in these bounds, else the frame is broken. */
int64_t frame_get_number_between(struct frame_reader *frame, int64_t lowest, int64_t highest);
int64_t frame_get_number_up_to(struct frame_reader *frame, int64_t highest);
bool frame_get_bool(struct frame_reader *frame);
/* What was read so far cannot be: the frame is broken. */
void frame_refuse(struct frame_reader *frame);
/* A number of things that take at least `size` bytes each in what is left. */
size_t frame_get_count(struct frame_reader *frame, size_t size);
struct foreign frame_get_text(struct frame_reader *frame);
uint64_t *frame_get_hashes(struct frame_reader *frame, size_t *count);
void frame_get_feed(struct frame_reader *frame, struct feed *feed);
void frame_get_document(struct frame_reader *frame, struct document *document);
void frame_get_extract(struct frame_reader *frame, struct extract *extract);
void frame_get_links(struct frame_reader *frame, struct feed_links *links);
/* True when all was read, nothing was left over and nothing was impossible. */
bool frame_is_whole(const struct frame_reader *frame);

/* ---- for the files that know the types: texts of a struct by their offsets ---- */

void frame_put_texts(
	struct frame_writer *frame, const void *from, const size_t *offsets, size_t count);
void frame_get_texts(struct frame_reader *frame, void *to, const size_t *offsets, size_t count);
void frame_put_list(struct frame_writer *frame, const struct foreign *texts, size_t count);
struct foreign *frame_get_list(struct frame_reader *frame, size_t *count);

#define FRAME_COUNT(table) (sizeof(table) / sizeof *(table))

#endif
