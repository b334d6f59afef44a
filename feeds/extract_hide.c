#include <string.h>

#include "feeds/extract_page.h"
#include "src/base/hash.h"

/* A part of the page that holds this share of its text is not left out for its
 * name; less is enough for one that is named an article's text, too. */
static const double LARGE_SHARE = 0.4, NAMED_SHARE = 0.15;
enum { RUNNING_LENGTH = 60, CACHE_SLOTS = 1024, HEAD_NODES = 200 };

static bool is_never_article(const struct html_node *node)
{
	switch (node->tag) {
	case HTML_NOSCRIPT:
	case HTML_OBJECT:
	case HTML_EMBED:
	case HTML_INPUT:
	case HTML_HEAD:
		return true;
	default:
		return html_traits(node->tag) & HTML_IS_SILENT;
	}
}

static bool is_invisible(const struct html_node *node)
{
	if (node->tag == HTML_TEXT || node->tag == HTML_BODY || node->tag == HTML_HTML)
		return false;
	if (!html_is_shown(node))
		return true;
	struct foreign aria = html_attribute(node, "aria-hidden");
	struct foreign classes = html_attribute(node, "class");
	return foreign_equal(aria, FOREIGN("true")) && !foreign_holds(classes, "fallback") &&
	       !foreign_holds(classes, "image");
}

static bool has_side_role(const struct html_node *node)
{
	static const char *const roles[] = {"navigation", "complementary", "menu", "menubar",
		"contentinfo", "dialog", "alert", "banner", "search", "toolbar"};
	struct foreign role = html_attribute(node, "role");
	for (size_t i = 0; role.len > 0 && i < sizeof roles / sizeof roles[0]; i++)
		if (role.len == strlen(roles[i]) && memcmp(role.utf8, roles[i], role.len) == 0)
			return true;
	return false;
}

static bool is_side(const struct html_node *node)
{
	switch (node->tag) {
	case HTML_NAV:
	case HTML_FOOTER:
	case HTML_ASIDE:
	case HTML_MENU:
		return true;
	default:
		return node->tag != HTML_TEXT && has_side_role(node);
	}
}

/* Names on these say nothing against them. */
static bool is_above_names(enum html_tag tag)
{
	switch (tag) {
	case HTML_TEXT:
	case HTML_HTML:
	case HTML_BODY:
	case HTML_ARTICLE:
	case HTML_MAIN:
	case HTML_H1:
	case HTML_TBODY:
	case HTML_TR:
		return true;
	default:
		return false;
	}
}

static bool has_bad_name(const struct page *page, const struct html_node *node)
{
	if (is_above_names(node->tag))
		return false;
	unsigned kinds = page->class_kinds[page_index(page, node)];
	bool is_inline = page_count(page, page->blocks, node) == 0;
	unsigned always = CLASS_HIDE | CLASS_CAPTION;
	if (node->tag == HTML_TABLE || node->tag == HTML_A)
		return kinds & CLASS_HIDE;
	return kinds & (is_inline ? always : always | CLASS_DROP);
}

/* ---- names ---- */

/* Pages repeat few names many times. */
struct name_cache {
	struct {
		uint64_t hash;
		unsigned kinds;
	} slots[CACHE_SLOTS];
};

static unsigned kinds_of_name(struct name_cache *cache, struct foreign name)
{
	if (name.len == 0)
		return 0;
	uint64_t hash = hash_bytes(name.utf8, name.len) | 1;
	size_t slot = hash >> 8 & (CACHE_SLOTS - 1);
	if (cache->slots[slot].hash != hash) {
		cache->slots[slot].hash = hash;
		cache->slots[slot].kinds = words_of_class(name);
	}
	return cache->slots[slot].kinds;
}

static void read_names(struct page *page)
{
	struct name_cache *cache = arena_alloc(page->arena, sizeof *cache);
	for (size_t i = 0; i < page->tree.count; i++) {
		const struct html_node *node = &page->tree.nodes[i];
		if (node->attributes_count > 0)
			page->class_kinds[i] =
				(uint8_t)(kinds_of_name(cache, html_attribute(node, "class")) |
					  kinds_of_name(cache, html_attribute(node, "id")));
	}
}

