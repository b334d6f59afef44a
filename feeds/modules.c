/* Fields of the namespaces that feeds add to their format. */
#include <string.h>
#include <strings.h>

#include "feeds/draft.h"
#include "feeds/media.h"
#include "feeds/person.h"

#define HOUR 3600
#define DAY (24 * HOUR)

static void take_dc_title(struct draft *draft, const struct xml_node *node)
{
	draft_offer(draft_title(draft), &draft->title_rank, field_plain(draft->reader, node),
		RANK_MODULE);
}

static void add_creator(struct draft *draft, const struct xml_node *node)
{
	while (node->first_child && node->first_child->name) /* foaf:Person, foaf:name */
		node = node->first_child;
	people_parse(&draft->module_authors, draft->arena, field_text(draft->reader, node));
}

/* One, or an rdf:Bag of several. */
static void take_creator(struct draft *draft, const struct xml_node *node)
{
	bool is_list = false;
	for (const struct xml_node *at = node; at; at = xml_next(at, node)) {
		if (!xml_is(at, "rdf:li"))
			continue;
		add_creator(draft, at);
		is_list = true;
	}
	if (!is_list)
		add_creator(draft, node);
}

/* Where a guid is missing. */
static void take_identifier(struct draft *draft, const struct xml_node *node)
{
	if (draft->article)
		draft_offer(&draft->article->id, &draft->id_rank, field_text(draft->reader, node),
			RANK_FALLBACK);
}

static void take_contributor(struct draft *draft, const struct xml_node *node)
{
	draft_add_contributor(draft, person_parse(draft->arena, field_text(draft->reader, node)));
}

/* dc:date does not say which of the two it is. */
static void take_date(struct draft *draft, const struct xml_node *node)
{
	int64_t date = field_date(node);
	if (draft->article)
		draft_offer_time(&draft->article->published, &draft->date_rank, date, RANK_MODULE);
	draft_offer_time(draft->article ? &draft->article->updated : &draft->feed->updated,
		&draft->updated_rank, date, RANK_MODULE);
}

static void take_created(struct draft *draft, const struct xml_node *node)
{
	int64_t *time = draft->article ? &draft->article->published : &draft->feed->published;
	draft_offer_time(time, &draft->date_rank, field_date(node), RANK_PLAIN);
}

/* Often only the day: it yields to all that says more. */
static void take_released(struct draft *draft, const struct xml_node *node)
{
	int64_t *time = draft->article ? &draft->article->published : &draft->feed->published;
	draft_offer_time(time, &draft->date_rank, field_date(node), RANK_FALLBACK);
}

static void take_modified(struct draft *draft, const struct xml_node *node)
{
	int64_t *time = draft->article ? &draft->article->updated : &draft->feed->updated;
	draft_offer_time(time, &draft->updated_rank, field_date(node), RANK_PLAIN);
}

static void take_subject(struct draft *draft, const struct xml_node *node)
{
	for (const struct xml_node *at = node; at; at = xml_next(at, node))
		if (!at->name && foreign_trim(at->text).len > 0)
			draft_add_tag(draft, foreign_copy(draft->arena, at->text));
}

static void take_description(struct draft *draft, const struct xml_node *node)
{
	struct rich_text rich = field_rich(draft->reader, node);
	if (draft->feed)
		draft_offer(&draft->feed->description, &draft->summary_rank,
			rich_plain(draft->arena, rich), RANK_MODULE);
	else if (draft->spare.text.len == 0)
		draft->spare = rich;
}

static void take_language(struct draft *draft, const struct xml_node *node)
{
	draft_offer(draft_language(draft), &draft->language_rank, field_text(draft->reader, node),
		RANK_MODULE);
}

static void take_rights(struct draft *draft, const struct xml_node *node)
{
	draft_offer(draft_rights(draft), &draft->rights_rank, field_plain(draft->reader, node),
		RANK_MODULE);
}

static void take_license(struct draft *draft, const struct xml_node *node)
{
	struct foreign url = field_attribute_url(draft->reader, node, "rdf:resource");
	if (url.len == 0)
		url = field_url(draft->reader, node);
	draft_offer(draft_rights(draft), &draft->rights_rank, url, RANK_FALLBACK);
}

static void take_publisher(struct draft *draft, const struct xml_node *node)
{
	if (draft->feed)
		take_contributor(draft, node);
}

static void take_source_name(struct draft *draft, const struct xml_node *node)
{
	if (!draft->article || draft->article->source_title.len > 0)
		return;
	struct foreign text = field_plain(draft->reader, node);
	if (memmem(text.utf8, text.len, "://", 3))
		draft->article->source_url = field_url(draft->reader, node);
	else
		draft->article->source_title = text;
}

static void take_body(struct draft *draft, const struct xml_node *node)
{
	struct rich_text rich = field_rich(draft->reader, node);
	rich.is_html = true;
	if (draft->article && rich.text.len > draft->body.text.len)
		draft->body = rich;
}

/* The older form of the content module: the text is the rdf:value of a content:item. */
static void take_content_items(struct draft *draft, const struct xml_node *node)
{
	for (const struct xml_node *at = node; at; at = xml_next(at, node))
		if (xml_is(at, "rdf:value"))
			take_body(draft, at);
}

