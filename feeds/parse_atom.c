/* Atom 0.3 and 1.0 (RFC 4287). */
#include <string.h>

#include "feeds/media.h"
#include "feeds/parse_xml.h"
#include "src/base/url.h"

static void take_title(struct draft *draft, const struct xml_node *node)
{
	draft_offer(draft_title(draft), &draft->title_rank, field_plain(draft->reader, node),
		RANK_PLAIN);
}

/* An id is compared letter by letter, never resolved.  One that is an address
 * on the web is where an entry without a link can be read. */
static void take_id(struct draft *draft, const struct xml_node *node)
{
	struct foreign *id = draft->article ? &draft->article->id : &draft->feed->id;
	if (id->len == 0)
		*id = field_text(draft->reader, node);
	if (draft->article && field_is_web_address(*id))
		draft_offer(&draft->article->url, &draft->url_rank,
			url_resolve(draft->arena, draft->reader->base, *id), RANK_FALLBACK);
}

static void take_content(struct draft *draft, const struct xml_node *node)
{
	if (xml_child(node, "content")) { /* Atom 0.3's multipart/alternative */
		for (const struct xml_node *at = node->first_child; at; at = at->next)
			if (xml_is(at, "content"))
				take_content(draft, at);
		return;
	}
	struct rich_text rich = field_rich(draft->reader, node);
	struct foreign source = field_attribute_url(draft->reader, node, "src");
	if (!draft->article)
		return;
	if (rich.text.len > draft->body.text.len)
		draft->body = rich;
	if (source.len > 0)
		draft_offer(&draft->article->url, &draft->url_rank, source, RANK_FALLBACK);
}

static void take_summary(struct draft *draft, const struct xml_node *node)
{
	struct rich_text rich = field_rich(draft->reader, node);
	if (draft->article)
		draft->teaser = rich;
	else
		draft_offer(&draft->feed->description, &draft->summary_rank,
			rich_plain(draft->arena, rich), RANK_PLAIN);
}

/* Blogger's notes to people who open the feed itself count last. */
static void take_info(struct draft *draft, const struct xml_node *node)
{
	if (draft->feed)
		draft_offer(&draft->feed->description, &draft->summary_rank,
			field_plain(draft->reader, node), RANK_FALLBACK);
}

static void take_published(struct draft *draft, const struct xml_node *node)
{
	int64_t *time = draft->article ? &draft->article->published : &draft->feed->published;
	draft_offer_time(time, &draft->date_rank, field_date(node), RANK_BEST);
}

static void take_created(struct draft *draft, const struct xml_node *node)
{
	int64_t *time = draft->article ? &draft->article->published : &draft->feed->published;
	draft_offer_time(time, &draft->date_rank, field_date(node), RANK_PLAIN);
}

static void take_updated(struct draft *draft, const struct xml_node *node)
{
	int64_t *time = draft->article ? &draft->article->updated : &draft->feed->updated;
	draft_offer_time(time, &draft->updated_rank, field_date(node), RANK_BEST);
}

static void take_category(struct draft *draft, const struct xml_node *node)
{
	static const char *const names[] = {"term", "label"};
	struct foreign tag = {"", 0};
	for (size_t i = 0; i < 2 && tag.len == 0; i++)
		tag = field_attribute(draft->reader, node, names[i]);
	draft_add_tag(draft, tag.len > 0 ? tag : field_text(draft->reader, node));
}

static void take_rights(struct draft *draft, const struct xml_node *node)
{
	draft_offer(draft_rights(draft), &draft->rights_rank, field_plain(draft->reader, node),
		RANK_PLAIN);
}

static void take_logo(struct draft *draft, const struct xml_node *node)
{
	media_offer_image(draft, field_url(draft->reader, node), RANK_PLAIN);
}

static void take_icon(struct draft *draft, const struct xml_node *node)
{
	if (draft->feed)
		draft->feed->favicon = field_url(draft->reader, node);
}

static void take_generator(struct draft *draft, const struct xml_node *node)
{
	const struct field_reader *reader = draft->reader;
	if (!draft->feed)
		return;
	draft->feed->generator_name = field_plain(reader, node);
	draft->feed->generator_version = field_attribute(reader, node, "version");
	draft->feed->generator_url = field_attribute_url(reader, node, "uri");
	if (draft->feed->generator_url.len == 0)
		draft->feed->generator_url = field_attribute_url(reader, node, "url");
}

/* The feed an entry was copied from: title, page and authors of it. */
static void take_source(struct draft *draft, const struct xml_node *node)
{
	if (!draft->article)
		return;
	struct feed origin = {0};
	struct draft inner = {.reader = draft->reader, .arena = draft->arena, .feed = &origin};
	parse_atom_feed(&inner, node);
	draft->article->source_title = origin.title;
	draft->article->source_url =
		origin.home_page_url.len > 0 ? origin.home_page_url : origin.feed_url;
	draft->source_authors = origin.authors;
	draft_offer(&draft->article->rights, &draft->rights_rank, origin.rights, RANK_FALLBACK);
}

static const struct field_rule rules[] = {
	{"author", media_take_author},
	{"category", take_category},
	{"content", take_content},
	{"contributor", media_take_contributor},
	{"copyright", take_rights},
	{"created", take_created},
	{"generator", take_generator},
	{"icon", take_icon},
	{"id", take_id},
	{"info", take_info},
	{"issued", take_published},
	{"link", atom_link_take},
	{"logo", take_logo},
	{"modified", take_updated},
	{"pubdate", take_published},
	{"published", take_published},
	{"rights", take_rights},
	{"source", take_source},
	{"subtitle", take_summary},
	{"summary", take_summary},
	{"tagline", take_summary},
	{"title", take_title},
	{"updated", take_updated},
};

#define RULES (sizeof rules / sizeof *rules)

void parse_atom_feed(struct draft *draft, const struct xml_node *head)
{
	draft->feed->language = field_language(draft->reader, head);
	draft_take_children(draft, head, rules, RULES);
}

void parse_atom_entry(struct draft *draft, const struct xml_node *entry)
{
	draft->article->language = field_language(draft->reader, entry);
	draft_take_children(draft, entry, rules, RULES);
}

enum feed_format parse_atom_format(const struct xml_document *document)
{
	struct foreign version = foreign_trim(xml_attribute(document->head, "version"));
	bool is_old = document->names.declared & XML_ATOM_03 ||
		      (version.len >= 3 && memcmp(version.utf8, "0.", 2) == 0);
	return is_old && !(document->names.declared & XML_ATOM_10) ? FEED_ATOM_03 : FEED_ATOM_10;
}
