#include "feeds/telegram_post.h"

#include <string.h>

#include "feeds/date.h"
#include "feeds/references.h"
#include "feeds/strip.h"
#include "src/base/url.h"

enum { ENCLOSURES_LIMIT = 20 };

/* ---- writing ---- */

static void append_line(struct buffer *out, const char *tag, struct foreign text)
{
	if (text.len == 0)
		return;
	buffer_printf(out, "<%s>", tag);
	references_escape(out, text);
	buffer_printf(out, "</%s>\n", tag);
}

struct foreign telegram_address(struct arena *arena, struct foreign value)
{
	return url_resolve(arena, TELEGRAM_SITE, foreign_trim(strip_references(arena, value)));
}

/* background-image:url('…') */
static struct foreign background(struct arena *arena, const struct tag_walk *walk)
{
	static const char before[] = "background-image:url('";
	struct foreign style = strip_references(arena, tag_walk_attribute(walk, "style"));
	const char *start = memmem(style.utf8, style.len, before, sizeof before - 1);
	if (!start)
		return FOREIGN("");
	start += sizeof before - 1;
	const char *stop = memchr(start, '\'', (size_t)(style.utf8 + style.len - start));
	return stop ? telegram_address(arena, (struct foreign){start, (size_t)(stop - start)})
		    : FOREIGN("");
}

/* ---- the parts of a post ---- */

static void take_head(struct telegram_post *post, struct tag_walk *walk)
{
	struct foreign path = strip_references(post->arena, tag_walk_attribute(walk, "data-post"));
	if (post->path.len == 0)
		post->path = path;
	post->is_service |= tag_walk_has_word(tag_walk_attribute(walk, "class"), "service_message");
}

static void take_text(struct telegram_post *post, struct tag_walk *walk)
{
	struct foreign inside = foreign_trim(tag_walk_inside(walk));
	if (inside.len > 0)
		buffer_printf(&post->words, "<div>%.*s</div>\n", (int)inside.len, inside.utf8);
}

static void take_picture(struct telegram_post *post, struct tag_walk *walk)
{
	struct foreign url = background(post->arena, walk);
	if (url.len == 0)
		return;
	if (post->article->image.len == 0)
		post->article->image = url;
	buffer_append_string(&post->pictures, "<p><img src=\"");
	references_escape(&post->pictures, url);
	buffer_append_string(&post->pictures, "\"></p>\n");
}

static void add_enclosure(
	struct telegram_post *post, const struct tag_walk *walk, const char *mime_type)
{
	struct article *article = post->article;
	struct foreign url = telegram_address(post->arena, tag_walk_attribute(walk, "src"));
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

static void take_video(struct telegram_post *post, struct tag_walk *walk)
{
	add_enclosure(post, walk, "video/mp4");
}

static void take_voice(struct telegram_post *post, struct tag_walk *walk)
{
	add_enclosure(post, walk, "audio/ogg");
}

static void take_line(struct telegram_post *post, struct tag_walk *walk)
{
	append_line(&post->words, "p", strip_html(post->arena, tag_walk_inside(walk)));
}

static void take_options(struct telegram_post *post, struct tag_walk *walk)
{
	struct tag_walk part = tag_walk_over(tag_walk_inside(walk));
	buffer_append_string(&post->words, "<ul>\n");
	while (tag_walk_next(&part))
		if (tag_walk_has_word(tag_walk_attribute(&part, "class"),
			    "tgme_widget_message_poll_option_text"))
			append_line(&post->words, "li",
				strip_html(post->arena, tag_walk_inside(&part)));
	buffer_append_string(&post->words, "</ul>\n");
}

/* A page that the post links to, as its outlet describes it. */
static void take_preview(struct telegram_post *post, struct tag_walk *walk)
{
	struct foreign url = telegram_address(post->arena, tag_walk_attribute(walk, "href"));
	struct tag_walk part = tag_walk_over(tag_walk_inside(walk));
	struct foreign title = url, description = FOREIGN("");
	while (tag_walk_next(&part)) {
		struct foreign class = tag_walk_attribute(&part, "class");
		if (tag_walk_has_word(class, "link_preview_title"))
			title = strip_html(post->arena, tag_walk_inside(&part));
		else if (tag_walk_has_word(class, "link_preview_description"))
			description = strip_html(post->arena, tag_walk_inside(&part));
	}
	if (url.len == 0)
		return;
	buffer_append_string(&post->words, "<blockquote><p><a href=\"");
	references_escape(&post->words, url);
	buffer_append_string(&post->words, "\">");
	references_escape(&post->words, title);
	buffer_append_string(&post->words, "</a></p>\n");
	append_line(&post->words, "p", description);
	buffer_append_string(&post->words, "</blockquote>\n");
}

static void take_author(struct telegram_post *post, struct tag_walk *walk)
{
	struct person *author = arena_alloc(post->arena, sizeof *author);
	*author = (struct person){.name = strip_html(post->arena, tag_walk_inside(walk))};
	if (author->name.len > 0)
		post->article->authors = (struct people){author, 1};
}

static void take_source(struct telegram_post *post, struct tag_walk *walk)
{
	post->article->source_url = telegram_address(post->arena, tag_walk_attribute(walk, "href"));
	post->article->source_title = strip_html(post->arena, tag_walk_inside(walk));
}

/* What it answers to is another post, and is not said again. */
static void pass_over(struct telegram_post *post, struct tag_walk *walk)
{
	(void)post;
	tag_walk_inside(walk);
}

static const struct {
	const char *class;
	void (*take)(struct telegram_post *post, struct tag_walk *walk);
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

static void take_part(struct telegram_post *post, struct tag_walk *walk)
{
	struct foreign class = tag_walk_attribute(walk, "class");
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (tag_walk_has_word(class, parts[i].class)) {
			parts[i].take(post, walk);
			return;
		}
	struct foreign moment = tag_walk_attribute(walk, "datetime");
	if (moment.len > 0 && post->article->published == 0)
		post->article->published = date_parse(moment);
}

bool telegram_post_read(struct telegram_post *post, struct tag_walk walk)
{
	while (tag_walk_next(&walk))
		if (walk.tag[1] != '/')
			take_part(post, &walk);
	return post->path.len > 0 && !post->is_service;
}
