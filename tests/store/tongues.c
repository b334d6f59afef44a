/* Six languages: what the index finds is what a plain look at each article finds.
 * The articles are rows of words drawn by chance, so the test knows by itself what
 * is in them, in which spelling, and next to what. */
#include <stdio.h>
#include <stdlib.h>

#include "src/base/buffer.h"
#include "src/store/upkeep.h"
#include "tests/store/world.h"

enum { WORDS_EACH = 40, SPELLINGS = 3, DOCUMENT = 700 };

/* As outlets write it, and as a person types it. */
struct word {
	const char *written[SPELLINGS];
	const char *asked;
	const char *beginning; /* of no other word here; NULL in scripts without blanks */
};

static const struct word WORDS[] = {
	{{"Almaty", "ALMATY", "almaty"}, "aLMAty", "alm*"},
	{{"Café", "Cafe\xCC\x81", "cafe"}, "CAFÉ", "caf*"},
	{{"naïve", "Naïve", "naive"}, "naive", "naï*"},
	{{"Oil", "oil", "OIL"}, "oil", "OI*"},
	{{"Казахстан", "КАЗАХСТАН", "казахстан"}, "казахСТАН", "казах*"},
	{{"Ёлка", "елка", "ЁЛКА"}, "ЕЛКА", "ёл*"},
	{{"мой", "МОЙ", "Мой"}, "мой", NULL},
	{{"мои", "МОИ", "Мои"}, "мои", NULL},
	{{"Қазақстан", "ҚАЗАҚСТАН", "қазақстан"}, "қАЗАҚстан", "ҚАЗ*"},
	{{"Ғарыш", "ғарыш", "ҒАРЫШ"}, "ғарыш", "Ғар*"},
	{{"Үкімет", "ҮКІМЕТ", "үкімет"}, "үкімет", "ҮКІ*"},
	{{"Әуежай", "әуежай", "ӘУЕЖАЙ"}, "ӘУЕЖАЙ", "әуе*"},
	{{"中国", "中国", "中国"}, "中国", NULL},
	{{"国中", "国中", "国中"}, "国中", NULL},
	{{"新闻", "新闻", "新闻"}, "新闻", NULL},
	{{"東京", "東京", "東京"}, "東京", NULL},
	{{"ニュース", "ﾆｭｰｽ", "ニュース"}, "ニュース", NULL},
	{{"日本語", "日本語", "日本語"}, "日本語", NULL},
	{{"كتاب", "كِتَاب", "كــتاب"}, "كتاب", "كتا*"},
	{{"السلام", "السَّلام", "السلام"}, "السلام", "السل*"},
	{{"خبر", "خبر", "خَبَر"}, "خَبَر", NULL},
	{{"Łódź", "ŁÓDŹ", "łodz"}, "lodz", "ló*"},
	{{"Søren", "SØREN", "soren"}, "sØren", "so*"},
	{{"ISPARTA", "Isparta", "ısparta"}, "ısparta", "ısp*"},
	{{"İzmir", "İZMİR", "izmir"}, "izmir", "iz*"},
	{{"Donau\xC2\xAD"
	  "dampf",
		 "Donaudampf",
		 "DONAU\xC2\xAD"
		 "DAMPF"},
		"donaudampf", "donaud*"},
	{{"ＮＥＷＳ", "News", "ｎｅｗｓ"}, "news", "NEW*"},
	{{"２０２２", "2022", "２0２2"}, "2022", "20*"},
	{{"שלום", "שָׁלוֹם", "שלום"}, "שלום", "שלו*"},
	{{"한국", "한국", "한국"}, "한국", NULL},
};

enum { VOCABULARY = sizeof WORDS / sizeof *WORDS };

/* Numbers of WORDS: of the title, of the text, and of the page when there is one. */
struct tale {
	unsigned char title;
	unsigned char words[WORDS_EACH];
	unsigned char page[WORDS_EACH];
	bool has_page;
};

struct tales {
	struct world world;
	struct tale *items;
	size_t count;
};

static uint32_t random_state = 7;

/* Low numbers come often, high ones seldom. */
static uint32_t draw(uint32_t below)
{
	random_state = random_state * 1664525 + 1013904223;
	uint64_t first = random_state >> 16;
	random_state = random_state * 1664525 + 1013904223;
	uint64_t second = random_state >> 16;
	return (uint32_t)(first * second * below >> 32);
}

static bool is_run_on(unsigned char word)
{
	return WORDS[word].beginning == NULL && (unsigned char)WORDS[word].asked[0] >= 0xE3;
}

static size_t letter_length(const char *word)
{
	unsigned char lead = (unsigned char)word[0];
	return lead < 0x80 ? 1 : lead < 0xE0 ? 2 : 3;
}

