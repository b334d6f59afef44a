/* [curl] Room for bodies. */
#include "feeds/fetch_transfer.h"

#include "src/base/clock.h"

/* What feeds commonly have: a body counts for it before its size is known, or
 * too many would begin at once. */
enum { COMMON_BODY = 192 << 10, SLOW_MS = 1000 };

static size_t room_taken(const struct transfer *transfer)
{
	size_t len = transfer->response->body.len;
	bool is_common = transfer->is_admitted && !transfer->is_slow && len < COMMON_BODY;
	return is_common ? COMMON_BODY : len;
}

static bool has_room(const struct transfer *transfer, size_t more)
{
	const struct transfer_world *world = transfer->world;
	size_t wanted = world->bytes_in_flight + more;
	if (transfer->is_admitted)
		return wanted <= FETCH_TOTAL_LIMIT || !transfer->previous;
	return wanted <= world->room || (world->bytes_in_flight == 0 && world->room > 0);
}

bool room_admit(struct transfer *transfer, size_t more)
{
	size_t before = room_taken(transfer);
	if (!has_room(transfer, transfer->is_admitted ? more : COMMON_BODY))
		return false;
	if (!transfer->is_admitted) {
		transfer->admitted_ms = clock_monotonic_ms();
		transfer->world->admitted++;
	}
	transfer->is_admitted = true;
	transfer->world->bytes_in_flight += room_taken(transfer) - before;
	return true;
}

void room_give_way(struct transfer *transfer, int64_t now_ms)
{
	if (!transfer->is_admitted || transfer->is_slow || now_ms - transfer->admitted_ms < SLOW_MS)
		return;
	transfer->world->bytes_in_flight -= room_taken(transfer);
	transfer->is_slow = true;
	transfer->world->bytes_in_flight += room_taken(transfer);
}

void room_release(struct transfer *transfer)
{
	transfer->world->bytes_in_flight -= room_taken(transfer);
	transfer->world->admitted -= transfer->is_admitted;
	transfer->is_admitted = transfer->is_slow = false;
}

void room_stop_clock(struct transfer *transfer)
{
	transfer->is_paused = true;
	transfer->paused_ms = clock_monotonic_ms();
	curl_easy_setopt(transfer->easy, CURLOPT_TIMEOUT_MS, 0L);
}

void room_pause(struct transfer *transfer)
{
	room_stop_clock(transfer);
	/* Of one direction alone libcurl 7.88 would read on at once. */
	curl_easy_pause(transfer->easy, CURLPAUSE_ALL);
}

bool room_resume(struct transfer *transfer)
{
	int64_t now_ms = clock_monotonic_ms();
	transfer->is_paused = false;
	transfer->started_ms += now_ms - transfer->paused_ms;
	curl_easy_setopt(transfer->easy, CURLOPT_TIMEOUT_MS,
		(long)(now_ms - transfer->hop_ms) + transfer_milliseconds_left(transfer));
	if (curl_easy_pause(transfer->easy, CURLPAUSE_CONT) == CURLE_OK)
		return true;
	transfer->stop = STOP_TOO_LARGE;
	return false;
}

void room_append(struct transfer *transfer, struct bytes more)
{
	size_t before = room_taken(transfer);
	buffer_append(&transfer->response->body, more.data, more.len);
	transfer->world->bytes_in_flight += room_taken(transfer) - before;
}
