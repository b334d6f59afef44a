#include <string.h>

#include "feeds/extract_page.h"
#include "src/base/array.h"
#include "src/base/buffer.h"
#include "src/base/url.h"

enum { FOLDED_LIMIT = 430, BUTTONS_LENGTH = 40 };

struct reader {
	struct page *page;
	struct buffer text; /* of the passage under construction */
	size_t capacity;
	struct passage now;
	size_t first_text, last_text; /* nodes whose text is in it */
	bool has_text;
	const struct html_node *link; /* the innermost <a> */
	bool link_leads_away;
	const struct html_node *strong; /* the outermost bold or italic element */
};

/* ---- links ---- */

static struct foreign host_of(struct foreign address)
{
	const char *slashes = memmem(address.utf8, address.len < 8 ? address.len : 8, "//", 2);
	if (!slashes)
		return (struct foreign){"", 0};
	const char *host = slashes + 2, *end = address.utf8 + address.len;
	size_t len = 0;
	while (host + len < end && !strchr("/?#:", host[len]))
		len++;
	return (struct foreign){host, len};
}

/* A place on the same page is no link: headings often point to themselves. */
static bool leads_elsewhere(const struct html_node *link)
{
	struct foreign address = foreign_trim(html_attribute(link, "href"));
	return address.len > 0 && address.utf8[0] != '#';
}

static bool leads_away(const struct page *page, const struct html_node *link)
{
	struct foreign host = host_of(foreign_trim(html_attribute(link, "href")));
	return host.len > 0 && page->site.len > 0 &&
	       !foreign_equal_ignoring_ascii_case(url_registrable_domain(host), page->site);
}

/* ---- text ---- */

static size_t space_length(const char *at, const char *end)
{
	unsigned char byte = (unsigned char)*at;
	if (byte == ' ' || (byte >= '\t' && byte <= '\r'))
		return 1;
	if (byte == 0xC2 && end - at > 1 && (unsigned char)at[1] == 0xA0)
		return 2;
	bool is_long = end - at > 2 &&
		       (memcmp(at, "\xE2\x80\x8B", 3) == 0 || memcmp(at, "\xE3\x80\x80", 3) == 0);
	return is_long ? 3 : 0; /* of no width, and as wide as an ideograph */
}

/* Appends with white space collapsed. */
static void append_text(struct buffer *out, struct foreign text)
{
	const char *at = text.utf8, *end = text.utf8 + text.len;
	while (at < end) {
		size_t blank = space_length(at, end);
		if (blank > 0) {
			if (out->len > 0 && out->data[out->len - 1] != ' ')
				buffer_append_char(out, ' ');
			at += blank;
			continue;
		}
		const char *start = at++;
		while (at < end && space_length(at, end) == 0)
			at++;
		buffer_append(out, start, (size_t)(at - start));
	}
}

static void read_text(struct reader *reader, const struct html_node *node)
{
	size_t before = reader->text.len;
	append_text(&reader->text, node->text);
	if (reader->text.len == 0)
		return;
	struct foreign added = foreign_trim(
		(struct foreign){reader->text.data + before, reader->text.len - before});
	size_t index = page_index(reader->page, node);
	if (!reader->has_text)
		reader->first_text = index;
	reader->has_text = true;
	reader->last_text = index;
	if (added.len == 0)
		return;
	uint32_t length = (uint32_t)words_weight(added);
	if (reader->now.length == 0)
		reader->now.begins_with_link = reader->link && length > 25;
	reader->now.length += length;
	if (reader->link) {
		reader->now.linked += length;
		reader->now.linked_away += reader->link_leads_away ? length : 0;
	}
	if (reader->strong)
		reader->now.strong += length;
}

/* ---- passages ---- */

static bool is_closed(struct foreign text)
{
	static const char *const ends[] = {
		".", "!", "?", ":", ";", "\"", ")", "。", "！", "？", "…", "”", "»", "」"};
	for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
		size_t len = strlen(ends[i]);
		if (text.len >= len && memcmp(text.utf8 + text.len - len, ends[i], len) == 0)
			return true;
	}
	return false;
}

static bool holds_pause(struct foreign text)
{
	static const char *const pauses[] = {". ", ", ", "、", "。", "،"};
	for (size_t i = 0; i < sizeof pauses / sizeof pauses[0]; i++)
		if (memmem(text.utf8, text.len, pauses[i], strlen(pauses[i])))
			return true;
	return false;
}

