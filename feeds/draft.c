#include "feeds/draft.h"

#include <stdlib.h>
#include <string.h>

#include "feeds/person.h"
#include "feeds/strip.h"
#include "src/base/array.h"

static int compare_rule(const void *name, const void *rule)
{
	const char *wanted = name, *other = ((const struct field_rule *)rule)->name;
	int order = *wanted - *other;
	return order != 0 ? order : strcmp(wanted, other);
}

const struct field_rule *field_rule_find(
	const struct field_rule *rules, size_t count, const char *name)
{
	return bsearch(name, rules, count, sizeof *rules, compare_rule);
}

void draft_take_children(struct draft *draft, const struct xml_node *node,
	const struct field_rule *rules, size_t count)
{
	for (const struct xml_node *child = node->first_child; child; child = child->next) {
		if (!child->name)
			continue;
		const struct field_rule *rule = field_rule_find(rules, count, child->name);
		if (rule)
			rule->take(draft, child);
		else
			module_take(draft, child);
	}
}

void draft_offer(
	struct foreign *text, enum draft_rank *have, struct foreign offer, enum draft_rank rank)
{
	if (offer.len == 0 || rank <= *have)
		return;
	*text = offer;
	*have = rank;
}

void draft_offer_time(int64_t *time, enum draft_rank *have, int64_t offer, enum draft_rank rank)
{
	if (offer == 0 || rank <= *have)
		return;
	*time = offer;
	*have = rank;
}

static bool has_tag(const struct draft_lists *lists, struct foreign tag)
{
	for (size_t i = 0; i < lists->tags_count; i++)
		if (foreign_equal(lists->tags[i], tag))
			return true;
	return false;
}

void draft_add_tag(struct draft *draft, struct foreign tag)
{
	struct draft_lists *lists = draft->lists;
	if (!lists || lists->tags_count == DRAFT_LIST_LIMIT)
		return;
	tag = strip_html(draft->arena, tag);
	if (tag.len > 0 && !has_tag(lists, tag))
		ARRAY_PUSH(lists->tags, lists->tags_count, lists->tags_capacity) = tag;
}

static void complete_enclosure(struct enclosure *known, const struct enclosure *more)
{
	if (known->mime_type.len == 0)
		known->mime_type = more->mime_type;
	if (known->title.len == 0)
		known->title = more->title;
	if (known->size_bytes < 0)
		known->size_bytes = more->size_bytes;
	if (known->duration_seconds < 0)
		known->duration_seconds = more->duration_seconds;
}

/* The same file is often named by <enclosure> and by <media:content>. */
void draft_add_enclosure(struct draft *draft, struct enclosure enclosure)
{
	struct draft_lists *lists = draft->lists;
	if (!draft->article || !lists || enclosure.url.len == 0 ||
		lists->enclosures_count == DRAFT_LIST_LIMIT)
		return;
	for (size_t i = 0; i < lists->enclosures_count; i++) {
		if (foreign_equal(lists->enclosures[i].url, enclosure.url)) {
			complete_enclosure(&lists->enclosures[i], &enclosure);
			return;
		}
	}
	if (lists->files++ >= DRAFT_FILES_LIMIT)
		return;
	ARRAY_PUSH(lists->enclosures, lists->enclosures_count, lists->enclosures_capacity) =
		enclosure;
}

static void *copy_list(struct arena *arena, const void *items, size_t count, size_t size)
{
	void *copy = arena_array(arena, count, size);
	if (count > 0)
		memcpy(copy, items, count * size);
	return copy;
}

/* What was gathered, as large as it is. */
static struct foreign_list take_tags(struct draft *draft)
{
	struct draft_lists *lists = draft->lists;
	size_t count = lists->tags_count;
	lists->tags_count = 0;
	return (struct foreign_list){
		copy_list(draft->arena, lists->tags, count, sizeof *lists->tags), count};
}

static void take_enclosures(struct draft *draft)
{
	struct draft_lists *lists = draft->lists;
	size_t count = lists->enclosures_count;
	lists->enclosures_count = 0;
	draft->article->enclosures_count = count;
	draft->article->enclosures =
		copy_list(draft->arena, lists->enclosures, count, sizeof *lists->enclosures);
}

void draft_lists_done(struct draft_lists *lists)
{
	free(lists->tags);
	free(lists->enclosures);
	*lists = (struct draft_lists){0};
}

