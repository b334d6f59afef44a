
#include "feeds/clean.h"
#include "feeds/document_look.h"
#include "feeds/extract_page.h"
#include "feeds/html_image.h"
#include "src/base/buffer.h"

static bool is_kept(const struct page *page, size_t index)
{
	return index >= page->first && index < page->last && !page->passages[index].cut;
}

struct foreign page_write_text(const struct page *page)
{
	struct buffer text = {0};
	for (size_t i = page->first; i < page->last; i++) {
		if (!is_kept(page, i))
			continue;
		if (text.len > 0)
			buffer_append_char(&text, '\n');
		buffer_append(&text, page->passages[i].text.utf8, page->passages[i].text.len);
	}
	struct foreign copy = {
		arena_copy(page->arena, text.data ? text.data : "", text.len), text.len};
	buffer_done(&text);
	return copy;
}

/* ---- which nodes stay ---- */

struct writer {
	const struct page *page;
	struct foreign base_url;
	bool *is_hidden; /* with what it stands in */
	uint32_t *kept;  /* of the nodes before an index, how many texts and pictures stay */
	uint8_t *marks;
	uint8_t *posts;                      /* enum post_part of a node, in a thread */
	uint8_t *lines;                      /* enum line_answer of a <div> */
	const struct html_node *picture;     /* the figure that is marked now */
	const struct html_node *caption_end; /* of its last caption */
	size_t first, last;                  /* the first and behind the last passage that stays */
};

/* A picture stays when it stands in or right before the text, beside something that stays. */
static bool is_beside_text(const struct writer *writer, size_t passage)
{
	if (passage < writer->page->first || passage > writer->last)
		return false;
	if (passage <= writer->first)
		return true;
	return is_kept(writer->page, passage) || is_kept(writer->page, passage - 1);
}

/* Each node by itself, or in something that is hidden: asked for every picture. */
static void find_hidden(struct writer *writer)
{
	const struct page *page = writer->page;
	size_t hidden_end = 0;
	for (size_t i = 0; i < page->tree.count; i++) {
		if (page->is_hidden[i] && i >= hidden_end)
			hidden_end = page_index(page, page->tree.nodes[i].end);
		writer->is_hidden[i] = i < hidden_end;
	}
}

static bool is_kept_image(const struct writer *writer, const struct html_node *image)
{
	const struct page *page = writer->page;
	return is_beside_text(writer, page_from(page, image)) &&
	       !writer->is_hidden[page_index(page, image)] &&
	       html_image_url(page->arena, image, writer->base_url).len > 0;
}

/* Captions are no running text, but they belong to their pictures. */
static void keep_caption(struct writer *writer, const struct html_node *picture)
{
	const struct html_node *image = html_find(picture, HTML_IMG);
	bool is_beside = image ? is_kept_image(writer, image)
			       : is_beside_text(writer, page_from(writer->page, picture));
	if (!is_beside || writer->is_hidden[page_index(writer->page, picture)])
		return;
	for (const struct html_node *one = picture; one < picture->end; one++)
		if (one->tag == HTML_TEXT && page_is_caption(writer->page, picture, one))
			writer->kept[page_index(writer->page, one) + 1] = 1;
}

static void find_kept(struct writer *writer)
{
	const struct page *page = writer->page;
	const struct html_node *end = page->container->end;
	for (const struct html_node *node = page->container; node < end; node++) {
		size_t index = page_index(page, node);
		if (node->tag == HTML_TEXT && page->passage_of[index] != NO_PASSAGE)
			writer->kept[index + 1] |= is_kept(page, page->passage_of[index]);
		else if (node->tag == HTML_IMG)
			writer->kept[index + 1] = is_kept_image(writer, node);
		else if (page->is_picture[index])
			keep_caption(writer, node);
	}
	for (size_t i = 1; i <= page->tree.count; i++)
		writer->kept[i] += writer->kept[i - 1];
}

static bool holds_kept(const struct writer *writer, const struct html_node *node)
{
	return writer->kept[page_index(writer->page, node->end)] >
	       writer->kept[page_index(writer->page, node)];
}

/* ---- how they stay ---- */

enum post_part { POST_NONE, POST_AROUND, POST_AUTHOR };

/* What stands around a post's author leads to nothing else. */
static void find_authors(struct writer *writer)
{
	const struct thread *thread = &writer->page->thread;
	for (size_t i = 0; i < thread->count; i++) {
		const struct html_node *author = thread->posts[i].author;
		writer->posts[page_index(writer->page, author)] = POST_AUTHOR;
		for (const struct html_node *up = author->parent; up && up != thread->around;
			up = up->parent)
			writer->posts[page_index(writer->page, up)] = POST_AROUND;
	}
}

static bool is_wrapper(enum html_tag tag)
{
	switch (tag) {
	case HTML_DIV:
	case HTML_SECTION:
	case HTML_ARTICLE:
	case HTML_MAIN:
	case HTML_HEADER:
	case HTML_FOOTER:
	case HTML_ASIDE:
	case HTML_NAV:
	case HTML_CENTER:
		return true;
	default:
		return false;
	}
}

struct content {
	bool has_text, has_blocks;
};

