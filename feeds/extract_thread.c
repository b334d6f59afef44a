#include <stdlib.h>

#include "feeds/extract_page.h"
#include "src/base/hash.h"

/* A thread: posts of one kind by several people, one after another, and none of them the
 * article.  What is kept of it is each post's author and text. */

enum { POSTS_LEAST = 3, LEAD_LENGTH = 80, TITLE_LENGTH = 250, NAME_LENGTH = 40, NAME_NODES = 14 };
static const double THREAD_SHARE = 0.5, POSTS_SHARE = 0.6, LONGEST_SHARE = 0.75;

/* Elements of one name that hold text. */
struct kind {
	uint64_t hash;
	const struct html_node *node;
};

static bool may_hold_post(const struct page *page, const struct html_node *node)
{
	bool is_box = node->tag == HTML_DIV || node->tag == HTML_SECTION ||
		      node->tag == HTML_ARTICLE || node->tag == HTML_TD || node->tag == HTML_SPAN;
	return is_box && html_attribute(node, "class").len > 0 &&
	       page_sum(page, page->good, node) > 0;
}

static int compare_kinds(const void *a, const void *b)
{
	const struct kind *one = a, *other = b;
	if (one->hash != other->hash)
		return one->hash < other->hash ? -1 : 1;
	return (one->node > other->node) - (one->node < other->node);
}

static size_t list_kinds(const struct page *page, struct kind *kinds)
{
	size_t count = 0;
	for (size_t i = 0; i < page->tree.count; i++) {
		const struct html_node *node = &page->tree.nodes[i];
		if (page->is_hidden[i] || !may_hold_post(page, node))
			continue;
		struct foreign name = html_attribute(node, "class");
		kinds[count].hash = hash_bytes(name.utf8, name.len) * 31 + (uint64_t)node->tag;
		kinds[count++].node = node;
	}
	qsort(kinds, count, sizeof *kinds, compare_kinds);
	return count;
}

/* ---- authors ---- */

static bool holds_one(struct foreign name, const char *const *words, size_t count)
{
	for (size_t i = 0; name.len > 0 && i < count; i++)
		if (foreign_holds(name, words[i]))
			return true;
	return false;
}

static bool names_author(const struct html_node *node)
{
	static const char *const words[] = {
		"author", "user", "creator", "poster", "nick", "member", "vcard", "byline"};
	static const char *const others[] = {
		"time", "date", "title", "rank", "count", "avatar", "stat", "badge"};
	if (node->tag == HTML_TEXT)
		return false;
	if (foreign_holds(html_attribute(node, "itemprop"), "author") ||
		foreign_equal(html_attribute(node, "rel"), FOREIGN("author")))
		return true;
	struct foreign name = html_attribute(node, "class");
	return holds_one(name, words, sizeof words / sizeof words[0]) &&
	       !holds_one(name, others, sizeof others / sizeof others[0]);
}

static bool is_author(struct arena *arena, const struct html_node *node)
{
	if (!names_author(node) || node->end - node > NAME_NODES)
		return false;
	size_t length = words_weight(html_text(arena, node));
	return length > 1 && length < NAME_LENGTH;
}

/* The smallest element that holds all of the name found. */
static const struct html_node *innermost(struct arena *arena, const struct html_node *author)
{
	for (const struct html_node *one = author + 1; one < author->end; one++)
		if (one->tag == HTML_A ||
			foreign_equal(html_attribute(one, "itemprop"), FOREIGN("name")))
			return words_weight(html_text(arena, one)) > 1 ? one : author;
	return author;
}

static const struct html_node *find_author(
	const struct page *page, const struct html_node *post, const struct html_node *body)
{
	for (const struct html_node *node = post; node < post->end; node++) {
		if (node == body)
			node = body->end;
		if (node >= post->end)
			break;
		if (!page->is_hidden[page_index(page, node)] && !node_is_inside(body, node) &&
			is_author(page->arena, node))
			return innermost(page->arena, node);
	}
	return NULL;
}

/* ---- posts ---- */

/* The largest element around `body` that holds neither of its neighbours. */
static const struct html_node *post_around(
	const struct html_node *body, const struct html_node *before, const struct html_node *after)
{
	const struct html_node *post = body;
	while (post->parent && !(before && node_is_inside(before, post->parent)) &&
		!(after && node_is_inside(after, post->parent)))
		post = post->parent;
	return post;
}

/* A headline of its own: what follows is one of several articles. */
static bool has_headline(
	const struct page *page, const struct html_node *post, const struct html_node *body)
{
	for (size_t i = page_from(page, post); i < page_from(page, body); i++) {
		const struct passage *passage = &page->passages[i];
		if (passage->is_heading && !names_author(passage->element) &&
			words_of(page->arena, passage->text).count >= 3 &&
			page_title_likeness(page, passage) < 0.5)
			return true;
	}
	return false;
}

static void read_posts(
	struct thread *thread, const struct page *page, const struct kind *kinds, size_t count)
{
	thread->posts = arena_array(page->arena, count, sizeof *thread->posts);
	thread->count = thread->headlines = 0;
	for (size_t i = 0; i < count; i++) {
		const struct html_node *body = kinds[i].node;
		const struct html_node *before = i > 0 ? kinds[i - 1].node : NULL;
		const struct html_node *after = i + 1 < count ? kinds[i + 1].node : NULL;
		if (before && node_is_inside(body, before))
			continue;
		const struct html_node *post = post_around(body, before, after);
		const struct html_node *author = find_author(page, post, body);
		if (!author)
			continue;
		thread->headlines += has_headline(page, post, body);
		thread->posts[thread->count++] = (struct post){post, body, author};
	}
}