static void take_site_picture(struct draft *draft, const struct xml_node *node)
{
	if (draft->feed)
		media_offer_image(draft, field_url(draft->reader, node), RANK_FALLBACK);
}

static void take_favicon(struct draft *draft, const struct xml_node *node)
{
	if (draft->feed)
		draft->feed->favicon = field_url(draft->reader, node);
}

static void take_comments_count(struct draft *draft, const struct xml_node *node)
{
	if (draft->article)
		draft->article->comments_count = field_number(field_text(draft->reader, node));
}

static void take_comments_feed(struct draft *draft, const struct xml_node *node)
{
	if (draft->article)
		draft->article->comments_feed = field_url(draft->reader, node);
}

/* <link> leads there through a counter; both are kept. */
static void take_original_link(struct draft *draft, const struct xml_node *node)
{
	if (draft->article)
		draft->article->external_url = field_url(draft->reader, node);
}

static void take_atom_content(struct draft *draft, const struct xml_node *node)
{
	struct rich_text rich = field_rich(draft->reader, node);
	if (draft->article && rich.text.len > draft->body.text.len)
		draft->body = rich;
}

/* <admin:generatorAgent rdf:resource="http://www.movabletype.org/?v=2.65"/> */
static void take_generator_agent(struct draft *draft, const struct xml_node *node)
{
	if (draft->feed && draft->feed->generator_url.len == 0) {
		draft->feed->generator_url =
			field_attribute_url(draft->reader, node, "rdf:resource");
		if (draft->feed->generator_name.len == 0)
			draft->feed->generator_name = draft->feed->generator_url;
	}
}

static void take_period(struct draft *draft, const struct xml_node *node)
{
	static const struct {
		const char *word;
		int64_t seconds;
	} periods[] = {{"hourly", HOUR}, {"daily", DAY}, {"weekly", 7 * DAY}, {"monthly", 30 * DAY},
		{"yearly", 365 * DAY}};
	struct foreign word = field_text(draft->reader, node);
	for (size_t i = 0; i < sizeof periods / sizeof *periods; i++)
		if (word.len == strlen(periods[i].word) &&
			strncasecmp(word.utf8, periods[i].word, word.len) == 0)
			draft->sy_period = periods[i].seconds;
}

static void take_frequency(struct draft *draft, const struct xml_node *node)
{
	draft->sy_frequency = field_number(field_text(draft->reader, node));
}

static const struct field_rule rules[] = {
	{"admin:generatoragent", take_generator_agent},
	{"atom:author", media_take_author},
	{"atom:content", take_atom_content},
	{"atom:contributor", media_take_contributor},
	{"atom:icon", take_favicon},
	{"atom:id", take_identifier},
	{"atom:link", atom_link_take},
	{"atom:logo", take_site_picture},
	{"atom:published", take_created},
	{"atom:summary", take_description},
	{"atom:title", take_dc_title},
	{"atom:updated", take_modified},
	{"cc:license", take_license},
	{"content:encoded", take_body},
	{"content:items", take_content_items},
	{"creativecommons:license", take_license},
	{"dc:author", take_creator},
	{"dc:contributor", take_contributor},
	{"dc:creator", take_creator},
	{"dc:date", take_date},
	{"dc:description", take_description},
	{"dc:identifier", take_identifier},
	{"dc:language", take_language},
	{"dc:publisher", take_publisher},
	{"dc:rights", take_rights},
	{"dc:source", take_source_name},
	{"dc:subject", take_subject},
	{"dc:title", take_dc_title},
	{"dcterms:abstract", take_description},
	{"dcterms:available", take_released},
	{"dcterms:contributor", take_contributor},
	{"dcterms:created", take_created},
	{"dcterms:creator", take_creator},
	{"dcterms:date", take_date},
	{"dcterms:description", take_description},
	{"dcterms:identifier", take_identifier},
	{"dcterms:issued", take_created},
	{"dcterms:language", take_language},
	{"dcterms:license", take_license},
	{"dcterms:modified", take_modified},
	{"dcterms:publisher", take_publisher},
	{"dcterms:rights", take_rights},
	{"dcterms:subject", take_subject},
	{"dcterms:title", take_dc_title},
	{"feedburner:origlink", take_original_link},
	{"prism:publicationdate", take_released},
	{"slash:comments", take_comments_count},
	{"sy:updatefrequency", take_frequency},
	{"sy:updateperiod", take_period},
	{"thr:total", take_comments_count},
	{"turbo:content", take_body},
	{"webfeeds:icon", take_site_picture},
	{"webfeeds:logo", take_site_picture},
	{"wfw:commentrss", take_comments_feed},
	{"xhtml:body", take_body},
	{"xhtml:div", take_body},
	{"yandex:full-text", take_body},
};

void module_take(struct draft *draft, const struct xml_node *node)
{
	const struct field_rule *rule =
		field_rule_find(rules, sizeof rules / sizeof *rules, node->name);
	if (rule)
		rule->take(draft, node);
	else
		media_take(draft, node);
}
