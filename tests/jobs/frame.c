/* What crosses the pipe arrives as it was, and nothing impossible gets through. */
#include "src/jobs/frame.h"

#include <stdlib.h>

#include "src/jobs/work.h"
#include "tests/lib/check.h"

static const char PAGE[] =
	"<rss><item>The steppe is wide, and the sky above it wider.</item></rss>";

static struct bytes page(void)
{
	return (struct bytes){PAGE, sizeof PAGE - 1};
}

/* A feed with something in every kind of field. */
static struct feed sample_feed(struct arena *arena)
{
	struct feed feed = {.format = FEED_ATOM_10,
		.title = FOREIGN("Дала жаңалықтары"),
		.expired = TRISTATE_NO,
		.hints = {.interval_seconds = 1800, .skip_hours = 0x00C00003, .skip_days = 0x41}};
	feed.articles_count = 2;
	feed.articles = arena_array(arena, 2, sizeof *feed.articles);
	feed.articles[0] = (struct article){.id = FOREIGN("a:1"),
		.content_html = {PAGE + 11, 40},
		.bytes_hash = UINT64_MAX - 1,
		.published = 1649150000,
		.comments_count = -1};
	struct article *second = &feed.articles[1];
	second->id = FOREIGN("a:2");
	second->authors.count = 1;
	second->authors.items = arena_alloc(arena, sizeof(struct person));
	second->authors.items[0].name = FOREIGN("Абай");
	second->enclosures_count = 1;
	second->enclosures = arena_alloc(arena, sizeof(struct enclosure));
	second->enclosures[0] = (struct enclosure){
		FOREIGN("https://x.example/a.mp3"), FOREIGN("audio/mpeg"), FOREIGN(""), 12345, -1};
	feed.item_hashes_count = 2;
	feed.item_hashes = arena_array(arena, 2, sizeof *feed.item_hashes);
	feed.item_hashes[1] = 77;
	return feed;
}

/* The payload of an answer: the frame without its head. */
static struct bytes answer_payload(
	struct buffer *out, enum work work, const struct work_answer *answer)
{
	work_answer_encode(out, work, answer, page());
	size_t head = sizeof(struct frame_head);
	return (struct bytes){out->data + head, out->len - head};
}

static struct buffer pieces;
static size_t largest_piece;

static bool collect(struct bytes piece)
{
	largest_piece = piece.len > largest_piece ? piece.len : largest_piece;
	buffer_append(&pieces, piece.data, piece.len);
	return true;
}

static bool refuse(struct bytes piece)
{
	(void)piece;
	return false;
}

static void an_answer_in_pieces_is_the_same_answer(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	struct buffer whole = {0};
	struct work_answer sent = {.feed = sample_feed(arena)};
	sent.feed.item_hashes_count = 100000;
	sent.feed.item_hashes = arena_array(arena, 100000, sizeof *sent.feed.item_hashes);
	sent.feed.tags.count = 50000;
	sent.feed.tags.items = arena_array(arena, 50000, sizeof *sent.feed.tags.items);
	for (size_t i = 0; i < 50000; i++)
		sent.feed.tags.items[i] = FOREIGN("қазақ");
	work_answer_encode(&whole, WORK_PARSE, &sent, page());
	assert_true(work_answer_send(collect, WORK_PARSE, &sent, page()));
	assert_int_equal(pieces.len, whole.len);
	assert_memory_equal(pieces.data, whole.data, whole.len);
	assert_true(largest_piece < whole.len);
	assert_false(work_answer_send(refuse, WORK_PARSE, &sent, page()));
	buffer_done(&pieces);
	buffer_done(&whole);
	arena_free(arena);
}

static void a_feed_arrives_as_it_was(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	struct buffer out = {0};
	struct work_answer sent = {.feed = sample_feed(arena), .resident_kib = 4000}, got;
	struct bytes payload = answer_payload(&out, WORK_PARSE, &sent);
	assert_true(work_answer_decode(&got, arena, WORK_PARSE, payload, page()));
	assert_false(got.is_page);
	assert_int_equal(got.resident_kib, 4000);
	assert_int_equal(got.feed.format, FEED_ATOM_10);
	assert_text(got.feed.title, "Дала жаңалықтары");
	assert_int_equal(got.feed.expired, TRISTATE_NO);
	assert_int_equal(got.feed.hints.skip_hours, 0x00C00003);
	assert_int_equal(got.feed.hints.skip_days, 0x41);
	assert_int_equal(got.feed.articles_count, 2);
	const struct article *articles = got.feed.articles;
	assert_int_equal(articles[0].bytes_hash, UINT64_MAX - 1);
	assert_int_equal(articles[0].comments_count, -1);
	assert_text(articles[1].authors.items[0].name, "Абай");
	assert_int_equal(articles[1].enclosures[0].size_bytes, 12345);
	assert_int_equal(articles[1].enclosures[0].duration_seconds, -1);
	assert_int_equal(got.feed.item_hashes[1], 77);
	buffer_done(&out);
	arena_free(arena);
}

