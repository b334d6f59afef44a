/* A feed and its articles across the pipe.  Texts go by tables, so that a field
 * added to feed.h needs one line here. */
#include <stddef.h>

#include "feeds/parse.h"
#include "src/jobs/frame.h"

static const size_t PERSON_TEXTS[] = {
	offsetof(struct person, name),
	offsetof(struct person, email),
	offsetof(struct person, url),
	offsetof(struct person, avatar),
};

static const size_t FEED_TEXTS[] = {
	offsetof(struct feed, encoding),
	offsetof(struct feed, id),
	offsetof(struct feed, title),
	offsetof(struct feed, home_page_url),
	offsetof(struct feed, feed_url),
	offsetof(struct feed, next_url),
	offsetof(struct feed, description),
	offsetof(struct feed, user_comment),
	offsetof(struct feed, icon),
	offsetof(struct feed, favicon),
	offsetof(struct feed, language),
	offsetof(struct feed, rights),
	offsetof(struct feed, generator_name),
	offsetof(struct feed, generator_url),
	offsetof(struct feed, generator_version),
	offsetof(struct feed, new_feed_url),
};

static const size_t ARTICLE_TEXTS[] = {
	offsetof(struct article, id),
	offsetof(struct article, url),
	offsetof(struct article, external_url),
	offsetof(struct article, title),
	offsetof(struct article, summary),
	offsetof(struct article, content_html),
	offsetof(struct article, content_text),
	offsetof(struct article, base_url),
	offsetof(struct article, language),
	offsetof(struct article, image),
	offsetof(struct article, banner_image),
	offsetof(struct article, rights),
	offsetof(struct article, comments),
	offsetof(struct article, comments_feed),
	offsetof(struct article, source_title),
	offsetof(struct article, source_url),
	offsetof(struct article, chapters),
	offsetof(struct article, transcript),
};

static const size_t HUB_TEXTS[] = {
	offsetof(struct hub, type),
	offsetof(struct hub, url),
};

static const size_t ENCLOSURE_TEXTS[] = {
	offsetof(struct enclosure, url),
	offsetof(struct enclosure, mime_type),
	offsetof(struct enclosure, title),
};

/* The least that one of each takes, for counts: empty texts of 4 bytes. */
enum {
	PERSON_SIZE = FRAME_COUNT(PERSON_TEXTS) * 4,
	HUB_SIZE = FRAME_COUNT(HUB_TEXTS) * 4,
	ENCLOSURE_SIZE = FRAME_COUNT(ENCLOSURE_TEXTS) * 4 + 2 * 8,
	ARTICLE_SIZE = FRAME_COUNT(ARTICLE_TEXTS) * 4 + 13 * 8,
};

/* ---- writing ---- */

static void put_people(struct frame_writer *frame, const struct people *people)
{
	frame_put_number(frame, (int64_t)people->count);
	for (size_t i = 0; i < people->count; i++)
		frame_put_texts(frame, &people->items[i], PERSON_TEXTS, FRAME_COUNT(PERSON_TEXTS));
}

static void put_hubs(struct frame_writer *frame, const struct feed *feed)
{
	frame_put_number(frame, (int64_t)feed->hubs_count);
	for (size_t i = 0; i < feed->hubs_count; i++)
		frame_put_texts(frame, &feed->hubs[i], HUB_TEXTS, FRAME_COUNT(HUB_TEXTS));
}

static void put_enclosures(struct frame_writer *frame, const struct article *article)
{
	frame_put_number(frame, (int64_t)article->enclosures_count);
	for (size_t i = 0; i < article->enclosures_count; i++) {
		const struct enclosure *one = &article->enclosures[i];
		frame_put_texts(frame, one, ENCLOSURE_TEXTS, FRAME_COUNT(ENCLOSURE_TEXTS));
		frame_put_number(frame, one->size_bytes);
		frame_put_number(frame, one->duration_seconds);
	}
}

static void put_article(struct frame_writer *frame, const struct article *article)
{
	frame_put_texts(frame, article, ARTICLE_TEXTS, FRAME_COUNT(ARTICLE_TEXTS));
	frame_put_number(frame, (int64_t)article->bytes_hash);
	frame_put_number(frame, article->guid_is_permalink);
	frame_put_number(frame, article->comments_count);
	frame_put_number(frame, article->published);
	frame_put_number(frame, article->updated);
	frame_put_number(frame, article->duration_seconds);
	frame_put_number(frame, article->explicit_content);
	put_people(frame, &article->authors);
	put_people(frame, &article->contributors);
	frame_put_list(frame, article->tags.items, article->tags.count);
	put_enclosures(frame, article);
	frame_put_hashes(frame, article->block_hashes, article->block_hashes_count);
	frame_put_number(frame, article->is_teaser);
}

