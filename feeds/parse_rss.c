/* RSS 0.90, 0.91–0.94, 1.0 (RDF) and 2.0; CDF, which came before them. */
#include <string.h>
#include <strings.h>

#include "feeds/date.h"
#include "feeds/media.h"
#include "feeds/parse_xml.h"
#include "src/base/url.h"

static void take_title(struct draft *draft, const struct xml_node *node)
{
	draft_offer(draft_title(draft), &draft->title_rank, field_plain(draft->reader, node),
		RANK_PLAIN);
}

/* <link>http://…</link>, or Atom's <link href="…"/> without its namespace. */
static void take_link(struct draft *draft, const struct xml_node *node)
{
	struct foreign url = field_url(draft->reader, node);
	if (url.len > 0)
		draft_offer(draft_url(draft), &draft->url_rank, url, RANK_PLAIN);
	else if (xml_attribute(node, "href").len > 0)
		atom_link_take(draft, node);
}

static void take_description(struct draft *draft, const struct xml_node *node)
{
	struct rich_text rich = field_rich(draft->reader, node);
	if (draft->feed)
		draft_offer(&draft->feed->description, &draft->summary_rank,
			rich_plain(draft->arena, rich), RANK_PLAIN);
	else if (rich.text.len > draft->teaser.text.len)
		draft->teaser = rich;
}

static void take_body(struct draft *draft, const struct xml_node *node)
{
	struct rich_text rich = field_rich(draft->reader, node);
	if (draft->article && rich.text.len > draft->body.text.len)
		draft->body = rich;
}

/* A guid is the article's address only when it says or implies so, looks so,
 * and nothing better is there. */
static void take_guid(struct draft *draft, const struct xml_node *node)
{
	struct article *article = draft->article;
	if (!article)
		return;
	struct foreign guid = field_text(draft->reader, node);
	if (guid.len == 0 || draft->id_rank == RANK_BEST)
		return;
	enum tristate claim = field_word_truth(xml_attribute(node, "ispermalink"));
	draft_offer(&article->id, &draft->id_rank, guid, RANK_BEST);
	article->guid_is_permalink = claim == TRISTATE_NO ? TRISTATE_NO : TRISTATE_YES;
	bool is_path = claim == TRISTATE_YES && *guid.utf8 == '/';
	if (claim != TRISTATE_NO && (is_path || field_is_web_address(guid)))
		draft_offer(&article->url, &draft->url_rank,
			url_resolve(draft->arena, draft->reader->base, article->id), RANK_FALLBACK);
}

/* <id> as in Atom, of those who write a guid nowhere. */
static void take_id(struct draft *draft, const struct xml_node *node)
{
	if (draft->article)
		draft_offer(&draft->article->id, &draft->id_rank, field_text(draft->reader, node),
			RANK_PLAIN);
}

/* Who looks after the machine has not written what is on it. */
static void take_webmaster(struct draft *draft, const struct xml_node *node)
{
	if (draft->feed)
		draft_add_contributor(draft, media_read_person(draft, node));
}

static void take_category(struct draft *draft, const struct xml_node *node)
{
	struct foreign tag = field_text(draft->reader, node);
	draft_add_tag(draft, tag.len > 0 ? tag : field_attribute(draft->reader, node, "term"));
}

static void take_comments(struct draft *draft, const struct xml_node *node)
{
	if (draft->article)
		draft->article->comments = field_url(draft->reader, node);
}

static void take_date(struct draft *draft, const struct xml_node *node)
{
	int64_t *time = draft->article ? &draft->article->published : &draft->feed->published;
	draft_offer_time(time, &draft->date_rank, field_date(node), RANK_BEST);
}

/* <date> is in no version of RSS: it yields to what is. */
static void take_day(struct draft *draft, const struct xml_node *node)
{
	int64_t *time = draft->article ? &draft->article->published : &draft->feed->published;
	draft_offer_time(time, &draft->date_rank, field_date(node), RANK_FALLBACK);
}

static void take_updated(struct draft *draft, const struct xml_node *node)
{
	int64_t *time = draft->article ? &draft->article->updated : &draft->feed->updated;
	draft_offer_time(time, &draft->updated_rank, field_date(node), RANK_BEST);
}

