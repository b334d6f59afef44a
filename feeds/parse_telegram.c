/* One walk over the tags: an element is known by a word of its class.  What of a
 * post changes between two looks at it (views, signed addresses of pictures) is
 * left out of its hash, else each fetch would show all posts as changed. */
#include "feeds/parse_telegram.h"

#include <string.h>

#include "feeds/strip.h"
#include "feeds/tag_walk.h"
#include "feeds/telegram_post.h"
#include "src/base/hash.h"

enum { POSTS_LIMIT = 1000 };

struct reading {
	struct arena *arena;
	struct feed *feed;
	const struct parse_options *options;
	struct foreign name;  /* the channel's, in addresses */
	struct foreign title; /* of the page's head, for channels that hide theirs */
};

/* ---- posts ---- */

static struct foreign joined(struct arena *arena, struct foreign start, struct foreign rest)
{
	const char *text = arena_printf(
		arena, "%.*s%.*s", (int)start.len, start.utf8, (int)rest.len, rest.utf8);
	return (struct foreign){text, strlen(text)};
}

static uint64_t hash_of(const struct telegram_post *post)
{
	struct buffer steady = {0};
	buffer_append(&steady, post->path.utf8, post->path.len);
	buffer_append(&steady, "\n", 1);
	buffer_append(&steady, post->words.data, post->words.len);
	uint64_t hash = hash_bytes(steady.data, steady.len);
	buffer_done(&steady);
	return hash;
}

static void keep_post(struct reading *reading, struct telegram_post *post)
{
	struct feed *feed = reading->feed;
	struct article *article = post->article;
	article->bytes_hash = hash_of(post);
	feed->item_hashes[feed->item_hashes_count++] = article->bytes_hash;
	if (parse_is_known(reading->options, article->bytes_hash))
		return;
	article->id = article->url = joined(reading->arena, TELEGRAM_SITE, post->path);
	article->base_url = TELEGRAM_SITE;
	buffer_append(&post->pictures, post->words.data, post->words.len);
	article->content_html = (struct foreign){
		arena_copy(reading->arena, post->pictures.data, post->pictures.len),
		post->pictures.len};
	feed->articles_count++;
}

static void learn_name(struct reading *reading, struct foreign path)
{
	const char *slash = memchr(path.utf8, '/', path.len);
	if (reading->name.len == 0 && slash)
		reading->name = (struct foreign){path.utf8, (size_t)(slash - path.utf8)};
}

static void read_post(struct reading *reading, struct tag_walk walk)
{
	struct article *article = &reading->feed->articles[reading->feed->articles_count];
	*article = (struct article){.comments_count = -1, .duration_seconds = -1};
	struct telegram_post post = {.arena = reading->arena, .article = article};
	bool is_post = telegram_post_read(&post, walk);
	learn_name(reading, post.path);
	if (is_post)
		keep_post(reading, &post);
	buffer_done(&post.words);
	buffer_done(&post.pictures);
}

/* ---- the channel ---- */

static void take_meta(struct reading *reading, const struct tag_walk *walk)
{
	struct foreign property = tag_walk_attribute(walk, "property");
	struct foreign content =
		strip_references(reading->arena, tag_walk_attribute(walk, "content"));
	if (foreign_equal(property, FOREIGN("og:title")))
		reading->title = foreign_collapse(reading->arena, content);
	else if (foreign_equal(property, FOREIGN("og:image")))
		reading->feed->icon = telegram_address(reading->arena, content);
	else if (foreign_equal(property, FOREIGN("og:description")))
		reading->feed->description = foreign_collapse(reading->arena, content);
}

static void take_channel(struct reading *reading, struct tag_walk *walk)
{
	struct foreign class = tag_walk_attribute(walk, "class");
	struct feed *feed = reading->feed;
	if (tag_walk_has_word(class, "tgme_channel_info_header_title"))
		feed->title = strip_html(reading->arena, tag_walk_inside(walk));
	else if (tag_walk_has_word(class, "tgme_channel_info_description"))
		feed->description = strip_html(reading->arena, tag_walk_inside(walk));
	else if (tag_walk_attribute(walk, "property").len > 0)
		take_meta(reading, walk);
}

static void finish_channel(struct reading *reading)
{
	struct feed *feed = reading->feed;
	feed->format = FEED_TELEGRAM;
	if (feed->title.len == 0)
		feed->title = reading->title;
	if (reading->name.len > 0)
		feed->home_page_url = joined(reading->arena, TELEGRAM_SITE, reading->name);
}

/* ---- the page ---- */

static bool is_post(const struct tag_walk *walk)
{
	return walk->tag[1] != '/' &&
	       tag_walk_has_word(tag_walk_attribute(walk, "class"), "tgme_widget_message_wrap");
}

/* As many as there may be; never 0. */
static size_t room_for_posts(struct foreign page)
{
	static const char sign[] = "tgme_widget_message_wrap";
	const char *at = page.utf8, *end = page.utf8 + page.len;
	size_t count = 1;
	while (count < POSTS_LIMIT &&
		(at = memmem(at, (size_t)(end - at), sign, sizeof sign - 1))) {
		at += sizeof sign - 1;
		count++;
	}
	return count;
}

bool parse_telegram_is(struct foreign page)
{
	static const char *const signs[] = {"tgme_channel_info", "tgme_widget_message_wrap"};
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (memmem(page.utf8, page.len, signs[i], strlen(signs[i])))
			return true;
	return false;
}

/* A post ends where the next begins, whatever is left open in it. */
void parse_telegram(struct feed *out, struct arena *arena, struct foreign page,
	const struct parse_options *options)
{
	struct reading reading = {.arena = arena, .feed = out, .options = options};
	struct tag_walk walk = tag_walk_over(page);
	const char *post = NULL;
	size_t posts = 0, limit = room_for_posts(page);
	out->articles = arena_array(arena, limit, sizeof *out->articles);
	out->item_hashes = arena_array(arena, limit, sizeof *out->item_hashes);
	while (tag_walk_next(&walk) && posts < limit) {
		if (is_post(&walk) && post) {
			read_post(&reading, (struct tag_walk){.after = post, .end = walk.tag});
			posts++;
		}
		if (is_post(&walk))
			post = walk.tag;
		else if (!post)
			take_channel(&reading, &walk);
	}
	if (post && posts < limit)
		read_post(&reading, (struct tag_walk){.after = post, .end = walk.end});
	finish_channel(&reading);
}