static bool is_thread(struct thread *thread, const struct page *page)
{
	double all = page->good[page->count], good = 0, longest = 0, length_of_all = 0;
	if (thread->count < POSTS_LEAST || thread->headlines > 1)
		return false;
	for (size_t i = 0; i < thread->count; i++) {
		double length = page_sum(page, page->good, thread->posts[i].body);
		good += length;
		length_of_all += page_sum(page, page->length, thread->posts[i].body);
		longest = longest > length ? longest : length;
	}
	double between = page->good[page_to(page, thread->posts[thread->count - 1].body)] -
			 page->good[page_from(page, thread->posts[0].body)];
	thread->weight = 2 * good - length_of_all;
	return good >= THREAD_SHARE * all && good >= POSTS_SHARE * between &&
	       longest <= LONGEST_SHARE * good;
}

/* Text between headline and first post: then there is an article, and the rest are comments. */
static bool begins_page(const struct thread *thread, const struct page *page)
{
	size_t end = page_from(page, thread->posts[0].body), start = 0;
	while (start < end && (page->passages[start].length > TITLE_LENGTH ||
				      page_title_likeness(page, &page->passages[start]) < 0.7))
		start++;
	start = start < end ? start : 0;
	return page->good[end] - page->good[start] <= LEAD_LENGTH;
}

/* ---- what is kept ---- */

static const struct html_node *around_all(const struct thread *thread)
{
	const struct html_node *last = thread->posts[thread->count - 1].body;
	const struct html_node *first = thread->posts[0].body;
	const struct html_node *author = thread->posts[0].author, *up = first;
	while (up->parent && !(node_is_inside(last, up) && node_is_inside(author, up) &&
				     node_is_inside(thread->posts[thread->count - 1].author, up)))
		up = up->parent;
	return up;
}

static void hide_others(struct page *page)
{
	const struct thread *thread = &page->thread;
	uint32_t *kept = arena_array(page->arena, page->tree.count + 1, sizeof *kept);
	for (size_t i = 0; i < thread->count; i++) {
		kept[page_index(page, thread->posts[i].body) + 1] = 1;
		kept[page_index(page, thread->posts[i].author) + 1] = 1;
	}
	for (size_t i = 1; i <= page->tree.count; i++)
		kept[i] += kept[i - 1];
	const struct html_node *node = page->tree.nodes, *end = node + page->tree.count;
	while (node < end) {
		bool holds_post = page_count(page, kept, node) > 0;
		bool is_post = kept[page_index(page, node) + 1] > kept[page_index(page, node)];
		if (!holds_post)
			page->is_hidden[page_index(page, node)] = true;
		node = holds_post && !is_post ? node + 1 : node->end;
	}
}

static bool are_comments(const struct thread *thread)
{
	const struct post *first = &thread->posts[0];
	for (const struct html_node *up = first->body; up && up->tag != HTML_BODY; up = up->parent)
		if (foreign_holds(html_attribute(up, "class"), "comment") ||
			foreign_holds(html_attribute(up, "id"), "comment"))
			return true;
	return false;
}

static void hide_posts(struct page *page)
{
	for (size_t i = 0; i < page->thread.count; i++)
		page->is_hidden[page_index(page, page->thread.posts[i].whole)] = true;
}

/* Asked first, for it is cheap: few kinds hold so much, so few are looked at closely. */
static bool holds_share(const struct page *page, const struct kind *kinds, size_t count)
{
	double good = 0;
	for (size_t i = 0; i < count; i++)
		good += page_sum(page, page->good, kinds[i].node);
	return good >= THREAD_SHARE * page->good[page->count];
}

/* The boxes of one kind that hold the posts' texts, and little else. */
static void find_thread(struct page *page)
{
	struct kind *kinds = arena_array(page->arena, page->tree.count, sizeof *kinds);
	size_t count = list_kinds(page, kinds);
	for (size_t i = 0, next; i < count; i = next) {
		for (next = i + 1; next < count && kinds[next].hash == kinds[i].hash;)
			next++;
		struct thread thread = {0};
		if (next - i < POSTS_LEAST || !holds_share(page, kinds + i, next - i))
			continue;
		read_posts(&thread, page, kinds + i, next - i);
		if (is_thread(&thread, page) &&
			(page->thread.count == 0 || thread.weight > page->thread.weight))
			page->thread = thread;
	}
}

/* Whom an article quotes, one after another, stands in the article's own box. */
static bool is_in_article(const struct html_node *node)
{
	static const char *const names[] = {"entry-content", "article-body", "article__body",
		"articleBody", "article-content", "post-content", "story-body"};
	for (; node; node = node->parent)
		if (node->tag == HTML_ARTICLE ||
			foreign_equal(html_attribute(node, "itemprop"), FOREIGN("articleBody")) ||
			holds_one(html_attribute(node, "class"), names,
				sizeof names / sizeof names[0]))
			return true;
	return false;
}

bool page_take_thread(struct page *page)
{
	find_thread(page);
	if (page->thread.count == 0 || is_in_article(around_all(&page->thread))) {
		page->thread = (struct thread){0};
		return false;
	}
	if (!begins_page(&page->thread, page)) {
		if (are_comments(&page->thread))
			hide_posts(page);
		page->thread = (struct thread){0};
		return false;
	}
	page->thread.around = around_all(&page->thread);
	hide_others(page);
	return true;
}