static bool is_heading(enum html_tag tag)
{
	return tag >= HTML_H1 && tag <= HTML_H6;
}

static void describe(struct page *page, struct passage *passage)
{
	passage->is_heading = is_heading(passage->element->tag);
	passage->is_closed = is_closed(passage->text);
	passage->ends_sentence = passage->is_closed || holds_pause(passage->text);
	if (passage->length >= FOLDED_LIMIT)
		return;
	passage->folded = words_fold(page->arena, passage->text);
	passage->phrases = words_phrases(passage->folded);
	if (passage->length < BUTTONS_LENGTH && words_hold_reply(passage->folded))
		passage->phrases |= PHRASE_REPLY;
	passage->is_date = words_begin_with_date(passage->folded);
}

static void end_passage(struct reader *reader, const struct html_node *element)
{
	struct page *page = reader->page;
	struct foreign text = foreign_trim(
		(struct foreign){reader->text.data ? reader->text.data : "", reader->text.len});
	if (text.len > 0 && reader->now.length > 0) {
		struct passage passage = reader->now;
		passage.element = element;
		passage.text = foreign_copy(page->arena, text);
		describe(page, &passage);
		for (size_t i = reader->first_text; i <= reader->last_text; i++)
			if (page->passage_of[i] == NO_PASSAGE && !page->is_hidden[i] &&
				page->tree.nodes[i].tag == HTML_TEXT)
				page->passage_of[i] = (uint32_t)page->count;
		ARRAY_PUSH(page->passages, page->count, reader->capacity) = passage;
	}
	buffer_clear(&reader->text);
	reader->now = (struct passage){0};
	reader->has_text = false;
}

static bool is_boundary(const struct html_node *node)
{
	return html_is_block(node) || node->tag == HTML_BR;
}

static const struct html_node *block_around(const struct html_node *node)
{
	while (node->parent && !is_boundary(node))
		node = node->parent;
	return node;
}

static bool is_strong(enum html_tag tag)
{
	return tag == HTML_B || tag == HTML_STRONG || tag == HTML_I || tag == HTML_EM;
}

static void enter(struct reader *reader, const struct html_node *node)
{
	if (node->tag == HTML_TEXT) {
		read_text(reader, node);
		return;
	}
	if (is_boundary(node))
		end_passage(reader, block_around(node->parent ? node->parent : node));
	reader->page->from[page_index(reader->page, node)] = (uint32_t)reader->page->count;
	if (node->tag == HTML_A && leads_elsewhere(node)) {
		reader->link = node;
		reader->link_leads_away = leads_away(reader->page, node);
	} else if (is_strong(node->tag) && !reader->strong) {
		reader->strong = node;
	}
}

static void leave(struct reader *reader, const struct html_node *node)
{
	if (node->tag == HTML_TEXT)
		return;
	if (is_boundary(node) && node->tag != HTML_BR)
		end_passage(reader, node);
	reader->page->to[page_index(reader->page, node)] = (uint32_t)reader->page->count;
	if (reader->link == node)
		reader->link = NULL;
	if (reader->strong == node)
		reader->strong = NULL;
}

/* What is hidden parts words, and holds no passages. */
static void skip(struct reader *reader, const struct html_node *node)
{
	struct page *page = reader->page;
	append_text(&reader->text, FOREIGN(" "));
	for (size_t i = page_index(page, node); i < page_index(page, node->end); i++)
		page->from[i] = page->to[i] = (uint32_t)page->count;
}

void page_read_passages(struct page *page)
{
	struct reader reader = {.page = page};
	struct html_walk walk;
	enum html_step step;
	const struct html_node *skipped = NULL;
	page->count = 0;
	page->passages = NULL;
	memset(page->passage_of, 0xFF, page->tree.count * sizeof *page->passage_of);
	html_walk_start(&walk, page->tree.nodes);
	while ((step = html_walk_next(&walk)) != HTML_DONE) {
		size_t index = page_index(page, walk.node);
		if (step == HTML_LEAVE && walk.node != skipped) {
			leave(&reader, walk.node);
		} else if (step == HTML_ENTER && page->is_hidden[index]) {
			skip(&reader, walk.node);
			skipped = walk.node;
			html_walk_skip(&walk);
		} else if (step == HTML_ENTER) {
			enter(&reader, walk.node);
		}
	}
	buffer_done(&reader.text);
	if (page->passages)
		arena_adopt(page->arena, page->passages);
}
