#include "feeds/extract_ld.h"

#include <string.h>

#include "feeds/json.h"
#include "src/base/buffer.h"

enum { SEARCH_DEPTH = 4, AUTHORS_LIMIT = 12 };

/* Articles in all their kinds: "NewsArticle", "BlogPosting", "Report" … */
static bool is_article_type(struct foreign type)
{
	static const char *const ends[] = {
		"Article", "Posting", "Report", "APIReference", "Recipe"};
	for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
		size_t len = strlen(ends[i]);
		if (type.len >= len && memcmp(type.utf8 + type.len - len, ends[i], len) == 0)
			return true;
	}
	return false;
}

static bool is_article(const struct json *value)
{
	const struct json *type = json_member(value, "@type");
	for (size_t i = 0; i < json_length(type); i++)
		if (is_article_type(json_text(json_element(type, i))))
			return true;
	return is_article_type(json_text(type));
}

/* The first article in a document: itself, in a list, in @graph, or as main entity. */
static const struct json *find_article(const struct json *value, int depth)
{
	static const char *const members[] = {
		"@graph", "mainEntity", "mainEntityOfPage", "hasPart"};
	if (is_article(value))
		return value;
	if (depth == 0)
		return NULL;
	const struct json *found = NULL;
	for (size_t i = 0; !found && i < json_length(value); i++)
		found = find_article(json_element(value, i), depth - 1);
	for (size_t i = 0; !found && i < sizeof members / sizeof members[0]; i++) {
		const struct json *member = json_member(value, members[i]);
		found = member ? find_article(member, depth - 1) : NULL;
	}
	return found;
}

/* A text, the name of an object, or those of a list. */
static void append_names(struct buffer *out, const struct json *value, int depth)
{
	size_t length = json_length(value);
	for (size_t i = 0; depth > 0 && i < length && i < AUTHORS_LIMIT; i++)
		append_names(out, json_element(value, i), depth - 1);
	struct foreign name = json_text(value);
	if (name.len == 0)
		name = json_text(json_member(value, "name"));
	name = foreign_trim(name);
	if (name.len == 0 || memmem(name.utf8, name.len, "://", 3))
		return;
	if (out->len > 0)
		buffer_append(out, ", ", 2);
	buffer_append(out, name.utf8, name.len);
}

static struct foreign names(struct arena *arena, const struct json *value)
{
	struct buffer out = {0};
	append_names(&out, value, 1);
	struct foreign text = {arena_copy(arena, out.data ? out.data : "", out.len), out.len};
	buffer_done(&out);
	return text;
}

static struct foreign text_member(struct arena *arena, const struct json *value, const char *key)
{
	return foreign_copy(arena, foreign_trim(json_text(json_member(value, key))));
}

/* What the document says elsewhere of the object that `reference` names by its @id. */
static const struct json *referred(const struct json *document, const struct json *reference)
{
	struct foreign id = json_text(json_member(reference, "@id"));
	const struct json *graph = json_member(document, "@graph");
	for (size_t i = 0; id.len > 0 && i < json_length(graph); i++) {
		const struct json *one = json_element(graph, i);
		if (foreign_equal(json_text(json_member(one, "@id")), id))
			return one;
	}
	return reference;
}

static struct foreign image(struct arena *arena, const struct json *value)
{
	const struct json *first = json_length(value) > 0 ? json_element(value, 0) : value;
	struct foreign address = json_text(first);
	return foreign_copy(
		arena, address.len > 0 ? address : json_text(json_member(first, "url")));
}

static void read_article(struct ld_facts *out, struct arena *arena, const struct json *article)
{
	out->headline = text_member(arena, article, "headline");
	out->name = text_member(arena, article, "name");
	out->authors = names(arena, json_member(article, "author"));
	out->publisher = names(arena, json_member(article, "publisher"));
	out->description = text_member(arena, article, "description");
	out->published = text_member(arena, article, "datePublished");
	out->created = text_member(arena, article, "dateCreated");
	out->image = image(arena, json_member(article, "image"));
	out->body = text_member(arena, article, "articleBody");
}

static void read_account(struct ld_facts *out, struct arena *arena, const struct json *document,
	const struct json *article)
{
	out->account = names(arena, referred(document, json_member(article, "author")));
	if (out->account.len == 0)
		out->account = names(arena, json_member(article, "creator"));
}

/* Sites leave line breaks in their strings, and comments or CDATA marks around it all. */
static struct foreign made_readable(struct arena *arena, struct foreign text)
{
	char *copy = arena_copy(arena, text.utf8, text.len);
	for (size_t i = 0; i < text.len; i++)
		if ((unsigned char)copy[i] < 0x20)
			copy[i] = ' ';
	const char *cdata = memmem(copy, text.len, "[CDATA[", 7);
	size_t start = cdata ? (size_t)(cdata - copy) + 7 : 0, end = text.len;
	const char *cdata_end = cdata ? memrchr(copy, '>', text.len) : NULL;
	if (cdata_end && cdata_end - copy > 2 && memcmp(cdata_end - 2, "]]", 2) == 0)
		end = (size_t)(cdata_end - copy) - 2;
	while (start < end && copy[start] != '{' && copy[start] != '[')
		start++;
	while (end > start && copy[end - 1] != '}' && copy[end - 1] != ']')
		end--;
	return (struct foreign){copy + start, end - start};
}

static bool is_ld(const struct html_node *node)
{
	struct foreign type = html_attribute(node, "type");
	return node->tag == HTML_SCRIPT && type.len > 0 &&
	       memmem(type.utf8, type.len, "ld+json", 7);
}

void ld_facts_read(struct ld_facts *out, struct arena *arena, const struct html_tree *tree)
{
	static const struct foreign nothing = {"", 0};
	*out = (struct ld_facts){nothing, nothing, nothing, nothing, nothing, nothing, nothing,
		nothing, nothing, nothing};
	for (const struct html_node *node = tree->nodes; node < tree->nodes + tree->count; node++) {
		if (!is_ld(node) || node + 1 >= node->end)
			continue;
		struct json *document = json_read(made_readable(arena, node[1].text), NULL);
		const struct json *article = document ? find_article(document, SEARCH_DEPTH) : NULL;
		if (article)
			read_article(out, arena, article);
		if (article && out->authors.len == 0)
			read_account(out, arena, document, article);
		json_release(document);
		if (article)
			return;
	}
}
