/* The worker's side of the pipe: one document in, one answer out, until standard
 * input ends.  Whatever an outlet sent is read here and nowhere else; a crash
 * here costs one feed. */
#include <errno.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

#include "feeds/encoding.h"
#include "feeds/habits.h"
#include "feeds/parse.h"
#include "feeds/repeats.h"
#include "src/base/words.h"
#include "src/jobs/jobs.h"
#include "src/jobs/sandbox.h"
#include "src/jobs/work.h"

/* A request is the document, and next to it addresses and hashes. */
#define REQUEST_LIMIT ((uint64_t)FETCH_BODY_LIMIT + (4u << 20))

/* So much of the sentence about a page is for the addresses of its feeds. */
#define PAGE_FEEDS_LENGTH 180

/* ---- the work ---- */

static struct foreign page_text(struct arena *arena, const struct work_request *request)
{
	struct decoded decoded;
	encoding_decode(&decoded, arena, request->document, request->content_type, ENCODING_HTML);
	return decoded.text;
}

/* <item/>: nobody could read or open it. */
static bool is_empty(const struct article *article)
{
	return article->title.len + article->url.len + article->summary.len +
			       article->content_html.len + article->content_text.len ==
		       0 &&
	       article->enclosures_count == 0;
}

static void drop_empty(struct feed *feed)
{
	size_t kept = 0;
	for (size_t i = 0; i < feed->articles_count; i++)
		if (!is_empty(&feed->articles[i]))
			feed->articles[kept++] = feed->articles[i];
	feed->articles_count = kept;
}

static void do_parse(
	struct work_answer *answer, struct arena *arena, const struct work_request *request)
{
	struct parse_options options = {.url = request->url,
		.content_type = request->content_type,
		.known_hashes = request->known_hashes,
		.known_hashes_count = request->known_hashes_count};
	struct error *error = &answer->error;
	enum parse_result result =
		feed_parse(&answer->feed, arena, request->document, &options, error);
	answer->is_page = result == PARSE_PAGE;
	if (result == PARSE_FEED && request->work == WORK_PARSE) {
		drop_empty(&answer->feed);
		habits_learn_feed(&answer->feed, arena);
	}
	if (answer->is_page) {
		/* A page is an answer: whoever asked decides whether it will do. */
		*error = (struct error){0};
		discover_in_page(&answer->links, arena, page_text(arena, request), request->url);
	}
	if (result == PARSE_FAILED && error->kind == ERROR_NONE)
		error_set(error, ERROR_FORMAT, _("this is not a feed"));
}

static void do_extract(
	struct work_answer *answer, struct arena *arena, const struct work_request *request)
{
	struct foreign text = page_text(arena, request);
	if (!extract_article(&answer->extract, arena, text, request->url, &answer->error) &&
		answer->error.kind == ERROR_NONE)
		error_set(&answer->error, ERROR_FORMAT, _("there is no article in this page"));
}

static void do_document(
	struct work_answer *answer, struct arena *arena, const struct work_request *request)
{
	struct foreign text = foreign_from_bytes(arena, request->document);
	if (document_from_html(&answer->document, arena, text, request->url, &answer->error))
		repeats_hide(&answer->document, arena, request->known_hashes,
			request->known_hashes_count);
}

/* As many of the page's feeds as one sentence holds. */
static void tell_of_page(struct error *error, const struct feed_links *links)
{
	struct buffer names = {0};
	size_t named = 0;
	for (; named < links->count; named++) {
		struct foreign url = links->items[named].url;
		if (named > 0 && names.len + url.len > PAGE_FEEDS_LENGTH)
			break;
		buffer_printf(&names, "%s%.*s", named > 0 ? ", " : "", (int)url.len, url.utf8);
	}
	if (links->count == 0)
		error_set(error, ERROR_FORMAT, _("this is a web page, and it names no feed"));
	else if (links->count == 1)
		error_set(error, ERROR_FORMAT, _("this is a web page; its feed is %s"), names.data);
	else if (named == links->count)
		error_set(
			error, ERROR_FORMAT, _("this is a web page; its feeds are %s"), names.data);
	else
		error_set(error, ERROR_FORMAT,
			_("this is a web page; its feeds are %s and %zu more"), names.data,
			links->count - named);
	buffer_done(&names);
}

static void do_json(
	struct work_answer *answer, struct arena *arena, const struct work_request *request)
{
	do_parse(answer, arena, request);
	if (answer->error.kind == ERROR_NONE && answer->is_page)
		tell_of_page(&answer->error, &answer->links);
}

typedef void work_function(
	struct work_answer *answer, struct arena *arena, const struct work_request *request);

static work_function *const WORKS[] = {
	[WORK_PARSE] = do_parse,
	[WORK_EXTRACT] = do_extract,
	[WORK_DOCUMENT] = do_document,
	[WORK_JSON] = do_json,
};

void work_do(struct work_answer *answer, struct arena *arena, const struct work_request *request)
{
	*answer = (struct work_answer){0};
	WORKS[request->work](answer, arena, request);
	struct rusage usage;
	if (getrusage(RUSAGE_SELF, &usage) == 0)
		answer->resident_kib = (size_t)usage.ru_maxrss;
}

/* ---- the pipe ---- */

/* False when standard input ends or breaks first. */
static bool read_whole(void *to, size_t len)
{
	for (size_t done = 0; done < len;) {
		ssize_t got = read(STDIN_FILENO, (char *)to + done, len - done);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return false;
		done += (size_t)got;
	}
	return true;
}

static bool send_piece(struct bytes piece)
{
	for (size_t done = 0; done < piece.len;) {
		ssize_t put = write(STDOUT_FILENO, piece.data + done, piece.len - done);
		if (put < 0 && errno == EINTR)
			continue;
		if (put <= 0)
			return false;
		done += (size_t)put;
	}
	return true;
}

static bool read_request(struct buffer *payload, uint32_t *kind)
{
	struct frame_head head;
	if (!read_whole(&head, sizeof head) || head.magic != FRAME_MAGIC ||
		head.len > REQUEST_LIMIT)
		return false;
	*kind = head.kind;
	buffer_clear(payload);
	if (!read_whole(buffer_reserve(payload, head.len), head.len))
		return false;
	payload->len = head.len;
	return true;
}

static bool answer_request(struct arena *arena, uint32_t kind, const struct buffer *payload)
{
	struct work_request request;
	if (!work_request_decode(
		    &request, arena, kind, (struct bytes){payload->data, payload->len}))
		return false;
	struct work_answer answer;
	sandbox_limit_one_document();
	work_do(&answer, arena, &request);
	return work_answer_send(send_piece, request.work, &answer, request.document);
}

int worker_main(bool is_locked_in)
{
	if (is_locked_in)
		sandbox_enter();
	else
		sandbox_limit();
	struct buffer payload = {0};
	struct arena *arena = arena_new();
	uint32_t kind;
	while (read_request(&payload, &kind) && answer_request(arena, kind, &payload))
		arena_reset(arena);
	arena_free(arena);
	buffer_done(&payload);
	return EXIT_SUCCESS;
}
