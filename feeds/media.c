#include "feeds/media.h"

#include <string.h>
#include <strings.h>

#include "feeds/duration.h"
#include "feeds/person.h"

void media_offer_image(struct draft *draft, struct foreign url, enum draft_rank rank)
{
	if (draft->article)
		draft_offer(&draft->article->image, &draft->image_rank, url, rank);
	else
		draft_offer(&draft->feed->icon, &draft->icon_rank, url, rank);
}

static bool starts_with(struct foreign text, const char *start)
{
	size_t len = strlen(start);
	return text.len >= len && strncasecmp(text.utf8, start, len) == 0;
}

static void complete(struct foreign *text, struct foreign more)
{
	if (text->len == 0)
		*text = more;
}

struct person media_read_person(struct draft *draft, const struct xml_node *node)
{
	const struct field_reader *reader = draft->reader;
	struct person person = {.name = {"", 0}};
	if (!xml_has_elements(node))
		return person_parse(draft->arena, field_text(reader, node));
	for (const struct xml_node *child = node->first_child; child; child = child->next) {
		const char *colon = child->name ? strrchr(child->name, ':') : NULL;
		const char *name = colon ? colon + 1 : child->name;
		if (!name)
			continue;
		if (strcmp(name, "name") == 0)
			complete(&person.name, field_plain(reader, child));
		else if (strcmp(name, "email") == 0)
			person.email = field_text(reader, child);
		else if (strcmp(name, "uri") == 0 || strcmp(name, "url") == 0 ||
			 strcmp(name, "homepage") == 0)
			person.url = field_url(reader, child);
	}
	if (starts_with(person.url, "mailto:"))
		complete(&person.email, (struct foreign){person.url.utf8 + 7, person.url.len - 7});
	/* <name>Ann (ann@example.org)</name> */
	if (person.email.len == 0 && person.name.len > 0 &&
		memchr(person.name.utf8, '@', person.name.len)) {
		struct person parsed = person_parse(draft->arena, person.name);
		parsed.url = person.url;
		return parsed;
	}
	return person;
}

static void read_people(struct draft *draft, struct people *people, const struct xml_node *node)
{
	if (xml_has_elements(node))
		people_add(people, draft->arena, media_read_person(draft, node));
	else
		people_parse(people, draft->arena, field_text(draft->reader, node));
}

void media_take_author(struct draft *draft, const struct xml_node *node)
{
	struct people *authors = draft->article ? &draft->article->authors : &draft->feed->authors;
	read_people(draft, authors, node);
}

void media_take_contributor(struct draft *draft, const struct xml_node *node)
{
	draft_add_contributor(draft, media_read_person(draft, node));
}

/* http://example.org/a.jpg?size=big */
static bool ends_like_picture(struct foreign url)
{
	static const char *const ends[] = {".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif"};
	const char *query = url.len > 0 ? memchr(url.utf8, '?', url.len) : NULL;
	if (query)
		url.len = (size_t)(query - url.utf8);
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		size_t len = strlen(ends[i]);
		if (url.len > len && strncasecmp(url.utf8 + url.len - len, ends[i], len) == 0)
			return true;
	}
	return false;
}

/* By its name only when nothing says what it is. */
static bool is_picture(const struct xml_node *node, struct foreign url)
{
	struct foreign medium = xml_attribute(node, "medium"), type = xml_attribute(node, "type");
	if (medium.len + type.len == 0)
		return ends_like_picture(url);
	return starts_with(medium, "image") || starts_with(type, "image/");
}

/* The same picture is often there in several widths: of those the widest, else the first. */
static void offer_picture(struct draft *draft, const struct xml_node *node, struct foreign url)
{
	enum draft_rank *have = draft->article ? &draft->image_rank : &draft->icon_rank;
	int64_t width = field_number(xml_attribute(node, "width"));
	bool is_wider = draft->image_width > 0 && width > draft->image_width;
	if (url.len > 0 && *have == RANK_WEAK && is_wider)
		*have = RANK_NONE;
	if (*have < RANK_WEAK)
		draft->image_width = width;
	media_offer_image(draft, url, RANK_WEAK);
}