void draft_add_contributor(struct draft *draft, struct person person)
{
	people_add(draft->article ? &draft->article->contributors : &draft->feed->contributors,
		draft->arena, person);
}

struct foreign *draft_url(struct draft *draft)
{
	return draft->article ? &draft->article->url : &draft->feed->home_page_url;
}

struct foreign *draft_title(struct draft *draft)
{
	return draft->article ? &draft->article->title : &draft->feed->title;
}

struct foreign *draft_rights(struct draft *draft)
{
	return draft->article ? &draft->article->rights : &draft->feed->rights;
}

struct foreign *draft_language(struct draft *draft)
{
	return draft->article ? &draft->article->language : &draft->feed->language;
}

/* The authors of modules count when the format named none; who is known
 * already is completed by what they add. */
static void merge_people(struct people *into, struct arena *arena, const struct people *more)
{
	for (size_t i = 0; i < more->count; i++)
		people_add(into, arena, more->items[i]);
}

/* Text without any markup, in paragraphs that HTML would run together. */
static bool is_in_paragraphs(struct foreign text)
{
	size_t breaks = 0;
	for (size_t i = 0; i < text.len; i++) {
		char byte = text.utf8[i];
		if (byte == '<' || byte == '&')
			return false;
		if (byte == '\n')
			breaks++;
		else if (breaks < 2 && !strchr(" \t\r", byte))
			breaks = 0;
	}
	return breaks >= 2;
}

/* A summary of one paragraph, where one is expected. */
static bool is_line(struct rich_text rich)
{
	return rich.text.len > 0 && !rich.is_html && !is_in_paragraphs(rich.text);
}

static void put_content(struct article *article, struct rich_text rich)
{
	if (rich.is_html && is_in_paragraphs(rich.text))
		rich.is_html = false;
	article->base_url = rich.base;
	if (rich.is_html)
		article->content_html = rich.text;
	else
		article->content_text = rich.text;
}

/* By what there is to read: scripts and markup make nothing an article. */
static bool says_more(struct rich_text one, struct rich_text other)
{
	if (one.text.len <= other.text.len)
		return false;
	struct arena *scratch = arena_new();
	bool is_longer = rich_plain(scratch, one).len > rich_plain(scratch, other).len;
	arena_free(scratch);
	return is_longer;
}

/* With two texts the long one is the article and the short one its summary;
 * in Atom their names decide.  One text alone is the article. */
static void choose_content(struct draft *draft)
{
	struct article *article = draft->article;
	struct rich_text body = draft->body, teaser = draft->teaser;
	bool by_name = draft->reader->kind == XML_ROOT_FEED;
	if (teaser.text.len == 0) {
		teaser = draft->spare;
	}
	if (body.text.len == 0 || (!by_name && says_more(teaser, body))) {
		struct rich_text swap = body;
		body = teaser;
		teaser = swap;
	}
	put_content(article, body);
	if (teaser.text.len > 0 && !foreign_equal(teaser.text, body.text))
		article->summary = rich_plain(draft->arena, teaser);
	else if (by_name && draft->body.text.len == 0 && is_line(draft->teaser)) {
		article->summary = rich_plain(draft->arena, body);
		article->content_text = (struct foreign){"", 0};
	}
}

/* A recording's length belongs to the file when there is just one. */
static void place_duration(struct article *article)
{
	if (article->enclosures_count > 0 && article->enclosures[0].duration_seconds < 0)
		article->enclosures[0].duration_seconds = article->duration_seconds;
}

void draft_finish_article(struct draft *draft)
{
	struct article *article = draft->article;
	choose_content(draft);
	article->tags = take_tags(draft);
	take_enclosures(draft);
	merge_people(&article->authors, draft->arena, &draft->module_authors);
	if (article->authors.count == 0)
		merge_people(&article->authors, draft->arena, &draft->source_authors);
	place_duration(article);
}

void draft_finish_feed(struct draft *draft)
{
	draft->feed->tags = take_tags(draft);
	merge_people(&draft->feed->authors, draft->arena, &draft->module_authors);
	int64_t frequency = draft->sy_frequency > 0 ? draft->sy_frequency : 1;
	if (draft->feed->hints.interval_seconds == 0)
		draft->feed->hints.interval_seconds = draft->sy_period / frequency;
}
