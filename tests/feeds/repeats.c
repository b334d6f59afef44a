/* What an outlet repeats: told from its HTML, hidden in what is read. */
#include "feeds/repeats.h"

#include "feeds/habits.h"
#include "src/base/buffer.h"
#include "tests/lib/check.h"

static const char PROMO[] =
	"<p><strong>Get our stories sent directly to you! Sign up via the "
	"<a href='https://example.org/s'>website</a> or <a href='https://t.me/x'>Telegram</a>!"
	"</strong></p>";

static struct document read_html(struct arena *arena, const char *html)
{
	struct document document;
	struct error error = {0};
	assert_true(document_from_html(&document, arena, foreign_from_string(html),
		FOREIGN("https://example.org/"), &error));
	return document;
}

/* Reads `html` as if its outlet repeated every block of `repeated`. */
static struct document read_without(struct arena *arena, const char *html, const char *repeated)
{
	uint64_t hashes[REPEATS_LEARNED_LIMIT];
	size_t count = repeats_learn(hashes, arena, foreign_from_string(repeated));
	struct document document = read_html(arena, html);
	repeats_hide(&document, arena, hashes, count);
	return document;
}

static const char *joined(struct arena *arena, const char *a, const char *b, const char *c)
{
	return arena_printf(arena, "%s%s%s", a, b, c);
}

static void html_and_blocks_agree(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	static const char *const blocks[] = {
		PROMO,
		"<p>The post <a href='/a'>One</a> appeared first on <a href='/'>Us</a>.</p>",
		"<p>Mara &amp; Asel write&nbsp;about <em>trade</em>, in\n Almaty and "
		"elsewhere.</p>",
		"<h3>Follow us on every network there is</h3>",
		"<blockquote><p>Сіз бұл мақаланы бізден ғана оқи аласыз.</p></blockquote>",
		"<ul><li>Subscribe to our newsletter <img src='x.png' alt='x'></li></ul>",
	};
	for (size_t i = 0; i < sizeof blocks / sizeof *blocks; i++) {
		uint64_t hashes[REPEATS_LEARNED_LIMIT];
		struct document document = read_html(arena, blocks[i]);
		assert_int_equal(repeats_learn(hashes, arena, foreign_from_string(blocks[i])), 1);
		assert_int_equal(document.blocks_count, 1);
		assert_int_equal(repeats_hash_block(arena, &document.blocks[0]), hashes[0]);
	}
	arena_free(arena);
}

static void titles_in_links_do_not_count(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	struct document document = read_without(arena,
		"<p>News.</p><p>The post <a href='/b'>Two</a> appeared first on <a "
		"href='/'>Us</a>.</p>",
		"<p>The post <a href='/a'>One</a> appeared first on <a href='/'>Us</a>.</p>");
	assert_int_equal(document.blocks_count, 1);
	assert_int_equal(document.hidden_count, 1);
	arena_free(arena);
}

static void links_of_hidden_blocks_go_along(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	const char *html =
		joined(arena, PROMO, "<p>News <a href='https://a.org/'>here</a>.</p>", "");
	struct document document = read_without(arena, html, PROMO);
	assert_int_equal(document.blocks_count, 1);
	assert_int_equal(document.links_count, 1);
	assert_text(document.links[0], "https://a.org/");
	assert_int_equal(document.blocks[0].spans[1].link, 0);
	assert_int_equal(document.words, 2);
	arena_free(arena);
}

static void an_empty_section_loses_its_heading(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	static const char note[] = "<p>Mara Bekova is a reporter in our office in Almaty.</p>";
	struct document document = read_without(arena,
		joined(arena, "<h2>Snow</h2><p>It snows.</p><hr><h2>Author</h2>", note, ""), note);
	assert_int_equal(document.blocks_count, 2);
	assert_text(document.blocks[1].spans[0].text, "It snows.");
	document = read_without(
		arena, joined(arena, "<h2>Author</h2>", note, "<p>She also sings.</p>"), note);
	assert_int_equal(document.blocks_count, 2);
	assert_int_equal(document.blocks[0].kind, BLOCK_HEADING);
	arena_free(arena);
}