static uint32_t letter_number(const char *word)
{
	static const unsigned char bits[] = {0, 0x7F, 0x1F, 0x0F};
	size_t len = letter_length(word);
	uint32_t number = (unsigned char)word[0] & bits[len];
	for (size_t i = 1; i < len; i++)
		number = number << 6 | ((unsigned char)word[i] & 0x3F);
	return number;
}

/* As outlets write words: whole, with a larger first letter, or with it as a reference. */
static void write_word(struct buffer *html, const char *word)
{
	size_t first = letter_length(word);
	switch (draw(12)) {
	case 0:
		buffer_printf(html, "<big>%.*s</big>%s", (int)first, word, word + first);
		break;
	case 1:
		buffer_printf(html, "&#%u;%s", letter_number(word), word + first);
		break;
	case 2:
		buffer_printf(html, "&#x%X;<i>%s</i>", letter_number(word), word + first);
		break;
	case 3:
		buffer_printf(html, "<a href=\"/almaty?q=oil\">%s</a>", word);
		break;
	default:
		buffer_append_string(html, word);
	}
}

static const char *write_words(struct arena *arena, unsigned char words[WORDS_EACH])
{
	static const char *const gaps[] = {" ", " ", " ", ", ", "&nbsp;", "</p>\n<p>", "<br>",
		" – ", " &laquo;", "! <!-- oil -->"};
	struct buffer html = {0};
	buffer_append_string(&html, "<p>");
	uint32_t rotated = draw(VOCABULARY) + draw(VOCABULARY);
	for (int i = 0; i < WORDS_EACH; i++) {
		unsigned char word = (unsigned char)((draw(VOCABULARY / 2) + rotated) % VOCABULARY);
		words[i] = word;
		bool joins = i > 0 && is_run_on(word) && is_run_on(words[i - 1]);
		const char *gap = gaps[draw(sizeof gaps / sizeof *gaps)];
		buffer_append_string(&html, i > 0 && !joins ? gap : "");
		write_word(&html, WORDS[word].written[draw(SPELLINGS)]);
	}
	buffer_append_string(&html, ".</p>");
	const char *copy = arena_copy(arena, html.data, html.len);
	buffer_done(&html);
	return copy;
}

static struct article write_tale(struct arena *arena, struct tale *tale, const char *url)
{
	tale->title = (unsigned char)draw(VOCABULARY);
	const char *title = WORDS[tale->title].written[draw(SPELLINGS)];
	return world_article(url, url, title, write_words(arena, tale->words));
}

static void tell(struct tales *tales, size_t count)
{
	struct world *world = &tales->world;
	*tales = (struct tales){.count = count};
	world_init(world);
	tales->items = calloc(count, sizeof *tales->items);
	int64_t feed = world_add_feed(world, "https://example.org/feed");
	static struct article articles[DOCUMENT];
	for (size_t from = 0; from < count; from += DOCUMENT) {
		/* The last of a document gets the lowest id: item 0 is article 1. */
		for (size_t i = from; i < from + DOCUMENT; i++) {
			char *url = arena_printf(world->arena, "https://example.org/%zu", i);
			articles[from + DOCUMENT - 1 - i] =
				write_tale(world->arena, &tales->items[i], url);
		}
		world_update(world, feed, articles, DOCUMENT, NOW);
		arena_reset(world->arena);
	}
}

/* Each `step`th article gets its page, with words of its own. */
static void fetch_pages(struct tales *tales, size_t step)
{
	struct world *world = &tales->world;
	store_begin_batch(world->writer, &world->error);
	for (size_t i = 0; i < tales->count; i += step) {
		struct tale *tale = &tales->items[i];
		tale->has_page = true;
		const char *html = write_words(world->arena, tale->page);
		assert_works(world, store_keep_fulltext(world->writer, (int64_t)i + 1, text(html),
					    &world->error));
	}
	assert_works(world, store_commit_batch(world->writer, &world->error));
	arena_reset(world->arena);
}

/* In scripts without blanks a word may also begin in one word and end in the next. */
static bool run_on_has(const unsigned char *words, size_t count, const char *asked)
{
	struct buffer text = {0};
	for (size_t i = 0; i < count; i++)
		buffer_append_string(&text, is_run_on(words[i]) ? WORDS[words[i]].asked : " ");
	buffer_append_char(&text, '\0');
	bool has = strstr(text.data, asked) != NULL;
	buffer_done(&text);
	return has;
}

static bool row_has(const unsigned char *words, size_t count, unsigned char word)
{
	if (is_run_on(word))
		return run_on_has(words, count, WORDS[word].asked);
	return memchr(words, word, count) != NULL;
}

static bool has_word(const struct tale *tale, unsigned char word)
{
	return row_has(&tale->title, 1, word) || row_has(tale->words, WORDS_EACH, word) ||
	       (tale->has_page && row_has(tale->page, WORDS_EACH, word));
}

