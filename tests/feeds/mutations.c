/* A thousand damaged feeds, each from its seed: cut off, a bit turned, stray
 * control characters, an end tag lost, signs that begin markup.  Nothing
 * crashes, and the articles are still there. */
#include "tests/lib/check.h"

#include <stdio.h>
#include <stdlib.h>

#include "feeds/parse.h"
#include "src/base/buffer.h"
#include "src/base/random.h"

#define MUTATIONS 1000
#define HEAD_LENGTH 450 /* without its root element it is no feed */
#define ITEMS_LIMIT 64

struct source {
	struct buffer text;
	char ids[ITEMS_LIMIT][128];
	size_t ends[ITEMS_LIMIT]; /* where each item is over */
	size_t count;
};

static enum parse_result parse(struct feed *feed, struct arena *arena, const struct buffer *text)
{
	struct parse_options options = {
		.url = FOREIGN("https://example.org/feed"), .content_type = {"", 0}};
	struct error error = {0};
	return feed_parse(feed, arena, (struct bytes){text->data, text->len}, &options, &error);
}

static size_t find_end(const struct source *source, size_t from)
{
	const char *rss = strstr(source->text.data + from, "</item>");
	const char *atom = strstr(source->text.data + from, "</entry>");
	const char *end = rss ? rss : atom;
	assert_non_null(end);
	return (size_t)(strchr(end, '>') + 1 - source->text.data);
}

static void learn(struct source *source)
{
	struct arena *arena = arena_new();
	struct feed feed;
	assert_int_equal(parse(&feed, arena, &source->text), PARSE_FEED);
	assert_true(feed.articles_count >= 8 && feed.articles_count <= ITEMS_LIMIT);
	source->count = feed.articles_count;
	for (size_t i = 0; i < source->count; i++) {
		struct foreign id = feed.articles[i].id;
		snprintf(source->ids[i], sizeof source->ids[i], "%.*s", (int)id.len, id.utf8);
		source->ends[i] = find_end(source, i > 0 ? source->ends[i - 1] : 0);
	}
	arena_free(arena);
}

static void read_outlet(struct buffer *out)
{
	char path[4096];
	snprintf(path, sizeof path, "%s/tests/feeds/corpus/astana-times.feed", getenv("SRCDIR"));
	FILE *file = fopen(path, "rb");
	assert_non_null(file);
	out->len = fread(buffer_reserve(out, 1u << 17), 1, 1u << 17, file);
	fclose(file);
	buffer_append(out, "", 0);
}

static void write_rss(struct buffer *out)
{
	buffer_append_string(out,
		"<?xml version='1.0' encoding='UTF-8'?>\n<rss version='2.0' "
		"xmlns:dc='http://purl.org/dc/elements/1.1/'><channel><title>Новости</title>\n"
		"<link>https://example.org/</link><description>Всё, что было</description>\n");
	for (int i = 0; i < 30; i++)
		buffer_printf(out,
			"<item>\n<title>Новость %d &amp; ещё</title>\n<link>https://example.org/"
			"%d?a=1&amp;b=2</link>\n<guid isPermaLink='false'>number %d</guid>\n"
			"<dc:creator>Айгүл</dc:creator><category>Қоғам</category>\n<pubDate>Tue, "
			"05 Apr 2022 09:%02d:00 +0600</pubDate>\n<description>&lt;p&gt;Текст &lt;a "
			"href=\"/%d\"&gt;ссылка&lt;/a&gt; и &amp;laquo;слово&amp;raquo;&lt;/p&gt;"
			"</description>\n</item>\n",
			i, i, i, i, i);
	buffer_append_string(out, "</channel></rss>\n");
}

static void write_atom(struct buffer *out)
{
	buffer_append_string(out,
		"<?xml version='1.0'?>\n<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='en'>\n"
		"<title type='html'>Notes &amp;amp; more</title><id>tag:example.org,2022:feed</id>"
		"<updated>2022-04-05T09:00:00Z</updated><link rel='self' href='/feed'/>\n");
	for (int i = 0; i < 30; i++)
		buffer_printf(out,
			"<entry>\n<id>tag:example.org,2022:%d</id>\n<title>Note %d</title>\n<link "
			"rel='alternate' type='text/html' "
			"href='/notes/%d'/>\n<updated>2022-04-05T09:%02d"
			":00Z</updated>\n<author><name>Ann</name></author>\n<content "
			"type='xhtml'><div "
			"xmlns='http://www.w3.org/1999/xhtml'><p>Words, <em>and</em> more<br/> in "
			"<a href='/%d'>one</a></p><ul><li>a</li><li>b</li></ul></div></content>\n"
			"</entry>\n",
			i, i, i, i, i);
	buffer_append_string(out, "</feed>\n");
}

/* ---- damage ---- */

static size_t pick_place(struct random *random, const struct buffer *text)
{
	return HEAD_LENGTH + random_below(random, (uint32_t)(text->len - HEAD_LENGTH - 1));
}

