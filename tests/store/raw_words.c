/* The glance at raw texts says "no" only where the whole look says it, too; and it says
 * it often, or it would be of no use. */
#include "src/store/raw_words.h"

#include <stdio.h>
#include <stdlib.h>

#include "feeds/references.h"
#include "feeds/strip.h"
#include "src/base/tokens.h"
#include "src/store/functions.h"
#include "tests/lib/check.h"

static const char *const PIECES[] = {"a", "b", "e", "E", "B", "1", "q", "Q", "é", "É", "e\xCC\x81",
	"\xCC\x81", "&eacute;", "&Eacute;", "&eacute", "&#233;", "&#xE9;", "&#101", "&#98;",
	"&amp;", "&nbsp;", "&nbsp", "&copy", "&#8217;", "&deg;", "&shy;", "&", "<b>", "</b>",
	"<br>", "<p>", "</p>", "<a href=\"abe\">", "<!-- ab -->", "<script>ab</script>", " ", " ",
	" ", " ", "-", ".", "“", "”", "中", "国", "国", "б", "Б", "қ", "Қ", "й", "И", "ё",
	"&#1073;", "ế", "\xE2\x84\xAA", "Å", "\xE2\x84\xAB", "&#769;", "&bogus;", ";", ">", "#",
	"ب", "\xD9\x8E"};
static const char *const WORDS[] = {" ab ", " e ", " be ", " abe ", " eab ", " bee ", " 1a ",
	" ab be ", " k ", " ea ", " eb ", " eeb ", " é ", " б ", " qe ", " eq ", " a e ", " aq be ",
	" б и ", " бе ", " еб ", " қб ", " бқ ", " йқ ", " 中 ", " 中 国 ", " 国 国 ", " 国 a ",
	" a 中 ", " ب ", " بب ", " eqb ", " bqe ", " qqq "};

static uint32_t chance = 3;

static uint32_t draw(uint32_t below)
{
	chance = chance * 1664525 + 1013904223;
	return (chance >> 8) % below;
}

enum { FEW = 6 };

/* A text of few different pieces; one with many of them is never passed over. */
static struct bytes make(struct buffer *out)
{
	const char *few[FEW];
	for (size_t i = 0; i < FEW; i++)
		few[i] = PIECES[draw(sizeof PIECES / sizeof *PIECES)];
	buffer_clear(out);
	buffer_append_char(out, ' ');
	for (uint32_t left = draw(10); left > 0; left--)
		buffer_append_string(out, few[draw(FEW)]);
	return (struct bytes){out->data, out->len};
}

static bool whole_look(struct arena *arena, const struct node *node, const struct raw_article *raw)
{
	struct folded_article folded = {0};
	tokens_append(&folded.title, foreign_from_bytes(arena, raw->title));
	tokens_append(&folded.author, foreign_from_bytes(arena, raw->author));
	tokens_append(&folded.text, strip_html(arena, foreign_from_bytes(arena, raw->content)));
	buffer_append_char(&folded.text, '\n');
	tokens_append(&folded.text, strip_html(arena, foreign_from_bytes(arena, raw->whole)));
	bool is_match = words_match(node, &folded);
	buffer_done(&folded.title);
	buffer_done(&folded.author);
	buffer_done(&folded.text);
	return is_match;
}

struct asked {
	struct node node;
	struct raw_words *words;
};

/* Each word, as each kind of question. */
static size_t ask_all(struct asked **out)
{
	size_t count = 0;
	*out = calloc(sizeof WORDS / sizeof *WORDS * 6, sizeof **out);
	for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
		for (int kind = 0; kind < 6; kind++) {
			struct asked *asked = &(*out)[count++];
			asked->node = (struct node){.kind = NODE_TEXT,
				.place = (enum text_place)(kind / 2),
				.is_prefix = kind % 2 == 1,
				.text = foreign_from_string(WORDS[i])};
			asked->words = raw_words_new(&asked->node);
		}
	return count;
}

static void compare(const struct asked *asked, const struct raw_article *raw, bool is_match)
{
	if (is_match && !raw_may_match(asked->words, raw))
		fail_msg("%s is in one of: %.*s | %.*s | %.*s | %.*s", asked->node.text.utf8,
			(int)raw->title.len, raw->title.data, (int)raw->author.len,
			raw->author.data, (int)raw->content.len, raw->content.data,
			(int)raw->whole.len, raw->whole.data);
}

