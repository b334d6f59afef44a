/* The glance at raw texts says "no" only where the whole look says it, too; and it says
 * it often, or it would be of no use. */
#include "src/store/raw_words.h"
#include "feeds/strip.h"
#include "src/base/tokens.h"
#include "src/store/functions.h"
#include "tests/lib/check.h"

static const char *const PIECES[] = {"a", "b", "e", "E", "B", "1", "é", "É", "e\xCC\x81",
	"&eacute;", "&Eacute;", "&#233;", "&#xE9;", "&amp;", "&nbsp;", "&#8217;", "&deg;", "&shy;",
	"&", "<b>", "</b>", "<br>", "<p>", "</p>", "<a href=\"abe\">", "<!-- ab -->", " ", " ", " ",
	"-", ".", "中", "б", "ế", "\xE2\x84\xAA", "&#769;", "&bogus;", ";", ">"};
static const char *const WORDS[] = {" ab ", " e ", " be ", " abe ", " eab ", " bee ", " 1a ",
	" ab be ", " k ", " ea ", " eb ", " eeb ", " é ", " б "};

static uint32_t chance = 3;

static uint32_t draw(uint32_t below)
{
	chance = chance * 1664525 + 1013904223;
	return (chance >> 8) % below;
}

enum { FEW = 5 };

/* A text of few different pieces; one with many of them is never passed over. */
static struct bytes make(struct buffer *out)
{
	const char *few[FEW];
	for (size_t i = 0; i < FEW; i++)
		few[i] = PIECES[draw(sizeof PIECES / sizeof *PIECES)];
	buffer_clear(out);
	buffer_append_char(out, ' ');
	for (uint32_t left = draw(8); left > 0; left--)
		buffer_append_string(out, few[draw(FEW)]);
	return (struct bytes){out->data, out->len};
}

static bool whole_look(struct arena *arena, const struct node *node, const struct raw_article *raw)
{
	struct folded_article folded = {0};
	tokens_append(&folded.title, foreign_from_bytes(arena, raw->title));
	tokens_append(&folded.author, foreign_from_bytes(arena, raw->author));
	tokens_append(&folded.text, strip_html(arena, foreign_from_bytes(arena, raw->content)));
	tokens_append(&folded.text, strip_html(arena, foreign_from_bytes(arena, raw->whole)));
	bool is_match = words_match(node, &folded);
	buffer_done(&folded.title);
	buffer_done(&folded.author);
	buffer_done(&folded.text);
	return is_match;
}

static void no_means_no(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	struct buffer texts[4] = {{0}};
	int matches = 0;
	for (int i = 0; i < 200000; i++) {
		const char *word = WORDS[draw(sizeof WORDS / sizeof *WORDS)];
		struct node node = {.kind = NODE_TEXT,
			.place = (enum text_place)draw(3),
			.is_prefix = draw(2) == 0,
			.text = foreign_from_string(word)};
		struct bytes none = {"", 0};
		struct raw_article raw = {draw(4) ? none : make(&texts[0]),
			draw(4) ? none : make(&texts[1]), make(&texts[2]),
			draw(4) ? none : make(&texts[3])};
		bool is_match = whole_look(arena, &node, &raw);
		matches += is_match;
		if (is_match && !raw_may_match(&node, &raw))
			fail_msg("%s is in one of: %s | %s | %s | %s", word, raw.title.data,
				raw.author.data, raw.content.data, raw.whole.data);
		arena_reset(arena);
	}
	assert_true(matches > 1000);
	for (size_t i = 0; i < 4; i++)
		buffer_done(&texts[i]);
	arena_free(arena);
}

static void usual_texts_are_passed_over(void **state)
{
	(void)state;
	static const char *const texts[] = {"<p>The caf&eacute; is closed.</p>",
		"<p>“Quotes” &amp; &#8220;quotes&#8221; &mdash; 5&deg;C</p>",
		"<p>Қазақстан, Россия</p>", "日本語の記事", "<ul><li>one</li><li>two</li></ul>",
		"<b>bold</b>ly", "met&eacute;o", ""};
	struct node node = {.kind = NODE_TEXT, .text = FOREIGN(" metro ")};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct raw_article raw = {{"", 0}, {"", 0}, {texts[i], strlen(texts[i])}, {"", 0}};
		bool is_a_beginning = strstr(texts[i], "met&") != NULL;
		if (raw_may_match(&node, &raw) != is_a_beginning)
			fail_msg("%s", texts[i]);
	}
}

TEST_MAIN(TEST("what the glance passes over has not got the words", no_means_no),
	TEST("usual texts are passed over", usual_texts_are_passed_over))