static void insert(struct buffer *text, size_t at, const char *what, size_t len)
{
	buffer_reserve(text, len);
	memmove(text->data + at + len, text->data + at, text->len - at);
	memcpy(text->data + at, what, len);
	text->len += len;
}

static void leave_out(struct buffer *text, size_t at, size_t len)
{
	len = len < text->len - at ? len : text->len - at;
	memmove(text->data + at, text->data + at + len, text->len - at - len);
	text->len -= len;
}

static void cut_off(struct buffer *text, size_t at, struct random *random)
{
	(void)random;
	text->len = at;
}

static void turn_a_bit(struct buffer *text, size_t at, struct random *random)
{
	text->data[at] = (char)(text->data[at] ^ (1 << random_below(random, 8)));
}

static void put_controls(struct buffer *text, size_t at, struct random *random)
{
	static const char controls[] = {0, 1, 3, 8, 11, 12, 14, 27, 31, 127, '\xFF', '\xC3'};
	insert(text, at, &controls[random_below(random, sizeof controls)], 1);
}

static void lose_an_end_tag(struct buffer *text, size_t at, struct random *random)
{
	(void)random;
	char *tag = memmem(text->data + at, text->len - at, "</", 2);
	char *end = tag ? memchr(tag, '>', (size_t)(text->data + text->len - tag)) : NULL;
	if (end)
		leave_out(text, (size_t)(tag - text->data), (size_t)(end + 1 - tag));
}

static void put_markup(struct buffer *text, size_t at, struct random *random)
{
	static const char *const signs[] = {"&nbsp;", "&foo;", "&", "&#xZZ;", "&#0;", "<", "<<",
		"< b", "<!--", "<?", "<!", "]]>", "<![CDATA[", "</", "\">", "<a href=\"", "--",
		">"};
	const char *sign = signs[random_below(random, sizeof signs / sizeof *signs)];
	insert(text, at, sign, strlen(sign));
}

static void lose_some_bytes(struct buffer *text, size_t at, struct random *random)
{
	leave_out(text, at, 1 + random_below(random, 60));
}

static void put_noise(struct buffer *text, size_t at, struct random *random)
{
	for (uint32_t left = 1 + random_below(random, 30); left > 0; left--)
		insert(text, at, &(char){(char)random_below(random, 256)}, 1);
}

static void (*const damages[])(struct buffer *text, size_t at, struct random *random) = {
	cut_off, turn_a_bit, put_controls, lose_an_end_tag, put_markup, lose_some_bytes, put_noise};

#define DAMAGES (sizeof damages / sizeof *damages)

/* ---- the test ---- */

struct tally {
	size_t before, before_kept; /* items that were over where the damage begins */
	size_t all, all_kept;       /* and all that the damaged document still holds */
};

static bool has_id(const struct feed *feed, const char *id)
{
	for (size_t i = 0; i < feed->articles_count; i++)
		if (foreign_equal(feed->articles[i].id, (struct foreign){id, strlen(id)}))
			return true;
	return false;
}

static void try_one(struct tally *tally, const struct source *source, struct random *random)
{
	struct arena *arena = arena_new();
	struct buffer text = {0};
	struct feed feed;
	buffer_append(&text, source->text.data, source->text.len);
	size_t at = pick_place(random, &text);
	size_t damage = random_below(random, DAMAGES);
	damages[damage](&text, at, random);
	if (parse(&feed, arena, &text) != PARSE_FEED)
		fail_msg("damage %zu at %zu: \"%.40s\"", damage, at, text.data + at - 20);
	for (size_t i = 0; i < source->count; i++) {
		bool is_before = source->ends[i] <= at, is_kept = has_id(&feed, source->ids[i]);
		tally->before += is_before;
		tally->before_kept += is_before && is_kept;
		if (is_before || damages[damage] != cut_off) {
			tally->all++;
			tally->all_kept += is_kept;
		}
	}
	buffer_done(&text);
	arena_free(arena);
}

static void a_damaged_feed_keeps_its_articles(void **state)
{
	static void (*const makes[])(struct buffer * out) = {read_outlet, write_rss, write_atom};
	(void)state;
	for (size_t i = 0; i < sizeof makes / sizeof *makes; i++) {
		struct source *source = calloc(1, sizeof *source);
		struct tally tally = {0};
		assert_non_null(source);
		makes[i](&source->text);
		learn(source);
		for (uint64_t seed = 0; seed < MUTATIONS; seed++)
			try_one(&tally, source, &(struct random){.state = seed * 7919 + 1});
		print_message("# %zu of %zu before the damage, %zu of %zu in all\n",
			tally.before_kept, tally.before, tally.all_kept, tally.all);
		assert_int_equal(tally.before_kept, tally.before);
		assert_true(tally.all_kept * 100 >= tally.all * 95);
		buffer_done(&source->text);
		free(source);
	}
}

TEST_MAIN(TEST("a damaged feed keeps its articles", a_damaged_feed_keeps_its_articles))