/* <enclosure url="" length="" type=""/>, or the same as children. */
static struct foreign enclosure_part(
	struct draft *draft, const struct xml_node *node, const char *name)
{
	struct foreign value = foreign_trim(xml_attribute(node, name));
	return value.len > 0 ? value : field_text(draft->reader, xml_child(node, name));
}

static void take_enclosure(struct draft *draft, const struct xml_node *node)
{
	struct enclosure enclosure = {
		.mime_type = foreign_copy(draft->arena, enclosure_part(draft, node, "type")),
		.size_bytes = field_size(enclosure_part(draft, node, "length")),
		.duration_seconds = -1};
	struct foreign url = enclosure_part(draft, node, "url");
	if (url.len == 0)
		url = xml_attribute(node, "href");
	if (url.len == 0 && !xml_has_elements(node))
		url = field_text(draft->reader, node);
	enclosure.url = url_resolve(draft->arena, field_base(draft->reader, node), url);
	if (url.len == 0)
		return;
	if (enclosure.mime_type.len > 6 && strncasecmp(enclosure.mime_type.utf8, "image/", 6) == 0)
		media_offer_image(draft, enclosure.url, RANK_FALLBACK);
	draft_add_enclosure(draft, enclosure);
}

static void take_source(struct draft *draft, const struct xml_node *node)
{
	if (!draft->article)
		return;
	draft->article->source_title = field_plain(draft->reader, node);
	draft->article->source_url = field_attribute_url(draft->reader, node, "url");
}

static void take_image(struct draft *draft, const struct xml_node *node)
{
	struct foreign url = field_url(draft->reader, xml_child(node, "url"));
	if (url.len == 0)
		url = field_attribute_url(draft->reader, node, "href");
	if (url.len == 0)
		url = field_attribute_url(draft->reader, node, "url");
	if (url.len == 0 && !xml_has_elements(node))
		url = field_url(draft->reader, node);
	media_offer_image(draft, url, RANK_PLAIN);
}

static void take_icon(struct draft *draft, const struct xml_node *node)
{
	if (draft->feed && draft->feed->favicon.len == 0)
		draft->feed->favicon = field_url(draft->reader, node);
}

/* rssCloud: where one subscribes; it is said in parts. */
static void take_cloud(struct draft *draft, const struct xml_node *node)
{
	struct foreign domain = xml_attribute(node, "domain"), port = xml_attribute(node, "port");
	struct foreign path = xml_attribute(node, "path");
	if (!draft->feed || domain.len == 0)
		return;
	const char *url = arena_printf(draft->arena, "http://%.*s%s%.*s%.*s", (int)domain.len,
		domain.utf8, port.len > 0 ? ":" : "", (int)port.len, port.utf8, (int)path.len,
		path.utf8);
	feed_add_hub(draft->feed, draft->arena,
		(struct hub){.type = FOREIGN("rssCloud"),
			.url = url_resolve(draft->arena, draft->reader->base,
				(struct foreign){url, strlen(url)})});
}

static void take_language(struct draft *draft, const struct xml_node *node)
{
	draft_offer(draft_language(draft), &draft->language_rank, field_text(draft->reader, node),
		RANK_PLAIN);
}

static void take_rights(struct draft *draft, const struct xml_node *node)
{
	draft_offer(draft_rights(draft), &draft->rights_rank, field_plain(draft->reader, node),
		RANK_PLAIN);
}

static void take_generator(struct draft *draft, const struct xml_node *node)
{
	if (draft->feed)
		draft->feed->generator_name = field_plain(draft->reader, node);
}

static void take_ttl(struct draft *draft, const struct xml_node *node)
{
	int64_t minutes = field_number(field_text(draft->reader, node));
	if (draft->feed && minutes > 0 && minutes < 60 * 24 * 366)
		draft->feed->hints.interval_seconds = minutes * 60;
}

static void take_skip_hours(struct draft *draft, const struct xml_node *node)
{
	for (const struct xml_node *child = node->first_child; child && draft->feed;
		child = child->next) {
		int64_t hour = field_number(field_text(draft->reader, child));
		if (child->name && hour >= 0 && hour <= 24)
			draft->feed->hints.skip_hours |= 1u << (hour % 24);
	}
}