/* A recording counts as a file; a picture in it only as the picture. */
static void take_media_content(struct draft *draft, const struct xml_node *node)
{
	const struct field_reader *reader = draft->reader;
	struct foreign url = field_attribute_url(reader, node, "url");
	if (is_picture(node, url))
		offer_picture(draft, node, url);
	if (url.len > 0)
		draft_add_enclosure(
			draft, (struct enclosure){.url = url,
				       .mime_type = field_attribute(reader, node, "type"),
				       .title = field_plain(reader, xml_child(node, "media:title")),
				       .size_bytes = field_size(xml_attribute(node, "filesize")),
				       .duration_seconds =
					       duration_parse(xml_attribute(node, "duration"))});
	for (const struct xml_node *child = node->first_child; child; child = child->next)
		if (child->name && !xml_is(child, "media:title"))
			media_take(draft, child);
}

/* In the order of their importance (Media RSS, "thumbnail"). */
static void take_thumbnail(struct draft *draft, const struct xml_node *node)
{
	struct foreign url = field_attribute_url(draft->reader, node, "url");
	if (url.len == 0)
		url = field_url(draft->reader, node);
	media_offer_image(draft, url, RANK_PLAIN);
}

static void take_group(struct draft *draft, const struct xml_node *node)
{
	for (const struct xml_node *child = node->first_child; child; child = child->next)
		if (child->name)
			media_take(draft, child);
}

static void take_title(struct draft *draft, const struct xml_node *node)
{
	draft_offer(draft_title(draft), &draft->title_rank, field_plain(draft->reader, node),
		RANK_FALLBACK);
}

static void take_text(struct draft *draft, const struct xml_node *node)
{
	struct rich_text rich = field_rich(draft->reader, node);
	/* A media:description is text unless it says that it is HTML. */
	if (xml_is(node, "media:description") && !xml_has_elements(node) &&
		!starts_with(xml_attribute(node, "type"), "html"))
		rich.is_html = false;
	if (draft->feed)
		draft_offer(&draft->feed->description, &draft->summary_rank,
			rich_plain(draft->arena, rich), RANK_FALLBACK);
	else if (rich.text.len > draft->spare.text.len)
		draft->spare = rich;
}

/* Both lead to a text, or are one. */
static void take_media_rights(struct draft *draft, const struct xml_node *node)
{
	struct foreign text = field_plain(draft->reader, node);
	static const char *const addresses[] = {"url", "href"};
	for (size_t i = 0; i < 2 && text.len == 0; i++)
		text = field_attribute_url(draft->reader, node, addresses[i]);
	draft_offer(draft_rights(draft), &draft->rights_rank, text, RANK_FALLBACK);
}

/* The page on which a recording is played. */
static void take_player(struct draft *draft, const struct xml_node *node)
{
	if (draft->article)
		draft_offer(&draft->article->url, &draft->url_rank,
			field_attribute_url(draft->reader, node, "url"), RANK_FALLBACK);
}

static void take_keywords(struct draft *draft, const struct xml_node *node)
{
	struct foreign rest = field_text(draft->reader, node);
	while (rest.len > 0) {
		const char *comma = memchr(rest.utf8, ',', rest.len);
		size_t len = comma ? (size_t)(comma - rest.utf8) : rest.len;
		draft_add_tag(draft, (struct foreign){rest.utf8, len});
		size_t skip = len + (comma != NULL);
		rest = (struct foreign){rest.utf8 + skip, rest.len - skip};
	}
}

static void take_media_category(struct draft *draft, const struct xml_node *node)
{
	struct foreign label = field_attribute(draft->reader, node, "label");
	draft_add_tag(draft, label.len > 0 ? label : field_text(draft->reader, node));
}

/* <itunes:category text="Technology"><itunes:category text="Gadgets"/></itunes:category> */
static void take_itunes_category(struct draft *draft, const struct xml_node *node)
{
	for (const struct xml_node *at = node; at; at = xml_next(at, node))
		if (at->name)
			draft_add_tag(draft, field_attribute(draft->reader, at, "text"));
	if (xml_attribute(node, "text").len == 0)
		draft_add_tag(draft, field_text(draft->reader, node));
}