static void no_means_no(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	struct buffer texts[4] = {{0}};
	struct asked *asked;
	size_t count = ask_all(&asked);
	int matches = 0;
	for (int i = 0; i < 300000; i++) {
		const struct asked *one = &asked[draw((uint32_t)count)];
		struct bytes none = {"", 0};
		struct raw_article raw = {draw(4) ? none : make(&texts[0]),
			draw(4) ? none : make(&texts[1]), make(&texts[2]),
			draw(4) ? none : make(&texts[3])};
		bool is_match = whole_look(arena, &one->node, &raw);
		matches += is_match;
		compare(one, &raw, is_match);
		arena_reset(arena);
	}
	assert_true(matches > 1000);
	for (size_t i = 0; i < 4; i++)
		buffer_done(&texts[i]);
	for (size_t i = 0; i < count; i++)
		raw_words_free(asked[i].words);
	free(asked);
	arena_free(arena);
}

static bool may_be_in(const char *word, bool is_prefix, const char *html)
{
	struct node node = {
		.kind = NODE_TEXT, .is_prefix = is_prefix, .text = foreign_from_string(word)};
	struct raw_article raw = {{"", 0}, {"", 0}, {html, strlen(html)}, {"", 0}};
	struct raw_words *words = raw_words_new(&node);
	bool is_so = raw_may_match(words, &raw);
	raw_words_free(words);
	return is_so;
}

static void usual_texts_are_passed_over(void **state)
{
	(void)state;
	static const struct {
		const char *word, *html;
		bool may_be;
	} rows[] = {
		{" metro ", "<p>The caf&eacute; is closed.</p>", false},
		{" metro ", "<p>“Quotes” &amp; &#8220;quotes&#8221; &mdash; 5&deg;C</p>", false},
		{" metro ", "<p>Le métropolitain, la métropole et le mètre</p>", false},
		{" metro ", "<p>Қазақстан, Россия</p>", false},
		{" metro ", "日本語の記事", false},
		{" metro ", "<b>bold</b>ly", false},
		{" metro ", "<b>Metropolis</b>", false},
		{" metro ", "a telemetro, an optometro", false},
		{" metro ", "<b>Me</b>tro", true},
		{" metro ", "m&eacute;tro", true},
		{" metro ", "MÉTRO", true},
		{" metro ", "", false},
		{" казахстан ", "<p>В Казани и по всему Казахстану</p>", false},
		{" казахстан ", "КАЗАХСТАН", true},
		{" қазақстан ", "<p>Қазақ тілі, Казахстан</p>", false},
		{" қазақстан ", "ҚАЗАҚСТАН", true},
		{" 新 闻 ", "新的 闻名 旧闻 新技术", false},
		{" 新 闻 ", "人民新闻网", true},
		{" 新 闻 ", "新<b>闻</b>", true},
		{" desert horse ", "the desert; a horse of the desert", false},
		{" desert horse ", "the Desert “horse”", true},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (may_be_in(rows[i].word, false, rows[i].html) != rows[i].may_be)
			fail_msg("%s in %s", rows[i].word, rows[i].html);
	assert_true(may_be_in(" metr ", true, "Metropolis"));
	assert_false(may_be_in(" metr ", true, "optometry"));
}

/* Capitals and letters with marks, whatever the script. */
static void each_form_of_a_letter_is_seen(void **state)
{
	(void)state;
	for (uint32_t letter = 0x80; letter < 0x20000; letter++) {
		uint32_t folded = letter;
		if (token_fold(&folded) < LETTER_PART || folded == letter)
			continue;
		struct reference form, word;
		reference_of_code_point(&form, letter);
		reference_of_code_point(&word, folded);
		char text[16] = "", asked[16] = "";
		snprintf(text, sizeof text, "%.*s", (int)form.len, form.utf8);
		snprintf(asked, sizeof asked, " %.*s ", (int)word.len, word.utf8);
		if (!may_be_in(asked, false, text))
			fail_msg("U+%04X is not seen as U+%04X", letter, folded);
	}
}

TEST_MAIN(TEST("what the glance passes over has not got the words", no_means_no),
	TEST("each form of a letter is seen", each_form_of_a_letter_is_seen),
	TEST("usual texts are passed over", usual_texts_are_passed_over))
