#include "feeds/extract.h"

#include <string.h>
#include <strings.h>

#include "feeds/date.h"
#include "feeds/extract_page.h"
#include "feeds/references.h"
#include "src/base/buffer.h"
#include "src/base/url.h"
#include "src/base/words.h"

enum { FEW_WORDS = 25, EXCERPT_WORDS_LENGTH = 40 };
enum { NOISE_SAMPLE = 65536, NOISE_LEAST = 8, NOISE_SHARE = 50 };

static void allocate(struct page *page)
{
	size_t count = page->tree.count;
	page->from = arena_array(page->arena, count + 1, sizeof *page->from);
	page->to = arena_array(page->arena, count + 1, sizeof *page->to);
	page->passage_of = arena_array(page->arena, count, sizeof *page->passage_of);
	page->is_hidden = arena_array(page->arena, count, sizeof *page->is_hidden);
	page->class_kinds = arena_array(page->arena, count, 1);
	page->table_kinds = arena_array(page->arena, count, 1);
	page->is_picture = arena_array(page->arena, count, sizeof *page->is_picture);
	page->pictures = arena_array(page->arena, count + 1, sizeof *page->pictures);
	page->blocks = arena_array(page->arena, count + 1, sizeof *page->blocks);
	page->forms = arena_array(page->arena, count + 1, sizeof *page->forms);
	page->matter = arena_array(page->arena, count + 1, sizeof *page->matter);
}

static struct foreign site_of(struct arena *arena, struct foreign address, struct foreign otherwise)
{
	struct url url;
	if (url_parse(&url, arena, address, NULL))
		return foreign_copy(arena, url_registrable_domain(url.host));
	if (url_parse(&url, arena, otherwise, NULL))
		return foreign_copy(arena, url_registrable_domain(url.host));
	return (struct foreign){"", 0};
}

/* All that is shown of a thread belongs; who began it is its author. */
static void take_thread(struct page *page)
{
	page->container = page->thread.around;
	page->first = page_from(page, page->container);
	page->last = page_to(page, page->container);
	if (page->facts.byline.len == 0)
		page->facts.byline = html_text(page->arena, page->thread.posts[0].author);
}

static void find_text(struct page *page)
{
	page_hide(page);
	page_weigh(page);
	if (page->thread.around) {
		take_thread(page);
		return;
	}
	page_choose(page);
	if (page_mask(page))
		page_trim_masked(page);
	else
		page_trim(page);
}

static size_t kept_words(const struct page *page)
{
	return words_of(page->arena, page_write_text(page)).count;
}

/* A page of pictures and headings, say: better all of it than nothing. */
static void keep_everything(struct page *page)
{
	for (size_t i = page->first; i < page->last; i++)
		if (!page->passages[i].is_date &&
			page_title_likeness(page, &page->passages[i]) < 0.75)
			page->passages[i].cut = NULL;
}

/* Some pages show their text by script only: take what is hidden, too, if there is more of it. */
static void find_text_or_hidden(struct page *page)
{
	find_text(page);
	size_t words = kept_words(page);
	if (words >= FEW_WORDS)
		return;
	page->ignores_hiding = true;
	find_text(page);
	if (kept_words(page) > 2 * words)
		return;
	page->ignores_hiding = false;
	find_text(page);
	if (words == 0)
		keep_everything(page);
}

static struct foreign first_paragraph(const struct page *page)
{
	for (size_t i = page->first; i < page->last; i++) {
		const struct passage *passage = &page->passages[i];
		if (!passage->cut && !passage->is_heading &&
			passage->length >= EXCERPT_WORDS_LENGTH)
			return passage->text;
	}
	return (struct foreign){"", 0};
}

/* The page says it only in JSON-LD: its text, paragraph by paragraph. */
static struct foreign paragraphs_of(struct arena *arena, struct foreign text)
{
	struct buffer html = {0};
	buffer_append_string(&html, "<p>");
	references_escape_lines(&html, text, "</p><p>");
	buffer_append_string(&html, "</p>");
	struct foreign copy = {arena_copy(arena, html.data, html.len), html.len};
	buffer_done(&html);
	return copy;
}

