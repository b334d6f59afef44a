/* One walk over the tags: an element is known by a word of its class.  What of a
 * post changes between two looks at it (views, signed addresses of pictures) is
 * left out of its hash, else each fetch would show all posts as changed. */
#include "feeds/parse_telegram.h"

#include <string.h>
#include <strings.h>

#include "feeds/date.h"
#include "feeds/markup.h"
#include "feeds/strip.h"
#include "src/base/buffer.h"
#include "src/base/hash.h"
#include "src/base/url.h"

enum { POSTS_LIMIT = 1000, ENCLOSURES_LIMIT = 20 };

static const struct foreign SITE = FOREIGN("https://t.me/");

/* A tag, and the page from there on. */
struct spot {
	const char *tag, *after; /* '<', and behind '>' */
	const char *end;         /* of the page or the post */
};

struct post {
	struct arena *arena;
	struct article *article;
	struct buffer words, pictures; /* HTML */
	struct foreign path;           /* "channel/123" */
	bool is_service;               /* "Channel created" */
};

struct reading {
	struct arena *arena;
	struct feed *feed;
	const struct parse_options *options;
	struct foreign name;  /* the channel's, in addresses */
	struct foreign title; /* of the page's head, for channels that hide theirs */
};

/* ---- tags ---- */

static bool next_tag(struct spot *spot)
{
	for (const char *at = spot->after; at < spot->end; at++) {
		at = memchr(at, '<', (size_t)(spot->end - at));
		if (!at)
			return false;
		size_t len = markup_is_tag(at, spot->end) ? markup_tag_length(at, spot->end) : 0;
		if (len == 0)
			continue;
		spot->tag = at;
		spot->after = at + len;
		return true;
	}
	return false;
}

static struct foreign attribute(const struct spot *spot, const char *name)
{
	const char *at = spot->tag + 1;
	struct markup_attribute one;
	while (markup_next_attribute(&one, &at, spot->after))
		if (one.name.len == strlen(name) &&
			strncasecmp(one.name.utf8, name, one.name.len) == 0)
			return one.value;
	return FOREIGN("");
}

static bool has_word(struct foreign list, const char *word)
{
	size_t len = strlen(word);
	for (size_t start = 0; start + len <= list.len; start++) {
		size_t stop = start;
		while (stop < list.len && list.utf8[stop] != ' ')
			stop++;
		if (stop - start == len && memcmp(list.utf8 + start, word, len) == 0)
			return true;
		start = stop;
	}
	return false;
}

/* What is inside the element that begins at `spot`, which moves behind it. */
static struct foreign take_inside(struct spot *spot)
{
	const char *start = spot->after;
	struct foreign name = markup_tag_name(spot->tag, spot->end);
	int depth = 1;
	while (next_tag(spot)) {
		struct foreign one = markup_tag_name(spot->tag, spot->end);
		if (!foreign_equal_ignoring_ascii_case(one, name))
			continue;
		depth += spot->tag[1] == '/' ? -1 : 1;
		if (depth == 0)
			return (struct foreign){start, (size_t)(spot->tag - start)};
	}
	spot->after = spot->end;
	return (struct foreign){start, (size_t)(spot->end - start)};
}

/* ---- writing ---- */

static void append_text(struct buffer *out, struct foreign text)
{
	for (size_t i = 0; i < text.len; i++)
		switch (text.utf8[i]) {
		case '<':
			buffer_append_string(out, "&lt;");
			break;
		case '>':
			buffer_append_string(out, "&gt;");
			break;
		case '&':
			buffer_append_string(out, "&amp;");
			break;
		case '"':
			buffer_append_string(out, "&quot;");
			break;
		default:
			buffer_append_char(out, text.utf8[i]);
		}
}

static void append_line(struct buffer *out, const char *tag, struct foreign text)
{
	if (text.len == 0)
		return;
	buffer_printf(out, "<%s>", tag);
	append_text(out, text);
	buffer_printf(out, "</%s>\n", tag);
}

static struct foreign address(struct arena *arena, struct foreign value)
{
	return url_resolve(arena, SITE, foreign_trim(strip_references(arena, value)));
}

/* background-image:url('…') */
static struct foreign background(struct arena *arena, const struct spot *spot)
{
	static const char before[] = "background-image:url('";
	struct foreign style = strip_references(arena, attribute(spot, "style"));
	const char *start = memmem(style.utf8, style.len, before, sizeof before - 1);
	if (!start)
		return FOREIGN("");
	start += sizeof before - 1;
	const char *stop = memchr(start, '\'', (size_t)(style.utf8 + style.len - start));
	return stop ? address(arena, (struct foreign){start, (size_t)(stop - start)}) : FOREIGN("");
}

/* ---- the parts of a post ---- */

