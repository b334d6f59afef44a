#include <string.h>

#include "feeds/extract_metas.h"
#include "feeds/extract_words.h"
#include "src/base/buffer.h"

enum { BYLINE_WORDS = 12, NAME_LEAST = 2, NAME_MOST = 4, MARK_NODES = 60, CITATIONS = 12 };

static const char *const byline_keys[] = {"dc:creator", "dcterms:creator", "dcterm:creator",
	"author", "parsely-author", "article:author", "sailthru:author", "byl",
	"article:author_name", "og:article:author", "cxenseparse:author", "vr:author"};

static bool is_address(struct foreign text)
{
	return foreign_starts_with(text, FOREIGN("http://")) ||
	       foreign_starts_with(text, FOREIGN("https://")) ||
	       foreign_starts_with(text, FOREIGN("//"));
}

static bool is_around_page(enum html_tag tag)
{
	return tag == HTML_TEXT || tag == HTML_HTML || tag == HTML_BODY || tag == HTML_META ||
	       tag == HTML_LINK;
}

static bool is_author_mark(const struct html_node *node)
{
	static const char *const words[] = {"byline", "author", "dateline", "writtenby", "p-author",
		"auteur", "Author", "Byline"};
	if (foreign_equal(html_attribute(node, "rel"), FOREIGN("author")) ||
		foreign_holds(html_attribute(node, "itemprop"), "author"))
		return true;
	struct foreign name = html_attribute(node, "class"), id = html_attribute(node, "id");
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if (foreign_holds(name, words[i]) || foreign_holds(id, words[i]))
			return true;
	return false;
}

bool metas_is_about_others(const struct html_node *node)
{
	static const char *const words[] = {
		"comment", "Comment", "follow", "Follow", "related", "recommend", "sidebar"};
	if (node->tag == HTML_NAV)
		return true;
	struct foreign name = html_attribute(node, "class"), id = html_attribute(node, "id");
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if (foreign_holds(name, words[i]) || foreign_holds(id, words[i]))
			return true;
	return false;
}

static const struct html_node *find_name(struct arena *arena, const struct html_node *author)
{
	const struct html_node *link = NULL;
	size_t links = 0;
	for (const struct html_node *one = author + 1; one < author->end; one++) {
		if (foreign_holds(html_attribute(one, "itemprop"), "name"))
			return one;
		bool is_link = one->tag == HTML_A && html_text(arena, one).len > 0;
		link = is_link ? one : link;
		links += is_link;
	}
	size_t words = links == 1 ? words_of(arena, html_text(arena, link)).count : 0;
	return words >= NAME_LEAST && words <= NAME_MOST ? link : author;
}

static struct foreign without_end(struct foreign text, const char *end)
{
	size_t len = strlen(end);
	bool ends_so = text.len > len && memcmp(text.utf8 + text.len - len, end, len) == 0;
	return ends_so ? (struct foreign){text.utf8, text.len - len} : text;
}

/* What led over to the date, and the name that somebody has elsewhere. */
static struct foreign without_rest(struct foreign name)
{
	static const char *const ends[] = {" on", " at", " am", " le", " il", " el", " em", " op"};
	for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++)
		name = without_end(name, ends[i]);
	const char *blank = name.len > 0 ? memrchr(name.utf8, ' ', name.len) : NULL;
	if (blank && blank + 1 < name.utf8 + name.len && blank[1] == '@')
		name.len = (size_t)(blank - name.utf8);
	return name;
}

struct foreign metas_name_only(struct arena *arena, struct foreign text)
{
	static const char *const ends[] = {" • ", " | ", " · ", " / "};
	for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
		const char *found = memmem(text.utf8, text.len, ends[i], strlen(ends[i]));
		if (found && found > text.utf8)
			text.len = (size_t)(found - text.utf8);
	}
	for (size_t i = 1; i + 1 < text.len; i++) {
		struct foreign rest = {text.utf8 + i + 1, text.len - i - 1};
		if (text.utf8[i] == ' ' && words_begin_with_date(words_fold(arena, rest)))
			text = without_rest((struct foreign){text.utf8, i});
	}
	while (text.len > 0 && strchr(" ,", text.utf8[text.len - 1]))
		text.len--;
	return text;
}

/* Without what is said to those who cannot see the page, "Post author" say. */
static struct foreign shown_text(struct arena *arena, const struct html_node *node)
{
	struct foreign all = metas_small_text(arena, node);
	for (const struct html_node *one = node + 1; all.len > 0 && one < node->end; one++) {
		bool is_unseen = words_of_class(html_attribute(one, "class")) & CLASS_HIDE;
		struct foreign unseen = is_unseen ? html_text(arena, one) : METAS_NOTHING;
		if (unseen.len > 0 && unseen.len < all.len && foreign_starts_with(all, unseen))
			return foreign_trim(
				(struct foreign){all.utf8 + unseen.len, all.len - unseen.len});
	}
	return all;
}

