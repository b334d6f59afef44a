#include <string.h>

#include "feeds/extract_metas.h"
#include "feeds/extract_words.h"

static const char *const title_keys[] = {"dc:title", "dcterms:title", "dcterm:title", "og:title",
	"weibo:article:title", "weibo:webpage:title", "title", "twitter:title", "parsely-title",
	"sailthru:title", "citation_title"};

static const char *const separators[] = {
	" | ", " - ", " – ", " — ", " » ", " · ", " :: ", " / ", " > "};

static bool same_words(struct word_list a, struct word_list b)
{
	return a.count > 0 && a.count == b.count &&
	       memcmp(a.hashes, b.hashes, a.count * sizeof a.hashes[0]) == 0;
}

/* The last separator in `title`; its length in `len`. */
static const char *last_separator(struct foreign title, size_t *len)
{
	const char *last = NULL;
	for (size_t i = 0; i < sizeof separators / sizeof separators[0]; i++) {
		size_t size = strlen(separators[i]);
		for (const char *at = title.utf8;
			title.len >= size && (at = memmem(at, title.len - (size_t)(at - title.utf8),
						      separators[i], size));
			at++)
			if (!last || at > last) {
				last = at;
				*len = size;
			}
	}
	return last;
}

static bool is_heading_text(struct arena *arena, const struct html_tree *tree, struct foreign title)
{
	struct word_list words = words_of(arena, title);
	for (size_t i = 0; i < tree->count; i++) {
		const struct html_node *node = &tree->nodes[i];
		if (node->tag < HTML_H1 || node->tag > HTML_H3)
			continue;
		if (same_words(words, words_of(arena, metas_small_text(arena, node))))
			return true;
	}
	return false;
}

/* The part of "Headline | Section | Outlet" behind the last separator. */
static struct foreign last_part(struct foreign text)
{
	size_t len = 0;
	const char *separator = last_separator(text, &len);
	if (!separator)
		return METAS_NOTHING;
	size_t start = (size_t)(separator + len - text.utf8);
	return (struct foreign){text.utf8 + start, text.len - start};
}

/* "The Outlet: Headline" → "The Outlet", if there is a heading that says the rest. */
static struct foreign part_before_colon(
	struct arena *arena, const struct html_tree *tree, struct foreign title)
{
	const char *colon = memmem(title.utf8, title.len, ": ", 2);
	size_t len = colon ? (size_t)(colon - title.utf8) : 0;
	struct foreign rest = {title.utf8 + len + 2, len > 0 ? title.len - len - 2 : 0};
	return len > 0 && is_heading_text(arena, tree, rest) ? (struct foreign){title.utf8, len}
							     : METAS_NOTHING;
}

/* "Headline - The Outlet" → "Headline", if a heading or the outlet's name says so. */
static struct foreign without_site(struct arena *arena, const struct html_tree *tree,
	struct foreign title, struct foreign site_name)
{
	size_t len = 0;
	const char *separator = last_separator(title, &len);
	struct foreign outlet = part_before_colon(arena, tree, title);
	if (outlet.len > 0)
		return (struct foreign){title.utf8 + outlet.len + 2, title.len - outlet.len - 2};
	if (!separator)
		return title;
	struct foreign before = {title.utf8, (size_t)(separator - title.utf8)};
	struct foreign after = {separator + len, title.len - before.len - len};
	if (is_heading_text(arena, tree, title))
		return title;
	if (is_heading_text(arena, tree, before) ||
		same_words(words_of(arena, after), words_of(arena, site_name)))
		return before;
	if (is_heading_text(arena, tree, after))
		return after;
	return words_of(arena, before).count >= 4 ? before : title;
}

struct foreign metas_site_in_title(struct arena *arena, const struct html_tree *tree)
{
	const struct html_node *element = html_find(tree->nodes, HTML_TITLE);
	struct foreign title = element ? html_text(arena, element) : METAS_NOTHING;
	struct foreign site = last_part(title);
	struct foreign headline = {title.utf8, title.len - site.len};
	size_t len = 0;
	const char *separator = last_separator(headline, &len);
	while (site.len > 0 && separator) {
		headline.len = (size_t)(separator - headline.utf8);
		if (is_heading_text(arena, tree, headline))
			return site;
		separator = last_separator(headline, &len);
	}
	return part_before_colon(arena, tree, title);
}

static struct foreign only_heading(struct arena *arena, const struct html_tree *tree)
{
	const struct html_node *heading = html_find(tree->nodes, HTML_H1);
	return heading ? html_text(arena, heading) : METAS_NOTHING;
}

/* Of a name and a headline that differ, the page's own <title> knows the better one. */
static bool is_begin_of_title(
	struct arena *arena, const struct html_tree *tree, struct foreign name)
{
	const struct html_node *element = html_find(tree->nodes, HTML_TITLE);
	return element && foreign_starts_with(html_text(arena, element), metas_plain(arena, name));
}

struct foreign metas_title(const struct metas *metas, const struct html_tree *tree,
	const struct ld_facts *ld, struct foreign site_name)
{
	struct arena *arena = metas->arena;
	if (ld->headline.len > 0 && !(ld->name.len > 0 && is_begin_of_title(arena, tree, ld->name)))
		return metas_plain(arena, ld->headline);
	if (ld->name.len > 0)
		return metas_plain(arena, ld->name);
	struct foreign title = metas_plain(arena, METAS_FIND(metas, title_keys));
	if (title.len > 0)
		return title;
	const struct html_node *element = html_find(tree->nodes, HTML_TITLE);
	title = element ? html_text(arena, element) : METAS_NOTHING;
	title = without_site(arena, tree, title, site_name);
	return title.len > 0 ? title : only_heading(arena, tree);
}
