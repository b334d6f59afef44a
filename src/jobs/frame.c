#include "src/jobs/frame.h"

#include <assert.h>
#include <string.h>

/* A text is its length (4 bytes), then its bytes; with this bit in the length,
 * its place in the document (4 bytes) instead of its bytes. */
#define TEXT_IS_IN_DOCUMENT UINT32_C(0x80000000)

enum { PIECE_SIZE = 64 << 10 };
enum { NUMBER_SIZE = 8, LENGTH_SIZE = 4, TEXT_SIZE_LEAST = LENGTH_SIZE };

/* ---- writing ---- */

static void send_piece(struct frame_writer *frame, struct bytes piece)
{
	frame->is_broken = frame->is_broken || !frame->send(piece);
}

void frame_flush(struct frame_writer *frame)
{
	if (frame->bytes.len > 0)
		send_piece(frame, (struct bytes){frame->bytes.data, frame->bytes.len});
	buffer_clear(&frame->bytes);
}

static void put_raw(struct frame_writer *frame, const void *data, size_t len)
{
	frame->len += len;
	if (frame->only_counts)
		return;
	if (frame->send && frame->bytes.len + len > PIECE_SIZE)
		frame_flush(frame);
	if (frame->send && len > PIECE_SIZE)
		send_piece(frame, (struct bytes){data, len});
	else
		buffer_append(&frame->bytes, data, len);
}

void frame_put_number(struct frame_writer *frame, int64_t number)
{
	put_raw(frame, &number, sizeof number);
}

static void put_length(struct frame_writer *frame, uint32_t length)
{
	put_raw(frame, &length, sizeof length);
}

static bool lies_in(struct bytes whole, struct bytes part)
{
	uintptr_t start = (uintptr_t)whole.data, at = (uintptr_t)part.data;
	return whole.len <= UINT32_MAX && at >= start && at - start <= whole.len &&
	       part.len <= whole.len - (at - start);
}

void frame_put_bytes(struct frame_writer *frame, struct bytes bytes)
{
	assert(bytes.len < TEXT_IS_IN_DOCUMENT);
	if (bytes.len > LENGTH_SIZE && lies_in(frame->document, bytes)) {
		put_length(frame, (uint32_t)bytes.len | TEXT_IS_IN_DOCUMENT);
		put_length(frame, (uint32_t)(bytes.data - frame->document.data));
		return;
	}
	put_length(frame, (uint32_t)bytes.len);
	put_raw(frame, bytes.data, bytes.len);
}

void frame_put_text(struct frame_writer *frame, struct foreign text)
{
	frame_put_bytes(frame, (struct bytes){text.utf8, text.len});
}

void frame_put_hashes(struct frame_writer *frame, const uint64_t *hashes, size_t count)
{
	frame_put_number(frame, (int64_t)count);
	put_raw(frame, hashes, count * sizeof *hashes);
}

void frame_put_texts(
	struct frame_writer *frame, const void *from, const size_t *offsets, size_t count)
{
	for (size_t i = 0; i < count; i++)
		frame_put_text(frame, *(const struct foreign *)((const char *)from + offsets[i]));
}

void frame_put_list(struct frame_writer *frame, const struct foreign *texts, size_t count)
{
	frame_put_number(frame, (int64_t)count);
	for (size_t i = 0; i < count; i++)
		frame_put_text(frame, texts[i]);
}

/* ---- reading ---- */

static size_t left(const struct frame_reader *frame)
{
	return (size_t)(frame->end - frame->at);
}

void frame_refuse(struct frame_reader *frame)
{
	frame->is_broken = true;
	frame->at = frame->end;
}

/* The next `len` bytes, or NULL once the frame is broken. */
static const char *get_raw(struct frame_reader *frame, size_t len)
{
	if (frame->is_broken || len > left(frame)) {
		frame_refuse(frame);
		return NULL;
	}
	const char *at = frame->at;
	frame->at += len;
	return at;
}

int64_t frame_get_number(struct frame_reader *frame)
{
	int64_t number = 0;
	const char *at = get_raw(frame, sizeof number);
	if (at)
		memcpy(&number, at, sizeof number);
	return number;
}

int64_t frame_get_number_between(struct frame_reader *frame, int64_t lowest, int64_t highest)
{
	int64_t number = frame_get_number(frame);
	if (number >= lowest && number <= highest)
		return number;
	frame_refuse(frame);
	return 0;
}

int64_t frame_get_number_up_to(struct frame_reader *frame, int64_t highest)
{
	return frame_get_number_between(frame, 0, highest);
}

bool frame_get_bool(struct frame_reader *frame)
{
	return frame_get_number_between(frame, 0, 1) == 1;
}

size_t frame_get_count(struct frame_reader *frame, size_t size)
{
	int64_t count = frame_get_number(frame);
	if (count >= 0 && (uint64_t)count <= left(frame) / size)
		return (size_t)count;
	frame_refuse(frame);
	return 0;
}

static uint32_t get_length(struct frame_reader *frame)
{
	uint32_t length = 0;
	const char *at = get_raw(frame, sizeof length);
	if (at)
		memcpy(&length, at, sizeof length);
	return length;
}

static struct bytes get_bytes(struct frame_reader *frame)
{
	uint32_t length = get_length(frame);
	if (!(length & TEXT_IS_IN_DOCUMENT)) {
		const char *at = get_raw(frame, length);
		return at && length > 0 ? (struct bytes){at, length} : (struct bytes){0};
	}
	uint32_t len = length & ~TEXT_IS_IN_DOCUMENT;
	uint32_t place = get_length(frame);
	if (frame->is_broken || place > frame->document.len || len > frame->document.len - place ||
		len > frame->document_left) {
		frame_refuse(frame);
		return (struct bytes){0};
	}
	frame->document_left -= len;
	return (struct bytes){frame->document.data + place, len};
}

struct foreign frame_get_text(struct frame_reader *frame)
{
	struct bytes bytes = get_bytes(frame);
	if (bytes_are_utf8(bytes))
		return (struct foreign){bytes.data, bytes.len};
	frame_refuse(frame);
	return (struct foreign){0};
}

uint64_t *frame_get_hashes(struct frame_reader *frame, size_t *count)
{
	*count = frame_get_count(frame, sizeof(uint64_t));
	uint64_t *hashes = arena_array(frame->arena, *count, sizeof *hashes);
	const char *at = get_raw(frame, *count * sizeof *hashes);
	if (at)
		memcpy(hashes, at, *count * sizeof *hashes);
	return hashes;
}

void frame_get_texts(struct frame_reader *frame, void *to, const size_t *offsets, size_t count)
{
	for (size_t i = 0; i < count; i++)
		*(struct foreign *)((char *)to + offsets[i]) = frame_get_text(frame);
}

struct foreign *frame_get_list(struct frame_reader *frame, size_t *count)
{
	*count = frame_get_count(frame, TEXT_SIZE_LEAST);
	struct foreign *texts = arena_array(frame->arena, *count, sizeof *texts);
	for (size_t i = 0; i < *count; i++)
		texts[i] = frame_get_text(frame);
	return texts;
}

bool frame_is_whole(const struct frame_reader *frame)
{
	return !frame->is_broken && frame->at == frame->end;
}