/* The name in an element that is marked as the author's; empty when there is none. */
static struct foreign marked_name(struct arena *arena, const struct html_node *node)
{
	struct foreign text = shown_text(arena, find_name(arena, node));
	size_t words = words_of(arena, text).count;
	bool is_short = text.len > 1 && words_weight(text) < 100 && words <= BYLINE_WORDS;
	struct foreign folded = words_fold(arena, text);
	bool is_label = words_phrase(folded) & PHRASE_BY;
	if (!is_short || words == 0 || is_label || words_begin_with_date(folded))
		return METAS_NOTHING;
	text = metas_without_by(arena, metas_name_only(arena, text));
	return text.len > 0 && strchr("[(", text.utf8[0]) ? METAS_NOTHING : text;
}

/* A box that holds the headline or most of the page is the page, whatever its name. */
static bool is_box_beside(const struct html_tree *tree, const struct html_node *headline,
	const struct html_node *node)
{
	bool holds_headline = headline && headline >= node && headline < node->end;
	return !holds_headline && (size_t)(node->end - node) < tree->count / 2;
}

static struct foreign marked_byline(struct arena *arena, const struct html_tree *tree)
{
	struct foreign name = METAS_NOTHING;
	const struct html_node *headline = html_find(tree->nodes, HTML_H1);
	const struct html_node *node = tree->nodes, *end = tree->nodes + tree->count;
	while (node < end && name.len == 0) {
		bool is_part = !is_around_page(node->tag);
		if (is_part && metas_is_about_others(node) && is_box_beside(tree, headline, node)) {
			node = node->end;
			continue;
		}
		if (is_part && is_author_mark(node) && node->end - node <= MARK_NODES)
			name = marked_name(arena, node);
		node++;
	}
	return name;
}

/* "Bekova, Aigerim" → "Aigerim Bekova" */
static void append_citation(struct buffer *out, struct foreign name)
{
	const char *comma = memchr(name.utf8, ',', name.len);
	struct foreign last = {name.utf8, comma ? (size_t)(comma - name.utf8) : name.len};
	struct foreign first = {name.utf8 + last.len, name.len - last.len};
	if (out->len > 0)
		buffer_append_string(out, ", ");
	if (comma) {
		first = foreign_trim((struct foreign){first.utf8 + 1, first.len - 1});
		buffer_append(out, first.utf8, first.len);
		buffer_append_char(out, ' ');
	}
	buffer_append(out, last.utf8, last.len);
}

/* Journals and archives name each author in a <meta> of its own. */
static struct foreign citation_byline(const struct metas *metas)
{
	struct buffer out = {0};
	size_t names = 0;
	for (size_t i = 0; i < metas->count && names < CITATIONS; i++)
		if (foreign_equal(metas->items[i].key, FOREIGN("citation_author"))) {
			append_citation(&out, metas->items[i].content);
			names++;
		}
	struct foreign byline = {
		arena_copy(metas->arena, out.data ? out.data : "", out.len), out.len};
	buffer_done(&out);
	return byline;
}

static struct foreign twitter_byline(const struct metas *metas)
{
	static const char *const label[] = {"twitter:label1"};
	static const char *const data[] = {"twitter:data1"};
	struct foreign words = words_fold(metas->arena, METAS_FIND(metas, label));
	return words_phrases(words) & PHRASE_BY ? METAS_FIND(metas, data) : METAS_NOTHING;
}

struct foreign metas_byline(const struct metas *metas, const struct html_tree *tree,
	const struct ld_facts *ld, const struct html_node *headline)
{
	if (ld->authors.len > 0)
		return metas_plain(metas->arena, ld->authors);
	for (size_t i = 0; i < sizeof byline_keys / sizeof byline_keys[0]; i++) {
		struct foreign name = metas_find(metas, &byline_keys[i], 1);
		if (name.len > 0 && !is_address(name))
			return metas_without_by(metas->arena, metas_plain(metas->arena, name));
	}
	struct foreign name = citation_byline(metas);
	if (name.len == 0)
		name = marked_byline(metas->arena, tree);
	if (name.len == 0)
		name = metas_plain(metas->arena, twitter_byline(metas));
	if (name.len == 0)
		name = metas_byline_near(metas->arena, tree, headline);
	struct foreign account = metas_plain(metas->arena, ld->account);
	bool is_name = words_of(metas->arena, account).count >= NAME_LEAST; /* not "admin" */
	return name.len > 0 || !is_name ? name : account;
}
