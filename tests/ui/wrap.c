/* Pages of safe text -> lines: what stands where. */
#include "ui/wrap.h"

#include <stdlib.h>

#include "src/base/buffer.h"
#include "tests/lib/check.h"
#include "tests/ui/spans.h"

static struct arena *arena;

#define CELL(text)                                                \
	{                                                         \
		(struct page_span[]){WORDS(text)}, 1, false, 1, 1 \
	}
#define HEAD(text)                                               \
	{                                                        \
		(struct page_span[]){WORDS(text)}, 1, true, 1, 1 \
	}

static void assert_lines(struct page page, int columns, const char *expected)
{
	struct wrap_settings settings = {.columns = columns, .with_addresses = true};
	struct wrapped *wrapped = wrap_page(&page, &settings);
	struct buffer text = {0};
	for (size_t i = 0; i < wrapped->lines_count; i++) {
		struct safe line = wrap_line_text(arena, &wrapped->lines[i]);
		buffer_append(&text, line.utf8, line.len);
		buffer_append_char(&text, '\n');
	}
	buffer_append_char(&text, '\0');
	assert_string_equal(text.data, expected);
	buffer_done(&text);
	wrapped_free(wrapped);
}

#define ASSERT_LINES(columns, expected, ...)                                               \
	do {                                                                               \
		struct page_block blocks[] = {__VA_ARGS__};                                \
		struct page page = {                                                       \
			.blocks = blocks, .blocks_count = sizeof blocks / sizeof *blocks}; \
		assert_lines(page, columns, expected);                                     \
	} while (0)

static void paragraphs_break_between_words(void **state)
{
	(void)state;
	ASSERT_LINES(20, "Almaty opens a\nsecond line.\n\nIt is long.\n",
		{SPANS(WORDS("Almaty opens a second line."))}, {SPANS(WORDS("It is long."))});
}

static void scripts_without_blanks_break_too(void **state)
{
	(void)state;
	ASSERT_LINES(10, "日本語の文\n章です。\n", {SPANS(WORDS("日本語の文章です。"))});
}

static void a_word_wider_than_the_screen_is_cut(void **state)
{
	(void)state;
	ASSERT_LINES(6, "abcdef\nghijkl\nm\n", {SPANS(WORDS("abcdefghijklm"))});
}

static void no_break_spaces_hold(void **state)
{
	(void)state;
	ASSERT_LINES(
		12, "The year\n2022\u00A0годa x\n", {SPANS(WORDS("The year 2022\u00A0годa x"))});
	ASSERT_LINES(8, "one\u00A0two\u00A0\nthree\n", {SPANS(WORDS("one\u00A0two\u00A0three"))});
}

static void lists_have_markers_and_hanging_lines(void **state)
{
	(void)state;
	ASSERT_LINES(16, "• one two three\n  four\n  ◦ inner\n• last\n",
		{.list_depth = 1, .starts_item = true, SPANS(WORDS("one two three four"))},
		{.list_depth = 2, .starts_item = true, SPANS(WORDS("inner"))},
		{.list_depth = 1, .starts_item = true, SPANS(WORDS("last"))});
}

static void numbers_of_a_list_make_room(void **state)
{
	(void)state;
	ASSERT_LINES(12, "9. nine\n10. ten and\n    more\n",
		{.list_depth = 1,
			.starts_item = true,
			.is_ordered = true,
			.item_number = 9,
			SPANS(WORDS("nine"))},
		{.list_depth = 1,
			.starts_item = true,
			.is_ordered = true,
			.item_number = 10,
			SPANS(WORDS("ten and more"))});
}

static void quotes_carry_a_bar(void **state)
{
	(void)state;
	ASSERT_LINES(12, "│ a quote of\n│ two lines\n",
		{.quote_depth = 1, SPANS(WORDS("a quote of two lines"))});
}