static struct content look_inside(const struct writer *writer, const struct html_node *node)
{
	struct content content = {0};
	for (const struct html_node *one = node + 1; one < node->end;) {
		bool is_kept_here = holds_kept(writer, one);
		if (is_kept_here && html_is_block(one)) {
			content.has_blocks = true;
			one = one->end;
		} else {
			content.has_text =
				content.has_text || (is_kept_here && one->tag == HTML_TEXT);
			one = is_kept_here ? one + 1 : one->end;
		}
	}
	return content;
}

enum line_answer { LINES_UNKNOWN, LINES_YES, LINES_NO };

/* Poems and the like stay as they are, blank lines, too. */
static bool holds_lines(struct writer *writer, const struct html_node *node)
{
	if (!node || node->tag != HTML_DIV)
		return false;
	uint8_t *answer = &writer->lines[page_index(writer->page, node)];
	if (*answer == LINES_UNKNOWN)
		*answer = look_holds_lines(node) ? LINES_YES : LINES_NO;
	return *answer == LINES_YES;
}

static enum clean_mark mark_wrapper(const struct writer *writer, const struct html_node *node)
{
	struct content content = look_inside(writer, node);
	if (!content.has_text)
		return CLEAN_UNWRAP;
	bool is_in_paragraph = false;
	for (const struct html_node *up = node->parent; up; up = up->parent)
		is_in_paragraph = is_in_paragraph || up->tag == HTML_P;
	return content.has_blocks || is_in_paragraph ? CLEAN_KEEP : CLEAN_PARAGRAPH;
}

/* In a figure: what holds words and no picture is the caption. */
static enum clean_mark mark_in_picture(struct writer *writer, const struct html_node *node)
{
	bool is_box = (html_is_block(node) && node->tag != HTML_P) || node->tag == HTML_SPAN;
	if (node == writer->picture)
		return CLEAN_FIGURE;
	if (node < writer->caption_end)
		return is_box ? CLEAN_UNWRAP : CLEAN_KEEP;
	bool holds_picture = page_count(writer->page, writer->page->pictures, node) > 0;
	if (holds_picture || (!is_box && node->tag != HTML_P))
		return is_box ? CLEAN_UNWRAP : CLEAN_KEEP;
	writer->caption_end = node->end;
	return CLEAN_CAPTION;
}

static enum clean_mark mark_element(struct writer *writer, const struct html_node *node)
{
	if (node->tag == HTML_BR || node->tag == HTML_HR || node->tag == HTML_COL)
		return CLEAN_KEEP;
	bool is_cell = node->tag == HTML_TD || node->tag == HTML_TH;
	bool is_line = node->tag == HTML_DIV && holds_lines(writer, node->parent) &&
		       holds_kept(writer, node->parent);
	if (is_line || (holds_kept(writer, node) && holds_lines(writer, node)))
		return CLEAN_KEEP;
	if (!holds_kept(writer, node))
		return is_cell ? CLEAN_KEEP : CLEAN_OMIT;
	if (writer->posts[page_index(writer->page, node)] != POST_NONE)
		return writer->posts[page_index(writer->page, node)] == POST_AUTHOR ? CLEAN_HEADING
										    : CLEAN_UNWRAP;
	if (writer->picture)
		return mark_in_picture(writer, node);
	if (is_wrapper(node->tag))
		return mark_wrapper(writer, node);
	bool is_bare = node->tag == HTML_SPAN ||
		       (node->tag == HTML_A && !html_has_attribute(node, "href"));
	return is_bare ? CLEAN_UNWRAP : CLEAN_KEEP;
}

static void mark_all(struct writer *writer)
{
	const struct page *page = writer->page;
	const struct html_node *end = page->container->end;
	for (const struct html_node *node = page->container; node < end; node++) {
		size_t index = page_index(page, node);
		if (writer->picture && node >= writer->picture->end)
			writer->picture = NULL;
		if (!writer->picture && page->is_picture[index])
			writer->picture = node;
		bool is_blank = node->tag == HTML_TEXT && foreign_trim(node->text).len == 0;
		if (is_blank)
			writer->marks[index] = CLEAN_KEEP;
		else if (node->tag == HTML_TEXT || node->tag == HTML_IMG)
			writer->marks[index] = holds_kept(writer, node) ? CLEAN_KEEP : CLEAN_OMIT;
		else
			writer->marks[index] = (uint8_t)mark_element(writer, node);
	}
}

struct foreign page_write_html(const struct page *page, struct foreign base_url)
{
	struct writer writer = {.page = page, .base_url = base_url};
	writer.first = page->last;
	for (size_t i = page->last; i-- > page->first;)
		writer.first = is_kept(page, i) ? i : writer.first;
	for (size_t i = page->first; i < page->last; i++)
		writer.last = is_kept(page, i) ? i + 1 : writer.last;
	writer.kept = arena_array(page->arena, page->tree.count + 1, sizeof *writer.kept);
	writer.marks = arena_array(page->arena, page->tree.count, 1);
	writer.lines = arena_array(page->arena, page->tree.count, 1);
	writer.posts = arena_array(page->arena, page->tree.count, 1);
	writer.is_hidden = arena_array(page->arena, page->tree.count, 1);
	find_authors(&writer);
	find_hidden(&writer);
	find_kept(&writer);
	mark_all(&writer);
	return foreign_trim(
		clean_tree(page->arena, &page->tree, page->container, writer.marks, base_url));
}