static void text_of_the_document_crosses_as_a_place(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	struct buffer out = {0};
	struct work_answer sent = {.feed = sample_feed(arena)}, got;
	struct bytes payload = answer_payload(&out, WORK_PARSE, &sent);
	assert_null(memmem(out.data, out.len, "The steppe is wide", 18));
	assert_true(work_answer_decode(&got, arena, WORK_PARSE, payload, page()));
	assert_ptr_equal(got.feed.articles[0].content_html.utf8, PAGE + 11);
	buffer_done(&out);
	arena_free(arena);
}

/* Eight bytes name all of it each time: a small frame could be a day's work to look at. */
static void a_document_shown_over_and_over_is_refused(void **state)
{
	(void)state;
	enum { TIMES = 64, LEN = 1 << 20 };
	struct arena *arena = arena_new();
	struct foreign document = {memset(arena_text(arena, LEN), 'x', LEN), LEN};
	struct foreign tags[TIMES];
	for (size_t i = 0; i < TIMES; i++)
		tags[i] = document;
	struct buffer out = {0};
	struct work_answer sent = {.feed.tags = {tags, 3}}, got;
	struct bytes whole = {document.utf8, LEN};
	size_t head = sizeof(struct frame_head);
	work_answer_encode(&out, WORK_PARSE, &sent, whole);
	assert_true(work_answer_decode(
		&got, arena, WORK_PARSE, (struct bytes){out.data + head, out.len - head}, whole));
	buffer_clear(&out);
	sent.feed.tags.count = TIMES;
	work_answer_encode(&out, WORK_PARSE, &sent, whole);
	assert_false(work_answer_decode(
		&got, arena, WORK_PARSE, (struct bytes){out.data + head, out.len - head}, whole));
	buffer_done(&out);
	arena_free(arena);
}

static void a_document_with_a_table_arrives_as_it_was(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	struct foreign link = FOREIGN("https://x.example/");
	struct span span = {.text = FOREIGN("cell"), .style = SPAN_BOLD, .link = 0, .image = -1};
	struct table_cell cell = {&span, 1, true, 2, 1};
	struct table_row row = {&cell, 1};
	struct table table = {&row, 1};
	struct block blocks[] = {
		{.kind = BLOCK_HEADING, .level = 2, .spans = &span, .spans_count = 1},
		{.kind = BLOCK_TABLE, .table = &table, .item_number = -3},
	};
	struct work_answer got;
	struct work_answer sent = {.document = {.blocks = blocks,
					   .blocks_count = 2,
					   .links = &link,
					   .links_count = 1,
					   .words = 1}};
	struct buffer out = {0};
	struct bytes payload = answer_payload(&out, WORK_DOCUMENT, &sent);
	assert_true(work_answer_decode(&got, arena, WORK_DOCUMENT, payload, page()));
	assert_int_equal(got.document.blocks_count, 2);
	assert_int_equal(got.document.blocks[0].level, 2);
	assert_int_equal(got.document.blocks[1].item_number, -3);
	const struct table_cell *read = &got.document.blocks[1].table->rows[0].cells[0];
	assert_true(read->is_header);
	assert_int_equal(read->columns, 2);
	assert_text(read->spans[0].text, "cell");
	assert_int_equal(read->spans[0].link, 0);
	buffer_done(&out);
	arena_free(arena);
}

static void a_link_outside_the_list_is_refused(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	struct span span = {.text = FOREIGN("x"), .link = 0, .image = -1};
	struct block block = {.spans = &span, .spans_count = 1};
	struct work_answer got;
	struct work_answer sent = {.document = {.blocks = &block, .blocks_count = 1}};
	struct buffer out = {0};
	struct bytes payload = answer_payload(&out, WORK_DOCUMENT, &sent);
	assert_false(work_answer_decode(&got, arena, WORK_DOCUMENT, payload, page()));
	buffer_done(&out);
	arena_free(arena);
}

static void a_failure_arrives_with_its_sentence(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	struct buffer out = {0};
	struct work_answer sent = {0}, got;
	error_set(&sent.error, ERROR_FORMAT, "this is not a feed");
	struct bytes payload = answer_payload(&out, WORK_PARSE, &sent);
	assert_true(work_answer_decode(&got, arena, WORK_PARSE, payload, page()));
	assert_int_equal(got.error.kind, ERROR_FORMAT);
	assert_string_equal(got.error.sentence, "this is not a feed");
	buffer_done(&out);
	arena_free(arena);
}