static void take_skip_days(struct draft *draft, const struct xml_node *node)
{
	static const char days[] = "sunmontuewedthufrisat";
	for (const struct xml_node *child = node->first_child; child && draft->feed;
		child = child->next) {
		struct foreign day = field_text(draft->reader, child);
		for (unsigned i = 0; i < 7 && child->name && day.len >= 3; i++)
			if (strncasecmp(day.utf8, days + 3 * i, 3) == 0)
				draft->feed->hints.skip_days |= (uint8_t)(1u << i);
	}
}

/* The Channel Definition Format has the names of RSS, but says these in attributes. */
static void take_cdf_attributes(struct draft *draft, const struct xml_node *node)
{
	int64_t *updated = draft->article ? &draft->article->updated : &draft->feed->updated;
	draft_offer(draft_url(draft), &draft->url_rank,
		field_attribute_url(draft->reader, node, "href"), RANK_WEAK);
	draft_offer_time(updated, &draft->updated_rank, date_parse(xml_attribute(node, "lastmod")),
		RANK_WEAK);
}

static const struct field_rule rules[] = {
	{"abstract", take_description},
	{"author", media_take_author},
	{"body", take_body},
	{"category", take_category},
	{"cloud", take_cloud},
	{"comments", take_comments},
	{"content", take_body},
	{"copyright", take_rights},
	{"date", take_day},
	{"description", take_description},
	{"enclosure", take_enclosure},
	{"fullitem", take_body},
	{"fulltext", take_body},
	{"generator", take_generator},
	{"guid", take_guid},
	{"icon", take_icon},
	{"id", take_id},
	{"image", take_image},
	{"language", take_language},
	{"lastbuilddate", take_updated},
	{"link", take_link},
	{"logo", take_image},
	{"managingeditor", media_take_author},
	{"modified", take_updated},
	{"pubdate", take_date},
	{"published", take_date},
	{"rights", take_rights},
	{"skipdays", take_skip_days},
	{"skiphours", take_skip_hours},
	{"source", take_source},
	{"summary", take_description},
	{"thumbnail", take_image},
	{"title", take_title},
	{"ttl", take_ttl},
	{"updated", take_updated},
	{"webmaster", take_webmaster},
};

#define RULES (sizeof rules / sizeof *rules)

/* In RSS 0.90 and 1.0 the image stands beside the channel. */
void parse_rss_feed(struct draft *draft, const struct xml_node *head)
{
	const struct xml_node *channel =
		xml_is(head, "channel") ? head : xml_child(head, "channel");
	struct foreign language = field_language(draft->reader, channel ? channel : head);
	if (channel) {
		draft->feed->id = field_attribute(draft->reader, channel, "rdf:about");
		draft_take_children(draft, channel, rules, RULES);
		take_cdf_attributes(draft, channel);
	}
	if (channel != head)
		draft_take_children(draft, head, rules, RULES);
	if (draft->feed->language.len == 0)
		draft->feed->language = language;
}

void parse_rss_item(struct draft *draft, const struct xml_node *item)
{
	draft->article->language = field_language(draft->reader, item);
	draft_take_children(draft, item, rules, RULES);
	take_cdf_attributes(draft, item);
	struct foreign about = field_attribute(draft->reader, item, "rdf:about");
	if (about.len == 0)
		return;
	draft_offer(&draft->article->id, &draft->id_rank, about, RANK_PLAIN);
	if (field_is_web_address(about))
		draft_offer(&draft->article->url, &draft->url_rank,
			url_resolve(draft->arena, draft->reader->base, about), RANK_FALLBACK);
}

enum feed_format parse_rss_format(const struct xml_document *document)
{
	static const struct {
		const char *version;
		enum feed_format format;
	} versions[] = {{"0.90", FEED_RSS_090}, {"0.91", FEED_RSS_091}, {"0.92", FEED_RSS_092},
		{"0.93", FEED_RSS_093}, {"0.94", FEED_RSS_094}, {"2", FEED_RSS_20},
		{"1.0", FEED_RSS_10}, {"0.9", FEED_RSS_090}};
	if (document->kind == XML_ROOT_RDF)
		return document->names.declared & XML_RSS_090 ? FEED_RSS_090 : FEED_RSS_10;
	struct foreign version = foreign_trim(xml_attribute(document->head, "version"));
	for (size_t i = 0; i < sizeof versions / sizeof *versions; i++)
		if (version.len >= strlen(versions[i].version) &&
			strncmp(version.utf8, versions[i].version, strlen(versions[i].version)) ==
				0)
			return versions[i].format;
	return FEED_RSS;
}