static void an_article_is_never_hidden_whole(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	struct document document =
		read_without(arena, joined(arena, "<h2>Today</h2>", PROMO, ""), PROMO);
	assert_int_equal(document.blocks_count, 2);
	assert_int_equal(document.hidden_count, 0);
	arena_free(arena);
}

/* Headings, code, tables and short lines recur in real articles. */
static void what_articles_share_by_chance_is_not_learned(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	uint64_t hashes[REPEATS_LEARNED_LIMIT];
	static const char html[] =
		"<h2>What to know about the weather today</h2><p>Weather</p><p>Astana: 12</p>"
		"<pre>int main(void) { return EXIT_SUCCESS; }</pre>"
		"<table><tr><td>A cell of a table with a long text in it</td></tr></table>";
	assert_int_equal(repeats_learn(hashes, arena, foreign_from_string(html)), 0);
	arena_free(arena);
}

static void a_long_article_gives_few_hashes(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	struct buffer html = {0};
	for (int i = 0; i < 1000; i++)
		buffer_printf(&html, "<p>Paragraph %c%c of an article without an end.</p>",
			'a' + i % 26, 'a' + i / 26 % 26);
	uint64_t hashes[REPEATS_LEARNED_LIMIT];
	assert_int_equal(repeats_learn(hashes, arena, (struct foreign){html.data, html.len}), 8);
	buffer_done(&html);
	arena_free(arena);
}

static void promotion_weighs_nothing(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	const char *html = joined(arena, "<p>It snows.</p><p>Sign up for our letters.</p>",
		"<p>Mara Bekova writes for us from Almaty.</p>", "");
	uint64_t hashes[REPEATS_LEARNED_LIMIT];
	size_t count = repeats_learn(
		hashes, arena, FOREIGN("<p>Mara Bekova writes for us from Almaty.</p>"));
	assert_int_equal(repeats_weigh_news(arena, foreign_from_string(html), hashes, count),
		strlen("It snows."));
	arena_free(arena);
}

/* ---- teasers ---- */

static bool is_teaser(const char *html)
{
	struct arena *arena = arena_new();
	bool answer = html_is_teaser(arena, foreign_from_string(html));
	arena_free(arena);
	return answer;
}

static void teasers_are_told_from_whole_articles(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	struct buffer filler = {0};
	for (int i = 0; i < 12; i++)
		buffer_printf(&filler, "The steppe goes on for %d hundred kilometres or so. ", i);
	const char *text = foreign_string(arena, (struct foreign){filler.data, filler.len});
	assert_true(is_teaser(""));
	assert_true(is_teaser("<p>Snow fell in Almaty.</p>"));
	assert_false(is_teaser(text));
	static const char *const ends[] = {"[&#8230;]", "[...]", "…", "<a href='/x'>Read more</a>",
		"<p><a href='/x'>Читать далее →</a></p>", "Толығырақ...", "Weiterlesen",
		"Lire la suite", "[&hellip;]</p><p>The post X appeared first on Y.</p>"};
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (!is_teaser(joined(arena, "<p>", text, ends[i])))
			fail_msg("not told: %s", ends[i]);
	buffer_done(&filler);
	arena_free(arena);
}

TEST_MAIN(TEST("a block is known alike from its HTML and from what is read", html_and_blocks_agree),
	TEST("a line that differs in its links alone is the same line",
		titles_in_links_do_not_count),
	TEST("links of a hidden block go with it, the others are counted anew",
		links_of_hidden_blocks_go_along),
	TEST("a heading goes when all below it is hidden", an_empty_section_loses_its_heading),
	TEST("a document of repeated blocks alone is shown", an_article_is_never_hidden_whole),
	TEST("headings, code, tables and short lines are not learned",
		what_articles_share_by_chance_is_not_learned),
	TEST("of a long article only its start and end are learned",
		a_long_article_gives_few_hashes),
	TEST("a text is weighed without promotion and repeats", promotion_weighs_nothing),
	TEST("a teaser is short or breaks off, in many languages",
		teasers_are_told_from_whole_articles))
