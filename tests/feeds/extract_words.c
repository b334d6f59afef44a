/* What the extractor knows by words: phrases, dates, names of classes, an outlet's repeats. */
#include "feeds/extract_words.h"
#include "feeds/repeats.h"
#include "tests/lib/check.h"

/* ---- words ---- */

static void phrases_begin_blocks(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	struct {
		struct foreign text;
		unsigned kinds;
	} cases[] = {
		{FOREIGN("  Read more : the plan"), PHRASE_RELATED},
		{FOREIGN("» Don’t miss this"), PHRASE_RELATED},
		{FOREIGN("ЧИТАЙТЕ ТАКЖЕ: план"), PHRASE_RELATED},
		{FOREIGN("関連記事はこちら"), PHRASE_RELATED},
		{FOREIGN("Readers more or less agree"), 0},
		{FOREIGN("Tagged: railway"), PHRASE_TAIL},
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		unsigned kinds = words_phrases(words_fold(arena, cases[i].text));
		assert_int_equal(kinds & (cases[i].kinds ? cases[i].kinds : ~0u), cases[i].kinds);
	}
	assert_true(words_are_labels(words_fold(arena, FOREIGN("Share Facebook Twitter"))));
	assert_true(words_are_labels(words_fold(arena, FOREIGN("12 Comments"))));
	assert_false(words_are_labels(words_fold(arena, FOREIGN("Share the bread"))));
	arena_free(arena);
}

static void dates_begin_blocks(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	static const char *const dates[] = {"5 April 2022", "April 5, 2022", "12:30, today",
		"2022-04-05", "5.4.2022", "04/05/22 by us", "Опубликовано вчера",
		"Tuesday, 5 April", "5. Mai 2020"};
	for (size_t i = 0; i < sizeof dates / sizeof dates[0]; i++)
		assert_true(
			words_begin_with_date(words_fold(arena, foreign_from_string(dates[i]))));
	assert_false(words_begin_with_date(words_fold(arena, FOREIGN("May I come in?"))));
	static const char *const amounts[] = {"12 men in a boat", "8-9 ripe pears, peeled",
		"1/2 tsp ground cloves", "3.5 million people"};
	for (size_t i = 0; i < sizeof amounts / sizeof amounts[0]; i++)
		assert_false(
			words_begin_with_date(words_fold(arena, foreign_from_string(amounts[i]))));
	arena_free(arena);
}

static void class_names_tell(void **state)
{
	(void)state;
	assert_int_equal(words_of_class(FOREIGN("post-share_bar")) & CLASS_HIDE, CLASS_HIDE);
	assert_int_equal(words_of_class(FOREIGN("authorBio wide")) & CLASS_DROP, CLASS_DROP);
	assert_int_equal(words_of_class(FOREIGN("related-articles-list")) & CLASS_DROP, CLASS_DROP);
	assert_int_equal(
		words_of_class(FOREIGN("entry-content clearfix")) & CLASS_PRIOR, CLASS_PRIOR);
	assert_int_equal(words_of_class(FOREIGN("shared-header adventure loadscreen")), 0);
	assert_int_equal(words_of_class(FOREIGN("no-sidebar has-ads ad-free hidden-xs")), 0);
	assert_int_equal(words_of_class(FOREIGN("subscriber-preview paywall")), 0);
	assert_int_equal(words_of_class(FOREIGN("no-ads sidebar")) & CLASS_DROP, CLASS_DROP);
	assert_int_equal(words_of_class(FOREIGN("has-menu")), 0);
}

/* ---- repeats ---- */

static const char promo[] = "<p>News of the day, which differs each time and is long enough to "
			    "count: %d.</p><h2>Key points</h2>"
			    "<p><strong>Get our stories sent to you! Sign up via the <a "
			    "href=/s>website</a>&nbsp;now!</strong></p>";

static void promotion_is_learned_and_hidden(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	uint64_t first[REPEATS_LEARNED_LIMIT], second[REPEATS_LEARNED_LIMIT];
	size_t first_count =
		repeats_learn(first, arena, foreign_from_string(arena_printf(arena, promo, 1)));
	size_t second_count = repeats_learn(second, arena,
		foreign_from_string(
			"<div>Other news, and again long enough for a paragraph.</div><p>Get our "
			"<em>stories</em> sent to you! Sign up via the <a href=/other>site "
			"of ours</a> now!</p>"));
	struct document document;
	assert_true(document_from_html(&document, arena,
		foreign_from_string(arena_printf(arena, promo, 3)), FOREIGN(""), NULL));
	uint64_t hash = repeats_hash_block(arena, &document.blocks[2]);
	assert_int_equal(first_count, 2);
	assert_int_equal(second_count, 2);
	assert_true(hash != 0 && (hash == first[0] || hash == first[1]));
	assert_true(hash == second[0] || hash == second[1]);
	assert_int_equal(repeats_hash_block(arena, &document.blocks[1]), 0);
	arena_free(arena);
}

TEST_MAIN(TEST("phrases of many languages are known at the start of a block", phrases_begin_blocks),
	TEST("dates are known at the start of a block", dates_begin_blocks),
	TEST("class names are split into words, not searched for parts", class_names_tell),
	TEST("a line of promotion is known in the feed, in a page and in a document",
		promotion_is_learned_and_hidden))