static void fill(
	struct extract *out, struct arena *arena, const struct page *page, struct foreign base_url)
{
	const struct page_facts *facts = &page->facts;
	struct foreign excerpt =
		facts->description.len > 0 ? facts->description : first_paragraph(page);
	out->title = foreign_copy(arena, facts->title);
	out->byline = foreign_copy(arena, facts->byline);
	out->site_name = foreign_copy(arena, facts->site_name);
	out->language = foreign_copy(arena, facts->language);
	out->excerpt = foreign_copy(arena, excerpt);
	out->image = foreign_copy(arena, facts->image);
	out->published_text = foreign_copy(arena, facts->published);
	out->published = date_parse(facts->published);
	out->content_text = foreign_copy(arena, page_write_text(page));
	out->content_html = foreign_copy(arena, page_write_html(page, base_url));
	bool has_text = words_of(page->arena, out->content_text).count >= FEW_WORDS;
	if (!has_text && facts->article_body.len > out->content_text.len) {
		out->content_text = foreign_copy(arena, facts->article_lines);
		out->content_html = paragraphs_of(arena, facts->article_lines);
	}
}

/* A picture, an archive, a program: bytes that no text has, again and again. */
static bool is_noise(struct foreign text)
{
	size_t len = text.len < NOISE_SAMPLE ? text.len : NOISE_SAMPLE, controls = 0;
	for (size_t i = 0; i < len; i++) {
		unsigned char byte = (unsigned char)text.utf8[i];
		controls += byte < 0x20 && !(byte >= '\t' && byte <= '\r');
	}
	return controls >= NOISE_LEAST && controls * NOISE_SHARE > len;
}

/* False when the page is none, or too large to be read; `is_cut`: it was not read to its end. */
static bool read_page(struct extract *out, struct arena *arena, struct foreign page_html,
	struct foreign url, bool *is_cut, struct error *error)
{
	struct page page = {.arena = arena_new()};
	if (!html_parse(&page.tree, page.arena, page_html, HTML_PAGE, error)) {
		arena_free(page.arena);
		return false;
	}
	*is_cut = page.tree.is_cut;
	allocate(&page);
	page_count_matter(&page);
	struct foreign base_url = html_base_url(page.arena, &page.tree, url);
	page_facts_read(&page.facts, page.arena, &page.tree, base_url);
	page.site = site_of(page.arena, url, page.facts.address);
	page.title_words = words_of(page.arena, page.facts.title);
	words_sort(&page.title_words);
	find_text_or_hidden(&page);
	fill(out, arena, &page, base_url);
	arena_free(page.arena);
	return true;
}

/* Where this tag begins, `html.len` if nowhere. */
static size_t find_tag(struct foreign html, size_t from, const char *tag)
{
	size_t len = strlen(tag);
	for (size_t at = from; at + len < html.len; at++) {
		const char *next = memchr(html.utf8 + at, '<', html.len - at - len);
		if (!next)
			break;
		at = (size_t)(next - html.utf8);
		if (strncasecmp(next, tag, len) == 0 && strchr(" >\t\n\r", next[len]))
			return at;
	}
	return html.len;
}

/* Thousands of links before the article were all that was read of it: its head, and what
 * begins with its first <article> or <main>. */
static bool leave_out_what_fills_it(struct buffer *out, struct foreign html)
{
	size_t head = find_tag(html, 0, "</head");
	size_t from = head < html.len ? head : 0;
	size_t article = find_tag(html, from, "<article");
	size_t body = article < html.len ? article : find_tag(html, from, "<main");
	if (body == html.len)
		return false;
	buffer_append(out, html.utf8, from);
	buffer_append(out, html.utf8 + body, html.len - body);
	return true;
}

bool extract_article(struct extract *out, struct arena *arena, struct foreign page_html,
	struct foreign url, struct error *error)
{
	bool is_cut = false;
	struct buffer rest = {0};
	*out = (struct extract){0};
	if (is_noise(page_html))
		return error_set(error, ERROR_FORMAT, _("this is not a web page"));
	if (!read_page(out, arena, page_html, url, &is_cut, error))
		return false;
	if (out->content_text.len > 0)
		return true;
	if (!is_cut)
		return error_set(error, ERROR_FORMAT, _("there is no article in this page"));
	bool is_good =
		!leave_out_what_fills_it(&rest, page_html) ||
		read_page(out, arena, (struct foreign){rest.data, rest.len}, url, &is_cut, error);
	buffer_done(&rest);
	if (is_good && out->content_text.len == 0)
		is_good = error_set(error, ERROR_FORMAT,
			_("there is no article in the part of this large page that is read"));
	return is_good;
}
