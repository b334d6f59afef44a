/* What holds of the words of a wrapped page at every width: none is lost, each keeps its
 * number, all are found. */
#include "ui/wrap.h"

#include "src/base/buffer.h"
#include "src/base/random.h"
#include "tests/lib/check.h"
#include "tests/ui/spans.h"

static struct arena *arena;

static const struct safe *some_words(size_t *count)
{
	static const struct safe words[] = {{"Astana ", 7}, {"и ", 3}, {"日本", 6}, {"a", 1},
		{" ", 1}, {"совершеннолетие ", 31},
		{"https://example.org/a/very/long/address ", 40}, {"👍 ", 5}, {"e\u0301 ", 4},
		{"can’t ", 8}, {"— ", 4}, {"\n", 1}, {"ไทย", 9}};
	*count = sizeof words / sizeof *words;
	return words;
}

static void add_unblank(struct buffer *out, struct safe text)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.utf8[i] != ' ' && text.utf8[i] != '\n')
			buffer_append_char(out, text.utf8[i]);
}

static struct page_block random_block(struct random *random, struct buffer *words)
{
	size_t count, spans_count = random_below(random, 30);
	const struct safe *some = some_words(&count);
	struct page_span *spans = arena_array(arena, spans_count + 1, sizeof *spans);
	for (size_t i = 0; i < spans_count; i++) {
		spans[i] = (struct page_span){some[random_below(random, (uint32_t)count)], 0, -1};
		add_unblank(words, spans[i].text);
	}
	return (struct page_block){
		.kind = random_below(random, 8) == 0 ? PAGE_PREFORMATTED : PAGE_PARAGRAPH,
		.quote_depth = (uint8_t)random_below(random, 4),
		.list_depth = (uint8_t)random_below(random, 12),
		.starts_item = random_below(random, 2) == 0,
		.is_ordered = random_below(random, 2) == 0,
		.item_number = (int32_t)random_below(random, 2000),
		.spans = spans,
		.spans_count = spans_count,
	};
}

static void check_lines(const struct wrapped *wrapped, const struct buffer *words, int columns)
{
	struct buffer shown = {0};
	buffer_append(&shown, "", 0);
	for (size_t i = 0; i < wrapped->lines_count; i++) {
		const struct wrap_line *line = &wrapped->lines[i];
		assert_true(line->columns <= columns || columns < 14);
		assert_true(i == 0 || line->word >= line[-1].word);
		for (size_t r = 0; r < line->runs_count; r++)
			if (line->runs[r].role < WRAP_ADDED)
				add_unblank(&shown, line->runs[r].text);
	}
	assert_int_equal(shown.len, words->len);
	assert_memory_equal(shown.data, words->data, words->len);
	buffer_done(&shown);
}

static void no_word_is_lost_or_doubled(void **state)
{
	(void)state;
	struct random random = {.state = 7};
	for (int round = 0; round < 300; round++) {
		struct page_block blocks[6];
		struct buffer words = {0};
		buffer_append(&words, "", 0);
		for (int i = 0; i < 6; i++)
			blocks[i] = random_block(&random, &words);
		struct page page = {.blocks = blocks, .blocks_count = 6};
		int columns = 4 + (int)random_below(&random, 90);
		struct wrap_settings settings = {.columns = columns};
		struct wrapped *wrapped = wrap_page(&page, &settings);
		check_lines(wrapped, &words, columns);
		wrapped_free(wrapped);
		buffer_done(&words);
		arena_reset(arena);
	}
}

static void words_keep_their_number_at_every_width(void **state)
{
	(void)state;
	struct page_block block = {
		SPANS(WORDS("one two three four five six seven eight nine ten"))};
	struct page page = {.blocks = &block, .blocks_count = 1};
	for (int columns = 5; columns < 50; columns++) {
		struct wrapped *wrapped =
			wrap_page(&page, &(struct wrap_settings){.columns = columns});
		for (size_t i = 0; i < wrapped->lines_count; i++)
			if (safe_equal(
				    safe_part(wrapped->lines[i].runs[0].text, 0, 5), SAFE("seven")))
				assert_int_equal(wrapped->lines[i].word, 6);
		wrapped_free(wrapped);
	}
}

static void search_finds_across_lines_and_cases(void **state)
{
	(void)state;
	struct page_block block = {SPANS(WORDS("Нур-Султан is now"),
		{SAFE(" called"), PAGE_BOLD, -1}, WORDS(" Astana. НУР-СУЛТАН IS NOW old."))};
	struct page page = {.blocks = &block, .blocks_count = 1};
	struct wrapped *wrapped = wrap_page(&page, &(struct wrap_settings){.columns = 14});
	struct wrap_matches matches;
	wrap_find(&matches, wrapped->arena, wrapped, SAFE("нур-султан is now"));
	assert_int_equal(matches.count, 2);
	assert_true(matches.parts_count > 2);
	assert_int_equal(matches.lines[0], 0);
	wrap_find(&matches, wrapped->arena, wrapped, SAFE("now called"));
	assert_int_equal(matches.count, 1);
	wrap_find(&matches, wrapped->arena, wrapped, SAFE("nowhere"));
	assert_int_equal(matches.count, 0);
	wrapped_free(wrapped);
}

int main(void)
{
	arena = arena_new();
	const struct CMUnitTest tests[] = {
		TEST("no word is lost or doubled at any width", no_word_is_lost_or_doubled),
		TEST("words keep their number at every width",
			words_keep_their_number_at_every_width),
		TEST("search finds across lines and cases", search_finds_across_lines_and_cases),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	arena_free(arena);
	return failed;
}
