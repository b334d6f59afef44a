#include "src/jobs/work.h"

#include <string.h>

static void put_head(struct buffer *out, uint32_t kind, uint64_t len)
{
	struct frame_head head = {.magic = FRAME_MAGIC, .kind = kind, .len = len};
	buffer_append(out, &head, sizeof head);
}

/* The frame in `frame` gets its head, `more` bytes follow it by another way. */
static void set_head(struct frame_writer *frame, uint32_t kind, uint64_t more)
{
	struct frame_head head = {
		.magic = FRAME_MAGIC, .kind = kind, .len = frame->bytes.len - sizeof head + more};
	memcpy(frame->bytes.data, &head, sizeof head);
}

/* ---- the request ---- */

void work_request_encode(struct buffer *out, const struct work_request *request)
{
	struct frame_writer frame = {.bytes = *out};
	put_head(&frame.bytes, 0, 0);
	frame_put_text(&frame, request->url);
	frame_put_text(&frame, request->content_type);
	frame_put_hashes(&frame, request->known_hashes, request->known_hashes_count);
	set_head(&frame, request->work, request->document.len);
	*out = frame.bytes;
}

bool work_request_decode(
	struct work_request *request, struct arena *arena, uint32_t kind, struct bytes payload)
{
	if (kind > WORK_JSON)
		return false;
	struct frame_reader frame = {
		.at = payload.data, .end = payload.data + payload.len, .arena = arena};
	*request = (struct work_request){.work = (enum work)kind};
	request->url = frame_get_text(&frame);
	request->content_type = frame_get_text(&frame);
	request->known_hashes = frame_get_hashes(&frame, &request->known_hashes_count);
	request->document = (struct bytes){frame.at, (size_t)(frame.end - frame.at)};
	return !frame.is_broken;
}

/* ---- the answer ---- */

static void put_answer(struct frame_writer *frame, enum work work, const struct work_answer *answer)
{
	switch (work) {
	case WORK_PARSE:
		frame_put_number(frame, answer->is_page);
		if (answer->is_page)
			frame_put_links(frame, &answer->links);
		else
			frame_put_feed(frame, &answer->feed);
		return;
	case WORK_EXTRACT:
		frame_put_extract(frame, &answer->extract);
		return;
	case WORK_DOCUMENT:
		frame_put_document(frame, &answer->document);
		return;
	case WORK_JSON: /* plumb.c sends it behind the frame */
		return;
	}
}

static void put_payload(
	struct frame_writer *frame, enum work work, const struct work_answer *answer)
{
	frame_put_number(frame, (int64_t)answer->resident_kib);
	frame_put_number(frame, answer->error.kind);
	if (answer->error.kind != ERROR_NONE)
		frame_put_bytes(frame,
			(struct bytes){answer->error.sentence, strlen(answer->error.sentence)});
	else
		put_answer(frame, work, answer);
}

void work_answer_encode(
	struct buffer *out, enum work work, const struct work_answer *answer, struct bytes document)
{
	struct frame_writer frame = {.bytes = *out, .document = document};
	put_head(&frame.bytes, 0, 0);
	put_payload(&frame, work, answer);
	set_head(&frame, work, 0);
	*out = frame.bytes;
}

bool work_answer_send(
	frame_send *send, enum work work, const struct work_answer *answer, struct bytes document)
{
	struct frame_writer count = {.only_counts = true, .document = document};
	put_payload(&count, work, answer);
	struct frame_writer frame = {.send = send, .document = document};
	put_head(&frame.bytes, work, count.len);
	put_payload(&frame, work, answer);
	frame_flush(&frame);
	buffer_done(&frame.bytes);
	return !frame.is_broken;
}

static void get_answer(struct frame_reader *frame, enum work work, struct work_answer *answer)
{
	switch (work) {
	case WORK_PARSE:
		answer->is_page = frame_get_bool(frame);
		if (answer->is_page)
			frame_get_links(frame, &answer->links);
		else
			frame_get_feed(frame, &answer->feed);
		return;
	case WORK_EXTRACT:
		frame_get_extract(frame, &answer->extract);
		return;
	case WORK_DOCUMENT:
		frame_get_document(frame, &answer->document);
		return;
	case WORK_JSON:
		return;
	}
}

static void get_error(struct frame_reader *frame, struct error *error)
{
	struct foreign sentence = frame_get_text(frame);
	if (sentence.len >= sizeof error->sentence) {
		frame_refuse(frame);
		return;
	}
	memcpy(error->sentence, sentence.len > 0 ? sentence.utf8 : "", sentence.len);
	error->sentence[sentence.len] = '\0';
}

bool work_answer_decode(struct work_answer *answer, struct arena *arena, enum work work,
	struct bytes payload, struct bytes document)
{
	struct frame_reader frame = {.at = payload.data,
		.end = payload.data + payload.len,
		.document = document,
		.document_left = FRAME_ANSWER_LIMIT(document.len),
		.arena = arena};
	*answer = (struct work_answer){0};
	answer->resident_kib = (size_t)frame_get_number_up_to(&frame, INT32_MAX);
	answer->error.kind = (enum error_kind)frame_get_number_up_to(&frame, ERROR_WORKER);
	if (answer->error.kind != ERROR_NONE)
		get_error(&frame, &answer->error);
	else
		get_answer(&frame, work, answer);
	return frame_is_whole(&frame);
}