static bool row_has_pair(const unsigned char *words, unsigned char left, unsigned char right)
{
	if (is_run_on(left) && is_run_on(right)) {
		char both[64];
		snprintf(both, sizeof both, "%s%s", WORDS[left].asked, WORDS[right].asked);
		return run_on_has(words, WORDS_EACH, both);
	}
	for (int i = 0; i + 1 < WORDS_EACH; i++)
		if (words[i] == left && words[i + 1] == right)
			return true;
	return false;
}

static bool has_pair(const struct tale *tale, unsigned char left, unsigned char right)
{
	return row_has_pair(tale->words, left, right) ||
	       (tale->has_page && row_has_pair(tale->page, left, right));
}

/* What of two words the articles must have. */
enum wish { ONE, IN_TITLE, BOTH, EITHER, FIRST_ONLY, IN_A_ROW, NOT_IN_A_ROW };

static bool is_wished(const struct tale *tale, enum wish wish, unsigned char a, unsigned char b)
{
	switch (wish) {
	case ONE:
		return has_word(tale, a);
	case IN_TITLE:
		return row_has(&tale->title, 1, a);
	case BOTH:
		return has_word(tale, a) && has_word(tale, b);
	case EITHER:
		return has_word(tale, a) || has_word(tale, b);
	case FIRST_ONLY:
		return has_word(tale, a) && !has_word(tale, b);
	case IN_A_ROW:
		return has_pair(tale, a, b);
	case NOT_IN_A_ROW:
		return has_word(tale, a) && !has_pair(tale, a, b);
	}
	return false;
}

static void compare(
	struct tales *tales, const char *query, enum wish wish, unsigned char a, unsigned char b)
{
	struct world *world = &tales->world;
	size_t found;
	int64_t *ids = world_ids(world, query, &found);
	bool *is_found = calloc(tales->count + 1, sizeof *is_found);
	for (size_t i = 0; i < found; i++)
		is_found[ids[i]] = true;
	for (size_t i = 0; i < tales->count; i++)
		if (is_found[i + 1] != is_wished(&tales->items[i], wish, a, b))
			fail_msg("%s: article %zu is %s", query, i + 1,
				is_found[i + 1] ? "found" : "missing");
	free(is_found);
	arena_reset(world->arena);
}

static void compare_pair(struct tales *tales, unsigned char a, unsigned char b)
{
	static const char *const forms[] = {[BOTH] = "%s %s",
		[EITHER] = "%s OR %s",
		[FIRST_ONLY] = "%s -%s",
		[IN_A_ROW] = "\"%s %s\""};
	for (enum wish wish = BOTH; wish < NOT_IN_A_ROW; wish++) {
		char query[128];
		snprintf(query, sizeof query, forms[wish], WORDS[a].asked, WORDS[b].asked);
		compare(tales, query, wish, a, b);
	}
	char query[192];
	snprintf(query, sizeof query, "%s -\"%s %s\"", WORDS[a].asked, WORDS[a].asked,
		WORDS[b].asked);
	compare(tales, query, NOT_IN_A_ROW, a, b);
}

static void compare_all(struct tales *tales, unsigned char step)
{
	for (unsigned char a = 0; a < VOCABULARY; a += step) {
		compare(tales, WORDS[a].asked, ONE, a, a);
		if (WORDS[a].beginning)
			compare(tales, WORDS[a].beginning, ONE, a, a);
		char title[64];
		snprintf(title, sizeof title, "title:%s", WORDS[a].asked);
		compare(tales, title, IN_TITLE, a, a);
		compare_pair(tales, a, (unsigned char)((a + 1) % VOCABULARY));
		compare_pair(tales, a, (unsigned char)((a + step) % VOCABULARY));
	}
}

static void index_all(struct tales *tales)
{
	while (store_index_some(tales->world.writer, 1000, &tales->world.error))
		;
}

/* With nothing in the index, with some of it, with all, with pages that came later, and with
 * those in the index, too. */
static void index_is_a_plain_look(void **state)
{
	(void)state;
	bool is_long = getenv("STEPPE_LONG") != NULL;
	struct tales tales;
	tell(&tales, is_long ? 10500 : 2100);
	compare_all(&tales, 7);
	store_index_some(tales.world.writer, is_long ? 300 : 20, &tales.world.error);
	compare_all(&tales, 6);
	index_all(&tales);
	compare_all(&tales, is_long ? 1 : 3);
	fetch_pages(&tales, 7);
	compare_all(&tales, 8);
	index_all(&tales);
	compare_all(&tales, 5);
	free(tales.items);
	world_done(&tales.world);
}

TEST_MAIN(TEST("six languages are found as a plain look at each article finds them",
	index_is_a_plain_look))