static void a_cut_answer_is_refused_wherever_it_is_cut(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	struct buffer out = {0};
	struct work_answer sent = {.feed = sample_feed(arena)}, got;
	struct bytes payload = answer_payload(&out, WORK_PARSE, &sent);
	for (size_t len = 0; len < payload.len; len++) {
		/* In memory of its own size, so that a sanitizer sees a step beyond. */
		char *copy = malloc(len > 0 ? len : 1);
		memcpy(copy, payload.data, len);
		assert_false(work_answer_decode(
			&got, arena, WORK_PARSE, (struct bytes){copy, len}, page()));
		free(copy);
	}
	buffer_done(&out);
	arena_free(arena);
}

static void no_changed_byte_leads_out_of_the_frame(void **state)
{
	(void)state;
	struct buffer out = {0};
	struct arena *arena = arena_new();
	struct work_answer sent = {.feed = sample_feed(arena)}, got;
	struct bytes payload = answer_payload(&out, WORK_PARSE, &sent);
	char *bytes = out.data + (payload.data - out.data);
	static const unsigned char FLIPS[] = {0x01, 0x80, 0xFF};
	for (size_t i = 0; i < payload.len; i++) {
		for (size_t flip = 0; flip < sizeof FLIPS; flip++) {
			struct arena *scratch = arena_new();
			bytes[i] ^= (char)FLIPS[flip];
			work_answer_decode(&got, scratch, WORK_PARSE, payload, page());
			bytes[i] ^= (char)FLIPS[flip];
			arena_free(scratch);
		}
	}
	assert_true(work_answer_decode(&got, arena, WORK_PARSE, payload, page()));
	buffer_done(&out);
	arena_free(arena);
}

static void bytes_that_are_no_utf8_are_refused(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	struct buffer out = {0};
	struct work_answer sent = {.extract = {.title = FOREIGN("The Title")}}, got;
	struct bytes payload = answer_payload(&out, WORK_EXTRACT, &sent);
	char *title = memmem(out.data, out.len, "Title", 5);
	assert_true(work_answer_decode(&got, arena, WORK_EXTRACT, payload, page()));
	*title = '\xFF';
	assert_false(work_answer_decode(&got, arena, WORK_EXTRACT, payload, page()));
	buffer_done(&out);
	arena_free(arena);
}

static void a_request_arrives_with_its_document(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	struct buffer out = {0};
	uint64_t known[] = {3, 5, 8};
	struct work_request sent = {.work = WORK_PARSE,
		.url = FOREIGN("https://x.example/feed"),
		.content_type = FOREIGN("text/xml"),
		.known_hashes = known,
		.known_hashes_count = 3,
		.document = page()};
	work_request_encode(&out, &sent);
	struct frame_head head;
	memcpy(&head, out.data, sizeof head);
	buffer_append(&out, PAGE, sizeof PAGE - 1);
	struct bytes payload = {out.data + sizeof head, out.len - sizeof head};
	assert_int_equal(head.len, payload.len);
	struct work_request got;
	assert_true(work_request_decode(&got, arena, head.kind, payload));
	assert_int_equal(got.work, WORK_PARSE);
	assert_text(got.url, "https://x.example/feed");
	assert_int_equal(got.known_hashes[2], 8);
	assert_text(got.document, PAGE);
	assert_false(work_request_decode(&got, arena, 99, payload));
	buffer_done(&out);
	arena_free(arena);
}

TEST_MAIN(TEST("a feed arrives as it was", a_feed_arrives_as_it_was),
	TEST("an answer in pieces is the same answer", an_answer_in_pieces_is_the_same_answer),
	TEST("text of the document crosses as a place", text_of_the_document_crosses_as_a_place),
	TEST("a document shown over and over is refused",
		a_document_shown_over_and_over_is_refused),
	TEST("a document with a table arrives as it was",
		a_document_with_a_table_arrives_as_it_was),
	TEST("a link outside the list is refused", a_link_outside_the_list_is_refused),
	TEST("a failure arrives with its sentence", a_failure_arrives_with_its_sentence),
	TEST("a cut answer is refused wherever it is cut",
		a_cut_answer_is_refused_wherever_it_is_cut),
	TEST("no changed byte leads out of the frame", no_changed_byte_leads_out_of_the_frame),
	TEST("bytes that are no UTF-8 are refused", bytes_that_are_no_utf8_are_refused),
	TEST("a request arrives with its document", a_request_arrives_with_its_document))