static void take_head(struct post *post, struct spot *spot)
{
	struct foreign path = strip_references(post->arena, attribute(spot, "data-post"));
	if (post->path.len == 0)
		post->path = path;
	post->is_service |= has_word(attribute(spot, "class"), "service_message");
}

static void take_text(struct post *post, struct spot *spot)
{
	struct foreign inside = foreign_trim(take_inside(spot));
	if (inside.len > 0)
		buffer_printf(&post->words, "<div>%.*s</div>\n", (int)inside.len, inside.utf8);
}

static void take_picture(struct post *post, struct spot *spot)
{
	struct foreign url = background(post->arena, spot);
	if (url.len == 0)
		return;
	if (post->article->image.len == 0)
		post->article->image = url;
	buffer_append_string(&post->pictures, "<p><img src=\"");
	append_text(&post->pictures, url);
	buffer_append_string(&post->pictures, "\"></p>\n");
}

static void add_enclosure(struct post *post, const struct spot *spot, const char *mime_type)
{
	struct article *article = post->article;
	struct foreign url = address(post->arena, attribute(spot, "src"));
	if (url.len == 0 || article->enclosures_count >= ENCLOSURES_LIMIT)
		return;
	if (!article->enclosures)
		article->enclosures =
			arena_array(post->arena, ENCLOSURES_LIMIT, sizeof *article->enclosures);
	article->enclosures[article->enclosures_count++] = (struct enclosure){.url = url,
		.mime_type = foreign_from_string(mime_type),
		.size_bytes = -1,
		.duration_seconds = -1};
}

static void take_video(struct post *post, struct spot *spot)
{
	add_enclosure(post, spot, "video/mp4");
}

static void take_voice(struct post *post, struct spot *spot)
{
	add_enclosure(post, spot, "audio/ogg");
}

static void take_line(struct post *post, struct spot *spot)
{
	append_line(&post->words, "p", strip_html(post->arena, take_inside(spot)));
}

static struct spot spot_of(struct foreign text)
{
	return (struct spot){.after = text.utf8, .end = text.utf8 + text.len};
}

static void take_options(struct post *post, struct spot *spot)
{
	struct spot part = spot_of(take_inside(spot));
	buffer_append_string(&post->words, "<ul>\n");
	while (next_tag(&part))
		if (has_word(attribute(&part, "class"), "tgme_widget_message_poll_option_text"))
			append_line(
				&post->words, "li", strip_html(post->arena, take_inside(&part)));
	buffer_append_string(&post->words, "</ul>\n");
}

/* A page that the post links to, as its outlet describes it. */
static void take_preview(struct post *post, struct spot *spot)
{
	struct foreign url = address(post->arena, attribute(spot, "href"));
	struct spot part = spot_of(take_inside(spot));
	struct foreign title = url, description = FOREIGN("");
	while (next_tag(&part)) {
		struct foreign class = attribute(&part, "class");
		if (has_word(class, "link_preview_title"))
			title = strip_html(post->arena, take_inside(&part));
		else if (has_word(class, "link_preview_description"))
			description = strip_html(post->arena, take_inside(&part));
	}
	if (url.len == 0)
		return;
	buffer_append_string(&post->words, "<blockquote><p><a href=\"");
	append_text(&post->words, url);
	buffer_append_string(&post->words, "\">");
	append_text(&post->words, title);
	buffer_append_string(&post->words, "</a></p>\n");
	append_line(&post->words, "p", description);
	buffer_append_string(&post->words, "</blockquote>\n");
}

static void take_author(struct post *post, struct spot *spot)
{
	struct person *author = arena_alloc(post->arena, sizeof *author);
	*author = (struct person){.name = strip_html(post->arena, take_inside(spot))};
	if (author->name.len > 0)
		post->article->authors = (struct people){author, 1};
}

static void take_source(struct post *post, struct spot *spot)
{
	post->article->source_url = address(post->arena, attribute(spot, "href"));
	post->article->source_title = strip_html(post->arena, take_inside(spot));
}

/* What it answers to is another post, and is not said again. */
static void pass_over(struct post *post, struct spot *spot)
{
	(void)post;
	take_inside(spot);
}

static const struct {
	const char *class;
	void (*take)(struct post *post, struct spot *spot);
} parts[] = {
	{"tgme_widget_message", take_head},
	{"tgme_widget_message_reply", pass_over},
	{"tgme_widget_message_text", take_text},
	{"tgme_widget_message_photo_wrap", take_picture},
	{"tgme_widget_message_video_thumb", take_picture},
	{"tgme_widget_message_roundvideo_thumb", take_picture},
	{"tgme_widget_message_sticker", take_picture},
	{"tgme_widget_message_video", take_video},
	{"tgme_widget_message_roundvideo", take_video},
	{"tgme_widget_message_voice", take_voice},
	{"tgme_widget_message_document_title", take_line},
	{"tgme_widget_message_poll_question", take_line},
	{"tgme_widget_message_poll_options", take_options},
	{"tgme_widget_message_link_preview", take_preview},
	{"tgme_widget_message_from_author", take_author},
	{"tgme_widget_message_forwarded_from_name", take_source},
};