void frame_put_feed(struct frame_writer *frame, const struct feed *feed)
{
	frame_put_texts(frame, feed, FEED_TEXTS, FRAME_COUNT(FEED_TEXTS));
	frame_put_number(frame, feed->format);
	frame_put_number(frame, feed->published);
	frame_put_number(frame, feed->updated);
	frame_put_number(frame, feed->explicit_content);
	frame_put_number(frame, feed->expired);
	frame_put_number(frame, feed->hints.interval_seconds);
	frame_put_number(frame, feed->hints.skip_hours);
	frame_put_number(frame, feed->hints.skip_days);
	put_people(frame, &feed->authors);
	put_people(frame, &feed->contributors);
	frame_put_list(frame, feed->tags.items, feed->tags.count);
	put_hubs(frame, feed);
	frame_put_list(frame, feed->warnings.items, feed->warnings.count);
	frame_put_hashes(frame, feed->item_hashes, feed->item_hashes_count);
	frame_put_number(frame, (int64_t)feed->articles_count);
	for (size_t i = 0; i < feed->articles_count; i++)
		put_article(frame, &feed->articles[i]);
}

/* ---- reading ---- */

static enum tristate get_tristate(struct frame_reader *frame)
{
	return (enum tristate)frame_get_number_up_to(frame, TRISTATE_YES);
}

static void get_people(struct frame_reader *frame, struct people *people)
{
	people->count = frame_get_count(frame, PERSON_SIZE);
	people->items = arena_array(frame->arena, people->count, sizeof *people->items);
	for (size_t i = 0; i < people->count; i++)
		frame_get_texts(frame, &people->items[i], PERSON_TEXTS, FRAME_COUNT(PERSON_TEXTS));
}

static void get_hubs(struct frame_reader *frame, struct feed *feed)
{
	feed->hubs_count = frame_get_count(frame, HUB_SIZE);
	feed->hubs = arena_array(frame->arena, feed->hubs_count, sizeof *feed->hubs);
	for (size_t i = 0; i < feed->hubs_count; i++)
		frame_get_texts(frame, &feed->hubs[i], HUB_TEXTS, FRAME_COUNT(HUB_TEXTS));
}

static void get_enclosures(struct frame_reader *frame, struct article *article)
{
	article->enclosures_count = frame_get_count(frame, ENCLOSURE_SIZE);
	article->enclosures =
		arena_array(frame->arena, article->enclosures_count, sizeof *article->enclosures);
	for (size_t i = 0; i < article->enclosures_count; i++) {
		struct enclosure *one = &article->enclosures[i];
		frame_get_texts(frame, one, ENCLOSURE_TEXTS, FRAME_COUNT(ENCLOSURE_TEXTS));
		one->size_bytes = frame_get_number(frame);
		one->duration_seconds = frame_get_number(frame);
	}
}

static void get_article(struct frame_reader *frame, struct article *article)
{
	frame_get_texts(frame, article, ARTICLE_TEXTS, FRAME_COUNT(ARTICLE_TEXTS));
	article->bytes_hash = (uint64_t)frame_get_number(frame);
	article->guid_is_permalink = get_tristate(frame);
	article->comments_count = frame_get_number(frame);
	article->published = frame_get_number(frame);
	article->updated = frame_get_number(frame);
	article->duration_seconds = frame_get_number(frame);
	article->explicit_content = get_tristate(frame);
	get_people(frame, &article->authors);
	get_people(frame, &article->contributors);
	article->tags.items = frame_get_list(frame, &article->tags.count);
	get_enclosures(frame, article);
	article->block_hashes = frame_get_hashes(frame, &article->block_hashes_count);
	article->is_teaser = get_tristate(frame);
}

void frame_get_feed(struct frame_reader *frame, struct feed *feed)
{
	*feed = (struct feed){0};
	frame_get_texts(frame, feed, FEED_TEXTS, FRAME_COUNT(FEED_TEXTS));
	feed->format = (enum feed_format)frame_get_number_up_to(frame, FEED_TELEGRAM);
	feed->published = frame_get_number(frame);
	feed->updated = frame_get_number(frame);
	feed->explicit_content = get_tristate(frame);
	feed->expired = get_tristate(frame);
	feed->hints.interval_seconds = frame_get_number_up_to(frame, INT32_MAX);
	feed->hints.skip_hours = (uint32_t)frame_get_number_up_to(frame, UINT32_MAX);
	feed->hints.skip_days = (uint8_t)frame_get_number_up_to(frame, UINT8_MAX);
	get_people(frame, &feed->authors);
	get_people(frame, &feed->contributors);
	feed->tags.items = frame_get_list(frame, &feed->tags.count);
	get_hubs(frame, feed);
	feed->warnings.items = frame_get_list(frame, &feed->warnings.count);
	feed->item_hashes = frame_get_hashes(frame, &feed->item_hashes_count);
	feed->articles_count = frame_get_count(frame, ARTICLE_SIZE);
	if (feed->articles_count > PARSE_ITEMS_LIMIT)
		frame_refuse(frame);
	if (frame->is_broken)
		feed->articles_count = 0;
	feed->articles = arena_array(frame->arena, feed->articles_count, sizeof *feed->articles);
	for (size_t i = 0; i < feed->articles_count; i++)
		get_article(frame, &feed->articles[i]);
}