/* ---- hiding ---- */

static void hide_where(struct page *page, bool (*is_wrong)(struct page *, const struct html_node *))
{
	const struct html_node *end = page->tree.nodes + page->tree.count;
	for (const struct html_node *node = page->tree.nodes; node < end;) {
		size_t index = page_index(page, node);
		if (!page->is_hidden[index] && is_wrong(page, node))
			page->is_hidden[index] = true;
		node = page->is_hidden[index] ? node->end : node + 1;
	}
}

static const struct html_node *first_element(const struct html_node *around)
{
	const struct html_node *first = around + 1;
	while (first < around->end && first->tag == HTML_TEXT)
		first = first->end;
	return first < around->end ? first : NULL;
}

/* Some tables say their head below once more. */
static bool is_head_again(struct page *page, const struct html_node *node)
{
	if (node->tag != HTML_TFOOT || node->end - node > HEAD_NODES || !node->parent)
		return false;
	const struct html_node *head = first_element(node->parent);
	return head->tag == HTML_THEAD && head->end - head <= HEAD_NODES &&
	       foreign_equal(foreign_collapse(page->arena, html_text(page->arena, head)),
		       foreign_collapse(page->arena, html_text(page->arena, node)));
}

static bool is_out_of_sight(struct page *page, const struct html_node *node)
{
	return is_never_article(node) || is_head_again(page, node) ||
	       (!page->ignores_hiding && is_invisible(node));
}

/* The words under a table, a quote or code say what it is; they are text. */
static bool is_words_of_picture(const struct page *page, const struct html_node *node)
{
	if (node->tag != HTML_FIGCAPTION)
		return false;
	const struct html_node *figure = node->parent;
	while (figure && figure->tag != HTML_FIGURE)
		figure = figure->parent;
	return !figure || page_count(page, page->matter, figure) == 0;
}

static bool is_small_and_beside(struct page *page, const struct html_node *node)
{
	if (page_take_picture(page, node))
		return false;
	if (is_words_of_picture(page, node))
		return true;
	if (!page->ignores_hiding && page_is_box(page, node))
		return true;
	if (!is_side(node) && (page->ignores_hiding || !has_bad_name(page, node)))
		return false;
	bool is_named = page->class_kinds[page_index(page, node)] & CLASS_PRIOR;
	double share = is_named ? NAMED_SHARE : LARGE_SHARE;
	return page_sum(page, page->good, node) <= share * page->good[page->count];
}

/* For now "good" is all running text, well told from links. */
static void sum_running_text(struct page *page)
{
	page->good = arena_array(page->arena, page->count + 1, sizeof *page->good);
	page->length = arena_array(page->arena, page->count + 1, sizeof *page->length);
	page->replies = arena_array(page->arena, page->count + 1, sizeof *page->replies);
	page->linked = arena_array(page->arena, page->count + 1, sizeof *page->linked);
	page->paragraphs = arena_array(page->arena, page->tree.count, sizeof *page->paragraphs);
	for (size_t i = 0; i < page->count; i++) {
		const struct passage *passage = &page->passages[i];
		bool is_running =
			passage->length >= RUNNING_LENGTH && passage_link_share(passage) < 0.5;
		page->good[i + 1] = page->good[i] + (is_running ? passage->length : 0);
		page->length[i + 1] = page->length[i] + passage->length;
		page->linked[i + 1] = page->linked[i] + passage->linked;
		if (is_running && passage->element->tag == HTML_P)
			page->paragraphs[page_index(page, passage->element->parent)] +=
				passage->length;
		page->replies[i + 1] = page->replies[i] + ((passage->phrases & PHRASE_REPLY) != 0);
	}
}

void page_hide(struct page *page)
{
	memset(page->is_hidden, 0, page->tree.count * sizeof *page->is_hidden);
	memset(page->is_picture, 0, page->tree.count * sizeof *page->is_picture);
	page->thread = (struct thread){0};
	hide_where(page, is_out_of_sight);
	read_names(page);
	page_read_passages(page);
	sum_running_text(page);
	if (!page_take_thread(page))
		hide_where(page, is_small_and_beside);
	page_read_passages(page);
}