static void take_part(struct post *post, struct spot *spot)
{
	struct foreign class = attribute(spot, "class");
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (has_word(class, parts[i].class)) {
			parts[i].take(post, spot);
			return;
		}
	struct foreign moment = attribute(spot, "datetime");
	if (moment.len > 0 && post->article->published == 0)
		post->article->published = date_parse(moment);
}

/* ---- posts ---- */

static struct foreign joined(struct arena *arena, struct foreign start, struct foreign rest)
{
	const char *text = arena_printf(
		arena, "%.*s%.*s", (int)start.len, start.utf8, (int)rest.len, rest.utf8);
	return (struct foreign){text, strlen(text)};
}

static uint64_t hash_of(const struct post *post)
{
	struct buffer steady = {0};
	buffer_append(&steady, post->path.utf8, post->path.len);
	buffer_append(&steady, "\n", 1);
	buffer_append(&steady, post->words.data, post->words.len);
	uint64_t hash = hash_bytes(steady.data, steady.len);
	buffer_done(&steady);
	return hash;
}

static void keep_post(struct reading *reading, struct post *post)
{
	struct feed *feed = reading->feed;
	struct article *article = post->article;
	article->bytes_hash = hash_of(post);
	feed->item_hashes[feed->item_hashes_count++] = article->bytes_hash;
	if (parse_is_known(reading->options, article->bytes_hash))
		return;
	article->id = article->url = joined(reading->arena, SITE, post->path);
	article->base_url = SITE;
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

static void read_post(struct reading *reading, struct spot spot)
{
	struct article *article = &reading->feed->articles[reading->feed->articles_count];
	*article = (struct article){.comments_count = -1, .duration_seconds = -1};
	struct post post = {.arena = reading->arena, .article = article};
	while (next_tag(&spot))
		if (spot.tag[1] != '/')
			take_part(&post, &spot);
	learn_name(reading, post.path);
	if (post.path.len > 0 && !post.is_service)
		keep_post(reading, &post);
	buffer_done(&post.words);
	buffer_done(&post.pictures);
}

/* ---- the channel ---- */

static void take_meta(struct reading *reading, const struct spot *spot)
{
	struct foreign property = attribute(spot, "property");
	struct foreign content = strip_references(reading->arena, attribute(spot, "content"));
	if (foreign_equal(property, FOREIGN("og:title")))
		reading->title = foreign_collapse(reading->arena, content);
	else if (foreign_equal(property, FOREIGN("og:image")))
		reading->feed->icon = address(reading->arena, content);
	else if (foreign_equal(property, FOREIGN("og:description")))
		reading->feed->description = foreign_collapse(reading->arena, content);
}

static void take_channel(struct reading *reading, struct spot *spot)
{
	struct foreign class = attribute(spot, "class");
	struct feed *feed = reading->feed;
	if (has_word(class, "tgme_channel_info_header_title"))
		feed->title = strip_html(reading->arena, take_inside(spot));
	else if (has_word(class, "tgme_channel_info_description"))
		feed->description = strip_html(reading->arena, take_inside(spot));
	else if (attribute(spot, "property").len > 0)
		take_meta(reading, spot);
}

static void finish_channel(struct reading *reading)
{
	struct feed *feed = reading->feed;
	feed->format = FEED_TELEGRAM;
	if (feed->title.len == 0)
		feed->title = reading->title;
	if (reading->name.len > 0)
		feed->home_page_url = joined(reading->arena, SITE, reading->name);
}

/* ---- the page ---- */

static bool is_post(const struct spot *spot)
{
	return spot->tag[1] != '/' &&
	       has_word(attribute(spot, "class"), "tgme_widget_message_wrap");
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
	struct spot spot = spot_of(page);
	const char *post = NULL;
	size_t posts = 0, limit = room_for_posts(page);
	out->articles = arena_array(arena, limit, sizeof *out->articles);
	out->item_hashes = arena_array(arena, limit, sizeof *out->item_hashes);
	while (next_tag(&spot) && posts < limit) {
		if (is_post(&spot) && post) {
			read_post(&reading, (struct spot){.after = post, .end = spot.tag});
			posts++;
		}
		if (is_post(&spot))
			post = spot.tag;
		else if (!post)
			take_channel(&reading, &spot);
	}
	if (post && posts < limit)
		read_post(&reading, (struct spot){.after = post, .end = spot.end});
	finish_channel(&reading);
}