static void code_is_cut_and_goes_on(void **state)
{
	(void)state;
	ASSERT_LINES(12, "  int main(v\n↪ oid);\n  x\n",
		{.kind = PAGE_PREFORMATTED, SPANS(WORDS("int main(void);\nx"))});
	ASSERT_LINES(12, "  return of\n↪ rivers\n",
		{.kind = PAGE_PREFORMATTED, SPANS(WORDS("return of rivers"))});
}

static void tabs_reach_the_next_stop(void **state)
{
	(void)state;
	ASSERT_LINES(40, "  a       b\n          c\n",
		{.kind = PAGE_PREFORMATTED, SPANS(WORDS("a\tb\n\tc\n"))});
}

static void links_become_footnotes(void **state)
{
	(void)state;
	struct page_block block = {
		SPANS(WORDS("See "), {SAFE("the plan"), 0, 0}, WORDS(", please."))};
	struct safe links[] = {SAFE("https://example.org/plan")};
	struct page page = {&block, 1, links, 1, 4};
	assert_lines(page, 60, "See the plan[1], please.\n\n[1] https://example.org/plan\n");
}

#define TABLE_OF_CITIES                                                                       \
	{                                                                                     \
		.kind = PAGE_TABLE, .rows_count = 3, .rows = (struct page_row[])              \
		{                                                                             \
			{(struct page_cell[]){HEAD("City"), HEAD("People")}, 2},              \
				{(struct page_cell[]){CELL("Astana"), CELL("1 350 000")}, 2}, \
				{(struct page_cell[]){CELL("Almaty"), CELL("2 200 000")}, 2}, \
		}                                                                             \
	}

static void a_table_that_fits_stands_in_columns(void **state)
{
	(void)state;
	ASSERT_LINES(40,
		"City    People\n──────  ─────────\nAstana  1 350 000\nAlmaty  2 200 000\n",
		TABLE_OF_CITIES);
}

static void a_table_wraps_its_cells(void **state)
{
	(void)state;
	ASSERT_LINES(14,
		"City    People\n──────  ──────\nAstana  1 350\n        000\n"
		"Almaty  2 200\n        000\n",
		TABLE_OF_CITIES);
}

/* The long column would take nearly all of what is left over. */
static void numbers_stay_whole_beside_a_long_column(void **state)
{
	(void)state;
	ASSERT_LINES(24,
		"City       Note\n─────────  ─────────────\n2 200 000  The city has\n"
		"           a second line\n           of the metro\n           since this\n"
		"           morning.\n",
		{.kind = PAGE_TABLE,
			.rows_count = 2,
			.rows = (struct page_row[]){
				{(struct page_cell[]){HEAD("City"), HEAD("Note")}, 2},
				{(struct page_cell[]){CELL("2 200 000"),
					 CELL("The city has a second line of the metro since "
					      "this morning.")},
					2},
			}});
}

/* Not all fits unbroken: the name gives way before the number does. */
static void short_words_give_way_to_numbers(void **state)
{
	(void)state;
	ASSERT_LINES(17, "Nur-    2 200 000\nSultan\n",
		{.kind = PAGE_TABLE,
			.rows_count = 1,
			.rows = (struct page_row[]){
				{(struct page_cell[]){CELL("Nur-Sultan"), CELL("2 200 000")}, 2},
			}});
}

static void a_table_too_wide_turns_into_a_list(void **state)
{
	(void)state;
	ASSERT_LINES(11,
		"City\nPeople\n\nCity:\nAstana\nPeople: 1\n350 000\n\nCity:\nAlmaty\n"
		"People: 2\n200 000\n",
		TABLE_OF_CITIES);
}

