/* <link rel="…" href="…" type="…"> of Atom (RFC 4287, 4.2.7), and rel values of RFC 4685, 5005. */
#include <string.h>
#include <strings.h>

#include "feeds/draft.h"

static bool is_text(struct foreign text, const char *string)
{
	return text.len == strlen(string) && strncasecmp(text.utf8, string, text.len) == 0;
}

/* "alternate" of "http://www.iana.org/assignments/relation/alternate". */
static struct foreign bare_relation(struct foreign rel)
{
	static const char *const prefixes[] = {"http://www.iana.org/assignments/relation/",
		"http://www.iana.org/assignments/link-relations/"};
	rel = foreign_trim(rel);
	for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
		size_t len = strlen(prefixes[i]);
		if (rel.len > len && strncasecmp(rel.utf8, prefixes[i], len) == 0)
			return (struct foreign){rel.utf8 + len, rel.len - len};
	}
	return rel;
}

static bool is_page_type(struct foreign type)
{
	return is_text(type, "text/html") || is_text(type, "application/xhtml+xml");
}

static void take_alternate(struct draft *draft, const struct xml_node *node, struct foreign url)
{
	struct foreign type = foreign_trim(xml_attribute(node, "type"));
	enum draft_rank rank = type.len == 0        ? RANK_PLAIN
			       : is_page_type(type) ? RANK_BEST
						    : RANK_WEAK;
	/* In RSS it stands in for <link>, and never before it. */
	if (draft->reader->kind != XML_ROOT_FEED)
		rank = rank == RANK_BEST ? RANK_WEAK : RANK_MODULE;
	draft_offer(draft_url(draft), &draft->url_rank, url, rank);
}

static void take_enclosure(struct draft *draft, const struct xml_node *node, struct foreign url)
{
	struct enclosure enclosure = {.url = url,
		.mime_type = field_attribute(draft->reader, node, "type"),
		.title = field_attribute(draft->reader, node, "title"),
		.size_bytes = field_size(xml_attribute(node, "length")),
		.duration_seconds = -1};
	draft_add_enclosure(draft, enclosure);
}

static void take_replies(struct draft *draft, const struct xml_node *node, struct foreign url)
{
	if (!draft->article)
		return;
	struct foreign type = foreign_trim(xml_attribute(node, "type"));
	bool is_feed =
		is_text(type, "application/atom+xml") || is_text(type, "application/rss+xml");
	struct foreign *place =
		is_feed ? &draft->article->comments_feed : &draft->article->comments;
	if (place->len == 0)
		*place = url;
	int64_t count = field_number(xml_attribute(node, "thr:count"));
	if (count >= 0)
		draft->article->comments_count = count;
}

/* The page an entry is about, when it is not the entry's own (linked lists). */
static void take_related(struct draft *draft, struct foreign url)
{
	if (!draft->article)
		return;
	if (draft->article->external_url.len == 0)
		draft->article->external_url = url;
	draft_offer(&draft->article->url, &draft->url_rank, url, RANK_FALLBACK);
}

static void take_feed_link(struct draft *draft, struct foreign relation, struct foreign url)
{
	struct feed *feed = draft->feed;
	if (is_text(relation, "hub"))
		feed_add_hub(feed, draft->arena, (struct hub){.url = url});
	struct foreign *place = is_text(relation, "self")           ? &feed->feed_url
				: is_text(relation, "next")         ? &feed->next_url
				: is_text(relation, "prev-archive") ? &feed->next_url
				: is_text(relation, "icon")         ? &feed->favicon
								    : NULL;
	if (place && place->len == 0)
		*place = url;
}

static void take_relation(struct draft *draft, const struct xml_node *node, struct foreign relation,
	struct foreign url)
{
	if (is_text(relation, "alternate"))
		take_alternate(draft, node, url);
	else if (is_text(relation, "enclosure"))
		take_enclosure(draft, node, url);
	else if (is_text(relation, "replies") || is_text(relation, "comments"))
		take_replies(draft, node, url);
	else if (is_text(relation, "related") || is_text(relation, "via"))
		take_related(draft, url);
	else if (is_text(relation, "license"))
		draft_offer(draft_rights(draft), &draft->rights_rank, url, RANK_FALLBACK);
	else if (draft->feed)
		take_feed_link(draft, relation, url);
}

/* The next of "self hub"; empty at the end. */
static struct foreign next_word(struct foreign *rest)
{
	*rest = foreign_trim(*rest);
	size_t len = 0;
	while (len < rest->len && !strchr(" \t\r\n", rest->utf8[len]))
		len++;
	struct foreign word = {rest->utf8, len};
	*rest = (struct foreign){rest->utf8 + len, rest->len - len};
	return word;
}

void atom_link_take(struct draft *draft, const struct xml_node *node)
{
	struct foreign relations = foreign_trim(xml_attribute(node, "rel"));
	struct foreign url = field_attribute_url(draft->reader, node, "href");
	if (!xml_has_attribute(node, "href"))
		url = field_url(draft->reader, node);
	bool is_itself = xml_attribute(node, "href").len == 0 && is_text(relations, "self");
	if (url.len == 0 ||
		(xml_attribute(node, "href").len == 0 && !is_itself && node->first_child == NULL))
		return;
	if (relations.len == 0)
		take_alternate(draft, node, url);
	while (relations.len > 0)
		take_relation(draft, node, bare_relation(next_word(&relations)), url);
}
