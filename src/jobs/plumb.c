/* The plumbing commands: the document is read in a forked child that locks itself
 * in as worker processes do.  A fork and not a new program, since a command that
 * has no threads can, and scripts run it thousands of times. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "feeds/json_feed.h"
#include "src/base/words.h"
#include "src/jobs/jobs.h"
#include "src/jobs/sandbox.h"
#include "src/jobs/work.h"

static const enum work WORKS[] = {
	[PLUMBING_PARSE_JSON] = WORK_JSON,
	[PLUMBING_EXTRACT] = WORK_EXTRACT,
	[PLUMBING_DOCUMENT] = WORK_DOCUMENT,
};

/* ---- the child ---- */

static void send(struct buffer *text)
{
	for (size_t done = 0; done < text->len;) {
		ssize_t put = write(STDOUT_FILENO, text->data + done, text->len - done);
		if (put < 0 && errno == EINTR)
			continue;
		if (put <= 0)
			_exit(1);
		done += (size_t)put;
	}
	buffer_clear(text);
}

static void answer_in_child(int to, const struct work_request *request)
{
	/* The sandbox closes all but the standard descriptors. */
	dup2(to, STDOUT_FILENO);
	sandbox_enter();
	sandbox_limit_one_document();
	struct arena *arena = arena_new();
	struct work_answer answer;
	work_do(&answer, arena, request);
	struct buffer out = {0};
	work_answer_encode(&out, request->work, &answer, request->document);
	send(&out);
	if (request->work == WORK_JSON && answer.error.kind == ERROR_NONE) {
		json_feed_write(&out, &answer.feed, send);
		send(&out);
	}
	_exit(0);
}

/* ---- the parent ---- */

static void read_all(int from, struct buffer *in, size_t limit)
{
	while (in->len <= limit) {
		ssize_t got = read(from, buffer_reserve(in, 65536), 65536);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return;
		in->len += (size_t)got;
	}
}

/* JSON follows its frame, item by item; all else is in the frame. */
static bool decode(struct work_answer *answer, struct foreign *json, struct arena *arena,
	struct buffer *frame, const struct work_request *request)
{
	struct frame_head head;
	if (frame->len < sizeof head)
		return false;
	memcpy(&head, frame->data, sizeof head);
	struct bytes payload = {frame->data + sizeof head, frame->len - sizeof head};
	arena_adopt(arena, buffer_take(frame));
	if (head.magic != FRAME_MAGIC || head.kind != request->work || head.len > payload.len)
		return false;
	struct bytes rest = {payload.data + head.len, payload.len - head.len};
	payload.len = head.len;
	*json = (struct foreign){rest.data, rest.len};
	if (rest.len > 0 && (request->work != WORK_JSON || !bytes_are_utf8(rest)))
		return false;
	return work_answer_decode(answer, arena, request->work, payload, request->document);
}

/* False when it was killed, or ended before all was said. */
static bool bury(pid_t child)
{
	int status = 0;
	kill(child, SIGKILL);
	while (waitpid(child, &status, 0) < 0 && errno == EINTR)
		;
	return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static bool ask_child(struct work_answer *answer, struct foreign *json, struct arena *arena,
	const struct work_request *request, struct error *error)
{
	int ends[2];
	if (pipe2(ends, O_CLOEXEC) != 0)
		return error_set(error, ERROR_WORKER, _("no worker process: %s"), strerror(errno));
	pid_t child = fork();
	if (child == 0)
		answer_in_child(ends[1], request);
	close(ends[1]);
	struct buffer frame = {0};
	size_t limit = FRAME_ANSWER_LIMIT(request->document.len);
	if (child > 0)
		read_all(ends[0], &frame, limit);
	close(ends[0]);
	bool is_read = child > 0 && bury(child) && frame.len <= limit &&
		       decode(answer, json, arena, &frame, request);
	buffer_done(&frame);
	return is_read || error_set(error, ERROR_WORKER, _("reading it broke the worker process"));
}

bool jobs_plumb(struct plumbing_answer *out, struct arena *arena, const struct plumbing_job *job,
	struct error *error)
{
	struct work_request request = {.work = WORKS[job->kind],
		.url = job->url,
		.content_type = job->content_type,
		.known_hashes = job->hidden,
		.known_hashes_count = job->hidden_count,
		.document = job->input};
	struct work_answer answer;
	struct foreign json;
	if (job->input.len > FETCH_BODY_LIMIT)
		return error_set(
			error, ERROR_LIMIT, _("it is larger than %u MiB"), FETCH_BODY_LIMIT >> 20);
	if (!ask_child(&answer, &json, arena, &request, error))
		return false;
	if (answer.error.kind != ERROR_NONE) {
		*error = answer.error;
		return false;
	}
	*out = (struct plumbing_answer){
		.json = json, .extract = answer.extract, .document = answer.document};
	return true;
}