static void take_itunes_image(struct draft *draft, const struct xml_node *node)
{
	struct foreign url = field_attribute_url(draft->reader, node, "href");
	if (url.len == 0)
		url = field_attribute_url(draft->reader, node, "url");
	if (url.len == 0)
		url = field_url(draft->reader, node);
	media_offer_image(draft, url, draft->feed ? RANK_WEAK : RANK_BEST);
}

static void take_explicit(struct draft *draft, const struct xml_node *node)
{
	enum tristate *place =
		draft->feed ? &draft->feed->explicit_content : &draft->article->explicit_content;
	if (*place == TRISTATE_UNKNOWN)
		*place = field_truth(node);
}

static void take_duration(struct draft *draft, const struct xml_node *node)
{
	if (draft->article)
		draft->article->duration_seconds = duration_parse(field_text(draft->reader, node));
}

static void take_itunes_author(struct draft *draft, const struct xml_node *node)
{
	read_people(draft, &draft->module_authors, node);
}

static void take_new_feed(struct draft *draft, const struct xml_node *node)
{
	if (draft->feed)
		draft->feed->new_feed_url = field_url(draft->reader, node);
}

static void take_complete(struct draft *draft, const struct xml_node *node)
{
	if (draft->feed)
		draft->feed->expired = field_truth(node);
}

static void take_chapters(struct draft *draft, const struct xml_node *node)
{
	if (draft->article)
		draft->article->chapters = field_attribute_url(draft->reader, node, "url");
}

static void take_transcript(struct draft *draft, const struct xml_node *node)
{
	if (draft->article && draft->article->transcript.len == 0)
		draft->article->transcript = field_attribute_url(draft->reader, node, "url");
}

static void take_podcast_person(struct draft *draft, const struct xml_node *node)
{
	struct person person = {.name = field_plain(draft->reader, node),
		.url = field_attribute_url(draft->reader, node, "href"),
		.avatar = field_attribute_url(draft->reader, node, "img")};
	struct foreign role = xml_attribute(node, "role");
	if (role.len == 0 || starts_with(role, "host"))
		people_add(&draft->module_authors, draft->arena, person);
	else
		draft_add_contributor(draft, person);
}

static void take_media_rating(struct draft *draft, const struct xml_node *node)
{
	take_explicit(draft, node);
}

static const struct field_rule rules[] = {
	{"googleplay:author", take_itunes_author},
	{"googleplay:category", take_itunes_category},
	{"googleplay:description", take_text},
	{"googleplay:explicit", take_explicit},
	{"googleplay:image", take_itunes_image},
	{"itunes:author", take_itunes_author},
	{"itunes:category", take_itunes_category},
	{"itunes:complete", take_complete},
	{"itunes:duration", take_duration},
	{"itunes:explicit", take_explicit},
	{"itunes:image", take_itunes_image},
	{"itunes:keywords", take_keywords},
	{"itunes:link", take_itunes_image},
	{"itunes:new-feed-url", take_new_feed},
	{"itunes:owner", take_itunes_author},
	{"itunes:subtitle", take_text},
	{"itunes:summary", take_text},
	{"itunes:title", take_title},
	{"media:adult", take_explicit},
	{"media:category", take_media_category},
	{"media:content", take_media_content},
	{"media:copyright", take_media_rights},
	{"media:description", take_text},
	{"media:group", take_group},
	{"media:keywords", take_keywords},
	{"media:license", take_media_rights},
	{"media:player", take_player},
	{"media:rating", take_media_rating},
	{"media:thumbnail", take_thumbnail},
	{"media:title", take_title},
	{"podcast:chapters", take_chapters},
	{"podcast:person", take_podcast_person},
	{"podcast:transcript", take_transcript},
};

void media_take(struct draft *draft, const struct xml_node *node)
{
	const struct field_rule *rule =
		field_rule_find(rules, sizeof rules / sizeof *rules, node->name);
	if (rule)
		rule->take(draft, node);
}
