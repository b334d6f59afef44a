#include "feeds/extract_meta.h"

#include "feeds/extract_metas.h"
#include "src/base/url.h"

static const char *const site_keys[] = {
	"og:site_name", "dc:publisher", "citation_journal_title", "application-name"};
static const char *const description_keys[] = {"dc:description", "dcterms:description",
	"dcterm:description", "og:description", "weibo:article:description",
	"weibo:webpage:description", "description", "twitter:description", "sailthru:description"};
static const char *const image_keys[] = {"og:image:secure_url", "og:image", "og:image:url",
	"twitter:image", "twitter:image:src", "parsely-image-url", "sailthru:image:full",
	"sailthru:image:thumb"};
static const char *const language_keys[] = {
	"content-language", "dc:language", "language", "og:locale", "inlanguage"};

static struct foreign find_language(const struct metas *metas, const struct html_tree *tree)
{
	struct foreign language = foreign_trim(html_attribute(tree->nodes, "lang"));
	if (language.len == 0)
		language = foreign_trim(html_attribute(tree->nodes, "xml:lang"));
	if (language.len == 0)
		language = METAS_FIND(metas, language_keys);
	if (language.len < 2 || language.len > 35)
		return METAS_NOTHING;
	char *copy = arena_copy(metas->arena, language.utf8, language.len);
	for (size_t i = 0; i < language.len; i++)
		copy[i] = copy[i] == '_' ? '-' : copy[i];
	return (struct foreign){copy, language.len};
}

static struct foreign find_address(
	const struct metas *metas, const struct html_tree *tree, struct foreign base_url)
{
	static const char *const keys[] = {"og:url"};
	for (size_t i = 0; i < tree->count; i++) {
		const struct html_node *node = &tree->nodes[i];
		if (node->tag == HTML_LINK &&
			foreign_equal(html_attribute(node, "rel"), FOREIGN("canonical")))
			return url_resolve(metas->arena, base_url, html_attribute(node, "href"));
	}
	struct foreign address = METAS_FIND(metas, keys);
	return address.len > 0 ? url_resolve(metas->arena, base_url, address) : METAS_NOTHING;
}

void page_facts_read(struct page_facts *out, struct arena *arena, const struct html_tree *tree,
	struct foreign base_url)
{
	struct metas metas = {.arena = arena};
	struct ld_facts ld;
	metas_read(&metas, tree);
	ld_facts_read(&ld, arena, tree);
	out->site_name = metas_plain(
		arena, ld.publisher.len > 0 ? ld.publisher : METAS_FIND(&metas, site_keys));
	out->title = metas_title(&metas, tree, &ld, out->site_name);
	const struct html_node *headline = metas_headline(arena, tree, out->title);
	if (out->site_name.len == 0)
		out->site_name = metas_site_in_title(arena, tree);
	out->byline = metas_byline(&metas, tree, &ld, headline);
	out->language = find_language(&metas, tree);
	out->description = metas_plain(arena,
		ld.description.len > 0 ? ld.description : METAS_FIND(&metas, description_keys));
	out->published = metas_published(&metas, tree, &ld, headline);
	out->address = find_address(&metas, tree, base_url);
	struct foreign image = METAS_FIND(&metas, image_keys);
	image = image.len > 0 ? image : ld.image;
	out->image = image.len > 0 ? url_resolve(arena, base_url, image) : METAS_NOTHING;
	out->article_body = metas_plain(arena, ld.body);
	out->article_lines = metas_lines(arena, ld.body);
}