/* One row of many cells above many rows of one: a grid would be all but empty. */
static void a_table_of_empty_places_takes_little_memory(void **state)
{
	(void)state;
	enum { ROWS = 20000, COLUMNS = 64, A_ROW = 2048 };
	struct page_cell wide[COLUMNS], one = CELL("a");
	struct page_row *rows = calloc(ROWS, sizeof *rows);
	for (size_t i = 0; i < COLUMNS; i++)
		wide[i] = one;
	for (size_t i = 0; i < ROWS; i++)
		rows[i] = (struct page_row){&one, 1};
	rows[0] = (struct page_row){wide, COLUMNS};
	struct page_block block = {.kind = PAGE_TABLE, .rows = rows, .rows_count = ROWS};
	struct page page = {.blocks = &block, .blocks_count = 1};
	struct wrapped *wrapped = wrap_page(&page, &(struct wrap_settings){.columns = 80});
	assert_true(arena_size(wrapped->arena) < (size_t)ROWS * A_ROW);
	wrapped_free(wrapped);
	free(rows);
}

static void right_to_left_paragraphs_stand_right(void **state)
{
	(void)state;
	ASSERT_LINES(12, "        שלום\n", {.is_right_to_left = true, SPANS(WORDS("שלום"))});
	ASSERT_LINES(12, "      שלום •\n",
		{.is_right_to_left = true,
			.list_depth = 1,
			.starts_item = true,
			SPANS(WORDS("שלום"))});
	ASSERT_LINES(12, "      שלום │\n",
		{.is_right_to_left = true, .quote_depth = 1, SPANS(WORDS("שלום"))});
}

static void images_powers_and_readings_are_said(void **state)
{
	(void)state;
	ASSERT_LINES(60, "[image: A map] 10⁶ x^n 漢字(かんじ)\n",
		{SPANS({SAFE("A map"), PAGE_IMAGE, -1}, WORDS(" 10"),
			{SAFE("6"), PAGE_SUPERSCRIPT, -1}, WORDS(" x"),
			{SAFE("n"), PAGE_SUPERSCRIPT, -1}, WORDS(" 漢字"),
			{SAFE("かんじ"), PAGE_RUBY, -1})});
}

static void notes_are_raised_without_brackets(void **state)
{
	(void)state;
	ASSERT_LINES(60, "One¹² two[1][2] x[a]\n",
		{SPANS(WORDS("One"), {SAFE("[12]"), PAGE_SUPERSCRIPT, -1}, WORDS(" two"),
			{SAFE("[1]"), PAGE_SUPERSCRIPT, -1}, {SAFE("[2]"), PAGE_SUPERSCRIPT, -1},
			WORDS(" x"), {SAFE("[a]"), PAGE_SUPERSCRIPT, -1})});
}

int main(void)
{
	arena = arena_new();
	const struct CMUnitTest tests[] = {
		TEST("paragraphs break between words", paragraphs_break_between_words),
		TEST("scripts without blanks break between characters",
			scripts_without_blanks_break_too),
		TEST("a word wider than the screen is cut", a_word_wider_than_the_screen_is_cut),
		TEST("no-break spaces hold", no_break_spaces_hold),
		TEST("lists have markers and hanging lines", lists_have_markers_and_hanging_lines),
		TEST("the numbers of a list make room for themselves", numbers_of_a_list_make_room),
		TEST("quotes carry a bar", quotes_carry_a_bar),
		TEST("a long line of code is cut and visibly goes on", code_is_cut_and_goes_on),
		TEST("tabs reach the next stop", tabs_reach_the_next_stop),
		TEST("links become footnotes", links_become_footnotes),
		TEST("a table that fits stands in columns", a_table_that_fits_stands_in_columns),
		TEST("a table that nearly fits wraps its cells", a_table_wraps_its_cells),
		TEST("numbers stay whole beside a long column",
			numbers_stay_whole_beside_a_long_column),
		TEST("short words give way to numbers", short_words_give_way_to_numbers),
		TEST("a table of empty places takes little memory",
			a_table_of_empty_places_takes_little_memory),
		TEST("a table too wide turns into a list", a_table_too_wide_turns_into_a_list),
		TEST("right-to-left paragraphs stand right", right_to_left_paragraphs_stand_right),
		TEST("images, powers and readings are said", images_powers_and_readings_are_said),
		TEST("notes are raised without brackets", notes_are_raised_without_brackets),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	arena_free(arena);
	return failed;
}
